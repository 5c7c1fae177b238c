package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/types"
)

// unify makes two types one. It reports false where they cannot be one; what
// does fit of them is unified all the same.
func (in *inference) unify(x, y types.Type, why *reason) bool {
	ownX, _ := x.(*typeVar)
	ownY, _ := y.(*typeVar)
	x, y = shape(x), shape(y)
	if x == y || x == unsound || y == unsound {
		return true
	}
	if vx, ok := x.(*typeVar); ok {
		if vy, ok := y.(*typeVar); ok {
			return in.merge(vx, vy, ownX, ownY, why)
		}
		vx.decide(ownX, ownY, why)
		return in.bindType(vx, y, why)
	}
	if vy, ok := y.(*typeVar); ok {
		vy.decide(ownY, ownX, why)
		return in.bindType(vy, x, why)
	}
	switch x := x.(type) {
	case types.Primitive:
		o, ok := y.(*types.Object)
		if !ok || !o.Param || x != types.String {
			return false
		}
		in.meet(x, o, why)
		return true
	case *types.Object:
		return in.unifyObject(x, y, why)
	case *types.Enum:
		y, ok := y.(*types.Enum)
		return ok && sameConstants(x, y)
	case *types.Optional:
		y, ok := y.(*types.Optional)
		if ok {
			in.sameLack(x, y)
		}
		return ok && in.unify(x.Elem, y.Elem, why)
	case *types.List:
		y, ok := y.(*types.List)
		return ok && in.unify(x.Elem, y.Elem, why)
	case *types.Record:
		y, ok := y.(*types.Record)
		return ok && in.unifyRecords(x, y, why)
	}
	return false
}

// unifyObject records where a type parameter meets another identity. What the
// parameter stands for is decided when all such places are known.
func (in *inference) unifyObject(x *types.Object, y types.Type, why *reason) bool {
	if o, ok := y.(*types.Object); ok {
		if !x.Param && !o.Param {
			return false
		}
	} else if !x.Param || y != types.Type(types.String) {
		return false
	}
	in.meet(x, y, why)
	return true
}

func (in *inference) unifyRecords(x, y *types.Record, why *reason) bool {
	same := true
	for _, f := range x.Fields {
		other := y.Field(f.Name)
		switch {
		case other == nil:
			in.because = "only one of them has a field `" + f.Name + "`"
			same = false
		case !in.unify(f.Type, other, why):
			in.inField(f.Name, f.Type, other)
			same = false
		}
	}
	for _, f := range y.Fields {
		if x.Field(f.Name) == nil {
			in.because = "only one of them has a field `" + f.Name + "`"
			same = false
		}
	}
	return same
}

// inField remembers the field in which two records differ, for the report.
func (in *inference) inField(name string, found, want types.Type) {
	if in.because == "" {
		in.because = "they differ in field `" + name + "`: " + a(found) + " and " + a(want)
	}
}

// sameConstants reports whether two enumerations have the same constants, in
// whatever order.
func sameConstants(x, y *types.Enum) bool {
	if slices.Equal(x.Constants, y.Constants) {
		return true
	}
	if len(x.Constants) != len(y.Constants) {
		return false
	}
	for _, c := range x.Constants {
		if !slices.Contains(y.Constants, c) {
			return false
		}
	}
	return true
}

// merge makes one class of two that are both not found yet; ownU and ownV are
// the variables of them that meet.
func (in *inference) merge(u, v, ownU, ownV *typeVar, why *reason) bool {
	can := u.can & v.can
	if can == 0 {
		return false
	}
	if u.size < v.size {
		u, v, ownU, ownV = v, u, ownV, ownU
	}
	connect(ownV, ownU, why)
	news := can != u.can || can != v.can || u.row != nil || v.row != nil
	u.can = can
	u.size += v.size
	u.derived += v.derived
	u.literal = u.literal || v.literal
	if u.limit == nil {
		u.limit = v.limit
	}
	if u.plain == nil {
		u.plain = v.plain
	}
	if u.rest == nil {
		u.rest = v.rest
	}
	v.Is = u
	if v.waits != nil {
		if u.waits == nil {
			u.waits = v.waits
		} else {
			u.last.next = v.waits
		}
		u.last = v.last
		v.waits, v.last = nil, nil
	}
	if news {
		in.wake(u)
	}
	one, other := u.row, v.row
	v.row = nil
	if one == nil {
		u.row = other
	} else if other != nil {
		return in.mergeRows(u, other, why)
	}
	return in.bindOnly(u, why)
}

// bindOnly binds a class to the one type that is left, if it is one. Of a list
// the elements are still to be found.
func (in *inference) bindOnly(v *typeVar, why *reason) bool {
	if v.Is != nil {
		return true
	}
	if p, ok := onlyPrimitive(v.can); ok {
		return in.bindType(v, p, why)
	}
	if v.can == listKind {
		return in.bindType(v, &types.List{Elem: in.newVar(presentKind)}, why)
	}
	return true
}

// bindType makes a class the type t, which is no variable.
func (in *inference) bindType(v *typeVar, t types.Type, why *reason) bool {
	k := kindOf(t)
	if v.can&k == 0 {
		o, ok := t.(*types.Object)
		if !ok || !o.Param || v.can&stringKind == 0 {
			return false
		}
		in.meet(o, types.String, why)
		t = types.String
	}
	if k&(listKind|optionalKind) != 0 && contains(t, v) {
		in.because = infinite
		return false
	}
	v.Is, v.why = t, *why
	in.wake(v)
	if v.row != nil {
		return in.fit(v.row, t.(*types.Record), why)
	}
	return true
}

// infinite is why a type cannot be a part of itself.
const infinite = "a type would contain itself"

// contains reports whether a list or optional type has the class in it.
// Records are not looked into: a class that contains itself through a record
// harms no unification and is found when the final types are made.
func contains(t types.Type, v *typeVar) bool {
	for {
		switch at := shape(t).(type) {
		case *types.List:
			t = at.Elem
		case *types.Optional:
			t = at.Elem
		case *typeVar:
			return at == v
		default:
			return false
		}
	}
}

// narrow leaves of a type only what is in k. It reports false where nothing is
// left, or the type is another.
func (in *inference) narrow(t types.Type, k kinds, why *reason) bool {
	switch t := shape(t).(type) {
	case *typeVar:
		can := t.can & k
		if can == 0 {
			return false
		}
		if can != t.can {
			if t.can&^can&secretKind != 0 {
				plain := *why
				t.plain = &plain
			}
			t.can = can
			if t.limit == nil {
				limit := *why
				t.limit = &limit
			}
			in.wake(t)
		}
		return in.bindOnly(t, why)
	case *types.Object:
		if k&objectKind == 0 && k&stringKind != 0 && t.Param {
			in.meet(t, types.String, why)
			return true
		}
		return k&objectKind != 0
	default:
		return kindOf(t)&k != 0
	}
}
