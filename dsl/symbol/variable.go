package symbol

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// variables enters the syncs and guards with their variables.
func (b *builder) variables() {
	for _, g := range b.program.Guards {
		s := b.add(&Symbol{Kind: Guard, Name: g.Name, Decl: g.Decl.Name.At, Guard: g, Decls: []syntax.Node{g.Decl}})
		b.guards[g.Name] = s
		b.variablesOf(s, g.Decl, g.Locals)
	}
	for _, sync := range b.program.Syncs {
		s := b.add(&Symbol{Kind: Sync, Name: sync.Name, Decl: sync.Decl.Name.At, Sync: sync, Decls: []syntax.Node{sync.Decl}})
		b.occur(s, sync.Decl.Name, Declares)
		var locals []program.Local
		for _, v := range sync.Vars {
			locals = append(locals, program.Local{Name: v.Name, Decl: v.Decl, Uses: v.Uses})
		}
		b.variablesOf(s, sync.Decl, locals)
		b.typed(sync)
	}
}

// typed notes the types of a sync's variables wherever they are written, which
// may be in guards.
func (b *builder) typed(s *program.Sync) {
	note := func(v *program.Var, at source.Span) {
		if v.Type != nil && at.Valid() {
			b.types[at] = v.Type
		}
	}
	for _, v := range s.Vars {
		note(v, v.Decl)
		for _, at := range v.Uses {
			note(v, at)
		}
	}
	if s.HasErrors {
		return // and has no types
	}
	// A guard's results are bound where it is used; where they are written in it
	// says only what they are matched with.
	program.Visitor{Match: func(m *program.Match) {
		if m.Var == nil {
			return
		}
		if name, ok := m.Field.Value.(*syntax.Name); ok {
			note(m.Var, name.At)
		} else {
			note(m.Var, m.Field.Name.At)
		}
	}}.Sync(s)
}

func (b *builder) variablesOf(owner *Symbol, d syntax.Decl, vars []program.Local) {
	if d.Broken() {
		b.unresolved(owner, d)
		return
	}
	written := program.Variables(d)
	for _, v := range vars {
		// What a use gives to a guard is a variable of the guard's expansion, and
		// a misspelt name counts as a use of what was meant: neither is written.
		here := func(at source.Span) bool { return slices.Contains(written[v.Name], at) }
		if !here(v.Decl) {
			continue
		}
		s := b.add(&Symbol{Kind: Variable, Name: v.Name, Decl: v.Decl, Owner: owner})
		b.occur(s, syntax.Ident{Place: syntax.Place{At: v.Decl}}, Declares)
		for _, at := range v.Uses {
			if at != v.Decl && here(at) {
				b.occur(s, syntax.Ident{Place: syntax.Place{At: at}}, Uses)
			}
		}
	}
}

// unresolved takes the names of a declaration that did not parse for what they
// most likely are: one variable each.
func (b *builder) unresolved(owner *Symbol, d syntax.Decl) {
	for name, places := range program.Variables(d) {
		s := b.add(&Symbol{Kind: Variable, Name: name, Decl: places[0], Owner: owner})
		for i, at := range places {
			role := Uses
			if i == 0 {
				role = Declares
			}
			b.occur(s, syntax.Ident{Place: syntax.Place{At: at}}, role)
		}
	}
}

func within(outer, inner source.Span) bool {
	return outer.File == inner.File && outer.Start <= inner.Start && inner.End <= outer.End
}
