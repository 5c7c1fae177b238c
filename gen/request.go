package gen

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// emitRequest emits what a route takes.
func (g *emitter) emitRequest(code *jen.Group, rl *routeLayout) {
	code.Add(commentf("%s is what %s takes: the named values of a request that syncs read.", rl.input, rl.entry))
	code.Type().Id(rl.input).StructFunc(func(fields *jen.Group) {
		fields.Id("Request").Qual(requestingPath, "Request")
		for _, f := range rl.fields {
			fields.Id(f.field).Add(g.goType(f.of))
		}
	})
	code.Line()
	var members []member
	for _, f := range rl.fields {
		members = append(members, newMember(f.name, jen.Id("in").Dot(f.field), f.of))
	}
	// The methods of what HTTP takes and gives have pointer receivers: with
	// others the compiler makes a second function of each.
	g.emitAppendTrace(code, jen.Id("in").Op("*").Id(rl.input), literalText(rl.route), members)
}

// literalText is the trace text of the values that all requests of a route
// have. The usual method goes without saying.
func literalText(r *program.Route) string {
	var parts []string
	for _, l := range r.Literals {
		if l.Name == "method" && l.Value == http.MethodPost {
			continue
		}
		parts = append(parts, fmt.Sprintf("%s: %#v", l.Name, l.Value))
	}
	return strings.Join(parts, ", ")
}

// emitServe emits the function that reads a request, has its flow run, and
// writes the answer.
func (g *emitter) emitServe(code *jen.Group, rl *routeLayout) {
	fields := ""
	if len(rl.fields) > 0 {
		fields = g.scope.take(rl.flow + "Fields")
		list := make([]readField, len(rl.fields))
		for i, f := range rl.fields {
			list[i] = readField{f.name, f.header, f.required, jen.Id("in").Dot(f.field), f.of}
		}
		code.Var().Id(fields).Op("=").Add(fieldTable(list))
		code.Line()
		code.Add(commentf("%s serves %s %s.", rl.serve, rl.method, rl.path))
		g.serveFunc(code, rl, func(body *jen.Group) {
			body.Id("r").Op(":=").Id("x").Dot("Read").Call(jen.Id(fields))
			g.readFields(body, list)
		})
		return
	}
	code.Add(commentf("%s serves %s %s.", rl.serve, rl.method, rl.path))
	g.serveFunc(code, rl, func(body *jen.Group) {
		body.Id("r").Op(":=").Id("x").Dot("Read").Call(jen.Nil())
		body.For(jen.Id("r").Dot("Next").Call().Op(">=").Lit(0)).Block()
	})
}

func (g *emitter) serveFunc(code *jen.Group, rl *routeLayout, read func(*jen.Group)) {
	code.Func().Id(rl.serve).
		Params(jen.Id("a").Op("*").Add(g.app()), jen.Id("x").Op("*").Qual(requestingPath, "Exchange")).Error().
		BlockFunc(func(body *jen.Group) {
			body.Var().Id("in").Id(rl.input)
			read(body)
			body.If(jen.Err().Op(":=").Id("r").Dot("Done").Call(), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
			body.Id("in").Dot("Request").Op("=").Id("x").Dot("Request").Call()
			body.List(jen.Id("answer"), jen.Err()).Op(":=").Add(g.callEntry(rl, jen.Id("x").Dot("Context").Call()))
			body.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
			body.Return(jen.Id("x").Dot("Answer").Call(
				jen.Id("answer").Dot("Status"), jen.Id("answer").Dot("Headers"),
				jen.Id("answer").Dot("AppendJSON").Call(jen.Id("x").Dot("Buffer").Call()),
			))
		})
	code.Line()
}

// callEntry is the call of a route's entry with the input in.
func (g *emitter) callEntry(rl *routeLayout, ctx jen.Code) *jen.Statement {
	if g.split {
		return jen.Id(rl.entry).Call(ctx, jen.Id("a"), jen.Id("in"))
	}
	return jen.Id("a").Dot(rl.entry).Call(ctx, jen.Id("in"))
}

// readField is a value that a reader moves over, and where it goes.
type readField struct {
	name     string
	header   string // the header that has it, if one has
	required bool
	into     *jen.Statement
	of       types.Type
}

func fieldTable(list []readField) *jen.Statement {
	return jen.Index().Qual(requestingPath, "Field").ValuesFunc(func(rows *jen.Group) {
		for _, f := range list {
			row := []jen.Code{jen.Id("Name").Op(":").Lit(cmp.Or(f.header, f.name))}
			if f.header != "" {
				row = append(row, jen.Id("Header").Op(":").True())
			}
			if f.required {
				row = append(row, jen.Id("Required").Op(":").True())
			}
			rows.Line().Values(row...)
		}
		rows.Line()
	})
}

// readFields emits the loop over the values that are present.
func (g *emitter) readFields(body *jen.Group, list []readField) {
	body.For(jen.Id("i").Op(":=").Id("r").Dot("Next").Call(), jen.Id("i").Op(">=").Lit(0), jen.Id("i").Op("=").Id("r").Dot("Next").Call()).Block(
		jen.Switch(jen.Id("i")).BlockFunc(func(cases *jen.Group) {
			for i, f := range list {
				cases.Case(jen.Lit(i)).Block(g.read(jen.Op("&").Add(f.into), f.of))
			}
		}),
	)
}

// read reads the reader's current value into the variable at an address.
func (g *emitter) read(at *jen.Statement, t types.Type) *jen.Statement {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return jen.Id("r").Dot(exported(t.String())).Call(at)
	case *types.Optional:
		return jen.Qual(requestingPath, lackWord(t.Lack)).Call(jen.Id("r"), at, g.readFunc(t.Elem))
	case *types.List:
		return jen.Qual(requestingPath, "List").Call(jen.Id("r"), at, g.readFunc(t.Elem))
	case *types.Variable:
		return jen.Id("r").Dot("JSON").Call(at)
	default:
		return g.readFunc(t).Call(jen.Id("r"), at)
	}
}

// readFunc is the function that reads a value of a type.
func (g *emitter) readFunc(t types.Type) *jen.Statement {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return readerMethod(t)
	case *types.Object:
		return jen.Qual(requestingPath, "Identity")
	case *types.Variable:
		return readerMethod(types.JSON)
	}
	return jen.Id(g.readHelper(t))
}

func readerMethod(p types.Primitive) *jen.Statement {
	return jen.Parens(jen.Op("*").Qual(requestingPath, "Reader")).Dot(exported(p.String()))
}

// readHelper has a function of the package emitted that reads values of a
// type, and returns its name.
func (g *emitter) readHelper(t types.Type) string {
	word := g.word(t)
	return g.helper("read "+g.key(t), "read"+word, func(name string) jen.Code {
		read := jen.Func().Id(name).
			Params(jen.Id("r").Op("*").Qual(requestingPath, "Reader"), jen.Id("into").Op("*").Add(g.goType(t)))
		switch t := t.(type) {
		case *types.Enum:
			return read.Block(jen.Qual(requestingPath, "Enum").Call(jen.Id("r"), jen.Id("into"), g.constants(t)))
		case *types.Record:
			table := g.scope.take(unexported(word) + "Fields")
			list := recordReads(t)
			return jen.Var().Id(table).Op("=").Add(fieldTable(list)).Line().Line().
				Add(read.BlockFunc(func(body *jen.Group) {
					body.If(jen.Op("!").Id("r").Dot("Record").Call(jen.Id(table))).Block(jen.Return())
					g.readFields(body, list)
				}))
		}
		return read.Block(g.read(jen.Id("into"), t))
	})
}

// constants is the list of an enumeration's values.
func (g *emitter) constants(e *types.Enum) *jen.Statement {
	return jen.Index().Add(g.goType(e)).ValuesFunc(func(list *jen.Group) {
		for _, constant := range e.Constants {
			list.Lit(constant)
		}
	})
}

func recordReads(t *types.Record) []readField {
	list := make([]readField, len(t.Fields))
	for i, goName := range recordFields(t) {
		field := t.Fields[i]
		_, optional := resolved(field.Type).(*types.Optional)
		list[i] = readField{field.Name, "", !optional, jen.Id("into").Dot(goName), field.Type}
	}
	return list
}
