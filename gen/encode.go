package gen

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/types"
)

// form is one of the two texts that a value has.
type form uint8

const (
	jsonForm  form = iota // what a client of the app reads
	traceForm             // what a tracer shows: no secrets
)

// method is the method of emitted types that appends the form.
func (f form) method() string {
	if f == traceForm {
		return "AppendTrace"
	}
	return "AppendJSON"
}

// appender is the runtime's function that appends a kind of value.
func (f form) appender(kind string) *jen.Statement {
	prefix := "Append"
	if f == traceForm {
		prefix = "AppendTrace"
	}
	return jen.Qual(runtimePath, prefix+kind)
}

// label is the name of a member, as it stands before the value.
func (f form) label(name string) string {
	if f == traceForm {
		return name + ": "
	}
	return quoteJSON(name) + ":"
}

func (f form) separator() string {
	if f == traceForm {
		return ", "
	}
	return ","
}

// quoteJSON is a text as JSON, in a form that Go source shows well.
func quoteJSON(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(text) != nil {
		return strconv.Quote(text)
	}
	return strings.TrimSpace(b.String())
}

// appendValue is an expression for the buffer b with the text of a value
// appended. The value is evaluated once.
func (g *emitter) appendValue(f form, b, value *jen.Statement, t types.Type) *jen.Statement {
	switch t := resolved(t).(type) {
	case *types.Optional:
		return f.appender(lackWord(t.Lack)).Call(b, value, g.appendFunc(f, t.Elem))
	case *types.List:
		return f.appender("List").Call(b, value, g.appendFunc(f, t.Elem))
	default:
		return g.appendFunc(f, t).Call(b, value)
	}
}

// appendFunc is the function that appends the text of values of a type: one of
// the runtime, or of the package.
func (g *emitter) appendFunc(f form, t types.Type) *jen.Statement {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return f.appender(exported(t.String()))
	case *types.Object, *types.Enum:
		return f.appender("String")
	case *types.Optional, *types.List:
		return jen.Id(g.appendHelper(f, t, func(body *jen.Group) {
			body.Return(g.appendValue(f, jen.Id("b"), jen.Id("v"), t))
		}))
	case *types.Record:
		return jen.Id(g.appendHelper(f, t, func(body *jen.Group) {
			g.appendMembers(f, body, "", recordMembers(t))
		}))
	}
	return f.appender("JSON")
}

// appendHelper has a function of the package emitted that appends values of a
// type, and returns its name.
func (g *emitter) appendHelper(f form, t types.Type, body func(*jen.Group)) string {
	name := "append" + g.word(t) + strings.TrimPrefix(f.method(), "Append")
	return g.helper(f.method()+" "+g.key(t), name, func(name string) jen.Code {
		return jen.Func().Id(name).
			Params(jen.Id("b").Index().Byte(), jen.Id("v").Add(g.goType(t))).Index().Byte().
			BlockFunc(body)
	})
}

func recordMembers(r *types.Record) []member {
	var list []member
	for i, goName := range recordFields(r) {
		list = append(list, newMember(r.Fields[i].Name, jen.Id("v").Dot(goName), r.Fields[i].Type))
	}
	return list
}

// member is a named value of a text in braces.
type member struct {
	name    string
	present *jen.Statement // when the member is there; nil for always
	value   *jen.Statement
	of      types.Type // nil for a runtime.Values
}

// newMember is a member of a declared or inferred type. An absent optional
// value is left out.
func newMember(name string, value *jen.Statement, of types.Type) member {
	optional, ok := resolved(of).(*types.Optional)
	switch {
	case !ok || optional.Lack == types.Null:
		return member{name: name, value: value, of: of}
	case optional.Lack == types.AbsentOrNull:
		return member{name, jen.Op("!").Add(value.Clone()).Dot("IsZero").Call(), value, of}
	}
	return member{name, value.Clone().Dot("Present"), value.Clone().Dot("Value"), optional.Elem}
}

// appendMembers appends members in braces to the buffer b and returns it. A
// text that stands for first members is put before them.
func (g *emitter) appendMembers(f form, body *jen.Group, first string, list []member) {
	m := memberWriter{g: g, form: f, text: "{" + first, certain: first != ""}
	for i, one := range list {
		if one.present == nil {
			m.add(body, one)
			m.certain = true
			continue
		}
		if !m.certain && !m.possible && i+1 < len(list) {
			m.flush(body)
			body.Id("start").Op(":=").Len(jen.Id("b"))
			m.possible = true
		}
		m.flush(body)
		body.If(one.present).BlockFunc(func(body *jen.Group) { m.add(body, one) })
	}
	body.Return(appendText(m.text + "}"))
}

// memberWriter emits the code that appends members, with as much constant text
// at once as possible.
type memberWriter struct {
	g        *emitter
	form     form
	text     string // constant text that is still to be appended
	certain  bool   // a member stands before the next
	possible bool   // a member may stand before the next
	begun    bool   // a member has been emitted
}

func (m *memberWriter) add(body *jen.Group, one member) {
	switch {
	case m.certain:
		m.text += m.form.separator()
	case m.possible && m.begun:
		m.flush(body)
		body.If(jen.Len(jen.Id("b")).Op(">").Id("start")).Block(setBuffer(appendText(m.form.separator())))
	}
	m.begun = true
	b := appendText(m.text + m.form.label(one.name))
	m.text = ""
	if one.of == nil {
		body.Add(setBuffer(one.value.Clone().Dot(m.form.method()).Call(b)))
		return
	}
	body.Add(setBuffer(m.g.appendValue(m.form, b, one.value, one.of)))
}

// flush appends the constant text, where the next is appended on a condition.
func (m *memberWriter) flush(body *jen.Group) {
	if m.text != "" {
		body.Add(setBuffer(appendText(m.text)))
	}
	m.text = ""
}

func setBuffer(value *jen.Statement) *jen.Statement { return jen.Id("b").Op("=").Add(value) }

// appendText is append to the buffer b of a constant text, as one would write
// it.
func appendText(text string) *jen.Statement {
	if len(text) == 1 {
		return jen.Append(jen.Id("b"), jen.LitRune(rune(text[0])))
	}
	literal := strconv.Quote(text)
	if strings.Contains(text, `"`) && strconv.CanBackquote(text) {
		literal = "`" + text + "`"
	}
	return jen.Append(jen.Id("b"), jen.Op(literal).Op("..."))
}
