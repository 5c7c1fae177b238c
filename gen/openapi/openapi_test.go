package openapi_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen/openapi/conformance"
)

// Every example app has a valid document.
func TestValid(t *testing.T) {
	dirs, err := dsl.FindDirs([]string{"../../specs/..."})
	require.NoError(t, err)
	require.Greater(t, len(dirs), 4)
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { conformance.Of(t, dir) })
	}
}
