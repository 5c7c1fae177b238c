package gen

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// emitWhole emits the package of an app that has but one.
func (g *emitter) emitWhole(flows *planner) []file {
	app := g.newFile("app.go")
	app.code.PackageComment(commentText(g.appDoc()))
	g.emitConcepts(app.code.Group)
	g.emitAppType(app.code.Group)
	g.emitNew(app.code.Group)
	if served := g.served(g.routes); len(served) > 0 {
		g.emitHandler(app.code.Group, jen.Id("a"))
		g.emitRoutes(app.code.Group, served)
	}
	syncs := g.newFile("syncs.go")
	if len(g.program.Syncs) > 0 {
		g.emitSyncIDs(syncs.code.Group, func(*program.Sync) bool { return true })
	}
	g.emitSyncTable(syncs.code.Group)
	files := append([]file{app, syncs, g.emitTraced()}, g.emitFlowFiles(flows, g.routes)...)
	return append(files, g.helperFile()...)
}

// emitCore emits the package of the App, where flows have packages of their
// own.
func (g *emitter) emitCore() []file {
	app := g.newFile("app.go")
	app.code.PackageComment(commentText(fmt.Sprintf("Package %s is what all flows of package %s share.", g.pkg, g.options.Package)))
	g.emitConcepts(app.code.Group)
	g.emitAppType(app.code.Group)
	g.emitNew(app.code.Group)
	return []file{app, g.emitTraced()}
}

// emitPart emits a package of flows.
func (g *emitter) emitPart(flows *planner, p flowPackage) []file {
	files := g.emitFlowFiles(flows, p.routes)
	files = append(files, g.helperFile()...)
	table := g.newFile("routes.go")
	table.code.PackageComment(commentText(fmt.Sprintf("Package %s has flows of package %s.", g.pkg, g.options.Package)))
	if served := g.served(p.routes); len(served) > 0 {
		g.emitRoutes(table.code.Group, served)
		table.code.Add(comment("Routes returns what the package serves over HTTP."))
		table.code.Func().Id("Routes").Params().Add(g.routeTable()).Block(jen.Return(jen.Id(g.routesVar)))
		table.code.Line()
	}
	if len(g.fired) > 0 {
		g.emitSyncIDs(table.code.Group, func(s *program.Sync) bool { return g.fired[s] })
	}
	return append(files, table)
}

// served are the routes that HTTP serves.
func (l *layout) served(routes []*routeLayout) []*routeLayout {
	var list []*routeLayout
	for _, rl := range routes {
		if rl.overHTTP() {
			list = append(list, rl)
		}
	}
	return list
}

// emitFlowFiles emits one file for each entry.
func (g *emitter) emitFlowFiles(flows *planner, routes []*routeLayout) []file {
	var list []file
	names := newNames()
	for len(routes) > 0 {
		first := routes[0]
		same := func(rl *routeLayout) bool { return rl.entry == first.entry }
		var group []*routeLayout
		for _, rl := range routes {
			if same(rl) {
				group = append(group, rl)
			}
		}
		routes = slices.DeleteFunc(slices.Clone(routes), same)
		f := g.newFile(names.fileName(first.entry, "flow"))
		code := g.emitFlows(flows, group)
		if first.overHTTP() {
			g.emitRequest(f.code.Group, first)
			g.emitAnswer(f.code.Group, first)
		}
		for _, c := range code {
			f.code.Add(c).Line()
		}
		if first.overHTTP() {
			g.emitServe(f.code.Group, first)
		}
		list = append(list, f)
	}
	return list
}

// helperFile holds the functions that the flows of the package share.
func (g *emitter) helperFile() []file {
	if len(g.code) == 0 {
		return nil
	}
	f := g.newFile("values.go")
	g.emitHelpers(f.code.Group)
	return []file{f}
}

// emitTop emits the package that users of a large app import.
func (g *emitter) emitTop(parts []flowPackage) []file {
	app := g.newFile("app.go")
	code := app.code.Group
	app.code.PackageComment(commentText(g.appDoc()))
	code.Add(comment("Concepts are the implementations of the concepts that the syncs bring together."))
	code.Type().Id("Concepts").Op("=").Qual(g.core, "Concepts")
	code.Line()
	code.Add(comment("App carries out the syncs. It is made by New, does not change, and serves many flows at once.\n\n" +
		"The functions that begin flows are in the packages below this one."))
	code.Type().Id("App").Struct(jen.Op("*").Add(g.app()))
	code.Line()
	code.Add(comment("New returns the app of a set of concepts. Its error names every concept that has no implementation."))
	code.Func().Id("New").Params(jen.Id("concepts").Id("Concepts"), jen.Id("options").Op("...").Qual(runtimePath, "Option")).
		Params(jen.Op("*").Id("App"), jen.Error()).Block(
		jen.List(jen.Id("a"), jen.Err()).Op(":=").Qual(g.core, "New").Call(jen.Id("concepts"), jen.Id(g.syncsVar), jen.Id("options").Op("...")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Op("&").Id("App").Values(jen.Id("a")), jen.Nil()),
	)
	code.Line()
	if len(g.served(g.routes)) > 0 {
		g.emitHandler(code, jen.Id("a").Dot("App"))
		code.Add(commentf("%s is the table of what is served over HTTP.", g.routesVar))
		code.Var().Id(g.routesVar).Op("=").Qual("slices", "Concat").CallFunc(func(tables *jen.Group) {
			for _, p := range parts {
				if len(g.served(p.routes)) > 0 {
					tables.Line().Qual(p.path, "Routes").Call()
				}
			}
			tables.Line()
		})
		code.Line()
	}
	syncs := g.newFile("syncs.go")
	g.emitSyncTable(syncs.code.Group)
	return []file{app, syncs}
}
