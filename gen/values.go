package gen

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// valuesOf is the runtime.Values of the further named values that a sync gives
// an action: a value of a struct type of the package, one for each list of
// names and Go types. value gives the Go expression of an argument, of the Go
// type of its Type.
func (g *emitter) valuesOf(args []*program.Arg, value func(*program.Arg) *jen.Statement) *jen.Statement {
	fields := valuesFields(args)
	given := make([]fieldValue, len(args))
	for i, a := range args {
		given[i] = fieldValue{fields[i], value(a)}
	}
	return composite(jen.Id(g.valuesType(args, fields)), given)
}

// valuesFields are the Go names of the fields for a list of values.
func valuesFields(args []*program.Arg) []string {
	scope := newNames("AppendJSON", "AppendTrace")
	fields := make([]string, len(args))
	for i, a := range args {
		fields[i] = scope.local(a.Name)
	}
	return fields
}

// valuesType has the struct type for a list of values emitted, and returns its
// name.
func (g *emitter) valuesType(args []*program.Arg, fields []string) string {
	// More names than these say no more.
	const telling = 4
	var key, name strings.Builder
	for i, a := range args {
		key.WriteString(a.Name + ": " + g.key(a.Type) + ", ")
		if i < telling {
			name.WriteString(exported(a.Name))
		}
	}
	return g.helper("values "+key.String(), "valuesOf"+name.String(), func(name string) jen.Code {
		var members []member
		code := jen.Null()
		code.Add(commentf("%s are further named values that a sync gives.", name)).Line()
		code.Type().Id(name).StructFunc(func(body *jen.Group) {
			for i, a := range args {
				body.Id(fields[i]).Add(g.goType(a.Type))
				members = append(members, newMember(a.Name, jen.Id("v").Dot(fields[i]), a.Type))
			}
		}).Line()
		for _, f := range []form{jsonForm, traceForm} {
			code.Line().Func().Params(jen.Id("v").Id(name)).Id(f.method()).
				Params(jen.Id("b").Index().Byte()).Index().Byte().
				BlockFunc(func(body *jen.Group) { g.appendMembers(f, body, "", members) }).Line()
		}
		return code
	})
}
