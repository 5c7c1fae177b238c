package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

func (s *scope) binary(e *program.Binary) *jen.Statement {
	switch e.Op {
	case syntax.And:
		return s.operand(e.X).Op("&&").Add(s.operand(e.Y))
	case syntax.Or:
		return s.operand(e.X).Op("||").Add(s.operand(e.Y))
	case syntax.Equal:
		x, y, of := s.sides(e)
		return s.equal(x, y, of)
	case syntax.NotEqual:
		x, y, of := s.sides(e)
		return s.notEqual(x, y, of)
	case syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual:
		return s.ordered(e)
	case syntax.In:
		return s.isIn(e.X, e.Y)
	case syntax.Coalesce:
		return s.coalesce(e)
	case syntax.Divide:
		return jen.Qual(runtimePath, "Divide").Call(s.exprAs(e.X, types.Number), s.exprAs(e.Y, types.Number))
	}
	if e.Op == syntax.Add {
		if _, ok := resolved(e.Type()).(*types.List); ok {
			return jen.Qual("slices", "Concat").Call(s.exprAs(e.X, e.Type()), s.exprAs(e.Y, e.Type()))
		}
	}
	x, y := s.parts(e, e.Type())
	if isConstant(e.X) && isConstant(e.Y) {
		x = variable(x)
	}
	return x.Op(e.Op.String()).Add(y)
}

// part is an operand converted to the type of the operation. A conversion has
// parentheses of its own.
func (s *scope) part(e program.Expr, of types.Type) *jen.Statement {
	if s.g.sameGo(e.Type(), of) {
		return s.operand(e)
	}
	return s.exprAs(e, of)
}

// parts are the two operands of an operation. The type of a constant is that
// of the other operand.
func (s *scope) parts(e *program.Binary, of types.Type) (x, y *jen.Statement) {
	x, y = s.part(e.X, of), s.part(e.Y, of)
	switch {
	case isConstant(e.X) && isConstant(e.Y):
	case isLiteral(e.X):
		x = s.constant(e.X, of)
	case isLiteral(e.Y):
		y = s.constant(e.Y, of)
	}
	return x, y
}

// isConstant reports whether Go's compiler would evaluate an expression: with
// the arithmetic of constants, which knows no overflow and no negative zero.
func isConstant(e program.Expr) bool {
	switch e := e.(type) {
	case *program.Literal:
		return true
	case *program.Unary:
		return isConstant(e.X)
	case *program.Binary:
		return isConstant(e.X) && isConstant(e.Y)
	}
	return false
}

// variable is a constant as a value that is computed when the flow runs.
func variable(code *jen.Statement) *jen.Statement {
	return jen.Qual(runtimePath, "Value").Call(code)
}

func isLiteral(e program.Expr) bool {
	_, ok := e.(*program.Literal)
	return ok
}

// constant is an expression where Go gives a constant its type: a number needs
// no conversion.
func (s *scope) constant(e program.Expr, of types.Type) *jen.Statement {
	if literal, ok := e.(*program.Literal); ok && s.g.sameGo(e.Type(), of) {
		switch v := literal.Value.(type) {
		case int64:
			return jen.Lit(int(v))
		case float64:
			if !isNegativeZero(v) {
				return jen.Lit(v)
			}
		}
	}
	return s.exprAs(e, of)
}

// sides are the two operands of a comparison, as values of one type.
func (s *scope) sides(e *program.Binary) (x, y *jen.Statement, of types.Type) {
	of = wider(e.X.Type(), e.Y.Type())
	x, y = s.parts(e, of)
	return x, y, of
}

// wider is the type that values of both of two types can be converted to.
func wider(a, b types.Type) types.Type {
	a, b = withoutNull(a), withoutNull(b)
	if b == types.Number && a == types.Integer {
		return b
	}
	aOptional, aMissing := a.(*types.Optional)
	bOptional, bMissing := b.(*types.Optional)
	if aMissing || bMissing {
		switch elem := wider(presentType(a), presentType(b)); {
		case aMissing && elem == resolved(aOptional.Elem):
			return a
		case bMissing && elem == resolved(bOptional.Elem):
			return b
		default:
			return &types.Optional{Elem: elem}
		}
	}
	if isText(a) && b == types.Secret {
		return b
	}
	return a
}

// withoutNull is a type in which absence stands for null, as it does in
// comparisons.
func withoutNull(t types.Type) types.Type {
	t = resolved(t)
	if optional, ok := t.(*types.Optional); ok && optional.Lack != types.Absent {
		return &types.Optional{Elem: optional.Elem}
	}
	return t
}

func (s *scope) ordered(e *program.Binary) *jen.Statement {
	x, y, of := s.sides(e)
	if compare := s.comparison(x.Clone(), y.Clone(), of); !isNative(of) {
		return compare.Op(e.Op.String()).Lit(0)
	}
	return x.Op(e.Op.String()).Add(y)
}

// isNative reports whether Go's < orders values of a type.
func isNative(t types.Type) bool {
	t = resolved(t)
	return t == types.Integer || t == types.Number || isText(t)
}

// comparison is negative, zero or positive, as x comes before y, with it or
// after it. An absent value comes before all others, false before true.
func (s *scope) comparison(x, y *jen.Statement, of types.Type) *jen.Statement {
	switch t := resolved(of).(type) {
	case *types.Optional:
		if plain := &(types.Optional{Elem: t.Elem}); t.Lack != types.Absent {
			return s.comparison(s.convert(x, t, plain), s.convert(y, t, plain), plain)
		}
		return jen.Qual(runtimePath, "CompareOptional").Call(x, y, jen.Func().Params(jen.List(jen.Id("a"), jen.Id("b")).Add(s.goType(t.Elem))).Int().Block(
			jen.Return(s.comparison(jen.Id("a"), jen.Id("b"), t.Elem)),
		))
	case types.Primitive:
		switch t {
		case types.Date, types.DateTime:
			return x.Dot("Compare").Call(y)
		case types.Flag:
			return jen.Qual(runtimePath, "CompareFlags").Call(x, y)
		}
	}
	return jen.Qual("cmp", "Compare").Call(x, y)
}

func (s *scope) equal(x, y *jen.Statement, of types.Type) *jen.Statement {
	if isComparable(of) {
		return x.Op("==").Add(y)
	}
	return s.same(x, y, of)
}

func (s *scope) notEqual(x, y *jen.Statement, of types.Type) *jen.Statement {
	if isComparable(of) {
		return x.Op("!=").Add(y)
	}
	return jen.Op("!").Add(s.same(x, y, of))
}

// isComparable reports whether Go's == says whether two values are equal.
func isComparable(t types.Type) bool {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return t != types.Binary && t != types.JSON && t != types.Secret && t != types.DateTime
	case *types.Object, *types.Enum:
		return true
	case *types.Optional:
		return t.Lack != types.AbsentOrNull && isComparable(t.Elem)
	case *types.Record:
		for _, field := range t.Fields {
			if !isComparable(field.Type) {
				return false
			}
		}
		return true
	}
	return false
}

// same is the equality of values that Go's == does not compare.
func (s *scope) same(x, y *jen.Statement, of types.Type) *jen.Statement {
	switch t := resolved(of).(type) {
	case types.Primitive:
		if t == types.Binary {
			return jen.Qual("bytes", "Equal").Call(x, y)
		}
		return x.Dot("Equal").Call(y)
	case *types.Optional:
		if plain := &(types.Optional{Elem: t.Elem}); t.Lack != types.Absent {
			return s.equal(s.convert(x, t, plain), s.convert(y, t, plain), plain)
		}
		return jen.Qual(runtimePath, "EqualOptional").Call(x, y, s.equality(t.Elem))
	case *types.List:
		if isComparable(t.Elem) {
			return jen.Qual("slices", "Equal").Call(x, y)
		}
		return jen.Qual("slices", "EqualFunc").Call(x, y, s.equality(t.Elem))
	}
	return s.equality(of).Call(x, y)
}

// equality is a function that tells whether two values of a type are equal.
func (s *scope) equality(of types.Type) *jen.Statement {
	a, b := jen.Id("a"), jen.Id("b")
	result := jen.Null()
	if record, ok := resolved(of).(*types.Record); ok && !isComparable(of) {
		for i, name := range recordFields(record) {
			part := s.equal(a.Clone().Dot(name), b.Clone().Dot(name), record.Fields[i].Type)
			if i > 0 {
				result = result.Op("&&")
			}
			result = result.Add(part)
		}
	} else {
		result = s.equal(a.Clone(), b.Clone(), of)
	}
	return jen.Func().Params(jen.List(jen.Id("a"), jen.Id("b")).Add(s.goType(of))).Bool().Block(jen.Return(result))
}

// isIn is `element in list`, or, for a text, whether it has the element as a part.
func (s *scope) isIn(element, list program.Expr) *jen.Statement {
	l, ok := resolved(list.Type()).(*types.List)
	if !ok {
		return jen.Qual("strings", "Contains").Call(s.exprAs(list, types.String), s.exprAs(element, types.String))
	}
	if isComparable(l.Elem) {
		return jen.Qual("slices", "Contains").Call(s.expr(list), s.exprAs(element, l.Elem))
	}
	one := s.names.take("one", "element")
	return jen.Qual("slices", "ContainsFunc").Call(s.expr(list), jen.Func().Params(jen.Id(one).Add(s.goType(l.Elem))).Bool().Block(
		jen.Return(s.equal(jen.Id(one), s.exprAs(element, l.Elem), l.Elem)),
	))
}

// coalesce is `x ?? y`.
func (s *scope) coalesce(e *program.Binary) *jen.Statement {
	return s.orElse(value{s.operand(e.X), e.X.Type()}, e.Y, e.Type())
}

// isNull is the condition that a value is null.
func isNull(value *jen.Statement, of *types.Optional) *jen.Statement {
	if of.Lack == types.Null {
		return jen.Op("!").Add(value).Dot("Present")
	}
	return value.Dot("Null")
}

// notNull is the condition that a value is not null.
func notNull(value *jen.Statement, of *types.Optional) *jen.Statement {
	if of.Lack == types.Null {
		return value.Dot("Present")
	}
	return jen.Op("!").Add(value).Dot("Null")
}

// orElse is an optional value, or a default where it is absent, as a value of a
// type. The default is evaluated only when it is needed, where that could be
// noticed.
func (s *scope) orElse(v value, other program.Expr, of types.Type) *jen.Statement {
	optional, ok := resolved(v.of).(*types.Optional)
	if !ok {
		return s.convert(v.use(), v.of, of)
	}
	if s.g.sameGo(optional.Elem, of) && !hasEffect(other) {
		return v.use().Dot("Or").Call(s.exprAs(other, of))
	}
	present := jen.Return(s.convert(jen.Id("v").Dot("Value"), optional.Elem, of))
	if s.g.sameGo(optional, of) {
		present = jen.Return(jen.Id("v"))
	}
	return jen.Func().Params().Add(s.goType(of)).Block(
		jen.If(jen.Id("v").Op(":=").Add(v.use()), jen.Id("v").Dot("Present")).Block(present),
		jen.Return(s.exprAs(other, of)),
	).Call()
}
