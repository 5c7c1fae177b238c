package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/types"
)

// convert turns a value of one type into a value of another, as the checker
// found that the program may. Where both are the same type in Go it is the
// value itself. The value is evaluated once.
func (g *emitter) convert(value *jen.Statement, from, to types.Type) *jen.Statement {
	from, to = resolved(from), resolved(to)
	if g.sameGo(from, to) {
		return value
	}
	switch to := to.(type) {
	case *types.Optional:
		if from, ok := from.(*types.Optional); ok {
			if g.sameGo(from.Elem, to.Elem) {
				return g.relack(value, from, to)
			}
			return g.convertBy(value, from, to)
		}
		return g.relack(g.some(g.convert(value, from, to.Elem), to.Elem), &types.Optional{Elem: to.Elem}, to)
	case *types.Object, *types.Enum:
		if isText(from) {
			return g.goType(to).Call(value)
		}
	case types.Primitive:
		switch {
		case to == types.JSON:
			return g.encoded(value, from)
		case to == types.String && isText(from):
			return jen.String().Call(value)
		case to == types.Secret && isText(from):
			return jen.Qual(runtimePath, "NewSecret").Call(g.convert(value, from, types.String))
		case to == types.Number && from == types.Integer:
			return jen.Float64().Call(value)
		}
	case *types.List:
		if _, ok := from.(*types.List); ok {
			return g.convertBy(value, from, to)
		}
	case *types.Record:
		if _, ok := from.(*types.Record); ok {
			return g.convertBy(value, from, to)
		}
	}
	g.fail("no conversion from `%s` to `%s`", from, to)
	return value
}

// converts reports whether there is a conversion between two types.
func (l *layout) converts(from, to types.Type) bool {
	from, to = resolved(from), resolved(to)
	if l.sameGo(from, to) {
		return true
	}
	switch to := to.(type) {
	case *types.Optional:
		if from, ok := from.(*types.Optional); ok {
			return l.converts(from.Elem, to.Elem)
		}
		return l.converts(from, to.Elem)
	case *types.Object, *types.Enum:
		return isText(from)
	case types.Primitive:
		switch to {
		case types.JSON:
			return !reaches(from, types.Secret)
		case types.String, types.Secret:
			return isText(from)
		case types.Number:
			return from == types.Integer
		}
	case *types.List:
		from, ok := from.(*types.List)
		return ok && l.converts(from.Elem, to.Elem)
	case *types.Record:
		from, ok := from.(*types.Record)
		return ok && l.fieldsConvert(from, to)
	}
	return false
}

func (l *layout) fieldsConvert(from, to *types.Record) bool {
	for _, field := range to.Fields {
		source := from.Field(field.Name)
		if source == nil {
			if _, optional := resolved(field.Type).(*types.Optional); !optional {
				return false
			}
			continue
		}
		if !l.converts(source, field.Type) {
			return false
		}
	}
	return true
}

// some is a present optional of a value. The numbers name their type, since a
// constant would choose another.
func (g *emitter) some(value *jen.Statement, elem types.Type) *jen.Statement {
	f := jen.Qual(runtimePath, "Some")
	if elem == types.Number || elem == types.Integer {
		f = f.Types(g.goType(elem))
	}
	return f.Call(value)
}

// relack is a value that may be lacking as one of which something else may
// stand for it: absence counts as null where there is no other way, and null as
// absence.
func (g *emitter) relack(value *jen.Statement, from, to *types.Optional) *jen.Statement {
	switch {
	case from.Lack == to.Lack:
		return value
	case from.Lack == types.Null && to.Lack == types.AbsentOrNull:
		return value.Dot("WithAbsent").Call()
	case from.Lack == types.AbsentOrNull:
		value = value.Dot("Optional")
	}
	switch to.Lack {
	case types.AbsentOrNull:
		return value.Dot("WithNull").Call()
	case types.Null:
		return g.goType(to).Call(value)
	}
	if from.Lack == types.Null {
		return g.goType(to).Call(value)
	}
	return value
}

// isText reports whether a type's Go type has the underlying type string.
func isText(t types.Type) bool {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return t == types.String
	case *types.Object, *types.Enum:
		return true
	}
	return false
}

// convertBy calls the package's function for a conversion, which takes more
// than an expression.
func (g *emitter) convertBy(value *jen.Statement, from, to types.Type) *jen.Statement {
	name := g.helper("convert "+g.key(from)+" to "+g.key(to), "to"+g.word(to), func(name string) jen.Code {
		return g.conversion(name, from, to)
	})
	return jen.Id(name).Call(value)
}

func (g *emitter) conversion(name string, from, to types.Type) jen.Code {
	signature := jen.Func().Id(name).Params(jen.Id("in").Add(g.goType(from))).Params(jen.Id("out").Add(g.goType(to)))
	switch to := to.(type) {
	case *types.Optional:
		from := from.(*types.Optional)
		return signature.BlockFunc(func(body *jen.Group) {
			body.If(jen.Id("in").Dot("Present")).Block(
				jen.Id("out").Op("=").Add(g.convert(jen.Id("in").Dot("Value"), from.Elem, to)),
			)
			if from.Lack.MayBeNull() && to.Lack == types.AbsentOrNull {
				body.Id("out").Dot("Null").Op("=").Add(isNull(jen.Id("in"), from))
			}
			body.Return(jen.Id("out"))
		})
	case *types.List:
		from := from.(*types.List)
		return signature.Block(
			jen.Id("out").Op("=").Make(g.goType(to), jen.Len(jen.Id("in"))),
			jen.For(jen.List(jen.Id("i"), jen.Id("v")).Op(":=").Range().Id("in")).Block(
				jen.Id("out").Index(jen.Id("i")).Op("=").Add(g.convert(jen.Id("v"), from.Elem, to.Elem)),
			),
			jen.Return(jen.Id("out")),
		)
	}
	return signature.BlockFunc(func(body *jen.Group) {
		g.convertFields(body, from.(*types.Record), to.(*types.Record))
		body.Return(jen.Id("out"))
	})
}

// convertFields sets the fields of the record out from those of the record in.
// A field that in lacks is an optional one and stays absent.
func (g *emitter) convertFields(body *jen.Group, from, to *types.Record) {
	for i, goName := range recordFields(to) {
		field := to.Fields[i]
		source := from.Field(field.Name)
		if source == nil {
			if _, optional := resolved(field.Type).(*types.Optional); !optional {
				g.fail("record `%s` has no field `%s`", from, field.Name)
			}
			continue
		}
		value := jen.Id("in").Dot(recordField(from, field.Name))
		body.Id("out").Dot(goName).Op("=").Add(g.convert(value, source, field.Type))
	}
}

// encoded is the Json of a value of a known type.
func (g *emitter) encoded(value *jen.Statement, from types.Type) *jen.Statement {
	if reaches(from, types.Secret) {
		g.fail("a Secret in `%s` cannot become Json", from)
	}
	return jen.Qual(runtimePath, "JSON").Call(g.appendValue(jsonForm, jen.Nil(), value, from))
}

// reaches reports whether values of a type hold values of a primitive type.
func reaches(t types.Type, p types.Primitive) bool {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return t == p
	case *types.Optional:
		return reaches(t.Elem, p)
	case *types.List:
		return reaches(t.Elem, p)
	case *types.Record:
		for _, field := range t.Fields {
			if reaches(field.Type, p) {
				return true
			}
		}
	}
	return false
}
