package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// blockMethod is the method of a flow that runs the lines of a block. A method
// of its own can stop early, and keeps the rule's function short.
type blockMethod struct {
	outer   *where
	name    string
	block   *program.Block
	results []*program.Arg // what each row gives
	// of are the frames that the block is evaluated for, all at once; nil where
	// it is evaluated for one.
	of *frames
}

// emittedBlock is the method that a block has got. A sync that several records
// can complete has its lines emitted for each of them; the methods of their
// blocks are the same where they take the same parameters.
type emittedBlock struct {
	name   string
	params string
}

func (w *where) blockMethod(b *program.Block, name string, results []*program.Arg) *blockMethod {
	return &blockMethod{outer: w, name: unexported(name), block: b, results: results}
}

// isEmitted looks for the block's method. If there is none yet, the method gets
// its name.
func (m *blockMethod) isEmitted(params []parameter) bool {
	key := ""
	for _, p := range params {
		key += p.name + " " + p.key + ", "
	}
	flow := m.outer.flow
	for _, known := range flow.blocks[m.block] {
		if known.params == key {
			m.name = known.name
			return true
		}
	}
	m.name = flow.members.take(m.name)
	flow.blocks[m.block] = append(flow.blocks[m.block], emittedBlock{m.name, key})
	return false
}

// parameter is a parameter of an emitted method.
type parameter struct {
	name string
	of   *jen.Statement
	key  string // of its Go type
}

func declare(params []parameter) []jen.Code {
	list := make([]jen.Code, len(params))
	for i, p := range params {
		list[i] = jen.Id(p.name).Add(p.of.Clone())
	}
	return list
}

func passOn(params []parameter) []jen.Code {
	list := make([]jen.Code, len(params))
	for i, p := range params {
		list[i] = jen.Id(p.name)
	}
	return list
}

// emit adds the method to the flow and returns its call. The variables that the
// block takes from outside are its parameters.
func (m *blockMethod) emit(results []jen.Code, result *jen.Statement, set func(inner *where)) *jen.Statement {
	inner, params, args := m.open()
	if !m.isEmitted(params) {
		set(inner)
		var begin []jen.Code
		if m.of != nil {
			begin = append(begin, jen.Id("result").Op("=").Make(result, jen.Len(jen.Id(inner.from.list))))
		}
		m.outer.flow.addMethod(m.name, "", declare(params), results, append(begin, inner.stages(m.block.Steps, inner.from)...))
	}
	return jen.Id(receiver).Dot(m.name).Call(args...)
}

// emitExists adds a method that says whether the block has a row, or, where
// some is false, whether it has none. It stops at the first.
func (m *blockMethod) emitExists(some bool) *jen.Statement {
	if m.of != nil {
		return m.emitExistsOfEach()
	}
	inner, params, args := m.open()
	call := jen.Id(receiver)
	if !m.isEmitted(params) {
		inner.leaf = func(bool) []jen.Code { return []jen.Code{jen.Return(jen.Lit(some), jen.Nil())} }
		inner.miss = jen.Return(jen.Lit(!some), jen.Nil())
		inner.fail = func(err jen.Code) jen.Code { return jen.Return(jen.False(), err) }
		var body []jen.Code
		if m.block.Limit != nil {
			body = append(body, jen.If(inner.exprAs(m.block.Limit, types.Integer).Op("<=").Lit(0)).Block(inner.miss))
		}
		body = append(body, inner.stages(m.block.Steps, nil)...)
		m.outer.flow.addMethod(m.name, "", declare(params), []jen.Code{jen.Bool(), jen.Error()}, body)
	}
	return call.Dot(m.name).Call(args...)
}

// emitExistsOfEach adds a method that says of each frame whether the block has a
// row.
func (m *blockMethod) emitExistsOfEach() *jen.Statement {
	result := jen.Index().Bool()
	results := []jen.Code{jen.Id("result").Add(result), jen.Err().Error()}
	return m.emit(results, result, func(inner *where) {
		inner.miss = jen.Return(jen.Id("result"), jen.Nil())
		inner.fail = func(err jen.Code) jen.Code { return jen.Return(jen.Id("result"), err) }
		inner.leaf = func(bool) []jen.Code {
			set := inner.target("result").Op("=").True()
			if m.block.Limit != nil {
				return []jen.Code{jen.If(inner.exprAs(m.block.Limit, types.Integer).Op(">").Lit(0)).Block(set)}
			}
			return []jen.Code{set}
		}
	})
}

// open makes the scope of the method.
func (m *blockMethod) open() (inner *where, params []parameter, args []jen.Code) {
	w := m.outer
	inner = &where{scope: w.child(), flow: w.flow, sync: w.sync, exit: w.exit, method: m}
	inner.names.reserve("result", "rows", "i", "j")
	w.flow.bindKept(inner.scope, w.sync)
	if m.of != nil {
		inner.from = &frames{list: inner.names.take("frames"), typ: m.of.typ, fields: m.of.fields, given: true}
		params = append(params, parameter{inner.from.list, jen.Index().Id(m.of.typ), m.of.typ})
		args = append(args, jen.Id(m.of.list))
		inner.place = func() *jen.Statement { return jen.Null() } // until a loop says which
	}
	for _, v := range m.mentioned(m.block.Steps) {
		if inner.vars[v] != nil || w.vars[v] == nil || m.of != nil && m.of.has(v) {
			continue
		}
		given := w.lookup(v)
		name := inner.names.local(v.Name)
		params = append(params, parameter{name, w.goType(given.of), w.g.key(given.of)})
		args = append(args, given.use())
		inner.bind(v, value{jen.Id(name), given.of})
	}
	inner.fixed = inner.known()
	return inner, params, args
}

// mentioned lists the variables that lines of the block, its end and its results
// use, in the order of their first use. It may list some that the block binds
// itself.
func (m *blockMethod) mentioned(steps []program.Step) []*program.Var {
	return variables(func(v program.Visitor) {
		v.Block(&program.Block{Steps: steps, OrderBy: m.block.OrderBy, Limit: m.block.Limit})
		v.Args(m.results)
	})
}

// variables lists those of what is visited, in the order of their first use.
func variables(visit func(program.Visitor)) []*program.Var {
	var vars []*program.Var
	add := func(v *program.Var) {
		if !slices.Contains(vars, v) {
			vars = append(vars, v)
		}
	}
	visit(program.Visitor{
		Match: func(match *program.Match) {
			if match.Var != nil {
				add(match.Var)
			}
		},
		Expr: func(e program.Expr) {
			if ref, ok := e.(*program.Ref); ok {
				add(ref.Var)
			}
		},
	})
	return vars
}
