package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// A further value (`...`) has a type for each route: patterns that ask for
// other literals of the declared parameters never see the same value. A pattern
// that leaves a literal out sees the values of all routes that it matches, and
// a call only those of the patterns that it can match.

// restValues are the further values of an action that patterns name.
type restValues struct {
	action  *Action
	inputs  []*restValue
	byName  map[string]*restValue
	results map[string]*typeVar
}

// restValue is one name among the further values.
type restValue struct {
	patterns []*restSlot // one for each assignment of literals, by first mention
	byKey    map[restKey]*restSlot
	calls    []*restSlot
}

type restKey struct{ shape, key string }

// restSlot is a further value in one route, or in one call.
type restSlot struct {
	action   *Action
	name     string
	literals *assignment
	of       *typeVar
	optional *types.Optional // the type where the value may be lacking; nil in a call
	at       source.Span     // the first place that names it
	expr     Expr            // what a call gives
}

func (s *restSlot) reason() reason {
	return reason{at: s.at, kind: asSame, of: s.action, name: s.name, expr: s.expr}
}

func (in *inference) restOf(a *Action) *restValues {
	r := in.rests[a]
	if r == nil {
		r = &restValues{action: a, byName: map[string]*restValue{}, results: map[string]*typeVar{}}
		in.rests[a] = r
		in.ordered = append(in.ordered, r)
	}
	return r
}

// restInput is the type of a further value that a pattern names.
func (in *inference) restInput(p *Pattern, m *Match) *typeVar {
	r := in.restOf(p.Action)
	value := r.byName[m.Name]
	if value == nil {
		value = &restValue{byKey: map[restKey]*restSlot{}}
		r.byName[m.Name] = value
		r.inputs = append(r.inputs, value)
	}
	if in.assignedTo != p {
		literals := assigned(p)
		in.assignedTo, in.assigned = p, &literals
	}
	key := restKey{in.assigned.shape, in.assigned.key}
	slot := value.byKey[key]
	if slot == nil {
		slot = &restSlot{action: p.Action, name: m.Name, literals: in.assigned, of: in.newVar(presentKind), at: m.Field.At}
		slot.of.rest, slot.of.slot = slot, slot
		slot.optional = in.requested(slot.of, p.Action)
		if p.Action.IsRequest() && isText(m, in.assigned) {
			*in.lacks[slot.optional] = lacking{text: true}
		}
		value.byKey[key] = slot
		value.patterns = append(value.patterns, slot)
	}
	return slot.of
}

// isText reports whether a value of a request comes as text in all that the
// pattern matches: from a header, or because there is no body.
func isText(m *Match, literals *assignment) bool {
	method, ok := stringLiteral(literals, "method")
	path, _ := stringLiteral(literals, "path")
	return m.Header != "" || ok && !TakesBody(method) || slices.Contains(pathNames(path), m.Name)
}

// restOutput is the type of a further result that a pattern names. A concept
// gives it one type, whatever it was called with.
func (in *inference) restOutput(p *Pattern, m *Match) *typeVar {
	r := in.restOf(p.Action)
	v := r.results[m.Name]
	if v == nil {
		v = in.newVar(presentKind)
		v.rest = &restSlot{action: p.Action, name: m.Name, literals: &assignment{}, of: v, optional: in.optional(v, types.Absent), at: m.Field.At}
		v.slot = v.rest
		r.results[m.Name] = v
	}
	return v
}

// restCall notes the further values of a call that patterns name.
func (in *inference) restCall(c *Invocation) {
	r := in.rests[c.Action]
	var literals *assignment
	for _, a := range c.Args {
		value := r.byName[a.Name]
		if !a.Rest || value == nil {
			continue
		}
		if literals == nil {
			all := given(c)
			literals = &all
		}
		slot := &restSlot{action: c.Action, name: a.Name, literals: literals, of: in.newVar(presentKind), at: a.Value.Syntax().Span(), expr: a.Value}
		slot.of.slot = slot
		in.require(&unwrapping{x: a.Type, elem: slot.of, why: slot.reason()})
		value.calls = append(value.calls, slot)
	}
}

// joinRests makes one type of the slots that can be one value.
func (in *inference) joinRests() {
	for _, r := range in.ordered {
		for _, value := range r.inputs {
			patterns := byShape(value.patterns)
			if r.action.System {
				for i := range patterns {
					for j := range patterns[:i] {
						in.joinSlots(patterns[j], patterns[i])
					}
				}
			}
			for _, calls := range byShape(value.calls) {
				for _, p := range patterns {
					in.joinSlots(p, calls)
				}
			}
		}
	}
}

// byShape groups slots by the parameters that they have literals of.
func byShape(slots []*restSlot) [][]*restSlot {
	var groups [][]*restSlot
	index := map[string]int{}
	for _, s := range slots {
		i, ok := index[s.literals.shape]
		if !ok {
			i = len(groups)
			index[s.literals.shape] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], s)
	}
	return groups
}

// joinSlots unifies each slot of one group with all of the other that do not
// contradict it. All slots of a group have literals of the same parameters.
func (in *inference) joinSlots(xs, ys []*restSlot) {
	common := xs[0].literals.common(ys[0].literals)
	byKey := map[string][]*restSlot{}
	for _, y := range ys {
		key := y.literals.restricted(common)
		byKey[key] = append(byKey[key], y)
	}
	for _, x := range xs {
		key := x.literals.restricted(common)
		list := byKey[key]
		for _, y := range list {
			before := len(in.found)
			if in.equate(y.of, x.of, y.reason()); len(in.found) > before {
				also(&in.found[before], x.at, "this is the same `%s`", x.name)
			}
			if x.optional != nil && y.optional != nil {
				in.sameLack(x.optional, y.optional)
			}
		}
		if len(list) > 1 {
			byKey[key] = list[:1] // the others are of one type with it now
		}
	}
}
