package program

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/types"
)

// meeting is a pair of identity types, one of them a type parameter, that a
// program takes for one.
type meeting struct {
	x, y types.Type // *types.Object or String
	uses []reason   // the first few places where they meet
	n    int        // all of them
}

// likeness is 1 where both types have one name, as `User` often has.
func (m *meeting) likeness() int {
	x, okX := m.x.(*types.Object)
	y, okY := m.y.(*types.Object)
	if okX && okY && x.Name == y.Name {
		return 1
	}
	return 0
}

// mostUses is how many places of one meeting are remembered.
const mostUses = 8

// meet records that two identity types are one at a place.
func (in *inference) meet(x, y types.Type, why *reason) {
	m := in.meetings[[2]types.Type{x, y}]
	if m == nil {
		m = in.meetings[[2]types.Type{y, x}]
	}
	if m == nil {
		m = &meeting{x: x, y: y}
		in.meetings[[2]types.Type{x, y}] = m
		in.met = append(in.met, m)
	}
	m.n++
	if len(m.uses) < mostUses {
		m.uses = append(m.uses, *why)
	}
}

// instantiate finds what each type parameter stands for. Pairs that meet most
// often are believed first: where the places disagree, the few are reported
// and not the many.
func (in *inference) instantiate() {
	slices.SortStableFunc(in.met, func(a, b *meeting) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(b.likeness(), a.likeness()))
	})
	g := &identities{class: map[types.Type]*identity{}}
	for _, m := range in.met {
		x, y := g.of(m.x).root(), g.of(m.y).root()
		if x == y {
			continue
		}
		if x.concrete != nil && y.concrete != nil {
			in.clash(g, m, x.concrete, y.concrete)
			continue
		}
		y.parent = x
		if x.concrete == nil {
			x.concrete = y.concrete
		}
		g.of(m.x).met = append(g.of(m.x).met, m)
		g.of(m.y).met = append(g.of(m.y).met, m)
	}
	for _, c := range in.program.Concepts {
		for _, o := range c.Objects {
			o.Instance = o
		}
		for _, o := range c.TypeParams {
			class := g.of(o).root()
			if class.concrete == nil {
				class.concrete = o // the first of its class
			}
			o.Instance = class.concrete
		}
	}
}

// identities are the classes of identity types, as a forest.
type identities struct{ class map[types.Type]*identity }

type identity struct {
	parent   *identity
	concrete types.Type // of a root: the one type of the class that is no parameter
	met      []*meeting // by which the type is in its class
}

func (g *identities) of(t types.Type) *identity {
	i := g.class[t]
	if i == nil {
		i = &identity{}
		if o, ok := t.(*types.Object); !ok || !o.Param {
			i.concrete = t
		}
		g.class[t] = i
	}
	return i
}

func (i *identity) root() *identity {
	for i.parent != nil {
		i = i.parent
	}
	return i
}

// path returns the meetings that lead from one type to another of its class.
func (g *identities) path(from, to types.Type) []*meeting {
	seen := map[types.Type]bool{from: true}
	var walk func(t types.Type) []*meeting
	walk = func(t types.Type) []*meeting {
		for _, m := range g.of(t).met {
			next := m.x
			if next == t {
				next = m.y
			}
			if seen[next] {
				continue
			}
			seen[next] = true
			if next == to {
				return []*meeting{m}
			}
			if rest := walk(next); rest != nil {
				return append([]*meeting{m}, rest...)
			}
		}
		return nil
	}
	return walk(from)
}

// concept is the concept that an identity type belongs to.
func (in *inference) concept(o *types.Object) *Concept { return in.program.Concept(o.Concept) }

// clash reports a meeting that would make one of two different types.
func (in *inference) clash(g *identities, m *meeting, x, y types.Type) {
	why := &m.uses[0]
	d := in.describe(m.x, m.y, why)
	chain := []*meeting{m} // from x to y
	for _, side := range []struct{ t, is types.Type }{{m.x, x}, {m.y, y}} {
		if side.t == side.is {
			continue
		}
		note(&d, "`%s` is `%s` in this program", side.t, side.is)
		path := g.path(side.t, side.is)
		for i, step := range path {
			if i == mostUses {
				break
			}
			also(&d, step.uses[0].at, "here `%s` and `%s` are one", step.x, step.y)
		}
		chain = append(chain, path...)
		if side.t == m.x {
			slices.Reverse(chain)
		}
	}
	if len(chain) > 2 { // else the labels say it all
		at := x
		for _, step := range chain {
			next := step.x
			if next == at {
				next = step.y
			}
			text := fmt.Sprintf("`%s` and `%s` are one: %s", at, next, step.uses[0].met())
			at = next
			d.Trail = append(d.Trail, diagnostic.Step{Label: diagnostic.Label{Span: step.uses[0].at, Text: text}})
		}
	}
	for _, use := range m.uses[1:] {
		also(&d, use.at, "and here")
	}
	d.Secondary = distinct(d.Secondary)
	for _, t := range []types.Type{m.x, m.y} {
		if o, ok := t.(*types.Object); ok && o.Param {
			help(&d, "a type parameter stands for one type in the whole program; a concept that serves two is used once more under another name: `use %s as …`", in.concept(o).Decl.Name.Name)
			break
		}
	}
	in.found = append(in.found, d)
}

// distinct drops labels at places that have one.
func distinct(labels []diagnostic.Label) []diagnostic.Label {
	var kept []diagnostic.Label
	for _, l := range labels {
		if !slices.ContainsFunc(kept, func(k diagnostic.Label) bool { return k.Span == l.Span }) {
			kept = append(kept, l)
		}
	}
	return kept
}
