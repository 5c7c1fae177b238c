package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/types"
)

// A Secret never becomes another type, and a text may become a Secret. So a
// value of a route that one place wants as a Secret has to be one from where it
// comes in: as a text it would show in every trace of the request.

// use is a value in a place.
type use struct {
	t   types.Type
	why reason
}

// checkTexts finds the values of routes that are texts, since some place takes
// nothing else, and become a Secret in another.
func (in *inference) checkTexts() {
	if len(in.asSecret) == 0 {
		return
	}
	further := map[*typeVar]bool{}
	for _, r := range in.ordered {
		for _, value := range r.inputs {
			for _, slot := range value.patterns {
				walkVars(slot.of, func(v *typeVar) { further[v.origin()] = true })
			}
		}
		for _, v := range r.results {
			walkVars(v, func(v *typeVar) { further[v.origin()] = true })
		}
	}
	for i := range in.asSecret {
		u := &in.asSecret[i]
		if v, ok := u.t.(*typeVar); ok && further[v.origin()] {
			further[v.origin()] = false // one report for one value
			in.shownSecret(v, &u.why)
		}
	}
}

// origin is the same for all variables that are of one value, also where each
// was found to be a text before they met.
func (v *typeVar) origin() *typeVar {
	for v.edge != nil {
		v = v.edge.to
	}
	return v
}

// walkVars calls f with the type variables that a type is made of.
func walkVars(t types.Type, f func(*typeVar)) {
	seen := map[*typeVar]bool{}
	var walk func(t types.Type)
	walk = func(t types.Type) {
		if v, ok := t.(*typeVar); ok {
			if seen[v] {
				return
			}
			seen[v] = true
			f(v)
			if r := v.representative().row; r != nil {
				for i := range r.fields {
					walk(r.fields[i].whole())
				}
			}
		}
		switch t := shape(t).(type) {
		case *types.Optional:
			walk(t.Elem)
		case *types.List:
			walk(t.Elem)
		case *types.Record:
			for _, field := range t.Fields {
				walk(field.Type)
			}
		}
	}
	walk(t)
}

// shownSecret reports the place that makes a text of a value that has to be a
// Secret.
func (in *inference) shownSecret(v *typeVar, secret *reason) {
	class := v.representative()
	for class.plain == nil && class.source != nil {
		class = class.source.representative()
	}
	var d diagnostic.Diagnostic
	if class.plain != nil {
		d = in.describeUse(types.Secret, stringKind, class.plain)
	} else {
		d = in.describe(types.Secret, types.String, &class.why)
	}
	also(&d, secret.at, "%s", secret.wants(types.Secret))
	in.report(d, types.Secret, types.String)
}

// checkJSON finds the values that would lead a Secret out through Json.
func (in *inference) checkJSON() {
	for i := range in.asJSON {
		u := &in.asJSON[i]
		if t := in.resolve(u.t); hasSecret(t) {
			in.mismatch(t, types.JSON, &u.why)
		}
	}
}

// hasSecret reports whether values of a type have a Secret in them.
func hasSecret(t types.Type) bool {
	switch t := t.(type) {
	case types.Primitive:
		return t == types.Secret
	case *types.Optional:
		return hasSecret(t.Elem)
	case *types.List:
		return hasSecret(t.Elem)
	case *types.Record:
		for _, f := range t.Fields {
			if hasSecret(f.Type) {
				return true
			}
		}
	}
	return false
}
