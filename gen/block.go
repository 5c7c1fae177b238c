package gen

import (
	"slices"
	"strconv"

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
}

// emittedBlock is the method that a block has got. A sync that several records
// can complete has its lines emitted for each of them; the methods of their
// blocks are the same where they take the same parameters.
type emittedBlock struct {
	name   string
	params string
}

func (w *where) method(b *program.Block, name string, results []*program.Arg) *blockMethod {
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
func (m *blockMethod) emit(results []jen.Code, set func(inner *where)) *jen.Statement {
	inner, params, args := m.open()
	if !m.isEmitted(params) {
		set(inner)
		m.outer.flow.addMethod(m.name, "", declare(params), results, inner.lines(m.block.Steps, false))
	}
	return jen.Id(receiver).Dot(m.name).Call(args...)
}

// emitExists adds a method that says whether the block has a row, or, where
// some is false, whether it has none. It stops at the first.
func (m *blockMethod) emitExists(some bool) *jen.Statement {
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
		body = append(body, inner.lines(m.block.Steps, false)...)
		m.outer.flow.addMethod(m.name, "", declare(params), []jen.Code{jen.Bool(), jen.Error()}, body)
	}
	return call.Dot(m.name).Call(args...)
}

// open makes the scope of the method.
func (m *blockMethod) open() (inner *where, params []parameter, args []jen.Code) {
	w := m.outer
	inner = &where{scope: w.child(), flow: w.flow, sync: w.sync, exit: w.exit}
	inner.names.reserve("result", "rows", "i", "j")
	w.flow.bindKept(inner.scope, w.sync)
	for _, v := range m.freeVars() {
		if inner.vars[v] != nil || w.vars[v] == nil {
			continue
		}
		given := w.lookup(v)
		name := inner.names.local(v.Name)
		params = append(params, parameter{name, w.goType(given.of), w.g.key(given.of)})
		args = append(args, given.use())
		inner.bind(v, value{jen.Id(name), given.of})
	}
	return inner, params, args
}

// emitSorted gathers the rows with their sort keys first, then sorts and cuts
// them, and takes what is left into the result.
func (m *blockMethod) emitSorted(results []jen.Code, a *aggregate) *jen.Statement {
	inner, params, args := m.open()
	if m.isEmitted(params) {
		return jen.Id(receiver).Dot(m.name).Call(args...)
	}
	fail := func(err jen.Code) jen.Code { return jen.Return(jen.Id("result"), err) }

	var fields []jen.Code
	if len(a.step.Results) > 0 {
		fields = append(fields, jen.Id("value").Add(inner.goType(a.elem())))
	}
	for i, key := range m.block.OrderBy {
		fields = append(fields, jen.Id(keyField(i)).Add(inner.goType(key.Key.Type())))
	}
	rowType := m.outer.g.scope.take(m.outer.flow.typ + exported(m.name) + "Row")
	m.outer.flow.addType(jen.Type().Id(rowType).Struct(fields...))

	gather := &where{scope: inner.scope, flow: inner.flow, sync: inner.sync, exit: inner.exit}
	gather.miss = jen.Return(jen.Id("rows"), jen.Nil())
	gather.fail = func(err jen.Code) jen.Code { return jen.Return(jen.Nil(), err) }
	gather.leaf = func(loop bool) []jen.Code {
		values := jen.Dict{}
		if len(a.step.Results) > 0 {
			values[jen.Id("value")] = a.row(gather.scope)
		}
		for i, key := range m.block.OrderBy {
			values[jen.Id(keyField(i))] = gather.expr(key.Key)
		}
		code := []jen.Code{jen.Id("rows").Op("=").Append(jen.Id("rows"), jen.Id(rowType).Values(values))}
		if !loop {
			code = append(code, gather.miss)
		}
		return code
	}
	rowsName := m.outer.flow.members.take(m.name + "Rows")
	steps := gather.lines(m.block.Steps, false)
	m.outer.flow.addMethod(rowsName, "", declare(params), []jen.Code{jen.Id("rows").Index().Id(rowType), jen.Err().Error()}, steps)

	body := []jen.Code{
		jen.List(jen.Id("rows"), jen.Err()).Op(":=").Id(receiver).Dot(rowsName).Call(passOn(params)...),
		jen.If(jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
	}
	var header *jen.Statement
	if len(m.block.OrderBy) > 0 {
		places := m.limit(inner, m.order(inner.scope))
		header = jen.For(jen.List(jen.Id("_"), jen.Id("i")).Op(":=").Range().Add(places))
	} else {
		header = jen.For(jen.Id("i").Op(":=").Range().Add(m.limit(inner, jen.Id("rows"))))
	}
	row := jen.Id("rows").Index(jen.Id("i")).Dot("value")
	if len(a.step.Results) == 0 {
		header = jen.For(jen.Range().Add(m.limit(inner, jen.Id("rows"))))
	}
	miss := jen.Return(jen.Id("result"), jen.Nil())
	body = append(body, header.Block(a.leave(a.add(inner.scope, row), true, miss)...), miss)
	m.outer.flow.addMethod(m.name, "", declare(params), results, body)
	return jen.Id(receiver).Dot(m.name).Call(args...)
}

func keyField(i int) string { return "key" + strconv.Itoa(i+1) }

// limit is the part of a list that the block's limit leaves.
func (m *blockMethod) limit(inner *where, list *jen.Statement) *jen.Statement {
	if m.block.Limit == nil {
		return list
	}
	return jen.Qual(runtimePath, "Limit").Call(list, inner.exprAs(m.block.Limit, types.Integer))
}

// order is the places of the rows, sorted.
func (m *blockMethod) order(s *scope) *jen.Statement {
	row := func(place string, key int) *jen.Statement {
		return jen.Id("rows").Index(jen.Id(place)).Dot(keyField(key))
	}
	var keys []jen.Code
	for k, key := range m.block.OrderBy {
		i, j := "i", "j"
		if key.Desc {
			i, j = j, i
		}
		keys = append(keys, s.comparison(row(i, k), row(j, k), key.Key.Type()))
	}
	result := keys[0]
	if len(keys) > 1 {
		result = jen.Qual("cmp", "Or").Call(keys...)
	}
	return jen.Qual(runtimePath, "Order").Call(jen.Len(jen.Id("rows")), jen.Func().Params(jen.List(jen.Id("i"), jen.Id("j")).Int()).Int().Block(
		jen.Return(result),
	))
}

// freeVars lists the variables that the block and its results use, in the order
// of their first use. It may list some that the block binds itself.
func (m *blockMethod) freeVars() []*program.Var {
	var vars []*program.Var
	add := func(v *program.Var) {
		if !slices.Contains(vars, v) {
			vars = append(vars, v)
		}
	}
	v := program.Visitor{
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
	}
	v.Block(m.block)
	v.Args(m.results)
	return vars
}
