package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// asked is a line that is asked once for all frames of a list: a batch query,
// or a block that has one.
type asked struct {
	step   program.Step
	inputs string         // the variable of a query's inputs
	list   string         // the variable of what is given: one for each frame
	call   *jen.Statement // of the method of a block
	elem   *aggregate     // what a block comes to, where it binds a variable
}

// asksBatch reports whether a line is a batch query, or a block with one.
func asksBatch(step program.Step) bool {
	switch step := step.(type) {
	case *program.QueryStep:
		return step.Query.Batch
	case *program.ExistsStep:
		return slices.ContainsFunc(step.Block.Steps, asksBatch)
	case *program.AggregateStep:
		return slices.ContainsFunc(step.Block.Steps, asksBatch)
	}
	return false
}

// newAsked names what a group of lines is asked with.
func (w *where) newAsked(steps []program.Step) []*asked {
	group := make([]*asked, len(steps))
	for i, step := range steps {
		one := &asked{step: step}
		if query, ok := step.(*program.QueryStep); ok {
			name := unexported(query.Query.Name)
			one.inputs, one.list = w.names.take("inputs", name+"Inputs"), w.rowsName(query)
		}
		group[i] = one
	}
	return group
}

// openBlock has the method of a block emitted, for all frames of a list.
func (w *where) openBlock(one *asked, of *frames) {
	switch step := one.step.(type) {
	case *program.ExistsStep:
		m := w.existsMethod(step)
		m.of = of
		one.call = m.emitExists(true)
		one.list = w.names.take("some", "some"+exported(m.name))
	case *program.AggregateStep:
		one.elem = w.newAggregate(step)
		one.elem.method.of = of
		one.call = one.elem.emit()
		one.list = w.names.take(unexported(step.Var.Name)+"Of", unexported(step.Var.Name)+"List")
	}
}

// ask asks for all frames at once.
func (w *where) ask(one *asked) []jen.Code {
	if query, ok := one.step.(*program.QueryStep); ok {
		return w.askBatch(query, one.list, jen.Id(one.inputs), jen.Len(jen.Id(one.inputs)))
	}
	return []jen.Code{jen.List(jen.Id(one.list), jen.Err()).Op(":=").Add(one.call), w.ifFailed()}
}

// results emits what a list of asked lines makes of one frame, the one of a
// number, and then the body.
func (w *where) results(list []*asked, number func() *jen.Statement, body func() []jen.Code) []jen.Code {
	if len(list) == 0 {
		return body()
	}
	one := list[0]
	rest := func(bool) []jen.Code { return w.results(list[1:], number, body) }
	result := func() *jen.Statement { return jen.Id(one.list).Index(number()) }
	switch step := one.step.(type) {
	case *program.QueryStep:
		return w.batchResult(step, result, true, rest)
	case *program.ExistsStep:
		return w.kept(step, result(), true, rest)
	case *program.AggregateStep:
		return w.come(one.elem, result(), rest)
	}
	panic("unknown line")
}
