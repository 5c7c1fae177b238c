package flow

import (
	"cmp"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

// gap is a place where flows come to an end without an answer.
type gap struct {
	when       diagram
	depth      int         // the index of the occurrence that it follows
	leads      bool        // to an answer, had it gone another way
	ending     *ending     // the frame that comes to nothing; nil for an outcome
	occurrence *occurrence // whose outcome nothing follows; nil for a frame
	outcomes   []*program.Outcome
}

// gaps lists where flows end: those that might have led to an answer first,
// and of these the last ones first.
func (u *unfolding) gaps() []*gap {
	leads := u.leading()
	var list []*gap
	for _, f := range u.firings {
		for _, e := range f.endings {
			if e.dropped() {
				list = append(list, &gap{when: u.or(e.when, e.more), depth: f.cause.index, leads: leads[f], ending: e})
			}
		}
	}
	for _, o := range u.occurrences {
		taken := never
		leading := false
		for _, f := range u.firings {
			if slices.Contains(f.records, o) {
				taken = u.or(taken, f.matches)
				leading = leading || leads[f]
			}
		}
		list = append(list, u.untaken(o, taken, leading)...)
	}
	list = append(list, u.astray(leads)...)
	many := func(g *gap) bool { return g.occurrence != nil && g.occurrence.many }
	slices.SortStableFunc(list, func(a, b *gap) int {
		if many(a) != many(b) {
			if many(b) {
				return -1
			}
			return 1
		}
		if a.leads != b.leads {
			if a.leads {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.depth, a.depth)
	})
	return list
}

// astray lists the calls by which flows that might have been answered go on to
// what leads to no answer. Of several such calls of one frame it is the last.
func (u *unfolding) astray(leads map[*firing]bool) []*gap {
	called := map[*call]*occurrence{}
	leading := map[*occurrence]bool{}
	for _, o := range u.occurrences {
		for _, c := range o.calls {
			called[c] = o
		}
	}
	for f := range leads {
		for _, o := range f.records {
			leading[o] = true
		}
	}
	var list []*gap
	for _, f := range u.firings {
		if !leads[f] {
			continue
		}
		for _, e := range f.endings {
			last := (*call)(nil)
			for _, c := range e.calls {
				if o := called[c]; o == nil || leading[o] {
					last = nil
					break
				}
				last = c
			}
			if last != nil {
				o := called[last]
				list = append(list, &gap{when: last.when, depth: f.cause.index, leads: true, occurrence: o, outcomes: o.action.Outcomes})
			}
		}
	}
	return list
}

// untaken lists the outcomes of an occurrence that nothing follows, those that
// the same is true of together.
func (u *unfolding) untaken(o *occurrence, taken diagram, leading bool) []*gap {
	open := u.without(o.exists, taken)
	if open == never || o.action.Answers == u.reached.Route.Root {
		return nil
	}
	if o.outcome < 0 {
		return []*gap{{when: open, depth: o.index, leads: leading, occurrence: o, outcomes: o.action.Outcomes}}
	}
	whole := &gap{when: open, depth: o.index, leads: leading, occurrence: o, outcomes: o.action.Outcomes}
	if taken == never {
		return []*gap{whole}
	}
	var list []*gap
	for _, out := range o.action.Outcomes {
		when := u.and(open, u.is(o.outcome, func(value int) bool { return value == out.Index }))
		if when != never {
			list = append(list, &gap{when: when, depth: o.index, leads: leading, occurrence: o, outcomes: []*program.Outcome{out}})
		}
	}
	return list
}

// leading finds the firings that may lead to an answer.
func (u *unfolding) leading() map[*firing]bool {
	leads := map[*firing]bool{}
	toAnswer := map[*occurrence]bool{}
	calls := map[*firing][]*occurrence{}
	for _, o := range u.occurrences {
		for _, c := range o.calls {
			calls[c.firing] = append(calls[c.firing], o)
		}
	}
	for _, c := range u.answers {
		leads[c.firing] = true
	}
	for changed := true; changed; {
		changed = false
		for i := len(u.firings) - 1; i >= 0; i-- {
			f := u.firings[i]
			if !leads[f] && slices.ContainsFunc(calls[f], func(o *occurrence) bool { return toAnswer[o] }) {
				leads[f], changed = true, true
			}
			if leads[f] {
				for _, o := range f.records {
					if !toAnswer[o] {
						toAnswer[o], changed = true, true
					}
				}
			}
		}
	}
	return leads
}

// answered says when the root gets an answer.
func (u *unfolding) answered() diagram {
	answered := never
	for _, c := range u.answers {
		answered = u.or(answered, c.when)
	}
	return answered
}

// unanswered says when the root gets none.
func (u *unfolding) unanswered() diagram { return u.without(u.and(u.assumed, u.ended), u.answered()) }

// double is two answers that one flow gives, or a place that gives several.
type double struct {
	when          diagram
	first, second *call // the same for one place
}

// doubles lists the pairs of answers, one for each second answer. A flow that
// never ends can have two as well, so that nothing is assumed of loops here.
func (u *unfolding) doubles() []double {
	var list []double
	before := never
	for i, second := range u.answers {
		when := u.and(u.assumed, second.when)
		if u.and(before, when) != never {
			for _, first := range u.answers[:i] {
				if both := u.and(first.when, when); both != never {
					list = append(list, double{both, first, second})
				}
			}
		} else if second.many && when != never && !slices.ContainsFunc(list, func(d double) bool { return d.second.invocation == second.invocation }) {
			list = append(list, double{when, second, second})
		}
		before = u.or(before, second.when)
	}
	return list
}

// certainly is a diagram for all worlds in which it holds whatever the
// decisions are that may not be free.
func (u *unfolding) certainly(d diagram) diagram {
	memo := map[diagram]diagram{}
	var visit func(diagram) diagram
	visit = func(d diagram) diagram {
		if d <= always {
			return d
		}
		if known, ok := memo[d]; ok {
			return known
		}
		v := u.forest.of[d]
		kids := make([]diagram, u.values[v])
		for i := range kids {
			kids[i] = visit(u.kidsOf(d)[i])
		}
		out := always
		if u.isDoubtful(v) {
			for _, k := range kids {
				out = u.and(out, k)
			}
		} else {
			out = u.node(v, kids)
		}
		memo[d] = out
		return out
	}
	return visit(d)
}

// isDoubtful reports whether a decision is about one of many, and picks it by
// what it is equal to: of many there may always be just one, or none.
func (u *unfolding) isDoubtful(v variable) bool {
	if u.doubtful[v] {
		return true
	}
	subjects := u.subjects[v]
	return len(subjects) == 2 && (u.isOfMany(subjects[0]) || u.isOfMany(subjects[1]))
}

func (u *unfolding) isOfMany(t term) bool { return u.terms.data[t].many }
