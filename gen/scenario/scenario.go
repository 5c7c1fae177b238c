// Package scenario reads the scenarios of a program, and plays them with the
// emitted code of its flows.
package scenario

import (
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Scenario is a scenario with its names bound.
type Scenario struct {
	Decl *syntax.Scenario
	File *source.File
	Now  string // of the form 2006-01-02T15:04:05.000Z
	Root *Line  // the first line of `after`, which begins the flow
	// Route and Values are those of a request; Route is nil where the flow begins
	// with an action of the program's own.
	Route  *program.Route
	Values []*program.RequestValue
	After  []*Line // the others of `after`
	Then   []*Line
}

// Name is the scenario's name.
func (s *Scenario) Name() string { return s.Decl.Name.Name }

// Line is a line of a scenario: an action or a query.
type Line struct {
	Decl    *syntax.ScenarioLine
	Action  *program.Action  // nil for a query
	Query   *program.Query   // nil for an action
	Outcome *program.Outcome // what the action comes to
	given   bool             // the line says so
}

// Name is the full name of what the line is about.
func (l *Line) Name() string {
	if l.Query != nil {
		return l.Query.FullName()
	}
	return l.Action.FullName()
}

// isAnswer reports whether the line is about the answer of a request.
func (l *Line) isAnswer() bool { return l.Action != nil && isAnswer(l.Action) }

func isAnswer(a *program.Action) bool { return a.Concept.BuiltIn && a.Name == "respond" }

// startOfTime is where the clock stands unless a scenario says otherwise.
const startOfTime = "2000-01-01T00:00:00.000Z"

// Read parses texts of scenarios and binds their names to those of a program.
// The texts become sources of the program, for findings to be shown with.
func Read(p *program.Program, texts []dsl.Text) ([]*Scenario, diagnostic.List) {
	var all []*Scenario
	var found diagnostic.List
	requests := program.NewRequests(p)
	seen := map[string]*syntax.Scenario{}
	for _, t := range texts {
		file := p.Sources.Add(t.Path, t.Text)
		tree, problems := syntax.Parse(file)
		found = append(found, problems...)
		for _, d := range tree.Decls {
			decl, ok := d.(*syntax.Scenario)
			if !ok || decl.Broken() {
				continue
			}
			r := &resolver{program: p, requests: requests, known: map[string]bool{}}
			s := r.scenario(decl, file)
			if other := seen[decl.Name.Name]; other != nil {
				d := r.report(diagnostic.DuplicateName, decl.Name.At, "again", "two scenarios are called %q", decl.Name.Name)
				d.Secondary = append(d.Secondary, diagnostic.Label{Span: other.Name.At, Text: "the first one"})
			}
			seen[decl.Name.Name] = decl
			found = append(found, r.found...)
			all = append(all, s)
		}
	}
	found.Sort()
	return all, found
}

// quoted lists names as messages do.
func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
