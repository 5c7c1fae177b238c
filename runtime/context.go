package runtime

import (
	"context"
	"sync/atomic"
)

// contextsAtOnce is how many step contexts are allocated together.
const contextsAtOnce = 16

// stepContext is the context of a traced flow. It is never used again for
// another flow: a concept may have started something that outlives the action
// and still looks at it. So that it costs a flow next to nothing, a Trace
// allocates a few of them at once.
type stepContext struct {
	context.Context
	flow   FlowID
	number atomic.Int64
}

// newContexts returns contexts of flows to come, whose identities differ by
// one: a random number for each would cost more than the rest of a traced
// flow's beginning.
func newContexts() []stepContext {
	contexts := make([]stepContext, contextsAtOnce)
	id := newFlowID()
	for i := range contexts {
		contexts[i].flow = id
		id = id.next()
	}
	return contexts
}

type stepKey struct{}

// Value finds the step, and everything that the flow was started with.
func (c *stepContext) Value(key any) any {
	if key == (stepKey{}) {
		return c
	}
	return c.Context.Value(key)
}

// StepFromContext returns the identity of the step that an action or query is
// called as. It is known while flows are traced. It must be read before the
// action returns; a goroutine that lives longer is given the StepID.
func StepFromContext(ctx context.Context) (StepID, bool) {
	c, ok := ctx.Value(stepKey{}).(*stepContext)
	if !ok {
		return StepID{}, false
	}
	return StepID{c.flow, int(c.number.Load())}, true
}
