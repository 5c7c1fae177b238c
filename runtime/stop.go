package runtime

import "context"

// Stop makes the failure of a flow that may not take another action: it has
// taken too many, or its context has ended.
//
//go:noinline
func (e *Engine) Stop(ctx context.Context, before string, taken *Trail, names []string) error {
	if taken.Count() > e.limits.Actions {
		return e.TooManyActions(before, taken, names)
	}
	return Stopped(ctx, before)
}
