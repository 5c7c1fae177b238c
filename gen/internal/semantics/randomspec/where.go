package randomspec

import (
	"fmt"
	"strings"
)

// where makes n lines.
func (s *scope) where(n int) []line {
	var lines []line
	for range n {
		if l := s.whereLine(); l != nil {
			lines = append(lines, l)
		}
	}
	return lines
}

func (s *scope) whereLine() line {
	if s.requestedOptional() != nil && s.g.r.IntN(2) == 0 {
		return s.filterLine(true)
	}
	form := s.g.r.IntN(13)
	if s.g.plain && form >= 7 && form < 12 {
		form -= 7
	}
	switch form {
	case 0, 1, 2:
		return s.queryLine(true)
	case 3, 4:
		return s.filterLine(true)
	case 5:
		return s.bindLine()
	case 6:
		return s.eachLine(true)
	case 7, 8:
		return s.existsLine(true)
	case 9, 10, 11:
		return s.aggregateLine(true)
	}
	return s.guardLine(true)
}

// queryLine is a query, here or inside a block.
func (s *scope) queryLine(top bool) line {
	return s.askLine(top, func(*query) bool { return true })
}

// askLine is a query that is wanted, if a few that are chosen have one.
func (s *scope) askLine(top bool, wanted func(*query) bool) line {
	r := s.g.r
	c := pick(r, s.g.all...)
	q := pick(r, c.queries...)
	for tries := 0; tries < 4 && !wanted(q); tries++ {
		c = pick(r, s.g.all...)
		q = pick(r, c.queries...)
	}
	args, ok := s.args(q.params)
	if !ok {
		return nil
	}
	otherwise := s.otherwise(top)
	s.made.pass(true, q.cardinality != "one", q.cardinality == "")
	results := s.matches(q.results, 1, false)
	return func() string {
		return fmt.Sprintf("%s.%s (%s) : (%s)%s", c.name, q.name, args, fields(results), otherwise)
	}
}

func (s *scope) filterLine(top bool) line {
	condition, ok := s.condition(2)
	if !ok {
		return nil
	}
	otherwise := s.otherwise(top)
	s.made.pass(true, true, false)
	return func() string { return condition + otherwise }
}

func (s *scope) bindLine() line {
	if s.g.r.IntN(3) == 0 {
		if l := s.thereLine(); l != nil {
			return l
		}
	}
	t := s.g.typ(1)
	written, ok := s.composed(t, 1)
	if !ok {
		return nil
	}
	v := s.bind("", t)
	s.found = append(s.found, v)
	return s.bound(v, written)
}

// thereLine binds what is there of an optional value.
func (s *scope) thereLine() line {
	v := s.find(func(v *variable) bool { return v.t.kind == kindOptional })
	if v == nil {
		return nil
	}
	written, elem := s.use(v), v.t.elem
	if other := s.any(v.t); s.g.r.IntN(3) == 0 && other != v && !other.loose && !v.loose {
		written += " ?? " + s.use(other)
	}
	otherwise := s.otherwise(true)
	if otherwise == "" {
		return nil
	}
	made := s.bind("", elem)
	s.found = append(s.found, made)
	return func() string {
		if made.uses == 0 {
			return ""
		}
		return made.name + " = " + written + otherwise
	}
}

// bound binds a variable by a line, or is no line when nothing uses it.
func (s *scope) bound(v *variable, written string) line {
	return func() string {
		if v.uses == 0 {
			return ""
		}
		return v.name + " = " + written
	}
}

func (s *scope) eachLine(top bool) line {
	in, written := s.list()
	if v := s.find(func(v *variable) bool { return v.t.kind == kindOptional }); v != nil && s.g.r.IntN(3) == 0 {
		in, written = v.t, s.use(v)
	}
	if in == nil {
		return nil
	}
	otherwise := s.otherwise(top)
	v := s.bind("", in.elem)
	return func() string {
		text := "for " + v.name + " in " + written + otherwise
		if v.uses == 0 && comparable(v.t) {
			text += "\n    " + v.name + " == " + v.name
		}
		return text
	}
}

// list makes an expression that is a list.
func (s *scope) list() (*typ, string) {
	if v := s.find(func(v *variable) bool { return v.t.kind == kindList }); v != nil && s.g.r.IntN(4) > 0 {
		return v.t, s.use(v)
	}
	t := list(pick(s.g.r, str, integer))
	written, ok := s.literal(t, 1)
	if !ok {
		return nil, ""
	}
	return t, written
}

func (s *scope) existsLine(top bool) line {
	var b line
	s.block(func() { b = s.blockText() })
	if b == nil {
		return nil
	}
	word, otherwise := pick(s.g.r, "some", "none"), s.otherwise(top)
	return func() string { return word + " " + b() + otherwise }
}

// blockText makes the block of an aggregate. The bindings that it makes stay
// visible for the caller's use of the rows.
func (s *scope) blockText() line {
	r := s.g.r
	first := s.askLine(false, func(q *query) bool { return q.cardinality == "" })
	if first == nil {
		return nil
	}
	lines := []line{first}
	for range r.IntN(5) {
		var l line
		switch r.IntN(9) {
		case 0, 1, 2:
			l = s.askLine(false, func(q *query) bool { return q.batch })
		case 3:
			l = s.filterLine(false)
		case 4:
			l = s.eachLine(false)
		case 5:
			l = s.bindLine()
		case 6, 7:
			l = s.innerBlock()
		case 8:
			l = s.guardLine(false)
		}
		if l != nil {
			lines = append(lines, l)
		}
	}
	closing := ""
	if r.IntN(3) == 0 {
		var keys []string
		for range 1 + r.IntN(2) {
			if key := s.find(func(v *variable) bool { return sortable(v.t) }); key != nil {
				keys = append(keys, s.use(key)+pick(r, "", " desc"))
			}
		}
		if keys != nil {
			closing += "      order by " + strings.Join(keys, ", ") + "\n"
		}
	}
	if r.IntN(4) == 0 {
		closing += "      limit " + pick(r, "1", "2", "3", "0", "0 - 1") + "\n"
	}
	return func() string {
		return "{\n" + written(lines, "      ") + closing + "    }"
	}
}

// innerBlock is a line of a block that has a block of its own.
func (s *scope) innerBlock() line {
	if s.deep {
		return nil
	}
	s.deep = true
	defer func() { s.deep = false }()
	if s.g.r.IntN(3) == 0 {
		return s.existsLine(false)
	}
	return s.aggregateLine(false)
}

func ordinal(t *typ) bool {
	switch t.kind {
	case kindInteger, kindNumber, kindString, kindDate, kindDateTime:
		return true
	}
	return false
}

// sortable are the types that rows can be in order of.
func sortable(t *typ) bool {
	switch t.kind {
	case kindFlag, kindIdentity, kindEnum:
		return true
	case kindOptional:
		return sortable(t.elem)
	}
	return ordinal(t)
}

// aggregateLine binds what the rows of a block come to.
func (s *scope) aggregateLine(top bool) line {
	r := s.g.r
	word := pick(r, "collect", "collect", "first", "first", "count", "sum", "min", "max", "some", "none")
	var b line
	var t *typ
	results := ""
	outer := len(s.visible)
	s.block(func() {
		if b = s.blockText(); b == nil {
			return
		}
		rows := s.visible[outer:]
		switch word {
		case "count":
			t = integer
		case "some", "none":
			t = flag
		default:
			t, results = s.results(word, rows)
		}
	})
	if b == nil || t == nil {
		return nil
	}
	tail := ""
	if word == "first" || word == "min" || word == "max" {
		if r.IntN(3) > 0 {
			if value, ok := s.literal(t, 1); ok && r.IntN(2) == 0 && t.kind != kindOptional {
				tail = " else " + value
			} else if tail = s.otherwise(top); tail == "" {
				t = optional(t)
			}
		} else {
			t = optional(t)
		}
	}
	v := s.bind("", t)
	s.found = append(s.found, v)
	return func() string {
		if v.uses == 0 {
			return ""
		}
		return v.name + " = " + word + " " + results + b() + tail
	}
}

// results chooses what each row gives.
func (s *scope) results(word string, rows []*variable) (*typ, string) {
	var good []*variable
	for _, v := range rows {
		switch {
		case word == "sum" && v.t.kind != kindInteger && v.t.kind != kindNumber:
		case (word == "min" || word == "max") && !ordinal(v.t):
		case word == "first" && v.t.kind == kindOptional:
		default:
			good = append(good, v)
		}
	}
	if len(good) == 0 {
		return nil, ""
	}
	chosen := pick(s.g.r, good...)
	if word != "collect" {
		return chosen.t, "(" + s.use(chosen) + ") "
	}
	if second := pick(s.g.r, good...); second != chosen {
		record := &typ{kind: kindRecord, fields: []param{{chosen.name, chosen.t}, {second.name, second.t}}}
		return list(record), "(" + s.use(chosen) + ", " + s.use(second) + ") "
	}
	return list(chosen.t), "(" + s.use(chosen) + ") "
}

// written puts lines one below the other.
func written(lines []line, indent string) string {
	var b strings.Builder
	for _, l := range lines {
		if text := l(); text != "" {
			b.WriteString(indent + text + "\n")
		}
	}
	return b.String()
}
