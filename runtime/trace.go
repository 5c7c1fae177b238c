package runtime

import (
	"context"
	"time"
)

// Tracer is given every step of every traced flow, as it completes. Flows run
// at the same time, so its methods are called from many goroutines.
type Tracer interface {
	// Step is called when an action or query has completed, or `uuid()` or
	// `now()` was evaluated. The step and all that it points at are valid
	// during the call only: a tracer that keeps something copies it.
	Step(*Step)
	// Ended is called once for each flow, after its last step.
	Ended(*FlowEnd)
}

// DecisionTracer is a Tracer that also wants to know what the flow decided:
// which syncs matched, and what each line of their `where` left. It sees the
// decisions about an action before the steps of what they cause.
type DecisionTracer interface {
	Tracer
	Decided(*Decision)
}

// StepKind says what a step is.
type StepKind uint8

// The kinds of step.
const (
	ActionStep StepKind = iota
	QueryStep
	ValueStep // `uuid()` or `now()`
)

// StepID identifies a step. It is the same whenever the flow is run again, so
// an action can use its text as an idempotency key.
type StepID struct {
	Flow   FlowID
	Number int // from 1, in the order in which the flow's steps began
}

// String returns flow and number as one key.
func (id StepID) String() string {
	return id.Flow.String() + "/" + string(AppendInteger(nil, int64(id.Number)))
}

// Step is one completed step of a flow.
type Step struct {
	StepID
	Cause  SyncID // the sync that called for it; NoSync for a root
	Kind   StepKind
	Name   string // `Profile.authenticate`, `Sessioning._getUser`, `now()`
	Input  Record // nil when it takes nothing
	Output Record // nil when it gave nothing, refused or failed
	Err    error  // nil, a refusal or a failure
	engine *Engine
}

// Refused reports whether an action refused, and why. A query cannot refuse.
func (s *Step) Refused() (reason string, ok bool) {
	if s.Err == nil || s.Kind != ActionStep {
		return "", false
	}
	return Refused(s.Err)
}

// Failed reports whether the step ended its flow.
func (s *Step) Failed() bool {
	_, refused := s.Refused()
	return s.Err != nil && !refused
}

// Sync returns the sync that caused the step, if one did.
func (s *Step) Sync() (Sync, bool) { return s.engine.Sync(s.Cause) }

// AppendTrace writes the step in the familiar form:
//
//	Profile.authenticate {username: "bob", password: ••••} => {user: "…"}
func (s *Step) AppendTrace(b []byte) []byte {
	b = append(b, s.Name...)
	if s.Kind != ValueStep {
		b = append(b, ' ')
		b = appendRecord(b, s.Input)
	}
	b = append(b, " => "...)
	reason, refused := s.Refused()
	switch {
	case refused:
		b = append(b, "{error: "...)
		b = AppendTraceString(b, reason)
		return append(b, '}')
	case s.Err != nil:
		b = append(b, "failure: "...)
		return append(b, s.Err.Error()...)
	case s.Output == nil && s.Kind == QueryStep:
		return append(b, "no row"...)
	default:
		return appendRecord(b, s.Output)
	}
}

// String returns what AppendTrace writes.
func (s *Step) String() string { return string(s.AppendTrace(nil)) }

func appendRecord(b []byte, r Record) []byte {
	if r == nil {
		return append(b, "{}"...)
	}
	return r.AppendTrace(b)
}

// FlowEnd says how a flow ended.
type FlowEnd struct {
	Flow  FlowID
	Steps int
	Err   error // nil, or the flow's failure
}

// Decision is what became of one combination of records that matched a sync.
type Decision struct {
	After  StepID // the step that completed the combination
	Sync   SyncID
	Left   []int // for each line of `where` that was reached, the frames that it left
	engine *Engine
}

// Rule returns the sync.
func (d *Decision) Rule() Sync {
	s, _ := d.engine.Sync(d.Sync)
	return s
}

// Frames returns how often the sync fires for the combination.
func (d *Decision) Frames() int {
	if len(d.Left) == 0 {
		return 1
	}
	return d.Left[len(d.Left)-1]
}

// Trace is a flow's side of the effect door: emitted decorators of concepts
// report to it, and it reports to the tracer. One Trace serves one flow at a
// time and is used again by later ones.
//
//	ctx = t.Begin(ctx)
//	…
//	t.Enter()
//	out, err := next.Authenticate(ctx, in)
//	t.Action("Profile.authenticate", &d.in, &d.out, err)
//	…
//	t.End(err)
type Trace struct {
	engine   *Engine
	decider  DecisionTracer // nil unless the tracer is one
	contexts []stepContext  // fresh ones; see stepContext
	context  *stepContext
	cause    SyncID // of the next action
	deciding SyncID // of the next query
	number   int    // of the last step
	action   int    // of the last action
	step     Step
	decision Decision
	pending  bool // decision is still to be reported
	value    valueRecord
	end      FlowEnd
}

func (t *Trace) init(e *Engine) {
	t.engine = e
	t.decider, _ = e.tracer.(DecisionTracer)
	t.step.engine, t.decision.engine = e, e
}

// Begin starts a flow. It returns the context that the flow hands on to the
// actions and queries it calls, in which StepFromContext finds the step.
func (t *Trace) Begin(ctx context.Context) context.Context {
	if len(t.contexts) == 0 {
		t.contexts = newContexts()
	}
	t.context, t.contexts = &t.contexts[0], t.contexts[1:]
	t.context.Context = ctx
	t.step.Flow = t.context.flow
	t.cause, t.deciding, t.number, t.action = NoSync, NoSync, 0, 0
	return t.context
}

// Flow returns the identity of the flow that is running.
func (t *Trace) Flow() FlowID { return t.context.flow }

// Enter begins a step: an action or query is about to be called.
func (t *Trace) Enter() {
	t.number++
	t.context.number.Store(int64(t.number))
}

// Action reports the completed action that was entered last. Records are
// given as pointers to memory that outlives the call, so that nothing is
// allocated: decorators keep one of each for each action. The output is nil
// when there is none.
func (t *Trace) Action(name string, in, out Record, err error) {
	if t.pending {
		t.decided()
	}
	t.action = t.number
	t.deciding = NoSync
	t.report(ActionStep, name, t.cause, in, out, err)
}

// Query reports the completed query that was entered last.
func (t *Trace) Query(name string, in, out Record, err error) {
	t.report(QueryStep, name, t.deciding, in, out, err)
}

func (t *Trace) report(kind StepKind, name string, cause SyncID, in, out Record, err error) {
	if err != nil {
		out = nil
	}
	s := &t.step
	s.Number, s.Cause, s.Kind, s.Name = t.number, cause, kind, name
	s.Input, s.Output, s.Err = in, out, err
	t.engine.tracer.Step(s)
}

// End reports the flow's end and forgets all that the flow gave it.
func (t *Trace) End(err error) {
	if t.pending {
		t.decided()
	}
	if f, ok := err.(*Failure); ok && f.Flow.IsZero() {
		f.Flow = t.context.flow
	}
	t.end = FlowEnd{Flow: t.context.flow, Steps: t.number, Err: err}
	t.engine.tracer.Ended(&t.end)
	t.step.Input, t.step.Output, t.step.Err, t.end.Err = nil, nil, nil, nil
	t.value, t.context = valueRecord{}, nil
}

func (t *Trace) matched(sync SyncID) {
	t.deciding = sync
	if t.decider == nil {
		return
	}
	if t.pending {
		t.decided()
	}
	t.decision.After = StepID{t.context.flow, t.action}
	t.decision.Sync = sync
	t.decision.Left = t.decision.Left[:0]
	t.pending = true
}

func (t *Trace) left(line, frames int) {
	if !t.pending {
		return
	}
	for len(t.decision.Left) <= line {
		t.decision.Left = append(t.decision.Left, 0)
	}
	t.decision.Left[line] += frames
}

// decided reports the decision. The first line that was not heard of left
// nothing.
func (t *Trace) decided() {
	t.pending = false
	n := len(t.decision.Left)
	if n < len(t.decision.Rule().Where) && (n == 0 || t.decision.Left[n-1] > 0) {
		t.decision.Left = append(t.decision.Left, 0)
	}
	t.decider.Decided(&t.decision)
}

func (t *Trace) now(e *Engine) time.Time {
	t.Enter()
	t.value = valueRecord{time: e.readClock()}
	t.report(ValueStep, "now()", t.deciding, nil, &t.value, nil)
	return t.value.time
}

func (t *Trace) uuid(e *Engine) string {
	t.Enter()
	t.value = valueRecord{text: e.nextID()}
	t.report(ValueStep, "uuid()", t.deciding, nil, &t.value, nil)
	return t.value.text
}

// valueRecord is what `uuid()` or `now()` gave.
type valueRecord struct {
	text string
	time time.Time
}

func (v *valueRecord) AppendTrace(b []byte) []byte {
	if v.text != "" {
		return AppendTraceString(b, v.text)
	}
	return AppendTraceDateTime(b, v.time)
}
