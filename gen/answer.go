package gen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// answerLayout is the Go of the answers of a route: one struct with the fields
// of all the ways in which the route's syncs respond, called shapes.
type answerLayout struct {
	typ    string
	fields []answerField
	shapes []*answerShape
	byKey  map[string]*answerShape
	scope  *names
}

type answerField struct {
	name  string // in the spec
	field string // in Go
	key   string // of the Go type
	of    types.Type
	maybe bool // the status or the headers may be absent, although they are given
}

// The fields of every answer that are no part of its body.
const (
	statusField  = "Status"
	headersField = "Headers"
)

// answerShape is one list of named values that a call of respond gives.
type answerShape struct {
	number  int           // from 1; what the answer's field shape is set to
	members []answerField // the answer's body
	traced  []answerField // all that traces show, in the order written
	body    string        // identifies the body
}

// field is the Go name of the answer's field for a named value.
func (s *answerShape) field(name string) string {
	for _, m := range s.members {
		if m.name == name {
			return m.field
		}
	}
	return ""
}

// answerMembers are taken in every answer.
var answerMembers = append([]string{"Answered", "AppendJSON", "Headers", "Status", "shape"}, structMethods...)

// shapeOf returns the shape of a call of respond, which is laid out when it is
// met for the first time.
func (g *emitter) shapeOf(answer *answerLayout, call *program.Invocation) *answerShape {
	if answer.byKey == nil {
		answer.byKey = map[string]*answerShape{}
		answer.scope = newNames(answerMembers...)
	}
	var key, body strings.Builder
	for _, a := range call.Args {
		fmt.Fprintf(&key, "%s %t\n", a.Name, isOptional(a.Value))
		if a.Rest {
			member := a.Name + ": " + g.key(a.Type) + "\n"
			key.WriteString(member)
			body.WriteString(member)
		}
	}
	if known := answer.byKey[key.String()]; known != nil {
		return known
	}
	shape := &answerShape{number: len(answer.shapes) + 1, body: body.String()}
	for _, a := range call.Args {
		switch {
		case a.Rest:
			f := g.answerField(answer, a)
			shape.members = append(shape.members, f)
			shape.traced = append(shape.traced, f)
		case a.Name == "status":
			shape.traced = append(shape.traced, answerField{name: a.Name, field: statusField, of: types.Integer, maybe: isOptional(a.Value)})
		case a.Name == "headers":
			shape.traced = append(shape.traced, answerField{name: a.Name, field: headersField, of: types.JSON, maybe: isOptional(a.Value)})
		}
	}
	answer.byKey[key.String()] = shape
	answer.shapes = append(answer.shapes, shape)
	return shape
}

// answerField returns the field for a value: shapes share those of the same
// name and Go type.
func (g *emitter) answerField(answer *answerLayout, a *program.Arg) answerField {
	key := g.key(a.Type)
	for _, known := range answer.fields {
		if known.name == a.Name && known.key == key {
			return known
		}
	}
	f := answerField{name: a.Name, field: answer.scope.take(exported(a.Name)), key: key, of: a.Type}
	answer.fields = append(answer.fields, f)
	return f
}

// emitAnswer emits the answers of a route, once all calls of respond have their
// shapes.
func (g *emitter) emitAnswer(code *jen.Group, rl *routeLayout) {
	answer := rl.answer
	code.Add(commentf("%s is what %s responds. The fields that one answer has are those of its shape.", answer.typ, rl.entry))
	code.Type().Id(answer.typ).StructFunc(func(fields *jen.Group) {
		fields.Id(statusField).Int().Comment("200 when zero")
		fields.Id(headersField).Qual(runtimePath, "JSON")
		for _, f := range answer.fields {
			fields.Id(f.field).Add(g.goType(f.of))
		}
		fields.Line()
		fields.Id("shape").Add(answer.shapeType()).Comment("zero before there is an answer")
	})
	code.Line()
	receiver := func() *jen.Statement { return jen.Func().Params(jen.Id("out").Op("*").Id(answer.typ)) }
	code.Add(comment("Answered reports whether there is an answer."))
	code.Add(receiver()).Id("Answered").Params().Bool().Block(jen.Return(jen.Id("out").Dot("shape").Op("!=").Lit(0)))
	code.Line()
	code.Add(comment("AppendJSON appends the answer's body."))
	code.Add(receiver()).Add(g.shapeSwitch(answer, jsonForm,
		func(s *answerShape) string { return s.body },
		func(s *answerShape) []answerField { return s.members }))
	code.Line()
	code.Add(comment("AppendTrace appends the answer as traces show it: without its secrets."))
	code.Add(receiver()).Add(g.shapeSwitch(answer, traceForm,
		func(s *answerShape) string { return strconv.Itoa(s.number) },
		func(s *answerShape) []answerField { return s.traced }))
	code.Line()
}

// shapeType is the smallest Go type that tells the shapes apart.
func (a *answerLayout) shapeType() *jen.Statement {
	if len(a.shapes) > 255 {
		return jen.Uint16()
	}
	return jen.Uint8()
}

// shapeSwitch is the method that appends a form of an answer. Shapes with equal
// keys look the same in it.
func (g *emitter) shapeSwitch(answer *answerLayout, f form, key func(*answerShape) string, fields func(*answerShape) []answerField) *jen.Statement {
	var order []*answerShape
	alike := map[string][]jen.Code{}
	for _, s := range answer.shapes {
		if alike[key(s)] == nil {
			order = append(order, s)
		}
		alike[key(s)] = append(alike[key(s)], jen.Lit(s.number))
	}
	appendShape := func(s *answerShape) func(*jen.Group) {
		return func(body *jen.Group) { g.appendMembers(f, body, "", answerValues(fields(s))) }
	}
	return jen.Id(f.method()).Params(jen.Id("b").Index().Byte()).Index().Byte().BlockFunc(func(body *jen.Group) {
		if len(order) == 1 {
			appendShape(order[0])(body)
			return
		}
		if len(order) > 0 {
			body.Switch(jen.Id("out").Dot("shape")).BlockFunc(func(cases *jen.Group) {
				for _, s := range order {
					cases.Case(alike[key(s)]...).BlockFunc(appendShape(s))
				}
			})
		}
		body.Return(appendText("{}"))
	})
}

// answerValues are the members for fields of an answer.
func answerValues(fields []answerField) []member {
	var list []member
	for _, f := range fields {
		value := jen.Id("out").Dot(f.field)
		m := newMember(f.name, value, f.of)
		switch f.field {
		case statusField:
			m.value = jen.Int64().Call(value)
			if f.maybe {
				m.present = value.Clone().Op("!=").Lit(0)
			}
		case headersField:
			if f.maybe {
				m.present = jen.Len(value).Op(">").Lit(0)
			}
		}
		list = append(list, m)
	}
	return list
}

// isOptional reports whether a value may be absent.
func isOptional(e program.Expr) bool {
	_, ok := resolved(e.Type()).(*types.Optional)
	return ok
}
