package program

import "github.com/syncgen/syncgen/dsl/types"

// typeVar is a type that inference has still to find. Type variables that are
// known to be one type form a class: Is leads from each to the class's
// representative, whose own Is is the type once it is found.
type typeVar struct {
	types.Variable
	can  kinds // what it can still be
	size int32 // of the class

	// literal tells that a literal is in the class, so that there is a type
	// to choose when nothing else decides.
	literal bool
	// resolving is set while the final type is built, to find types that
	// contain themselves.
	resolving bool
	// derived counts the operators whose result this is and which wait for
	// their operands. The use of such a value decides nothing before them.
	derived int32

	row   *row      // the fields known so far of a record
	rest  *restSlot // the further value that this is the type of
	slot  *restSlot // the same, of this very variable
	waits *wait     // constraints to look at again when more is known
	last  *wait
	why   reason  // what found the type
	limit *reason // what first narrowed what it can be
	plain *reason // what first took a Secret out of it

	edge    *edge    // why it is in its class; nil in one variable of each
	decided *typeVar // the variable of the class that why was about
	source  *typeVar // of another class, that the type was found by
}

// wait is a constraint in the list of a type variable.
type wait struct {
	on   constraint
	next *wait
}

// unsound is the type of what a mismatch was reported for. It agrees with
// every other, so that one mistake is reported once.
var unsound types.Type = &types.Variable{}

// shape returns what a type is known to be: a type other than a variable, or
// the representative of its class.
func shape(t types.Type) types.Type {
	v, ok := t.(*typeVar)
	if !ok {
		if t == nil {
			return unsound
		}
		return t
	}
	v = v.representative()
	if v.Is != nil {
		return v.Is
	}
	return v
}

// representative returns the representative of the class, and shortens the way.
func (v *typeVar) representative() *typeVar {
	root := v
	for {
		next, ok := root.Is.(*typeVar)
		if !ok {
			break
		}
		root = next
	}
	for v != root {
		next := v.Is.(*typeVar)
		v.Is = root
		v = next
	}
	return root
}

// likely is the type that a class gets when nothing more is found out.
func (v *typeVar) likely() types.Type {
	switch {
	case v.row != nil:
		return v.row.record()
	case v.can&presentKind == presentKind:
		return types.JSON
	case v.literal && v.can&stringKind != 0, v.can&printableKind == printableKind:
		return types.String
	case v.literal && v.can&integerKind != 0:
		return types.Integer
	case v.can&numberKind != 0:
		return types.Number
	case v.can&stringKind != 0:
		return types.String
	case v.can == recordKind:
		return &types.Record{}
	}
	if p, ok := onlyPrimitive(v.can); ok {
		return p
	}
	return types.JSON
}

// spoil gives up a class that a mismatch was reported for.
func (in *inference) spoil(t types.Type) {
	if v, ok := t.(*typeVar); ok {
		v = v.representative()
		v.Is = unsound
		in.wake(v)
	}
}

// newVar makes a type variable.
func (in *inference) newVar(can kinds) *typeVar {
	if len(in.slab) == 0 {
		in.slab = make([]typeVar, 128)
	}
	v := &in.slab[0]
	in.slab = in.slab[1:]
	v.can, v.size = can, 1
	return v
}
