package program

import "github.com/syncgen/syncgen/dsl/types"

// equality is a comparison, or a join. Both sides have one type, except that an
// Integer may meet a Number and what may be absent what may not.
type equality struct {
	progress
	x, y types.Type
	why  reason
}

func (c *equality) awaited() [3]types.Type { return [3]types.Type{c.x, c.y} }

func (c *equality) settle(in *inference, at stage) bool {
	x, y := present(c.x), present(c.y)
	_, xOpen := x.(*typeVar)
	_, yOpen := y.(*typeVar)
	if !xOpen && !yOpen {
		if !isNumber(x) || !isNumber(y) {
			c.unify(in)
		}
		return true
	}
	if at < byDefault {
		// A number that is not known yet need not be the same kind of number.
		if kindOf(x)&kindOf(y)&numericKind != 0 || (kindOf(x)|kindOf(y))&optionalKind != 0 {
			return false
		}
		c.unify(in)
		return true
	}
	met := kindOf(x) & kindOf(y)
	in.settleNumber(x, met, &c.why)
	in.settleNumber(y, met, &c.why)
	if !isNumber(shape(x)) || !isNumber(shape(y)) {
		c.unify(in)
	}
	return true
}

func (c *equality) unify(in *inference) {
	in.because = ""
	if x, y := whole(c.x), whole(c.y); !in.unify(x, y, &c.why) {
		in.mismatch(x, y, &c.why)
		in.spoil(c.x)
		in.spoil(c.y)
	}
}

// settleNumber makes a type of which only its meeting with a number tells the
// more general kind of number, and an Integer literal an Integer.
func (in *inference) settleNumber(t types.Type, met kinds, why *reason) {
	v, ok := shape(t).(*typeVar)
	if !ok || v.can&met&numericKind == 0 || v.can&met&^numericKind != 0 {
		return
	}
	if in.narrow(v, numericKind, why) {
		if v, ok := shape(v).(*typeVar); ok {
			in.unify(v, v.likely(), why)
		}
	}
}

func isNumber(t types.Type) bool {
	return t == types.Type(types.Integer) || t == types.Type(types.Number)
}

// arithmetic is `x + y`, `x - y` or `x * y`: a Number where one of them is, an
// Integer where both are; `+` is also for two texts and two lists.
type arithmetic struct {
	progress
	x, y   types.Type
	result *typeVar
	why    reason
}

func (c *arithmetic) awaited() [3]types.Type { return [3]types.Type{c.x, c.y, c.result} }

func (c *arithmetic) settle(in *inference, at stage) bool {
	if at >= byResult {
		c.hint(in, at)
	}
	if at >= byDefault {
		for _, t := range []types.Type{c.x, c.y} {
			if v, ok := shape(t).(*typeVar); ok {
				in.unify(v, v.likely(), &c.why)
			}
		}
	}
	x, y := shape(c.x), shape(c.y)
	if x == unsound || y == unsound {
		return c.is(in, unsound)
	}
	// What the result can be, both operands can be, and the other way round.
	can := kindOf(shape(c.result))
	for _, t := range []types.Type{x, y} {
		if kindOf(t)&numericKind == 0 {
			can &^= numericKind
		} else if kindOf(t)&^numericKind == 0 {
			can &= numericKind
		}
	}
	if can&numericKind == 0 {
		return c.join(in, x, y, at)
	}
	if can&^numericKind == 0 {
		in.narrow(x, numericKind, &c.why)
		in.narrow(y, numericKind, &c.why)
		in.narrow(c.result, numericKind, &c.why)
		x, y = shape(x), shape(y)
	}
	switch {
	case x == types.Type(types.Number) || y == types.Type(types.Number):
		return c.is(in, types.Number)
	case x == types.Type(types.Integer) && y == types.Type(types.Integer):
		return c.is(in, types.Integer)
	}
	return false
}

// join is `x + y` of two texts or two lists.
func (c *arithmetic) join(in *inference, x, y types.Type, at stage) bool {
	xs, xList := x.(*types.List)
	ys, yList := y.(*types.List)
	if xList && yList {
		e := c.why.expr.(*Binary)
		elem := in.chooseTypes(e, []types.Type{xs.Elem, ys.Elem}, []Expr{e.X, e.Y})
		return c.is(in, &types.List{Elem: elem, Set: xs.Set && ys.Set})
	}
	if can := kindOf(shape(c.result)) & sizedKind; can != 0 {
		in.narrow(x, can, &c.why)
		in.narrow(y, can, &c.why)
	}
	if !in.equate(c.x, c.y, c.why) {
		return c.is(in, unsound)
	}
	if v, ok := shape(x).(*typeVar); ok {
		in.narrow(c.result, v.can, &c.why)
		if at < byDefault {
			return false
		}
	}
	return c.is(in, x)
}

// is sets the type of the result.
func (c *arithmetic) is(in *inference, t types.Type) bool {
	in.because = ""
	c.result.representative().derived--
	if !in.unify(c.result, t, &c.why) {
		in.mismatch(t, c.result, &c.why)
		in.spoil(c.result)
	}
	return true
}

// hint gives operands that nothing else decides the type that the result is
// used as.
func (c *arithmetic) hint(in *inference, at stage) {
	want, why := in.resultWanted(c.result, &c.why, at)
	if want == types.Type(types.Secret) {
		want = types.String // what is made of texts becomes a Secret as a whole
	}
	if want == nil {
		return
	}
	for _, t := range []types.Type{c.x, c.y} {
		if v, ok := shape(t).(*typeVar); ok && v.can&kindOf(want) != 0 {
			in.unify(v, want, why)
		}
	}
}

// resultWanted returns the type that the result of an operator is used as, or
// nil when that is not known.
func (in *inference) resultWanted(result *typeVar, own *reason, at stage) (types.Type, *reason) {
	want, why := present(result), own
	if v, ok := want.(*typeVar); ok {
		best := in.wanted(v)
		if best == nil {
			return nil, nil
		}
		want, why = best.t, best.why
	}
	if want == unsound || want == types.Type(types.Number) && at < byNumber {
		return nil, nil
	}
	return want, why
}

// membership is `x in list`, or `contains (list, x)`, where the list may also
// be a text.
type membership struct {
	progress
	list, x types.Type
	text    bool
	why     reason
}

func (c *membership) awaited() [3]types.Type {
	awaited := [3]types.Type{c.list, c.x}
	if list, ok := shape(c.list).(*types.List); ok {
		awaited[2] = list.Elem
	}
	return awaited
}

func (c *membership) settle(in *inference, at stage) bool {
	switch list := shape(c.list).(type) {
	case *types.List:
		return c.element(in, list.Elem, at)
	case *typeVar:
		x, ok := shape(c.x).(*typeVar)
		switch {
		case list.can&stringKind == 0 || !ok && kindOf(shape(c.x))&stringKind == 0 || ok && x.can&stringKind == 0:
			if at < byDefault {
				return false
			}
			in.equate(list, &types.List{Elem: present(c.x)}, c.why)
		case at < byDefault:
			return false
		default:
			in.equate(list, types.String, c.why)
			in.equate(c.x, types.String, c.why)
		}
		return true
	case *types.Object:
		in.coerce(c.x, types.String, c.why) // a type parameter that stands for String
		return true
	default:
		if list == types.Type(types.String) {
			in.coerce(c.x, types.String, c.why)
		}
		return true
	}
}

// element holds what is looked for to the elements of the list.
func (c *membership) element(in *inference, elem types.Type, at stage) bool {
	x, e := present(c.x), present(elem)
	if _, open := e.(*typeVar); !open {
		if v, ok := x.(*typeVar); ok {
			in.wake(v) // operators whose result it is have a hint now
		}
		in.coerce(c.x, elem, c.why)
		return true
	}
	met := kindOf(x) & kindOf(e)
	if met&numericKind == 0 || x == types.Type(types.Number) {
		in.equate(x, e, c.why)
		return true
	}
	if at < byDefault {
		return false
	}
	if met&^numericKind == 0 && x != types.Type(types.Integer) {
		in.unify(e, types.Number, &c.why) // which has a place for Integers too
	}
	in.settleNumber(e, met, &c.why)
	in.settleNumber(x, met, &c.why)
	if isNumber(shape(x)) && isNumber(shape(e)) {
		in.coerceKnown(x, e, &c.why)
	} else {
		in.equate(x, e, c.why)
	}
	return true
}
