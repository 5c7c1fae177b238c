package flow

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
)

// tale tells how one flow comes to some of its ends, as a tree that begins
// with the root.
type tale struct {
	u       *unfolding
	sources *source.Map
	w       world
	root    *taleNode
	known   map[*occurrence]*taleNode
}

// taleNode is an action of the flow, or an end, and what follows.
type taleNode struct {
	diagnostic.Label
	next []*taleNode
}

func (u *unfolding) tell(sources *source.Map, w world) *tale {
	root := u.occurrences[0]
	text := root.action.FullName()
	if literals := literalsText(u.reached.Route); literals != "" {
		text += " (" + literals + ")"
	}
	t := &tale{u: u, sources: sources, w: w, known: map[*occurrence]*taleNode{}}
	t.root = &taleNode{Label: diagnostic.Label{Span: u.rootSpan(), Text: text + u.outcomeIn(root, w)}}
	t.known[root] = t.root
	return t
}

// rootSpan is where a sync first waits for the root; its declaration, where
// none does.
func (u *unfolding) rootSpan() source.Span {
	if p := rootPattern(u.reached); p != nil {
		return p.Call.At
	}
	return u.reached.Route.Root.Decl.Name.At
}

func rootPattern(r *Reached) *program.Pattern {
	for _, s := range r.Syncs {
		for _, p := range s.When {
			if p.Action == r.Route.Root {
				return p
			}
		}
	}
	return nil
}

// outcomeIn is how an occurrence completes in a world, where that is not
// always the same.
func (u *unfolding) outcomeIn(o *occurrence, w world) string {
	if o.outcome < 0 {
		return ""
	}
	return " : " + OutcomeText(o.action.Outcomes[w[o.outcome]])
}

// occurrence is the node of an action that occurs.
func (t *tale) occurrence(o *occurrence) *taleNode {
	if n := t.known[o]; n != nil {
		return n
	}
	for _, c := range o.calls {
		if t.u.holds(c.when, t.w) {
			n := t.call(c, t.u.outcomeIn(o, t.w))
			t.known[o] = n
			return n
		}
	}
	// What a cycle causes of itself follows from the first that it causes.
	for _, other := range t.u.of[o.target] {
		if other != o && !other.many && t.u.holds(other.exists, t.w) {
			n := &taleNode{Label: diagnostic.Label{Span: other.action.Decl.Name.At, Text: "further " + o.action.FullName()}}
			return t.add(t.occurrence(other), n)
		}
	}
	n := &taleNode{Label: diagnostic.Label{Span: o.action.Decl.Name.At, Text: "further " + o.action.FullName()}}
	t.known[o] = n
	return t.add(t.root, n)
}

// call is the node of a call.
func (t *tale) call(c *call, outcome string) *taleNode {
	text := c.firing.sync.Name
	if c.exit.step != nil {
		text += ", where " + Failure(t.sources, c.exit.step) + ","
	}
	text += " calls " + c.invocation.Action.FullName() + outcome
	if c.many {
		text += ", for a further row"
	}
	return t.follow(c.firing, c.invocation.Call.At, text)
}

// follow adds what follows when a sync fires.
func (t *tale) follow(f *firing, at source.Span, text string) *taleNode {
	return t.add(t.occurrence(f.cause), &taleNode{Label: diagnostic.Label{Span: at, Text: text}})
}

// otherEnds adds the other syncs that fire for the same and come to nothing.
func (t *tale) otherEnds(e *ending) []*firing {
	var list []*firing
	for _, f := range t.u.firings {
		if f == e.firing || f.cause != e.firing.cause || f.many {
			continue
		}
		for _, other := range f.endings {
			if other.dropped() && t.u.holds(other.when, t.w) {
				t.follow(f, other.step.Line().Span(), fmt.Sprintf("%s ends, where %s", f.sync.Name, Failure(t.sources, other.step)))
				list = append(list, f)
			}
		}
	}
	return list
}

func (t *tale) add(to, n *taleNode) *taleNode {
	to.next = append(to.next, n)
	return n
}

// steps are the tree's nodes in preorder.
func (t *tale) steps() []diagnostic.Step {
	var list []diagnostic.Step
	var visit func(n *taleNode, depth int)
	visit = func(n *taleNode, depth int) {
		list = append(list, diagnostic.Step{Depth: depth, Label: n.Label})
		for _, next := range n.next {
			visit(next, depth+1)
		}
	}
	visit(t.root, 0)
	return list
}
