package flow

import (
	"fmt"
	"maps"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// target is an action with the literals that some calls of it have, of those
// inputs by which syncs tell its calls apart. What a call with one literal
// causes is not mixed up with what one with another literal does.
type target struct {
	action   *program.Action
	literals []program.RouteLiteral // a nil value for an input that is left out
	given    map[string]bool        // the inputs that each call gives a value that is there
}

// targets are those of a route, the root's first.
type targets struct {
	root     *target
	list     []*target
	ofAction map[*program.Action][]*target
	byKey    map[literalKey][]*target // by each literal
	open     map[literalKey][]*target // by each tested name of which the literal is not known
	matching map[*program.Pattern][]*target
	ofCall   map[*program.Invocation]*target
	tested   map[*program.Action][]string // the inputs that patterns have literals of
}

func newTargets(reached *Reached) *targets {
	ts := &targets{
		ofAction: map[*program.Action][]*target{}, byKey: map[literalKey][]*target{}, open: map[literalKey][]*target{},
		matching: map[*program.Pattern][]*target{}, ofCall: map[*program.Invocation]*target{}, tested: map[*program.Action][]string{},
		root: &target{action: reached.Route.Root},
	}
	ts.list = append(ts.list, ts.root)
	ts.ofAction[ts.root.action] = []*target{ts.root}
	for _, s := range reached.Syncs {
		for _, p := range s.When {
			for _, m := range p.Inputs {
				if _, ok := testedLiteral(m); ok && p.Action != ts.root.action && !slices.Contains(ts.tested[p.Action], m.Name) {
					ts.tested[p.Action] = append(ts.tested[p.Action], m.Name)
				}
			}
		}
	}
	known := map[string]*target{}
	for _, s := range reached.Syncs {
		for _, exit := range s.Exits() {
			for _, c := range exit.Calls {
				ts.add(c, known)
			}
		}
	}
	return ts
}

// testedLiteral returns the literal that a match asks for.
func testedLiteral(m *program.Match) (any, bool) {
	l, ok := m.Test.(*program.Literal)
	if !ok || m.Optional {
		return nil, false
	}
	return l.Value, true
}

// add finds the target of a call. All calls of the root are one with the root.
func (ts *targets) add(c *program.Invocation, known map[string]*target) {
	if c.Action == ts.root.action {
		ts.ofCall[c] = ts.root
		return
	}
	t := &target{action: c.Action}
	key := c.Action.FullName()
	for _, name := range ts.tested[c.Action] {
		at := slices.IndexFunc(c.Args, func(a *program.Arg) bool { return a.Name == name })
		var value any
		if at >= 0 {
			l, ok := c.Args[at].Value.(*program.Literal)
			if !ok {
				continue
			}
			value = l.Value
		}
		t.literals = append(t.literals, program.RouteLiteral{Name: name, Value: value})
		key += fmt.Sprintf(" %s %T %[2]v", name, number(value))
	}
	given := map[string]bool{}
	for _, a := range c.Args {
		if _, optional := a.Value.Type().(*types.Optional); !optional {
			given[a.Name] = true
		}
	}
	if known[key] == nil {
		t.given = given
		known[key] = t
		ts.list = append(ts.list, t)
		ts.index(t)
	}
	ts.ofCall[c] = known[key]
	maps.DeleteFunc(known[key].given, func(name string, _ bool) bool { return !given[name] })
}

// index files a target by its literals.
func (ts *targets) index(t *target) {
	ts.ofAction[t.action] = append(ts.ofAction[t.action], t)
	for _, name := range ts.tested[t.action] {
		key := literalKey{action: t.action, name: name}
		at := slices.IndexFunc(t.literals, func(l program.RouteLiteral) bool { return l.Name == name })
		if at < 0 {
			ts.open[key] = append(ts.open[key], t)
			continue
		}
		key.value = number(t.literals[at].Value)
		ts.byKey[key] = append(ts.byKey[key], t)
	}
}

// number is the value of a literal with all numbers of one kind.
func number(value any) any {
	if n, ok := (&termData{value: value}).numeric(); ok {
		return n
	}
	return value
}

// matched lists the targets that a pattern may match.
func (ts *targets) matched(p *program.Pattern) []*target {
	if list, ok := ts.matching[p]; ok {
		return list
	}
	candidates := ts.ofAction[p.Action]
	for _, m := range p.Inputs {
		if value, ok := testedLiteral(m); ok && p.Action != ts.root.action {
			key := literalKey{action: p.Action, name: m.Name}
			candidates = ts.open[key]
			key.value = number(value)
			candidates = slices.Concat(candidates, ts.byKey[key])
			break
		}
	}
	var list []*target
	for _, t := range candidates {
		if t.mayMatch(p) {
			list = append(list, t)
		}
	}
	ts.matching[p] = list
	return list
}

func (ts *targets) of(c *program.Invocation) *target { return ts.ofCall[c] }

// waitedFor lists the targets that a sync waits for.
func (ts *targets) waitedFor(s *program.Sync) []*target {
	var list []*target
	for _, p := range s.When {
		for _, t := range ts.matched(p) {
			if !slices.Contains(list, t) {
				list = append(list, t)
			}
		}
	}
	return list
}

// mayMatch reports whether the literals of a target are not other ones than a
// pattern asks for.
func (t *target) mayMatch(p *program.Pattern) bool {
	if p.Action != t.action {
		return false
	}
	for _, m := range p.Inputs {
		want, ok := testedLiteral(m)
		if !ok {
			continue
		}
		for _, l := range t.literals {
			if l.Name == m.Name && number(l.Value) != number(want) {
				return false
			}
		}
	}
	return true
}
