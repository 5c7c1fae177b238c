package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/graph"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// unfolding is all that the flows of one route can do, as one structure: which
// actions occur, which syncs fire, and for which decisions. It is a graph and
// not a list of flows: an action that several syncs call, one at most in each
// flow, is one occurrence.
type unfolding struct {
	*forest
	reached  *Reached
	terms    *terms
	literals literals

	choices   map[term]*choice
	orders    map[[2]term]variable
	flags     map[term]variable
	presences map[term]variable
	nulls     map[term]variable
	kinds     map[term]types.Type
	subjects  [][]term // of each variable, what is decided; nil for one that stands for nothing more
	doubtful  map[variable]bool
	asked     map[term]*question
	counts    map[term]*count

	occurrences []*occurrence // causes first
	of          map[*target][]*occurrence
	firings     []*firing
	answers     []*call // that answer the root
	targets     *targets
	waiting     map[*target][]*program.Sync // the reached syncs by the targets that they wait for
	pending     map[*target][]*call         // what calls a target that has not been taken up yet
	unresolved  map[*program.Sync]int       // how many targets of a sync have not been taken up yet
	assumed     diagram                     // holds in all worlds that are looked at
	ended       diagram                     // when the loops come to an end
	loops       [][]*program.Action         // actions that cause themselves, or each other; assumed to end
	cut         []*program.Sync             // whose combinations were too many to tell apart
}

// occurrence is an action that occurs in flows. A plain one occurs at most once
// in a flow; one that is many stands for all others of its action, however
// many there are.
type occurrence struct {
	index   int
	action  *program.Action
	target  *target
	many    bool
	cyclic  bool                      // many, since its action causes itself
	only    map[*program.Outcome]bool // the outcomes that it may have, where not all
	repeats *program.Sync             // fires once for each of many, and calls the target again
	exists  diagram                   // for one that is many: when there may be some
	calls   []*call                   // each for flows of its own; none of the root
	outcome variable
	before  []*occurrence // what has occurred in each flow that this one occurs in
	inputs  map[string]term
}

// call is a place from which an action is called, in a firing.
type call struct {
	firing     *firing
	exit       *ending
	invocation *program.Invocation
	when       diagram
	many       bool // for all but the first frame that comes here
	frame      *frame
}

// firing is a sync with the records that it fires for. One with a record of
// many is many itself.
type firing struct {
	sync    *program.Sync
	records []*occurrence // by pattern
	many    bool
	matches diagram // when its patterns do
	cause   *occurrence
	endings []*ending
}

// ending is a way in which a frame of a firing ends.
type ending struct {
	firing *firing
	step   program.Step // the line that leaves the frame out; nil for `then`
	when   diagram      // for the first frame
	more   diagram      // for the others, when there may be some
	calls  []*call
}

// acts reports whether the sync can come to call anything.
func (f *firing) acts() bool {
	return slices.ContainsFunc(f.endings, func(e *ending) bool {
		return !e.dropped() && (e.when != never || e.more != never)
	})
}

// dropped reports whether the frame comes to nothing.
func (e *ending) dropped() bool { return e.step != nil && program.ElseOf(e.step) == nil }

const (
	// maxOccurrences is how many occurrences of an action are told apart.
	maxOccurrences = 8
	// maxCombinations is how many combinations of records a sync is followed
	// for.
	maxCombinations = 64
)

// unfold follows all flows of a route.
func unfold(reached *Reached) *unfolding {
	u := &unfolding{
		forest: newForest(), assumed: always, ended: always, reached: reached, terms: newTerms(),
		choices: map[term]*choice{}, orders: map[[2]term]variable{}, flags: map[term]variable{}, presences: map[term]variable{}, nulls: map[term]variable{},
		kinds: map[term]types.Type{}, doubtful: map[variable]bool{}, asked: map[term]*question{}, counts: map[term]*count{}, of: map[*target][]*occurrence{}, waiting: map[*target][]*program.Sync{},
		pending: map[*target][]*call{}, unresolved: map[*program.Sync]int{}, targets: newTargets(reached),
	}
	u.collectLiterals()
	for _, s := range reached.Syncs {
		for _, t := range u.targets.waitedFor(s) {
			u.waiting[t] = append(u.waiting[t], s)
			u.unresolved[s]++
		}
	}
	for _, group := range graph.Components(u.targets.list, u.causes) {
		u.takeUp(group)
	}
	return u
}

func (u *unfolding) collectLiterals() {
	u.literals.add(int64(0))
	u.literals.add(int64(1))
	for _, s := range u.reached.Syncs {
		program.Visitor{
			Match: func(m *program.Match) { u.literals.addOf(m.Test) },
			Expr: func(e program.Expr) {
				if a, ok := e.(*program.Apply); ok && a.Func == "after" {
					u.literals.addOf(a.Args[1])
				}
				if b, ok := e.(*program.Binary); ok && b.Op.Precedence() == syntax.Equal.Precedence() {
					u.literals.addOf(b.X)
					u.literals.addOf(b.Y)
				}
			},
		}.Sync(s)
	}
	for _, r := range u.reached.Narrower {
		for _, l := range r.Literals {
			u.literals.add(l.Value)
		}
	}
	u.literals.sort()
}

// causes lists the targets that a completion of one may call.
func (u *unfolding) causes(t *target) []*target {
	var next []*target
	for _, s := range u.waiting[t] {
		for _, exit := range s.Exits() {
			for _, c := range exit.Calls {
				next = append(next, u.targets.of(c))
			}
		}
	}
	return next
}

// takeUp makes the occurrences of targets all of whose other causes are known,
// and fires the syncs that wait for nothing else any more.
func (u *unfolding) takeUp(group []*target) {
	for _, t := range group {
		if t == u.targets.root {
			root := &occurrence{target: t, exists: always}
			u.occur(root)
			u.assumeRoute(root)
		}
		u.occurOf(t, u.pending[t])
		delete(u.pending, t)
	}
	var ready []*program.Sync
	for _, t := range group {
		for _, s := range u.waiting[t] {
			if u.unresolved[s]--; u.unresolved[s] == 0 {
				ready = append(ready, s)
			}
		}
	}
	sortByIndex(ready)
	for _, s := range ready {
		u.fire(s, nil)
	}
	if len(group) == 1 && len(u.pending[group[0]]) == 0 {
		return
	}
	u.goRound(group, ready)
}

// assumeRoute leaves out the calls of the root that other routes take: those
// with more literals.
func (u *unfolding) assumeRoute(root *occurrence) {
	for _, r := range u.reached.Narrower {
		taken := always
		for _, l := range r.Literals {
			if u.reached.Route.Literal(l.Name) != nil {
				continue
			}
			given := u.input(root, l.Name)
			u.typed(given, root.action.Param(l.Name).Type)
			taken = u.and(taken, u.equal(given, u.terms.literal(l.Value)))
		}
		u.assumed = u.without(u.assumed, taken)
	}
}
