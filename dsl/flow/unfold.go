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
		choices: map[term]*choice{}, orders: map[[2]term]variable{}, flags: map[term]variable{}, presences: map[term]variable{},
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
		program.Visitor{Expr: func(e program.Expr) {
			if l, ok := e.(*program.Literal); ok {
				u.literals.add(l.Value)
			}
		}}.Sync(s)
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
	first, before := len(u.occurrences), u.beforeCycle([]*target{t})
	u.occur(&occurrence{target: t, many: true, cyclic: true, exists: u.and(again, u.perhaps()), only: goesOn, repeats: repeats, before: before})
	last := &occurrence{target: t, exists: again, before: before}
	u.occur(last)
	for _, s := range ready {
		u.fire(s, u.occurrences[first:])
	}
	ends := u.ended
	for _, c := range u.pending[t] {
		if slices.Contains(c.firing.records, last) {
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

// occurOf makes the occurrences of a target that calls lead to: calls of
// which no flow makes more than one are one occurrence. Those that give other
// literals are told apart as long as there are few.
func (u *unfolding) occurOf(t *target, calls []*call) {
	var single []*occurrence
	rest := &occurrence{target: t, many: true}
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
			o := &occurrence{target: t}
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
	o.action = o.target.action
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
	u.of[o.target] = append(u.of[o.target], o)
}

// input is the value that an occurrence was called with.
func (u *unfolding) input(o *occurrence, name string) term {
	if t, ok := o.inputs[name]; ok {
		return t
	}
	if value, ok := u.known(o, name); ok {
		return value
	}
	if o.inputs == nil {
		o.inputs = map[string]term{}
	}
	t := u.terms.of(inputTerm, string(binary.AppendUvarint(nil, uint64(o.index)))+name)
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

// known is the input of an occurrence that all calls of its target, or of the
// route, have in common.
func (u *unfolding) known(o *occurrence, name string) (term, bool) {
	literals := o.target.literals
	if o.index == 0 {
		literals = u.reached.Route.Literals
	}
	for _, l := range literals {
		if l.Name == name {
			if l.Value == nil {
				return absent, true
			}
			return u.terms.literal(l.Value), true
		}
	}
	return absent, false
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
			if o.target == u.targets.root && len(o.calls) == 0 {
				if _, ok := m.Literal(); ok {
					continue // a literal of the route
				}
			}
			value := u.input(o, m.Name)
			if o.many {
				value = u.manyInput(o, m.Name)
			}
			there := o.target.given[m.Name]
			if o.target == u.targets.root {
				there = m.Rest && o.action.Concept.BuiltIn // a server insists on what a rule does
			}
			all = u.and(all, u.matchValue(start, m, value, there))
		}
		for _, m := range p.Outputs {
			value := u.result(o, m.Name)
			if o.many {
				value = u.terms.ofMany()
			}
			all = u.and(all, u.matchValue(start, m, value, false))
		}
		if all == never {
			return never
		}
	}
	return all
}

// manyInput is the value that all occurrences of many were called with; one
// unlike any other where they may differ.
func (u *unfolding) manyInput(o *occurrence, name string) term {
	if value, ok := u.known(o, name); ok {
		return value
	}
	if len(o.calls) == 0 {
		return u.terms.ofMany()
	}
	first := o.calls[0].argument(name)
	if u.terms.varies(first) {
		return u.terms.ofMany()
	}
	for _, c := range o.calls[1:] {
		if c.argument(name) != first {
			return u.terms.ofMany()
		}
	}
	return first
}

// matchValue decides when a value is what a match asks for, and binds what it
// binds. Of a value that is known to be there it does not ask whether it is.
func (u *unfolding) matchValue(f *frame, m *program.Match, value term, there bool) diagram {
	u.typed(value, m.Type)
	matches := always
	_, optional := m.Type.(*types.Optional)
	if !there && (optional || m.Rest || value == absent) && (!m.Optional || m.Record != nil || m.Test != nil) && m.Default == nil {
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
			_, optional := inner.Type.(*types.Optional)
			matches = u.and(matches, u.matchValue(f, inner, u.terms.of(madeTerm, "field "+inner.Name, value), there || !optional))
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
