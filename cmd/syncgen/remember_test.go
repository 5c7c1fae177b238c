package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What this build has made of these specs is not made again; anything else is.
func TestWhatIsKnownIsNotMadeAgain(t *testing.T) {
	for _, test := range []struct {
		name  string
		since func(t *testing.T, dir string)
		tool  string
		known bool
	}{
		{"nothing happened", func(*testing.T, string) {}, "this build", true},
		{"another build of the tool", func(*testing.T, string) {}, "another build", false},
		{"a tool that cannot tell", func(*testing.T, string) {}, "", false},
		{"specs changed", func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, "specs", "shop", "count.sync"), "by: 1", "by: 2")
		}, "this build", false},
		{"generated code changed", func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, "generated", "shop", "app.go"), "package shop", "package shop // edited")
		}, "this build", false},
		{"memory lost", func(t *testing.T, dir string) {
			require.NoError(t, os.RemoveAll(filepath.Join(dir, "cache")))
		}, "this build", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := shop(t)
			target := shopTarget(t, dir)
			assert.False(t, target.isMadeBy("this build"), "nothing is made yet")
			target.checked.check()
			out, err := target.generate()
			require.NoError(t, err)
			_, err = out.Write(target.dir)
			require.NoError(t, err)
			target.remember("this build", out.Sum())

			test.since(t, dir)
			target = shopTarget(t, dir)
			assert.Equal(t, test.known, target.isMadeBy(test.tool))
			if test.known {
				assert.Equal(t, len(out.Files), target.files)
			}
		})
	}
}

// The command takes the short way, and says the same as on the long one.
func TestGenerateTakesTheShortWay(t *testing.T) {
	dir := shop(t)
	t.Chdir(dir)
	generate := func(args ...string) string {
		var out, problems bytes.Buffer
		code := run(append([]string{"generate", "-v"}, args...), strings.NewReader(""), &out, &problems, environment{})
		assert.Equal(t, exitClean, code)
		assert.Empty(t, problems.String())
		return out.String()
	}
	assert.Contains(t, generate(), "wrote generated/shop/app.go")
	assert.True(t, shopTarget(t, dir).isMadeBy(thisBuild()))
	assert.Equal(t, "unchanged: 6 in generated/shop\n", generate())
	assert.Empty(t, generate("--check"))
}

// shop is a module with specs, and with a cache of its own.
func shop(t *testing.T) (dir string) {
	dir = t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("HOME", filepath.Join(dir, "cache")) // where other systems have it
	for name, text := range map[string]string{
		"go.mod": "module example.com/shop\n\ngo 1.26\n",
		"specs/shop/counting.concept": `concept Counting

state
  a set of Counters with
    a total Integer

actions
  add (name: String, by: Integer) : (total: Integer)
`,
		"specs/shop/count.sync": `sync Count
when
  Requesting.request (path: "/count", name)
then
  Counting.add (name, by: 1)

sync Counted
when
  Requesting.request (path: "/count") : (request)
  Counting.add () : (total)
then
  Requesting.respond (request, total)
`,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	return dir
}

func shopTarget(t *testing.T, dir string) *target {
	all, err := loadAll([]string{filepath.Join(dir, "specs", "shop")})
	require.NoError(t, err)
	targets, err := new(generateCommand).targets(all, nil)
	require.NoError(t, err)
	require.Len(t, targets, 1)
	return targets[0]
}

func edit(t *testing.T, path, old, replacement string) {
	t.Helper()
	text := read(t, path)
	require.Contains(t, text, old)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(text, old, replacement, 1)), 0o644))
}
