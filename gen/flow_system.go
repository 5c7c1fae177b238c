package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// systemRoot is the root of flows that begin with a system action of a concept
// of the program's own: the entry calls it, and gives back what it gives.
type systemRoot struct{ action *actionLayout }

// outputField and refusalField keep what the root gave, for the flow's starter.
const (
	outputField  = "output"
	refusalField = "refusal"
)

// value is an input of the root. Further values of `...` come from outside as
// whatever the starter has, and are read by their names.
func (r systemRoot) value(g *emitter, p recordPart) value {
	in := jen.Id("in")
	if declared := r.action.action.Param(p.name); declared != nil {
		return value{in.Dot(r.action.fields[p.name]), declared.Type}
	}
	return value{in.Dot(restField), types.JSON}
}

func (r systemRoot) entry(fe *flowEmitter) {
	ap := fe.plan.actions[0]
	e := entryParts{}
	var args []jen.Code
	if r.action.input != "" {
		e.in = jen.Id("in").Qual(r.action.concept.path, r.action.input)
		args = append(args, jen.Id("in"))
	}
	for _, p := range fe.calls[ap].watched {
		of := fe.partType(ap, p).(*types.Optional)
		args = append(args, jen.Qual(runtimePath, "Named").Types(fe.goType(of.Elem)).Call(r.value(fe.emitter, p).use(), jen.Lit(p.name)))
	}
	call := jen.Id(receiver).Dot(fe.calls[ap].name).Call(args...)
	refuses := ap.action.Refusal() != nil
	if refuses {
		fe.addField(jen.Id(refusalField).Error().Comment("of the root"))
	}
	if r.action.output != outputNone {
		e.out = jen.Qual(r.action.concept.path, r.action.typ)
		fe.addField(jen.Id(outputField).Add(e.out.Clone()).Comment("of the root"))
	}
	gives := func(err jen.Code) jen.Code {
		if e.out == nil {
			return jen.Return(err)
		}
		return jen.Return(jen.Id(receiver).Dot(outputField), err)
	}
	e.run = []jen.Code{
		jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(gives(jen.Err())),
	}
	if ap.cyclic {
		e.run = append(e.run, jen.If(jen.Err().Op(":=").Id(receiver).Dot("drain").Call(jen.Lit(0)), jen.Err().Op("!=").Nil()).Block(
			gives(jen.Qual(runtimePath, "After").Call(jen.Lit(ap.action.FullName()), jen.Err())),
		))
	}
	if refuses {
		e.run = append(e.run, gives(jen.Id(receiver).Dot(refusalField)))
	} else {
		e.run = append(e.run, gives(jen.Nil()))
	}
	fe.emitRun(e)
	fe.emitAction(ap)
}

// rootResult keeps what the root gave. Where syncs call the root action too,
// only the first call is the root.
func (fe *flowEmitter) rootResult(ap *actionPlan, field, name string) []jen.Code {
	if !fe.isSystemRoot(ap) {
		return nil
	}
	keep := jen.Id(receiver).Dot(field).Op("=").Id(name)
	if !fe.plan.rootCalled {
		return []jen.Code{keep}
	}
	return []jen.Code{jen.If(jen.Id(receiver).Dot(progressField).Dot("IsFirst").Call()).Block(keep)}
}

// systemEntry is the function that starts the flows of a system action:
// it chooses the flow by the literals that syncs tell them apart by. runs are
// the functions that run the flows of the routes.
func (g *emitter) systemEntry(al *actionLayout, entry string, routes []*routeLayout, runs []string) []jen.Code {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	args := []jen.Code{jen.Id("ctx")}
	if al.input != "" {
		params = append(params, jen.Id("in").Qual(al.concept.path, al.input))
		args = append(args, jen.Id("in"))
	}
	results, gives := []jen.Code{jen.Error()}, []jen.Code{jen.Err()}
	if al.output != outputNone {
		results = append([]jen.Code{jen.Qual(al.concept.path, al.typ)}, results...)
		gives = append([]jen.Code{jen.Id("out")}, gives...)
	}
	call := func(function, app string) *jen.Statement {
		return jen.Id(function).Call(append([]jen.Code{jen.Id(app)}, args...)...)
	}
	var code []jen.Code
	start := runs[len(runs)-1]
	if len(runs) > 1 {
		start = g.scope.take("start" + entry)
		code = append(code, jen.Add(commentf("%s chooses the flow of %s.", start, al.action.FullName())).Line().
			Func().Id(start).Params(append([]jen.Code{jen.Id("a").Op("*").Add(g.app())}, params...)...).Add(result(results)).BlockFunc(func(body *jen.Group) {
			body.Switch().BlockFunc(func(cases *jen.Group) {
				for i, rl := range routes {
					if !rl.route.Default {
						cases.Case(g.routeCondition(al, rl.route)).Block(jen.Return(call(runs[i], "a")))
					}
				}
			})
			body.Return(call(runs[len(runs)-1], "a"))
		}))
	}
	return append(code, jen.Add(commentf("%s calls %s, and all that syncs make of it.", entry, al.action.FullName())).Line().
		Add(g.entryFunc(entry, params)).Add(result(results)).Block(
		jen.If(jen.Id("a").Dot("Traced").Call()).Block(
			jen.List(jen.Id("door"), jen.Id("ctx")).Op(":=").Id("a").Dot(g.door("begin")).Call(jen.Id("ctx")),
			jen.List(gives...).Op(":=").Add(call(start, "door")),
			jen.Id("door").Dot(g.door("end")).Call(jen.Err()),
			jen.Return(gives...),
		),
		jen.Return(call(start, "a")),
	))
}

// routeCondition is the condition that an input belongs to a route.
func (g *emitter) routeCondition(al *actionLayout, r *program.Route) *jen.Statement {
	s := g.newScope()
	var conditions []condition
	for _, l := range r.Literals {
		declared := al.action.Param(l.Name).Type
		literal := &program.Literal{Value: l.Value}
		literal.Of = presentType(declared)
		conditions = append(conditions, s.match([]*program.Match{{Name: l.Name, Type: declared, Test: literal}}, func(*program.Match) value {
			return value{jen.Id("in").Dot(al.fields[l.Name]), declared}
		})...)
	}
	cond := jen.Null()
	for i, c := range conditions {
		if i > 0 {
			cond = cond.Op("&&")
		}
		cond = cond.Add(c.holds)
	}
	return cond
}
