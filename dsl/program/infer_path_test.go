package program

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// However classes grow together, there is a way between each two variables of
// one class, made of places where two variables met, and none between others.
func TestWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const variables = 12
		in := &inference{}
		var vars []*typeVar
		for range variables {
			vars = append(vars, in.newVar(presentKind))
		}
		one := rapid.IntRange(0, variables-1)
		met := map[[2]*typeVar]bool{}
		for range rapid.IntRange(0, 2*variables).Draw(t, "meetings") {
			x, y := vars[one.Draw(t, "x")], vars[one.Draw(t, "y")]
			met[[2]*typeVar{x, y}], met[[2]*typeVar{y, x}] = true, true
			assert.True(t, in.unify(x, y, &reason{kind: asCompared}))
		}
		from, to := vars[one.Draw(t, "from")], vars[one.Draw(t, "to")]
		path := way(from, to)
		if from.representative() != to.representative() {
			assert.Nil(t, path)
			return
		}
		at := from
		for _, e := range path {
			assert.True(t, met[[2]*typeVar{at, e.to}])
			assert.Equal(t, asCompared, e.why.kind)
			at = e.to
		}
		assert.Same(t, to, at)
	})
}
