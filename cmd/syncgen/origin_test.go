package main

import (
	"path/filepath"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A tool that was downloaded is a release; one that was built in a checkout is
// of that checkout; of any other nobody knows.
func TestOrigin(t *testing.T) {
	repo, err := filepath.Abs("../..")
	require.NoError(t, err)
	const way = "this tool is no release and does not know where its source is: say so with --syncgen=DIR, the folder of a checkout of syncgen"
	here := filepath.Join(repo, "cmd", "syncgen", "origin.go")
	released := debug.Module{Path: "github.com/syncgen/syncgen", Version: "v1.2.3", Sum: "h1:…"}
	built := debug.Module{Path: "github.com/syncgen/syncgen", Version: "v0.0.0-20260102030405-abcdef+dirty"}
	for _, test := range []struct {
		name string
		tool debug.Module
		file string
		want origin
		err  string
	}{
		{"a release", released, filepath.Join(t.TempDir(), "syncgen@v1.2.3", "cmd", "syncgen", "origin.go"), origin{release: "v1.2.3"}, ""},
		{"a checkout", built, here, origin{release: version, checkout: repo}, ""},
		{"-trimpath", built, "github.com/syncgen/syncgen/cmd/syncgen/origin.go", origin{}, way},
		{"a checkout that is gone", built, filepath.Join(t.TempDir(), "cmd", "syncgen", "origin.go"), origin{}, way},
	} {
		got, err := originOf(test.tool, test.file)
		if test.err != "" {
			require.EqualError(t, err, test.err, test.name)
			continue
		}
		require.NoError(t, err, test.name)
		assert.Equal(t, test.want, got, test.name)
	}
}

// The command that is printed adds syncgen to a module, wherever that is.
func TestOriginAddTo(t *testing.T) {
	assert.Equal(t, "go get -tool github.com/syncgen/syncgen/cmd/syncgen@v1.2.3", origin{release: "v1.2.3"}.addTo())
	assert.Contains(t, origin{release: "v1.2.3", checkout: "/my own/it's"}.addTo(), ` -replace=github.com/syncgen/syncgen='/my own/it'\''s' `)
	for path, want := range map[string]string{"": "''", "a/b-c_1.d": "a/b-c_1.d", "~": "'~'", "é": "é", "a b": "'a b'"} {
		assert.Equal(t, want, shellQuoted(path))
	}
}
