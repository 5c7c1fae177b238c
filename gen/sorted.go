package gen

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// emitSorted gathers the rows with their sort keys first, then sorts and cuts
// them, and takes what is left into the result.
func (m *blockMethod) emitSorted(results []jen.Code, a *aggregate) *jen.Statement {
	inner, params, args := m.open()
	if m.isEmitted(params) {
		return jen.Id(receiver).Dot(m.name).Call(args...)
	}
	rowType := m.emitRowType(inner.scope, a)
	rowsName := m.outer.flow.members.take(m.name + "Rows")
	gather := *inner
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
		rows := gather.target("rows")
		code := []jen.Code{rows.Clone().Op("=").Append(rows, jen.Id(rowType).Values(values))}
		if !loop {
			code = append(code, gather.miss)
		}
		return code
	}
	rows, begin := jen.Index().Id(rowType), []jen.Code(nil)
	if m.of != nil {
		rows = jen.Index().Add(rows)
		begin = append(begin, jen.Id("rows").Op("=").Make(rows.Clone(), jen.Len(jen.Id(inner.from.list))))
	}
	steps := append(begin, gather.stages(m.block.Steps, inner.from)...)
	m.outer.flow.addMethod(rowsName, "", declare(params), []jen.Code{jen.Id("rows").Add(rows), jen.Err().Error()}, steps)
	m.outer.flow.addMethod(m.name, "", declare(params), results, m.sorted(inner, a, rowsName, params))
	return jen.Id(receiver).Dot(m.name).Call(args...)
}

// emitRowType emits the type of a row that is to be sorted.
func (m *blockMethod) emitRowType(s *scope, a *aggregate) string {
	var fields []jen.Code
	if len(a.step.Results) > 0 {
		fields = append(fields, jen.Id("value").Add(s.goType(a.elem())))
	}
	for i, key := range m.block.OrderBy {
		fields = append(fields, jen.Id(keyField(i)).Add(s.goType(key.Key.Type())))
	}
	rowType := m.outer.g.scope.take(m.outer.flow.typ + exported(m.name) + "Row")
	m.outer.flow.addType(jen.Type().Id(rowType).Struct(fields...))
	return rowType
}

// sorted is the body of the method that sorts and cuts what another one has
// gathered: all rows, or those of each frame.
func (m *blockMethod) sorted(inner *where, a *aggregate, rowsName string, params []parameter) []jen.Code {
	call := jen.Id(receiver).Dot(rowsName).Call(passOn(params)...)
	failed := jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Id("result"), jen.Err()))
	done := jen.Return(jen.Id("result"), jen.Nil())
	if m.of == nil {
		code := []jen.Code{jen.List(jen.Id("rows"), jen.Err()).Op(":=").Add(call), failed}
		return append(code, m.inOrder(inner, a, done), done)
	}
	all := inner.names.take("all", "allRows")
	n, _ := inner.nameLoops()
	inner.place = func() *jen.Statement { return jen.Id(n) }
	inner.from.bind(inner.scope, jen.Id(inner.from.list).Index(jen.Id(n)))
	return []jen.Code{
		jen.List(jen.Id(all), jen.Err()).Op(":=").Add(call), failed,
		jen.Id("result").Op("=").Make(a.resultType(), jen.Len(jen.Id(inner.from.list))),
		jen.For(jen.List(jen.Id(n), jen.Id("rows")).Op(":=").Range().Id(all)).Block(m.inOrder(inner, a, jen.Break())),
		done,
	}
}

// inOrder is the loop that takes rows into the result. enough leaves it.
func (m *blockMethod) inOrder(inner *where, a *aggregate, enough jen.Code) jen.Code {
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
	code := a.add(inner.scope, row)
	if a.step.Kind == syntax.First {
		code = append(code, enough)
	}
	return header.Block(code...)
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
