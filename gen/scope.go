package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// receiver is what the methods of a flow call the flow.
const receiver = "f"

// scope is what the body of one emitted function has to hand: the variables of
// the sync, as Go expressions, and the local names that are free.
type scope struct {
	g     *emitter
	names *names
	vars  map[*program.Var]*binding
	// waiting are values that a variable has to equal once it is bound.
	waiting []waitingValue
	// before is what has to be evaluated before the conditions of a match.
	before []jen.Code
	// place is the place in the result of the frame that a block is evaluated
	// for; nil where it is evaluated for one alone.
	place func() *jen.Statement
	// number and frame are the variables of all loops over lists of frames,
	// which never stand within each other.
	number, frame string
}

// nameLoops names the variables of loops over lists of frames.
func (s *scope) nameLoops() (number, frame string) {
	if s.number == "" {
		s.number, s.frame = s.names.take("n"), s.names.take("frame")
	}
	return s.number, s.frame
}

// target is a result of the function, or its part for the frame at hand.
func (s *scope) target(name string) *jen.Statement {
	if s.place == nil {
		return jen.Id(name)
	}
	return jen.Id(name).Index(s.place())
}

type waitingValue struct {
	v  *program.Var
	is value
}

// binding is the Go expression that stands for a variable of the sync.
type binding struct {
	value
	used bool
}

func (g *emitter) newScope() *scope {
	return &scope{g: g, names: g.locals(receiver, "err"), vars: map[*program.Var]*binding{}}
}

// child is a scope for a nested function: it sees the same variables only where
// they are handed over.
func (s *scope) child() *scope { return s.g.newScope() }

func (s *scope) goType(t types.Type) *jen.Statement { return s.g.goType(t) }

func (s *scope) convert(code *jen.Statement, from, to types.Type) *jen.Statement {
	return s.g.convert(code, from, to)
}

func (s *scope) bind(v *program.Var, of value) *binding {
	b := &binding{value: of}
	s.vars[v] = b
	return b
}

func (s *scope) lookup(v *program.Var) value {
	b := s.vars[v]
	if b == nil {
		s.g.fail("variable `%s` has no value here", v.Name)
		return value{jen.Id(v.Name), v.Type}
	}
	b.used = true
	return b.value
}

// known is the set of variables that are bound so far.
func (s *scope) known() map[*program.Var]bool {
	known := make(map[*program.Var]bool, len(s.vars))
	for v := range s.vars {
		known[v] = true
	}
	return known
}

// boundSince returns the bindings that have been added to a set of known ones.
func (s *scope) boundSince(known map[*program.Var]bool) []*binding {
	var list []*binding
	for v, b := range s.vars {
		if !known[v] {
			list = append(list, b)
		}
	}
	return list
}

// condition is what must hold for a pattern to match, with its negation as a
// person would write it.
type condition struct {
	holds, fails *jen.Statement
}

// failing is `a || b`: one of the conditions does not hold.
func failing(conditions []condition) *jen.Statement {
	code := jen.Null()
	for i, c := range conditions {
		if i > 0 {
			code = code.Op("||")
		}
		code = code.Add(c.fails.Clone())
	}
	return code
}

// match binds the variables of a list of matches and returns what has to hold.
// source gives the Go expression of a matched value; it is asked only for
// values that something looks at.
func (s *scope) match(list []*program.Match, source func(*program.Match) value) []condition {
	var conditions []condition
	for _, m := range list {
		if m.Ignore && m.Optional {
			continue
		}
		v := source(m)
		optional, mayMiss := resolved(v.of).(*types.Optional)
		switch {
		case mayMiss && m.Default != nil:
			of := optional.Elem
			if m.Var != nil {
				of = wider(of, m.Var.Type)
			}
			v = value{s.orElse(v, m.Default, of), of}
			if hasEffect(m.Default) {
				v = s.settleNow(m, v)
			}
		case mayMiss && !m.Optional:
			conditions = append(conditions, condition{v.use().Dot("Present"), jen.Op("!").Add(v.use().Dot("Present"))})
			v = value{v.use().Dot("Value"), optional.Elem}
		case !mayMiss && m.Optional && m.Default == nil && m.Var != nil:
			v = value{s.convert(v.use(), v.of, m.Var.Type), m.Var.Type}
		}
		conditions = append(conditions, s.matchValue(m, v)...)
	}
	return append(conditions, s.settle()...)
}

// settleNow evaluates a value where the pattern stands, and not wherever it is
// used.
func (s *scope) settleNow(m *program.Match, v value) value {
	name := s.names.local(m.Name)
	s.before = append(s.before, jen.Id(name).Op(":=").Add(v.use()))
	return value{jen.Id(name), v.of}
}

// takeBefore returns what has to stand before the conditions of a match.
func (s *scope) takeBefore() []jen.Code {
	code := s.before
	s.before = nil
	return code
}

// settle compares the values that have waited for a variable that is bound now.
func (s *scope) settle() []condition {
	var conditions []condition
	var still []waitingValue
	for _, w := range s.waiting {
		if s.vars[w.v] == nil {
			still = append(still, w)
			continue
		}
		conditions = append(conditions, s.equals(w.is, s.lookup(w.v)))
	}
	s.waiting = still
	return conditions
}

// narrows reports whether a value of one type may have no counterpart in
// another that it can be compared with: a Number that is no Integer, a Secret
// that must not become a text.
func narrows(from, to types.Type) bool {
	from, to = resolved(from), resolved(to)
	return from == types.Number && to == types.Integer || from == types.Secret && isText(to)
}

func (s *scope) matchValue(m *program.Match, v value) []condition {
	switch {
	case m.Record != nil:
		return s.match(m.Record, func(inner *program.Match) value { return fieldOf(v, inner.Name) })
	case m.Test != nil:
		of := wider(v.of, m.Test.Type())
		return []condition{s.equals(v, value{s.part(m.Test, of), of})}
	case m.Var != nil:
		if s.vars[m.Var] != nil {
			return []condition{s.equals(v, s.lookup(m.Var))}
		}
		if narrows(v.of, m.Var.Type) {
			s.waiting = append(s.waiting, waitingValue{m.Var, v})
			return nil
		}
		s.bind(m.Var, v)
	}
	return nil
}

// fieldOf is a field of a record, which is absent where the record is.
func fieldOf(v value, name string) value {
	optional, ok := resolved(v.of).(*types.Optional)
	if !ok {
		record := resolved(v.of).(*types.Record)
		return value{v.use().Dot(recordField(record, name)), record.Field(name)}
	}
	there := v.use().Dot("Present")
	field := fieldOf(value{v.use().Dot("Value"), optional.Elem}, name)
	if _, ok := resolved(field.of).(*types.Optional); ok {
		return value{field.code.Dot("If").Call(there), field.of}
	}
	return value{jen.Qual(runtimePath, "SomeIf").Call(there, field.code), &types.Optional{Elem: field.of}}
}

// equals is the condition that two values are equal, as the type of the second.
func (s *scope) equals(v, to value) condition {
	of := wider(to.of, v.of)
	x, y := s.convert(v.use(), v.of, of), s.convert(to.use(), to.of, of)
	return condition{s.equal(x.Clone(), y.Clone(), of), s.notEqual(x.Clone(), y.Clone(), of)}
}
