package dsl_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// BenchmarkResolve resolves n syncs; all of them are wrong in the second half
// of the cases.
func BenchmarkResolve(b *testing.B) {
	var concepts []dsl.Text
	for _, name := range []string{"profile", "sessioning", "library"} {
		text, err := os.ReadFile("testdata/concepts/" + name + ".concept")
		require.NoError(b, err)
		concepts = append(concepts, dsl.Text{Path: name + ".concept", Text: string(text)})
	}
	for _, n := range []int{1000, 10_000} {
		for _, wrong := range []bool{false, true} {
			_, syncs, _ := strings.Cut(app, "\n\n")
			if wrong {
				syncs = strings.Replace(syncs, "Sessioning.create (user)\n", "Sessioning.create (user) : (session)\n  Library.create (user: session)\n", 1)
			}
			var text strings.Builder
			text.WriteString(strings.TrimSuffix(app, syncs))
			for i := range n / 5 {
				text.WriteString(strings.ReplaceAll(strings.ReplaceAll(syncs, "sync ", fmt.Sprintf("sync N%d", i)), `path: "/`, fmt.Sprintf(`path: "/n%d/`, i)) + "\n")
			}
			texts := append(concepts[:3:3], dsl.Text{Path: "app.sync", Text: text.String()})
			b.Run(fmt.Sprintf("syncs=%d/wrong=%v", n, wrong), func(b *testing.B) {
				for range b.N {
					b.StopTimer()
					sources := &source.Map{}
					var files []*syntax.File
					for _, t := range texts {
						tree, list := syntax.Parse(sources.Add(t.Path, t.Text))
						require.Empty(b, list)
						files = append(files, tree)
					}
					b.StartTimer()
					_, list := program.Resolve(".", sources, files)
					require.Equal(b, wrong, list.Errors() > 0)
				}
			})
		}
	}
}
