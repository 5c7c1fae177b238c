package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
)

// recorder is a tracer that keeps the text of what it is given.
type recorder struct {
	mu    sync.Mutex
	lines []string
	flows map[runtime.FlowID]int
	ends  []runtime.FlowEnd
}

func (r *recorder) Step(s *runtime.Step) {
	r.mu.Lock()
	defer r.mu.Unlock()
	cause := "-"
	if rule, ok := s.Sync(); ok {
		cause = rule.Name
	}
	r.lines = append(r.lines, fmt.Sprintf("%d %s | %s", s.Number, cause, s))
	if r.flows == nil {
		r.flows = map[runtime.FlowID]int{}
	}
	r.flows[s.Flow]++
}

func (r *recorder) Ended(end *runtime.FlowEnd) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ends = append(r.ends, *end)
}

type verboseRecorder struct{ recorder }

func (r *verboseRecorder) Decided(d *runtime.Decision) {
	r.lines = append(r.lines, fmt.Sprintf("after %d %s left %v, fires %d", d.After.Number, d.Rule().Name, d.Left, d.Frames()))
}

func TestTraceOfAFlow(t *testing.T) {
	var r recorder
	_, err := loginWith(newStub(), runtime.WithTracer(&r)).Login(t.Context(), bob)
	require.NoError(t, err)
	assert.Equal(t, []string{
		`1 - | Requesting.request {path: "/auth/login", username: "bob", password: ••••} => {}`,
		`2 HandleLogin | Profile.authenticate {username: "bob", password: ••••} => {user: "u1"}`,
		`3 CreateSession | Sessioning.create {user: "u1"} => {session: "s1"}`,
		`4 LoggedIn | Sessioning._getUser {session: "s1"} => [{user: "u1"}]`,
		`5 LoggedIn | Requesting.respond {user: "u1", session: "s1"} => {}`,
	}, r.lines)
	require.Len(t, r.ends, 1)
	assert.Equal(t, 5, r.ends[0].Steps)
	require.NoError(t, r.ends[0].Err)
}

func TestTraceOfARefusal(t *testing.T) {
	var r recorder
	in := bob
	in.Password = runtime.NewSecret("wrong")
	_, err := loginWith(newStub(), runtime.WithTracer(&r)).Login(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, `2 HandleLogin | Profile.authenticate {username: "bob", password: ••••} => {error: "wrong username or password"}`, r.lines[1])
}

func TestTraceOfAFailure(t *testing.T) {
	var r recorder
	stub := newStub()
	stub.authenticate = func(context.Context) error { return errors.New("disk full") }
	_, err := loginWith(stub, runtime.WithTracer(&r)).Login(t.Context(), bob)
	assert.Equal(t, `2 HandleLogin | Profile.authenticate {username: "bob", password: ••••} => failure: disk full`, r.lines[1])

	var failure *runtime.Failure
	require.ErrorAs(t, err, &failure)
	require.Len(t, r.ends, 1)
	assert.Equal(t, r.ends[0].Flow, failure.Flow, "the failure says which flow it was")
	assert.Equal(t, err, r.ends[0].Err)
}

func TestTraceOfDecisions(t *testing.T) {
	var r verboseRecorder
	stub := newStub()
	stub.rows = []getUserRow{{"nobody"}, {"u1"}, {"u2"}}
	_, err := loginWith(stub, runtime.WithTracer(&r)).Login(t.Context(), bob)
	require.NoError(t, err)
	assert.Equal(t, "after 3 LoggedIn left [3 2], fires 2", r.lines[4])
	assert.Contains(t, r.lines[5], "Requesting.respond", "a decision comes before what it causes")

	r.lines, stub.rows = nil, nil
	_, err = loginWith(stub, runtime.WithTracer(&r)).Login(t.Context(), bob)
	require.NoError(t, err)
	assert.Equal(t, "after 3 LoggedIn left [0], fires 0", r.lines[4])
}

func TestTraceOfValues(t *testing.T) {
	var r recorder
	engine := runtime.NewEngine(nil, runtime.WithTracer(&r),
		runtime.WithIDs(func() string { return "id-1" }),
		runtime.WithClock(func() time.Time { return time.UnixMilli(0) }))
	var trace runtime.Trace
	door := engine.Door(&trace)
	trace.Begin(t.Context())
	flow, err := trace.Flow().MarshalText()
	require.NoError(t, err)
	assert.Equal(t, trace.Flow().String(), string(flow))
	assert.Equal(t, "id-1", door.UUID())
	assert.Equal(t, time.UnixMilli(0).UTC(), door.Now())
	trace.Enter()
	trace.Query("Clock._zone", nil, nil, nil)
	trace.End(nil)
	assert.Equal(t, []string{`1 - | uuid() => "id-1"`, `2 - | now() => 1970-01-01T00:00:00.000Z`, `3 - | Clock._zone {} => no row`}, r.lines)
}

func TestStepsHaveAnIdentity(t *testing.T) {
	var ids []runtime.StepID
	stub := newStub()
	var kept context.Context
	stub.authenticate = func(ctx context.Context) error {
		id, ok := runtime.StepFromContext(ctx)
		assert.True(t, ok)
		ids = append(ids, id)
		kept = context.WithoutCancel(ctx)
		return nil
	}
	app := loginWith(stub, runtime.WithTracer(noTracer{}))
	type key struct{}
	ctx := context.WithValue(t.Context(), key{}, "caller's")
	for range 40 {
		_, err := app.Login(ctx, bob)
		require.NoError(t, err)
	}
	flows := map[runtime.FlowID]bool{}
	for _, id := range ids {
		assert.Equal(t, 2, id.Number)
		flows[id.Flow] = true
	}
	assert.Len(t, flows, 40)
	assert.Regexp(t, `^[0-9a-f-]{36}/2$`, ids[0].String())

	// A concept may keep the context: it is not used for another flow.
	last := ids[len(ids)-1].Flow
	for range 40 {
		stub.authenticate = nil
		_, err := app.Login(t.Context(), bob)
		require.NoError(t, err)
	}
	id, ok := runtime.StepFromContext(kept)
	assert.True(t, ok)
	assert.Equal(t, last, id.Flow)
	assert.Equal(t, "caller's", kept.Value(key{}))

	_, ok = runtime.StepFromContext(t.Context())
	assert.False(t, ok)
}

func TestTracedFlowsRunAtTheSameTime(t *testing.T) {
	var r recorder
	app := loginWith(newStub(), runtime.WithTracer(&r))
	var wait sync.WaitGroup
	for range 200 {
		wait.Go(func() {
			_, err := app.Login(t.Context(), bob)
			assert.NoError(t, err)
		})
	}
	wait.Wait()
	assert.Len(t, r.flows, 200)
	for flow, steps := range r.flows {
		assert.Equal(t, 5, steps, flow)
	}
}

func TestSlogTracer(t *testing.T) {
	tests := []struct {
		name  string
		level runtime.TraceLevel
		setup func(*loginStub)
		want  string
	}{
		{"one line for each action", runtime.TraceActions, func(*loginStub) {}, `
INFO Requesting.request {path: "/auth/login", username: "bob", password: ••••} => {} flow=F step=1
INFO Profile.authenticate {username: "bob", password: ••••} => {user: "u1"} flow=F step=2 cause=HandleLogin
INFO Sessioning.create {user: "u1"} => {session: "s1"} flow=F step=3 cause=CreateSession
INFO Requesting.respond {user: "u1", session: "s1"} => {} flow=F step=5 cause=LoggedIn
`},
		{"failure", runtime.TraceActions, func(s *loginStub) {
			s.authenticate = func(context.Context) error { return errors.New("disk full") }
		}, `
INFO Requesting.request {path: "/auth/login", username: "bob", password: ••••} => {} flow=F step=1
ERROR Profile.authenticate {username: "bob", password: ••••} => failure: disk full flow=F step=2 cause=HandleLogin
ERROR flow failed flow=F steps=2 error=` + "`Profile.authenticate` failed: disk full; trail: " + loginRoot + ` → HandleLogin → Profile.authenticate
`},
		{"verbose", runtime.TraceVerbose, func(s *loginStub) { s.rows = []getUserRow{{"nobody"}} }, `
INFO Requesting.request {path: "/auth/login", username: "bob", password: ••••} => {} flow=F step=1
INFO Profile.authenticate {username: "bob", password: ••••} => {user: "u1"} flow=F step=2 cause=HandleLogin
INFO Sessioning.create {user: "u1"} => {session: "s1"} flow=F step=3 cause=CreateSession
DEBUG Sessioning._getUser {session: "s1"} => [{user: "nobody"}] flow=F step=4 cause=LoggedIn
DEBUG sync LoggedIn matched flow=F after=3 at=auth.sync:17
DEBUG   where Sessioning._getUser (session) : (user) leaves 1 frame flow=F after=3 at=auth.sync:17
DEBUG   where user != "nobody" leaves 0 frames flow=F after=3 at=auth.sync:17
DEBUG   so LoggedIn does not fire flow=F after=3 at=auth.sync:17
INFO Requesting.respond {user: "", session: ""} => {} flow=F step=5 cause=CreateSession
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			stub := newStub()
			test.setup(stub)
			tracer := runtime.SlogTracer(slog.New(&lineHandler{out: &out}), test.level)
			_, _ = loginWith(stub, runtime.WithTracer(tracer)).Login(t.Context(), bob)
			assert.Equal(t, strings.TrimPrefix(test.want, "\n"), out.String())
		})
	}
}

func TestTraceLevel(t *testing.T) {
	var level runtime.TraceLevel
	for _, name := range []string{"off", "actions", "verbose"} {
		require.NoError(t, level.UnmarshalText([]byte(name)))
		assert.Equal(t, name, level.String())
		text, err := level.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, name, string(text))
	}
	require.EqualError(t, level.UnmarshalText([]byte("all")), "unknown trace level `all`: it is off, actions or verbose")
	assert.Equal(t, "TraceLevel(9)", runtime.TraceLevel(9).String())

	engine := runtime.NewEngine(nil, runtime.WithTracer(runtime.SlogTracer(slog.Default(), runtime.TraceOff)))
	assert.False(t, engine.Traced())
}

func TestSlogTracerAsksTheLoggerFirst(t *testing.T) {
	logger := slog.New(slog.NewTextHandler(panicWriter{}, &slog.HandlerOptions{Level: slog.LevelError}))
	_, err := loginWith(newStub(), runtime.WithTracer(runtime.SlogTracer(logger, runtime.TraceVerbose))).Login(t.Context(), bob)
	assert.NoError(t, err)
}

type panicWriter struct{}

func (panicWriter) Write([]byte) (int, error) { panic("nothing is to be written") }

// lineHandler writes a record as one line, the flow's identity as F.
type lineHandler struct{ out *bytes.Buffer }

func (*lineHandler) Enabled(context.Context, slog.Level) bool { return true }
func (h *lineHandler) WithAttrs([]slog.Attr) slog.Handler     { return h }
func (h *lineHandler) WithGroup(string) slog.Handler          { return h }

func (h *lineHandler) Handle(_ context.Context, r slog.Record) error {
	fmt.Fprintf(h.out, "%s %s", r.Level, r.Message)
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "flow" {
			a.Value = slog.StringValue("F")
		}
		fmt.Fprintf(h.out, " %s=%s", a.Key, a.Value)
		return true
	})
	h.out.WriteByte('\n')
	return nil
}
