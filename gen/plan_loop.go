package gen

import "github.com/syncgen/syncgen/dsl/program"

// findLoops finds the actions that cause themselves as a loop does: each
// completion leads to at most one more call, and that is the last thing that it
// leads to. They need neither the Go stack nor a list of things to do.
func (rp *routePlan) findLoops() {
	members := map[int]int{}
	for _, ap := range rp.actions {
		members[ap.group]++
	}
	for _, ap := range rp.actions {
		if ap.cyclic && !ap.root && members[ap.group] == 1 && rp.isLoop(ap) {
			ap.cyclic, ap.loops = false, true
		}
	}
}

func (rp *routePlan) isLoop(ap *actionPlan) bool {
	var seen outcomeSet
	for _, t := range ap.triggers {
		if t.searches() || t.sync.hasSeveralCalls() || t.givesRest(ap) || rp.callsOtherCycle(t, ap) {
			return false
		}
		outcomes := outcomesOf(t.sync.sync.When[t.patterns[0]])
		if seen&outcomes != 0 {
			return false // two syncs for one outcome
		}
		seen |= outcomes
	}
	return true
}

// callsOtherCycle reports whether a sync calls an action, other than the looping
// one, that may cause itself.
func (rp *routePlan) callsOtherCycle(t *trigger, ap *actionPlan) bool {
	for _, exit := range t.sync.sync.Exits() {
		for _, call := range exit.Calls {
			if called := rp.byName[call.Action]; called != ap && called.cyclic {
				return true
			}
		}
	}
	return false
}

// hasSeveralCalls reports whether a combination may call more than one action.
func (sp *syncPlan) hasSeveralCalls() bool {
	for _, exit := range sp.sync.Exits() {
		if len(exit.Calls) > 1 || exit.Many {
			return true
		}
	}
	for _, step := range sp.sync.Where {
		if program.Multiplies(step) {
			return true
		}
	}
	return false
}

// givesRest reports whether a sync gives the action further values, which
// the loop would have to carry.
func (t *trigger) givesRest(ap *actionPlan) bool {
	if !ap.action.Rest {
		return false
	}
	for _, exit := range t.sync.sync.Exits() {
		for _, call := range exit.Calls {
			if call.Action == ap.action {
				return true
			}
		}
	}
	return false
}

// loopTo reports whether a call is that of a loop's next round.
func (t *trigger) loopTo(call *program.Invocation) bool {
	return t.last().loops && call.Action == t.last().action
}
