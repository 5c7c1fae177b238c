package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

// Index finds the syncs that wait for an action.
type Index struct {
	// byKey has the syncs by the literals of their patterns: those that name a
	// root action by its patterns, the others by all.
	byKey    map[literalKey][]*program.Sync
	byName   map[literalKey][]*program.Sync // the same, whatever the values of the literals are
	names    map[*program.Action][]string   // of the literals in byKey
	byAction map[*program.Action][]*program.Sync
	routes   []*program.Route // that may take calls from each other
}

// literalKey is an action with the literal by which a pattern tells most of its
// calls apart; name and value are empty for a pattern without literals.
type literalKey struct {
	action *program.Action
	name   string
	value  any
}

// NewIndex indexes the syncs of a program that have no errors.
func NewIndex(p *program.Program) *Index {
	x := &Index{
		byKey: map[literalKey][]*program.Sync{}, byName: map[literalKey][]*program.Sync{},
		names: map[*program.Action][]string{}, byAction: map[*program.Action][]*program.Sync{},
	}
	for _, s := range p.Syncs {
		if !s.HasErrors {
			x.add(s)
		}
	}
	for _, r := range p.Routes() {
		if !r.Root.Concept.BuiltIn { // all of whose routes have the same literals
			x.routes = append(x.routes, r)
		}
	}
	return x
}

// narrower lists the routes that take calls from a route.
func (x *Index) narrower(r *program.Route) []*program.Route {
	var list []*program.Route
	for _, other := range x.routes {
		if other.Narrows(r) {
			list = append(list, other)
		}
	}
	return list
}

func (x *Index) add(s *program.Sync) {
	rooted := slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action.System })
	seen := map[literalKey]bool{}
	for _, pattern := range s.When {
		key := keyOf(pattern)
		if seen[key] || rooted && !pattern.Action.System {
			continue
		}
		seen[key] = true
		a := pattern.Action
		x.byKey[key] = append(x.byKey[key], s)
		x.byAction[a] = append(x.byAction[a], s)
		if key.name == "" {
			continue
		}
		if !slices.Contains(x.names[a], key.name) {
			x.names[a] = append(x.names[a], key.name)
		}
		byName := literalKey{action: a, name: key.name}
		x.byName[byName] = append(x.byName[byName], s)
	}
}

// keyOf chooses the literal that tells most calls apart: the path of a
// request, where there is one.
func keyOf(p *program.Pattern) literalKey {
	key := literalKey{action: p.Action}
	for _, m := range p.Inputs {
		value, ok := m.Literal()
		if ok && (key.name == "" || m.Name == "path") {
			key.name, key.value = m.Name, value
		}
	}
	return key
}

// ofRoot returns the syncs with a pattern of the root that matches a route.
func (x *Index) ofRoot(r *program.Route, anyLiteral bool) []*program.Sync {
	if anyLiteral {
		return x.byAction[r.Root]
	}
	syncs := slices.Clone(x.byKey[literalKey{action: r.Root}])
	for _, l := range r.Literals {
		syncs = append(syncs, x.byKey[literalKey{r.Root, l.Name, l.Value}]...)
	}
	return syncs
}

// calledBy visits the syncs with a pattern that may match a call; those of a
// literal that has been seen are left out.
func (x *Index) calledBy(c *program.Invocation, seen map[literalKey]bool, visit func(*program.Sync)) {
	each := func(key literalKey, syncs []*program.Sync) {
		if !seen[key] {
			seen[key] = true
			for _, s := range syncs {
				visit(s)
			}
		}
	}
	a := c.Action
	if a.System {
		each(literalKey{action: a}, x.byAction[a])
		return
	}
	each(literalKey{action: a}, x.byKey[literalKey{action: a}])
	for _, name := range x.names[a] {
		at := slices.IndexFunc(c.Args, func(arg *program.Arg) bool { return arg.Name == name })
		if at < 0 {
			continue
		}
		key := literalKey{action: a, name: name}
		l, ok := c.Args[at].Value.(*program.Literal)
		if !ok {
			each(key, x.byName[key])
			continue
		}
		key.value = l.Value
		each(key, x.byKey[key])
	}
}

// waitingFor returns the syncs with a pattern that takes the roots of a route.
func (x *Index) waitingFor(r *program.Route) []*program.Sync {
	var list []*program.Sync
	for _, s := range x.ofRoot(r, false) {
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
	// Narrower are the routes that take some of the calls with the route's
	// literals: those with more of them.
	Narrower []*program.Route
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
	out := &Reached{Route: r, RootCalled: rootCalled, Narrower: x.narrower(r)}
	actions := map[*program.Action]bool{}
	syncs := map[*program.Sync]bool{}
	rooted := map[*program.Action][]*program.Sync{} // syncs of a reached root, by the other actions they need
	var calls []*program.Invocation
	add := func(a *program.Action) bool {
		if actions[a] {
			return false
		}
		actions[a] = true
		out.Actions = append(out.Actions, a)
		return true
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
			calls = append(calls, exit.Calls...)
		}
	}
	tryRooted := func(s *program.Sync) {
		for _, p := range s.When {
			rooted[p.Action] = append(rooted[p.Action], s)
		}
		try(s)
	}
	add(r.Root)
	for _, s := range x.ofRoot(r, rootCalled) {
		tryRooted(s)
	}
	seen := map[literalKey]bool{}
	for next := 0; next < len(calls); next++ {
		c := calls[next]
		if add(c.Action) {
			for _, s := range slices.Clone(rooted[c.Action]) {
				try(s)
			}
		}
		switch {
		case c.Action == r.Root: // its syncs are known
		case c.Action.System:
			x.calledBy(c, seen, tryRooted)
		default:
			x.calledBy(c, seen, try)
		}
	}
	sortByIndex(out.Syncs)
	return out
}
