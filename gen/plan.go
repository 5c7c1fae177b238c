package gen

import (
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
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
	index *flow.Index
	used  map[*program.Var]bool // the variables whose values are needed
}

func newPlanner(p *program.Program) *planner {
	return &planner{index: flow.NewIndex(p), used: usedVars(p)}
}

// plan works out what the flows of a route can do.
func (pl *planner) plan(r *program.Route) *routePlan {
	rp := pl.reach(r)
	rp.require()
	rp.findCycles()
	rp.count()
	rp.findTriggers()
	rp.decideStorage()
	rp.findLoops()
	return rp
}

// reach finds the actions and syncs of a route, and from where each action is
// called.
func (pl *planner) reach(r *program.Route) *routePlan {
	reached := pl.index.Reach(r)
	rp := &routePlan{route: r, used: pl.used, byName: map[*program.Action]*actionPlan{}, rootCalled: reached.RootCalled}
	for _, a := range reached.Actions {
		ap := &actionPlan{action: a, root: a == r.Root}
		rp.byName[a] = ap
		rp.actions = append(rp.actions, ap)
	}
	for _, s := range reached.Syncs {
		sp := &syncPlan{sync: s}
		for _, p := range s.When {
			sp.actions = append(sp.actions, rp.byName[p.Action])
		}
		rp.syncs = append(rp.syncs, sp)
		for number, exit := range s.Exits() {
			for _, call := range exit.Calls {
				ap := rp.byName[call.Action]
				ap.sites = append(ap.sites, site{sync: sp, exit: number, many: exit.Many})
			}
		}
	}
	return rp
}
