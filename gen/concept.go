package gen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// emitConcept emits the package of a concept: one file with what an author
// implements, one with the records that go in and out.
func (g *emitter) emitConcept(cl *conceptLayout) []file {
	face := g.newFile("concept.go")
	face.code.PackageComment(conceptDoc(g.layout, cl))
	g.emitIdentities(face.code.Group, cl)
	g.emitEnums(face.code.Group, cl)
	g.emitAliases(face.code.Group, cl)
	g.emitInterface(face.code.Group, cl)

	records := g.newFile("records.go")
	for _, a := range cl.concept.Actions {
		g.emitActionRecords(records.code.Group, g.actions[a])
	}
	for _, q := range cl.concept.Queries {
		g.emitQueryRecords(records.code.Group, g.queries[q])
	}
	g.emitHelpers(records.code.Group)
	if len(cl.concept.Actions)+len(cl.concept.Queries) == 0 {
		return []file{face}
	}
	return []file{face, records}
}

func conceptDoc(l *layout, cl *conceptLayout) string {
	c := cl.concept
	title := cl.declared
	if len(c.TypeParams) > 0 {
		parts := make([]string, len(c.TypeParams))
		for i, p := range c.TypeParams {
			parts[i] = p.Name
		}
		title += " [" + strings.Join(parts, ", ") + "]"
	}
	doc := fmt.Sprintf("Package %s is the concept %s of %s.", cl.pkg, title, l.place(c.Decl.Name.At))
	if roles := l.roles(cl); len(roles) > 1 || roles[0] != cl.declared {
		doc += fmt.Sprintf("\n\nThe app has an implementation of it for each of its roles: %s.", strings.Join(roles, ", "))
	}
	doc += prose("Purpose", c.Decl.Purpose) + prose("Principle", c.Decl.Principle)
	return commentText(doc)
}

// roles are the names of the instances that a package serves.
func (l *layout) roles(cl *conceptLayout) []string {
	roles := []string{cl.concept.Name}
	for _, c := range l.concepts {
		if c.shares == cl {
			roles = append(roles, c.concept.Name)
		}
	}
	return roles
}

func (g *emitter) emitIdentities(group *jen.Group, cl *conceptLayout) {
	for _, o := range slices.Concat(cl.concept.TypeParams, cl.concept.Objects) {
		name := cl.identities[o.Name]
		if o.Param {
			group.Add(commentf("%s identifies something that other concepts know; %s knows no more of it.", name, cl.declared))
		} else {
			group.Add(commentf("%s identifies one %s of the concept.", name, o.Name))
		}
		group.Type().Id(name).String()
		group.Line()
	}
}

func (g *emitter) emitEnums(group *jen.Group, cl *conceptLayout) {
	for _, e := range cl.enums {
		group.Add(commentf("%s is one of %s.", e.typ, strings.Join(e.enum.Constants, ", ")))
		group.Type().Id(e.typ).String()
		group.Line()
		group.Add(commentf("The values of %s.", e.typ))
		group.Const().DefsFunc(func(defs *jen.Group) {
			for i, constant := range e.enum.Constants {
				defs.Id(e.constants[i]).Id(e.typ).Op("=").Lit(constant)
			}
		})
		group.Line()
	}
}

// emitAliases gives the records of the signatures names to write them by.
func (g *emitter) emitAliases(group *jen.Group, cl *conceptLayout) {
	for _, r := range cl.records {
		group.Add(commentf("%s is a record %s.", r.name, specType(r.record)))
		group.Type().Id(r.name).Op("=").Add(g.goStruct(r.record))
		group.Line()
	}
}

func (g *emitter) emitInterface(group *jen.Group, cl *conceptLayout) {
	group.Add(commentf("Concept is what an implementation of %s does. Many flows call it at once.\n\n"+
		"A refusal is an error made by runtime.Refuse. Any other error is a failure: it ends the flow that called.",
		cl.declared))
	group.Type().Id("Concept").InterfaceFunc(func(methods *jen.Group) {
		for i, a := range cl.concept.Actions {
			if i > 0 {
				methods.Line()
			}
			al := g.actions[a]
			methods.Add(comment(actionDoc(al)))
			methods.Add(g.actionSignature(al))
		}
		for i, q := range cl.concept.Queries {
			if i > 0 || len(cl.concept.Actions) > 0 {
				methods.Line()
			}
			ql := g.queries[q]
			methods.Add(comment(queryDoc(ql)))
			methods.Add(g.querySignature(ql))
		}
	})
}

func actionDoc(al *actionLayout) string {
	doc := al.method + " is the action " + al.action.Name + "."
	if al.action.System {
		doc = al.method + " is the system action " + al.action.Name + ", which begins a flow."
	}
	for i, o := range al.action.Outcomes {
		doc += "\n\n\t" + specOutcome(o)
		if typ := al.outcomes[i].typ; o.Refusal && typ != "" {
			doc += "\n\nThis refusal is a *" + typ + "."
		} else if al.output == outputSealed && !o.Refusal {
			doc += "\n\nThis outcome is a " + typ + "."
		}
		doc += prose("Requires", o.Decl.Requires) + prose("Effects", o.Decl.Effects)
	}
	return doc
}

func queryDoc(ql *queryLayout) string {
	returns := map[syntax.Cardinality]string{
		syntax.Many:     "It returns the rows, in the order in which syncs shall see them.",
		syntax.One:      "It returns the one row that there is.",
		syntax.Optional: "It returns the row, and whether there is one.",
	}[ql.query.Cardinality]
	if ql.query.Batch {
		returns = map[syntax.Cardinality]string{
			syntax.Many:     "It is asked for many inputs at once: the i-th result is the rows of the i-th input, in the order in which syncs shall see them.",
			syntax.One:      "It is asked for many inputs at once: the i-th result is the one row of the i-th input.",
			syntax.Optional: "It is asked for many inputs at once: the i-th result is the row of the i-th input, absent where there is none.",
		}[ql.query.Cardinality]
	}
	doc := ql.method + " is the query " + ql.query.Name + ". " + returns + "\n\n\t" + specQuery(ql.query)
	return doc + prose("Requires", ql.query.Decl.Requires) + prose("Effects", ql.query.Decl.Effects)
}

// actionSignature is the name, parameters and results of an action's method.
func (g *emitter) actionSignature(al *actionLayout) *jen.Statement {
	return jen.Id(al.method).ParamsFunc(g.inputParams(al.concept, al.input)).Add(g.actionResults(al))
}

// actionResults are the results of an action's method.
func (g *emitter) actionResults(al *actionLayout) *jen.Statement {
	if al.output == outputNone {
		return jen.Error()
	}
	return jen.Params(jen.Qual(al.concept.path, al.typ), jen.Error())
}

// querySignature is the name, parameters and results of a query's method.
func (g *emitter) querySignature(ql *queryLayout) *jen.Statement {
	if ql.query.Batch {
		return jen.Id(ql.method).Params(
			jen.Id("ctx").Qual("context", "Context"),
			jen.Id("in").Index().Qual(ql.concept.path, ql.input),
		).Params(jen.Index().Add(g.batchResult(ql)), jen.Error())
	}
	return jen.Id(ql.method).ParamsFunc(g.inputParams(ql.concept, ql.input)).Params(append(g.rowTypes(ql), jen.Error())...)
}

// rowTypes are the results of a query's method before the error.
func (g *emitter) rowTypes(ql *queryLayout) []jen.Code {
	row := jen.Qual(ql.concept.path, ql.row)
	switch ql.query.Cardinality {
	case syntax.One:
		return []jen.Code{row}
	case syntax.Optional:
		return []jen.Code{row, jen.Bool()}
	}
	return []jen.Code{jen.Index().Add(row)}
}

// batchResult is what a batch query gives for one of its inputs.
func (g *emitter) batchResult(ql *queryLayout) *jen.Statement {
	row := jen.Qual(ql.concept.path, ql.row)
	switch ql.query.Cardinality {
	case syntax.One:
		return row
	case syntax.Optional:
		return jen.Qual(runtimePath, "Optional").Types(row)
	}
	return jen.Index().Add(row)
}

func (g *emitter) inputParams(cl *conceptLayout, input string) func(*jen.Group) {
	return func(params *jen.Group) {
		params.Id("ctx").Qual("context", "Context")
		if input != "" {
			params.Id("in").Qual(cl.path, input)
		}
	}
}
