package mutation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
)

// Verdict is what becomes of a mutant.
type Verdict uint8

const (
	// Found: the checker warns of something, or finds an error.
	Found Verdict = iota
	// Same: every flow that was run does what it does in the app.
	Same
	// Other: some flow does something else, and each request is answered
	// exactly once: a program that somebody may want.
	Other
	// Broken: some request is not answered exactly once, and the checker is
	// silent.
	Broken
)

// Judgement is a verdict and the reason for it.
type Judgement struct {
	Verdict Verdict
	Codes   []diagnostic.Code // of what was found, each once
	Flow    driver.Case       // that is another, or broken
}

// Misses reports whether a kind of mistake must be found, and was not.
func (j Judgement) Misses(k *Kind) bool {
	return j.Verdict == Broken || j.Verdict == Other && k.Promise == All
}

// Judge checks the texts of a mutant of an app. Those that pass are run by the
// reference interpreter, each request in that many worlds.
func Judge(a *App, texts []dsl.Text, worlds int) Judgement {
	p, found := dsl.Check(a.Name, texts)
	if codes := wrong(found); len(codes) > 0 {
		return Judgement{Verdict: Found, Codes: codes}
	}
	if c := unanswered(p, worlds); c != nil {
		return Judgement{Verdict: Broken, Flow: *c}
	}
	for _, f := range a.flows {
		if trace(run(p, f.start)) != f.trace {
			return Judgement{Verdict: Other, Flow: f.start.Case}
		}
	}
	return Judgement{Verdict: Same}
}

// wrong lists the codes of what is, or may be, wrong with a program.
func wrong(found diagnostic.List) (codes []diagnostic.Code) {
	for _, d := range found {
		if d.Severity != diagnostic.Note {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// flow is one that was run, with all that it did.
type flow struct {
	start driver.Start
	trace string
}

// unanswered looks for a request that is not answered exactly once.
func unanswered(p *program.Program, worlds int) *driver.Case {
	for _, s := range driver.Starts(p, worlds) {
		if s.Path == "" {
			continue
		}
		t := run(p, s)
		if t.Failure == reference.AnsweredTwice || t.Failure == "" && !t.Answered {
			return &s.Case
		}
	}
	return nil
}

// run runs a flow in a world in which nothing breaks.
func run(p *program.Program, s driver.Start) *reference.Trace {
	settings := world.Settings{Seed: s.Seed, Refusals: 30, Rows: 1 + int(s.Seed%3)}
	return s.Run(p, settings, reference.Options{Actions: actionLimit})
}

// actionLimit is how many actions a flow may have. One that has more is taken
// for neither answered nor unanswered.
const actionLimit = 200

// trace is all that a flow did, as text.
func trace(t *reference.Trace) string {
	var b strings.Builder
	for _, s := range t.Steps {
		fmt.Fprintln(&b, s.Action, value.Canonical(s.Inputs), s.Outcome)
	}
	fmt.Fprintln(&b, t.Failure)
	return b.String()
}
