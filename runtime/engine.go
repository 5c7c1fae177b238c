package runtime

import (
	"fmt"
	"math"
	"time"
)

// SyncID is a sync's index in the app's table of syncs, or its ID there where
// the table gives IDs.
type SyncID uint32

// NoSync is the cause of what no sync caused: the root of a flow.
const NoSync SyncID = math.MaxUint32

// Sync is what failures and traces say of a sync.
type Sync struct {
	ID    SyncID   // zero in a table without IDs
	Name  string   // such as `LoggedIn`
	At    string   // file and line: `specs/focusreader/auth.sync:29`
	Where []string // the lines of its where part as written; verbose traces show them
}

// DefaultActions is how many actions a flow may take when nothing else is set.
const DefaultActions = 10_000

// Limits bound a flow. The zero value of a limit means its default.
type Limits struct {
	// Actions is how many actions a flow may take: DefaultActions when zero,
	// as many as it likes when negative.
	Actions int
	// Depth is how many actions may be each other's cause, one within the
	// other. When zero or negative it has no bound of its own.
	Depth int
}

// Option sets up the engine of an app.
type Option func(*Engine)

// WithLimits bounds the flows of an app.
func WithLimits(limits Limits) Option {
	return func(e *Engine) { e.limits = limits }
}

// WithTracer hands every step of every flow to a tracer. A nil one is none.
func WithTracer(tracer Tracer) Option {
	return func(e *Engine) { e.tracer = tracer }
}

// WithClock replaces the clock that `now()` reads.
func WithClock(now func() time.Time) Option {
	return func(e *Engine) { e.clock = now }
}

// WithIDs replaces the source of what `uuid()` returns.
func WithIDs(next func() string) Option {
	return func(e *Engine) { e.ids = next }
}

// Engine is what every flow of an app has to hand. Emitted Apps embed it. It
// is a value that does not change once it is made; a traced flow holds a copy
// that also knows its Trace.
type Engine struct {
	trace  *Trace // of the one flow that this copy is for; nil when flows are not traced
	limits Limits
	tracer Tracer
	clock  func() time.Time
	ids    func() string
	syncs  []Sync
	places map[SyncID]int // in syncs, where they have IDs
}

// NewEngine returns the engine of an app that has these syncs.
func NewEngine(syncs []Sync, options ...Option) Engine {
	e := Engine{syncs: syncs}
	for _, option := range options {
		option(&e)
	}
	if len(syncs) > 0 && syncs[0].ID != 0 {
		e.places = make(map[SyncID]int, len(syncs))
		for i, s := range syncs {
			e.places[s.ID] = i
		}
	}
	switch {
	case e.limits.Actions == 0:
		e.limits.Actions = DefaultActions
	case e.limits.Actions < 0:
		e.limits.Actions = math.MaxInt
	}
	if e.limits.Depth <= 0 {
		e.limits.Depth = math.MaxInt
	}
	return e
}

// Traced reports whether flows are to run on a door that hands their steps to
// a tracer.
func (e *Engine) Traced() bool { return e.tracer != nil }

// NeedsDoor reports whether a flow is to begin on a door that this engine is not
// yet that of.
func (e *Engine) NeedsDoor() bool { return e.tracer != nil && e.trace == nil }

// Door returns the engine for the copy of an app that runs traced flows, one
// at a time, with a Trace of its own.
func (e *Engine) Door(t *Trace) Engine {
	door := *e
	door.trace = t
	t.init(e)
	return door
}

// MaxDepth returns how many actions may be each other's cause.
func (e *Engine) MaxDepth() int { return e.limits.Depth }

// Sync returns what the table says of a sync.
func (e *Engine) Sync(id SyncID) (Sync, bool) {
	place, ok := int(id), true
	if e.places != nil {
		place, ok = e.places[id]
	}
	if !ok || place < 0 || place >= len(e.syncs) {
		return Sync{}, false
	}
	return e.syncs[place], true
}

// Now is `now()`: the time in UTC, to the millisecond, as a DateTime's text
// has it. What a flow reads is the same before and after it is stored.
func (e *Engine) Now() time.Time {
	if e.trace != nil {
		return e.trace.now(e)
	}
	return e.readClock()
}

func (e *Engine) readClock() time.Time {
	now := time.Now
	if e.clock != nil {
		now = e.clock
	}
	return time.UnixMilli(now().UnixMilli()).UTC()
}

// UUID is `uuid()`.
func (e *Engine) UUID() string {
	if e.trace != nil {
		return e.trace.uuid(e)
	}
	return e.nextID()
}

func (e *Engine) nextID() string {
	if e.ids != nil {
		return e.ids()
	}
	return NewUUID()
}

// Fired says that a sync is about to call its actions: it is the cause of the
// action that comes next.
func (e *Engine) Fired(sync SyncID) {
	if e.trace != nil {
		e.trace.cause = sync
	}
}

// Matched says that records of the flow match a sync's `when`, once for each
// combination of records. What Left says afterwards belongs to it.
func (e *Engine) Matched(sync SyncID) {
	if e.trace != nil {
		e.trace.matched(sync)
	}
}

// Left says that a line of the matched sync's `where`, counted from 0, left so
// many frames. Where a line runs within a loop it is called more than once:
// the numbers add up.
func (e *Engine) Left(line, frames int) {
	if e.trace != nil {
		e.trace.left(line, frames)
	}
}

// By adds a sync to the trail of an error that goes up through it. A nil
// error stays nil.
func (e *Engine) By(sync SyncID, err error) error {
	if err == nil {
		return nil
	}
	return e.by(sync, err)
}

//go:noinline
func (e *Engine) by(sync SyncID, err error) error {
	s, ok := e.Sync(sync)
	if !ok {
		s.Name = fmt.Sprintf("sync %d", sync)
	}
	return after(s.Name, err)
}

// LimitError is why a flow failed that went beyond a limit.
type LimitError struct {
	Limit string   // `Actions` or `Depth`, as the field of Limits is named
	Max   int      // what it is set to
	Steps []string // the actions that the flow has taken, each named once
}

// Error names the limit, the actions and how to raise it.
func (l *LimitError) Error() string {
	what := "took more than %d actions"
	if l.Limit == "Depth" {
		what = "went more than %d actions deep"
	}
	b := fmt.Appendf(nil, "the flow "+what, l.Max)
	if len(l.Steps) > 0 {
		b = append(b, ", of these:"...)
		for i, step := range l.Steps {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(append(b, ' '), step...)
		}
	}
	return string(fmt.Appendf(b, "; if that is meant, raise the limit with runtime.WithLimits(runtime.Limits{%s: …})", l.Limit))
}

// TooDeep makes the failure of a flow whose actions go deeper than MaxDepth.
//
//go:noinline
func (e *Engine) TooDeep(before string, p *Progress, names []string) error {
	return Failed(before, &LimitError{Limit: "Depth", Max: e.limits.Depth, Steps: p.Steps(names)})
}
