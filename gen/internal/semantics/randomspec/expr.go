package randomspec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// expr writes an expression of a type. It reports false where there is no way
// to make one.
func (s *scope) expr(t *typ, depth int) (string, bool) {
	r := s.g.r
	if v := s.any(t); v != nil && r.IntN(10) < 6 {
		return s.use(v), true
	}
	if depth > 0 {
		if text, ok := s.composed(t, depth-1); ok {
			return text, true
		}
	}
	if text, ok := s.literal(t, depth); ok {
		return text, true
	}
	if v := s.any(t); v != nil {
		return s.use(v), true
	}
	return "", false
}

// literal writes a constant of a type.
func (s *scope) literal(t *typ, depth int) (string, bool) {
	r := s.g.r
	switch t.kind {
	case kindString:
		return strconv.Quote(pick(r, "", "a", "b", "Bob", "x y", "é\n", "\"q\"")), true
	case kindJSON:
		if s.exactly > 0 {
			return "", false
		}
		if v := s.wider(func(v *variable) bool { return !v.t.hasSecret() }); v != nil && r.IntN(3) > 0 {
			return s.use(v), true
		}
		return s.expr(s.g.plainTyp(), depth-1)
	case kindSecret:
		if v := s.wider(func(v *variable) bool { return v.t.is(str) }); v != nil && r.IntN(2) == 0 {
			return s.use(v), true
		}
		return strconv.Quote(pick(r, "a", "b", "Bob")), true
	case kindIdentity:
		return strconv.Quote(pick(r, "id1", "id2", "id3")), true
	case kindEnum:
		return strconv.Quote(pick(r, constants...)), true
	case kindInteger:
		return strconv.Itoa(r.IntN(4)), true
	case kindNumber:
		if v := s.wider(func(v *variable) bool { return v.t.is(integer) }); v != nil && r.IntN(3) == 0 {
			return s.use(v), true
		}
		return pick(r, "0.5", "2.5", "1", "3.25"), true
	case kindFlag:
		return pick(r, "true", "false"), true
	case kindDateTime:
		return "now ()", true
	case kindOptional:
		if s.exactly > 0 {
			return "", false
		}
		return s.expr(t.elem, depth)
	case kindList:
		var items []string
		for range 1 + r.IntN(2) {
			item := s.part(t.elem, depth-1)
			if !item.ok {
				return "", false
			}
			items = append(items, item.text)
		}
		return "[" + strings.Join(items, ", ") + "]", true
	case kindRecord:
		var fields []string
		for _, f := range t.fields {
			if f.t.kind == kindOptional && s.exactly == 0 && r.IntN(3) == 0 {
				continue
			}
			value, ok := s.expr(f.t, depth-1)
			if !ok {
				return "", false
			}
			if value == f.name && r.IntN(2) == 0 {
				fields = append(fields, value)
				continue
			}
			fields = append(fields, f.name+": "+value)
		}
		return "{ " + strings.Join(fields, ", ") + " }", true
	}
	return "", false
}

// composed writes an expression with parts.
func (s *scope) composed(t *typ, depth int) (string, bool) {
	r := s.g.r
	if t.kind != kindOptional && r.IntN(3) == 0 {
		if v := s.find(func(v *variable) bool { return v.t.kind == kindOptional && v.t.elem.is(t) }); v != nil {
			return s.join("(%s ?? %s)", s.use(v), s.part(t, depth))
		}
		if v := s.find(func(v *variable) bool { return v.t.kind == kindRecord && v.t.fields[0].t.is(t) }); v != nil {
			return s.use(v) + "." + v.t.fields[0].name, true
		}
		if v := s.find(func(v *variable) bool { return !v.loose && v.t.kind == kindRecord && v.t.fields[1].t.is(optional(t)) }); v != nil {
			return s.join("(%s."+v.t.fields[1].name+" ?? %s)", s.use(v), s.part(t, depth))
		}
	}
	if t.kind == kindOptional && r.IntN(3) == 0 {
		if v := s.any(t); v != nil {
			return "(" + s.use(v) + " ?? null)", true
		}
	}
	if r.IntN(8) == 0 {
		return s.join("(if %s then %s else %s)", s.part(flag, depth), s.part(t, depth), s.part(t, depth))
	}
	switch t.kind {
	case kindString:
		return s.stringExpr(depth)
	case kindInteger:
		if r.IntN(4) == 0 {
			if v := s.find(func(v *variable) bool {
				return v.t.kind == kindString || v.t.kind == kindSecret || v.t.kind == kindList
			}); v != nil {
				return "len (" + s.use(v) + ")", true
			}
		}
		if r.IntN(6) == 0 {
			return s.join("(-%s)", s.part(integer, depth))
		}
		return s.join("(%s "+pick(r, "+", "-", "*")+" %s)", s.part(integer, depth), s.part(integer, depth))
	case kindNumber:
		if r.IntN(3) == 0 {
			return s.join("(%s / "+pick(r, "2", "4.0", "0")+")", s.part(pick(r, integer, number), depth))
		}
		return s.join("(%s "+pick(r, "+", "-", "*")+" %s)", s.part(number, depth), s.part(pick(r, number, integer), depth))
	case kindOptional:
		if (t.elem.is(str) || t.elem.is(secret)) && r.IntN(2) == 0 {
			return s.join("after (%s, "+pick(r, `"a"`, `"x"`, `""`, `"B"`)+")", s.part(t.elem, depth))
		}
		return s.join("(if %s then %s)", s.part(flag, depth), s.part(pick(r, t, t.elem, t.elem), depth))
	case kindFlag:
		return s.condition(depth)
	case kindList:
		return s.join("(%s + %s)", s.part(t, depth), s.part(t, depth))
	}
	return "", false
}

func (s *scope) stringExpr(depth int) (string, bool) {
	switch s.g.r.IntN(10) {
	case 0:
		return "uuid ()", true
	case 1, 2, 3:
		return s.join("(%s + %s)", s.part(str, depth), s.part(str, depth))
	case 4, 5, 6:
		return s.join(pick(s.g.r, "lower", "upper", "trim")+" (%s)", s.part(str, depth))
	}
	printed := s.find(func(v *variable) bool {
		switch v.t.kind {
		case kindString, kindInteger, kindFlag, kindNumber, kindIdentity, kindEnum, kindCounter, kindDate, kindDateTime:
			return true
		}
		return false
	})
	if printed == nil {
		return "", false
	}
	return `"<${` + s.use(printed) + `}>"`, true
}

// condition writes a Flag that depends on something, where it can.
func (s *scope) condition(depth int) (string, bool) {
	r := s.g.r
	if v := s.requestedOptional(); v != nil && r.IntN(2) == 0 {
		return "(" + s.use(v) + pick(r, " == ", " != ") + "null)", true
	}
	form := r.IntN(7)
	if depth < 0 {
		form = 6
	}
	switch form {
	case 0:
		// Not of constants, which Go's vet takes for a mistake.
		x, okX := s.condition(depth - 1)
		y, okY := s.condition(depth - 1)
		return s.join("(%s "+pick(r, "and", "or")+" %s)", text{x, okX && x != y}, text{y, okY})
	case 1:
		return s.join("(not %s)", s.part(flag, depth))
	case 2:
		return s.join("(%s "+pick(r, "<", "<=", ">", ">=")+" %s)", s.part(integer, depth), s.part(pick(r, integer, number), depth))
	case 3:
		return s.join(pick(r, "contains", "startsWith", "endsWith")+" (%s, %s)", s.part(str, depth), s.part(str, depth))
	case 4:
		if l := s.find(func(v *variable) bool { return v.t.kind == kindList && comparable(v.t.elem) }); l != nil {
			return s.join("(%s in %s)", s.part(l.t.elem, depth), s.part(l.t, depth))
		}
	}
	v := s.find(func(v *variable) bool { return comparable(v.t) })
	if composite := s.find(func(v *variable) bool { return v.t.hasEquality() }); composite != nil && r.IntN(3) == 0 {
		v = composite
	}
	if v == nil {
		return "", false
	}
	name := s.use(v)
	return s.join("(%s "+pick(r, "==", "!=")+" %s)", text{name, true}, s.part(v.t, 0))
}

// comparable are the types whose values this generator joins on, and looks for
// in lists.
func comparable(t *typ) bool {
	switch t.kind {
	case kindSecret, kindRecord, kindList, kindOptional, kindJSON:
		return false
	}
	return true
}

// hasEquality reports whether == compares values of the type.
func (t *typ) hasEquality() bool {
	switch t.kind {
	case kindOptional, kindList:
		return t.elem.hasEquality()
	case kindRecord:
		return !slices.ContainsFunc(t.fields, func(f param) bool { return !f.t.hasEquality() })
	}
	return comparable(t)
}

// hasSecret reports whether values of the type hold a Secret, which no Json may.
func (t *typ) hasSecret() bool {
	switch t.kind {
	case kindOptional, kindList:
		return t.elem.hasSecret()
	case kindRecord:
		return slices.ContainsFunc(t.fields, func(f param) bool { return f.t.hasSecret() })
	}
	return t.kind == kindSecret
}

// plainTyp is a type whose values can stand for a Json.
func (g *generator) plainTyp() *typ {
	return pick(g.r, str, integer, number, flag, list(integer), &typ{kind: kindRecord, fields: []param{{"first", str}, {"second", optional(integer)}}})
}

// text is an expression that could perhaps not be made.
type text struct {
	text string
	ok   bool
}

// part makes a part of an expression. Parts must be of one type where what is
// passed to a parameter only has to be convertible.
func (s *scope) part(t *typ, depth int) text {
	s.exactly++
	defer func() { s.exactly-- }()
	written, ok := s.expr(t, depth)
	return text{written, ok}
}

// join puts parts into a format. Plain strings are parts that are known.
func (s *scope) join(format string, parts ...any) (string, bool) {
	values := make([]any, len(parts))
	for i, p := range parts {
		switch p := p.(type) {
		case text:
			if !p.ok {
				return "", false
			}
			values[i] = p.text
		default:
			values[i] = p
		}
	}
	return fmt.Sprintf(format, values...), true
}
