package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// emitAnswerMethods emits the methods that take the answer of the built-in
// concept: those for syncs that answer on the spot, and the one for those that
// hand a whole answer over.
func (fe *flowEmitter) emitAnswerMethods(ap *actionPlan) {
	name := jen.Lit(ap.action.FullName())
	answered := jen.Id(receiver).Dot("answer").Dot("Answered").Call()
	fe.addMethod(fe.mayRespond, fe.mayRespond+" says why the flow may not respond; nil when it may.", nil, []jen.Code{jen.Error()}, []jen.Code{
		jen.If(answered).Block(jen.Return(jen.Qual(runtimePath, "Failed").Call(name, jen.Qual(runtimePath, "ErrAnsweredTwice")))),
		jen.Return(jen.Id(receiver).Dot(fe.mayTake).Call(name)),
	})
	fe.addMethod(fe.report, fe.report+" tells the trace of the answer.", nil, nil, []jen.Code{
		jen.Id("answer").Op(":=").Add(fe.pool(fe.route.answer.typ)).Dot("Get").Call(),
		jen.Op("*").Id("answer").Op("=").Id(receiver).Dot("answer"),
		fe.app1(fe.door("report"), name, jen.Id("answer"), jen.Nil()),
		fe.pool(fe.route.answer.typ).Dot("Put").Call(jen.Id("answer")),
	})
	if fe.handsAnswer {
		fe.emitRespond(ap)
	}
}

// emitRespond emits the method that is given a whole answer.
func (fe *flowEmitter) emitRespond(ap *actionPlan) {
	body := fe.stepToRespond(ap, returnError)
	body = append(body, jen.Id(receiver).Dot("answer").Op("=").Op("*").Id("in"), fe.reportAnswer())
	watched := map[recordPart]value{}
	var params []jen.Code
	for i, p := range fe.params(ap) {
		params = append(params, jen.Id(p.name).Add(p.of.Clone()))
		if i > 0 {
			w := fe.calls[ap].watched[i-1]
			watched[w] = value{jen.Id(p.name), fe.partType(ap, w)}
		}
	}
	body = append(body, fe.completed(ap, ap.action.Outcomes[0], func(p recordPart) value { return watched[p] })...)
	fe.addMethod(fe.calls[ap].name, signatureText(ap.action), params, []jen.Code{jen.Error()}, body)
}

// stepToRespond notes the answer's action, and ends the flow where it has to
// stop or has answered already.
func (fe *flowEmitter) stepToRespond(ap *actionPlan, fail func(jen.Code) jen.Code) []jen.Code {
	return []jen.Code{jen.If(jen.Op("!").Add(fe.take(ap)).Op("||").Id(receiver).Dot("answer").Dot("Answered").Call()).Block(
		jen.If(jen.Err().Op(":=").Id(receiver).Dot(fe.mayRespond).Call(), jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
	)}
}

func (fe *flowEmitter) reportAnswer() jen.Code {
	return jen.If(jen.Id(receiver).Dot("app").Dot("Traced").Call()).Block(jen.Id(receiver).Dot(fe.report).Call())
}

// respond answers on the spot. Only the fields of the answer's shape are set:
// the others have not been.
func (fe *flowEmitter) respond(w *where, ap *actionPlan, cause jen.Code, call *program.Invocation) []jen.Code {
	code := fe.stepToRespond(ap, func(err jen.Code) jen.Code { return w.leave(fe.app1("By", cause, err)) })
	for _, v := range fe.answerFields(w.scope, call) {
		code = append(code, jen.Id(receiver).Dot("answer").Dot(v.name).Op("=").Add(v.code))
	}
	return append(code, fe.reportAnswer())
}

// answerType is the type in which the route's answers are handed to respond: a
// pointer, since an answer may be large. It is not kept.
func (fe *flowEmitter) answerType() *jen.Statement { return jen.Op("*").Id(fe.route.answer.typ) }

// answerInput is the answer that a call of respond gives.
func (fe *flowEmitter) answerInput(s *scope, call *program.Invocation) jen.Code {
	fe.handsAnswer = true
	return composite(jen.Op("&").Id(fe.route.answer.typ), fe.answerFields(s, call))
}

// answerFields are the fields of the answer that a call of respond gives.
func (fe *flowEmitter) answerFields(s *scope, call *program.Invocation) []fieldValue {
	shape := fe.shapeOf(fe.route.answer, call)
	var list []fieldValue
	for _, a := range call.Args {
		switch {
		case a.Rest:
			list = append(list, fieldValue{shape.field(a.Name), s.constant(a.Value, a.Type)})
		case a.Name == "status":
			list = append(list, fieldValue{"Status", fe.status(s, a)})
		case a.Name == "headers":
			list = append(list, fieldValue{"Headers", s.orZero(a.Value, types.JSON)})
		}
	}
	return append(list, fieldValue{"shape", jen.Lit(shape.number)})
}

// status is the answer's status as Go's HTTP has it.
func (fe *flowEmitter) status(s *scope, a *program.Arg) *jen.Statement {
	if literal, ok := a.Value.(*program.Literal); ok {
		if n, ok := literal.Value.(int64); ok {
			return jen.Lit(int(n))
		}
	}
	return jen.Int().Call(s.orZero(a.Value, types.Integer))
}

// orZero is an expression, or the zero value where it is an absent optional.
func (s *scope) orZero(e program.Expr, of types.Type) *jen.Statement {
	if optional, ok := resolved(e.Type()).(*types.Optional); ok {
		return s.convert(s.operand(e).Dot("Value"), optional.Elem, of)
	}
	return s.exprAs(e, of)
}
