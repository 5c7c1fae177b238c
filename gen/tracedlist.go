package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// tracedList is a record that is a list: the rows of a query, or what goes into
// and comes out of a batch query. A generic type would be compiled again in
// each package of flows.
type tracedList struct {
	all, one string         // what emitted code calls the list and one of its items
	item     *jen.Statement // the type of an item
	show     jen.Code       // appends the item to b
}

// list has the type of a list emitted and returns it.
func (m *tracedMethod) list(g *emitter, name string, of tracedList) *jen.Statement {
	name = g.scope.take(name)
	m.lists = append(m.lists, jen.Type().Id(name).Index().Add(of.item.Clone()).Line().Line().
		Func().Params(jen.Id(of.all).Id(name)).Id("AppendTrace").Params(jen.Id("b").Index().Byte()).Index().Byte().
		Block(jen.Return(of.shown())).Line())
	return jen.Id(name)
}

// shown appends the list to b.
func (l tracedList) shown() *jen.Statement {
	return jen.Qual(runtimePath, "AppendTraceList").Call(jen.Id("b"), jen.Id(l.all), shows(l.one, l.item, l.show))
}

// shows is the function that appends one item to b.
func shows(one string, item *jen.Statement, show jen.Code) *jen.Statement {
	return jen.Func().Params(jen.Id("b").Index().Byte(), jen.Id(one).Add(item.Clone())).Index().Byte().Block(jen.Return(show))
}

// showRecord appends an emitted record to b.
func showRecord(name string) *jen.Statement {
	return jen.Id(name).Dot("AppendTrace").Call(jen.Id("b"))
}

// showResult appends one result of a batch query to b.
func showResult(name string, ql *queryLayout) *jen.Statement {
	row := jen.Qual(ql.concept.path, ql.row)
	switch ql.query.Cardinality {
	case syntax.One:
		return showRecord(name)
	case syntax.Optional:
		return jen.Qual(runtimePath, "AppendTraceOptional").Call(jen.Id("b"), jen.Id(name), shows("row", row, showRecord("row")))
	}
	return tracedList{name, "row", row, showRecord("row")}.shown()
}
