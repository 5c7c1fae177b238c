package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// match decides when the patterns of a sync match the records, and binds their
// variables.
func (u *unfolding) match(f *firing, start *frame) diagram {
	all := always
	for i, p := range f.sync.When {
		o := f.records[i]
		all = u.and(all, o.exists)
		switch {
		case o.only != nil && !slices.ContainsFunc(p.Outcomes, func(out *program.Outcome) bool { return o.only[out] }):
			return never
		case o.many && len(p.Outcomes) < len(o.action.Outcomes):
			all = u.and(all, u.perhaps())
			if o.cyclic {
				u.doubtful[variable(len(u.values)-1)] = true
			}
		case o.outcome >= 0:
			all = u.and(all, u.is(o.outcome, func(value int) bool {
				return slices.ContainsFunc(p.Outcomes, func(out *program.Outcome) bool { return out.Index == value })
			}))
		}
		for _, m := range p.Inputs {
			if o.target == u.targets.root && len(o.calls) == 0 {
				if _, ok := m.Literal(); ok {
					continue // a literal of the route
				}
			}
			value := u.input(o, m.Name)
			if o.many {
				value = u.manyInput(o, m.Name)
			}
			there := o.target.given[m.Name]
			if o.target == u.targets.root {
				there = m.Rest && o.action.Concept.BuiltIn // a server insists on what a rule does
			}
			all = u.and(all, u.matchValue(start, m, value, there))
		}
		for _, m := range p.Outputs {
			value := u.result(o, m.Name)
			if o.many {
				value = u.terms.ofMany()
			}
			all = u.and(all, u.matchValue(start, m, value, false))
		}
		if all == never {
			return never
		}
	}
	return all
}

// manyInput is the value that all occurrences of many were called with; one
// unlike any other where they may differ.
func (u *unfolding) manyInput(o *occurrence, name string) term {
	if value, ok := u.known(o, name); ok {
		return value
	}
	if len(o.calls) == 0 {
		return u.terms.ofMany()
	}
	first := o.calls[0].argument(name)
	if u.terms.varies(first) {
		return u.terms.ofMany()
	}
	for _, c := range o.calls[1:] {
		if c.argument(name) != first {
			return u.terms.ofMany()
		}
	}
	return first
}

// matchValue decides when a value is what a match asks for, and binds what it
// binds. Of a value that is known to be there it does not ask whether it is.
func (u *unfolding) matchValue(f *frame, m *program.Match, value term, there bool) diagram {
	u.typed(value, m.Type)
	matches := always
	_, optional := m.Type.(*types.Optional)
	if !there && (optional || m.Rest || value == absent) && (!m.Optional || m.Test != nil) && m.Default == nil {
		matches = u.present(value)
	}
	if m.Default != nil {
		given := f.value(m.Default)
		switch {
		case value == absent:
			value = given
		default:
			value = u.terms.of(madeTerm, "??", value, given)
		}
	}
	switch {
	case m.Var != nil && m.Join:
		matches = u.and(matches, u.equal(value, f.vars[m.Var]))
	case m.Var != nil:
		f.vars[m.Var] = value
	case m.Test != nil:
		matches = u.and(matches, u.tested(f, m.Test, value))
	case m.Record != nil:
		for _, inner := range m.Record {
			_, optional := inner.Type.(*types.Optional)
			matches = u.and(matches, u.matchValue(f, inner, u.part(m, inner, value), !optional))
		}
	}
	return matches
}

// part is a field of a record that a match takes apart. It is absent where the
// record is.
func (u *unfolding) part(m, inner *program.Match, record term) term {
	field := u.terms.of(madeTerm, "field "+inner.Name, record)
	if _, optional := m.Type.(*types.Optional); !m.Optional || m.Default != nil || !optional && !m.Rest {
		return field
	}
	u.typed(field, inner.Type)
	if _, optional := inner.Type.(*types.Optional); optional {
		return u.terms.of(madeTerm, "part?", record, field)
	}
	return u.terms.of(madeTerm, "part", record, field)
}

// tested decides when a value equals what a match tests it with.
func (u *unfolding) tested(f *frame, test program.Expr, value term) diagram {
	if test.Type() == types.Flag {
		is, want := u.truth(value), f.holds(test)
		return u.or(u.and(is, want), u.not(u.or(is, want)))
	}
	return u.equal(value, f.value(test))
}
