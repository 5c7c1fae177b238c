package flow

import (
	"cmp"
	"math"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Conditions become diagrams over decisions about terms. Two conditions on the
// same terms share their decisions, so that `x < y` and `x >= y`, or `role ==
// "ADMIN"` and `role == "GUEST"`, are known to exclude each other.

// maxLiterals is how many literals of one kind comparisons are made with before
// each comparison is a decision of its own.
const maxLiterals = 64

// literals are the values that conditions of a route compare with, by kind.
type literals struct {
	numbers []float64
	strings []string
}

func (l *literals) add(value any) {
	switch v := value.(type) {
	case int64:
		if exact(v) {
			l.numbers = append(l.numbers, float64(v))
		}
	case float64:
		l.numbers = append(l.numbers, v)
	case string:
		l.strings = append(l.strings, v)
	}
}

// exact reports whether no other whole number becomes the same Number.
func exact(n int64) bool { return n > -1<<53 && n < 1<<53 }

// addOf adds the literals of what is compared with something: of a list, those
// of its elements.
func (l *literals) addOf(e program.Expr) {
	switch e := e.(type) {
	case *program.Literal:
		l.add(e.Value)
	case *program.List:
		for _, item := range e.Items {
			l.addOf(item)
		}
	}
}

func (l *literals) sort() {
	slices.Sort(l.numbers)
	l.numbers = slices.Compact(l.numbers)
	slices.Sort(l.strings)
	l.strings = slices.Compact(l.strings)
}

// choice is the decision about a term: its values are what conditions can tell
// of it.
type choice struct {
	variable
	regions []region
}

// region is a set of values that no condition tells apart: a literal, or what
// is between one and the next.
type region struct {
	at   int  // the index of the literal, or of the one that it is below
	open bool // between literals
}

// holds decides what a condition comes to.
func (f *frame) holds(e program.Expr) diagram {
	u := f.u
	switch e := e.(type) {
	case *program.Literal:
		if b, ok := e.Value.(bool); ok && b {
			return always
		}
		return never
	case *program.Unary:
		if e.Op == syntax.Not {
			return u.not(f.holds(e.X))
		}
	case *program.IsNull:
		return u.null(f.value(e.X))
	case *program.If:
		c := f.holds(e.Cond)
		return u.or(u.and(c, f.holds(e.Then)), u.without(f.holds(e.Else), c))
	case *program.Binary:
		switch e.Op {
		case syntax.And:
			return u.and(f.holds(e.X), f.holds(e.Y))
		case syntax.Or:
			return u.or(f.holds(e.X), f.holds(e.Y))
		case syntax.In:
			if list, ok := e.Y.(*program.List); ok {
				some := never
				for _, item := range list.Items {
					some = u.or(some, u.equal(f.value(e.X), f.value(item)))
				}
				return some
			}
		case syntax.Equal, syntax.NotEqual, syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual:
			return f.compared(e)
		}
	}
	return u.truth(f.value(e))
}

func (f *frame) compared(e *program.Binary) diagram {
	if e.X.Type() == types.Flag && (e.Op == syntax.Equal || e.Op == syntax.NotEqual) {
		x, y := f.holds(e.X), f.holds(e.Y)
		same := f.u.or(f.u.and(x, y), f.u.not(f.u.or(x, y)))
		if e.Op == syntax.NotEqual {
			return f.u.not(same)
		}
		return same
	}
	x, y := f.value(e.X), f.value(e.Y)
	f.u.typed(x, e.X.Type())
	f.u.typed(y, e.Y.Type())
	compared := f.u.compare(x, y, func(order int) bool {
		switch e.Op {
		case syntax.Equal:
			return order == 0
		case syntax.NotEqual:
			return order != 0
		case syntax.Less:
			return order < 0
		case syntax.LessEqual:
			return order <= 0
		case syntax.Greater:
			return order > 0
		}
		return order >= 0
	})
	// What is lacking is equal to nothing that is there.
	there := f.u.and(f.u.thereBeside(x, e.X, e.Y), f.u.thereBeside(y, e.Y, e.X))
	if e.Op == syntax.NotEqual {
		return f.u.or(compared, f.u.not(there))
	}
	return f.u.and(compared, there)
}

// typed notes the type of a value, which says what it can be.
func (u *unfolding) typed(x term, t types.Type) {
	if u.kinds[x] == nil && t != nil {
		u.kinds[x] = t
	}
}

func (u *unfolding) equal(x, y term) diagram {
	return u.compare(x, y, func(order int) bool { return order == 0 })
}

// compare decides how two values are to each other; holds says for which
// orders, as cmp.Compare gives them, the condition does. Values of kinds that
// have no order are equal or not.
func (u *unfolding) compare(x, y term, holds func(order int) bool) diagram {
	if x == y {
		return known(holds(0))
	}
	if d := u.terms.data[x]; d.kind == madeTerm && d.name == "??" {
		there := u.present(d.args[0])
		return u.or(u.and(there, u.compare(u.given(d.args[0]), y, holds)), u.without(u.compare(d.args[1], y, holds), there))
	}
	if d := u.terms.data[y]; d.kind == madeTerm && d.name == "??" {
		return u.compare(y, x, flipped(holds))
	}
	if d := u.terms.data[x]; d.kind == madeTerm && d.name == orNull {
		return u.compare(d.args[0], y, holds)
	}
	if d := u.terms.data[y]; d.kind == madeTerm && d.name == orNull {
		return u.compare(x, d.args[0], holds)
	}
	if c := u.counts[x]; c != nil {
		return u.counted(c, x, y, holds)
	}
	if c := u.counts[y]; c != nil {
		return u.counted(c, y, x, flipped(holds))
	}
	return u.order(x, y, holds)
}

// counted decides how a number of rows, of which something is known, is to a
// value.
func (u *unfolding) counted(c *count, rows, y term, holds func(order int) bool) diagram {
	some := never
	if c.single {
		some = u.compare(u.terms.literal(int64(1)), y, holds)
	} else {
		some = u.order(rows, y, holds)
	}
	return u.or(u.and(c.some, some), u.without(u.compare(u.terms.literal(int64(0)), y, holds), c.some))
}

// order decides how two values are to each other of which nothing more is
// known.
func (u *unfolding) order(x, y term, holds func(order int) bool) diagram {
	dx, dy := &u.terms.data[x], &u.terms.data[y]
	switch {
	case dx.kind == literalTerm && dy.kind == literalTerm:
		return known(holds(compareLiterals(dx, dy)))
	case dy.kind == literalTerm:
		if d, ok := u.against(x, y, holds); ok {
			return d
		}
	case dx.kind == literalTerm:
		if d, ok := u.against(y, x, func(order int) bool { return holds(-order) }); ok {
			return d
		}
	}
	if x > y {
		x, y, holds = y, x, flipped(holds)
	}
	key := [2]term{x, y}
	v, ok := u.orders[key]
	if !ok {
		v = u.decide(3)
		u.orders[key] = v
		u.subjects = append(u.subjects, []term{x, y})
	}
	return u.is(v, func(value int) bool { return holds([]int{0, -1, 1}[value]) })
}

func flipped(holds func(int) bool) func(int) bool {
	return func(order int) bool { return holds(-order) }
}

func known(b bool) diagram {
	if b {
		return always
	}
	return never
}

func compareLiterals(x, y *termData) int {
	if a, ok := x.value.(int64); ok {
		if b, ok := y.value.(int64); ok {
			return cmp.Compare(a, b)
		}
	}
	if a, ok := x.numeric(); ok {
		if b, ok := y.numeric(); ok {
			return cmp.Compare(a, b)
		}
	}
	return cmp.Compare(x.name, y.name)
}

// against decides how a value is to a literal.
func (u *unfolding) against(x, literal term, holds func(order int) bool) (diagram, bool) {
	d := &u.terms.data[literal]
	if b, ok := d.value.(bool); ok {
		truth := u.truth(x)
		if !b {
			truth = u.not(truth)
		}
		if !holds(0) {
			truth = u.not(truth)
		}
		return truth, true
	}
	at, count := 0, 0
	if n, ok := d.numeric(); ok {
		i, found := slices.BinarySearch(u.literals.numbers, n)
		if !found {
			return never, false
		}
		at, count = i, len(u.literals.numbers)
	} else if s, ok := d.value.(string); ok {
		i, found := slices.BinarySearch(u.literals.strings, s)
		if !found {
			return never, false
		}
		at, count = i, len(u.literals.strings)
	}
	if count == 0 || count > maxLiterals {
		return never, false
	}
	c := u.choiceOf(x, d, count)
	return u.is(c.variable, func(value int) bool {
		r := c.regions[value]
		order := cmp.Compare(r.at, at)
		if order == 0 && r.open {
			order = -1
		}
		return holds(order)
	}), true
}

// choiceOf is the decision about a value that is compared with literals.
func (u *unfolding) choiceOf(x term, literal *termData, count int) *choice {
	if c := u.choices[x]; c != nil {
		return c
	}
	c := &choice{}
	for i := 0; i <= count; i++ {
		if i < count {
			c.regions = append(c.regions, region{at: i})
		}
		c.regions = append(c.regions, region{at: i, open: true})
	}
	if _, number := literal.numeric(); number {
		u.onlyWhole(x, c)
	} else if enum, ok := u.kinds[x].(*types.Enum); ok {
		u.onlyConstants(enum, c)
	}
	c.variable = u.decide(len(c.regions))
	u.choices[x] = c
	u.subjects = append(u.subjects, []term{x})
	return c
}

// onlyWhole leaves out what is between two whole numbers that follow each
// other, and for a number of rows what is below zero.
func (u *unfolding) onlyWhole(x term, c *choice) {
	numbers := u.literals.numbers
	counted := u.terms.data[x].kind == rowsTerm || u.terms.data[x].name == "len"
	if !counted && u.kinds[x] != types.Integer {
		return
	}
	c.regions = slices.DeleteFunc(c.regions, func(r region) bool {
		switch {
		case r.at == len(numbers):
			return false
		case counted && (numbers[r.at] < 0 || r.open && numbers[r.at] == 0):
			return true
		}
		return r.open && r.at > 0 && math.Floor(numbers[r.at-1])+1 >= numbers[r.at]
	})
	if counted { // one row is the ordinary number of rows
		slices.SortStableFunc(c.regions, func(a, b region) int { return cmp.Compare(u.ordinary(a), u.ordinary(b)) })
	}
}

// onlyConstants leaves out what no constant of an enumeration is.
func (u *unfolding) onlyConstants(enum *types.Enum, c *choice) {
	compared := 0
	c.regions = slices.DeleteFunc(c.regions, func(r region) bool {
		constant := !r.open && slices.Contains(enum.Constants, u.literals.strings[r.at])
		if constant {
			compared++
		}
		return !constant
	})
	if compared < len(enum.Constants) {
		c.regions = append(c.regions, region{at: len(u.literals.strings), open: true})
	}
}

func (u *unfolding) ordinary(r region) int {
	if !r.open && u.literals.numbers[r.at] == 1 {
		return 0
	}
	return 1
}

// truth decides whether a flag is true.
func (u *unfolding) truth(x term) diagram {
	d := &u.terms.data[x]
	if d.kind == anyRowTerm {
		some := u.someRows(d.args[0])
		if d.name == "none" {
			return u.not(some)
		}
		return some
	}
	if b, ok := d.value.(bool); ok {
		return known(b)
	}
	if d.kind == madeTerm {
		if made, ok := u.madeTruth(d.name, d.args); ok {
			return made
		}
	}
	return u.flag(x)
}

// flag decides something of which there is no more to say than that it is so or
// not.
func (u *unfolding) flag(x term) diagram {
	return u.is(u.flagOf(u.flags, x), func(value int) bool { return value == 0 })
}

// madeTruth decides whether a flag is true that an operator makes: one that a
// rule binds or passes on before it asks for it.
func (u *unfolding) madeTruth(op string, args []term) (diagram, bool) {
	switch op {
	case "unary not":
		return u.not(u.truth(args[0])), true
	case isNull:
		return u.null(args[0]), true
	case "and":
		return u.and(u.truth(args[0]), u.truth(args[1])), true
	case "or":
		return u.or(u.truth(args[0]), u.truth(args[1])), true
	case "if":
		c := u.truth(args[0])
		return u.or(u.and(c, u.truth(args[1])), u.without(u.truth(args[2]), c)), true
	case "<":
		return u.compare(args[0], args[1], func(order int) bool { return order < 0 }), true
	case "<=":
		return u.compare(args[0], args[1], func(order int) bool { return order <= 0 }), true
	case "==", "!=":
		equal := never
		if u.kinds[args[0]] == types.Flag || u.kinds[args[1]] == types.Flag {
			x, y := u.truth(args[0]), u.truth(args[1])
			equal = u.or(u.and(x, y), u.not(u.or(x, y)))
		} else {
			equal = u.equal(args[0], args[1])
		}
		if op == "!=" {
			return u.not(equal), true
		}
		return equal, true
	}
	return never, false
}

// present decides whether an optional value is there.
func (u *unfolding) present(x term) diagram {
	switch d := &u.terms.data[x]; {
	case x == absent:
		return never
	case d.kind == literalTerm:
		return always
	case d.kind == chosenTerm:
		return u.someRows(d.args[0])
	case d.kind == madeTerm:
		if there, ok := u.madePresent(d.name, d.args); ok {
			return there
		}
	}
	return u.is(u.flagOf(u.presences, x), func(value int) bool { return value == 0 })
}

// madePresent decides whether an optional value is there that is made of others.
func (u *unfolding) madePresent(op string, args []term) (diagram, bool) {
	switch op {
	case "??":
		return u.or(u.present(args[0]), u.present(args[1])), true
	case "when":
		return u.truth(args[0]), true
	case "when?":
		return u.and(u.truth(args[0]), u.present(args[1])), true
	case "after":
		return u.truth(u.terms.of(madeTerm, "startsWith", args...)), true
	case "part", orNull:
		return u.present(args[0]), true
	case "part?":
		return u.and(u.present(args[0]), u.present(args[1])), true
	}
	return never, false
}

// given is what an optional value is where it is there.
func (u *unfolding) given(x term) term {
	if d := &u.terms.data[x]; d.kind == madeTerm {
		switch d.name {
		case "part", "part?", "when", "when?":
			return u.given(d.args[1])
		}
	}
	return x
}

func (u *unfolding) flagOf(flags map[term]variable, x term) variable {
	v, ok := flags[x]
	if !ok {
		v = u.decide(2)
		flags[x] = v
		u.subjects = append(u.subjects, []term{x})
	}
	return v
}

// someRows decides whether there is a row.
func (u *unfolding) someRows(rows term) diagram { return u.rowsAbove(rows, 0) }

// severalRows decides whether there are more rows than one.
func (u *unfolding) severalRows(rows term) diagram { return u.rowsAbove(rows, 1) }

func (u *unfolding) rowsAbove(rows term, n int64) diagram {
	return u.compare(rows, u.terms.literal(n), func(order int) bool { return order > 0 })
}

// perhaps decides something that nothing more is known about: whether a further
// frame or record of many is one for which something holds.
func (u *unfolding) perhaps() diagram {
	v := u.decide(2)
	u.subjects = append(u.subjects, nil)
	return u.is(v, func(value int) bool { return value == 0 })
}
