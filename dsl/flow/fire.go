package flow

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

// fire follows a sync for each combination of records; where new ones are
// given, for those with one of them.
func (u *unfolding) fire(s *program.Sync, fresh []*occurrence) {
	combinations := [][]*occurrence{nil}
	for _, p := range s.When {
		var longer [][]*occurrence
		matched := u.matched(p)
		for _, c := range combinations {
			for _, o := range matched {
				if o.many || !slices.Contains(c, o) {
					longer = append(longer, append(c[:len(c):len(c)], o))
				}
			}
		}
		if combinations = longer; len(combinations) > maxCombinations {
			u.cut = append(u.cut, s)
			combinations = combinations[:maxCombinations]
		}
	}
	for _, records := range combinations {
		if fresh != nil && !slices.ContainsFunc(records, func(o *occurrence) bool { return slices.Contains(fresh, o) }) {
			continue
		}
		f := &firing{sync: s, records: records}
		for _, o := range records {
			f.many = f.many || o.many
			if f.cause == nil || o.index > f.cause.index {
				f.cause = o
			}
		}
		start := &frame{u: u, sync: s, vars: map[*program.Var]term{}, moment: u.moment(records), many: f.many}
		f.matches = u.match(f, start)
		if f.matches == never {
			continue
		}
		u.firings = append(u.firings, f)
		u.run(f, start)
		for _, e := range f.endings {
			for _, c := range e.calls {
				t := u.targets.of(c.invocation)
				u.pending[t] = append(u.pending[t], c)
				if c.invocation.Action.Answers == u.reached.Route.Root {
					u.answers = append(u.answers, c)
				}
			}
		}
	}
}

// matched lists the occurrences that a pattern may match, causes first.
func (u *unfolding) matched(p *program.Pattern) []*occurrence {
	var list []*occurrence
	for _, t := range u.targets.matched(p) {
		list = append(list, u.of[t]...)
	}
	slices.SortFunc(list, func(a, b *occurrence) int { return cmp.Compare(a.index, b.index) })
	return list
}

// moment names the records of which the last to come has set a firing off. All
// conditions of one moment see the same state.
func (u *unfolding) moment(records []*occurrence) string {
	var last []int
	for _, o := range records {
		if !slices.ContainsFunc(records, func(other *occurrence) bool { return slices.Contains(other.before, o) || precedes(o, other) }) {
			last = append(last, o.index)
		}
	}
	slices.Sort(last)
	var key []byte
	for _, n := range last {
		key = binary.AppendUvarint(key, uint64(n))
	}
	return string(key)
}

// precedes reports whether the calls of one occurrence stand above those of
// another among the actions of the same frame.
func precedes(first, second *occurrence) bool {
	return len(second.calls) > 0 && !first.many && !second.many && !slices.ContainsFunc(second.calls, func(c *call) bool {
		at := slices.Index(c.exit.calls, c)
		return !slices.ContainsFunc(first.calls, func(f *call) bool {
			above := slices.Index(c.exit.calls, f)
			return above >= 0 && above < at
		})
	})
}
