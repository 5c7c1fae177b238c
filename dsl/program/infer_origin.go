package program

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// wants says what a place asks for.
func (r *reason) wants(t types.Type) string {
	if r.kind == asArgument {
		return "`" + r.of.FullName() + "` takes " + a(t) + " here"
	}
	return "it is " + a(t) + " here"
}

// declared shows where the type that a place asks for stands.
func (in *inference) declared(d *diagnostic.Diagnostic, want types.Type, why *reason) {
	switch why.kind {
	case asArgument, asTest, asDefault:
		if p := why.param(); p != nil && p.Decl != nil {
			also(d, p.Decl.At, "`%s` is declared as %s", why.name, a(p.Type))
		} else {
			in.claim(d, want, why.at)
		}
	case asMatch:
		if p := why.param(); p != nil && p.Decl != nil {
			also(d, p.Decl.At, "`%s` is declared as %s", why.name, a(p.Type))
		}
		if why.v != nil {
			in.boundAt(d, why.v, want, why.at)
		}
	case asCompared, asChoice, asElement, asSame, asOperand:
		in.claim(d, want, why.at)
	}
	if e, ok := why.expr.(*Binary); ok {
		in.source(d, e.Y, want, why.at)
	}
}

// param is the declared parameter or result that the place is about.
func (r *reason) param() *Param {
	switch of := r.of.(type) {
	case *Action:
		if p := of.Param(r.name); p != nil && r.kind != asMatch {
			return p
		}
		if p := resultOf(of.Outcomes, r.name); p != nil {
			return p
		}
		return of.Param(r.name)
	case *Query:
		if p := of.Param(r.name); p != nil && r.kind == asArgument {
			return p
		}
		return of.Result(r.name)
	}
	return nil
}

// origin is the class of a type that its uses have decided.
func origin(t types.Type) (*typeVar, bool) {
	v, ok := t.(*typeVar)
	if !ok {
		return nil, false
	}
	v = v.representative()
	return v, v.why.at.Valid()
}

// origin shows where the value at the place gets its type.
func (in *inference) origin(d *diagnostic.Diagnostic, got types.Type, why *reason) {
	e := why.expr
	if b, ok := e.(*Binary); ok {
		e = b.X
	}
	in.source(d, e, got, why.at)
}

// source shows where an expression gets its type: where its variable is bound,
// and which use has decided what it is.
func (in *inference) source(d *diagnostic.Diagnostic, e Expr, t types.Type, at source.Span) {
	for {
		s, ok := e.(*Select)
		if !ok {
			break
		}
		e = s.X
	}
	if ref, ok := e.(*Ref); ok {
		in.boundAt(d, ref.Var, t, at)
	}
}

// claim shows the place that has decided what a type is: a use, or a literal.
func (in *inference) claim(d *diagnostic.Diagnostic, t types.Type, at source.Span) {
	class, decided := origin(t)
	if decided && class.why.at != at {
		also(d, class.why.at, "%s", class.why.wants(shape(class)))
		in.trail(d, t, at)
	}
	if class != nil && class.limit != nil && class.limit.kind == asLiteral && !covers(at, class.limit.at) {
		also(d, class.limit.at, "this is %s", a(class))
	}
}

func covers(at, inner source.Span) bool {
	return at.File == inner.File && at.Start <= inner.Start && inner.End <= at.End
}

// boundAt shows where a variable is bound, and what has decided its type.
func (in *inference) boundAt(d *diagnostic.Diagnostic, v *Var, t types.Type, at source.Span) {
	in.claim(d, v.Type, at)
	class, decided := origin(v.Type)
	if v.Decl == at {
		return
	}
	if decided || class != nil && class.can == presentKind || shape(v.Type) == unsound {
		also(d, v.Decl, "`%s` is bound here", v.Name)
	} else {
		also(d, v.Decl, "`%s` is bound here, as %s", v.Name, a(v.Type))
	}
	if decided && class.rest != nil {
		note(d, "%s", class.rest.describe())
	}
}

// describe says what all the places that name a further value share.
func (s *restSlot) describe() string {
	return s.what() + " has one type in all syncs that take it"
}

// call is the action of a further value, with the literals that tell its route.
func (s *restSlot) call() string {
	var literals []string
	for _, l := range s.literals.literals {
		text := fmt.Sprint(l.Value)
		if v, ok := l.Value.(string); ok {
			text = `"` + v + `"`
		}
		literals = append(literals, l.Name+": "+text)
	}
	call := s.action.FullName()
	if literals != nil {
		call += " (" + strings.Join(literals, ", ") + ")"
	}
	return call
}
