package scaffold

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// A new concept has nothing wrong with it, and is laid out in the canonical way.
func TestConceptIsClean(t *testing.T) {
	for _, name := range []string{"Labeling", "Étiquette_2"} {
		spec, err := Concept(name)
		require.NoError(t, err)
		program, findings := dsl.Check("specs", []dsl.Text{spec})
		assert.Empty(t, findings)
		require.NotNil(t, program.Concept(name))
		var sources source.Map
		tree, _ := syntax.Parse(sources.Add(spec.Path, spec.Text))
		assert.Equal(t, syntax.Format(tree), spec.Text)
	}
	for _, name := range []string{"", "labeling", "2Labels", "La-bel", "La bel", "_Label"} {
		_, err := Concept(name)
		assert.ErrorContains(t, err, "`"+name+"`: its name is letters", name)
	}
}
