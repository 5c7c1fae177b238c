package program_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

var update = flag.Bool("update", false, "write what the tests find as what they want")

// TestMismatches holds what is said of each kind of type error. Every file has
// the syncs, about the concepts of these tests, and the findings as the
// terminal shows them.
func TestMismatches(t *testing.T) {
	paths, err := filepath.Glob("testdata/mismatch/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			p, found := checkShop(string(archive.Files[0].Data))
			var got strings.Builder
			var report diagnostic.Report
			report.Add(p.Sources, mismatches(found))
			require.NoError(t, report.Text(&got, false))
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got.String())})
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			}
			require.Len(t, archive.Files, 2)
			assert.Equal(t, string(archive.Files[1].Data), got.String())
			assertFinal(t, p)
		})
	}
}
