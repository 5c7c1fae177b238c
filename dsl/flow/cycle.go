package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

// goRound makes the occurrences that targets in a cycle cause of themselves,
// and fires the syncs that wait for them.
func (u *unfolding) goRound(group []*target, ready []*program.Sync) {
	again := never
	loop := len(group) == 1
	for _, t := range group {
		for _, c := range u.pending[t] {
			loop = loop && !c.many && u.and(again, c.when) == never
			again = u.or(again, c.when)
		}
	}
	if again == never {
		u.drop(group)
		return
	}
	u.loops = append(u.loops, actionsOf(group))
	if loop {
		u.loop(group[0], ready, again)
		return
	}
	u.drop(group)
	first, before := len(u.occurrences), u.beforeCycle(group)
	for _, t := range group {
		u.occur(&occurrence{target: t, many: true, cyclic: true, exists: again, before: before})
	}
	for _, s := range ready {
		u.fire(s, u.occurrences[first:])
	}
	u.drop(group)
}

// actionsOf lists the actions of targets.
func actionsOf(group []*target) []*program.Action {
	var list []*program.Action
	for _, t := range group {
		if !slices.Contains(list, t.action) {
			list = append(list, t.action)
		}
	}
	return list
}

// beforeCycle lists what has occurred whichever of the occurrences a cycle
// begins with.
func (u *unfolding) beforeCycle(group []*target) []*occurrence {
	var common []*occurrence
	begun := false
	for _, t := range group {
		for _, o := range u.of[t] {
			before := append(slices.Clone(o.before), o)
			if !begun {
				common, begun = before, true
				continue
			}
			common = slices.DeleteFunc(common, func(b *occurrence) bool { return !slices.Contains(before, b) })
		}
	}
	return common
}

// drop forgets the calls of targets that are taken up.
func (u *unfolding) drop(group []*target) {
	for _, t := range group {
		delete(u.pending, t)
	}
}

// loop makes the occurrences of a target of which each leads to one more at
// most: those between, which go on, and the last one, which does not. That
// there is a last one is assumed.
func (u *unfolding) loop(t *target, ready []*program.Sync, again diagram) {
	goesOn := map[*program.Outcome]bool{}
	repeats := u.pending[t][0].firing.sync
	for _, c := range u.pending[t] {
		if repeats != c.firing.sync || !u.firesOnce(repeats, t) {
			repeats = nil
		}
		for i, o := range c.firing.records {
			if o.target == t {
				for _, out := range c.firing.sync.When[i].Outcomes {
					goesOn[out] = true
				}
			}
		}
	}
	u.drop([]*target{t})
	decided := variable(len(u.values))
	first, before := len(u.occurrences), u.beforeCycle([]*target{t})
	u.occur(&occurrence{target: t, many: true, cyclic: true, exists: u.and(again, u.perhaps()), only: goesOn, repeats: repeats, before: before})
	last := &occurrence{target: t, exists: again, before: before}
	u.occur(last)
	for _, s := range ready {
		u.fire(s, u.occurrences[first:])
	}
	ends := u.ended
	for _, c := range u.pending[t] {
		// What was decided before the loop it cannot change.
		if slices.Contains(c.firing.records, last) && u.mentions(c.when, func(v variable) bool { return v >= decided }) {
			ends = u.without(ends, c.when)
		}
	}
	u.drop([]*target{t})
	if ends != never { // otherwise there is no flow to speak of
		u.ended = ends
	}
}

// firesOnce reports whether a sync has one frame at most for each occurrence of
// a target.
func (u *unfolding) firesOnce(s *program.Sync, t *target) bool {
	if s == nil || slices.ContainsFunc(s.Where, program.Multiplies) {
		return false
	}
	own := 0
	for _, p := range s.When {
		targets := u.targets.matched(p)
		switch {
		case len(targets) != 1:
			return false
		case targets[0] == t:
			own++
		case len(u.of[targets[0]]) != 1 || u.of[targets[0]][0].many:
			return false
		}
	}
	return own == 1
}

// repeated is the target that a firing calls again, where it does so in any
// case.
func (f *firing) repeated() *target {
	for _, o := range f.records {
		if o.repeats != nil && o.repeats == f.sync {
			return o.target
		}
	}
	return nil
}
