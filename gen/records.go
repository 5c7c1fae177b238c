package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// emitActionRecords emits the structs that an action takes and gives.
func (g *emitter) emitActionRecords(group *jen.Group, al *actionLayout) {
	if al.input != "" {
		group.Add(commentf("%s is what %s takes.", al.input, al.method))
		g.emitRecord(group, al.input, "in", al.action.Params, al.fields, al.action.Rest)
	}
	if al.output == outputSealed {
		g.emitSealed(group, al)
	}
	for i, o := range al.action.Outcomes {
		ol := al.outcomes[i]
		switch {
		case ol.typ == "":
		case o.Refusal:
			g.emitRefusal(group, al, o, ol)
		case al.output == outputSealed:
			group.Add(commentf("%s is the outcome %s.", ol.typ, specParams(o.Results, o.Rest)))
			g.emitRecord(group, ol.typ, "out", o.Results, ol.fields, o.Rest)
			group.Func().Params(jen.Id(ol.typ)).Id(al.seal()).Params().Block()
			group.Line()
		default:
			group.Add(commentf("%s is what %s gives.", ol.typ, al.method))
			g.emitRecord(group, ol.typ, "out", o.Results, ol.fields, o.Rest)
		}
	}
}

// seal is the method that only the outcomes of an action have.
func (al *actionLayout) seal() string { return "is" + al.typ }

func (g *emitter) emitSealed(group *jen.Group, al *actionLayout) {
	doc := al.typ + " is one of the outcomes of " + al.method + ":"
	for i, o := range al.action.Outcomes {
		if !o.Refusal {
			doc += "\n  - " + al.outcomes[i].typ
		}
	}
	group.Add(comment(doc))
	group.Type().Id(al.typ).Interface(
		jen.Id("AppendTrace").Params(jen.Id("b").Index().Byte()).Index().Byte(),
		jen.Id("String").Params().String(),
		jen.Id(al.seal()).Params(),
	)
	group.Line()
}

func (g *emitter) emitQueryRecords(group *jen.Group, ql *queryLayout) {
	if ql.input != "" {
		group.Add(commentf("%s is what %s takes.", ql.input, ql.method))
		g.emitRecord(group, ql.input, "in", ql.query.Params, ql.fields, false)
	}
	group.Add(commentf("%s is a row that %s finds.", ql.row, ql.method))
	g.emitRecord(group, ql.row, "row", ql.query.Results, ql.results, false)
}

// emitRecord emits a struct, after its comment, with its methods.
func (g *emitter) emitRecord(group *jen.Group, name, receiver string, params []*program.Param, fields fieldNames, rest bool) {
	group.Type().Id(name).StructFunc(func(body *jen.Group) {
		for _, p := range params {
			body.Id(fields[p.Name]).Add(g.goType(p.Type))
		}
		if rest {
			body.Id(restField).Add(g.restType(receiver))
		}
	})
	group.Line()
	g.emitTrace(group, name, receiver, g.members(receiver, params, fields, rest))
}

// restType is the type of the further named values: what syncs give is known
// to them alone, what a concept gives is JSON.
func (g *emitter) restType(receiver string) *jen.Statement {
	if receiver == "in" {
		return jen.Qual(runtimePath, "Values")
	}
	return jen.Qual(runtimePath, "JSON")
}

func (g *emitter) members(receiver string, params []*program.Param, fields fieldNames, rest bool) []member {
	var list []member
	for _, p := range params {
		list = append(list, newMember(p.Name, jen.Id(receiver).Dot(fields[p.Name]), p.Type))
	}
	if rest {
		list = append(list, restMember(receiver))
	}
	return list
}

// restMember shows the further named values of a record under the name that
// they have in its declaration.
func restMember(receiver string) member {
	value := jen.Id(receiver).Dot(restField)
	if receiver == "in" {
		return member{name: "...", present: value.Clone().Op("!=").Nil(), value: value}
	}
	return member{name: "...", present: jen.Len(value).Op(">").Lit(0), value: value, of: types.JSON}
}

// emitTrace emits the methods that show a record in traces and when it is
// printed.
func (g *emitter) emitTrace(group *jen.Group, name, receiver string, members []member) {
	g.emitAppendTrace(group, jen.Id(receiver).Id(name), "", members)
	group.Add(comment("String returns the record as traces show it."))
	group.Func().Params(jen.Id(receiver).Id(name)).Id("String").Params().String().Block(
		jen.Return(jen.String().Call(jen.Id(receiver).Dot("AppendTrace").Call(jen.Nil()))),
	)
	group.Line()
}

// emitAppendTrace emits the method that shows a record in traces. What is the
// same for all records of the type comes first, as text.
func (g *emitter) emitAppendTrace(group *jen.Group, receiver *jen.Statement, first string, members []member) {
	group.Add(comment("AppendTrace appends the record as traces show it: without its secrets."))
	group.Func().Params(receiver).Id("AppendTrace").
		Params(jen.Id("b").Index().Byte()).Index().Byte().
		BlockFunc(func(body *jen.Group) { g.appendMembers(traceForm, body, first, members) })
	group.Line()
}

// emitRefusal emits the error of a refusal that says more than its reason.
func (g *emitter) emitRefusal(group *jen.Group, al *actionLayout, o *program.Outcome, ol *outcomeLayout) {
	group.Add(commentf("%s is the error with which %s refuses as %s.", ol.typ, al.method, specParams(o.Results, o.Rest)))
	group.Type().Id(ol.typ).StructFunc(func(body *jen.Group) {
		body.Id("Reason").String()
		for _, p := range o.Results {
			if !isError(p) {
				body.Id(ol.fields[p.Name]).Add(g.goType(p.Type))
			}
		}
		if o.Rest {
			body.Id(restField).Add(g.restType("r"))
		}
	})
	group.Line()
	for _, method := range []struct{ name, doc string }{
		{"Error", "Error returns the reason."},
		{"Refusal", "Refusal tells the error from a failure; it returns the reason."},
	} {
		group.Add(comment(method.doc))
		group.Func().Params(jen.Id("r").Op("*").Id(ol.typ)).Id(method.name).Params().String().Block(jen.Return(jen.Id("r").Dot("Reason")))
		group.Line()
	}
}
