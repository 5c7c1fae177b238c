package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// emitTraced emits the App that a traced flow holds: a copy whose concepts
// report each completed step. Copies are pooled, and each keeps the memory in
// which a step is reported, so that a trace allocates nothing for an action.
func (g *emitter) emitTraced() file {
	f := g.newFile("traced.go")
	code := f.code.Group
	own := g.ownConcepts()
	fields := newNames("App", "trace")
	decorators := make([]string, len(own))
	types := make([]string, len(own))
	for i, c := range own {
		decorators[i] = fields.local(c.concept.Name)
		types[i] = g.scope.take(g.tracedType + c.field)
	}

	code.Add(commentf("%s is what one traced flow at a time holds in place of the app: whatever it calls is reported to its trace.", g.tracedType))
	code.Type().Id(g.tracedType).StructFunc(func(body *jen.Group) {
		body.Id("App")
		body.Id("trace").Qual(runtimePath, "Trace")
		for i := range own {
			body.Id(decorators[i]).Id(types[i])
		}
	})
	code.Line()

	code.Func().Id(g.newTraced).Params(jen.Id("a").Op("*").Id("App")).Op("*").Id(g.tracedType).BlockFunc(func(body *jen.Group) {
		t := jen.Id("t")
		body.Id("t").Op(":=").New(jen.Id(g.tracedType))
		concepts := jen.Dict{}
		for i, c := range own {
			body.Id("t").Dot(decorators[i]).Dot("next").Op("=").Id("a").Dot(c.field)
			body.Id("t").Dot(decorators[i]).Dot("trace").Op("=").Op("&").Id("t").Dot("trace")
			concepts[jen.Id(c.field)] = jen.Op("&").Id("t").Dot(decorators[i])
		}
		body.Id("t").Dot("App").Op("=").Id("App").Values(jen.Dict{
			jen.Id("Concepts"): jen.Id("Concepts").Values(concepts),
			jen.Id("Engine"):   jen.Id("a").Dot("Door").Call(jen.Op("&").Id("t").Dot("trace")),
			jen.Id("doors"):    jen.Id("a").Dot("doors"),
			jen.Id("traced"):   t,
		})
		body.Return(t)
	})
	code.Line()
	g.emitDoor(code)
	for i, c := range own {
		g.emitDecorator(code, c, types[i])
	}
	return f
}

// coldPath keeps the compiler from copying a function into every flow, where it
// would cost the build more than it saves a traced flow.
const coldPath = "//go:noinline"

// emitDoor emits what entries call to begin and end a traced flow.
func (g *emitter) emitDoor(code *jen.Group) {
	begin, end := g.door("begin"), g.door("end")
	code.Add(commentf("%s begins a traced flow: it returns the App and the context that the flow uses.", begin))
	code.Comment(coldPath)
	code.Func().Params(jen.Id("a").Op("*").Id("App")).Id(begin).Params(jen.Id("ctx").Qual("context", "Context")).
		Params(jen.Op("*").Id("App"), jen.Qual("context", "Context")).Block(
		jen.Id("t").Op(":=").Id("a").Dot("doors").Dot("Get").Call().Assert(jen.Op("*").Id(g.tracedType)),
		jen.Return(jen.Op("&").Id("t").Dot("App"), jen.Id("t").Dot("trace").Dot("Begin").Call(jen.Id("ctx"))),
	)
	code.Line()
	code.Add(commentf("%s ends the traced flow that holds the App.", end))
	code.Comment(coldPath)
	code.Func().Params(jen.Id("a").Op("*").Id("App")).Id(end).Params(jen.Id("err").Error()).Block(
		jen.Id("a").Dot("traced").Dot("trace").Dot("End").Call(jen.Id("err")),
		jen.Id("a").Dot("doors").Dot("Put").Call(jen.Id("a").Dot("traced")),
	)
	code.Line()
	if g.builtIn() == nil {
		return
	}
	report := g.door("report")
	code.Add(commentf("%s reports an action of the built-in concept to the trace of a traced flow.", report))
	code.Comment(coldPath)
	code.Func().Params(jen.Id("a").Op("*").Id("App")).Id(report).
		Params(jen.Id("action").String(), jen.List(jen.Id("in"), jen.Id("out")).Qual(runtimePath, "Record")).Block(
		jen.Id("a").Dot("traced").Dot("trace").Dot("Enter").Call(),
		jen.Id("a").Dot("traced").Dot("trace").Dot("Action").Call(jen.Id("action"), jen.Id("in"), jen.Id("out"), jen.Nil()),
	)
	code.Line()
}

// door is the name of a method of the App that flows use, which may be in
// packages of their own.
func (g *emitter) door(name string) string {
	if g.split {
		return exported(name)
	}
	return name
}

// tracedMethod is a method of a decorator.
type tracedMethod struct {
	report    string // the method of runtime.Trace
	action    string // full name
	method    string
	signature *jen.Statement
	results   []jen.Code // names of the results
	slot      string     // the field that keeps what is reported
	in, out   *jen.Statement
	lists     []jen.Code // types that are emitted for what is reported
	sealed    bool       // the output is an interface and needs no memory
	optional  bool       // there may be no row
}

// emitDecorator emits the concept that stands in front of another and reports
// what that does.
func (g *emitter) emitDecorator(code *jen.Group, c *conceptLayout, typ string) {
	slots := newNames("next", "trace")
	var methods []tracedMethod
	for _, a := range c.concept.Actions {
		methods = append(methods, g.tracedAction(g.actions[a], slots))
	}
	for _, q := range c.concept.Queries {
		methods = append(methods, g.tracedQuery(g.queries[q], slots))
	}
	code.Add(commentf("%s reports what %s does.", typ, c.concept.Name))
	code.Type().Id(typ).StructFunc(func(body *jen.Group) {
		body.Id("next").Qual(c.path, "Concept")
		body.Id("trace").Op("*").Qual(runtimePath, "Trace")
		for _, m := range methods {
			if m.in == nil && m.out == nil {
				continue
			}
			body.Id(m.slot).StructFunc(func(records *jen.Group) {
				if m.in != nil {
					records.Id("in").Add(m.in.Clone())
				}
				if m.out != nil {
					records.Id("out").Add(m.out.Clone())
				}
			})
		}
	})
	code.Line()
	for _, m := range methods {
		for _, list := range m.lists {
			code.Add(list)
		}
		code.Func().Params(jen.Id("t").Op("*").Id(typ)).Add(m.signature).BlockFunc(m.body)
		code.Line()
	}
}

func (g *emitter) tracedAction(al *actionLayout, slots *names) tracedMethod {
	m := tracedMethod{
		report:    "Action",
		action:    al.action.FullName(),
		method:    al.method,
		signature: g.actionSignature(al),
		results:   []jen.Code{jen.Id("out"), jen.Err()},
		slot:      slots.local(al.method),
		sealed:    al.output == outputSealed,
	}
	if al.input != "" {
		m.in = jen.Qual(al.concept.path, al.input)
	}
	switch al.output {
	case outputNone:
		m.results = m.results[1:]
	case outputStruct:
		m.out = jen.Qual(al.concept.path, al.typ)
	}
	return m
}

func (g *emitter) tracedQuery(ql *queryLayout, slots *names) tracedMethod {
	m := tracedMethod{
		report:    "Query",
		action:    ql.query.FullName(),
		method:    ql.method,
		signature: g.querySignature(ql),
		results:   []jen.Code{jen.Id("out"), jen.Err()},
		slot:      slots.local(ql.method),
		out:       jen.Qual(ql.concept.path, ql.row),
	}
	if ql.input != "" {
		m.in = jen.Qual(ql.concept.path, ql.input)
	}
	prefix := unexported(ql.concept.field)
	switch {
	case ql.query.Batch:
		m.in = m.list(g, prefix+ql.input+"s", tracedList{"inputs", "input", m.in, showRecord("input")})
		m.out = m.list(g, prefix+ql.method+"Results", tracedList{"results", "result", g.batchResult(ql), showResult("result", ql)})
	case ql.query.Cardinality == syntax.Many:
		m.out = m.list(g, prefix+ql.row+"s", tracedList{"rows", "row", m.out, showRecord("row")})
	case ql.query.Cardinality == syntax.Optional:
		m.optional = true
		m.results = []jen.Code{jen.Id("out"), jen.Id("found"), jen.Err()}
	}
	return m
}

// body calls the concept, reports the step from the decorator's own memory,
// and forgets it: it may hold passwords.
func (m tracedMethod) body(body *jen.Group) {
	trace := jen.Id("t").Dot("trace")
	kept := func(name string) *jen.Statement { return jen.Id("t").Dot(m.slot).Dot(name) }
	in, out := jen.Nil(), jen.Nil()
	arguments := []jen.Code{jen.Id("ctx")}
	if m.in != nil {
		arguments = append(arguments, jen.Id("in"))
		in = jen.Op("&").Add(kept("in"))
	}
	if m.out != nil {
		out = jen.Op("&").Add(kept("out"))
	} else if m.sealed {
		out = jen.Id("out")
	}
	report := func(out jen.Code) jen.Code {
		return trace.Clone().Dot(m.report).Call(jen.Lit(m.action), in, out, jen.Err())
	}

	body.Add(trace.Clone().Dot("Enter").Call())
	body.List(m.results...).Op(":=").Id("t").Dot("next").Dot(m.method).Call(arguments...)
	if m.in != nil {
		body.Add(kept("in").Op("=").Id("in"))
	}
	if m.out != nil {
		body.Add(kept("out").Op("=").Id("out"))
	}
	if m.optional {
		body.If(jen.Id("found")).Block(report(out)).Else().Block(report(jen.Nil()))
	} else {
		body.Add(report(out))
	}
	if m.in != nil {
		body.Add(kept("in").Op("=").Add(m.in.Clone()).Values())
	}
	if m.out != nil {
		body.Add(kept("out").Op("=").Add(m.out.Clone()).Values())
	}
	body.Return(m.results...)
}
