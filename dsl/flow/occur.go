package flow

import (
	"cmp"
	"encoding/binary"
	"slices"
)

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
