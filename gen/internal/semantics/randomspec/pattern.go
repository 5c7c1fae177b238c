package randomspec

import (
	"fmt"
	"slices"
	"strings"
)

// field is one named value of a pattern, a query's results or a guard's. Its
// text waits until it is known which variables are used. One without a name
// is fixed text.
type field struct {
	name     string
	optional bool
	binds    *variable // nil where fixed says what is written
	fixed    string    // after the colon
	record   []field
	standsIn string // the default of an optional
}

func (f field) String() string {
	if f.name == "" {
		return f.fixed
	}
	var b strings.Builder
	b.WriteString(f.name)
	if f.optional {
		b.WriteString("?")
	}
	switch {
	case f.record != nil:
		b.WriteString(": { " + fields(f.record) + " }")
	case f.binds == nil:
		b.WriteString(": " + f.fixed)
	case f.binds.uses == 0:
		b.WriteString(": _")
	case f.binds.name != f.name:
		b.WriteString(": " + f.binds.name)
	}
	if f.standsIn != "" && (f.binds == nil || f.binds.uses > 0) {
		b.WriteString(" = " + f.standsIn)
	}
	return b.String()
}

func fields(list []field) string {
	parts := make([]string, len(list))
	for i, f := range list {
		parts[i] = f.String()
	}
	return strings.Join(parts, ", ")
}

// line is a line of a sync whose text waits until variables are counted.
type line func() string

// matches takes some of the named values apart. In `when` only literals can be
// compared with. At least as many as asked for are named.
func (s *scope) matches(params []param, least int, when bool) []field {
	r := s.g.r
	var list []field
	for i, p := range params {
		if len(params)-i > least-len(list) && r.IntN(5) < 2 {
			continue
		}
		list = append(list, s.match(p, when))
	}
	return list
}

func (s *scope) match(p param, when bool) field {
	r := s.g.r
	f := field{name: p.name}
	t := p.t
	if t.kind == kindOptional {
		t = t.elem
		switch r.IntN(3) {
		case 0: // must be there
		case 1:
			f.optional = true
			if t.kind == kindRecord && r.IntN(2) == 0 {
				f.record = s.perhaps(t.fields)
				return f
			}
			t = p.t
		case 2:
			if value, ok := (&scope{g: s.g}).literal(t, 0); ok && t.kind != kindList && t.kind != kindRecord && t.kind != kindDateTime {
				f.optional, f.standsIn = true, value
			}
		}
	}
	if t.kind == kindOptional {
		f.binds = s.bind(p.name, t)
		return f
	}
	switch r.IntN(12) {
	case 0:
		if text, ok := s.literal(t, 0); ok && comparable(t) && t.kind != kindDateTime {
			f.fixed = text
			return f
		}
	case 1, 2:
		if v := s.find(func(v *variable) bool { return v.t.is(t) || v.t.isNumeric() && t.isNumeric() }); v != nil && comparable(t) {
			f.binds = v
			s.use(v)
			return f
		}
	case 3:
		f.fixed = "_"
		return f
	case 4, 5, 6:
		if t.kind == kindRecord && !f.optional {
			f.record = s.matches(t.fields, 1, when)
			return f
		}
	}
	f.binds = s.bind(p.name, t)
	return f
}

// perhaps takes a record apart that may be absent: so may each of its fields.
func (s *scope) perhaps(fields []param) (list []field) {
	for i, p := range fields {
		if i > 0 && s.g.r.IntN(3) == 0 {
			continue
		}
		f, t := field{name: p.name, optional: true}, p.t
		if t.kind == kindOptional {
			t = t.elem
		}
		switch value, ok := (&scope{g: s.g}).literal(t, 0); {
		case s.g.r.IntN(6) == 0:
			f.fixed = "_"
		case ok && comparable(t) && t.kind != kindDateTime && s.g.r.IntN(2) == 0:
			f.standsIn, f.binds = value, s.bind(p.name, t)
		default:
			f.binds = s.bind(p.name, optional(t))
		}
		list = append(list, f)
	}
	return list
}

// patterns makes the `when` of a sync: up to n patterns of actions that meet
// in one flow. Most flows have one root, so two patterns of roots are rare.
func (s *scope) patterns(met []*action, n int) []line {
	var lines []line
	for range n {
		a := pick(s.g.r, met...)
		if a.system {
			met = slices.DeleteFunc(slices.Clone(met), func(a *action) bool { return a.system })
		}
		s.farthest = max(s.farthest, a.number)
		s.patterned = append(s.patterned, a)
		lines = append(lines, s.pattern(a))
		if len(met) == 0 {
			break
		}
	}
	return lines
}

func (s *scope) pattern(a *action) line {
	r := s.g.r
	bound := len(s.visible)
	var inputs []field
	if a.route != "" && r.IntN(10) > 0 {
		inputs = append(inputs, field{fixed: a.route})
	}
	for _, p := range a.params {
		switch {
		case p.t.kind == kindCounter && r.IntN(4) > 0:
			if s.level == nil {
				s.level = s.bind(p.name, counter)
			} else {
				s.use(s.level)
			}
			s.levelled++
			inputs = append(inputs, field{name: p.name, binds: s.level})
		case r.IntN(3) > 0:
		case a.route != "" && p.t.kind != kindOptional && r.IntN(2) == 0:
			inputs = append(inputs, s.further(p))
		default:
			inputs = append(inputs, s.match(p, true))
		}
	}
	var headers []field
	for _, p := range a.headers {
		if r.IntN(2) == 0 {
			headers = append(headers, s.match(p, true))
		}
	}
	if headers != nil {
		inputs = append(inputs, field{name: "headers", record: headers})
	}
	for _, p := range a.further {
		if r.IntN(3) == 0 {
			inputs = append(inputs, s.further(p))
		}
	}
	if a.route != "" {
		for _, v := range s.visible[bound:] {
			v.loose = true
			v.requested = !strings.Contains(a.route, `"GET"`) && slices.ContainsFunc(inputs, func(f field) bool { return f.binds == v })
		}
		return s.requestPattern(inputs)
	}
	var outputs []field
	written := false
	chosen := pick(r, a.outcomes...)
	if chosen.refusal || len(a.outcomes) == 1 && r.IntN(4) == 0 || r.IntN(3) > 0 {
		if len(chosen.results) > 0 {
			outputs = s.matches(chosen.results, 1, true)
			if chosen.refusal && !named(outputs, "error") {
				outputs = append(outputs, field{name: "error", fixed: "_"})
			}
			written = true
		}
		for _, p := range chosen.further {
			if written && r.IntN(3) == 0 {
				outputs = append(outputs, s.further(p))
			}
		}
	}
	empty := r.IntN(2) == 0
	return func() string {
		text := fmt.Sprintf("  %s (%s)", a.full(), fields(inputs))
		if written || empty {
			text += " : (" + fields(outputs) + ")"
		}
		return text
	}
}

// further matches one of the further values of an action, which may be absent.
func (s *scope) further(p param) field {
	f := field{name: p.name, optional: s.g.r.IntN(2) == 0}
	t := p.t
	if f.optional {
		if value, ok := (&scope{g: s.g}).literal(t, 0); ok && t.kind != kindList && s.g.r.IntN(2) == 0 {
			f.standsIn = value
		} else {
			t = optional(t)
		}
	}
	f.binds = s.bind(p.name, t)
	f.binds.loose = true
	return f
}

func named(list []field, name string) bool {
	for _, f := range list {
		if f.name == name {
			return true
		}
	}
	return false
}
