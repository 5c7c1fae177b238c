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
	m := w.existsMethod(step)
	call := m.emitExists(true)
	name := w.names.take("some", "some"+exported(m.name))
	code := []jen.Code{jen.List(jen.Id(name), jen.Err()).Op(":=").Add(call), w.ifFailed()}
	return append(code, w.kept(step, jen.Id(name), loop, rest)...)
}

func (w *where) existsMethod(step *program.ExistsStep) *blockMethod {
	return w.blockMethod(step.Block, "has"+exported(blockName(step.Block)), nil)
}

// kept keeps the frame or ends it, by whether the block has a row.
func (w *where) kept(step *program.ExistsStep, some *jen.Statement, loop bool, rest func(bool) []jen.Code) []jen.Code {
	if !step.Negated {
		some = jen.Op("!").Add(some)
	}
	return append(w.unless(some, step.Else, loop), rest(loop)...)
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
	a := w.newAggregate(step)
	call := a.emit()
	if !a.mayBeAbsent() {
		return w.bound(step.Var, a.of(), call, loop, rest)
	}
	name := w.names.local(step.Var.Name)
	code := []jen.Code{jen.List(jen.Id(name), jen.Err()).Op(":=").Add(call), w.ifFailed()}
	return append(code, w.perhaps(a, name, jen.Id(name), loop, rest)...)
}

// perhaps binds the variable of an aggregate that may come to nothing.
func (w *where) perhaps(a *aggregate, name string, come *jen.Statement, loop bool, rest func(bool) []jen.Code) []jen.Code {
	step, elem := a.step, a.elem()
	result := value{come, &types.Optional{Elem: elem}}
	var code []jen.Code
	switch {
	case step.Default != nil && hasEffect(step.Default):
		// Evaluated here, where the rule says, and not wherever it is used.
		given := w.names.take(name+"Given", name+"Value")
		code = append(code, jen.Id(given).Op(":=").Add(w.orElse(result, step.Default, step.Var.Type)))
		result = value{jen.Id(given), step.Var.Type}
	case step.Default != nil:
		result = value{w.orElse(result, step.Default, step.Var.Type), step.Var.Type}
	case step.Else != nil:
		code = append(code, w.unless(jen.Op("!").Add(come.Clone()).Dot("Present"), step.Else, loop)...)
		result = value{come.Clone().Dot("Value"), elem}
	}
	bound := w.bind(step.Var, result)
	inner := rest(loop)
	if !bound.used && step.Else == nil {
		code = append(code, jen.Id("_").Op("=").Add(result.use()))
	}
	return append(code, inner...)
}

// come binds the variable of an aggregate to what it has come to for one frame.
func (w *where) come(a *aggregate, result *jen.Statement, rest func(bool) []jen.Code) []jen.Code {
	if a.mayBeAbsent() {
		return w.perhaps(a, unexported(a.step.Var.Name), result, true, rest)
	}
	if a.step.Kind == syntax.None {
		result = jen.Op("!").Add(result)
	}
	bound := w.bind(a.step.Var, value{result, a.of()})
	inner := rest(true)
	if !bound.used {
		inner = append([]jen.Code{jen.Id("_").Op("=").Add(result.Clone())}, inner...)
	}
	return inner
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

func (w *where) newAggregate(step *program.AggregateStep) *aggregate {
	name := unexported(step.Var.Name) + "Of" + exported(w.sync.Name)
	return &aggregate{step: step, method: w.blockMethod(step.Block, name, step.Results)}
}

// mayBeAbsent reports whether the aggregate comes to nothing without a row.
func (a *aggregate) mayBeAbsent() bool {
	return a.step.Kind == syntax.First || a.step.Kind == syntax.Min || a.step.Kind == syntax.Max
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
	case syntax.Some, syntax.None:
		return types.Flag
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

// resultType is the Go type of what the aggregate's method returns.
func (a *aggregate) resultType() *jen.Statement {
	of := a.of()
	if a.mayBeAbsent() {
		of = &types.Optional{Elem: of}
	}
	typ := a.method.outer.goType(of)
	if a.method.of != nil {
		return jen.Index().Add(typ)
	}
	return typ
}

func (a *aggregate) emit() *jen.Statement {
	if a.step.Kind == syntax.Some || a.step.Kind == syntax.None {
		return a.method.emitExists(a.step.Kind == syntax.Some)
	}
	results := []jen.Code{jen.Id("result").Add(a.resultType()), jen.Err().Error()}
	if a.step.Block.OrderBy != nil || a.step.Block.Limit != nil {
		return a.method.emitSorted(results, a)
	}
	return a.method.emit(results, a.resultType(), func(inner *where) {
		inner.miss = jen.Return(jen.Id("result"), jen.Nil())
		inner.fail = func(err jen.Code) jen.Code { return jen.Return(jen.Id("result"), err) }
		inner.leaf = func(loop bool) []jen.Code {
			if a.step.Kind == syntax.Count {
				return a.leave(inner.scope, a.add(inner.scope, nil), loop, inner.miss)
			}
			return a.leave(inner.scope, a.add(inner.scope, a.row(inner.scope)), loop, inner.miss)
		}
	})
}

// leave ends a row: `first` needs no other, unless other frames do.
func (a *aggregate) leave(s *scope, code []jen.Code, loop bool, miss jen.Code) []jen.Code {
	if !loop || a.step.Kind == syntax.First && s.place == nil {
		return append(code, miss)
	}
	return code
}

// add takes one row into the result.
func (a *aggregate) add(s *scope, row *jen.Statement) []jen.Code {
	result := s.target("result")
	switch a.step.Kind {
	case syntax.Collect:
		return []jen.Code{result.Clone().Op("=").Append(result.Clone(), row)}
	case syntax.Count:
		return []jen.Code{result.Clone().Op("++")}
	case syntax.Sum:
		return []jen.Code{result.Clone().Op("+=").Add(row)}
	case syntax.First:
		set := result.Clone().Op("=").Add(s.g.some(row, resolved(a.elem())))
		if s.place != nil {
			return []jen.Code{jen.If(jen.Op("!").Add(result.Clone()).Dot("Present")).Block(set)}
		}
		return []jen.Code{set}
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
