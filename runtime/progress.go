package runtime

import (
	"context"
	"math"
	"runtime/debug"
)

// Progress is what a running flow knows of itself: how many actions it may
// still take, whether it is to stop, and which actions it has taken, for the
// failure that names them. It is a plain value, so that a flow holds it without
// an allocation, and noting an action costs a few instructions.
type Progress struct {
	left  int             // actions
	first int             // what left is after the root
	done  <-chan struct{} // of the flow's context
	taken uint64          // a bit for each action of the flow's table; all after the 63rd share one
}

// Begin makes it the progress of a flow that begins.
func (p *Progress) Begin(ctx context.Context, e *Engine) {
	p.left, p.first, p.done = e.limits.Actions, e.limits.Actions-1, ctx.Done()
}

// Take notes an action that is about to be called, by its number in the flow's
// table. When it returns false, the flow asks Continue before it goes on.
func (p *Progress) Take(action uint) bool {
	p.taken |= 1 << min(action, 63)
	p.left--
	return p.left >= 0 && p.done == nil
}

// TakeAll notes an action that is about to be called n times. Where it returns
// false nothing is noted yet, and the flow takes them one by one.
func (p *Progress) TakeAll(action uint, n int) bool {
	if p.left < n || p.done != nil {
		return false
	}
	p.taken |= 1 << min(action, 63)
	p.left -= n
	return true
}

// IsFirst reports whether the action noted last is the flow's root.
func (p *Progress) IsFirst() bool { return p.left == p.first }

// Steps returns the names of the actions that have been taken, in the order of
// the table.
func (p *Progress) Steps(names []string) []string {
	var steps []string
	for i, name := range names {
		if i >= 63 {
			break
		}
		if p.taken&(1<<i) != 0 {
			steps = append(steps, name)
		}
	}
	if more := p.taken >> 63; more != 0 && len(names) > 63 {
		steps = append(steps, gap(len(names)-63))
	}
	return steps
}

// Continue says why a flow may not take the action that Take has noted: nil
// where it may.
//
//go:noinline
func (e *Engine) Continue(ctx context.Context, p *Progress, before string, names []string) error {
	if p.left < 0 {
		p.left = math.MinInt / 2 // whoever goes on all the same fails again
		return Failed(before, &LimitError{Limit: "Actions", Max: e.limits.Actions, Steps: p.Steps(names)})
	}
	if Canceled(p.done) {
		return Stopped(ctx, before)
	}
	return nil
}

// Recover, deferred by the function that starts a flow, turns a panic into the
// failure of that flow alone.
//
//	defer runtime.Recover(&err, `Requesting.request (path: "/auth/login")`, &f.progress, actions)
func Recover(err *error, root string, p *Progress, names []string) {
	if recovered := recover(); recovered != nil {
		*err = panicked(recovered, root, p.Steps(names))
	}
}

//go:noinline
func panicked(recovered any, root string, steps []string) error {
	f := &Failure{Action: root, Err: &Panic{Value: recovered, Stack: debug.Stack()}}
	for i := len(steps) - 1; i >= 0; i-- {
		f.trail.add(steps[i])
	}
	if len(steps) > 0 {
		f.Action = steps[len(steps)-1]
	}
	if len(steps) == 0 || steps[0] != root {
		f.trail.add(root)
	}
	return f
}

// UnlessRefused makes the failure of an action whose refusal nothing waits for:
// nil where the action completed or refused.
func UnlessRefused(action string, err error) error {
	if err == nil {
		return nil
	}
	return unlessRefused(action, err)
}

//go:noinline
func unlessRefused(action string, err error) error {
	if _, ok := refused(err); ok {
		return nil
	}
	return Failed(action, err)
}
