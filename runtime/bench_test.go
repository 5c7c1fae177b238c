package runtime_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

// A flow has four actions and a query: divide by five for the cost of a step.
func BenchmarkLogin(b *testing.B) {
	b.Run("untraced", func(b *testing.B) { benchmarkLogin(b, loginWith(newStub())) })
	b.Run("no-op tracer", func(b *testing.B) { benchmarkLogin(b, loginWith(newStub(), runtime.WithTracer(noTracer{}))) })
	b.Run("in-memory tracer", func(b *testing.B) {
		benchmarkLogin(b, loginWith(newStub(), runtime.WithTracer(&memoryTracer{steps: make([]runtime.Step, 64)})))
	})
	b.Run("deciding tracer", func(b *testing.B) {
		benchmarkLogin(b, loginWith(newStub(), runtime.WithTracer(decidingTracer{})))
	})
}

// A marginal step: what a tracer adds to one more action of a flow.
func BenchmarkAction(b *testing.B) {
	for name, tracer := range map[string]runtime.Tracer{
		"untraced": nil, "no-op tracer": noTracer{}, "in-memory tracer": &memoryTracer{steps: make([]runtime.Step, 64)},
	} {
		b.Run(name, func(b *testing.B) {
			engine := runtime.NewEngine(loginSyncs, runtime.WithTracer(tracer))
			stub := newStub()
			var next sessioningConcept = stub
			ctx := b.Context()
			var trace runtime.Trace
			door := engine
			if engine.Traced() {
				door = engine.Door(&trace)
				ctx = trace.Begin(ctx)
				next = &sessioningDoor{next: stub, trace: &trace}
			}
			b.ReportAllocs()
			for b.Loop() {
				door.Fired(createSession)
				_, _ = next.Create(ctx, createInput{"u1"})
			}
		})
	}
}

func benchmarkLogin(b *testing.B, app *loginApp) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := app.Login(ctx, bob); err != nil {
			b.Fatal(err)
		}
	}
}

type noTracer struct{}

func (noTracer) Step(*runtime.Step)     {}
func (noTracer) Ended(*runtime.FlowEnd) {}

type decidingTracer struct{ noTracer }

func (decidingTracer) Decided(*runtime.Decision) {}

// memoryTracer keeps the last steps.
type memoryTracer struct {
	steps []runtime.Step
	next  int
}

func (t *memoryTracer) Step(s *runtime.Step) {
	t.steps[t.next%len(t.steps)] = *s
	t.next++
}

func (t *memoryTracer) Ended(*runtime.FlowEnd) {}

// raceEnabled is set where the race detector makes pools forget, so that they allocate.
var raceEnabled bool

func TestFlowsAllocateNothing(t *testing.T) {
	for name, options := range map[string][]runtime.Option{
		"untraced": nil,
		"traced":   {runtime.WithTracer(noTracer{})},
		"deciding": {runtime.WithTracer(decidingTracer{})},
	} {
		t.Run(name, func(t *testing.T) {
			app := loginWith(newStub(), options...)
			allocations := testing.AllocsPerRun(1000, func() {
				if _, err := app.Login(t.Context(), bob); err != nil {
					t.Fatal(err)
				}
			})
			if allocations > 0 && !raceEnabled {
				t.Errorf("a flow allocates %v times", allocations)
			}
		})
	}
}

func BenchmarkAppendString(b *testing.B) {
	texts := map[string]string{
		"plain":   "Login successful, welcome back",
		"escapes": "a \"quoted\" line\nand another\tone",
		"unicode": "Grüße aus Zürich – 你好",
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			var buffer []byte
			for b.Loop() {
				buffer = runtime.AppendString(buffer[:0], text)
			}
		})
		b.Run(name+"/encoding-json", func(b *testing.B) {
			for b.Loop() {
				_, _ = json.Marshal(text)
			}
		})
	}
}

func BenchmarkAppendDateTime(b *testing.B) {
	at := time.Date(2025, 11, 10, 9, 23, 56, 123e6, time.UTC)
	var buffer []byte
	for b.Loop() {
		buffer = runtime.AppendDateTime(buffer[:0], at)
	}
}

func BenchmarkNewUUID(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = runtime.NewUUID()
	}
}

func BenchmarkRefused(b *testing.B) {
	err := runtime.Refuse("taken")
	for b.Loop() {
		_, _ = runtime.Refused(err)
	}
}
