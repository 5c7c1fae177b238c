package gen

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// origin is where a value of a flow comes from: a value of the one record of an
// action, or a variable of a sync. Two values of one origin are equal.
type origin struct {
	action *actionPlan
	part   recordPart
	bound  *program.Var // set where the value comes from a sync's own lines
}

// repeats reports whether a match of pattern j looks at a value that the
// trigger's own record is known to hold as well, so that there is nothing to
// compare and nothing to keep: `Sessioning.create (user)` was called with the
// very user that the pattern above it names. A Number is compared all the same:
// one that is NaN does not equal itself.
func (rp *routePlan) repeats(t *trigger, j int, m *program.Match, output bool) bool {
	if len(t.patterns) != 1 || j == t.patterns[0] || !isPlain(m) || reaches(m.Type, types.Number) {
		return false
	}
	sync := t.sync.sync
	here, ok := rp.originOf(t.sync.actions[j], partOf(sync.When[j], m, output))
	if !ok {
		return false
	}
	last := sync.When[t.patterns[0]]
	same := func(list []*program.Match, output bool) bool {
		for _, other := range list {
			if other.Var != m.Var || !isPlain(other) {
				continue
			}
			if there, ok := rp.originOf(t.last(), partOf(last, other, output)); ok && there == here {
				return true
			}
		}
		return false
	}
	return same(last.Inputs, false) || same(last.Outputs, true)
}

// isPlain reports whether a match binds or joins a value as it is.
func isPlain(m *program.Match) bool {
	return m.Var != nil && !m.Optional && !m.Rest && !mayBeAbsent(m)
}

// originOf follows a value of a record that occurs once back to where it comes
// from: an input to what the only caller of the action gave it.
func (rp *routePlan) originOf(ap *actionPlan, p recordPart) (origin, bool) {
	if ap.many {
		return origin{}, false
	}
	own := origin{action: ap, part: p}
	if p.output || ap.root || len(ap.sites) != 1 {
		return own, true
	}
	ref, ok := ap.sites[0].argument(ap.action, p.name)
	if !ok {
		return own, true
	}
	caller := ap.sites[0].sync
	for i, pattern := range caller.sync.When {
		for _, m := range pattern.Inputs {
			if m.Var == ref.Var && isPlain(m) {
				return rp.originOr(caller.actions[i], partOf(pattern, m, false), own), true
			}
		}
		for _, m := range pattern.Outputs {
			if m.Var == ref.Var && isPlain(m) {
				return rp.originOr(caller.actions[i], partOf(pattern, m, true), own), true
			}
		}
	}
	return origin{bound: ref.Var}, true
}

// originOr is the origin of a value, or another one where it has none.
func (rp *routePlan) originOr(ap *actionPlan, p recordPart, other origin) origin {
	if o, ok := rp.originOf(ap, p); ok {
		return o
	}
	return other
}

// argument is the variable that a call site gives for a parameter. A site is
// one call where the exit calls the action once.
func (s site) argument(a *program.Action, name string) (*program.Ref, bool) {
	var found *program.Ref
	for _, call := range s.sync.sync.Exits()[s.exit].Calls {
		if call.Action != a {
			continue
		}
		for _, arg := range call.Args {
			if arg.Name == name {
				found, _ = arg.Value.(*program.Ref)
			}
		}
	}
	return found, found != nil
}
