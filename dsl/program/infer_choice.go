package program

import (
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// choice is an expression that has the value of one of its parts: of `if`, `??`
// and, for its elements, of a list. It may be absent when one of them may.
type choice struct {
	progress
	parts   []types.Type
	exprs   []Expr
	mayMiss bool // there is none where an `if` without `else` does not hold
	result  *typeVar
	why     reason
}

// perhaps is the type of an `if` without `else`.
func (in *inference) perhaps(e *If) types.Type {
	c := &choice{parts: []types.Type{in.expr(e.Then)}, exprs: []Expr{e.Then}, mayMiss: true, result: in.newVar(anyKind)}
	c.result.derived = 1
	c.why = reason{at: e.Syntax().Span(), kind: asChoice, expr: e}
	in.require(c)
	return c.result
}

func (c *choice) awaited() [3]types.Type {
	t := [3]types.Type{c.result}
	n := 1
	for _, p := range c.parts {
		// When these are known the rest is looked at again.
		if _, ok := present(p).(*typeVar); ok && n < len(t) {
			t[n] = present(p)
			n++
		}
	}
	return t
}

func (c *choice) settle(in *inference, at stage) bool {
	if at >= byResult {
		if want, why := in.resultWanted(c.result, &c.why, at); want != nil {
			for _, p := range c.parts {
				if v, ok := present(p).(*typeVar); ok && v.can&kindOf(want) != 0 && want != types.Type(types.JSON) {
					in.unify(v, want, why)
				}
			}
		}
	}
	common, undecided := c.common()
	if at < byDefault && undecided {
		return false
	}
	if at >= byDefault {
		for _, p := range c.parts {
			in.settleNumber(present(p), common, &c.why)
		}
	}
	optional, elem := c.mayMiss, types.Type(nil)
	for i, p := range c.parts {
		if _, ok := shape(p).(*types.Optional); ok {
			optional = true
		}
		p := whole(p)
		switch {
		case elem == nil:
			elem = p
		case isNumber(shape(elem)) && isNumber(shape(p)):
			if shape(p) == types.Type(types.Number) {
				elem = p
			}
		default:
			e := c.exprs[i]
			if !in.equate(p, elem, reason{at: e.Syntax().Span(), kind: asChoice, expr: e}) {
				in.spoil(c.parts[i])
				elem = unsound
			}
		}
	}
	if optional && elem != unsound {
		elem = in.oneOf(elem, c.parts...)
	}
	c.result.representative().derived--
	in.because = ""
	if !in.unify(c.result, elem, &c.why) {
		in.mismatch(elem, c.result, &c.why)
		in.spoil(c.result)
	}
	return true
}

// common returns the kinds that all parts can be, and whether what is still to
// be found of them may be a number, of either kind, or absent. Literals as such
// are what the others are.
func (c *choice) common() (kinds, bool) {
	common, open := anyKind, false
	for i, p := range c.parts {
		t := present(p)
		v, ok := t.(*typeVar)
		if ok && v.can&optionalKind != 0 {
			return common, true
		}
		_, literal := c.exprs[i].(*Literal)
		open = open || ok && !literal
		if isNumber(t) {
			common &= numericKind
		} else {
			common &= kindOf(t)
		}
	}
	return common, open && len(c.parts) > 1 && common&numericKind != 0
}

// there is the type of what a line binds that leaves out the frames where its
// value is absent.
func (in *inference) there(s *BindStep) types.Type {
	elem := in.newVar(presentKind)
	why := reason{at: s.Line().(*syntax.BindLine).Else.At, kind: asBound, expr: s.Value, uses: in.uses}
	in.require(&unwrapping{x: s.Value.Type(), elem: elem, strict: true, why: why})
	return elem
}

// unwrapping makes elem what x is where it is not absent. Where strict, x must
// be an optional.
type unwrapping struct {
	progress
	x      types.Type
	elem   *typeVar
	strict bool
	why    reason
}

func (c *unwrapping) awaited() [3]types.Type { return [3]types.Type{c.x} }

func (c *unwrapping) settle(in *inference, at stage) bool {
	x := shape(c.x)
	if v, ok := x.(*typeVar); ok && v.can&optionalKind != 0 && at < byDefault {
		return false
	}
	o, ok := x.(*types.Optional)
	switch {
	case ok:
		in.equate(o.Elem, c.elem, c.why)
	case c.strict && x != unsound:
		in.mismatch(x, &types.Optional{Elem: x}, &c.why)
		in.spoil(c.elem)
	default:
		in.equate(c.x, c.elem, c.why)
	}
	return true
}
