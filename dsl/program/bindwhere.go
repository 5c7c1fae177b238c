package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// lines binds lines of `where` in order; each sees what those before it bound.
func (b *binder) lines(lines []syntax.Line) []Step {
	steps := make([]Step, 0, len(lines))
	for _, l := range lines {
		steps = append(steps, b.line(l)...)
	}
	return steps
}

func (b *binder) common(l syntax.Line) Common {
	return Common{Decl: l, Guards: b.chain[:len(b.chain):len(b.chain)]}
}

// line binds a line. It comes to several steps where a guard is used and to
// none where what it names is not known.
func (b *binder) line(l syntax.Line) []Step {
	switch l := l.(type) {
	case *syntax.QueryLine:
		if l.Call.Concept == nil {
			return b.guardUse(l)
		}
		return b.queryLine(l)
	case *syntax.FilterLine:
		s := &FilterStep{Common: b.common(l), Cond: b.expr(l.Cond)}
		s.Else = b.orElse(l.Else)
		return []Step{s}
	case *syntax.BlockLine:
		s := &ExistsStep{Common: b.common(l), Negated: l.Kind == syntax.None, Block: b.block(l.Block, nil)}
		s.Else = b.orElse(l.Else)
		return []Step{s}
	case *syntax.BindLine:
		s := &BindStep{Common: b.common(l), Value: b.expr(l.Value)}
		s.Else = b.orElse(l.Else)
		s.Var = b.bindNew(l.Name, role{kind: fromLine})
		return []Step{s}
	case *syntax.AggregateLine:
		return []Step{b.aggregate(l)}
	case *syntax.ForLine:
		s := &EachStep{Common: b.common(l), In: b.expr(l.In)}
		s.Else = b.orElse(l.Else)
		s.Var = b.bindNew(l.Name, role{kind: fromLoop})
		return []Step{s}
	}
	return nil
}

func (b *binder) queryLine(l *syntax.QueryLine) []Step {
	q := b.query(l.Call)
	if q == nil {
		b.useAll(l.Call)
		b.orElse(l.Else)
		b.matchAll(l.Call.Outputs)
		return nil
	}
	s := &QueryStep{Common: b.common(l), Query: q, Args: b.args(l.Call, b.queryCallee(q))}
	s.Else = b.orElse(l.Else) // sees the frame as it was before the query
	if l.Call.Outputs == nil {
		return []Step{s}
	}
	fields := l.Call.Outputs.List
	b.asking = q
	defer func() { b.asking = nil }()
	for i, f := range fields {
		b.checkRepeated(fields, i, "`"+q.FullName()+"`")
		p := q.Result(f.Name.Name)
		if p == nil {
			b.failed = true
			if !b.r.doubtful[q] {
				b.unknownColumn(q, f, fields)
			}
		}
		s.Results = append(s.Results, b.match(f, p))
	}
	return []Step{s}
}

func (b *binder) unknownColumn(q *Query, f *syntax.Field, fields []*syntax.Field) {
	name := f.Name.Name
	d := finding(diagnostic.UnknownResult, f.Name.At, "no such result", "`%s` has no result `%s`", q.FullName(), name)
	var names, free []string
	for _, p := range q.Results {
		names = append(names, p.Name)
		if named(fields, p.Name) == nil {
			free = append(free, p.Name)
		}
	}
	if name == "error" {
		d.Primary.Text = "a query does not refuse"
		help(&d, "where there is nothing to return a query returns no row: answer that with `else` at the end of the line")
	}
	also(&d, q.Decl.Name.At, "it gives %s", listed(names))
	b.renameResult(&d, f, meantResult(f, free))
	b.report(d)
}

func (b *binder) orElse(e *syntax.Else) []*Invocation {
	if e == nil {
		return nil
	}
	if b.inBlock {
		b.noElse(e, "the lines of a block leave rows out, and no frame", "say after the block what happens when it comes to nothing")
		return nil
	}
	if b.inView() {
		b.noElse(e, "a view answers nobody", "say it where the view is used, or make it a guard: `guard "+b.decl.DeclName().Name+" (…)`")
		return nil
	}
	var calls []*Invocation
	for _, call := range e.Actions {
		if i := b.invocation(call, "else"); i != nil {
			calls = append(calls, i)
		}
		b.noResults(call)
	}
	return calls
}

// noElse reports an `else` where no frame can be left out.
func (b *binder) noElse(e *syntax.Else, why, wayOut string) {
	if e == nil {
		return
	}
	for _, call := range e.Actions {
		b.useAll(call)
	}
	d := finding(diagnostic.MisplacedElse, e.At, why, "`else` cannot stand on this line")
	help(&d, "%s", wayOut)
	b.report(d)
}

// block binds the rows of an aggregate; within, which may be nil, binds what
// is made of each row. The block's own names end with it.
func (b *binder) block(decl *syntax.Block, within func()) *Block {
	mark, outer := len(b.scope), b.inBlock
	b.inBlock = true
	blk := &Block{Decl: decl, Steps: b.lines(decl.Lines)}
	for _, k := range decl.OrderBy {
		blk.OrderBy = append(blk.OrderBy, OrderKey{Key: b.expr(k.Key), Desc: k.Desc})
	}
	if within != nil {
		within()
	}
	b.scope, b.inBlock = b.scope[:mark], outer
	if decl.Limit != nil {
		blk.Limit = b.expr(decl.Limit) // one for all rows, so no row's names
	}
	return blk
}

func (b *binder) aggregate(l *syntax.AggregateLine) Step {
	s := &AggregateStep{Common: b.common(l), Kind: l.Kind}
	b.checkResults(l)
	s.Block = b.block(l.Block, func() {
		if l.Results != nil {
			s.Results = b.fieldValues(l.Results.List, "`"+l.Kind.String()+"`")
		}
	})
	if l.Default != nil {
		s.Default = b.beside(l.Default, &syntax.Name{Ident: l.Name}, false)
	}
	switch l.Kind {
	case syntax.First, syntax.Min, syntax.Max:
		s.Else = b.orElse(l.Else)
	default:
		why := "`" + l.Kind.String() + "` always has a value"
		b.noElse(l.Else, why, "add a line below that tests the value, with this `else`")
		if l.Default != nil {
			d := finding(diagnostic.MisplacedElse, l.Default.Span(), why, "`else` cannot stand on this line")
			help(&d, "leave `else` out: a block without rows has a value, too")
			b.report(d)
		}
	}
	s.Var = b.bindNew(l.Name, role{kind: fromLine})
	return s
}
