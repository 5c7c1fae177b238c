package flow

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/syncgen/syncgen/dsl/types"
)

// Decisions are about terms. Those about one value in different clothes, such
// as `x == ""` and `len (x) > 0`, are different decisions that cannot be made
// freely. A world is known to be possible when values are found that make it
// so; where none are found, nothing is known.

const (
	// maxExamples is how many worlds are tried.
	maxExamples = 32
	// maxGuesses is how many values are tried for a world.
	maxGuesses = 500
)

// witness is a world of a diagram: one that is known to be possible, and whose
// decisions are free, where there is one.
func (u *unfolding) witness(d diagram) (w world, certain bool) {
	w = u.example(d)
	sure := u.certainly(d)
	tried := 0
	u.each(sure, world{}, func(candidate world) bool {
		if tried == 0 {
			w = candidate
		}
		if certain = u.possible(candidate); certain {
			w = candidate
		}
		tried++
		return !certain && tried < maxExamples
	})
	return w, certain
}

// each calls yield with the worlds of a diagram, until it returns false.
func (f *forest) each(d diagram, w world, yield func(world) bool) bool {
	switch d {
	case never:
		return true
	case always:
		copied := world{}
		for v, value := range w {
			copied[v] = value
		}
		return yield(copied)
	}
	for value, kid := range f.kidsOf(d) {
		w[f.of[d]] = value
		if !f.each(kid, w, yield) {
			return false
		}
	}
	delete(w, f.of[d])
	return true
}

// possible reports whether values are found for which all decisions of a world
// are as they are.
func (u *unfolding) possible(w world) bool {
	g := &guesser{u: u, random: rand.New(rand.NewPCG(1, 2)), about: map[term]int{}, opaque: map[term]bool{}}
	for v := range w {
		seen := map[term]bool{}
		for _, t := range u.subjects[v] {
			g.look(t, seen)
		}
		for t := range seen {
			g.about[t]++
		}
	}
	if !g.entangled(w) {
		return true
	}
	if g.unknown(w) {
		return false
	}
	slices.Sort(g.leaves)
	g.leaves = slices.Compact(g.leaves)
	for range maxGuesses {
		g.guess()
		if g.agrees(w) {
			return true
		}
	}
	return false
}

// guesser tries values for the terms that are made of no others.
type guesser struct {
	u      *unfolding
	random *rand.Rand
	leaves []term
	about  map[term]int  // how many decisions are about a leaf
	opaque map[term]bool // the terms that are made in a way that it cannot follow
	values map[term]any
}

// look collects the leaves of a term.
func (g *guesser) look(t term, seen map[term]bool) {
	d := &g.u.terms.data[t]
	switch {
	case d.kind == literalTerm || d.kind == absentTerm:
	case computed(d):
		for _, a := range d.args {
			g.look(a, seen)
		}
	case d.kind == madeTerm && !strings.HasPrefix(d.name, "field ") && !strings.HasPrefix(d.name, "row ") && len(d.args) > 0:
		g.opaque[t] = true
		for _, a := range d.args {
			g.look(a, seen)
		}
	case d.kind == listTerm:
		g.opaque[t] = true
		seen[d.args[0]] = true // its rows
	default:
		g.leaves = append(g.leaves, t)
		seen[t] = true
	}
}

// entangled reports whether some decisions of a world are about one value in
// different ways, so that they may not be free.
func (g *guesser) entangled(w world) bool {
	if g.mixedRows(w) {
		return true
	}
	for v := range w {
		subjects := g.u.subjects[v]
		for _, t := range subjects {
			if (len(subjects) > 1 || !slices.Contains(g.leaves, t)) && g.shares(t) {
				return true
			}
		}
		if len(subjects) == 1 && !slices.Contains(g.leaves, subjects[0]) {
			return true // such as `len (x) < 0`
		}
	}
	return false
}

// unknown reports whether a decision that is entangled with others is about a
// value that guesses cannot be made of.
func (g *guesser) unknown(w world) bool {
	for v := range w {
		for _, t := range g.u.subjects[v] {
			if g.hasOpaque(t) && g.shares(t) {
				return true
			}
		}
	}
	return g.mixedRows(w)
}

func (g *guesser) shares(t term) bool {
	seen := map[term]bool{}
	g.look(t, seen)
	for leaf := range seen {
		if g.about[leaf] > 1 {
			return true
		}
	}
	return false
}

func (g *guesser) hasOpaque(t term) bool {
	d := &g.u.terms.data[t]
	return g.opaque[t] || computed(d) && slices.ContainsFunc(d.args, g.hasOpaque)
}

// mixedRows reports whether, of one query asked for the same at one moment, some
// rows are there and others are not: the ones may be among the others.
func (g *guesser) mixedRows(w world) bool {
	there, missing := map[term]bool{}, map[term]bool{}
	for v, value := range w {
		if len(g.u.subjects[v]) != 1 {
			continue
		}
		rows := g.u.subjects[v][0]
		q, c := g.u.asked[rows], g.u.choices[rows]
		if q == nil || c == nil || c.variable != v || q.bare == rows || q.bare == absent {
			continue
		}
		if r := c.regions[value]; !r.open && r.at < len(g.u.literals.numbers) && g.u.literals.numbers[r.at] == 0 {
			missing[q.bare] = true
		} else {
			there[q.bare] = true
		}
	}
	for bare := range there {
		if missing[bare] {
			return true
		}
	}
	return false
}

// computed reports whether the value of a term follows from those that it is
// made of.
func computed(d *termData) bool {
	if d.kind != madeTerm {
		return false
	}
	switch d.name {
	case "unary not", "unary -", "==", "!=", "<", "<=", "and", "or", "+", "-", "*", "/", "??", orNull, "if", "when", "when?", "part", "part?", "in", "list", "text",
		"len", "lower", "upper", "trim", "contains", "startsWith", "endsWith", "after":
		return true
	}
	return false
}

// guess chooses a value for each leaf: often a literal of the rules, or what is
// close to one.
func (g *guesser) guess() {
	g.values = map[term]any{}
	for i, t := range g.leaves {
		value := g.guessOf(g.u.kinds[t], g.u.terms.data[t].kind == rowsTerm)
		if i > 0 && g.random.IntN(3) == 0 { // often values are to be equal
			if other := g.values[g.leaves[g.random.IntN(i)]]; reflect.TypeOf(other) == reflect.TypeOf(value) {
				value = other
			}
		}
		g.values[t] = value
	}
}

func (g *guesser) guessOf(t types.Type, count bool) any {
	if o, ok := t.(*types.Optional); ok {
		if g.random.IntN(4) == 0 {
			return nil
		}
		t = o.Elem
	}
	literals := &g.u.literals
	switch {
	case count:
		return float64(g.random.IntN(3))
	case t == types.Flag:
		return g.random.IntN(2) == 0
	case t == types.Integer || t == types.Number:
		n := literals.numbers[g.random.IntN(len(literals.numbers))]
		n += []float64{0, 0, 1, -1, 1000, -1000}[g.random.IntN(6)]
		if t == types.Number && g.random.IntN(4) == 0 {
			n += 0.5
		}
		return n
	}
	if e, ok := t.(*types.Enum); ok {
		return e.Constants[g.random.IntN(len(e.Constants))]
	}
	if len(literals.strings) == 0 || g.random.IntN(3) == 0 {
		return []string{"", " ", "a", "B", "other", strings.Repeat("long", 20)}[g.random.IntN(6)]
	}
	s := literals.strings[g.random.IntN(len(literals.strings))]
	switch g.random.IntN(6) {
	case 0:
		return s + "x"
	case 1:
		return strings.ToUpper(s)
	case 2:
		length := int(literals.numbers[g.random.IntN(len(literals.numbers))])%100 + g.random.IntN(2)
		return strings.Repeat("y", max(length, 0))
	}
	return s
}

// agrees reports whether the values lead to the decisions of a world.
func (g *guesser) agrees(w world) bool {
	for v, want := range w {
		subjects := g.u.subjects[v]
		switch len(subjects) {
		case 1:
			if !g.decides(subjects[0], v, want) {
				return false
			}
		case 2:
			order, ok := compareValues(g.eval(subjects[0]), g.eval(subjects[1]))
			if ok && order != []int{0, -1, 1}[want] {
				return false
			}
		}
	}
	return true
}

// decides reports whether a value is what a decision about it says.
func (g *guesser) decides(t term, v variable, want int) bool {
	u := g.u
	value := g.eval(t)
	if p, ok := u.presences[t]; ok && p == v {
		return (value != nil) == (want == 0)
	}
	if f, ok := u.flags[t]; ok && f == v {
		b, ok := value.(bool)
		return !ok || b == (want == 0)
	}
	c := u.choices[t]
	if c == nil || c.variable != v {
		return true
	}
	r := c.regions[want]
	switch value := value.(type) {
	case float64:
		return inRegion(u.literals.numbers, r, value)
	case string:
		return inRegion(u.literals.strings, r, value)
	}
	return true
}

func inRegion[T cmp.Ordered](literals []T, r region, value T) bool {
	at, found := slices.BinarySearch(literals, value)
	return at == r.at && found != r.open
}

// eval is the value of a term; nil where it is absent, or where nothing can be
// said.
func (g *guesser) eval(t term) any {
	d := &g.u.terms.data[t]
	if d.kind == literalTerm {
		if n, ok := d.numeric(); ok {
			return n
		}
		return d.value
	}
	if !computed(d) {
		return g.values[t]
	}
	args := make([]any, len(d.args))
	for i, a := range d.args {
		args[i] = g.eval(a)
	}
	switch d.name {
	case "list":
		return args
	case "in":
		return isIn(args[0], args[1])
	case "text":
		return joined(args)
	case "if":
		if args[0] == true {
			return args[1]
		}
		return args[2]
	case orNull:
		return args[0]
	case "when", "when?":
		if args[0] == true {
			return args[1]
		}
		return nil
	case "part", "part?":
		if args[0] != nil {
			return args[1]
		}
		return nil
	case "??":
		if args[0] != nil {
			return args[0]
		}
		return args[1]
	case "==", "!=", "<", "<=":
		return compares(d.name, args[0], args[1])
	}
	if d.name == "contains" {
		if _, list := args[0].([]any); list {
			return isIn(args[1], args[0])
		}
	}
	if s, ok := args[0].(string); ok {
		return ofString(d.name, s, args[1:])
	}
	if n, ok := args[0].(float64); ok {
		return ofNumber(d.name, n, args[1:])
	}
	if b, ok := args[0].(bool); ok {
		return ofFlag(d.name, b, args[1:])
	}
	return nil
}

// isIn is whether a list has a value; nil where it is no list.
func isIn(value, list any) any {
	elements, ok := list.([]any)
	if !ok {
		return nil
	}
	for _, e := range elements {
		if order, ok := compareValues(value, e); ok && order == 0 {
			return true
		}
	}
	return false
}

// joined is a text with strings in it; nil where there are other values.
func joined(parts []any) any {
	text := ""
	for _, p := range parts {
		s, ok := p.(string)
		if !ok {
			return nil
		}
		text += s
	}
	return text
}

func compares(op string, x, y any) any {
	order, ok := compareValues(x, y)
	if !ok {
		return nil
	}
	switch op {
	case "==":
		return order == 0
	case "!=":
		return order != 0
	case "<":
		return order < 0
	}
	return order <= 0
}

func compareValues(x, y any) (order int, ok bool) {
	switch x := x.(type) {
	case float64:
		if y, ok := y.(float64); ok {
			return cmp.Compare(x, y), true
		}
	case string:
		if y, ok := y.(string); ok {
			return cmp.Compare(x, y), true
		}
	case bool:
		if y, ok := y.(bool); ok {
			if x == y {
				return 0, true
			}
			return 1, true
		}
	}
	return 0, false
}

func ofString(op, s string, args []any) any {
	switch op {
	case "len":
		return float64(utf8.RuneCountInString(s))
	case "lower":
		return strings.ToLower(s)
	case "upper":
		return strings.ToUpper(s)
	case "trim":
		return strings.TrimSpace(s)
	}
	if len(args) != 1 {
		return nil
	}
	t, ok := args[0].(string)
	if !ok {
		return nil
	}
	switch op {
	case "+":
		return s + t
	case "contains":
		return strings.Contains(s, t)
	case "startsWith":
		return strings.HasPrefix(s, t)
	case "endsWith":
		return strings.HasSuffix(s, t)
	case "after":
		if rest, ok := strings.CutPrefix(s, t); ok {
			return rest
		}
	}
	return nil
}

func ofNumber(op string, n float64, args []any) any {
	if op == "unary -" {
		return -n
	}
	if len(args) != 1 {
		return nil
	}
	m, ok := args[0].(float64)
	if !ok {
		return nil
	}
	switch op {
	case "+":
		return n + m
	case "-":
		return n - m
	case "*":
		return n * m
	case "/":
		return n / m
	}
	return nil
}

func ofFlag(op string, b bool, args []any) any {
	if op == "unary not" {
		return !b
	}
	if len(args) != 1 {
		return nil
	}
	c, ok := args[0].(bool)
	if !ok {
		return nil
	}
	if op == "and" {
		return b && c
	}
	return b || c
}
