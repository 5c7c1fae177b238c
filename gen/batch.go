package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// batchOfOne asks a batch query for one frame alone.
func (w *where) batchOfOne(step *program.QueryStep, loop bool, rest func(bool) []jen.Code) []jen.Code {
	input := jen.Index().Add(w.batchInput(step)).Values(composite(jen.Null(), w.flow.queryInput(w.scope, step)))
	results := w.rowsName(step)
	ask := w.askBatch(step, results, input, jen.Lit(1))
	first := func() *jen.Statement { return jen.Id(results).Index(jen.Lit(0)) }
	return append(ask, w.batchResult(step, first, loop, rest)...)
}

// batchInput is the type of what a batch query takes for each result.
func (w *where) batchInput(step *program.QueryStep) *jen.Statement {
	layout := w.g.queries[step.Query]
	return jen.Qual(layout.concept.path, layout.input)
}

// askBatch asks a batch query, and leaves the function unless it gives a result
// for each input.
func (w *where) askBatch(step *program.QueryStep, results string, inputs, n jen.Code) []jen.Code {
	layout := w.g.queries[step.Query]
	call := jen.Id(receiver).Dot("app").Dot(layout.concept.field).Dot(layout.method).Call(jen.Id(receiver).Dot("ctx"), inputs)
	wrong := jen.Qual(runtimePath, "Batched").Call(jen.Lit(step.Query.FullName()), n, jen.Len(jen.Id(results)), jen.Err())
	return []jen.Code{
		jen.List(jen.Id(results), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("=").Add(wrong), jen.Err().Op("!=").Nil()).Block(w.fail(jen.Err())),
	}
}

// batchResult is what one result of a batch query makes of its frame.
func (w *where) batchResult(step *program.QueryStep, result func() *jen.Statement, loop bool, rest func(bool) []jen.Code) []jen.Code {
	if step.Query.Cardinality == syntax.Many {
		return w.rows(step, result(), loop, rest)
	}
	return w.row(step, loop, rest, func(names []jen.Code, used bool) []jen.Code {
		switch {
		case step.Query.Cardinality == syntax.Optional:
			return []jen.Code{jen.List(names...).Op(":=").Add(result()).Dot("Get").Call()}
		case used:
			return []jen.Code{jen.List(names...).Op(":=").Add(result())}
		}
		return nil
	})
}
