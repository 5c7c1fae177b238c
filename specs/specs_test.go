package specs

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// Nothing is to be said of any app here, not even a warning.
func TestNoFindings(t *testing.T) {
	dirs, err := dsl.FindDirs([]string{"./..."})
	require.NoError(t, err)
	require.NotEmpty(t, dirs)
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			texts, err := dsl.Load(dir)
			require.NoError(t, err)
			_, findings := dsl.Check(dir, texts)
			assert.Empty(t, findings)
		})
	}
}
