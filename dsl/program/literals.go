package program

import (
	"strconv"
	"strings"
)

// assignment is the literals that a pattern or a call gives declared
// parameters. Patterns on a system action tell its roots apart by them.
type assignment struct {
	literals []RouteLiteral // in the order of the parameters
	shape    string         // the names of the parameters
	key      string         // equal for equal literals of equal parameters
}

// assigned returns the literals that a pattern asks for.
func assigned(p *Pattern) assignment {
	var a assignment
	for _, param := range p.Action.Params {
		for _, m := range p.Inputs {
			if value, ok := m.Literal(); ok && m.Name == param.Name {
				a.literals = append(a.literals, RouteLiteral{param.Name, value})
			}
		}
	}
	return a.index()
}

// Literal returns the literal by which a match of a declared parameter or result
// tells records apart. One that may be absent tells none.
func (m *Match) Literal() (value any, ok bool) {
	if m.Rest || m.Optional {
		return nil, false
	}
	l, ok := m.Test.(*Literal)
	if !ok {
		return nil, false
	}
	return l.Value, true
}

// given returns the literals that a call passes.
func given(c *Invocation) assignment {
	var a assignment
	for _, param := range c.Action.Params {
		for _, arg := range c.Args {
			if arg.Name != param.Name || arg.Rest {
				continue
			}
			if l, ok := arg.Value.(*Literal); ok {
				a.literals = append(a.literals, RouteLiteral{param.Name, l.Value})
			}
		}
	}
	return a.index()
}

func (a assignment) index() assignment {
	switch len(a.literals) {
	case 0:
		return a
	case 1:
		a.shape, a.key = a.literals[0].Name, literalKey(a.literals[0].Value)
		return a
	}
	var shape, key strings.Builder
	for _, l := range a.literals {
		shape.WriteString(l.Name)
		shape.WriteByte(0)
		writeKey(&key, l.Value)
	}
	a.shape, a.key = shape.String(), key.String()
	return a
}

// value returns the literal of a parameter.
func (a *assignment) value(name string) (any, bool) {
	for _, l := range a.literals {
		if l.Name == name {
			return l.Value, true
		}
	}
	return nil, false
}

// common lists the parameters that both assignments have literals of.
func (a *assignment) common(b *assignment) []string {
	var names []string
	for _, l := range a.literals {
		if _, ok := b.value(l.Name); ok {
			names = append(names, l.Name)
		}
	}
	return names
}

// restricted is the key of the literals of some parameters.
func (a *assignment) restricted(names []string) string {
	var key strings.Builder
	for _, name := range names {
		v, _ := a.value(name)
		writeKey(&key, v)
	}
	return key.String()
}

func writeKey(b *strings.Builder, v any) {
	k := literalKey(v)
	b.WriteString(strconv.Itoa(len(k)))
	b.WriteByte(':')
	b.WriteString(k)
}

// SameLiteral reports whether two literals are equal, also where one is written
// as an Integer and the other as a Number.
func SameLiteral(a, b any) bool { return literalKey(a) == literalKey(b) }

// literalKey is the same for equal literals, also where one is written as an
// Integer and the other as a Number.
func literalKey(v any) string {
	switch v := v.(type) {
	case string:
		return "s" + v
	case int64:
		return "n" + strconv.FormatFloat(float64(v), 'g', -1, 64)
	case float64:
		return "n" + strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
