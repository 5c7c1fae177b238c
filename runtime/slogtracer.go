package runtime

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"sync"
)

// TraceLevel says how much a tracer shows.
type TraceLevel uint8

const (
	// TraceOff shows nothing.
	TraceOff TraceLevel = iota
	// TraceActions shows one line for each action.
	TraceActions
	// TraceVerbose also shows queries, `uuid()` and `now()`, which syncs
	// matched, and what each line of their `where` left.
	TraceVerbose
)

var traceLevels = [...]string{TraceOff: "off", TraceActions: "actions", TraceVerbose: "verbose"}

// String returns `off`, `actions` or `verbose`.
func (l TraceLevel) String() string {
	if int(l) < len(traceLevels) {
		return traceLevels[l]
	}
	return "TraceLevel(" + strconv.Itoa(int(l)) + ")"
}

// MarshalText returns what String does.
func (l TraceLevel) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a level as a flag gives it: flag.TextVar takes one.
func (l *TraceLevel) UnmarshalText(text []byte) error {
	i := slices.Index(traceLevels[:], string(text))
	if i < 0 {
		return fmt.Errorf("unknown trace level `%s`: it is off, actions or verbose", text)
	}
	*l = TraceLevel(i)
	return nil
}

// SlogTracer returns a tracer that logs one line for each action, in the form
//
//	Profile.authenticate {username: "bob", password: ••••} => {user: "…"}
//
// with the attributes flow, step and cause. Refusals show as `=> {error: "…"}`,
// failures as `=> failure: …`. Actions are logged at level Info, what
// TraceVerbose adds at Debug, failures at Error. With TraceOff there is no
// tracer: it is nil, and flows cost what they cost without one.
func SlogTracer(logger *slog.Logger, level TraceLevel) Tracer {
	switch t := (slogTracer{logger}); level {
	case TraceOff:
		return nil
	case TraceActions:
		return &t
	default:
		return &verboseTracer{t}
	}
}

type slogTracer struct{ logger *slog.Logger }

// Step logs an action.
func (t *slogTracer) Step(s *Step) {
	if s.Kind == ActionStep {
		t.log(slog.LevelInfo, s)
	}
}

// Ended logs a flow that failed.
func (t *slogTracer) Ended(end *FlowEnd) {
	if end.Err != nil {
		t.logger.LogAttrs(context.Background(), slog.LevelError, "flow failed",
			slog.String("flow", end.Flow.String()), slog.Int("steps", end.Steps), slog.String("error", end.Err.Error()))
	}
}

func (t *slogTracer) log(level slog.Level, s *Step) {
	if s.Failed() {
		level = slog.LevelError
	}
	ctx := context.Background()
	if !t.logger.Enabled(ctx, level) {
		return
	}
	buffer := traceBuffers.Get().(*[]byte)
	line := s.AppendTrace((*buffer)[:0])
	var attrs [3]slog.Attr
	attrs[0] = slog.String("flow", s.Flow.String())
	attrs[1] = slog.Int("step", s.Number)
	set := attrs[:2]
	if sync, ok := s.Sync(); ok {
		attrs[2] = slog.String("cause", sync.Name)
		set = attrs[:3]
	}
	t.logger.LogAttrs(ctx, level, string(line), set...)
	returnBuffer(buffer, line)
}

type verboseTracer struct{ slogTracer }

// Step logs any step.
func (t *verboseTracer) Step(s *Step) {
	if s.Kind == ActionStep {
		t.log(slog.LevelInfo, s)
	} else {
		t.log(slog.LevelDebug, s)
	}
}

// Decided logs a sync that matched, and its where lines, one line each.
func (t *verboseTracer) Decided(d *Decision) {
	ctx := context.Background()
	if !t.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	rule := d.Rule()
	log := func(message string) {
		t.logger.LogAttrs(ctx, slog.LevelDebug, message, slog.String("flow", d.After.Flow.String()),
			slog.Int("after", d.After.Number), slog.String("at", rule.At))
	}
	log("sync " + rule.Name + " matched")
	for i, frames := range d.Left {
		line := "line " + strconv.Itoa(i+1)
		if i < len(rule.Where) {
			line = rule.Where[i]
		}
		log("  where " + line + " leaves " + framesText(frames))
	}
	if d.Frames() == 0 {
		log("  so " + rule.Name + " does not fire")
	}
}

func framesText(n int) string {
	if n == 1 {
		return "1 frame"
	}
	return strconv.Itoa(n) + " frames"
}

var traceBuffers = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}

// returnBuffer clears what a flow was given before another one gets the memory.
func returnBuffer(buffer *[]byte, used []byte) {
	clear(used)
	if cap(used) <= 16<<10 {
		*buffer = used[:0]
		traceBuffers.Put(buffer)
	}
}
