package flow

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/syncgen/syncgen/dsl/graph"
	"github.com/syncgen/syncgen/dsl/program"
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
	kinds     map[term]types.Type
	subjects  [][]term // of each variable, what is decided; nil for one that stands for nothing more
	doubtful  map[variable]bool
	asked     map[term]*question

	occurrences []*occurrence // causes first
	of          map[*program.Action][]*occurrence
	firings     []*firing
	answers     []*call                             // that answer the root
	waiting     map[*program.Action][]*program.Sync // the reached syncs by the actions that they wait for
	pending     map[*program.Action][]*call         // what calls an action that has not been taken up yet
	unresolved  map[*program.Sync]int               // how many actions of a sync have not been taken up yet
	assumed     diagram                             // holds in all worlds that are looked at
	loops       [][]*program.Action                 // actions that cause themselves, or each other; assumed to end
	cut         []*program.Sync                     // whose combinations were too many to tell apart
}

// occurrence is an action that occurs in flows. A plain one occurs at most once
// in a flow; one that is many stands for all others of its action, however
// many there are.
type occurrence struct {
	index   int
	action  *program.Action
	many    bool
	cyclic  bool                      // many, since its action causes itself
	only    map[*program.Outcome]bool // the outcomes that it may have, where not all
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
		forest: newForest(), assumed: always, reached: reached, terms: newTerms(),
		choices: map[term]*choice{}, orders: map[[2]term]variable{}, flags: map[term]variable{}, presences: map[term]variable{},
		kinds: map[term]types.Type{}, doubtful: map[variable]bool{}, asked: map[term]*question{}, of: map[*program.Action][]*occurrence{}, waiting: map[*program.Action][]*program.Sync{},
		pending: map[*program.Action][]*call{}, unresolved: map[*program.Sync]int{},
	}
	u.collectLiterals()
	for _, s := range reached.Syncs {
		for i, p := range s.When {
			if !slices.ContainsFunc(s.When[:i], func(q *program.Pattern) bool { return q.Action == p.Action }) {
				u.waiting[p.Action] = append(u.waiting[p.Action], s)
				u.unresolved[s]++
			}
		}
	}
	for _, group := range graph.Components(reached.Actions, u.causes) {
		u.takeUp(group)
	}
	return u
}

func (u *unfolding) collectLiterals() {
	u.literals.add(int64(0))
	u.literals.add(int64(1))
	for _, s := range u.reached.Syncs {
		program.Visitor{Expr: func(e program.Expr) {
			if l, ok := e.(*program.Literal); ok {
				u.literals.add(l.Value)
			}
		}}.Sync(s)
	}
	u.literals.sort()
}

// causes lists the actions that a completion of an action may call.
func (u *unfolding) causes(a *program.Action) []*program.Action {
	var next []*program.Action
	for _, s := range u.waiting[a] {
		for _, exit := range s.Exits() {
			for _, c := range exit.Calls {
				next = append(next, c.Action)
			}
		}
	}
	return next
}

// takeUp makes the occurrences of actions all of whose other causes are known,
// and fires the syncs that wait for nothing else any more.
func (u *unfolding) takeUp(group []*program.Action) {
	for _, a := range group {
		if a == u.reached.Route.Root {
			root := &occurrence{action: a, exists: always}
			u.occur(root)
			u.assumeRoute(root)
		}
		u.occurOf(a, u.pending[a])
		delete(u.pending, a)
	}
	var ready []*program.Sync
	for _, a := range group {
		for _, s := range u.waiting[a] {
			if u.unresolved[s]--; u.unresolved[s] == 0 {
				ready = append(ready, s)
			}
		}
	}
	sortByIndex(ready)
	known := len(u.occurrences)
	for _, s := range ready {
		u.fire(s, nil)
	}
	if len(group) == 1 && len(u.pending[group[0]]) == 0 {
		return
	}
	u.goRound(group, ready, known)
}

// assumeRoute leaves out the calls of the root that other routes take.
func (u *unfolding) assumeRoute(root *occurrence) {
	for _, p := range root.action.Params {
		for _, value := range u.reached.Route.Others(p.Name) {
			given := u.input(root, p.Name)
			u.typed(given, p.Type)
			u.assumed = u.without(u.assumed, u.equal(given, u.terms.literal(value)))
		}
	}
}

// goRound makes the occurrences that actions in a cycle cause of themselves,
// and fires the syncs that wait for them. Those from known on are the ones that
// the cycle begins with.
func (u *unfolding) goRound(group []*program.Action, ready []*program.Sync, known int) {
	again := never
	loop := len(group) == 1
	for _, a := range group {
		for _, c := range u.pending[a] {
			loop = loop && !c.many && u.and(again, c.when) == never
			again = u.or(again, c.when)
		}
	}
	if again == never {
		u.drop(group)
		return
	}
	u.loops = append(u.loops, group)
	if loop {
		u.loop(group[0], ready, again)
		return
	}
	u.drop(group)
	first, before := len(u.occurrences), u.beforeCycle(group)
	for _, a := range group {
		u.occur(&occurrence{action: a, many: true, cyclic: true, exists: again, before: before})
	}
	for _, s := range ready {
		u.fire(s, u.occurrences[first:])
	}
	u.drop(group)
}

// beforeCycle lists what has occurred whichever of the occurrences a cycle
// begins with.
func (u *unfolding) beforeCycle(group []*program.Action) []*occurrence {
	var common []*occurrence
	begun := false
	for _, a := range group {
		for _, o := range u.of[a] {
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

// drop forgets the calls of actions that are taken up.
func (u *unfolding) drop(group []*program.Action) {
	for _, a := range group {
		delete(u.pending, a)
	}
}

// loop makes the occurrences of an action of which each leads to one more at
// most: those between, which go on, and the last one, which does not. That
// there is a last one is assumed.
func (u *unfolding) loop(a *program.Action, ready []*program.Sync, again diagram) {
	goesOn := map[*program.Outcome]bool{}
	for _, c := range u.pending[a] {
		for i, o := range c.firing.records {
			if o.action == a {
				for _, out := range c.firing.sync.When[i].Outcomes {
					goesOn[out] = true
				}
			}
		}
	}
	u.drop([]*program.Action{a})
	first, before := len(u.occurrences), u.beforeCycle([]*program.Action{a})
	u.occur(&occurrence{action: a, many: true, cyclic: true, exists: u.and(again, u.perhaps()), only: goesOn, before: before})
	last := &occurrence{action: a, exists: again, before: before}
	u.occur(last)
	for _, s := range ready {
		u.fire(s, u.occurrences[first:])
	}
	for _, c := range u.pending[a] {
		if slices.Contains(c.firing.records, last) {
			u.assumed = u.without(u.assumed, c.when)
		}
	}
	u.drop([]*program.Action{a})
}

// occurOf makes the occurrences of an action that calls lead to: calls of
// which no flow makes more than one are one occurrence. Those that give other
// literals are told apart as long as there are few.
func (u *unfolding) occurOf(a *program.Action, calls []*call) {
	var single []*occurrence
	rest := &occurrence{action: a, many: true}
	add := func(o *occurrence, c *call) {
		o.exists = u.or(o.exists, c.when)
		o.calls = append(o.calls, c)
	}
	excludes := func(o *occurrence, c *call) bool { return u.and(o.exists, c.when) == never }
	for _, c := range calls {
		if c.many {
			add(rest, c)
			continue
		}
		at := slices.IndexFunc(single, func(o *occurrence) bool { return excludes(o, c) && u.sameLiterals(o.calls[0], c) })
		if at < 0 && len(single) == maxOccurrences {
			at = slices.IndexFunc(single, func(o *occurrence) bool { return excludes(o, c) })
		}
		switch {
		case at >= 0:
			add(single[at], c)
		case len(single) < maxOccurrences:
			o := &occurrence{action: a}
			add(o, c)
			single = append(single, o)
		default:
			add(rest, c)
		}
	}
	for _, o := range single {
		u.occur(o)
	}
	if rest.exists != never {
		u.occur(rest)
	}
}

// sameLiterals reports whether two calls of an action do not differ in the
// literals that they give it.
func (u *unfolding) sameLiterals(x, y *call) bool {
	for _, p := range x.invocation.Action.Params {
		given, other := x.argument(p.Name), y.argument(p.Name)
		if given != other && (u.terms.data[given].kind == literalTerm || u.terms.data[other].kind == literalTerm) {
			return false
		}
	}
	return true
}

func (u *unfolding) occur(o *occurrence) {
	o.index = len(u.occurrences)
	o.outcome = -1
	if !o.many && len(o.action.Outcomes) > 1 {
		o.outcome = u.decide(len(o.action.Outcomes))
		u.subjects = append(u.subjects, nil)
	}
	for i, c := range o.calls {
		before := slices.Clone(c.firing.records)
		for _, r := range c.firing.records {
			before = append(before, r.before...)
		}
		if i == 0 {
			o.before = before
			continue
		}
		o.before = slices.DeleteFunc(o.before, func(b *occurrence) bool { return !slices.Contains(before, b) })
	}
	slices.SortFunc(o.before, func(a, b *occurrence) int { return cmp.Compare(a.index, b.index) })
	o.before = slices.Compact(o.before)
	u.occurrences = append(u.occurrences, o)
	u.of[o.action] = append(u.of[o.action], o)
}

// input is the value that an occurrence was called with.
func (u *unfolding) input(o *occurrence, name string) term {
	if t, ok := o.inputs[name]; ok {
		return t
	}
	if o.inputs == nil {
		o.inputs = map[string]term{}
	}
	t := u.terms.of(inputTerm, string(binary.AppendUvarint(nil, uint64(o.index)))+name)
	if value := u.reached.Route.Literal(name); value != nil && o.index == 0 {
		t = u.terms.literal(value)
	}
	for i, c := range o.calls {
		given := c.argument(name)
		if i == 0 {
			t = given
		} else if t != given {
			t = u.terms.of(inputTerm, string(binary.AppendUvarint(nil, uint64(o.index)))+name)
			break
		}
	}
	o.inputs[name] = t
	return t
}

// argument is the value that a call passes: absent where it passes none.
func (c *call) argument(name string) term {
	for _, a := range c.invocation.Args {
		if a.Name == name {
			return c.frame.value(a.Value)
		}
	}
	return absent
}

func (u *unfolding) result(o *occurrence, name string) term {
	return u.terms.of(resultTerm, string(binary.AppendUvarint(nil, uint64(o.index)))+name)
}

// fire follows a sync for each combination of records; where new ones are
// given, for those with one of them.
func (u *unfolding) fire(s *program.Sync, fresh []*occurrence) {
	combinations := [][]*occurrence{nil}
	for _, p := range s.When {
		var longer [][]*occurrence
		for _, c := range combinations {
			for _, o := range u.of[p.Action] {
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
		start := &frame{u: u, sync: s, vars: map[*program.Var]term{}, moment: u.moment(records)}
		f.matches = u.match(f, start)
		if f.matches == never {
			continue
		}
		u.firings = append(u.firings, f)
		u.run(f, start)
		for _, e := range f.endings {
			for _, c := range e.calls {
				u.pending[c.invocation.Action] = append(u.pending[c.invocation.Action], c)
				if c.invocation.Action.Answers == u.reached.Route.Root {
					u.answers = append(u.answers, c)
				}
			}
		}
	}
}

// moment names the records of which the last to come has set a firing off. All
// conditions of one moment see the same state.
func (u *unfolding) moment(records []*occurrence) string {
	var last []int
	for _, o := range records {
		if !slices.ContainsFunc(records, func(other *occurrence) bool { return slices.Contains(other.before, o) }) {
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

// match decides when the patterns of a sync match the records, and binds their
// variables.
func (u *unfolding) match(f *firing, start *frame) diagram {
	all := always
	for i, p := range f.sync.When {
		o := f.records[i]
		all = u.and(all, o.exists)
		switch {
		case o.only != nil && !slices.ContainsFunc(p.Outcomes, func(out *program.Outcome) bool { return o.only[out] }):
			return never
		case o.many && len(p.Outcomes) < len(o.action.Outcomes):
			all = u.and(all, u.perhaps())
			if o.cyclic {
				u.doubtful[variable(len(u.values)-1)] = true
			}
		case o.outcome >= 0:
			all = u.and(all, u.is(o.outcome, func(value int) bool {
				return slices.ContainsFunc(p.Outcomes, func(out *program.Outcome) bool { return out.Index == value })
			}))
		}
		for _, m := range p.Inputs {
			if o.action == u.reached.Route.Root && len(o.calls) == 0 && m.Test != nil && !m.Rest {
				continue // a literal of the route
			}
			value := u.input(o, m.Name)
			if o.many {
				value = u.manyInput(o, m.Name)
			}
			required := len(o.calls) == 0 && m.Rest // a server insists on what a rule does
			all = u.and(all, u.matchValue(start, m, value, required, o.many))
		}
		for _, m := range p.Outputs {
			value := u.result(o, m.Name)
			if o.many {
				value = u.terms.ofMany()
			}
			all = u.and(all, u.matchValue(start, m, value, false, o.many))
		}
		if all == never {
			return never
		}
	}
	return all
}

// manyInput is the value that all occurrences of many were called with; one
// unlike any other where they differ.
func (u *unfolding) manyInput(o *occurrence, name string) term {
	if len(o.calls) == 0 {
		return u.terms.ofMany()
	}
	first := o.calls[0].argument(name)
	for _, c := range o.calls[1:] {
		if c.argument(name) != first {
			return u.terms.ofMany()
		}
	}
	return first
}

// matchValue decides when a value is what a match asks for, and binds what it
// binds. Of a value of many it is enough that one may be.
func (u *unfolding) matchValue(f *frame, m *program.Match, value term, required, many bool) diagram {
	u.typed(value, m.Type)
	matches := always
	if _, optional := m.Type.(*types.Optional); optional && !m.Optional && !required || value == absent && !m.Optional {
		matches = u.present(value)
	}
	if m.Default != nil {
		given := f.value(m.Default)
		switch {
		case value == absent:
			value = given
		default:
			value = u.terms.of(madeTerm, "??", value, given)
		}
	}
	switch {
	case m.Var != nil && m.Join:
		matches = u.and(matches, u.equal(value, f.vars[m.Var]))
	case m.Var != nil:
		f.vars[m.Var] = value
	case m.Test != nil:
		matches = u.and(matches, u.tested(f, m.Test, value))
	case m.Record != nil:
		for _, inner := range m.Record {
			matches = u.and(matches, u.matchValue(f, inner, u.terms.of(madeTerm, "field "+inner.Name, value), required, many))
		}
	}
	return matches
}

// tested decides when a value equals what a match tests it with.
func (u *unfolding) tested(f *frame, test program.Expr, value term) diagram {
	if test.Type() == types.Flag {
		is, want := u.truth(value), f.holds(test)
		return u.or(u.and(is, want), u.not(u.or(is, want)))
	}
	return u.equal(value, f.value(test))
}
