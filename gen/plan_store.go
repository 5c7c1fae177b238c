package gen

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// storePlan is what a flow keeps of an action's records for later syncs. A
// record that occurs once is kept in fields of the flow, others in a list.
type storePlan struct {
	outcome bool // whether and how the action completed has to be known
	values  []recordPart
	indexes []*indexPlan
	// outcomes are those whose records some sync reads.
	outcomes outcomeSet
}

// recordPart names one value of a record: a parameter, a result, or one of the
// further values of `...`. Values of one name are different ones where patterns
// do not agree on their type: they match other outcomes, or other literals.
type recordPart struct {
	output bool
	name   string
	of     string // the type that the pattern's outcomes declare, or that a further value has
	// further tells that one of the pattern's outcomes has the result among its
	// further values.
	further bool
}

// partOf is the value of a record that a match of a pattern looks at.
func partOf(p *program.Pattern, m *program.Match, output bool) recordPart {
	part := recordPart{output: output, name: m.Name}
	if m.Rest {
		part.of = presentType(m.Type).String()
	}
	if !output {
		return part
	}
	for _, o := range p.Outcomes {
		switch r := o.Result(m.Name); {
		case r == nil:
			part.further = true
		case part.of == "":
			part.of = r.Type.String()
		}
	}
	return part
}

// indexPlan is a hash index on a list of records: it finds those whose values
// equal the variables that a sync joins on.
type indexPlan struct {
	action *actionPlan
	number int
	match  *program.Pattern // a pattern that gives the values their variables' types
	parts  []recordPart
	types  []types.Type // of the key's parts
}

// join says how a sync that one pattern triggers finds the records of another.
type join struct {
	index *indexPlan
	vars  []*program.Var // the key, in the order of the index's parts
}

func (st *storePlan) add(p recordPart) {
	for _, known := range st.values {
		if known == p {
			return
		}
	}
	st.values = append(st.values, p)
}

// decideStorage finds, for each trigger, what the other patterns of its sync
// read of records that came before.
func (rp *routePlan) decideStorage() {
	for _, sp := range rp.syncs {
		for _, t := range sp.triggers {
			for j := range sp.sync.When {
				if !t.isLast(j) {
					rp.keep(t, j)
				}
			}
			t.findJoins()
		}
	}
	for _, sp := range rp.syncs {
		for _, t := range sp.triggers {
			for j, ap := range sp.actions {
				if ap.many && !t.isLast(j) {
					ap.store.outcome = ap.store.outcome || ap.store.outcomes != outcomesOf(sp.sync.When[j])
				}
			}
		}
	}
}

func (rp *routePlan) keep(t *trigger, j int) {
	sp := t.sync
	pattern, ap := sp.sync.When[j], sp.actions[j]
	if ap.store == nil {
		ap.store = &storePlan{}
	}
	ap.store.outcomes |= outcomesOf(pattern)
	ap.store.outcome = ap.store.outcome || !ap.many && !t.knows(j)
	for _, m := range rp.read(t, j, pattern.Inputs, false) {
		ap.store.add(partOf(pattern, m, false))
	}
	for _, m := range rp.read(t, j, pattern.Outputs, true) {
		ap.store.add(partOf(pattern, m, true))
	}
}

// read leaves out the matches that nothing has to look at when the trigger's
// record completes a combination.
func (rp *routePlan) read(t *trigger, j int, list []*program.Match, output bool) []*program.Match {
	var kept []*program.Match
	for _, m := range list {
		if rp.reads(t.sync.sync, t.sync.actions[j], m) && !rp.repeats(t, j, m, output) {
			kept = append(kept, m)
		}
	}
	return kept
}

// knows reports whether the single record of pattern j is certain to be there,
// with an outcome that matches, when the trigger's record completes.
func (t *trigger) knows(j int) bool {
	sp := t.sync
	before, ok := t.last().requires[sp.actions[j].action]
	return ok && before&^outcomesOf(sp.sync.When[j]) == 0
}

// last is the action whose record triggers.
func (t *trigger) last() *actionPlan { return t.sync.actions[t.patterns[0]] }

func (t *trigger) isLast(j int) bool { return len(t.patterns) == 1 && t.patterns[0] == j }

// reads reports whether a sync has to look at a value to match it.
func (rp *routePlan) reads(s *program.Sync, ap *actionPlan, m *program.Match) bool {
	if ap.root && !rp.rootCalled && !m.Rest {
		if _, ok := m.Literal(); ok && rp.discriminates(m.Name) {
			return false
		}
	}
	switch {
	case m.Record != nil, m.Test != nil:
		return true
	case m.Var != nil:
		if m.Join || rp.used[m.Var] || joins(s, m.Var) {
			return true
		}
	}
	return !m.Optional && (m.Rest || mayBeAbsent(m) || mayBeFurther(ap, m))
}

// mayBeFurther reports whether a result that a pattern names may be one of the
// further values of an outcome, and so be missing.
func mayBeFurther(ap *actionPlan, m *program.Match) bool {
	return slices.ContainsFunc(ap.action.Outcomes, func(o *program.Outcome) bool { return o.Rest && o.Result(m.Name) == nil })
}

// discriminates reports whether the route has a literal for a parameter of its
// root.
func (rp *routePlan) discriminates(name string) bool {
	for _, l := range rp.route.Literals {
		if l.Name == name {
			return true
		}
	}
	return false
}

// joins reports whether a variable is matched in several places.
func joins(s *program.Sync, v *program.Var) bool {
	n := 0
	for _, p := range s.When {
		for _, list := range [][]*program.Match{p.Inputs, p.Outputs} {
			n += countVar(list, v)
		}
	}
	return n > 1
}

func countVar(list []*program.Match, v *program.Var) int {
	n := 0
	for _, m := range list {
		if m.Var == v {
			n++
		}
		n += countVar(m.Record, v)
	}
	return n
}

// mayBeAbsent reports whether the value that a match looks at can be missing.
func mayBeAbsent(m *program.Match) bool {
	_, optional := resolved(m.Type).(*types.Optional)
	return optional
}

// findJoins chooses the indexes for the patterns whose records are in lists:
// on all the variables that are bound before the list is searched.
func (t *trigger) findJoins() {
	sp := t.sync
	t.joins = make([]*join, len(sp.sync.When))
	bound := map[*program.Var]bool{}
	bind := func(j int) {
		p := sp.sync.When[j]
		for _, m := range slices.Concat(p.Inputs, p.Outputs) {
			if isPlain(m) && isKey(sp.actions[j], m) {
				bound[m.Var] = true
			}
		}
	}
	for j, ap := range sp.actions {
		if t.isLast(j) || !ap.many {
			bind(j)
		}
	}
	for j, ap := range sp.actions {
		if t.isLast(j) || !ap.many {
			continue
		}
		t.joins[j] = ap.indexOn(sp.sync.When[j], bound)
		bind(j)
	}
}

// indexOn returns the join of a pattern on the variables that are bound, or
// nil when it has none that a key can be made of.
func (ap *actionPlan) indexOn(p *program.Pattern, bound map[*program.Var]bool) *join {
	want := &indexPlan{action: ap, match: p}
	found := &join{}
	add := func(list []*program.Match, output bool) {
		for _, m := range list {
			part := partOf(p, m, output)
			if !isPlain(m) || !bound[m.Var] || !isKey(ap, m) || part.further {
				continue
			}
			want.parts = append(want.parts, part)
			want.types = append(want.types, m.Var.Type)
			found.vars = append(found.vars, m.Var)
		}
	}
	add(p.Inputs, false)
	add(p.Outputs, true)
	if len(want.parts) == 0 {
		return nil
	}
	for _, known := range ap.store.indexes {
		if known.sameAs(want) {
			found.index = known
			return found
		}
	}
	want.number = len(ap.store.indexes)
	ap.store.indexes = append(ap.store.indexes, want)
	found.index = want
	return found
}

// rest leaves out the matches that the index has made sure of. A nil join
// leaves out none.
func (jn *join) rest(pattern *program.Pattern, list []*program.Match, output bool) []*program.Match {
	if jn == nil {
		return list
	}
	var rest []*program.Match
	for _, m := range list {
		sure := false
		for n, p := range jn.index.parts {
			sure = sure || p == partOf(pattern, m, output) && m.Var == jn.vars[n]
		}
		if !sure {
			rest = append(rest, m)
		}
	}
	return rest
}

// isKey reports whether a match's values can be keys of an index: they are
// always there, equal as Go's == says, and of the type of their variable.
func isKey(ap *actionPlan, m *program.Match) bool {
	value, v := resolved(m.Type), resolved(m.Var.Type)
	return !mayBeFurther(ap, m) && isComparable(v) && (value == v || isText(value) && isText(v))
}

func (ix *indexPlan) sameAs(other *indexPlan) bool {
	if len(ix.parts) != len(other.parts) || outcomesOf(ix.match) != outcomesOf(other.match) {
		return false
	}
	for i := range ix.parts {
		if ix.parts[i] != other.parts[i] || ix.types[i].String() != other.types[i].String() {
			return false
		}
	}
	return true
}
