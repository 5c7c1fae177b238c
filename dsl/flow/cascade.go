package flow

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/graph"
	"github.com/syncgen/syncgen/dsl/program"
)

// cascades finds the actions that cause themselves whatever happens: however
// one of them completes, some sync calls another of them without asking for
// anything more. That is the greatest set of actions of which this is true.
type cascades struct {
	program *program.Program
	next    map[*program.Action][]*link
	endless map[*program.Action]bool
}

// link is a call that a sync always makes once an action has completed with one
// of some outcomes.
type link struct {
	sync     *program.Sync
	pattern  *program.Pattern
	call     *program.Invocation
	outcomes []*program.Outcome
}

// cascade is a cycle of actions that nothing stops.
type cascade struct {
	actions []*program.Action
	finding diagnostic.Diagnostic
}

// endlessCascades reports each cycle of actions that nothing stops.
func endlessCascades(p *program.Program) []*cascade {
	c := &cascades{program: p, next: map[*program.Action][]*link{}, endless: map[*program.Action]bool{}}
	for _, s := range p.Syncs {
		c.addLinks(s)
	}
	var actions []*program.Action
	for _, concept := range p.Concepts {
		for _, a := range concept.Actions {
			if c.next[a] != nil {
				actions = append(actions, a)
				c.endless[a] = true
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, a := range actions {
			if c.endless[a] && !c.goesOn(a) {
				c.endless[a], changed = false, true
			}
		}
	}
	var list []*cascade
	for _, group := range graph.Components(actions, c.successors) {
		if c.endless[group[0]] && (len(group) > 1 || slices.Contains(c.successors(group[0]), group[0])) {
			list = append(list, &cascade{group, c.report(group)})
		}
	}
	return list
}

// addLinks adds what a sync calls without asking for more than one action.
func (c *cascades) addLinks(s *program.Sync) {
	for _, step := range s.Where {
		if program.Narrows(step) {
			return
		}
	}
	for i, p := range s.When {
		if !alone(s, i) {
			continue
		}
		for _, call := range s.Then {
			if !given(p, call, call.Action == p.Action) {
				continue
			}
			c.next[p.Action] = append(c.next[p.Action], &link{s, p, call, p.Outcomes})
		}
	}
}

// alone reports whether the other patterns of a sync are about roots, whose
// records stay, and ask for nothing that the record may not have.
func alone(s *program.Sync, i int) bool {
	for k, p := range s.When {
		if k != i && !p.Action.System {
			return false
		}
		for _, m := range slices.Concat(p.Inputs, p.Outputs) {
			if m.Join || k == i && (m.Record != nil || m.Test != nil && !literalOf(m)) {
				return false
			}
		}
	}
	return true
}

func literalOf(m *program.Match) bool {
	_, ok := m.Test.(*program.Literal)
	return ok
}

// given reports whether a pattern takes a record whatever its values are; of
// an action that calls itself, also where the call passes what is asked for.
func given(p *program.Pattern, call *program.Invocation, itself bool) bool {
	for _, m := range p.Outputs {
		if m.Test != nil {
			return false
		}
	}
	for _, m := range p.Inputs {
		if m.Test == nil {
			continue
		}
		want := m.Test.(*program.Literal)
		if !itself || !slices.ContainsFunc(call.Args, func(a *program.Arg) bool {
			l, ok := a.Value.(*program.Literal)
			return ok && a.Name == m.Name && program.SameLiteral(l.Value, want.Value)
		}) {
			return false
		}
	}
	return true
}

// goesOn reports whether every outcome of an action leads on to an endless one.
func (c *cascades) goesOn(a *program.Action) bool {
	for _, o := range a.Outcomes {
		if !slices.ContainsFunc(c.next[a], func(l *link) bool {
			return slices.Contains(l.outcomes, o) && c.endless[l.call.Action]
		}) {
			return false
		}
	}
	return true
}

func (c *cascades) successors(a *program.Action) []*program.Action {
	var list []*program.Action
	for _, l := range c.next[a] {
		if c.endless[a] && c.endless[l.call.Action] {
			list = append(list, l.call.Action)
		}
	}
	return list
}

// report follows a cycle through a group, from its first action.
func (c *cascades) report(group []*program.Action) diagnostic.Diagnostic {
	start := group[0]
	var path []*link
	seen := map[*program.Action]bool{}
	for a := start; !seen[a]; {
		seen[a] = true
		var follow *link
		for _, l := range c.next[a] {
			if slices.Contains(group, l.call.Action) && (follow == nil || l.call.Action == start) {
				follow = l
			}
		}
		path = append(path, follow)
		a = follow.call.Action
	}
	last := path[len(path)-1]
	for path[0].pattern.Action != last.call.Action {
		path = path[1:] // the way to the cycle
	}
	first := path[0]
	d := diagnostic.Diagnostic{
		Code:    diagnostic.EndlessCascade,
		Message: fmt.Sprintf("`%s` causes itself without end", first.pattern.Action.FullName()),
		Primary: diagnostic.Label{Span: last.call.Call.At, Text: "called again here each time, and nothing stops it"},
		Help:    []string{"let a condition in `where`, or an outcome of the action, decide whether it goes on"},
	}
	d.Trail = append(d.Trail, diagnostic.Step{Label: diagnostic.Label{Span: first.pattern.Call.At, Text: first.pattern.Action.FullName()}})
	for i, l := range path {
		d.Trail = append(d.Trail, diagnostic.Step{Depth: i + 1, Label: diagnostic.Label{
			Span: l.call.Call.At, Text: fmt.Sprintf("%s calls %s", l.sync.Name, l.call.Action.FullName()),
		}})
	}
	return d
}
