package gen

import (
	"fmt"

	"github.com/dave/jennifer/jen"
)

func (g *emitter) appDoc() string {
	return fmt.Sprintf("Package %s carries out the syncs of %s.\n\n"+
		"New brings the implementations of the concepts together. Each method of App that takes a context begins a flow.",
		g.pkg, g.program.Dir)
}

// ownConcepts are the concepts that an app is given implementations of.
func (l *layout) ownConcepts() []*conceptLayout {
	var own []*conceptLayout
	for _, c := range l.concepts {
		if !c.concept.BuiltIn {
			own = append(own, c)
		}
	}
	return own
}

func (g *emitter) emitConcepts(code *jen.Group) {
	code.Add(comment("Concepts are the implementations of the concepts that the syncs bring together."))
	code.Type().Id("Concepts").StructFunc(func(fields *jen.Group) {
		for _, c := range g.ownConcepts() {
			fields.Id(c.field).Qual(c.path, "Concept")
		}
	})
	code.Line()
}

func (g *emitter) emitAppType(code *jen.Group) {
	code.Add(comment("App carries out the syncs. It is made by New, does not change, and serves many flows at once."))
	code.Type().Id("App").Struct(
		jen.Id("Concepts"),
		jen.Qual(runtimePath, "Engine"),
		jen.Line(),
		jen.Id("doors").Op("*").Qual("sync", "Pool").Commentf("of *%s, for the flows of a traced app", g.tracedType),
		jen.Id("traced").Op("*").Id(g.tracedType).Comment("what this App is the door of, if it is one"),
	)
	code.Line()
}

// emitNew emits the constructor. Where the app has packages for its routes,
// the table of syncs is the caller's.
func (g *emitter) emitNew(code *jen.Group) {
	own := g.ownConcepts()
	code.Add(comment("New returns the app of a set of concepts. Its error names every concept that has no implementation."))
	code.Func().Id("New").ParamsFunc(func(params *jen.Group) {
		params.Id("concepts").Id("Concepts")
		if g.split {
			params.Id(g.syncsVar).Index().Qual(runtimePath, "Sync")
		}
		params.Id("options").Op("...").Qual(runtimePath, "Option")
	}).Params(jen.Op("*").Id("App"), jen.Error()).BlockFunc(func(body *jen.Group) {
		if len(own) > 0 {
			g.emitMissing(body, own)
		}
		body.Id("a").Op(":=").Op("&").Id("App").Values(jen.Dict{
			jen.Id("Concepts"): jen.Id("concepts"),
			jen.Id("Engine"):   jen.Qual(runtimePath, "NewEngine").Call(jen.Id(g.syncsVar), jen.Id("options").Op("...")),
		})
		body.Id("a").Dot("doors").Op("=").Op("&").Qual("sync", "Pool").Values(jen.Dict{
			jen.Id("New"): jen.Func().Params().Any().Block(jen.Return(jen.Id(g.newTraced).Call(jen.Id("a")))),
		})
		body.Return(jen.Id("a"), jen.Nil())
	})
	code.Line()
}

func (g *emitter) emitMissing(body *jen.Group, own []*conceptLayout) {
	body.Var().Id("missing").Index().String()
	for _, c := range own {
		body.If(jen.Id("concepts").Dot(c.field).Op("==").Nil()).Block(
			jen.Id("missing").Op("=").Append(jen.Id("missing"), jen.Lit(c.concept.Name)),
		)
	}
	body.If(jen.Id("missing").Op("!=").Nil()).Block(
		jen.Return(jen.Nil(), jen.Qual("errors", "New").Call(
			jen.Lit(g.options.Package+".New: no implementation of ").Op("+").
				Qual("strings", "Join").Call(jen.Id("missing"), jen.Lit(", ")),
		)),
	)
}

// emitRoutes emits the table of the routes that a package serves, and what
// serves them all.
func (g *emitter) emitRoutes(code *jen.Group, routes []*routeLayout) {
	code.Add(commentf("%s is the table of what is served over HTTP.", g.routesVar))
	code.Var().Id(g.routesVar).Op("=").Add(g.routeTable()).ValuesFunc(func(rows *jen.Group) {
		for _, rl := range routes {
			rows.Line().Values(jen.Id("Method").Op(":").Lit(rl.method), jen.Id("Path").Op(":").Lit(rl.path), jen.Id("Serve").Op(":").Id(rl.serve))
		}
		rows.Line()
	})
	code.Line()
}

// routeTable is the type of a table of routes.
func (g *emitter) routeTable() *jen.Statement {
	return jen.Index().Qual(requestingPath, "Route").Types(jen.Op("*").Add(g.app()))
}

// emitHandler emits the methods that give the app to net/http.
func (g *emitter) emitHandler(code *jen.Group, app *jen.Statement) {
	code.Add(comment("Routes returns what the app serves over HTTP."))
	code.Func().Params(jen.Op("*").Id("App")).Id("Routes").Params().Add(g.routeTable()).Block(jen.Return(jen.Id(g.routesVar)))
	code.Line()
	code.Add(comment("Handler serves the app's routes."))
	code.Func().Params(jen.Id("a").Op("*").Id("App")).Id("Handler").
		Params(jen.Id("options").Op("...").Qual(requestingPath, "Option")).Qual("net/http", "Handler").Block(
		jen.Return(jen.Qual(requestingPath, "NewHandler").Call(app, jen.Id(g.routesVar), jen.Id("options").Op("..."))),
	)
	code.Line()
}
