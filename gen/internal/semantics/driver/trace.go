package driver

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
)

// Trace is what a flow did, as text: the same text for the same deeds.
type Trace struct {
	// Steps are the actions that the concepts were called for.
	Steps []string
	// Causes are all actions with the syncs that called them. Only flows
	// that run with a tracer know them.
	Causes  []string `json:",omitempty"`
	Answer  string   `json:",omitempty"`
	Failure string   `json:",omitempty"`
}

// unanswered is the failure of a flow that ends without the answer it owes.
const unanswered = "the flow ended without an answer"

func (t *Trace) add(action string, inputs value.Record, outcome string) {
	t.Steps = append(t.Steps, action+" "+value.Canonical(inputs)+" => "+outcome)
}

func (t *Trace) causes(sync, action string) {
	if sync == "" {
		sync = "root"
	}
	t.Causes = append(t.Causes, sync+": "+action)
}

// answered writes an answer: 200 is the status that goes without saying.
func (t *Trace) answered(status int64, headers any, body value.JSON) {
	if status == 0 {
		status = 200
	}
	t.Answer = value.Canonical(value.Record{{Name: "status", Value: status}, {Name: "headers", Value: headers}, {Name: "body", Value: body}})
}

// String shows a trace to people.
func (t *Trace) String() string {
	lines := append([]string{}, t.Steps...)
	if t.Causes != nil {
		lines = append(lines, "causes "+strings.Join(t.Causes, ", "))
	}
	if t.Answer != "" {
		lines = append(lines, "answer "+t.Answer)
	}
	if t.Failure != "" {
		lines = append(lines, "failure: "+t.Failure)
	}
	return strings.Join(lines, "\n")
}

// Expected is the trace that the flow must have, by the reference.
func Expected(p *program.Program, c Case) *Trace {
	root, inputs := c.inputs(p)
	flow := reference.Run(p, outside{world.New(p, c.settings(p))}, root, inputs, reference.Options{Actions: actionLimit})
	t := &Trace{Failure: string(flow.Failure)}
	for _, step := range flow.Steps {
		if step.Outcome == string(reference.AnsweredTwice) {
			continue // it never completes, so no tracer hears of it
		}
		t.causes(step.Cause, step.Action)
		if a := action(p, step.Action); !a.Concept.BuiltIn {
			t.add(step.Action, declared(a, step.Inputs), step.Outcome)
		}
	}
	switch {
	case t.Failure != "":
	case flow.Answered:
		status, _ := flow.Answer.Get("status").(int64)
		t.answered(status, flow.Answer.Get("headers"), body(action(p, "Requesting.respond"), flow.Answer))
	case root.Concept.BuiltIn:
		t.Failure = unanswered
	}
	return t
}

// outside is the world as emitted code shows it to concepts: the further
// values of an action are one Json.
type outside struct{ *world.World }

func (o outside) Act(a *program.Action, inputs value.Record) (reference.Completion, error) {
	if a.Concept.BuiltIn {
		return reference.Completion{Outcome: a.Outcomes[0], Results: value.Record{{Name: "request", Value: requestID}}}, nil
	}
	return o.World.Act(a, declared(a, inputs))
}

// declared returns the inputs of an action with the further ones as one.
func declared(a *program.Action, inputs value.Record) value.Record {
	var record value.Record
	for _, p := range a.Params {
		record = append(record, value.Named{Name: p.Name, Value: inputs.Get(p.Name)})
	}
	if further := body(a, inputs); further != "{}" {
		record = append(record, value.Named{Name: "...", Value: further})
	}
	return record
}

// body is the Json of the inputs that are not declared.
func body(a *program.Action, inputs value.Record) value.JSON {
	var further value.Record
	for _, f := range inputs {
		if a.Param(f.Name) == nil {
			further = append(further, f)
		}
	}
	return value.Encode(further)
}
