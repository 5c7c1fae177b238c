package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// Colour is for terminals that have some, and NO_COLOR and --color decide.
func TestColor(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.sync"), []byte("sync"), 0o644))
	for _, test := range []struct {
		name  string
		env   environment
		flag  string
		color bool
	}{
		{"a terminal", environment{terminal: true}, "auto", true},
		{"a file", environment{}, "auto", false},
		{"NO_COLOR", environment{terminal: true, noColor: true}, "auto", false},
		{"a dumb terminal", environment{terminal: true, dumb: true}, "auto", false},
		{"always", environment{noColor: true}, "always", true},
		{"never", environment{terminal: true}, "never", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out, problems bytes.Buffer
			exit := run([]string{"check", "--color=" + test.flag, dir}, strings.NewReader(""), &out, &problems, test.env)
			assert.Equal(t, exitFindings, exit)
			assert.Equal(t, test.color, strings.Contains(out.String(), "\x1b["))
			assert.Empty(t, problems.String())
		})
	}
}

// When one of several files cannot be written, none is.
func TestWriteAllOrNone(t *testing.T) {
	dir := t.TempDir()
	first := filepath.Join(dir, "first.sync")
	require.NoError(t, os.WriteFile(first, []byte("before"), 0o640))

	err := writeAll([]dsl.Text{{Path: first, Text: "after"}, {Path: filepath.Join(dir, "missing", "second.sync"), Text: "after"}})
	require.Error(t, err)
	assert.Equal(t, "before", read(t, first))
	assert.Equal(t, []string{"first.sync"}, names(t, dir), "no temporary file stays")

	require.NoError(t, writeAll([]dsl.Text{{Path: first, Text: "after"}}))
	assert.Equal(t, "after", read(t, first))
	info, err := os.Stat(first)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o640), info.Mode().Perm())
}

func TestWriteAllKeepsLinks(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.sync"), filepath.Join(dir, "link.sync")
	require.NoError(t, os.WriteFile(file, []byte("before"), 0o644))
	if err := os.Symlink("a.sync", link); err != nil {
		t.Skip("no symbolic links here")
	}
	require.NoError(t, writeAll([]dsl.Text{{Path: link, Text: "after"}}))
	assert.Equal(t, "after", read(t, file))
	target, err := os.Readlink(link)
	require.NoError(t, err)
	assert.Equal(t, "a.sync", target)
}

func TestPackageName(t *testing.T) {
	for folder, want := range map[string]string{
		"focusreader": "focusreader", "Focus-Reader 2": "focusreader2", "seed_bug": "seedbug",
		"2shop": "", "шоп": "", "": "", "type": "", "func": "",
	} {
		assert.Equal(t, want, packageName(folder), folder)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
