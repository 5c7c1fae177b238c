package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// loop is the body of an action that causes itself: each round is a call. How
// many there were is how deep the flow has gone.
func (fe *flowEmitter) loop(ap *actionPlan, body []jen.Code) jen.Code {
	depth := jen.Id("depth")
	tooDeep := jen.If(depth.Clone().Op(">").Add(fe.app1("MaxDepth"))).Block(
		jen.Return(fe.app1("TooDeep", jen.Lit(ap.action.FullName()), fe.progress(), jen.Id(fe.table))),
	)
	return jen.For(depth.Clone().Op(":=").Lit(1), jen.Empty(), depth.Clone().Op("++")).Block(append([]jen.Code{tooDeep}, body...)...)
}

// loopResults are the results of a sync that a looping action completes: the
// input of the next round, and whether there is one.
func (fe *flowEmitter) loopResults(ap *actionPlan) []jen.Code {
	results := []jen.Code{jen.Bool(), jen.Error()}
	if input := fe.inputType(ap); input != nil {
		results = append([]jen.Code{input}, results...)
	}
	return results
}

// inputType is what an action's method takes; nil when it takes nothing.
func (fe *flowEmitter) inputType(ap *actionPlan) *jen.Statement {
	layout := fe.layoutOf(ap)
	if layout.input == "" {
		return nil
	}
	return jen.Qual(layout.concept.path, layout.input)
}

// leaveLoop returns without a next round.
func (fe *flowEmitter) leaveLoop(ap *actionPlan, err jen.Code) jen.Code {
	if input := fe.inputType(ap); input != nil {
		return jen.Return(input.Values(), jen.False(), err)
	}
	return jen.Return(jen.False(), err)
}

// repeat returns with the input of the next round.
func (fe *flowEmitter) repeat(s *scope, call *program.Invocation) jen.Code {
	return jen.Return(append(fe.inputs(s, call), jen.True(), jen.Nil())...)
}

// nextRound asks the sync that an outcome completes whether there is another
// round. Its last statement goes on with it.
func (fe *flowEmitter) nextRound(ap *actionPlan, t *trigger, call *jen.Statement, passed func(*jen.Statement) *jen.Statement) []jen.Code {
	results := []jen.Code{jen.Id("again"), jen.Err()}
	var carry []jen.Code
	if fe.inputType(ap) != nil {
		results = append([]jen.Code{jen.Id("next")}, results...)
		carry = append(carry, jen.Id("in").Op("=").Id("next"))
	}
	code := []jen.Code{
		jen.List(results...).Op(":=").Add(call),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(passed(jen.Err()))),
		jen.If(jen.Op("!").Id("again")).Block(jen.Return(jen.Nil())),
		fe.app1("Fired", fe.syncID(t.sync.sync)),
	}
	return append(append(code, carry...), jen.Continue())
}
