package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// requestRoot is the root of a flow that begins with a request of the built-in
// concept: whoever starts it gives the request's values and gets the answer.
type requestRoot struct{ layout *routeLayout }

// value is a value of the request's record. The literals of the route are
// known; all others are fields of the input.
func (r requestRoot) value(g *emitter, p recordPart) value {
	in := jen.Id("in")
	root := r.layout.route.Root
	if p.output {
		for _, o := range root.Outcomes {
			if result := o.Result(p.name); result != nil {
				return value{in.Dot("Request"), result.Type}
			}
		}
	}
	if f := r.layout.field(p.name); f != nil {
		return value{in.Dot(f.field), f.of}
	}
	if p.name == "method" {
		return value{jen.Lit(r.layout.method), types.String}
	}
	return value{jen.Lit(r.layout.path), types.String}
}

// entry emits the function that starts a flow, and the flow's first method.
func (r requestRoot) entry(fe *flowEmitter) {
	rl := r.layout
	ap := fe.plan.actions[0]
	answer := jen.Id(rl.answer.typ)
	name := fe.calls[ap].name
	in := jen.Id("in").Id(rl.input)
	fe.emitEntry(entryParts{
		name: rl.entry,
		doc:  rl.entry + " is the flow that begins with " + routeText(rl.route) + ".",
		in:   in,
		out:  answer,
		traced: []jen.Code{
			jen.Id("request").Op(":=").Add(fe.pool(rl.input)).Dot("Get").Call(),
			jen.Op("*").Id("request").Op("=").Id("in"),
			jen.Id("door").Dot(fe.door("report")).Call(
				jen.Lit(rl.route.Root.FullName()), jen.Id("request"),
				jen.Parens(jen.Op("*").Qual(requestingPath, "Received")).Call(jen.Op("&").Id("request").Dot("Request")),
			),
			fe.pool(rl.input).Dot("Put").Call(jen.Id("request")),
		},
		run: []jen.Code{
			jen.If(jen.Err().Op(":=").Id(receiver).Dot(name).Call(jen.Id("in")), jen.Err().Op("!=").Nil()).Block(
				jen.Return(answer.Clone().Values(), jen.Err()),
			),
			jen.If(jen.Op("!").Id(receiver).Dot("answer").Dot("Answered").Call()).Block(
				jen.Return(answer.Clone().Values(), jen.Qual(runtimePath, "Unanswered").Call(
					jen.Lit(routeText(rl.route)), jen.Id(receiver).Dot(progressField).Dot("Steps").Call(jen.Id(fe.table)).Op("..."),
				)),
			),
			jen.Return(jen.Id(receiver).Dot("answer"), jen.Nil()),
		},
	})
	fe.addField(jen.Id("answer").Add(answer))
	o := ap.action.Outcomes[0]
	body := []jen.Code{fe.take(ap)}
	body = append(body, fe.completed(ap, o, func(p recordPart) value { return r.value(fe.emitter, p) })...)
	fe.addMethod(name, signatureText(ap.action), []jen.Code{in}, []jen.Code{jen.Error()}, body)
}

// entryParts is what the functions that start flows differ in.
type entryParts struct {
	name, doc string
	in        *jen.Statement // the parameter; nil when there is none
	out       *jen.Statement // nil when only an error is returned
	traced    []jen.Code     // what a traced flow reports of its root
	run       []jen.Code
}

// emitEntry emits the function that starts a flow, and the one that starts a
// traced flow on its door.
func (fe *flowEmitter) emitEntry(e entryParts) {
	traced := fe.scope.take("traced" + e.name)
	results := result([]jen.Code{e.out.Clone(), jen.Error()})
	app := jen.Id("a").Op("*").Add(fe.app())
	body := []jen.Code{jen.If(jen.Id("a").Dot("NeedsDoor").Call()).Block(
		jen.Return(jen.Id(traced).Call(jen.Id("a"), jen.Id("ctx"), jen.Id("in"))),
	)}
	fe.entries = append(fe.entries,
		jen.Add(comment(e.doc)).Line().Add(fe.entryFunc(e.name, e.params())).Params(jen.Id("out").Add(e.out.Clone()), jen.Err().Error()).
			Block(append(body, fe.begin(e)...)...))
	start := jen.Id("door").Dot(e.name).Call(jen.Id("ctx"), jen.Id("in"))
	if fe.split {
		start = jen.Id(e.name).Call(jen.Id("ctx"), jen.Id("door"), jen.Id("in"))
	}
	door := []jen.Code{jen.List(jen.Id("door"), jen.Id("ctx")).Op(":=").Id("a").Dot(fe.door("begin")).Call(jen.Id("ctx"))}
	door = append(door, e.traced...)
	door = append(door,
		jen.List(jen.Id("out"), jen.Err()).Op(":=").Add(start),
		jen.Id("door").Dot(fe.door("end")).Call(jen.Err()),
		jen.Return(jen.Id("out"), jen.Err()),
	)
	fe.entries = append(fe.entries, jen.Func().Id(traced).Params(append([]jen.Code{app}, e.params()...)...).Add(results).Block(door...))
}

// begin is what runs a flow, from its root to its end.
func (fe *flowEmitter) begin(e entryParts) []jen.Code {
	field := func(name string) *jen.Statement { return jen.Id(receiver).Dot(name) }
	return append([]jen.Code{
		// Not as a literal, which Go would make elsewhere and then copy.
		jen.Var().Id(receiver).Id(fe.typ),
		jen.List(field("app"), field("ctx")).Op("=").List(jen.Id("a"), jen.Id("ctx")),
		field(progressField).Dot("Begin").Call(jen.Id("ctx"), jen.Op("&").Id("a").Dot("Engine")),
		jen.Defer().Qual(runtimePath, "Recover").Call(
			jen.Op("&").Err(), jen.Lit(routeText(fe.plan.route)), fe.progress(), jen.Id(fe.table),
		),
	}, e.run...)
}

// emitRun emits the function that runs a flow.
func (fe *flowEmitter) emitRun(e entryParts) {
	fe.run = fe.scope.take("run" + exported(fe.typ))
	named := []jen.Code{jen.Err().Error()}
	if e.out != nil {
		named = []jen.Code{jen.Id("out").Add(e.out.Clone()), jen.Err().Error()}
	}
	fe.entries = append(fe.entries, jen.Func().Id(fe.run).
		Params(append([]jen.Code{jen.Id("a").Op("*").Add(fe.app())}, e.params()...)...).
		Params(named...).Block(fe.begin(e)...))
}

func (e entryParts) params() []jen.Code {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	if e.in != nil {
		params = append(params, e.in)
	}
	return params
}

// entryFunc is the head of a function that starts a flow: a method of the App,
// or, in a package of its own, a function.
func (g *emitter) entryFunc(name string, params []jen.Code) *jen.Statement {
	app := jen.Id("a").Op("*").Add(g.app())
	if g.split {
		params = append([]jen.Code{params[0], app}, params[1:]...)
		return jen.Func().Id(name).Params(params...)
	}
	return jen.Func().Params(app).Id(name).Params(params...)
}

func result(results []jen.Code) *jen.Statement {
	if len(results) == 1 {
		return jen.Add(results[0])
	}
	return jen.Params(results...)
}

// emitAnswerMethods emits the methods that take the answer of the built-in
// concept: one for syncs that answer on the spot, and one for those that put
// the answer on the list of things to do, or whose answer others wait for.
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
	if !fe.isLeaf(ap) || slices.Contains(fe.tasks.actions, ap) {
		fe.emitRespond(ap)
	}
}

// pool is the pool of the records of a type that traces are shown.
func (fe *flowEmitter) pool(typ string) *jen.Statement {
	name, ok := fe.pools[typ]
	if !ok {
		name = fe.scope.take(unexported(typ) + "Pool")
		fe.pools[typ] = name
		fe.addType(jen.Add(commentf("%s keeps what traces are shown.", name)).Line().
			Var().Id(name).Qual(runtimePath, "Pool").Types(jen.Id(typ)))
	}
	return jen.Id(name)
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
	values := jen.Dict{}
	for _, v := range fe.answerFields(s, call) {
		values[jen.Id(v.name)] = v.code
	}
	return jen.Op("&").Id(fe.route.answer.typ).Values(values)
}

// fieldValue is a field of a struct and what it is set to.
type fieldValue struct {
	name string
	code *jen.Statement
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
