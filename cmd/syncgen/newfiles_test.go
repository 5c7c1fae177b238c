package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// When one of several new files cannot be made, none is left, and no folder.
func TestWriteNewAllOrNone(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "a", "b", "first"), filepath.Join(dir, "a", "second")
	require.Error(t, writeNew([]dsl.Text{{Path: first}, {Path: filepath.Join(first, "below", "a", "file")}}))
	assert.Empty(t, names(t, dir))

	require.NoError(t, writeNew([]dsl.Text{{Path: first, Text: "1"}, {Path: second, Text: "2"}}))
	assert.Equal(t, "1", read(t, first))
	assert.Equal(t, []string{"b", "second"}, names(t, filepath.Join(dir, "a")))

	err := writeNew([]dsl.Text{{Path: filepath.Join(dir, "third")}, {Path: second, Text: "other"}})
	require.ErrorContains(t, err, "    "+second)
	assert.Equal(t, []string{"a"}, names(t, dir))
	assert.Equal(t, "2", read(t, second))
}
