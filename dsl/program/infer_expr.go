package program

import (
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// expr finds the type of an expression, from its parts alone.
func (in *inference) expr(e Expr) types.Type {
	switch e := e.(type) {
	case *Literal:
		e.Of = in.literal(e)
		return e.Of
	case *Text:
		for _, part := range e.Parts {
			in.takes(in.expr(part), printableKind, reason{at: part.Syntax().Span(), kind: asPrinted, expr: part})
		}
		e.Of = types.String
		return e.Of
	case *Ref:
		if e.Var.Type == nil {
			e.Var.Type = unsound // bound by a line that has no type
		}
		e.Of = e.Var.Type
		return e.Of
	case *Select:
		e.Of = in.field(e)
		return e.Of
	case *Unary:
		e.Of = in.unary(e)
		return e.Of
	case *Binary:
		e.Of = in.binary(e)
		return e.Of
	case *IsNull:
		in.nullTests = append(in.nullTests, nullTest{in.expr(e.X), reason{at: e.X.Syntax().Span(), kind: asCompared, name: "null", expr: e.X, uses: in.uses}})
		e.Of = types.Flag
		return e.Of
	case *OrNull:
		e.Of = in.optional(in.coalesced(e.X), types.Null)
		return e.Of
	case *If:
		in.condition(e.Cond)
		if e.Else == nil {
			e.Of = in.perhaps(e)
		} else {
			e.Of = in.choose(e, e.Then, e.Else)
		}
		return e.Of
	case *Record:
		e.Of = in.record(e)
		return e.Of
	case *List:
		var elem types.Type = in.newVar(presentKind)
		if len(e.Items) > 0 {
			elem = in.choose(e, e.Items...)
		}
		e.Of = &types.List{Elem: elem}
		return e.Of
	case *Apply:
		e.Of = in.apply(e)
		return e.Of
	}
	return unsound
}

// literal is the type of a literal that nothing is known of but how it is
// written.
func (in *inference) literal(l *Literal) types.Type {
	switch l.Value.(type) {
	case bool:
		return types.Flag
	case float64:
		return types.Number
	}
	v := in.newVar(literalKinds(l))
	v.literal = true
	v.limit = &reason{at: l.Syntax().Span(), kind: asLiteral, expr: l}
	return v
}

// literalKinds is what a literal can stand for.
func literalKinds(l *Literal) kinds {
	switch l.Value.(type) {
	case string:
		return textLiteralKind
	case int64:
		return numericKind
	case float64:
		return numberKind
	}
	return flagKind
}

// literalAs gives a literal the type that its place asks for, when that is
// known. It reports whether it is.
func (in *inference) literalAs(l *Literal, want types.Type, why *reason) bool {
	t := shape(want)
	if o, ok := t.(*types.Optional); ok {
		t = shape(o.Elem)
	}
	if _, ok := t.(*typeVar); ok || t == unsound {
		return false
	}
	switch {
	case t == types.Type(types.JSON):
		l.Of = plainType(l)
	case literalKinds(l)&kindOf(t) != 0:
		l.Of = t
		if e, ok := t.(*types.Enum); ok {
			in.member(l, e, why)
		}
	default:
		l.Of = plainType(l)
		in.mismatch(l.Of, t, why)
	}
	return true
}

// plainType is the type of a literal where its place asks for nothing.
func plainType(l *Literal) types.Type {
	switch l.Value.(type) {
	case string:
		return types.String
	case int64:
		return types.Integer
	case float64:
		return types.Number
	}
	return types.Flag
}

// assign types an expression whose value goes to a place of type want.
func (in *inference) assign(e Expr, want types.Type, why reason) {
	if l, ok := e.(*Literal); ok && in.literalAs(l, want, &why) {
		return
	}
	in.coerce(in.expr(e), want, why)
}

// takes narrows a type to what a place takes, and reports where it is
// something else. It returns the type, or unsound.
func (in *inference) takes(t types.Type, k kinds, why reason) types.Type {
	if in.narrow(t, k, &why) {
		return t
	}
	in.misused(t, k, &why)
	return unsound
}

func (in *inference) condition(e Expr) {
	in.takes(in.expr(e), flagKind, reason{at: e.Syntax().Span(), kind: asCondition, expr: e})
}

// operand types an operand of which the operator takes certain kinds.
func (in *inference) operand(e Expr, op string, k kinds) types.Type {
	return in.takes(in.expr(e), k, reason{at: e.Syntax().Span(), kind: asOperand, name: op, expr: e})
}

func (in *inference) unary(e *Unary) types.Type {
	if e.Op == syntax.Not {
		in.condition(e.X)
		return types.Flag
	}
	return in.operand(e.X, "-", numericKind)
}

func (in *inference) binary(e *Binary) types.Type {
	op := e.Op.String()
	why := reason{at: e.Syntax().Span(), kind: asCompared, name: op, expr: e}
	switch e.Op {
	case syntax.And, syntax.Or:
		in.condition(e.X)
		in.condition(e.Y)
		return types.Flag
	case syntax.Equal, syntax.NotEqual:
		x, y := in.compare(e, in.expr)
		in.require(&equality{x: x, y: y, why: why})
		return types.Flag
	case syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual:
		x, y := in.compare(e, func(side Expr) types.Type { return in.operand(side, op, orderedKind) })
		in.require(&equality{x: x, y: y, why: why})
		return types.Flag
	case syntax.In:
		x := in.expr(e.X)
		list := in.operand(e.Y, op, listKind)
		in.require(&membership{list: list, x: x, why: reason{at: e.X.Syntax().Span(), kind: asElement, name: op, expr: e.X}})
		return types.Flag
	case syntax.Coalesce:
		return in.coalesce(e)
	case syntax.Divide:
		in.operand(e.X, op, numericKind)
		in.operand(e.Y, op, numericKind)
		return types.Number
	}
	k := numericKind
	if e.Op == syntax.Add {
		k = addableKind
	}
	x := in.operand(e.X, op, k)
	y := in.operand(e.Y, op, k)
	if x == unsound || y == unsound {
		return unsound
	}
	result := in.newVar(k)
	result.derived = 1
	why.kind = asOperand
	in.require(&arithmetic{x: x, y: y, result: result, why: why})
	return result
}

// coalesce is `x ?? y`, which has a value also where x is absent.
func (in *inference) coalesce(e *Binary) types.Type {
	elem := in.coalesced(e.X)
	return in.chooseTypes(e, []types.Type{elem, in.expr(e.Y)}, []Expr{e.X, e.Y})
}

// coalesced is the type of what stands before a `??`, where it is there.
func (in *inference) coalesced(x Expr) types.Type {
	elem := in.newVar(presentKind)
	why := reason{at: x.Syntax().Span(), kind: asCoalesced, name: "??", expr: x, uses: in.uses}
	in.require(&unwrapping{x: in.expr(x), elem: elem, strict: true, why: why})
	return elem
}

// choose is the type of an expression that has the value of one of its parts.
func (in *inference) choose(e Expr, parts ...Expr) types.Type {
	list := make([]types.Type, len(parts))
	number := false
	for i, p := range parts {
		list[i] = in.expr(p)
		number = number || shape(list[i]) == types.Type(types.Number)
	}
	if number { // of which a list of 1 and 2.5 is
		for i, p := range parts {
			if l, ok := p.(*Literal); ok && in.numberLiteral(l) {
				list[i] = types.Number
			}
		}
	}
	return in.chooseTypes(e, list, parts)
}

// numberLiteral makes an Integer literal a Number.
func (in *inference) numberLiteral(l *Literal) bool {
	_, ok := l.Value.(int64)
	if ok {
		l.Of = types.Number
	}
	return ok
}

// compare types both sides of a comparison. A literal on one side is of the
// other's kind of number.
func (in *inference) compare(e *Binary, of func(Expr) types.Type) (x, y types.Type) {
	x, y = of(e.X), of(e.Y)
	for _, side := range []struct {
		e     Expr
		t     *types.Type
		other types.Type
	}{{e.X, &x, y}, {e.Y, &y, x}} {
		l, ok := side.e.(*Literal)
		if ok && shape(side.other) == types.Type(types.Number) && in.numberLiteral(l) {
			*side.t = types.Number
		}
	}
	return x, y
}

func (in *inference) chooseTypes(e Expr, list []types.Type, parts []Expr) types.Type {
	result := in.newVar(anyKind)
	result.derived = 1
	in.require(&choice{parts: list, exprs: parts, result: result, why: reason{at: e.Syntax().Span(), kind: asChoice, expr: e}})
	return result
}

// apply types a call of a built-in function.
func (in *inference) apply(e *Apply) types.Type {
	arg := func(i int, k kinds) types.Type {
		if i >= len(e.Args) {
			return unsound // reported where names are resolved
		}
		return in.operand(e.Args[i], e.Func, k)
	}
	switch e.Func {
	case "uuid":
		id := in.newVar(identityKind)
		id.literal = true
		id.limit = &reason{at: e.Syntax().Span(), kind: asLiteral, expr: e}
		return id
	case "now":
		return types.DateTime
	case "len":
		arg(0, lengthKind)
		return types.Integer
	case "lower", "upper", "trim":
		arg(0, stringKind)
		return types.String
	case "startsWith", "endsWith":
		arg(0, stringKind)
		arg(1, stringKind)
		return types.Flag
	case "after":
		of := arg(0, textKind)
		arg(1, stringKind)
		if _, ok := shape(of).(*typeVar); ok || shape(of) == types.Type(types.Secret) {
			return &types.Optional{Elem: of} // what is behind is no less a Secret
		}
		return &types.Optional{Elem: types.String}
	case "contains":
		list := arg(0, sizedKind)
		x := arg(1, anyKind)
		if len(e.Args) > 1 {
			in.require(&membership{list: list, x: x, text: true, why: reason{at: e.Args[1].Syntax().Span(), kind: asElement, name: e.Func, expr: e.Args[1]}})
		}
		return types.Flag
	}
	return unsound
}
