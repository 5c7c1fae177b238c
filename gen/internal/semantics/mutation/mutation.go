// Package mutation makes mistakes in right programs, as people make them, and
// says of each whether the checker notices it. It is a test of the checker: see
// the section "How well it finds mistakes" of docs/analysis.md.
package mutation

import (
	"slices"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
)

// App is a right program.
type App struct {
	Name    string
	Texts   []dsl.Text
	Program *program.Program
	files   map[source.FileID]*syntax.File
	meaning *meaning
	flows   []flow
}

// NewApp checks texts and gets them ready for mistakes. What their flows do is
// found out in that many worlds.
func NewApp(name string, texts []dsl.Text, worlds int) *App {
	p, _ := dsl.Check(name, texts)
	a := &App{Name: name, Texts: texts, Program: p, files: map[source.FileID]*syntax.File{}, meaning: meaningOf(p)}
	for _, s := range driver.Starts(p, worlds) {
		a.flows = append(a.flows, flow{s, trace(run(p, s))})
	}
	for _, f := range p.Files {
		a.files[f.Source.ID] = f
	}
	return a
}

// Promise is what of a kind of mistake must be found.
type Promise uint8

const (
	// Answers: each mistake after which some request is not answered exactly
	// once. This goes for mistakes of every kind.
	Answers Promise = iota
	// All: each mistake that makes any difference.
	All
)

// Kind is a kind of mistake.
type Kind struct {
	Name    string
	Promise Promise
	sites   func(*App) []*Mutant // every mistake of the kind that can be made
}

// Kinds lists all kinds of mistakes.
func Kinds() []*Kind { return slices.Concat(bindings, signatures, answers, conditions) }

// Mutants lists every mistake of the kind that can be made in an app.
func (k *Kind) Mutants(a *App) []*Mutant {
	list := k.sites(a)
	for _, m := range list {
		m.App, m.Kind = a, k
	}
	return list
}

// Mutant is an app with one mistake.
type Mutant struct {
	App     *App
	Kind    *Kind
	changes []change
}

// change is an assignment to a part of a file's tree that can be taken back.
type change struct {
	at    source.FileID
	apply func() (undo func())
}

// set changes a part of the file that a node is of.
func set[T any](in syntax.Node, part *T, to T) change {
	return change{in.Span().File, func() func() {
		was := *part
		*part = to
		return func() { *part = was }
	}}
}

func mutant(changes ...change) *Mutant { return &Mutant{changes: changes} }

// Texts are those of the app with the mistake in them. They are made in the
// app's own tree, so no two mutants of an app may be written at the same time.
func (m *Mutant) Texts() []dsl.Text {
	changed := map[string]*syntax.File{}
	for _, c := range m.changes {
		f := m.App.files[c.at]
		changed[f.Source.Path] = f
		defer c.apply()()
	}
	texts := make([]dsl.Text, len(m.App.Texts))
	for i, t := range m.App.Texts {
		if f := changed[t.Path]; f != nil {
			t.Text = syntax.Format(f)
		}
		texts[i] = t
	}
	return texts
}
