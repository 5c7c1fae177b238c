package gen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// actionMethod is the method of a flow that calls an action, tells its
// outcomes apart and goes on to the syncs that they complete.
type actionMethod struct {
	name    string
	watched []recordPart // further values of `...` that patterns read; parameters of the method
}

func (fe *flowEmitter) newActionMethod(ap *actionPlan) *actionMethod {
	m := &actionMethod{}
	m.name = fe.members.take(unexported(ap.action.Concept.Name) + exported(ap.action.Name))
	seen := map[recordPart]bool{}
	for _, sp := range fe.plan.syncs {
		for _, p := range sp.sync.When {
			if p.Action != ap.action || sp.triggers == nil {
				continue
			}
			for _, match := range p.Inputs {
				key := partOf(p, match, false)
				undeclared := match.Rest || fe.isAnswer(ap)
				if undeclared && !seen[key] && fe.plan.reads(sp.sync, ap, match) {
					seen[key] = true
					m.watched = append(m.watched, key)
				}
			}
		}
	}
	return m
}

// isAnswer reports whether an action is the built-in Requesting's answer, which
// is kept for the flow's starter instead of being handed to a concept.
func (fe *flowEmitter) isAnswer(ap *actionPlan) bool {
	return ap.action.Concept.BuiltIn && ap.action.Answers != nil
}

// isSystemRoot reports whether an action's result is for the flow's starter.
func (fe *flowEmitter) isSystemRoot(ap *actionPlan) bool { return ap.root && !fe.route.overHTTP() }

// emitAction emits the method of an action.
func (fe *flowEmitter) emitAction(ap *actionPlan) {
	layout := fe.layoutOf(ap)
	s := fe.newScope()
	s.names.reserve(methodLocals...)
	var params []jen.Code
	args := []jen.Code{jen.Id(receiver).Dot("ctx")}
	if layout.input != "" {
		params = append(params, jen.Id("in").Qual(layout.concept.path, layout.input))
		args = append(args, jen.Id("in"))
	}
	watched := map[recordPart]value{}
	for _, p := range fe.calls[ap].watched {
		name := s.names.local(p.name)
		of := fe.partType(ap, p)
		params = append(params, jen.Id(name).Add(fe.goType(of)))
		watched[p] = value{jen.Id(name), of}
	}
	call := jen.Id(receiver).Dot("app").Dot(layout.concept.field).Dot(layout.method).Call(args...)
	body := []jen.Code{fe.step(ap, returnError)}
	source := func(o *program.Outcome, out *jen.Statement) func(recordPart) value {
		return func(p recordPart) value {
			if v, ok := watched[p]; ok {
				return v
			}
			if !p.output {
				return value{jen.Id("in").Dot(layout.fields[p.name]), ap.action.Param(p.name).Type}
			}
			return fe.resultValue(ap, o, out, p)
		}
	}
	body = append(body, fe.outcomes(ap, call, source)...)
	if ap.loops {
		body = []jen.Code{fe.loop(ap, body)}
	}
	fe.addMethod(fe.calls[ap].name, signatureText(ap.action), params, []jen.Code{jen.Error()}, body)
}

// methodLocals are the local variables of an action's method.
var methodLocals = []string{"in", "out", "number", "start", "reason", "refused", "refusal", "next", "again", "depth"}

// layoutOf is what an action is called in Go.
func (fe *flowEmitter) layoutOf(ap *actionPlan) *actionLayout { return fe.actions[ap.action] }

// resultValue is a result of an outcome.
func (fe *flowEmitter) resultValue(ap *actionPlan, o *program.Outcome, out *jen.Statement, p recordPart) value {
	declared := o.Result(p.name)
	layout := fe.layoutOf(ap).outcomes[o.Index]
	switch {
	case declared == nil:
		of := presentType(fe.resultType(ap, p))
		member := jen.Qual(runtimePath, "Member").Types(fe.goType(of)).Call(out.Clone().Dot(restField), jen.Lit(p.name))
		return value{member, &types.Optional{Elem: of}}
	case o.Refusal && isError(declared):
		reason := jen.Id("reason")
		return value{fe.convert(reason, types.String, declared.Type), declared.Type}
	}
	return value{out.Clone().Dot(layout.fields[p.name]), declared.Type}
}

// outcomes calls the action and tells its outcomes apart.
func (fe *flowEmitter) outcomes(ap *actionPlan, call *jen.Statement, source func(*program.Outcome, *jen.Statement) func(recordPart) value) []jen.Code {
	layout := fe.layoutOf(ap)
	reads := false
	for _, o := range ap.action.Outcomes {
		reads = reads || !o.Refusal && fe.readsResults(ap, o)
	}
	var code []jen.Code
	switch {
	case layout.output == outputNone:
		code = append(code, jen.Err().Op(":=").Add(call))
	case layout.output == outputStruct && !reads && !fe.isSystemRoot(ap):
		code = append(code, jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call))
	default:
		code = append(code, jen.List(jen.Id("out"), jen.Err()).Op(":=").Add(call))
	}
	if layout.output != outputNone && (reads || fe.isSystemRoot(ap)) {
		code = append(code, fe.rootResult(ap, outputField, "out")...)
	}
	code = append(code, fe.refused(ap, source)...)
	code = append(code, jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(fe.failed(ap.action.FullName()))))
	if layout.output == outputSealed {
		return append(code, fe.sealed(ap, reads, source)...)
	}
	for _, o := range ap.action.Outcomes {
		if !o.Refusal {
			rest := fe.completed(ap, o, source(o, jen.Id("out")))
			if ap.loops && len(fe.triggersOf(ap, o)) > 0 {
				rest = rest[:len(rest)-1] // the loop goes on by itself
			}
			return append(code, rest...)
		}
	}
	return append(code, jen.Return(jen.Qual(runtimePath, "Failed").Call(jen.Lit(ap.action.FullName()), jen.Qual(runtimePath, "ErrNoOutcome"))))
}

// readsResults reports whether something looks at the results of an outcome.
func (fe *flowEmitter) readsResults(ap *actionPlan, o *program.Outcome) bool {
	return fe.readsPart(ap, o, func(p recordPart) bool { return p.output })
}

// readsPart reports whether some sync or the flow's storage looks at a value of
// an outcome.
func (fe *flowEmitter) readsPart(ap *actionPlan, o *program.Outcome, is func(recordPart) bool) bool {
	if ap.store != nil && ap.store.outcomes&outcomeBit(o) != 0 {
		for _, p := range ap.store.values {
			if is(p) && fe.hasPart(ap, o, p) {
				return true
			}
		}
	}
	for _, t := range fe.triggersOf(ap, o) {
		if slices.ContainsFunc(fe.triggerParts(t), is) {
			return true
		}
	}
	return false
}

// refused handles the refusal, if the action declares one.
func (fe *flowEmitter) refused(ap *actionPlan, source func(*program.Outcome, *jen.Statement) func(recordPart) value) []jen.Code {
	o := ap.action.Refusal()
	if o == nil {
		return nil
	}
	layout := fe.layoutOf(ap).outcomes[o.Index]
	reason := "_"
	if fe.readsPart(ap, o, func(p recordPart) bool { return p.output && p.name == "error" }) {
		reason = "reason"
	}
	body := fe.completed(ap, o, source(o, jen.Id("refusal")))
	if layout.typ != "" && fe.readsPart(ap, o, func(p recordPart) bool { return p.output && p.name != "error" }) {
		body = append([]jen.Code{
			jen.List(jen.Id("refusal"), jen.Err()).Op(":=").Qual(runtimePath, "RefusalAs").Types(jen.Op("*").Qual(fe.layoutOf(ap).concept.path, layout.typ)).Call(jen.Err()),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(fe.failed(ap.action.FullName()))),
		}, body...)
	}
	body = append(fe.rootResult(ap, refusalField, "err"), body...)
	return []jen.Code{jen.If(
		jen.List(jen.Id(reason), jen.Id("refused")).Op(":=").Qual(runtimePath, "Refused").Call(jen.Err()),
		jen.Id("refused"),
	).Block(body...)}
}

// sealed tells several successes apart by the type of the output.
func (fe *flowEmitter) sealed(ap *actionPlan, reads bool, source func(*program.Outcome, *jen.Statement) func(recordPart) value) []jen.Code {
	layout := fe.layoutOf(ap)
	var cases []jen.Code
	for _, o := range ap.action.Outcomes {
		if o.Refusal {
			continue
		}
		typ := jen.Qual(layout.concept.path, layout.outcomes[o.Index].typ)
		cases = append(cases, jen.Case(typ).Block(fe.completed(ap, o, source(o, jen.Id("out")))...))
	}
	subject := jen.Id("out").Assert(jen.Type())
	if reads {
		subject = jen.Id("out").Op(":=").Id("out").Assert(jen.Type())
	}
	return []jen.Code{
		jen.Switch(subject).Block(cases...),
		jen.Return(jen.Qual(runtimePath, "Failed").Call(jen.Lit(ap.action.FullName()), jen.Qual(runtimePath, "ErrNoOutcome"))),
	}
}

// completed keeps the record of an outcome and goes on to the syncs that it
// completes.
func (fe *flowEmitter) completed(ap *actionPlan, o *program.Outcome, source func(recordPart) value) []jen.Code {
	code := fe.keep(ap, o, source)
	return append(code, fe.consequences(ap, o, source)...)
}

// signatureText is an action's declaration, on one line.
func signatureText(a *program.Action) string {
	var outcomes []string
	for _, o := range a.Outcomes {
		outcomes = append(outcomes, "("+paramNames(o.Results, o.Rest)+")")
	}
	return fmt.Sprintf("%s (%s) : %s", a.FullName(), paramNames(a.Params, a.Rest), strings.Join(outcomes, " | "))
}

func paramNames(params []*program.Param, rest bool) string {
	var list []string
	for _, p := range params {
		list = append(list, p.Name)
	}
	if rest {
		list = append(list, "...")
	}
	return strings.Join(list, ", ")
}
