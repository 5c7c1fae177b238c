package program_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// The files of a case are resolved without a finding; resolved.txt is what
// their names were bound to.
func TestResolve(t *testing.T) {
	paths, err := filepath.Glob("testdata/resolved/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			var inputs []txtar.File
			want := ""
			for _, f := range archive.Files {
				if f.Name == "resolved.txt" {
					want = string(f.Data)
				} else {
					inputs = append(inputs, f)
				}
			}
			sources := &source.Map{}
			var files []*syntax.File
			for _, f := range inputs {
				tree, list := syntax.Parse(sources.Add(f.Name, string(f.Data)))
				require.Empty(t, list)
				files = append(files, tree)
			}
			p, list := program.Resolve(".", sources, files)
			require.Zero(t, list.Errors(), "%v", list)
			got := dump(p)
			if *update {
				archive.Files = append(inputs, txtar.File{Name: "resolved.txt", Data: []byte(got)})
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
				return
			}
			assert.Equal(t, want, got)
		})
	}
}
