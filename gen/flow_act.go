package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// direct reports whether the syncs that a record completes together with that
// of a trigger can call their actions on the spot, one sync after the other, and
// still mean "decide first, then act": when nothing that is decided later could
// see what was done. What is not direct is put on the flow's list of things to
// do.
func (fe *flowEmitter) direct(t *trigger) bool {
	if known, ok := fe.directs[t]; ok {
		return known
	}
	group, lists := fe.together(t)
	direct := !t.last().cyclic
	for _, list := range lists {
		for i, one := range list {
			direct = direct && !one.searches() && fe.callsOnce(one) && decidesBeforeActing(one.sync.sync)
			direct = direct && (i == 0 || one.isCertain() && isPure(one.sync.sync))
		}
	}
	for _, one := range group {
		fe.directs[one] = direct
	}
	return direct
}

// together finds the triggers that an outcome sets off with t, or with another
// of them, and which of them each outcome sets off.
func (fe *flowEmitter) together(t *trigger) (group []*trigger, lists [][]*trigger) {
	outcomes := make([][]*trigger, len(t.last().action.Outcomes))
	for i, o := range t.last().action.Outcomes {
		outcomes[i] = fe.triggersOf(t.last(), o)
	}
	group = []*trigger{t}
	for next := 0; next < len(group); next++ {
		for i, list := range outcomes {
			if !slices.Contains(list, group[next]) {
				continue
			}
			lists = append(lists, list)
			outcomes[i] = nil
			for _, other := range list {
				if !slices.Contains(group, other) {
					group = append(group, other)
				}
			}
		}
	}
	return group, lists
}

// searches reports whether a combination takes records from a list.
func (t *trigger) searches() bool {
	for j, ap := range t.sync.actions {
		if !t.isLast(j) && ap.many {
			return true
		}
	}
	return false
}

// isCertain reports whether all the other records are known to be there.
func (t *trigger) isCertain() bool {
	for j := range t.sync.actions {
		if !t.isLast(j) && !t.knows(j) {
			return false
		}
	}
	return true
}

// callsOnce reports whether a sync calls no action that may cause itself.
func (fe *flowEmitter) callsOnce(t *trigger) bool {
	for _, exit := range t.sync.sync.Exits() {
		for _, call := range exit.Calls {
			if fe.plan.byName[call.Action].cyclic {
				return false
			}
		}
	}
	return true
}

// decidesBeforeActing reports whether all frames of a sync are decided before
// the loop over them begins: only its last line makes several, and keeps all.
func decidesBeforeActing(s *program.Sync) bool {
	for i, step := range s.Where {
		if !program.Multiplies(step) {
			continue
		}
		if i != len(s.Where)-1 || argsHaveEffect(s.Then) {
			return false
		}
		if q, ok := step.(*program.QueryStep); ok && tests(q.Results) {
			return false
		}
	}
	return true
}

// tests reports whether a query's results have to match something.
func tests(list []*program.Match) bool {
	for _, m := range list {
		if m.Join || m.Test != nil || tests(m.Record) || !m.Optional && mayBeAbsent(m) {
			return true
		}
	}
	return false
}

// isPure reports whether a sync decides without passing the flow's door.
func isPure(s *program.Sync) bool {
	pure := true
	program.Visitor{
		Step: func(step program.Step) {
			if _, ok := step.(*program.QueryStep); ok {
				pure = false
			}
		},
		Expr: func(e program.Expr) { pure = pure && !isEffect(e) },
	}.Sync(s)
	return pure
}

func argsHaveEffect(calls []*program.Invocation) bool {
	return slices.ContainsFunc(calls, func(call *program.Invocation) bool {
		return slices.ContainsFunc(call.Args, func(a *program.Arg) bool { return hasEffect(a.Value) })
	})
}

// act is what a frame does when it ends: call the actions, or put them on the
// list of things to do.
func (fe *flowEmitter) act(w *where, calls []*program.Invocation, loop, push bool) []jen.Code {
	var code []jen.Code
	cause := fe.syncID(w.sync)
	if push {
		for _, call := range calls {
			before, call := fe.settled(w.scope, call)
			code = append(code, before...)
			code = append(code, fe.tasks.push(w.scope, call, cause)...)
		}
		if !loop {
			code = append(code, w.miss)
		}
		return code
	}
	if w.loop != nil && w.loop.loopTo(calls[0]) {
		return append(code, fe.repeat(w.scope, calls[0]))
	}
	inputs := make([][]jen.Code, len(calls))
	onTheSpot := make([]bool, len(calls))
	for i, call := range calls {
		ap := fe.plan.byName[call.Action]
		before, call := fe.settled(w.scope, call)
		code = append(code, before...)
		hoist := len(calls) > 1 && argsHaveEffect([]*program.Invocation{call})
		if onTheSpot[i] = fe.isAnswer(ap) && fe.isLeaf(ap) && !hoist; onTheSpot[i] {
			continue
		}
		inputs[i] = fe.inputs(w.scope, call)
		if hoist {
			for n := range inputs[i] {
				name := w.names.take(unexported(call.Action.Name)+"Input", unexported(call.Action.FullName())+"Input")
				code = append(code, jen.Id(name).Op(":=").Add(inputs[i][n]))
				inputs[i][n] = jen.Id(name)
			}
		}
	}
	fired := w.fanOut != nil
	for i, call := range calls {
		if !fired {
			code = append(code, fe.app1("Fired", cause))
		}
		ap := fe.plan.byName[call.Action]
		last := i == len(calls)-1 && !loop
		if onTheSpot[i] || fe.isLeaf(ap) && !fe.isAnswer(ap) {
			fired = true // nothing comes in between
			if onTheSpot[i] {
				code = append(code, fe.respond(w, ap, cause, call)...)
			} else {
				code = append(code, fe.callLeaf(w, ap, cause, inputs[i])...)
			}
			if last {
				code = append(code, w.miss)
			}
			continue
		}
		fired = false
		method := jen.Id(receiver).Dot(fe.calls[ap].name).Call(inputs[i]...)
		if last {
			code = append(code, w.leave(fe.app1("By", cause, method)))
			continue
		}
		code = append(code, jen.If(jen.Err().Op(":=").Add(method), jen.Err().Op("!=").Nil()).Block(
			w.leave(fe.app1("By", cause, jen.Err())),
		))
	}
	return code
}

// isLeaf reports whether nothing depends on an action's completion, so that
// syncs call the concept themselves.
func (fe *flowEmitter) isLeaf(ap *actionPlan) bool {
	return len(ap.triggers) == 0 && ap.store == nil && !ap.root
}

// callLeaf calls an action that nothing depends on.
func (fe *flowEmitter) callLeaf(w *where, ap *actionPlan, cause jen.Code, inputs []jen.Code) []jen.Code {
	layout := fe.layoutOf(ap)
	fail := func(err jen.Code) jen.Code { return w.leave(fe.app1("By", cause, err)) }
	asked := jen.Op("!").Add(fe.take(ap))
	ctx, concept := jen.Id(receiver).Dot("ctx"), jen.Id(receiver).Dot("app").Dot(layout.concept.field)
	if w.fanOut != nil {
		asked = jen.Op("!").Id(w.fanOut.all).Op("&&").Op("!").Add(fe.take(ap))
		ctx, concept = jen.Id(w.fanOut.ctx), jen.Id(w.fanOut.concept)
	}
	call := concept.Dot(layout.method).Call(append([]jen.Code{ctx}, inputs...)...)
	get := jen.Err().Op(":=").Add(call)
	if layout.output != outputNone {
		get = jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call)
	}
	failed := fail(fe.failed(ap.action.FullName()))
	if ap.action.Refusal() != nil {
		failed = jen.If(
			jen.Err().Op(":=").Qual(runtimePath, "UnlessRefused").Call(jen.Lit(ap.action.FullName()), jen.Err()),
			jen.Err().Op("!=").Nil(),
		).Block(fail(jen.Err()))
	}
	return []jen.Code{
		fe.stepIf(asked, ap, fail),
		jen.If(get, jen.Err().Op("!=").Nil()).Block(failed),
	}
}

// fanOut is the loop of a sync that calls one action, on which nothing depends,
// for each row: what does not change in the loop is in local variables.
type fanOut struct {
	all          string // whether the flow may take the action for all rows
	ctx, concept string
}

// newFanOut returns the fan-out of a sync, or nil where it is none.
func (fe *flowEmitter) newFanOut(s *scope, sync *program.Sync) *fanOut {
	if !sync.Exits()[0].Many || len(sync.Then) != 1 {
		return nil
	}
	if ap := fe.plan.byName[sync.Then[0].Action]; !fe.isLeaf(ap) || fe.isAnswer(ap) {
		return nil
	}
	return &fanOut{all: s.names.take("all"), ctx: s.names.take("ctx"), concept: s.names.take("concept")}
}

// begin is what stands before the loop over the rows.
func (f *fanOut) begin(fe *flowEmitter, sync *program.Sync, rows *jen.Statement) []jen.Code {
	ap := fe.plan.byName[sync.Then[0].Action]
	return []jen.Code{
		fe.app1("Fired", fe.syncID(sync)),
		jen.Id(f.all).Op(":=").Id(receiver).Dot(progressField).Dot("TakeAll").Call(jen.Lit(fe.numberOf(ap)), jen.Len(rows)),
		jen.List(jen.Id(f.ctx), jen.Id(f.concept)).Op(":=").
			List(jen.Id(receiver).Dot("ctx"), jen.Id(receiver).Dot("app").Dot(fe.layoutOf(ap).concept.field)),
	}
}

// params are the parameters of an action's method.
func (fe *flowEmitter) params(ap *actionPlan) []parameter {
	var list []parameter
	s := fe.newScope()
	s.names.reserve(methodLocals...)
	switch {
	case fe.isAnswer(ap):
		list = append(list, parameter{name: "in", of: fe.answerType()})
	case fe.layoutOf(ap).input != "":
		layout := fe.layoutOf(ap)
		list = append(list, parameter{name: "in", of: jen.Qual(layout.concept.path, layout.input)})
	}
	for _, p := range fe.calls[ap].watched {
		list = append(list, parameter{name: s.names.local(p.name), of: fe.goType(fe.partType(ap, p))})
	}
	return list
}

// settled is a call whose inputs that pass the flow's door have been evaluated,
// in their order. It is the call itself where that comes to the same: where
// none of them is both given to the concept and kept for a pattern, and none is
// put behind the others, as further values are.
func (fe *flowEmitter) settled(s *scope, call *program.Invocation) (before []jen.Code, settled *program.Invocation) {
	further := slices.ContainsFunc(call.Args, func(a *program.Arg) bool { return a.Rest })
	if ap := fe.plan.byName[call.Action]; fe.calls[ap].watched == nil && (fe.isAnswer(ap) || !further) {
		return nil, call
	}
	given := *call
	given.Args = slices.Clone(call.Args)
	for i, a := range given.Args {
		if !hasEffect(a.Value) {
			continue
		}
		of := a.Value.Type()
		v := &program.Var{Name: a.Name, Type: of}
		name := s.names.local(a.Name)
		before = append(before, jen.Id(name).Op(":=").Add(s.expr(a.Value)))
		s.bind(v, value{jen.Id(name), of})
		arg := *a
		arg.Value = &program.Ref{Typed: program.Typed{Of: of}, Var: v}
		given.Args[i] = &arg
	}
	return before, &given
}

// inputs are the arguments for an action's method.
func (fe *flowEmitter) inputs(s *scope, call *program.Invocation) []jen.Code {
	ap := fe.plan.byName[call.Action]
	var list []jen.Code
	switch layout := fe.layoutOf(ap); {
	case fe.isAnswer(ap):
		list = append(list, fe.answerInput(s, call))
	case layout.input != "":
		var values []fieldValue
		var rest []*program.Arg
		for _, a := range call.Args {
			if a.Rest {
				rest = append(rest, a)
				continue
			}
			values = append(values, fieldValue{layout.fields[a.Name], s.constant(a.Value, call.Action.Param(a.Name).Type)})
		}
		if len(rest) > 0 {
			given := fe.valuesOf(rest, func(a *program.Arg) *jen.Statement { return s.exprAs(a.Value, a.Type) })
			values = append(values, fieldValue{restField, given})
		}
		list = append(list, composite(jen.Qual(layout.concept.path, layout.input), values))
	}
	for _, p := range fe.calls[ap].watched {
		of := fe.partType(ap, p).(*types.Optional)
		list = append(list, fe.watchedInput(s, call, p, of))
	}
	return list
}

// watchedInput is a further value of a call that some pattern reads; absent
// when the call does not give it. A pattern that takes it for another type has
// literals that are not the call's.
func (fe *flowEmitter) watchedInput(s *scope, call *program.Invocation, p recordPart, of *types.Optional) jen.Code {
	for _, a := range call.Args {
		if a.Name == p.name && fe.waitsFor(call, p) {
			return s.exprAs(a.Value, of)
		}
	}
	return fe.zero(of)
}

// waitsFor reports whether a call may match some pattern that reads a value.
func (fe *flowEmitter) waitsFor(call *program.Invocation, p recordPart) bool {
	for _, sp := range fe.plan.syncs {
		for _, pattern := range sp.sync.When {
			if pattern.Action != call.Action || contradicts(call, pattern) {
				continue
			}
			if slices.ContainsFunc(pattern.Inputs, func(m *program.Match) bool { return partOf(pattern, m, false) == p }) {
				return true
			}
		}
	}
	return false
}

// contradicts reports whether a call gives a literal where a pattern asks for
// another. Only values that do not contradict each other have one type.
func contradicts(call *program.Invocation, p *program.Pattern) bool {
	return slices.ContainsFunc(p.Inputs, func(m *program.Match) bool {
		wanted, ok := m.Literal()
		return ok && slices.ContainsFunc(call.Args, func(a *program.Arg) bool {
			given, ok := a.Value.(*program.Literal)
			return ok && a.Name == m.Name && !program.SameLiteral(given.Value, wanted)
		})
	})
}
