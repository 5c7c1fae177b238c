package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Doubles is a file of Go that puts an app together of concepts that do nothing
// themselves: each of their methods asks a package, the driver, what it comes to.
type Doubles struct {
	// Name begins the names of what the file declares: NAME, the function that
	// makes the app, and NAMEEntries, the functions that begin flows where these
	// are no methods of the app.
	Name string
	// Driver is the import path of the driver. It has a type Run with a method
	// Options, and the functions Act, Do, Rows, Row, Optional, Perhaps and Batch.
	Driver string
}

// Render writes the file, of package main, for the app that Generate makes of a
// program with the same options.
func (d Doubles) Render(p *program.Program, options Options) ([]byte, error) {
	l := layOut(p, options)
	g := newEmitter(l, "main", "main", newNames())
	f := g.newFile(d.Name + ".go")
	f.code.ImportAlias(options.ImportPath, "app")
	f.code.ImportAlias(d.Driver, "driver")
	f.isStandard = func(path string) bool { return l.isStandard(path) && path != d.Driver }
	f.code.Add(d.makeApp(g))
	f.code.Line()
	f.code.Add(d.entries(g))
	for _, c := range l.ownConcepts() {
		d.double(g, f.code, c)
	}
	return f.render()
}

// Entries are the Go names of the functions that begin the flows of the system
// actions of a program's own concepts, by the actions.
func Entries(p *program.Program, options Options) map[*program.Action]string {
	entries := map[*program.Action]string{}
	for _, rl := range layOut(p, options).routes {
		if !rl.overHTTP() {
			entries[rl.route.Root] = rl.entry
		}
	}
	return entries
}

func (d Doubles) driver(name string) *jen.Statement { return jen.Qual(d.Driver, name) }

func (d Doubles) makeApp(g *emitter) jen.Code {
	return jen.Func().Id(d.Name).Params(
		jen.Id("run").Op("*").Add(d.driver("Run")),
		jen.Id("options").Op("...").Qual(runtimePath, "Option"),
	).Params(jen.Any(), jen.Error()).Block(
		jen.Return(jen.Qual(g.options.ImportPath, "New").Call(
			jen.Qual(g.options.ImportPath, "Concepts").ValuesFunc(func(fields *jen.Group) {
				for _, c := range g.ownConcepts() {
					fields.Line().Id(c.field).Op(":").Id(d.Name + c.field).Values(jen.Id("run"))
				}
				fields.Line()
			}),
			jen.Id("run").Dot("Options").Call(jen.Id("options").Op("...")).Op("..."),
		)),
	)
}

func (d Doubles) entries(g *emitter) jen.Code {
	return jen.Var().Id(d.Name + "Entries").Op("=").Map(jen.String()).Any().ValuesFunc(func(list *jen.Group) {
		if !g.split {
			return
		}
		seen := map[string]bool{}
		for _, part := range g.flowPackages() {
			for _, rl := range part.routes {
				if !seen[rl.entry] {
					list.Line().Lit(rl.entry).Op(":").Qual(part.path, rl.entry)
				}
				seen[rl.entry] = true
			}
		}
		list.Line()
	})
}

// double emits the double of one concept.
func (d Doubles) double(g *emitter, code *jen.File, c *conceptLayout) {
	name := d.Name + c.field
	code.Line().Type().Id(name).Struct(jen.Id("run").Op("*").Add(d.driver("Run")))
	code.Line().Var().Id("_").Qual(c.path, "Concept").Op("=").Id(name).Values()
	receiver := func() *jen.Statement { return jen.Func().Params(jen.Id("c").Id(name)) }
	for _, a := range c.concept.Actions {
		al := g.actions[a]
		code.Line().Add(receiver().Add(g.actionSignature(al)).Block(jen.Return(d.act(c, al))))
	}
	for _, q := range c.concept.Queries {
		ql := g.queries[q]
		code.Line().Add(receiver().Add(g.querySignature(ql)).Block(jen.Return(d.ask(g, c, ql))))
	}
}

// given is the input of a method, as the driver gets it.
func given(input string) *jen.Statement {
	if input == "" {
		return jen.Nil()
	}
	return jen.Id("in")
}

func (d Doubles) act(c *conceptLayout, al *actionLayout) *jen.Statement {
	call := d.driver("Do")
	if al.output != outputNone {
		call = d.driver("Act").Types(jen.Qual(c.path, al.typ))
	}
	refusal := jen.Nil()
	var outcomes []jen.Code
	for i, o := range al.action.Outcomes {
		switch typ := al.outcomes[i].typ; {
		case typ == "":
		case o.Refusal:
			refusal = jen.Op("&").Qual(c.path, typ).Values()
		default:
			outcomes = append(outcomes, jen.Qual(c.path, typ).Values())
		}
	}
	args := []jen.Code{jen.Id("c").Dot("run"), jen.Lit(al.action.FullName()), given(al.input), refusal}
	return call.Call(append(args, outcomes...)...)
}

func (d Doubles) ask(g *emitter, c *conceptLayout, ql *queryLayout) *jen.Statement {
	function := map[syntax.Cardinality]string{syntax.Many: "Rows", syntax.One: "Row", syntax.Optional: "Perhaps"}[ql.query.Cardinality]
	if ql.query.Batch && function == "Perhaps" {
		function = "Optional"
	}
	ask := d.driver(function).Types(jen.Qual(c.path, ql.row)).Call(jen.Id("c").Dot("run"), jen.Lit(ql.query.FullName()), given(ql.input))
	if !ql.query.Batch {
		return ask
	}
	return d.driver("Batch").Call(jen.Id("in"), jen.Func().Params(jen.Id("in").Qual(c.path, ql.input)).
		Params(g.batchResult(ql), jen.Error()).Block(jen.Return(ask)))
}
