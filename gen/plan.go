package gen

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// routePlan is what the flows of one route can do, settled at compile time:
// which actions and syncs they reach, which record completes which sync, and
// what has to be kept for that.
type routePlan struct {
	route   *program.Route
	actions []*actionPlan // in the order in which they are reached, the root first
	syncs   []*syncPlan   // in declaration order
	byName  map[*program.Action]*actionPlan
	// rootCalled tells that a sync calls the root action too, so that its
	// literals have to be tested when a flow runs.
	rootCalled bool
	used       map[*program.Var]bool // the variables whose values are needed
}

// actionPlan is an action that a flow of the route may call.
type actionPlan struct {
	action   *program.Action
	root     bool
	sites    []site
	many     bool // may occur more than once in a flow
	group    int  // the strongly connected component of the causes it is in
	cyclic   bool // may cause itself
	loops    bool // causes itself as a loop does; not cyclic then
	requires requirement
	triggers []*trigger // in sync order
	store    *storePlan // nil when no later sync reads the record
}

// syncPlan is a sync that may fire in a flow of the route.
type syncPlan struct {
	sync     *program.Sync
	actions  []*actionPlan // of each pattern
	requires requirement
	triggers []*trigger
}

// site is a place from which an action is called.
type site struct {
	sync *syncPlan
	exit int // 0 for `then`, else the number of its `else` among those of the sync, from 1
	many bool
}

// trigger is a pattern whose record can be the last one that a combination of
// a sync waits for. Where a sync has several patterns of one action they are
// one trigger, since their combinations are found in one order.
type trigger struct {
	sync     *syncPlan
	patterns []int
	joins    []*join // by pattern; nil for those that are searched one by one
}

// outcomeSet is a set of outcomes of one action, by their index. Actions with
// more than 63 outcomes share the last bit.
type outcomeSet uint64

func outcomeBit(o *program.Outcome) outcomeSet { return 1 << min(o.Index, 63) }

func outcomesOf(p *program.Pattern) outcomeSet {
	var set outcomeSet
	for _, o := range p.Outcomes {
		set |= outcomeBit(o)
	}
	return set
}

// requirement says which actions have completed, with which outcomes,
// whenever the thing that it belongs to happens. A nil requirement is that of
// something that never happens, and so requires everything.
type requirement map[*program.Action]outcomeSet

// planner plans the routes of one program.
type planner struct {
	program *program.Program
	waiting map[*program.Action][]*program.Sync // those that name no root action, by the actions they need
	byRoot  map[rootKey][]*program.Sync         // the syncs that name a root action
	used    map[*program.Var]bool               // the variables whose values are needed
}

// rootKey is a root action with the first literal by which a pattern tells
// its routes apart; name and value are empty for a pattern without literals.
type rootKey struct {
	root  *program.Action
	name  string
	value any
}

func newPlanner(p *program.Program) *planner {
	pl := &planner{
		program: p,
		waiting: map[*program.Action][]*program.Sync{},
		byRoot:  map[rootKey][]*program.Sync{},
		used:    usedVars(p),
	}
	for _, s := range p.Syncs {
		rooted := slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action.System })
		seen := map[*program.Action]bool{}
		for _, pattern := range s.When {
			switch {
			case seen[pattern.Action]:
			case pattern.Action.System:
				key := literalKey(pattern)
				pl.byRoot[key] = append(pl.byRoot[key], s)
			case !rooted:
				pl.waiting[pattern.Action] = append(pl.waiting[pattern.Action], s)
			}
			seen[pattern.Action] = true
		}
	}
	return pl
}

// literalKey chooses the literal that tells most routes apart: the path of a
// request, where there is one.
func literalKey(p *program.Pattern) rootKey {
	key := rootKey{root: p.Action}
	for _, m := range p.Inputs {
		value, ok := routeLiteral(m)
		if ok && (key.name == "" || m.Name == "path") {
			key.name, key.value = m.Name, value
		}
	}
	return key
}

// routeLiteral returns the literal by which a match tells routes apart.
func routeLiteral(m *program.Match) (any, bool) {
	if m.Rest || m.Optional {
		return nil, false
	}
	literal, ok := m.Test.(*program.Literal)
	if !ok {
		return nil, false
	}
	return literal.Value, true
}

// syncsOf returns the syncs with a pattern of the action, which a flow of the
// route has reached.
func (pl *planner) syncsOf(a *program.Action, r *program.Route, anyLiteral bool) []*program.Sync {
	if !a.System {
		return pl.waiting[a]
	}
	if anyLiteral || a != r.Root {
		var all []*program.Sync
		for key, syncs := range pl.byRoot {
			if key.root == a {
				all = append(all, syncs...)
			}
		}
		sortByIndex(all)
		return all
	}
	syncs := append([]*program.Sync(nil), pl.byRoot[rootKey{root: a}]...)
	for _, l := range r.Literals {
		syncs = append(syncs, pl.byRoot[rootKey{a, l.Name, l.Value}]...)
	}
	return syncs
}

// plan works out what the flows of a route can do.
func (pl *planner) plan(r *program.Route) *routePlan {
	rp := pl.reach(r, false)
	if rp.byName[r.Root].sites != nil {
		rp = pl.reach(r, true)
	}
	rp.require()
	rp.findCycles()
	rp.count()
	rp.findTriggers()
	rp.decideStorage()
	rp.findLoops()
	return rp
}

// reach finds the actions and syncs of a route: a sync is reached when all
// the actions that it waits for are.
func (pl *planner) reach(r *program.Route, rootCalled bool) *routePlan {
	rp := &routePlan{route: r, used: pl.used, byName: map[*program.Action]*actionPlan{}, rootCalled: rootCalled}
	reached := map[*program.Sync]bool{}
	rooted := map[*program.Action][]*program.Sync{} // syncs of a reached root, by the other actions they need
	add := func(a *program.Action) {
		if rp.byName[a] == nil {
			ap := &actionPlan{action: a, root: a == r.Root}
			rp.byName[a] = ap
			rp.actions = append(rp.actions, ap)
		}
	}
	try := func(s *program.Sync) {
		if reached[s] || !rp.canFire(s) {
			return
		}
		reached[s] = true
		for _, exit := range exits(s) {
			for _, call := range exit.calls {
				add(call.Action)
			}
		}
	}
	add(r.Root)
	for next := 0; next < len(rp.actions); next++ {
		a := rp.actions[next].action
		for _, s := range slices.Concat(pl.syncsOf(a, r, rootCalled), rooted[a]) {
			if a.System {
				for _, p := range s.When {
					rooted[p.Action] = append(rooted[p.Action], s)
				}
			}
			try(s)
		}
	}
	for _, s := range sortedSyncs(reached) {
		sp := &syncPlan{sync: s}
		for _, p := range s.When {
			sp.actions = append(sp.actions, rp.byName[p.Action])
		}
		rp.syncs = append(rp.syncs, sp)
		for number, exit := range exits(s) {
			for _, call := range exit.calls {
				ap := rp.byName[call.Action]
				ap.sites = append(ap.sites, site{sync: sp, exit: number, many: exit.many})
			}
		}
	}
	return rp
}

// canFire reports whether all the actions that a sync waits for are reached.
func (rp *routePlan) canFire(s *program.Sync) bool {
	for _, p := range s.When {
		if rp.byName[p.Action] == nil {
			return false
		}
		if p.Action == rp.route.Root && !rp.rootCalled && !rp.route.Matches(p) {
			return false
		}
	}
	return true
}

func sortedSyncs(set map[*program.Sync]bool) []*program.Sync {
	syncs := make([]*program.Sync, 0, len(set))
	for s := range set {
		syncs = append(syncs, s)
	}
	sortByIndex(syncs)
	return syncs
}

// exit is a way in which a frame of a sync ends: the `then`, or an `else`.
type exit struct {
	calls []*program.Invocation
	many  bool // more than one frame of a combination may end here
}

// exits lists the ways in which frames of a sync end, the `then` first, then
// the lines with an `else` in their order. A line without one has no exit.
func exits(s *program.Sync) []exit {
	list := []exit{{calls: s.Then}}
	many := false
	for _, step := range s.Where {
		if calls := elseOf(step); calls != nil {
			list = append(list, exit{calls, many})
		}
		many = many || multiplies(step)
	}
	list[0].many = many
	return list
}

// multiplies reports whether a line may make several frames of one.
func multiplies(step program.Step) bool {
	switch step := step.(type) {
	case *program.QueryStep:
		return step.Query.Cardinality == syntax.Many
	case *program.EachStep:
		return true
	}
	return false
}

func elseOf(step program.Step) []*program.Invocation {
	switch step := step.(type) {
	case *program.QueryStep:
		return step.Else
	case *program.FilterStep:
		return step.Else
	case *program.ExistsStep:
		return step.Else
	case *program.EachStep:
		return step.Else
	case *program.AggregateStep:
		return step.Else
	}
	return nil
}
