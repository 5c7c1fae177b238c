package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// exists is `some { … }` or `none { … }`: a method of the flow that stops at
// the block's first row.
func (w *where) exists(step *program.ExistsStep, loop bool, rest func(bool) []jen.Code) []jen.Code {
	m := w.method(step.Block, "has"+exported(blockName(step.Block)), nil)
	call := m.emitExists(true)
	name := w.names.take("some", "some"+exported(m.name))
	cond := jen.Op("!").Id(name)
	if step.Negated {
		cond = jen.Id(name)
	}
	code := []jen.Code{jen.List(jen.Id(name), jen.Err()).Op(":=").Add(call), w.ifFailed()}
	code = append(code, w.unless(cond, step.Else, loop)...)
	return append(code, rest(loop)...)
}

// ifFailed returns an error that a method of the flow has made.
func (w *where) ifFailed() jen.Code {
	return jen.If(jen.Err().Op("!=").Nil()).Block(w.fail(jen.Err()))
}

// blockName names a block after its first query.
func blockName(b *program.Block) string {
	for _, step := range b.Steps {
		if q, ok := step.(*program.QueryStep); ok {
			return q.Query.FullName()
		}
	}
	return "rows"
}

// aggregate is `name = collect (…) { … }` and its relatives: a method of the
// flow that returns what the rows come to.
func (w *where) aggregate(step *program.AggregateStep, loop bool, rest func(bool) []jen.Code) []jen.Code {
	m := w.method(step.Block, unexported(step.Var.Name)+"Of"+exported(w.sync.Name), step.Results)
	a := &aggregate{step: step, method: m}
	if step.Kind == syntax.Some || step.Kind == syntax.None {
		return w.bound(step.Var, types.Flag, m.emitExists(step.Kind == syntax.Some), loop, rest)
	}
	optional := step.Kind == syntax.First || step.Kind == syntax.Min || step.Kind == syntax.Max
	call := a.emit(optional)
	if !optional {
		return w.bound(step.Var, a.of(), call, loop, rest)
	}
	name := w.names.local(step.Var.Name)
	code := []jen.Code{jen.List(jen.Id(name), jen.Err()).Op(":=").Add(call), w.ifFailed()}
	elem := a.elem()
	result := value{jen.Id(name), &types.Optional{Elem: elem}}
	switch {
	case step.Default != nil && hasEffect(step.Default):
		// Evaluated here, where the rule says, and not wherever it is used.
		given := w.names.take(name+"Given", name+"Value")
		code = append(code, jen.Id(given).Op(":=").Add(w.orElse(result, step.Default, step.Var.Type)))
		result = value{jen.Id(given), step.Var.Type}
	case step.Default != nil:
		result = value{w.orElse(result, step.Default, step.Var.Type), step.Var.Type}
	case step.Else != nil:
		code = append(code, w.unless(jen.Op("!").Id(name).Dot("Present"), step.Else, loop)...)
		result = value{jen.Id(name).Dot("Value"), elem}
	}
	bound := w.bind(step.Var, result)
	inner := rest(loop)
	if !bound.used && step.Else == nil {
		code = append(code, jen.Id("_").Op("=").Add(result.use()))
	}
	return append(code, inner...)
}

// bound binds a variable to what a method of the flow returns.
func (w *where) bound(v *program.Var, of types.Type, call *jen.Statement, loop bool, rest func(bool) []jen.Code) []jen.Code {
	name := w.names.local(v.Name)
	bound := w.bind(v, value{jen.Id(name), of})
	inner := rest(loop)
	if !bound.used {
		return append([]jen.Code{jen.If(jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(w.fail(jen.Err()))}, inner...)
	}
	return append([]jen.Code{jen.List(jen.Id(name), jen.Err()).Op(":=").Add(call), w.ifFailed()}, inner...)
}

// aggregate emits the method of one aggregate.
type aggregate struct {
	step   *program.AggregateStep
	method *blockMethod
}

// elem is the type of what one row gives.
func (a *aggregate) elem() types.Type {
	switch len(a.step.Results) {
	case 0:
		return types.Integer
	case 1:
		return a.step.Results[0].Value.Type()
	}
	record := &types.Record{}
	for _, r := range a.step.Results {
		record.Fields = append(record.Fields, types.Field{Name: r.Name, Type: r.Value.Type()})
	}
	return record
}

// of is the type of the aggregate.
func (a *aggregate) of() types.Type {
	switch a.step.Kind {
	case syntax.Collect:
		return &types.List{Elem: a.elem()}
	case syntax.Count:
		return types.Integer
	}
	return a.elem()
}

// row is the Go expression of what one row gives.
func (a *aggregate) row(s *scope) *jen.Statement {
	if len(a.step.Results) == 1 {
		return s.expr(a.step.Results[0].Value)
	}
	record := a.elem().(*types.Record)
	var values []fieldValue
	for i, r := range a.step.Results {
		values = append(values, fieldValue{recordFields(record)[i], s.expr(r.Value)})
	}
	return composite(s.goType(record), values)
}

func (a *aggregate) emit(optional bool) *jen.Statement {
	var result jen.Code
	if optional {
		result = a.method.outer.goType(&types.Optional{Elem: a.elem()})
	} else {
		result = a.method.outer.goType(a.of())
	}
	results := []jen.Code{jen.Id("result").Add(result), jen.Err().Error()}
	if a.step.Block.OrderBy != nil || a.step.Block.Limit != nil {
		return a.method.emitSorted(results, a)
	}
	return a.method.emit(results, func(inner *where) {
		inner.miss = jen.Return(jen.Id("result"), jen.Nil())
		inner.fail = func(err jen.Code) jen.Code { return jen.Return(jen.Id("result"), err) }
		inner.leaf = func(loop bool) []jen.Code {
			if a.step.Kind == syntax.Count {
				return a.leave(a.add(inner.scope, nil), loop, inner.miss)
			}
			return a.leave(a.add(inner.scope, a.row(inner.scope)), loop, inner.miss)
		}
	})
}

// leave ends a row: `first` needs no other.
func (a *aggregate) leave(code []jen.Code, loop bool, miss jen.Code) []jen.Code {
	if !loop || a.step.Kind == syntax.First {
		return append(code, miss)
	}
	return code
}

// add takes one row into the result.
func (a *aggregate) add(s *scope, row *jen.Statement) []jen.Code {
	result := jen.Id("result")
	switch a.step.Kind {
	case syntax.Collect:
		return []jen.Code{result.Clone().Op("=").Append(result.Clone(), row)}
	case syntax.Count:
		return []jen.Code{result.Clone().Op("++")}
	case syntax.Sum:
		return []jen.Code{result.Clone().Op("+=").Add(row)}
	case syntax.First:
		return []jen.Code{result.Clone().Op("=").Add(s.g.some(row, resolved(a.elem())))}
	}
	order := "<"
	if a.step.Kind == syntax.Max {
		order = ">"
	}
	name := s.names.take("value", "candidate")
	better := s.comparison(jen.Id(name), result.Clone().Dot("Value"), a.elem()).Op(order).Lit(0)
	return []jen.Code{
		jen.Id(name).Op(":=").Add(row),
		jen.If(jen.Op("!").Add(result.Clone().Dot("Present")).Op("||").Add(better)).Block(
			result.Clone().Op("=").Add(s.g.some(jen.Id(name), resolved(a.elem()))),
		),
	}
}
