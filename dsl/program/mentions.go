package program

import "github.com/syncgen/syncgen/dsl/syntax"

// mention is a place where a declaration writes a variable's name, whether it
// binds it or uses it.
type mention struct {
	name syntax.Ident
	// call is the call in `then` or after an `else` whose results the name
	// stands in; nil elsewhere.
	call *syntax.Call
	// block is the innermost aggregate that the name stands in.
	block *syntax.Block
	binds bool // stands where a name is bound, if it is not bound before
	// list is the fields that the name stands among, or nil, and index its own.
	list  []*syntax.Field
	index int
}

// mentions lists the variables of a sync or guard in the order written. It is
// for reports only: what a name means is decided by binder.
func mentions(d syntax.Decl) []mention {
	m := &mentioner{}
	switch d := d.(type) {
	case *syntax.Sync:
		for _, c := range d.When {
			m.fields(c.Inputs, true)
			m.fields(c.Outputs, true)
		}
		m.lines(d.Where)
		m.calls(d.Then)
	case *syntax.Guard:
		m.fieldList(d.Params, true)
		m.lines(d.Where)
		m.fieldList(d.Results, false)
	}
	return m.list
}

type mentioner struct {
	list  []mention
	call  *syntax.Call
	block *syntax.Block
}

func (m *mentioner) name(id syntax.Ident, binds bool) {
	if id.Name != "" && id.Name != "_" {
		m.list = append(m.list, mention{name: id, call: m.call, block: m.block, binds: binds})
	}
}

func (m *mentioner) calls(calls []*syntax.Call) {
	for _, c := range calls {
		m.fields(c.Inputs, false)
		m.call = c
		m.fields(c.Outputs, true)
		m.call = nil
	}
}

func (m *mentioner) fields(f *syntax.Fields, binds bool) {
	if f != nil {
		m.fieldList(f.List, binds)
	}
}

func (m *mentioner) fieldList(list []*syntax.Field, binds bool) {
	for i, f := range list {
		noted := len(m.list)
		switch v := f.Value.(type) {
		case nil:
			m.name(f.Name, binds)
		case *syntax.Name:
			m.name(v.Ident, binds)
		case *syntax.Record:
			m.fieldList(v.Fields, binds)
		default:
			m.expr(v)
		}
		if _, named := resultName(f); named && len(m.list) > noted {
			m.list[noted].list, m.list[noted].index = list, i
		}
		m.expr(f.Default)
	}
}

func (m *mentioner) orElse(e *syntax.Else) {
	if e != nil {
		m.calls(e.Actions)
	}
}

func (m *mentioner) lines(lines []syntax.Line) {
	for _, l := range lines {
		switch l := l.(type) {
		case *syntax.QueryLine:
			m.fields(l.Call.Inputs, false)
			m.fields(l.Call.Outputs, true)
			m.orElse(l.Else)
		case *syntax.FilterLine:
			m.expr(l.Cond)
			m.orElse(l.Else)
		case *syntax.BlockLine:
			m.inside(l.Block, nil)
			m.orElse(l.Else)
		case *syntax.BindLine:
			m.expr(l.Value)
			m.name(l.Name, true)
			m.orElse(l.Else)
		case *syntax.AggregateLine:
			m.inside(l.Block, l.Results)
			m.expr(l.Default)
			m.orElse(l.Else)
			m.name(l.Name, true)
		case *syntax.ForLine:
			m.expr(l.In)
			m.orElse(l.Else)
			m.name(l.Name, true)
		}
	}
}

func (m *mentioner) inside(block *syntax.Block, results *syntax.Fields) {
	if block == nil {
		return
	}
	outer := m.block
	m.block = block
	m.lines(block.Lines)
	for _, k := range block.OrderBy {
		m.expr(k.Key)
	}
	m.fields(results, false)
	m.block = outer
	m.expr(block.Limit)
}

func (m *mentioner) expr(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Name:
		m.name(e.Ident, false)
	case *syntax.Paren:
		m.expr(e.X)
	case *syntax.Select:
		m.expr(e.X)
	case *syntax.Unary:
		m.expr(e.X)
	case *syntax.Binary:
		m.expr(e.X)
		m.expr(e.Y)
	case *syntax.If:
		m.expr(e.Cond)
		m.expr(e.Then)
		m.expr(e.Else)
	case *syntax.Record:
		m.fieldList(e.Fields, false)
	case *syntax.List:
		m.exprs(e.Items)
	case *syntax.Apply:
		m.exprs(e.Args)
	case *syntax.Text:
		m.exprs(e.Parts)
	}
}

func (m *mentioner) exprs(list []syntax.Expr) {
	for _, e := range list {
		m.expr(e)
	}
}
