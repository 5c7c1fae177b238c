// Package reference is a second implementation of what a flow does, written
// to be obviously right and nothing else: it follows the section "What a flow
// does" of the language's definition word by word, with lists and nested
// loops, over values of type any. The emitted code is tested against it.
package reference

import (
	"time"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// World is what the rules of a program act on.
type World interface {
	// Act carries out an action and says how it completes. An error is a
	// failure of the machine, not a refusal.
	Act(action *program.Action, inputs value.Record) (Completion, error)
	// Query returns the rows of a query, none to many.
	Query(query *program.Query, inputs value.Record) ([]value.Record, error)
	UUID() string
	Now() time.Time
}

// Completion is how an action completed.
type Completion struct {
	Outcome *program.Outcome
	Results value.Record
}

// Trace is all that can be seen of a flow from outside.
type Trace struct {
	Steps []Step
	// Answer holds the inputs of the one answer that the request got.
	Answer   value.Record
	Answered bool
	Failure  Failure // empty when the flow ended well
}

// Step is an action that was called, in the order of calls.
type Step struct {
	Action  string
	Cause   string // the name of the sync, empty for the root
	Inputs  value.Record
	Outcome string // canonical results, or how the action failed
}

// Failure is why a flow was ended before its end.
type Failure string

const (
	ActionFailed   Failure = "an action failed"
	QueryFailed    Failure = "a query failed"
	TooManyActions Failure = "the flow has too many actions"
	AnsweredTwice  Failure = "a request was answered twice"
)

func (f Failure) Error() string { return string(f) }

// Options limit a flow.
type Options struct {
	Actions int // how many actions a flow may have; 0 for no limit
}

// Run runs the flow that begins with an action.
func Run(p *program.Program, world World, root *program.Action, inputs value.Record, options Options) *Trace {
	f := &flow{program: p, world: world, options: options, trace: &Trace{}}
	if err := f.call(call{action: root, inputs: inputs}); err != nil {
		f.trace.Failure = err.(Failure)
	}
	return f.trace
}
