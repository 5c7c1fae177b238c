package gen

import (
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// value is a Go expression with the type that it has in the language. Its
// code is cloned at each use, since jennifer's statements are mutable.
type value struct {
	code *jen.Statement
	of   types.Type
}

func (v value) use() *jen.Statement { return v.code.Clone() }

// expr is the Go expression of an expression, of the Go type of its type.
func (s *scope) expr(e program.Expr) *jen.Statement {
	switch e := e.(type) {
	case *program.Literal:
		return s.literal(e)
	case *program.Text:
		return s.text(e)
	case *program.Ref:
		v := s.lookup(e.Var)
		return s.convert(v.use(), v.of, e.Type())
	case *program.Select:
		record := resolved(e.X.Type()).(*types.Record)
		field := s.operand(e.X).Dot(recordField(record, e.Name))
		return s.convert(field, record.Field(e.Name), e.Type())
	case *program.Unary:
		if e.Op == syntax.Not {
			return jen.Op("!").Add(s.operand(e.X))
		}
		if isConstant(e.X) {
			return jen.Op("-").Add(variable(s.expr(e.X)))
		}
		return jen.Op("-").Add(s.operand(e.X))
	case *program.Binary:
		return s.binary(e)
	case *program.IsNull:
		return isNull(s.operand(e.X), resolved(e.X.Type()).(*types.Optional))
	case *program.OrNull:
		return s.exprAs(e.X, e.Type())
	case *program.If:
		return s.choice(e)
	case *program.Record:
		return s.record(e)
	case *program.List:
		elem := resolved(e.Type()).(*types.List).Elem
		return s.goType(e.Type()).ValuesFunc(func(items *jen.Group) {
			for _, item := range e.Items {
				items.Add(s.constant(item, elem))
			}
		})
	case *program.Apply:
		return s.apply(e)
	}
	panic("unknown expression")
}

// exprAs is an expression converted to a type that the checker allows it to be
// used as.
func (s *scope) exprAs(e program.Expr, to types.Type) *jen.Statement {
	return s.convert(s.expr(e), e.Type(), to)
}

// operand is an expression as part of a larger one.
func (s *scope) operand(e program.Expr) *jen.Statement {
	switch e := e.(type) {
	case *program.Binary:
		return jen.Parens(s.binary(e))
	case *program.Unary, *program.Record, *program.List:
		return jen.Parens(s.expr(e))
	}
	return s.expr(e)
}

func (s *scope) literal(e *program.Literal) *jen.Statement {
	switch v := e.Value.(type) {
	case string:
		return s.convert(jen.Lit(v), types.String, e.Type())
	case int64:
		return jen.Lit(v)
	case float64:
		if isNegativeZero(v) {
			return jen.Qual("math", "Copysign").Call(jen.Lit(0), jen.Lit(-1))
		}
		return jen.Float64().Call(jen.Lit(v))
	case bool:
		return jen.Lit(v)
	}
	panic("unknown literal")
}

// isNegativeZero reports whether a number is one that Go has no constant for.
func isNegativeZero(v float64) bool { return v == 0 && math.Signbit(v) }

func (s *scope) text(e *program.Text) *jen.Statement {
	if len(e.Parts) == 0 {
		return jen.Lit("")
	}
	var sum *jen.Statement
	for _, part := range e.Parts {
		next := s.printed(part)
		if sum == nil {
			sum = next
		} else {
			sum = sum.Op("+").Add(next)
		}
	}
	return sum
}

// printed is a value inside a text.
func (s *scope) printed(e program.Expr) *jen.Statement {
	switch t := resolved(e.Type()).(type) {
	case types.Primitive:
		switch t {
		case types.String:
			return s.operand(e)
		case types.Integer:
			return jen.Qual("strconv", "FormatInt").Call(s.expr(e), jen.Lit(10))
		case types.Flag:
			return jen.Qual("strconv", "FormatBool").Call(s.expr(e))
		case types.Number:
			return jen.String().Call(jen.Qual(runtimePath, "AppendNumber").Call(jen.Nil(), s.expr(e)))
		case types.Date:
			return s.operand(e).Dot("String").Call()
		case types.DateTime:
			return jen.Qual(runtimePath, "FormatDateTime").Call(s.expr(e))
		}
	case *types.Object, *types.Enum:
		return s.convert(s.expr(e), t, types.String)
	}
	return jen.String().Call(s.exprAs(e, types.JSON))
}

func (s *scope) record(e *program.Record) *jen.Statement {
	of := resolved(e.Type()).(*types.Record)
	var values []fieldValue
	for _, field := range e.Fields {
		values = append(values, fieldValue{recordField(of, field.Name), s.constant(field.Value, of.Field(field.Name))})
	}
	return composite(s.goType(of), values)
}

// fieldValue is a field of a struct and what it is set to.
type fieldValue struct {
	name string
	code *jen.Statement
}

// composite is a struct literal with its fields in the order written, in which
// Go evaluates them.
func composite(typ *jen.Statement, fields []fieldValue) *jen.Statement {
	return typ.ValuesFunc(func(values *jen.Group) {
		for _, f := range fields {
			if len(fields) == 1 {
				values.Id(f.name).Op(":").Add(f.code)
				continue
			}
			values.Line().Id(f.name).Op(":").Add(f.code)
		}
		if len(fields) > 1 {
			values.Line()
		}
	})
}

// choice is `if c then a else b`. Go has no such expression; the function is
// inlined by the compiler.
func (s *scope) choice(e *program.If) *jen.Statement {
	otherwise := s.goType(e.Type()).Values() // absent
	if e.Else != nil {
		otherwise = s.exprAs(e.Else, e.Type())
	}
	return jen.Func().Params().Add(s.goType(e.Type())).Block(
		jen.If(s.expr(e.Cond)).Block(jen.Return(s.exprAs(e.Then, e.Type()))),
		jen.Return(otherwise),
	).Call()
}

func (s *scope) apply(e *program.Apply) *jen.Statement {
	argument := func(i int) *jen.Statement { return s.exprAs(e.Args[i], types.String) }
	function := func(name string) *jen.Statement {
		call := jen.Qual("strings", name)
		if len(e.Args) == 2 {
			return call.Call(argument(0), argument(1))
		}
		return call.Call(argument(0))
	}
	switch e.Func {
	case "uuid":
		return s.convert(jen.Id(receiver).Dot("app").Dot("UUID").Call(), types.String, e.Type())
	case "now":
		return jen.Id(receiver).Dot("app").Dot("Now").Call()
	case "len":
		switch of := resolved(e.Args[0].Type()); {
		case of == types.Secret:
			return s.operand(e.Args[0]).Dot("Len").Call()
		case isText(of):
			return jen.Int64().Call(jen.Qual("unicode/utf8", "RuneCountInString").Call(argument(0)))
		}
		return jen.Int64().Call(jen.Len(s.expr(e.Args[0])))
	case "lower":
		return function("ToLower")
	case "upper":
		return function("ToUpper")
	case "trim":
		return function("TrimSpace")
	case "startsWith":
		return function("HasPrefix")
	case "endsWith":
		return function("HasSuffix")
	case "after":
		if resolved(e.Args[0].Type()) == types.Secret {
			return s.operand(e.Args[0]).Dot("After").Call(argument(1))
		}
		return jen.Qual(runtimePath, "AfterPrefix").Call(argument(0), argument(1))
	case "contains":
		if _, ok := resolved(e.Args[0].Type()).(*types.List); ok {
			return s.isIn(e.Args[1], e.Args[0])
		}
		return function("Contains")
	}
	panic("unknown function " + e.Func)
}

// hasEffect reports whether an expression passes the door of the flow, so that
// it must be evaluated where the rule says.
func hasEffect(e program.Expr) bool {
	found := false
	program.Visitor{Expr: func(e program.Expr) { found = found || isEffect(e) }}.Exprs(e)
	return found
}

// isEffect reports whether an expression passes the door by itself.
func isEffect(e program.Expr) bool {
	a, ok := e.(*program.Apply)
	return ok && (a.Func == "uuid" || a.Func == "now")
}
