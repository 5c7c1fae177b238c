package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen/scenario"
)

// testReport is what `syncgen test` has to say, in the form of --format=json.
type testReport struct {
	Scenarios []testedScenario `json:"scenarios"`
	Coverage  []testCoverage   `json:"coverage,omitempty"`
	Passed    int              `json:"passed"`
	Failed    int              `json:"failed"`
}

type testedScenario struct {
	Name     string        `json:"name"`
	Program  string        `json:"program"`
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Passed   bool          `json:"passed"`
	Problems []testProblem `json:"problems,omitempty"`
	Expected []string      `json:"expected,omitempty"`
	Trail    []testEvent   `json:"trail,omitempty"`
}

type testProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type testEvent struct {
	Text       string `json:"text"`
	Sync       string `json:"sync,omitempty"`
	Unexpected bool   `json:"unexpected,omitempty"`
}

type testCoverage struct {
	Program string   `json:"program"`
	Kind    string   `json:"kind"`
	Seen    int      `json:"seen"`
	All     int      `json:"all"`
	Missed  []string `json:"missed,omitempty"`
}

func newTestReport(done []played) *testReport {
	r := &testReport{Scenarios: []testedScenario{}}
	for _, p := range done {
		for _, result := range p.results {
			t := newTested(p, result)
			r.Scenarios = append(r.Scenarios, t)
			if t.Passed {
				r.Passed++
			} else {
				r.Failed++
			}
		}
		for _, part := range p.coverage.Parts() {
			r.Coverage = append(r.Coverage, testCoverage{p.dir, part.Kind, part.All - len(part.Missed), part.All, part.Missed})
		}
	}
	return r
}

func newTested(p played, result *scenario.Result) testedScenario {
	s := result.Scenario
	at := func(span source.Span) source.Position { return s.File.Position(span.Start) }
	t := testedScenario{Name: s.Name(), Program: p.dir, File: s.File.Path, Line: at(s.Decl.At).Line, Passed: len(result.Problems) == 0}
	if t.Passed {
		return t
	}
	for _, problem := range result.Problems {
		place := at(problem.At)
		t.Problems = append(t.Problems, testProblem{s.File.Path, place.Line, place.Column, problem.Text})
	}
	for _, l := range slices.Concat(s.Decl.After, s.Decl.Then) {
		t.Expected = append(t.Expected, syntax.FormatScenarioLine(l))
	}
	for _, e := range result.Trail {
		t.Trail = append(t.Trail, testEvent{e.String(), e.Sync, e.Unexpected})
	}
	return t
}

func (c *testCommand) show(s *session, done []played) (int, error) {
	r := newTestReport(done)
	if c.Run != "" {
		r.Coverage = nil // of some scenarios it says nothing of the specs
	}
	if c.Format == "json" {
		e := json.NewEncoder(s.stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(r); err != nil {
			return exitUsage, err
		}
	} else {
		r.text(s.stdout)
	}
	missed := slices.ContainsFunc(r.Coverage, func(c testCoverage) bool { return len(c.Missed) > 0 })
	if r.Failed > 0 || c.Strict && missed {
		return exitFindings, nil
	}
	return exitClean, nil
}

func (r *testReport) text(w io.Writer) {
	for _, t := range r.Scenarios {
		if t.Passed {
			continue
		}
		fmt.Fprintf(w, "%s:%d: scenario %q fails\n", t.File, t.Line, t.Name)
		for _, p := range t.Problems {
			fmt.Fprintf(w, "  %s:%d:%d: %s\n", p.File, p.Line, p.Column, p.Message)
		}
		fmt.Fprintf(w, "  expected:\n    %s\n  the flow:\n", strings.Join(t.Expected, "\n    "))
		for _, e := range t.Trail {
			fmt.Fprintf(w, "    %s\n", e)
		}
		fmt.Fprintln(w)
	}
	for _, c := range r.Coverage {
		fmt.Fprintf(w, "%s: %d of %d %s\n", c.Program, c.Seen, c.All, c.Kind)
		for _, missed := range c.Missed {
			fmt.Fprintf(w, "  not seen: %s\n", missed)
		}
	}
	fmt.Fprintf(w, "%s passed, %d failed\n", count(r.Passed, "scenario"), r.Failed)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// String is the event with the sync that caused it.
func (e testEvent) String() string {
	text := e.Text
	if e.Sync != "" {
		text += "  by " + e.Sync
	}
	if e.Unexpected {
		text += "  ← not in the scenario"
	}
	return text
}
