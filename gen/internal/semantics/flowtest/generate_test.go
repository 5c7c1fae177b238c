package flowtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// rule is a sync that is being made.
type rule struct {
	name  string
	when  []*pattern
	where []*line
	then  []string
}

// pattern is a `when` pattern. It binds those of its values that are used.
type pattern struct {
	action  string
	fixed   []string // inputs that are always there
	inputs  []field
	results []field
	refusal bool
	always  string // a result that is always bound
}

// field is a named value and the variable that it may be bound to.
type field struct{ name, variable string }

// line is a line of `where`.
type line struct {
	text      string
	results   []field // of a query
	otherwise string  // after `else`
	silent    []*line // what stands for it without the `else`, where that means something else
}

// variable is what expressions of a state may use.
type variable struct{ name, kind string }

// state is a point in flows at which the answer is still to come.
type state struct {
	when  []*pattern
	where []*line
	vars  []variable
}

func (s state) then(p *pattern, vars ...variable) state {
	return state{when: append(slices.Clone(s.when), p), vars: append(slices.Clone(s.vars), vars...)}
}

// with is the state after lines of `where`, in a sync that leaves to others
// what the lines before do otherwise.
func (s state) with(lines ...*line) state {
	s.where = append(slices.Clone(s.where), lines...)
	return s
}

// silent is the state in a second sync, which does nothing where a line of the
// first one does something else.
func (s state) silent() state {
	var where []*line
	for _, l := range s.where {
		if l.silent != nil {
			where = append(where, l.silent...)
			continue
		}
		quiet := *l
		quiet.otherwise = ""
		where = append(where, &quiet)
	}
	s.where = where
	return s
}

// generator makes programs whose routes are answered exactly once, by the way
// in which they are made, and then perhaps breaks them.
type generator struct {
	r      *rand.Rand
	rules  []*rule
	names  int
	free   []string // actions that the route has not called yet
	answer string   // of the route
	shares bool     // whether a route leaves its answer to syncs of all routes
	tried  bool     // whether the route has a loop
	broken []string
}

// nearlyRight writes the program of a seed. The second result says what has
// been broken in it.
func nearlyRight(seed uint64) (files map[string]string, broken []string) {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0xf10e))}
	for i := range 1 + g.r.IntN(3) {
		g.route(i)
	}
	if g.shares {
		g.shared()
	}
	otherTicks := g.otherTicks()
	for range g.r.IntN(3) {
		g.breakOne()
	}
	var text strings.Builder
	text.WriteString(otherTicks)
	for _, r := range g.rules {
		text.WriteString(r.String() + "\n")
	}
	files = maps.Clone(concepts)
	files["rules.sync"] = text.String()
	return files, g.broken
}

// otherTicks is a sync that answers the ticks of all kinds that have no route.
func (g *generator) otherTicks() string {
	var others []string
	for _, r := range g.rules {
		if len(r.when[0].fixed) == 0 {
			continue
		}
		if kind, ok := strings.CutPrefix(r.when[0].fixed[0], "kind: "); ok && !slices.Contains(others, "kind != "+kind) {
			others = append(others, "kind != "+kind)
		}
	}
	if others == nil {
		return ""
	}
	return "sync OtherTicks\nwhen\n  Ticking.tick (kind) : (tick)\nwhere\n  " + strings.Join(others, "\n  ") + "\nthen\n  Ticking.done (tick)\n\n"
}

func (g *generator) chance(percent int) bool { return g.r.IntN(100) < percent }

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func (g *generator) fresh(kind string) variable {
	g.names++
	return variable{fmt.Sprintf("v%d", g.names), kind}
}

func (g *generator) add(s state, then ...string) {
	g.rules = append(g.rules, &rule{fmt.Sprintf("R%d", len(g.rules)), s.when, s.where, then})
}

// route makes the syncs of one route.
func (g *generator) route(number int) {
	g.free = []string{"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"}
	g.r.Shuffle(len(g.free), func(i, j int) { g.free[i], g.free[j] = g.free[j], g.free[i] })
	g.tried = false
	values := []field{{"rn", "rn"}, {"rs", "rs"}, {"rf", "rf"}, {"rl", "rl"}}
	root := &pattern{action: "Requesting.request", fixed: []string{fmt.Sprintf(`path: "/r%d"`, number)}, inputs: values, always: "request"}
	g.answer = "Requesting.respond (request%s)"
	if g.chance(25) {
		root = &pattern{action: "Ticking.tick", fixed: []string{fmt.Sprintf(`kind: %q`, pick(g.r, "a", "b", "Bob"))}, inputs: values, always: "tick"}
		g.answer = "Ticking.done (tick%s)"
		if slices.ContainsFunc(g.rules, func(r *rule) bool { return r.when[0].fixed[0] == root.fixed[0] }) {
			return
		}
	}
	start := state{when: []*pattern{root}, vars: []variable{{"rn", "int"}, {"rs", "str"}, {"rf", "flag"}, {"rl", "list"}}}
	// This says of what type each further value of the request is.
	g.add(start, "Acting.note (n: rn, s: rs, f: rf)", "Acting.list (l: rl)")
	g.owed(start, 2+g.r.IntN(3))
}

// respond is an answer in a state.
func (g *generator) respond() string {
	return fmt.Sprintf(g.answer, pick(g.r, "", ", status: 400", ", status: 201"))
}

// owed makes the syncs that answer exactly once in each flow that comes to a
// state.
func (g *generator) owed(s state, depth int) {
	if g.chance(15) {
		g.beside(s.silent())
	}
	if depth == 0 {
		g.add(s, g.respond())
		return
	}
	switch n := g.r.IntN(20); {
	case n < 6:
		g.guarded(s, depth-1)
	case n < 10:
		g.divided(s, depth-1)
	case n < 11 && !g.tried:
		g.retried(s, depth-1)
	case n < 12 && s.when[0].action == "Requesting.request":
		g.shares = true
		g.add(s, fmt.Sprintf("Acting.share (n: %s)", g.integer(s)))
	case n < 14:
		g.tagged(s, depth-1)
	case n < 19 && len(g.free) > 0:
		g.acted(s, depth-1)
	default:
		g.add(s, g.respond())
	}
}

// beside adds a sync that does something beside the answer.
func (g *generator) beside(s state) {
	switch g.r.IntN(3) {
	case 0:
		v := g.fresh("str")
		g.add(s.with(&line{text: "for " + v.name + " in rl"}), "Acting.note (n: 1, s: "+v.name+", f: true)")
	case 1:
		v := g.fresh("int")
		g.add(s.with(&line{text: "Reading._some (n: " + g.integer(s) + ")", results: []field{{"v", v.name}}}), "Acting.note (n: "+v.name+", s: rs, f: false)")
	default:
		g.add(s, "Acting.note (n: rn, s: rs, f: rf)")
	}
}

// guarded goes on where a line holds; where it does not, the line answers.
func (g *generator) guarded(s state, depth int) {
	way := g.alternatives(s, true)[0]
	last := len(way.where) - 1
	guard := *way.where[last]
	guard.otherwise = g.respond()
	way.where[last] = &guard
	g.owed(way, depth)
}

// divided goes on in several syncs, by conditions of which one holds.
func (g *generator) divided(s state, depth int) {
	for i, way := range g.alternatives(s, false) {
		if i > 0 {
			way = way.silent() // the first sync does what is done otherwise
		}
		g.owed(way, depth)
	}
}

// acted calls an action and goes on after each of its outcomes.
func (g *generator) acted(s state, depth int) {
	name := g.free[0]
	g.free = g.free[1:]
	call := fmt.Sprintf("Acting.%s (n: %s, s: %s", name, g.integer(s), g.text(s))
	if g.chance(30) {
		call += ", o: " + g.text(s)
	}
	calls := []string{call + ")"}
	if g.chance(20) {
		calls = append(calls, "Acting.note (n: rn, s: rs, f: true)")
	}
	g.add(s, calls...)
	before := state{when: s.when[:1], vars: s.vars[:4]}
	if g.chance(40) && !slices.ContainsFunc(s.when, (*pattern).repeats) {
		// A join: what has come before is a part of what is waited for.
		before.when = s.when
		before.vars = s.vars[:0:0]
		for _, v := range s.vars {
			if slices.ContainsFunc(s.when, func(p *pattern) bool { return p.binds(v.name) }) {
				before.vars = append(before.vars, v)
			}
		}
	}
	p := func() *pattern { return &pattern{action: "Acting." + name} }
	outcomes := map[string]string{"a0": "", "a1": "x", "a2": "x error", "a3": "- error", "a4": "x y", "a5": "x y error", "a6": "x error", "a7": "x"}[name]
	if strings.Contains(outcomes, "x y") && g.chance(20) || outcomes == "" {
		g.owed(before.then(p()), depth) // all outcomes but a refusal
		outcomes = strings.TrimPrefix(outcomes, "x y")
	}
	for outcome := range strings.FieldsSeq(outcomes) {
		q := p()
		switch outcome {
		case "-":
			g.owed(before.then(q), depth)
		case "error":
			q.refusal = true
			g.owed(before.then(q), min(depth, 1))
		default:
			v := g.fresh(map[string]string{"x": "int", "y": "str"}[outcome])
			q.results = []field{{outcome, v.name}}
			q.always = outcome
			g.owed(before.then(q, v), depth)
		}
	}
}

// repeats reports whether a flow may have several records of the pattern.
func (p *pattern) repeats() bool { return p.action == "Acting.try" && p.refusal }

func (p *pattern) binds(name string) bool {
	has := func(f field) bool { return f.variable == name }
	return slices.ContainsFunc(p.inputs, has) || slices.ContainsFunc(p.results, has)
}

// tagged calls one action with a tag by which syncs tell its calls apart.
func (g *generator) tagged(s state, depth int) {
	g.names++
	tag := fmt.Sprintf("tag: \"t%d\"", g.names)
	g.add(s, fmt.Sprintf("Acting.tagged (%s, n: %s)", tag, g.integer(s)))
	before := state{when: s.when[:1], vars: s.vars[:4]}
	v := g.fresh("int")
	g.owed(before.then(&pattern{action: "Acting.tagged", fixed: []string{tag}, results: []field{{"x", v.name}}, always: "x"}, v), depth)
	g.owed(before.then(&pattern{action: "Acting.tagged", fixed: []string{tag}, refusal: true}), 0)
}

// retried calls an action again while it refuses, up to a number of times.
func (g *generator) retried(s state, depth int) {
	g.tried = true
	g.add(s, "Acting.try (n: 0)")
	before := state{when: s.when[:1], vars: s.vars[:4]}
	v, n := g.fresh("int"), g.fresh("int")
	g.owed(before.then(&pattern{action: "Acting.try", results: []field{{"x", v.name}}, always: "x"}, v), depth)
	refused := before.then(&pattern{action: "Acting.try", inputs: []field{{"n", n.name}}, refusal: true}, n)
	limit := g.r.IntN(3)
	again := refused.with(&line{text: fmt.Sprintf("%s < %d", n.name, limit)})
	if g.chance(50) {
		again.where[0].otherwise = g.respond()
		g.add(again, fmt.Sprintf("Acting.try (n: %s + 1)", n.name))
		return
	}
	g.add(again, fmt.Sprintf("Acting.try (n: %s + 1)", n.name))
	g.owed(refused.with(&line{text: fmt.Sprintf("%s >= %d", n.name, limit)}), min(depth, 1))
}

// shared makes the syncs that answer for each request that leaves it to them.
func (g *generator) shared() {
	g.answer = "Requesting.respond (request%s)"
	root := &pattern{action: "Requesting.request", always: "request"}
	v := g.fresh("int")
	g.add(state{when: []*pattern{root, {action: "Acting.share", results: []field{{"x", v.name}}, always: "x"}},
		where: []*line{{text: v.name + " > 1", otherwise: g.respond()}}}, g.respond())
	g.add(state{when: []*pattern{root, {action: "Acting.share", refusal: true}}}, g.respond())
}

func (g *generator) variables(s state, kind string) []string {
	var list []string
	for _, v := range s.vars {
		if v.kind == kind {
			list = append(list, v.name)
		}
	}
	return list
}

func (g *generator) integer(s state) string {
	if g.chance(15) {
		return fmt.Sprint(g.r.IntN(4))
	}
	return pick(g.r, g.variables(s, "int")...)
}

func (g *generator) text(s state) string {
	if g.chance(20) {
		return `"a"`
	}
	return pick(g.r, g.variables(s, "str")...)
}

// perhaps goes on where a value is there, with the value, or where it is absent.
func (g *generator) perhaps(s state, guard bool, kind, value, absent string) []state {
	v := g.fresh(kind)
	in := &line{text: "for " + v.name + " in " + value}
	there := s.with(in)
	if guard && g.chance(50) {
		there = s.with(&line{text: v.name + " = " + value, silent: []*line{in}})
	}
	there.vars = append(slices.Clone(s.vars), v)
	return []state{there, s.with(&line{text: absent})}
}

// alternatives are ways to go on of which each flow takes one. Where the first
// is to be a guard, its last line decides all.
func (g *generator) alternatives(s state, guard bool) []state {
	of := func(lines ...string) []state {
		var list []state
		for _, text := range lines {
			list = append(list, s.with(&line{text: text}))
		}
		if !guard {
			g.r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		return list
	}
	n := pick(g.r, g.variables(s, "int")...)
	t := pick(g.r, g.variables(s, "str")...)
	c := g.r.IntN(4)
	switch g.r.IntN(16) {
	case 14:
		return g.perhaps(s, guard, "str", fmt.Sprintf(`after (%s, "a")`, t), fmt.Sprintf(`not startsWith (%s, "a")`, t))
	case 15:
		return g.perhaps(s, guard, "int", "if rf then "+n, "not rf")
	case 0:
		return of(fmt.Sprintf("%s < %d", n, c), fmt.Sprintf("%s >= %d", n, c))
	case 1:
		return of(fmt.Sprintf("%s != %d", n, c), fmt.Sprintf("%d == %s", c, n))
	case 2:
		if guard {
			return of(fmt.Sprintf("%s == %d or %s > %d", n, c, n, c), fmt.Sprintf("%s < %d", n, c))
		}
		return of(fmt.Sprintf("%s < %d", n, c), fmt.Sprintf("%s == %d", n, c), fmt.Sprintf("%d < %s", c, n))
	case 3:
		f := pick(g.r, g.variables(s, "flag")...)
		return of(f, "not "+f)
	case 4:
		return of(fmt.Sprintf(`%s in ["a", "b"]`, t), fmt.Sprintf(`not (%s == "a" or %s == "b")`, t, t))
	case 5:
		return of(fmt.Sprintf("%s < %d and rf", n, c), fmt.Sprintf("%s >= %d or not rf", n, c))
	case 6:
		return of(fmt.Sprintf("if rf then %s > 1 else %s < 3", n, n), fmt.Sprintf("(rf and %s <= 1) or (not rf and %s >= 3)", n, n))
	case 7:
		block := fmt.Sprintf("{ Reading._perhaps (n: %s, s: %s) : (w: \"a\") }", n, t)
		return of("some "+block, "none "+block)
	case 8:
		// A query with a row or none: its row is used by what follows.
		v, w := g.fresh("int"), g.fresh("str")
		query := fmt.Sprintf("Reading._perhaps (n: %s, s: %s)", n, t)
		row := s.with(&line{text: query, results: []field{{"v", v.name}, {"w", w.name}}})
		row.vars = append(slices.Clone(s.vars), v, w)
		return []state{row, s.with(&line{text: "none { " + query + " }"})}
	case 9:
		v, f := g.fresh("int"), g.fresh("flag")
		row := s.with(&line{text: fmt.Sprintf("Reading._one (n: %s)", n), results: []field{{"v", v.name}, {"f", f.name}}})
		row.vars = append(slices.Clone(s.vars), v, f)
		return []state{row.with(&line{text: f.name}), row.with(&line{text: "not " + f.name})}
	case 10:
		e := g.fresh("enum")
		row := s.with(&line{text: fmt.Sprintf("Reading._one (n: %s)", n), results: []field{{"e", e.name}}})
		if guard {
			return []state{row.with(&line{text: e.name + ` != "RED"`}), row.with(&line{text: e.name + ` == "RED"`})}
		}
		return []state{row.with(&line{text: e.name + ` == "RED"`}), row.with(&line{text: e.name + ` == "GREEN"`}), row.with(&line{text: e.name + ` == "BLUE"`})}
	case 11:
		k := g.fresh("int")
		query := fmt.Sprintf("{ Reading._some (n: %s) }", n)
		counted := s.with(&line{text: k.name + " = count " + query})
		counted.vars = append(slices.Clone(s.vars), k)
		return []state{counted.with(&line{text: k.name + " > 0"}), s.with(&line{text: "none " + query})}
	case 12:
		v, k := g.fresh("int"), g.fresh("int")
		query := fmt.Sprintf("{ Reading._some (n: %s) : (v: %s) }", n, v.name)
		text := fmt.Sprintf("%s = %s (v: %s) %s", k.name, pick(g.r, "first", "min", "max"), v.name, query)
		chosen := s.with(&line{text: text, silent: []*line{{text: "some " + query}, {text: text + " else 0"}}})
		if !guard {
			counted := g.fresh("int")
			chosen = s.with(&line{text: fmt.Sprintf("%s = count { Reading._some (n: %s) }", counted.name, n)}, &line{text: counted.name + " >= 1"})
		}
		return []state{chosen, s.with(&line{text: fmt.Sprintf("none { Reading._some (n: %s) }", n)})}
	default:
		b := g.fresh("flag")
		bound := s.with(&line{text: fmt.Sprintf("%s = %s > %d", b.name, n, c)})
		bound.vars = append(slices.Clone(s.vars), b)
		if guard || g.chance(50) {
			return []state{bound.with(&line{text: b.name}), bound.with(&line{text: "not " + b.name})}
		}
		return []state{bound.with(&line{text: b.name}), s.with(&line{text: fmt.Sprintf("%s <= %d", n, c)})}
	}
}

// breakOne does to the program what an author may do by mistake.
func (g *generator) breakOne() {
	r := g.rules[g.r.IntN(len(g.rules))]
	var l *line
	if len(r.where) > 0 {
		at := g.r.IntN(len(r.where))
		own := *r.where[at]
		r.where = slices.Clone(r.where)
		l, r.where[at] = &own, &own
	}
	what := ""
	switch g.r.IntN(9) {
	case 0:
		if r.name != "R0" {
			what = "left out"
			g.rules = slices.DeleteFunc(g.rules, func(other *rule) bool { return other == r })
		}
	case 1:
		if l != nil && l.otherwise != "" && l.silent == nil {
			what, l.otherwise = "else left out", ""
		}
	case 2:
		if l != nil && !strings.Contains(l.text, " = ") && len(l.results) == 0 {
			what = "line left out: " + l.text
			r.where = slices.DeleteFunc(r.where, func(other *line) bool { return other == l })
		}
	case 3:
		if l != nil {
			swapped := strings.NewReplacer("<", "<=", ">=", ">", "==", "!=", " 1", " 2", "some", "none", " and ", " or ").Replace(l.text)
			if !strings.Contains(l.text, "Reading") && swapped != l.text {
				what, l.text = "condition changed", swapped
			}
		}
	case 4:
		if last := r.when[len(r.when)-1]; last.refusal {
			own := *last
			own.refusal = false
			r.when = append(slices.Clone(r.when[:len(r.when)-1]), &own)
			what = "success waited for in place of a refusal"
		}
	case 5:
		for _, answer := range []string{"request", "tick"} {
			if r.when[0].always == answer {
				what = "answer added"
				r.then = append(slices.Clone(r.then), map[string]string{"request": "Requesting.respond (request)", "tick": "Ticking.done (tick)"}[answer])
			}
		}
	case 6:
		if l != nil && strings.Contains(l.text, "_perhaps") && len(l.results) > 0 {
			at := strings.Index(l.text, ", s:")
			what, l.text = "query of many rows", strings.Replace(l.text[:at], "_perhaps", "_some", 1)+")"
		}
	case 7:
		what = "sync twice"
		twin := *r
		twin.name += "Twin"
		g.rules = append(g.rules, &twin)
	case 8:
		if last := r.when[len(r.when)-1]; strings.HasPrefix(last.action, "Acting.a") {
			own := *last
			own.fixed = append(slices.Clone(own.fixed), pick(g.r, `o: "a"`, "n: 1", "o: _"))
			r.when = append(slices.Clone(r.when[:len(r.when)-1]), &own)
			what = "more asked of an action"
		}
	}
	if what != "" {
		g.broken = append(g.broken, r.name+": "+what)
	}
}

// String writes a rule. What it does not use it does not bind.
func (r *rule) String() string {
	var body strings.Builder
	for i, l := range r.where {
		body.WriteString("  " + l.text)
		if len(l.results) > 0 {
			rest := strings.Join(r.then, "\n")
			for _, later := range r.where[i+1:] {
				rest += "\n" + later.text
			}
			if bound := used(l.results, rest, ""); len(bound) > 0 {
				body.WriteString(" : (" + strings.Join(bound, ", ") + ")")
			}
		}
		if l.otherwise != "" {
			body.WriteString(" else " + l.otherwise)
		}
		body.WriteString("\n")
	}
	then := "then\n  " + strings.Join(r.then, "\n  ") + "\n"
	all := body.String() + then
	var b strings.Builder
	fmt.Fprintf(&b, "sync %s\nwhen\n", r.name)
	for _, p := range r.when {
		fmt.Fprintf(&b, "  %s (%s)", p.action, strings.Join(append(slices.Clone(p.fixed), used(p.inputs, all, "")...), ", "))
		results := used(p.results, all, p.always)
		if p.always == "request" || p.always == "tick" {
			results = used([]field{{p.always, p.always}}, all, "")
		}
		if p.refusal {
			results = append(results, "error: _")
		}
		if len(results) > 0 {
			b.WriteString(" : (" + strings.Join(results, ", ") + ")")
		}
		b.WriteString("\n")
	}
	if len(r.where) > 0 {
		b.WriteString("where\n" + body.String())
	}
	b.WriteString(then)
	return b.String()
}

// used writes the fields whose variables occur in a text; the one that is
// always there is ignored where it does not.
func used(fields []field, text, always string) []string {
	var list []string
	for _, f := range fields {
		switch {
		case regexp.MustCompile(`\b` + f.variable + `\b`).MatchString(text):
			list = append(list, f.name+": "+f.variable)
		case f.name == always:
			list = append(list, f.name+": _")
		}
	}
	return list
}
