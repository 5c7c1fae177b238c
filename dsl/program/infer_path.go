package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// The classes of type variables say what is one type, not why. So each place
// that makes one class of two is kept as an edge between the very variables
// that met there. The edges of a class are a tree: between two variables of it
// there is one way, which tells how the type of the one came to the other.

// edge leads from a type variable to another one of its class.
type edge struct {
	to  *typeVar
	why reason
}

// connect keeps why two classes become one. x and y are the variables that
// meet; smaller is the one whose class has fewer variables.
func connect(smaller, other *typeVar, why *reason) {
	// Edges lead towards a root. Those on the way from the variable to the root
	// of its own tree are turned round, which makes it the root.
	next := &edge{other, *why}
	for v := smaller; v != nil; {
		old := v.edge
		v.edge = next
		if old == nil {
			return
		}
		next = &edge{v, old.why}
		v = old.to
	}
}

// decide notes that the type of a class is being found at its variable own: by
// a variable of another class, or by what a place asks for.
func (v *typeVar) decide(own, by *typeVar, why *reason) {
	v.decided, v.source = own, by
	if by != nil {
		connect(own, by, why)
	}
}

// way returns the edges that lead from one variable to another of its class,
// each with the variable that it leads to.
func way(from, to *typeVar) []edge {
	depth := map[*typeVar]int{}
	var up []edge
	for v := from; ; v = v.edge.to {
		depth[v] = len(up)
		if v.edge == nil {
			break
		}
		up = append(up, *v.edge)
	}
	var down []edge
	for v := to; ; v = v.edge.to {
		if n, ok := depth[v]; ok {
			list := up[:n:n]
			for i := len(down) - 1; i >= 0; i-- {
				list = append(list, down[i])
			}
			return list
		}
		if v.edge == nil {
			return nil // of another class
		}
		down = append(down, edge{v, v.edge.why})
	}
}

// mostSteps is how many places of a way are shown.
const mostSteps = 8

// trail shows the way on which a type came from the place that decided it to
// the variable t, where there is more to show than these two places.
func (in *inference) trail(d *diagnostic.Diagnostic, t types.Type, at source.Span) {
	v, ok := t.(*typeVar)
	if !ok {
		return
	}
	class := v.representative()
	for class.source != nil {
		class = class.source.representative()
	}
	if class.decided == nil || !class.why.at.Valid() {
		return
	}
	steps := []diagnostic.Step{{Label: diagnostic.Label{Span: class.why.at, Text: class.why.wants(shape(class))}}}
	add := func(at source.Span, text string) {
		for _, s := range steps {
			if covers(at, s.Span) {
				return
			}
		}
		steps = append(steps, diagnostic.Step{Depth: 1, Label: diagnostic.Label{Span: at, Text: text}})
	}
	name := func(v *typeVar) {
		if v.slot != nil {
			add(v.slot.at, v.slot.what())
		}
	}
	name(class.decided)
	for _, e := range way(class.decided, v) {
		if e.why.kind != asSame { // which is that both have one name
			add(e.why.at, e.why.met())
		}
		name(e.to)
	}
	if n := len(steps); n > 1 && steps[n-1].Span == at {
		steps = steps[:n-1]
	}
	const told = 2 // the place that decides, and where the value is bound
	if len(steps) <= told {
		return
	}
	if n := len(steps) - mostSteps; n > 0 {
		steps = append(steps[:mostSteps/2:mostSteps/2], steps[mostSteps/2+n:]...)
		steps[mostSteps/2].Text += ", by way of " + countOf(n, "more place")
	}
	d.Trail = append(d.Trail, steps...)
}

// what names a further value with the literals that tell its route.
func (s *restSlot) what() string { return "`" + s.name + "` of `" + s.call() + "`" }

// met says in what two types meet at a place.
func (r *reason) met() string {
	switch r.kind {
	case asArgument:
		return "passed to `" + r.of.FullName() + "` as `" + r.name + "`"
	case asMatch, asSame:
		return "matched as `" + r.name + "` of `" + r.of.FullName() + "`"
	case asOutcome:
		return "`" + r.name + "` of several outcomes of `" + r.of.FullName() + "`"
	case asTest, asCompared:
		return "compared here"
	case asDefault:
		return "has this default"
	case asChoice, asCoalesced:
		return "one of several values"
	case asElement:
		return "looked for in a list"
	case asField, asSelected:
		return "is field `" + r.name + "`"
	case asOperand:
		return "operands of `" + r.name + "`"
	}
	return "one type here"
}
