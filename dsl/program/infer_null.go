package program

import (
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Whether a value of a request may be null is decided by those who compare it
// with null: for nobody else a null is anything but an absent value. The types
// of what may be lacking are therefore made first, and what they lack is
// settled when all other types are known.

// lacking is what is known of an optional type that inference has made. Those
// that are declared never change.
type lacking struct {
	request  bool              // of a value that comes with requests, whose null can be kept
	text     bool              // of one that comes with requests as text, which is never null
	declared bool              // of the same value as one that a concept declares
	same     []*types.Optional // of the same value, named elsewhere
	parts    []*types.Optional // of the values of which this is one
	asked    bool              // compared with null
}

// nullTest is a comparison with null.
type nullTest struct {
	t   types.Type
	why reason
}

// optional makes the type of a value that may be lacking.
func (in *inference) optional(elem types.Type, l types.Lack) *types.Optional {
	o := &types.Optional{Elem: elem, Lack: l}
	in.lacks[o] = &lacking{}
	in.made = append(in.made, o)
	return o
}

// requested makes the type of a value that may be lacking in a pattern of an
// action.
func (in *inference) requested(elem types.Type, of signature) *types.Optional {
	o := in.optional(elem, types.Absent)
	a, ok := of.(*Action)
	in.lacks[o].request = ok && a.IsRequest()
	return o
}

// oneOf makes the type of one of several values of which some may be lacking.
func (in *inference) oneOf(elem types.Type, parts ...types.Type) *types.Optional {
	o := in.optional(elem, types.Absent)
	for _, p := range parts {
		part, ok := shape(p).(*types.Optional)
		if !ok {
			continue
		}
		if len(in.lacks[o].parts) == 0 {
			o.Lack = part.Lack
		}
		o.Lack = o.Lack.Or(part.Lack)
		in.lacks[o].parts = append(in.lacks[o].parts, part)
	}
	return o
}

// sameLack notes that two types are of one value.
func (in *inference) sameLack(x, y types.Type) {
	a, okA := shape(x).(*types.Optional)
	b, okB := shape(y).(*types.Optional)
	if okA && okB && a != b {
		in.lackOf(a, b)
		in.lackOf(b, a)
	}
}

func (in *inference) lackOf(o, other *types.Optional) {
	known := in.lacks[o]
	switch {
	case known == nil:
	case in.lacks[other] == nil:
		known.declared = true
	default:
		known.same = append(known.same, other)
	}
}

// settleLacks decides which values may be null, and reports those that never
// are and are compared with it.
func (in *inference) settleLacks() {
	for i := range in.nullTests {
		if o, ok := shape(in.nullTests[i].t).(*types.Optional); ok {
			in.ask(o)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, o := range in.made {
			l := o.Lack
			for _, part := range in.lacks[o].parts {
				l = l.Or(part.Lack)
			}
			for _, other := range in.lacks[o].same {
				l = l.Or(other.Lack)
			}
			changed = changed || l != o.Lack
			o.Lack = l
		}
	}
	for i := range in.nullTests {
		test := &in.nullTests[i]
		if o, ok := shape(test.t).(*types.Optional); present(test.t) != unsound && !(ok && o.Lack.MayBeNull()) {
			in.neverNull(test.t, &test.why)
		}
	}
}

// ask makes a value of a request one whose null is kept, wherever it is named.
func (in *inference) ask(o *types.Optional) {
	group := []*types.Optional{o}
	request, declared := false, false
	for i := 0; i < len(group); i++ {
		known := in.lacks[group[i]]
		if known == nil || known.asked {
			continue
		}
		known.asked = true
		request, declared = request || known.request, declared || known.declared
		group = append(group, known.same...)
		for _, part := range known.parts {
			in.ask(part)
		}
	}
	for _, of := range group {
		if request && !declared {
			of.Lack = types.AbsentOrNull
		}
	}
}

// neverNull reports a comparison with null that never holds.
func (in *inference) neverNull(t types.Type, why *reason) {
	d := in.finding(a(t)+" is never `null`", "never null", why, "")
	in.origin(&d, t, why)
	why.usedAt(&d)
	o, optional := shape(t).(*types.Optional)
	if shape(t) == types.Type(types.JSON) {
		note(&d, "nothing looks into a `Json`: a null in it is passed on as it is")
	} else if known := in.lacks[o]; known != nil && known.text {
		note(&d, "only the body of a request has null: what comes in a header, the path or the query string is text, or absent")
	} else {
		note(&d, "null is told apart in what a request brings, bound with `?`, and in what `?? null` gives; a concept knows absent values alone")
	}
	if optional {
		name := syntax.FormatExpr(why.expr.Syntax())
		help(&d, "to go on only where it is there, bind it without `?`; where it is absent, `none { for _ in %s }` holds, and `%[1]s ?? …` says what stands for it", name)
	} else {
		help(&d, "bind it with `?` if a request may have null for it, else leave the comparison away")
	}
	in.found = append(in.found, d)
}
