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
	xVar, _ := x.(*typeVar)
	yVar, _ := y.(*typeVar)
	if xVar == nil && yVar == nil {
		if !isNumber(x) || !isNumber(y) {
			in.compared(x, y, &c.why)
		}
		return true
	}
	// A number that is not known yet need not be the same kind of number.
	if at < byDefault && kindOf(x)&kindOf(y)&numericKind != 0 && (isOpen(xVar) || isOpen(yVar)) {
		return false
	}
	if at < byDefault && (kindOf(x)|kindOf(y))&optionalKind != 0 {
		return false
	}
	if at >= byDefault {
		in.openNumber(x, kindOf(y), &c.why)
		in.openNumber(y, kindOf(x), &c.why)
		if isNumber(shape(x)) && isNumber(shape(y)) {
			return true
		}
	}
	in.compared(x, y, &c.why)
	return true
}

// openNumber makes what nothing but the meeting with a number tells of the
// more general kind of number.
func (in *inference) openNumber(t types.Type, met kinds, why *reason) {
	v, ok := shape(t).(*typeVar)
	if ok && !v.literal && met&numericKind != 0 && v.can&met&^numericKind == 0 && v.can&numberKind != 0 {
		in.unify(v, types.Number, why)
	}
}

func (in *inference) compared(x, y types.Type, why *reason) {
	in.because = ""
	if !in.unify(x, y, why) {
		in.mismatch(x, y, why)
		in.spoil(x)
		in.spoil(y)
	}
}

// isOpen reports whether a class is there and can be another kind of number
// than the place that it was written for.
func isOpen(v *typeVar) bool { return v != nil && !v.literal }

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
		c.is(in, unsound)
		return true
	}
	if kindOf(x)&numericKind == 0 || kindOf(y)&numericKind == 0 {
		if !in.equate(x, y, c.why) {
			c.is(in, unsound)
			return true
		}
		if v, ok := shape(x).(*typeVar); ok && at < byDefault {
			return v.can&numericKind == 0 && c.is(in, v)
		}
		return c.is(in, x)
	}
	if kindOf(x)&^numericKind == 0 || kindOf(y)&^numericKind == 0 {
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
		want, why = in.wanted(v)
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

func (c *membership) awaited() [3]types.Type { return [3]types.Type{c.list, c.x} }

func (c *membership) settle(in *inference, at stage) bool {
	switch list := shape(c.list).(type) {
	case *types.List:
		in.coerce(c.x, list.Elem, c.why)
		return true
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
