package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// todoField is the flow's list of things to do, the next one last; depthField
// is how many of them are each other's cause.
const (
	todoField  = "todo"
	depthField = "depth"
)

// taskEmitter emits the list of things to do of a flow: actions that have been
// decided and wait for others to run to their end. It takes the place of the
// Go stack, so a cascade needs no more memory than what is waiting.
type taskEmitter struct {
	*flowEmitter
	typ     string
	actions []*actionPlan // those that are put on the list
	turns   bool          // the order of what is on the list has to be turned somewhere
}

// number is the number of an action in the flow's table. Actions that it is
// asked for are ones that the list can hold.
func (te *taskEmitter) number(ap *actionPlan) int {
	if !slices.Contains(te.actions, ap) {
		te.actions = append(te.actions, ap)
	}
	return te.numberOf(ap)
}

func (te *taskEmitter) field(ap *actionPlan, param string) string {
	return te.calls[ap].name + exported(param)
}

// push puts a call on the list.
func (te *taskEmitter) push(s *scope, call *program.Invocation, cause jen.Code) []jen.Code {
	ap := te.plan.byName[call.Action]
	decided := jen.Id(receiver).Dot("decided").Call(jen.Lit(te.number(ap)), cause)
	params, inputs := te.params(ap), te.inputs(s, call)
	switch len(inputs) {
	case 0:
		return []jen.Code{decided}
	case 1:
		return []jen.Code{decided.Dot(te.field(ap, params[0].name)).Op("=").Add(inputs[0])}
	}
	task := s.names.take("task")
	code := []jen.Code{jen.Id(task).Op(":=").Add(decided)}
	for i, input := range inputs {
		code = append(code, jen.Id(task).Dot(te.field(ap, params[i].name)).Op("=").Add(input))
	}
	return code
}

// turn turns the order of what is on the list from start on, so that what was
// decided first is done first.
func (te *taskEmitter) turn(start *jen.Statement) jen.Code {
	te.turns = true
	return jen.Id(receiver).Dot("turn").Call(start)
}

// pushesSeveral reports whether more than one thing may be put on the list by
// the syncs that one record completes, so that their order has to be turned.
func (fe *flowEmitter) pushesSeveral(triggers []*trigger) bool {
	return len(triggers) > 1 || triggers[0].searches() || triggers[0].sync.hasSeveralCalls()
}

// emit adds the methods of the actions that are only ever put on the list, the
// list's type, its field and the method that works it off.
func (te *taskEmitter) emit() {
	if te.actions == nil {
		return
	}
	for _, ap := range te.actions {
		if te.isLeaf(ap) && !te.isAnswer(ap) {
			te.emitAction(ap)
		}
	}
	te.addField(jen.Id(todoField).Index().Id(te.typ).Comment("what has been decided and is still to be done, the next one last"))
	te.addField(jen.Id(depthField).Int().Comment("how many of them are each other's cause"))
	te.addType(jen.Commentf("%s is an action that has been decided.", te.typ).Line().
		Type().Id(te.typ).StructFunc(func(g *jen.Group) {
		g.Id("action").Int()
		g.Id("cause").Qual(runtimePath, "SyncID")
		g.Id("depth").Int()
		for _, ap := range te.actions {
			for _, p := range te.params(ap) {
				g.Id(te.field(ap, p.name)).Add(p.of)
			}
		}
	}))
	todo := jen.Id(receiver).Dot(todoField)
	// Not where something is decided: to append a large struct is much code.
	te.addColdMethod("decided", "decided puts an action on the list.",
		[]jen.Code{jen.Id("action").Int(), jen.Id("cause").Qual(runtimePath, "SyncID")}, []jen.Code{jen.Op("*").Id(te.typ)}, []jen.Code{
			todo.Clone().Op("=").Append(todo.Clone(), jen.Id(te.typ).Values(jen.Dict{
				jen.Id("action"): jen.Id("action"),
				jen.Id("cause"):  jen.Id("cause"),
				jen.Id("depth"):  jen.Id(receiver).Dot(depthField).Op("+").Lit(1),
			})),
			jen.Return(jen.Op("&").Add(todo.Clone()).Index(jen.Len(todo.Clone()).Op("-").Lit(1))),
		})
	if te.turns {
		// Not slices.Reverse, which would be compiled for each flow, and twice.
		i, j := jen.Id("i"), jen.Id("j")
		te.addMethod("turn", "turn has what was put on the list from start on done in that order.",
			[]jen.Code{jen.Id("start").Int()}, nil, []jen.Code{
				jen.For(
					jen.List(i, j).Op(":=").List(jen.Id("start"), jen.Len(todo.Clone()).Op("-").Lit(1)),
					jen.Add(i).Op("<").Add(j),
					jen.List(i, j).Op("=").List(jen.Add(i).Op("+").Lit(1), jen.Add(j).Op("-").Lit(1)),
				).Block(
					jen.List(todo.Clone().Index(i), todo.Clone().Index(j)).Op("=").List(todo.Clone().Index(j), todo.Clone().Index(i)),
				),
			})
	}
	next := jen.Id("next")
	var cases []jen.Code
	for _, ap := range te.actions {
		var args []jen.Code
		for _, p := range te.params(ap) {
			args = append(args, next.Clone().Dot(te.field(ap, p.name)))
		}
		cases = append(cases, jen.Case(jen.Lit(te.number(ap))).Block(
			jen.Err().Op("=").Id(receiver).Dot(te.calls[ap].name).Call(args...),
		))
	}
	te.addMethod("drain", "drain does what is on the list above start, and all that it leads to.",
		[]jen.Code{jen.Id("start").Int()}, []jen.Code{jen.Error()}, []jen.Code{
			jen.Id("depth").Op(":=").Id(receiver).Dot(depthField),
			jen.For(jen.Len(todo.Clone()).Op(">").Id("start")).Block(
				jen.Id("last").Op(":=").Len(todo.Clone()).Op("-").Lit(1),
				next.Clone().Op(":=").Op("&").Add(todo.Clone()).Index(jen.Id("last")),
				todo.Clone().Op("=").Add(todo.Clone()).Index(jen.Op(":").Id("last")),
				jen.Id("cause").Op(":=").Add(next.Clone()).Dot("cause"),
				te.app1("Fired", jen.Id("cause")),
				jen.If(
					jen.Id(receiver).Dot(depthField).Op("=").Add(next.Clone()).Dot("depth"),
					jen.Id(receiver).Dot(depthField).Op(">").Add(te.app1("MaxDepth")),
				).Block(
					jen.Return(te.app1("By", jen.Id("cause"), te.app1("TooDeep", jen.Id(te.table).Index(jen.Id("next").Dot("action")), te.progress(), jen.Id(te.table)))),
				),
				jen.Var().Err().Error(),
				jen.Switch(next.Clone().Dot("action")).Block(cases...),
				jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(te.app1("By", jen.Id("cause"), jen.Err()))),
			),
			jen.Id(receiver).Dot(depthField).Op("=").Id("depth"),
			jen.Return(jen.Nil()),
		})
}
