package program

import "github.com/syncgen/syncgen/dsl/types"

// elementOf returns the type of what `for` takes of a value.
func (in *inference) elementOf(of Expr) types.Type {
	t := in.expr(of)
	switch t := shape(t).(type) {
	case *types.List:
		return t.Elem
	case *types.Optional:
		return t.Elem
	}
	c := &each{of: t, elem: in.newVar(presentKind)}
	c.why = reason{at: of.Syntax().Span(), kind: asLoop, name: "for", expr: of}
	in.require(c)
	return c.elem
}

// each is `for x in value`: of a list all elements, of an optional what is
// there.
type each struct {
	progress
	of   types.Type
	elem *typeVar
	why  reason
}

func (c *each) awaited() [3]types.Type { return [3]types.Type{c.of} }

func (c *each) settle(in *inference, at stage) bool {
	var list types.Type = &types.List{Elem: c.elem}
	switch t := shape(c.of).(type) {
	case *types.Optional:
		list = &types.Optional{Elem: c.elem}
	case *typeVar:
		if t.can&optionalKind != 0 && at < byDefault {
			return false
		}
	}
	if !in.unify(c.of, list, &c.why) {
		in.misused(c.of, listKind|optionalKind, &c.why)
		in.spoil(c.elem)
	}
	return true
}
