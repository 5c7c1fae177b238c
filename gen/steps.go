package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"
)

// progressField is what a flow knows of itself, a runtime.Progress.
const progressField = "progress"

// emitSteps emits the table of the flow's actions, by whose numbers it notes
// what it has taken, and the method that says whether it may take another.
func (fe *flowEmitter) emitSteps() {
	fe.addType(jen.Add(commentf("%s are the actions that the flow may take.", fe.table)).Line().
		Var().Id(fe.table).Op("=").Index().String().ValuesFunc(func(rows *jen.Group) {
		for _, ap := range fe.plan.actions {
			rows.Line().Lit(ap.action.FullName())
		}
		rows.Line()
	}))
	fe.addColdMethod(fe.mayTake, fe.mayTake+" says why the flow may take no further action; nil when it may.",
		[]jen.Code{jen.Id("action").String()}, []jen.Code{jen.Error()}, []jen.Code{
			jen.Return(fe.app1("Continue", jen.Id(receiver).Dot("ctx"), fe.progress(), jen.Id("action"), jen.Id(fe.table))),
		})
}

// progress is a pointer to the flow's progress.
func (fe *flowEmitter) progress() *jen.Statement {
	return jen.Op("&").Id(receiver).Dot(progressField)
}

// take notes that the flow takes an action.
func (fe *flowEmitter) take(ap *actionPlan) *jen.Statement {
	return jen.Id(receiver).Dot(progressField).Dot("Take").Call(jen.Lit(fe.numberOf(ap)))
}

// numberOf is the number of an action in the flow's table.
func (fe *flowEmitter) numberOf(ap *actionPlan) int { return slices.Index(fe.plan.actions, ap) }

// step notes an action, and ends the flow where it has to stop. fail says how
// the function is left.
func (fe *flowEmitter) step(ap *actionPlan, fail func(err jen.Code) jen.Code) jen.Code {
	return fe.stepIf(jen.Op("!").Add(fe.take(ap)), ap, fail)
}

// stepIf is step where it is asked only if a condition holds.
func (fe *flowEmitter) stepIf(asked *jen.Statement, ap *actionPlan, fail func(err jen.Code) jen.Code) jen.Code {
	return jen.If(asked).Block(
		jen.If(jen.Err().Op(":=").Id(receiver).Dot(fe.mayTake).Call(jen.Lit(ap.action.FullName())), jen.Err().Op("!=").Nil()).Block(
			fail(jen.Err()),
		),
	)
}

func returnError(err jen.Code) jen.Code { return jen.Return(err) }
