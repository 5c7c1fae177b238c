package runtime

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
)

// Failure is the error of a flow that failed: what failed, why, and the trail
// of actions and syncs that led there. Its text names steps as the specs write
// them and holds no value of the flow, except what the concept itself put into
// its error.
type Failure struct {
	Flow   FlowID // zero when the flow was not traced
	Action string // the action or query that failed, such as `Profile.authenticate`
	Err    error  // why; after a panic a *Panic
	trail  trail
}

// Trail returns the steps from the root to the one that failed. A long one
// has a gap in it, which says how many steps are left out.
func (f *Failure) Trail() []string { return f.trail.steps() }

// Error names the action, the reason and the trail.
func (f *Failure) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "`%s` failed: %v", f.Action, f.Err)
	if steps := f.Trail(); len(steps) > 1 {
		b.WriteString("; trail: ")
		b.WriteString(strings.Join(steps, " → "))
	}
	return b.String()
}

// Unwrap returns why the action failed.
func (f *Failure) Unwrap() error { return f.Err }

// Failed makes a failure of an action's or query's error.
//
//go:noinline
func Failed(action string, err error) error {
	f := &Failure{Action: action, Err: err}
	f.trail.add(action)
	return f
}

// After adds a step, an action that completed or a root, to the trail of an
// error that goes up through it. A nil error stays nil.
func After(step string, err error) error {
	if err == nil {
		return nil
	}
	return after(step, err)
}

//go:noinline
func after(step string, err error) error {
	// Only a failure that this very flow made is extended: one that a
	// concept's error wraps has a trail of its own.
	f, ok := err.(*Failure)
	if !ok {
		f = &Failure{Action: step, Err: err}
	}
	f.trail.add(step)
	return f
}

// ErrUnanswered is why a flow fails that ended and owed an answer.
var ErrUnanswered = errors.New("the flow ended without an answer")

// Unanswered makes the failure of a flow that ended without the answer that
// it owes. The steps are those that the flow took, the root first.
//
//go:noinline
func Unanswered(root string, steps ...string) error {
	f := &Failure{Action: root, Err: ErrUnanswered}
	for i := len(steps) - 1; i >= 0; i-- {
		f.trail.add(steps[i])
	}
	if len(steps) == 0 {
		f.trail.add(root)
	}
	return f
}

// Panic is why a flow failed in which a concept panicked.
type Panic struct {
	Value any
	Stack []byte // for the log: it is no part of the error's text
}

// Error shows errors and strings, which were written to be read. Of any other
// value it names the type alone: it may hold what the flow was given.
func (p *Panic) Error() string {
	switch value := p.Value.(type) {
	case error:
		return "panic: " + value.Error()
	case string:
		return "panic: " + value
	default:
		return fmt.Sprintf("panic with a value of type %T", value)
	}
}

// Unwrap returns the value if it is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// Panicked makes the failure of an action that panicked. It is called while
// the panic is recovered, so that the stack is that of the panic.
//
//go:noinline
func Panicked(action string, recovered any) error {
	return Failed(action, &Panic{Value: recovered, Stack: debug.Stack()})
}
