package reference

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// flow is one root action and all that it causes.
type flow struct {
	program *program.Program
	world   World
	options Options
	records []*record // all of the flow, in the order of completion
	trace   *Trace
}

// record is a completed action.
type record struct {
	action  *program.Action
	outcome *program.Outcome
	inputs  value.Record
	results value.Record
}

// call is an action that a sync has decided to call.
type call struct {
	cause  *program.Sync // nil for the root
	action *program.Action
	inputs value.Record
}

// call carries out an action and then all of its consequences.
func (f *flow) call(c call) error {
	// 1. An action is called and completes with one outcome. Its record joins
	// the flow.
	done, err := f.act(c)
	if err != nil {
		return err
	}
	f.records = append(f.records, done)

	// 2. Decide, for all syncs before any of their actions is called.
	var decided []call
	for _, sync := range f.program.Syncs {
		calls, err := f.decide(sync, done)
		if err != nil {
			return err
		}
		decided = append(decided, calls...)
	}

	// 3. Act: each with its own consequences before the next.
	for _, c := range decided {
		if err := f.call(c); err != nil {
			return err
		}
	}
	return nil
}

// act lets the world complete an action and writes the trace.
func (f *flow) act(c call) (*record, error) {
	if f.options.Actions > 0 && len(f.trace.Steps) == f.options.Actions {
		return nil, TooManyActions
	}
	f.trace.Steps = append(f.trace.Steps, Step{Action: c.action.FullName(), Inputs: c.inputs})
	step := &f.trace.Steps[len(f.trace.Steps)-1]
	if c.cause != nil {
		step.Cause = c.cause.Name
	}
	completion, err := f.complete(c)
	if err != nil {
		step.Outcome = err.Error()
		return nil, err
	}
	step.Outcome = value.Canonical(completion.Results)
	return &record{c.action, completion.Outcome, c.inputs, completion.Results}, nil
}

func (f *flow) complete(c call) (Completion, error) {
	if c.action.Answers != nil && c.action.Concept.BuiltIn {
		if f.trace.Answered {
			return Completion{}, AnsweredTwice
		}
		f.trace.Answered, f.trace.Answer = true, c.inputs
		return Completion{Outcome: c.action.Outcomes[0]}, nil
	}
	completion, err := f.world.Act(c.action, c.inputs)
	if err != nil {
		return Completion{}, ActionFailed
	}
	return completion, nil
}

// decide returns the calls that a sync makes when an action has completed:
// by combination of records, then frame, then line.
func (f *flow) decide(sync *program.Sync, done *record) ([]call, error) {
	named := slices.ContainsFunc(sync.When, func(p *program.Pattern) bool { return p.Action == done.action })
	if !named {
		return nil, nil
	}
	d := &decision{flow: f, sync: sync}
	err := d.combinations(done, make([]*record, 0, len(sync.When)), frame{})
	return d.calls, err
}

// decision collects what one sync does about one completed action.
type decision struct {
	flow  *flow
	sync  *program.Sync
	calls []call
}

// combinations chooses a record for each pattern, in record order, and lets
// those combinations fire that match and have the new record in them.
func (d *decision) combinations(done *record, chosen []*record, bound frame) error {
	if len(chosen) == len(d.sync.When) {
		if !slices.Contains(chosen, done) {
			return nil
		}
		return d.where(d.sync.Where, bound, func(left frame) error {
			return d.invoke(d.sync.Then, left)
		})
	}
	for _, candidate := range d.flow.records {
		if slices.Contains(chosen, candidate) {
			continue // a different one for each pattern
		}
		extended, ok := d.pattern(d.sync.When[len(chosen)], candidate, bound)
		if !ok {
			continue
		}
		if err := d.combinations(done, append(slices.Clone(chosen), candidate), extended); err != nil {
			return err
		}
	}
	return nil
}

// pattern matches a record and returns the frame with what that binds.
func (d *decision) pattern(p *program.Pattern, r *record, bound frame) (frame, bool) {
	if p.Action != r.action || !slices.Contains(p.Outcomes, r.outcome) {
		return nil, false
	}
	extended, ok := d.matches(p.Inputs, r.inputs, bound)
	if !ok {
		return nil, false
	}
	return d.matches(p.Outputs, r.results, extended)
}

// invoke decides to call actions; their inputs are computed here and now.
func (d *decision) invoke(invocations []*program.Invocation, bound frame) error {
	for _, i := range invocations {
		inputs := d.inputs(i.Args, bound)
		d.calls = append(d.calls, call{d.sync, i.Action, inputs})
	}
	return nil
}

func (d *decision) inputs(args []*program.Arg, bound frame) value.Record {
	inputs := make(value.Record, 0, len(args))
	for _, a := range args {
		inputs = append(inputs, value.Named{
			Name:  a.Name,
			Value: value.Convert(d.eval(a.Value, bound), a.Type),
		})
	}
	return inputs
}
