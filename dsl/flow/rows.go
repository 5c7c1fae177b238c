package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// block writes the lines of a block down in one way for all blocks that mean
// the same: two of them, asked at one moment with the same values, have the
// same rows.
type block struct {
	*frame
	name strings.Builder
	args []term
	size int // how many lines have been written
}

// count is what is known of a number of rows.
type count struct {
	some   diagram // when there can be any
	single bool    // there is one then, and no other
}

// rows is the term for how many rows lines have, and the frame of such a row.
func (f *frame) rows(steps []program.Step) (term, *frame) {
	rows, row := f.written(steps)
	if f.u.counts[rows] == nil {
		if !slices.ContainsFunc(steps, program.Multiplies) {
			f.u.counts[rows] = &count{some: f.clone().passes(steps), single: true}
		} else if q, ok := steps[0].(*program.QueryStep); ok {
			// There is no row that matches where there is none at all.
			all, _ := f.written([]program.Step{bare(q)})
			if all != rows && !f.many {
				f.u.counts[rows] = &count{some: f.u.someRows(all)}
			}
		}
	}
	f.ask(rows, steps)
	return rows, row
}

// bare is a query without what its rows are matched with.
func bare(s *program.QueryStep) *program.QueryStep {
	return &program.QueryStep{Query: s.Query, Args: s.Args}
}

// passes decides when lines leave something of the frame.
func (f *frame) passes(steps []program.Step) diagram {
	all := always
	for _, s := range steps {
		pass, _ := f.step(s)
		all = f.u.and(all, pass)
	}
	return all
}

// written is the term for lines as they are written down.
func (f *frame) written(steps []program.Step) (term, *frame) {
	b := &block{frame: f.clone()}
	b.name.WriteString(f.moment)
	for _, s := range steps {
		b.line(s)
	}
	if f.many {
		b.args = append(b.args, f.u.terms.ofMany())
	}
	return f.u.terms.of(rowsTerm, b.name.String(), b.args...), b.frame
}

// block is rows for a block with its limit. One that lets no row pass leaves
// none, so that only a number of at least one has no say in whether there are
// any.
func (f *frame) block(b *program.Block) (term, *frame) {
	rows, row := f.rows(b.Steps)
	if b.Limit != nil {
		limit := f.value(b.Limit)
		if n, ok := f.u.terms.data[limit].numeric(); !ok || n < 1 {
			rows = f.u.terms.of(rowsTerm, "limit", rows, limit)
		}
	}
	return rows, row
}

// question is a query that conditions ask, and the first two syncs that do.
type question struct {
	query         string
	bare          term // its rows, whatever they are matched with
	first, second *program.Sync
}

func (f *frame) ask(rows term, steps []program.Step) {
	u, by := f.u, f.sync
	q := u.asked[rows]
	if q == nil {
		q = &question{first: by}
		for _, s := range steps {
			if s, ok := s.(*program.QueryStep); ok && q.query == "" {
				q.query = s.Query.FullName()
				q.bare, _ = f.written([]program.Step{bare(s)})
			}
		}
		u.asked[rows] = q
	}
	if by != q.first && q.second == nil {
		q.second = by
	}
}

func (b *block) line(s program.Step) {
	b.size++
	switch s := s.(type) {
	case *program.QueryStep:
		b.query(s)
	case *program.FilterStep:
		b.write("keep", b.value(s.Cond))
	case *program.ExistsStep:
		rows, _ := b.frame.block(s.Block)
		if s.Negated {
			b.write("none", rows)
		} else {
			b.write("some", rows)
		}
	case *program.BindStep:
		b.vars[s.Var] = b.value(s.Value)
	case *program.EachStep:
		list := b.value(s.In)
		if s.IfThere() {
			b.write("there", list)
			b.vars[s.Var] = b.u.given(list)
			return
		}
		b.write("for", list)
		b.vars[s.Var] = b.column("element")
	case *program.AggregateStep:
		b.vars[s.Var] = b.aggregate(s)
	}
}

func (b *block) write(what string, args ...term) {
	b.name.WriteByte(0)
	b.name.WriteString(what)
	b.args = append(b.args, args...)
}

// column is a value of the row at hand.
func (b *block) column(name string) term {
	return b.u.terms.of(madeTerm, "row "+strconv.Itoa(b.size)+" "+name)
}

// query writes a query with what it is asked and what its rows are matched
// with. Columns that are only read are no part of it.
func (b *block) query(s *program.QueryStep) {
	b.write(s.Query.FullName())
	for _, a := range s.Args {
		b.write("with "+a.Name, b.value(a.Value))
	}
	for _, m := range s.Results {
		b.result(m, m.Name)
	}
}

func (b *block) result(m *program.Match, name string) {
	value := b.column(name)
	if _, optional := m.Type.(*types.Optional); optional && !m.Optional {
		b.write("has " + name)
	}
	if m.Default != nil {
		value = b.u.terms.of(madeTerm, "??", value, b.value(m.Default))
	}
	switch {
	case m.Var != nil && m.Join:
		b.write("is "+name, value, b.vars[m.Var])
	case m.Var != nil:
		b.vars[m.Var] = value
	case m.Test != nil:
		b.write("is "+name, value, b.value(m.Test))
	case m.Record != nil:
		for _, inner := range m.Record {
			b.result(inner, name+"."+inner.Name)
		}
	}
}

// aggregate is the value of an aggregate.
func (f *frame) aggregate(s *program.AggregateStep) term {
	rows, row := f.block(s.Block)
	t := f.u.terms
	args := []term{rows}
	name := s.Kind.String()
	for _, r := range s.Results {
		name += " " + r.Name
		args = append(args, row.value(r.Value))
	}
	for _, k := range s.Block.OrderBy {
		args = append(args, row.value(k.Key))
		name += " order " + strconv.FormatBool(k.Desc)
	}
	if s.Block.Limit != nil {
		args = append(args, f.value(s.Block.Limit))
		name += " limit"
	}
	switch s.Kind {
	case syntax.Count:
		return f.limited(rows, s.Block)
	case syntax.Some, syntax.None:
		return t.of(anyRowTerm, s.Kind.String(), rows)
	case syntax.Collect:
		args[0] = f.limited(rows, s.Block)
		return t.of(listTerm, name, args...)
	case syntax.First, syntax.Min, syntax.Max:
		kind := chosenTerm
		if _, optional := s.Results[0].Value.Type().(*types.Optional); optional {
			kind = madeTerm // what is chosen may be absent itself
		}
		value := t.of(kind, name, args...)
		if s.Default != nil {
			return t.of(madeTerm, "??", value, f.value(s.Default))
		}
		return value
	}
	return t.of(madeTerm, name, args...)
}

// limited is the term for how many of the rows of a block a limit leaves: some,
// where there are any.
func (f *frame) limited(rows term, b *program.Block) term {
	if b.Limit == nil {
		return rows
	}
	left := f.u.terms.of(rowsTerm, "left by limit", rows, f.value(b.Limit))
	if u := f.u; u.counts[left] == nil {
		some := u.someRows(rows)
		none := u.order(left, u.terms.literal(int64(0)), func(order int) bool { return order <= 0 })
		u.assumed = u.without(u.assumed, u.and(some, none))
		u.counts[left] = &count{some: some}
	}
	return left
}

// elements is the term for how many elements a list has.
func (u *unfolding) elements(list term) term {
	switch d := &u.terms.data[list]; {
	case d.kind == listTerm:
		return d.args[0]
	case d.kind == madeTerm && d.name == "list":
		return u.terms.literal(int64(len(d.args)))
	}
	return u.terms.of(rowsTerm, "elements", list)
}
