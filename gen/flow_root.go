package gen

import (
	"github.com/dave/jennifer/jen"

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
				jen.Return(jen.Id("out"), jen.Err()),
			),
			jen.If(jen.Op("!").Id(receiver).Dot("answer").Dot("Answered").Call()).Block(
				jen.Return(jen.Id("out"), jen.Qual(runtimePath, "Unanswered").Call(
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
