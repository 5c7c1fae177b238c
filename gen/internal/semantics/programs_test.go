package semantics

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

// TestProgramsByHand compares the emitted code of programs that were written to
// try one thing each, most of them after it had gone wrong.
func TestProgramsByHand(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	paths, err := filepath.Glob("testdata/programs/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	m := newModule(t, t.TempDir())
	for i, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		files := map[string]string{}
		for _, f := range archive.Files {
			files[f.Name] = string(f.Data)
		}
		m.add(fmt.Sprintf("program%d", i), files, false)
	}
	m.compare(*flows)
	for i, p := range m.programs {
		if p.wrong != "" {
			t.Errorf("%s:\n%s\n%s", paths[i], all(p.files), p.wrong)
		}
	}
}
