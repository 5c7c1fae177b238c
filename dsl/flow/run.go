package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// run follows the frames of a firing through its `where`: the first frame
// exactly, all others together.
func (u *unfolding) run(f *firing, start *frame) {
	first, others := start, start
	when, more := f.matches, never
	if f.many {
		when, more = never, f.matches
	}
	again := f.repeated()
	end := func(step program.Step, when, more diagram, first, others *frame) {
		if when == never && more == never {
			return
		}
		e := &ending{firing: f, step: step, when: when, more: more}
		calls := f.sync.Then
		if step != nil {
			calls = program.ElseOf(step)
		}
		if again != nil && !slices.ContainsFunc(calls, func(c *program.Invocation) bool { return u.targets.of(c) == again }) {
			return
		}
		for _, c := range calls {
			if when != never {
				e.calls = append(e.calls, &call{firing: f, exit: e, invocation: c, when: when, frame: first})
			}
			if more != never {
				e.calls = append(e.calls, &call{firing: f, exit: e, invocation: c, when: more, many: true, frame: others})
			}
		}
		f.endings = append(f.endings, e)
	}
	for _, step := range f.sync.Where {
		var after, othersAfter *frame
		pass, rows := always, absent
		if when != never {
			after = first.clone()
			pass, rows = after.step(step)
		}
		failing := u.without(when, pass)
		passing, failed := more, never
		if more != never {
			othersAfter = others.clone()
			if narrows := othersAfter.stepOfMany(step); narrows {
				doubtful := picks(step) || f.cyclic()
				passing = u.and(more, u.perhapsIf(doubtful))
				failed = u.and(more, u.perhapsIf(doubtful))
			}
		}
		if failing != never || failed != never {
			end(step, failing, failed, first, others)
		}
		when = u.and(when, pass)
		more = passing
		if program.Multiplies(step) && when != never {
			if more == never {
				othersAfter = first.clone()
				othersAfter.stepOfMany(step)
			}
			more = u.or(more, u.and(when, u.severalRows(rows)))
		}
		if first, others = after, othersAfter; when == never && more == never {
			return
		}
	}
	end(nil, when, more, first, others)
}

// step decides when a line leaves something of the frame, and binds what the
// line binds in its first row. For a line that may make several frames, rows
// is how many.
func (f *frame) step(s program.Step) (pass diagram, rows term) {
	u := f.u
	switch s := s.(type) {
	case *program.QueryStep:
		return f.query(s)
	case *program.FilterStep:
		return f.holds(s.Cond), absent
	case *program.ExistsStep:
		rows, _ := f.block(s.Block)
		if pass = u.someRows(rows); s.Negated {
			pass = u.not(pass)
		}
		return pass, absent
	case *program.BindStep:
		value := f.value(s.Value)
		f.vars[s.Var] = value
		if s.Else != nil {
			f.vars[s.Var] = u.given(value)
			return u.present(value), absent
		}
	case *program.EachStep:
		list := f.value(s.In)
		if s.IfThere() {
			f.vars[s.Var] = u.given(list)
			return u.present(list), absent
		}
		rows := u.elements(list)
		f.vars[s.Var] = u.terms.of(rowTerm, "element", rows, list)
		return u.someRows(rows), rows
	case *program.AggregateStep:
		value := f.aggregate(s)
		f.vars[s.Var] = value
		if s.Else != nil {
			return u.someRows(u.terms.data[value].args[0]), absent
		}
	}
	return always, absent
}

// query asks a query. Where it has one row, or one at most, what its results
// are matched with is asked of that row; of several rows, it is asked how many
// match.
func (f *frame) query(s *program.QueryStep) (pass diagram, rows term) {
	u := f.u
	if s.Query.Cardinality == syntax.Many {
		rows, _ = f.rows([]program.Step{s})
		for _, m := range s.Results {
			f.bindRow(m, u.terms.of(rowTerm, m.Name, rows))
		}
		return u.someRows(rows), rows
	}
	asked := []program.Step{bare(s)}
	rows, _ = f.written(asked)
	f.ask(rows, asked)
	pass = always
	if s.Query.Cardinality == syntax.Optional {
		pass = u.flag(rows)
	}
	for _, m := range s.Results {
		pass = u.and(pass, u.matchValue(f, m, u.terms.of(rowTerm, m.Name, rows), false))
	}
	return pass, absent
}

// bindRow binds the variables of a row that matches.
func (f *frame) bindRow(m *program.Match, value term) {
	if m.Default != nil {
		value = f.u.terms.of(madeTerm, "??", value, f.value(m.Default))
	}
	switch {
	case m.Var != nil && !m.Join:
		f.u.typed(value, m.Type)
		f.vars[m.Var] = value
	case m.Record != nil:
		for _, inner := range m.Record {
			f.bindRow(inner, f.u.part(m, inner, value))
		}
	}
}

// stepOfMany binds what a line binds in some further row, and reports whether
// the line may leave nothing of a frame.
func (f *frame) stepOfMany(s program.Step) (narrows bool) {
	u := f.u
	switch s := s.(type) {
	case *program.QueryStep:
		rows := u.terms.ofMany()
		for _, m := range s.Results {
			f.bindRow(m, u.terms.of(rowTerm, m.Name, rows))
		}
	case *program.BindStep:
		f.vars[s.Var] = f.value(s.Value)
		if s.Else != nil {
			f.vars[s.Var] = u.given(f.vars[s.Var])
		}
	case *program.EachStep:
		f.vars[s.Var] = u.given(f.value(s.In))
		if !s.IfThere() {
			f.vars[s.Var] = u.terms.ofMany()
		}
	case *program.AggregateStep:
		f.vars[s.Var] = f.aggregate(s)
	}
	return program.Narrows(s)
}

// perhapsIf is perhaps, or a doubtful one. A line that picks by identity may
// well leave one of many, which is for the author to know; one about an action
// that causes itself may be what decides whether it does so again.
func (u *unfolding) perhapsIf(doubtful bool) diagram {
	d := u.perhaps()
	if doubtful {
		u.doubtful[variable(len(u.values)-1)] = true
	}
	return d
}

// cyclic reports whether a record stands for others that follow from it.
func (f *firing) cyclic() bool {
	return slices.ContainsFunc(f.records, func(o *occurrence) bool { return o.cyclic })
}

// picks reports whether a line asks for something that is equal to a value.
func picks(s program.Step) bool {
	switch s := s.(type) {
	case *program.FilterStep:
		b, ok := s.Cond.(*program.Binary)
		return ok && b.Op == syntax.Equal
	case *program.QueryStep:
		for _, m := range s.Results {
			if m.Join || m.Test != nil {
				return true
			}
		}
	}
	return false
}
