package symbol

import "github.com/syncgen/syncgen/dsl/syntax"

// declaration finds the names in a declaration other than those of variables
// and of concepts.
func (b *builder) declaration(d syntax.Decl) {
	switch d := d.(type) {
	case *syntax.Use:
		b.occur(b.conceptNames[d.Concept.Name], d.Concept, Uses)
		b.occur(b.conceptNames[d.Name.Name], d.Name, Declares)
	case *syntax.Guard:
		b.occur(b.guards[d.Name.Name], d.Name, Declares)
		b.lines(d.Where)
	case *syntax.Sync:
		b.calls(d.When)
		b.lines(d.Where)
		b.calls(d.Then)
	}
}

func (b *builder) calls(list []*syntax.Call) {
	for _, c := range list {
		b.call(c)
	}
}

// call finds the names in a pattern, a query, an action or the use of a guard.
func (b *builder) call(c *syntax.Call) {
	if c.Concept == nil {
		guard := b.guards[c.Name.Name]
		b.occur(guard, c.Name, Uses)
		for _, list := range []*syntax.Fields{c.Inputs, c.Outputs} {
			b.fields(list, func(name string) *Symbol { return b.guardVariable(guard, name) })
		}
		return
	}
	concept := b.conceptNames[c.Concept.Name]
	b.occur(concept, *c.Concept, Uses)
	callee := b.memberOf(concept, c.Name.Name)
	b.occur(callee, c.Name, Uses)
	b.fields(c.Inputs, func(name string) *Symbol { return b.listedOr(b.lists, callee, name) })
	b.fields(c.Outputs, func(name string) *Symbol { return b.listedOr(b.results, callee, name) })
}

// listedOr is a parameter or result, or a further value where the action takes
// any.
func (b *builder) listedOr(in map[member]*Symbol, callee *Symbol, name string) *Symbol {
	if callee == nil {
		return nil
	}
	if s := in[member{callee, name}]; s != nil {
		return s
	}
	for _, d := range callee.Decls {
		d := d.(*syntax.Action)
		if d.Params != nil && d.Params.Rest != nil || d.Results != nil && d.Results.Rest != nil {
			return b.listed(in, callee, name, Value)
		}
	}
	return nil
}

// guardVariable is the variable that a guard has for a parameter or result.
func (b *builder) guardVariable(guard *Symbol, name string) *Symbol {
	if guard == nil {
		return nil
	}
	key := member{guard, name}
	if s, known := b.others[key]; known {
		return s
	}
	for _, s := range b.symbols {
		if s.Kind == Variable && s.Owner == guard && s.Name == name {
			b.others[key] = s
			return s
		}
	}
	return nil
}

// fields finds the names in a list of fields, which named finds the symbols of.
func (b *builder) fields(list *syntax.Fields, named func(name string) *Symbol) {
	if list != nil {
		b.fieldList(list.List, named)
	}
}

func (b *builder) fieldList(list []*syntax.Field, named func(name string) *Symbol) {
	for _, f := range list {
		b.occur(named(f.Name.Name), f.Name, Uses)
		switch v := f.Value.(type) {
		case nil:
			b.shorthands[f.Name.At] = f
		case *syntax.Record:
			b.fieldList(v.Fields, b.recordField)
		default:
			b.expr(v)
		}
		b.expr(f.Default)
	}
}

func (b *builder) recordField(name string) *Symbol { return b.other(Field, nil, name) }

func (b *builder) otherwise(e *syntax.Else) {
	if e != nil {
		b.calls(e.Actions)
	}
}

func (b *builder) lines(list []syntax.Line) {
	for _, l := range list {
		switch l := l.(type) {
		case *syntax.QueryLine:
			b.call(l.Call)
			b.otherwise(l.Else)
		case *syntax.FilterLine:
			b.expr(l.Cond)
			b.otherwise(l.Else)
		case *syntax.BlockLine:
			b.block(l.Block)
			b.otherwise(l.Else)
		case *syntax.BindLine:
			b.expr(l.Value)
			b.otherwise(l.Else)
		case *syntax.AggregateLine:
			b.block(l.Block)
			b.fields(l.Results, b.recordField)
			b.expr(l.Default)
			b.otherwise(l.Else)
		case *syntax.ForLine:
			b.expr(l.In)
			b.otherwise(l.Else)
		}
	}
}

func (b *builder) block(block *syntax.Block) {
	if block == nil {
		return
	}
	b.lines(block.Lines)
	for _, k := range block.OrderBy {
		b.expr(k.Key)
	}
	b.expr(block.Limit)
}

func (b *builder) exprs(list []syntax.Expr) {
	for _, e := range list {
		b.expr(e)
	}
}

func (b *builder) expr(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Text:
		b.exprs(e.Parts)
	case *syntax.Select:
		b.expr(e.X)
		b.occur(b.recordField(e.Name.Name), e.Name, Uses)
	case *syntax.Unary:
		b.expr(e.X)
	case *syntax.Binary:
		b.expr(e.X)
		b.expr(e.Y)
	case *syntax.If:
		b.exprs([]syntax.Expr{e.Cond, e.Then, e.Else})
	case *syntax.Record:
		b.fieldList(e.Fields, b.recordField)
	case *syntax.List:
		b.exprs(e.Items)
	case *syntax.Apply:
		b.occur(b.other(Function, nil, e.Func.Name), e.Func, Uses)
		b.exprs(e.Args)
	case *syntax.Paren:
		b.expr(e.X)
	}
}
