package gen

import (
	"maps"
	"slices"

	"github.com/syncgen/syncgen/dsl/graph"
	"github.com/syncgen/syncgen/dsl/program"
)

// require finds, for each action and sync, what has always completed before:
// the greatest fixed point of "what all its callers require".
func (rp *routePlan) require() {
	root := rp.byName[rp.route.Root]
	root.requires = requirement{}
	for changed := true; changed; {
		changed = false
		for _, sp := range rp.syncs {
			next := sp.required()
			if !maps.Equal(next, sp.requires) || (next == nil) != (sp.requires == nil) {
				sp.requires, changed = next, true
			}
		}
		for _, ap := range rp.actions {
			if ap.root {
				continue
			}
			next := ap.required()
			if !maps.Equal(next, ap.requires) || (next == nil) != (ap.requires == nil) {
				ap.requires, changed = next, true
			}
		}
	}
}

// required is what the sync's patterns name and what their actions require.
func (sp *syncPlan) required() requirement {
	all := requirement{}
	for _, ap := range sp.actions {
		before := ap.requires
		if before == nil {
			return nil
		}
		for action, outcomes := range before {
			all.narrow(action, outcomes)
		}
	}
	for _, p := range sp.sync.When {
		// Two patterns of one action are two records, so nothing is known
		// of either's outcome alone.
		if sp.names(p.Action) == 1 {
			all.narrow(p.Action, outcomesOf(p))
		} else {
			all.narrow(p.Action, ^outcomeSet(0))
		}
	}
	return all
}

func (sp *syncPlan) names(a *program.Action) int {
	n := 0
	for _, p := range sp.sync.When {
		if p.Action == a {
			n++
		}
	}
	return n
}

func (r requirement) narrow(a *program.Action, outcomes outcomeSet) {
	if known, ok := r[a]; ok {
		outcomes &= known
	}
	r[a] = outcomes
}

// required is what all the callers of an action require.
func (ap *actionPlan) required() requirement {
	var all requirement
	for _, s := range ap.sites {
		before := s.sync.requires
		if before == nil {
			continue
		}
		if all == nil {
			all = maps.Clone(before)
			continue
		}
		for action, outcomes := range all {
			if also, ok := before[action]; ok {
				all[action] = outcomes | also
			} else {
				delete(all, action)
			}
		}
	}
	return all
}

// findCycles finds the actions that may cause themselves: the strongly
// connected components of "completes a sync that calls".
func (rp *routePlan) findCycles() {
	causes := map[*actionPlan][]*actionPlan{}
	for _, callee := range rp.actions {
		for _, s := range callee.sites {
			for _, caller := range s.sync.actions {
				causes[caller] = append(causes[caller], callee)
				if caller == callee {
					callee.cyclic = true
				}
			}
		}
	}
	for n, group := range graph.Components(rp.actions, func(ap *actionPlan) []*actionPlan { return causes[ap] }) {
		for _, ap := range group {
			ap.group = n
			ap.cyclic = ap.cyclic || len(group) > 1
		}
	}
}

// count finds the actions that may occur more than once in a flow.
func (rp *routePlan) count() {
	for _, ap := range rp.actions {
		ap.many = ap.cyclic
	}
	for changed := true; changed; {
		changed = false
		for _, ap := range rp.actions {
			if !ap.many && rp.occursAgain(ap) {
				ap.many, changed = true, true
			}
		}
	}
}

func (rp *routePlan) occursAgain(ap *actionPlan) bool {
	if ap.root && len(ap.sites) > 0 {
		return true
	}
	for i, s := range ap.sites {
		if s.many || s.sync.many() {
			return true
		}
		for _, other := range ap.sites[:i] {
			if !rp.exclusive(s, other) {
				return true
			}
		}
	}
	return false
}

// many reports whether several combinations of a sync may be found in a flow.
func (sp *syncPlan) many() bool {
	for _, ap := range sp.actions {
		if ap.many {
			return true
		}
	}
	return false
}

// exclusive reports whether at most one of two places is reached in a flow:
// two ends of one frame, or the consequences of two outcomes of one record.
func (rp *routePlan) exclusive(a, b site) bool {
	if a.sync == b.sync {
		return a.exit != b.exit
	}
	for action, outcomes := range a.sync.requires {
		if also, ok := b.sync.requires[action]; ok && outcomes&also == 0 && !rp.byName[action].many {
			return true
		}
	}
	return false
}

// findTriggers finds which records can complete which syncs.
func (rp *routePlan) findTriggers() {
	for _, sp := range rp.syncs {
		if sp.requires == nil || sp.wantsTwice() {
			continue // its actions never meet
		}
		for i, ap := range sp.actions {
			if !sp.canBeLast(i) {
				continue
			}
			if slices.Index(sp.actions, ap) < i {
				continue // one trigger with the first pattern of the action
			}
			t := &trigger{sync: sp}
			for j, other := range sp.actions {
				if other == ap {
					t.patterns = append(t.patterns, j)
				}
			}
			sp.triggers = append(sp.triggers, t)
			ap.triggers = append(ap.triggers, t)
		}
	}
}

// wantsTwice reports whether two patterns name an action that occurs once: one
// record cannot match both.
func (sp *syncPlan) wantsTwice() bool {
	return slices.ContainsFunc(sp.actions, func(ap *actionPlan) bool { return !ap.many && sp.names(ap.action) > 1 })
}

// canBeLast reports whether the record of a pattern can be the last of a
// combination.
func (sp *syncPlan) canBeLast(i int) bool {
	last := sp.actions[i]
	for j, other := range sp.actions {
		if other == last {
			continue
		}
		if _, later := other.requires[last.action]; later && !last.many {
			return false
		}
		if before, ok := last.requires[other.action]; ok && !other.many && before&outcomesOf(sp.sync.When[j]) == 0 {
			return false
		}
	}
	return true
}
