package program

import "github.com/syncgen/syncgen/dsl/types"

// coercion is a value of type src in a place of type dst, which may be wider.
// While src is not known it is a bound on what src can be.
type coercion struct {
	progress
	src, dst types.Type
	why      reason
}

func (c *coercion) awaited() [3]types.Type { return [3]types.Type{c.src} }

// coerce requires that a value of type src can stand in a place of type dst.
func (in *inference) coerce(src, dst types.Type, why reason) {
	if _, ok := shape(src).(*typeVar); !ok {
		in.coerceKnown(src, dst, &why)
		return
	}
	in.require(&coercion{src: src, dst: dst, why: why})
}

func (c *coercion) settle(in *inference, at stage) bool {
	v, ok := shape(c.src).(*typeVar)
	if !ok {
		in.coerceKnown(c.src, c.dst, &c.why)
		return true
	}
	dst := present(c.dst)
	if _, ok := dst.(*typeVar); ok {
		in.equate(c.src, whole(c.dst), c.why) // only what is declared is wider
		return true
	}
	if dst == types.Type(types.JSON) {
		in.asJSON = append(in.asJSON, use{c.src, c.why})
		return true
	}
	if at == eagerly || v.derived > 0 && at < finally {
		return false
	}
	want := in.wanted(v)
	if want == nil {
		want = &vote{t: dst, of: c.src, why: &c.why}
	}
	if !in.unify(want.of, want.t, want.why) {
		in.mismatch(v, want.t, want.why)
		in.spoil(v)
	}
	in.coerceKnown(c.src, c.dst, &c.why)
	return true
}

// present returns what a type is where it is not absent.
func present(t types.Type) types.Type {
	t = shape(t)
	if o, ok := t.(*types.Optional); ok {
		return shape(o.Elem)
	}
	return t
}

// whole is present for types that are to be unified: the variable that t is,
// and not what is known of it.
func whole(t types.Type) types.Type {
	if o, ok := shape(t).(*types.Optional); ok {
		return o.Elem
	}
	return t
}

// coerceKnown reports where a value of a known type cannot stand.
func (in *inference) coerceKnown(src, dst types.Type, why *reason) {
	in.because = ""
	if !in.fits(src, dst, why) {
		in.mismatch(src, dst, why)
		in.spoil(src)
	}
}

// fits makes a value of a type that is known stand in a place of type dst, if
// it can.
func (in *inference) fits(src, dst types.Type, why *reason) bool {
	s, d := shape(src), shape(dst)
	if s == unsound || d == unsound {
		return true
	}
	if _, ok := s.(*typeVar); ok {
		in.coerce(src, dst, *why)
		return true
	}
	if d == types.Type(types.JSON) {
		in.asJSON = append(in.asJSON, use{s, *why})
		return true
	}
	so, optional := s.(*types.Optional)
	if do, ok := d.(*types.Optional); ok {
		if optional {
			return in.fits(so.Elem, do.Elem, why)
		}
		return in.fits(s, do.Elem, why)
	}
	if optional {
		in.unify(so.Elem, d, why) // for the report: it would fit if it were there
		return false
	}
	switch d := d.(type) {
	case types.Primitive:
		if s == types.Type(types.String) && d == types.Secret {
			in.asSecret = append(in.asSecret, use{src, *why})
			return true
		}
		if s == types.Type(types.Integer) && d == types.Number {
			return true
		}
	case *types.List:
		if s, ok := s.(*types.List); ok {
			return in.fits(s.Elem, d.Elem, why)
		}
	case *types.Record:
		if s, ok := s.(*types.Record); ok {
			return in.recordFits(s, d, why)
		}
	}
	return in.unify(src, dst, why)
}

// recordFits is fits for records: fields in any order, optional ones may be
// missing.
func (in *inference) recordFits(src, dst *types.Record, why *reason) bool {
	ok := true
	for _, f := range dst.Fields {
		given := src.Field(f.Name)
		if given == nil {
			if _, optional := f.Type.(*types.Optional); !optional {
				in.because = "field `" + f.Name + "` is missing"
				ok = false
			}
			continue
		}
		if !in.fits(given, f.Type, why) {
			in.inField(f.Name, given, f.Type)
			ok = false
		}
	}
	for _, f := range src.Fields {
		if dst.Field(f.Name) == nil {
			in.because = "there is no field `" + f.Name + "` in " + a(dst)
			ok = false
		}
	}
	return ok
}

// wanted returns the type that the uses of a value ask for, nil if none does: a
// Secret before all others, since nothing else can be one, an Integer
// before a Number, since it can be both, else what most of them ask for.
func (in *inference) wanted(v *typeVar) *vote {
	var votes []vote
	for w := v.waits; w != nil; w = w.next {
		c, ok := w.on.(*coercion)
		if !ok || c.done {
			continue
		}
		dst := present(c.dst)
		if _, ok := dst.(*typeVar); ok || dst == types.Type(types.JSON) || dst == unsound {
			continue
		}
		votes = count(votes, vote{t: dst, of: c.src, why: &c.why})
	}
	var best *vote
	for i := range votes {
		if x := &votes[i]; best == nil || x.beats(best, v.can) {
			best = x
		}
	}
	return best
}

// vote is a type that a value is used as, and how often.
type vote struct {
	t   types.Type
	of  types.Type // of the value at the first of these uses
	why *reason    // the first of them
	n   int
}

// count adds a vote. Beyond a few different types it no longer matters which
// of them has the most.
func count(votes []vote, x vote) []vote {
	const most = 16
	for i := range votes {
		if votes[i].t == x.t {
			votes[i].n++
			return votes
		}
	}
	if len(votes) == most {
		return votes
	}
	x.n = 1
	return append(votes, x)
}

func (x *vote) beats(y *vote, can kinds) bool {
	if xCan, yCan := kindOf(x.t)&can != 0, kindOf(y.t)&can != 0; xCan != yCan {
		return xCan
	}
	if x.t == types.Type(types.Secret) || y.t == types.Type(types.Secret) {
		return x.t == types.Type(types.Secret)
	}
	xNumber, yNumber := kindOf(x.t)&numericKind, kindOf(y.t)&numericKind
	if xNumber != 0 && yNumber != 0 {
		return xNumber == integerKind
	}
	return x.n > y.n
}

// equate requires that two types are one.
func (in *inference) equate(x, y types.Type, why reason) bool {
	in.because = ""
	got, want := written(x), written(y)
	if in.unify(x, y, &why) {
		return true
	}
	in.mismatch(got, want, &why)
	in.spoil(x)
	in.spoil(y)
	return false
}

// written returns a record as the places have it that are known so far, before
// it is made to agree with others.
func written(t types.Type) types.Type {
	if v, ok := shape(t).(*typeVar); ok && v.row != nil {
		return v.row.record()
	}
	return t
}
