package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

// Index finds the syncs that wait for an action.
type Index struct {
	waiting map[*program.Action][]*program.Sync // those that name no root action, by the actions they need
	byRoot  map[rootKey][]*program.Sync         // the syncs that name a root action
}

// rootKey is a root action with the first literal by which a pattern tells
// its routes apart; name and value are empty for a pattern without literals.
type rootKey struct {
	root  *program.Action
	name  string
	value any
}

// NewIndex indexes the syncs of a program that have no errors.
func NewIndex(p *program.Program) *Index {
	x := &Index{waiting: map[*program.Action][]*program.Sync{}, byRoot: map[rootKey][]*program.Sync{}}
	for _, s := range p.Syncs {
		if !s.HasErrors {
			x.add(s)
		}
	}
	return x
}

func (x *Index) add(s *program.Sync) {
	rooted := slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action.System })
	seen := map[*program.Action]bool{}
	for _, pattern := range s.When {
		switch {
		case seen[pattern.Action]:
		case pattern.Action.System:
			key := literalKey(pattern)
			x.byRoot[key] = append(x.byRoot[key], s)
		case !rooted:
			x.waiting[pattern.Action] = append(x.waiting[pattern.Action], s)
		}
		seen[pattern.Action] = true
	}
}

// literalKey chooses the literal that tells most routes apart: the path of a
// request, where there is one.
func literalKey(p *program.Pattern) rootKey {
	key := rootKey{root: p.Action}
	for _, m := range p.Inputs {
		value, ok := m.Literal()
		if ok && (key.name == "" || m.Name == "path") {
			key.name, key.value = m.Name, value
		}
	}
	return key
}

// syncsOf returns the syncs with a pattern of the action, which a flow of the
// route has reached.
func (x *Index) syncsOf(a *program.Action, r *program.Route, anyLiteral bool) []*program.Sync {
	if !a.System {
		return x.waiting[a]
	}
	if anyLiteral || a != r.Root {
		var all []*program.Sync
		for key, syncs := range x.byRoot {
			if key.root == a {
				all = append(all, syncs...)
			}
		}
		sortByIndex(all)
		return all
	}
	syncs := append([]*program.Sync(nil), x.byRoot[rootKey{root: a}]...)
	for _, l := range r.Literals {
		syncs = append(syncs, x.byRoot[rootKey{a, l.Name, l.Value}]...)
	}
	return syncs
}

// waitingFor returns the syncs with a pattern that takes the roots of a route.
func (x *Index) waitingFor(r *program.Route) []*program.Sync {
	var list []*program.Sync
	for _, s := range x.syncsOf(r.Root, r, false) {
		if slices.ContainsFunc(s.When, r.Matches) {
			list = append(list, s)
		}
	}
	sortByIndex(list)
	return list
}

func sortByIndex(syncs []*program.Sync) {
	slices.SortFunc(syncs, func(a, b *program.Sync) int { return a.Index - b.Index })
}

// Reached is what the flows of a route can come to, whatever is decided in
// them.
type Reached struct {
	Route   *program.Route
	Actions []*program.Action // in the order in which they are reached, the root first
	Syncs   []*program.Sync   // in declaration order
	// RootCalled tells that a sync calls the root action too, so that flows
	// have records of it with other literals than the route's.
	RootCalled bool
}

// Reach finds the actions and syncs of a route: a sync is reached when all
// the actions that it waits for are.
func (x *Index) Reach(r *program.Route) *Reached {
	reached := x.reach(r, false)
	for _, s := range reached.Syncs {
		for _, exit := range s.Exits() {
			for _, call := range exit.Calls {
				if call.Action == r.Root {
					return x.reach(r, true)
				}
			}
		}
	}
	return reached
}

func (x *Index) reach(r *program.Route, rootCalled bool) *Reached {
	out := &Reached{Route: r, RootCalled: rootCalled}
	actions := map[*program.Action]bool{}
	syncs := map[*program.Sync]bool{}
	rooted := map[*program.Action][]*program.Sync{} // syncs of a reached root, by the other actions they need
	add := func(a *program.Action) {
		if !actions[a] {
			actions[a] = true
			out.Actions = append(out.Actions, a)
		}
	}
	try := func(s *program.Sync) {
		if syncs[s] || slices.ContainsFunc(s.When, func(p *program.Pattern) bool {
			return !actions[p.Action] || p.Action == r.Root && !rootCalled && !r.Matches(p)
		}) {
			return
		}
		syncs[s] = true
		out.Syncs = append(out.Syncs, s)
		for _, exit := range s.Exits() {
			for _, call := range exit.Calls {
				add(call.Action)
			}
		}
	}
	add(r.Root)
	for next := 0; next < len(out.Actions); next++ {
		a := out.Actions[next]
		for _, s := range slices.Concat(x.syncsOf(a, r, rootCalled), rooted[a]) {
			if a.System {
				for _, p := range s.When {
					rooted[p.Action] = append(rooted[p.Action], s)
				}
			}
			try(s)
		}
	}
	sortByIndex(out.Syncs)
	return out
}
