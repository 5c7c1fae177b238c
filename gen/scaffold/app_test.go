package scaffold

import (
	"go/format"
	"os"
	"path"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"
)

// A new module asks for the Go that syncgen asks for.
func TestGoVersion(t *testing.T) {
	text, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	f, err := modfile.Parse("go.mod", text, nil)
	require.NoError(t, err)
	assert.Equal(t, f.Go.Version, goVersion)
}

// Whatever an app is called, its Go is laid out as gofmt does it.
func TestAppIsFormatted(t *testing.T) {
	for _, app := range []App{
		{Name: "birds", Module: "example.com/birds", Folder: ".", Alone: true, Release: "v0.1.0", Checkout: "/home/me/my syncgen"},
		{Name: "a", Module: "z.org/a", Folder: ".", Alone: true, Release: "v0.1.0"},
		{Name: "zebras", Module: "example.com/town", Folder: "cmd/zebras"},
	} {
		own, generated, err := app.Files()
		require.NoError(t, err)
		for _, f := range append(own, generated...) {
			if path.Ext(f.Path) == ".go" {
				formatted, err := format.Source([]byte(f.Text))
				require.NoError(t, err)
				assert.Equal(t, string(formatted), f.Text, f.Path)
			}
		}
	}
}

// A checkout is what go.mod has in a release's place, however it is called.
func TestGoModReplaces(t *testing.T) {
	for checkout, want := range map[string]string{
		"":                    "",
		"/home/me/syncgen":    "/home/me/syncgen",
		"/home/me/my syncgen": "/home/me/my syncgen",
	} {
		text, err := App{Name: "a", Module: "example.com/a", Release: "v0.1.0", Checkout: checkout}.goMod()
		require.NoError(t, err)
		f, err := modfile.Parse("go.mod", []byte(text), nil)
		require.NoError(t, err)
		require.Len(t, f.Require, 1)
		assert.Equal(t, SyncgenPath+"@v0.1.0", f.Require[0].Mod.String())
		if want == "" {
			assert.Empty(t, f.Replace)
			continue
		}
		require.Len(t, f.Replace, 1)
		assert.Equal(t, want, f.Replace[0].New.Path)
	}
}

// What main.go imports, and what means something else to Go, names no app.
func TestMayBeNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"birds": true, "app": true, "tallying": true, "requesting": false,
		"log": false, "http": false, "main": false, "internal": false, "error": false, "string": false,
	} {
		assert.Equal(t, want, MayBeNamed(name), name)
	}
}
