package randomspec

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

var (
	conceptNames = []string{"Acting", "Booking", "Counting", "Drawing"}
	actionNames  = []string{"make", "move", "drop", "note", "mark", "join"}
	fieldNames   = []string{"title", "size", "owner", "item", "level", "body", "extra", "link"}
	objectNames  = []string{"Thing", "Person", "Place"}
	paramNames   = []string{"User", "Target", "Owner", "Subject"}
)

// concepts makes the concepts of a program.
func (g *generator) concepts() {
	n := 2 + g.r.IntN(2)
	for i := range n {
		g.all = append(g.all, &concept{name: conceptNames[i], names: map[*class][]string{}})
	}
	for i := range 1 + g.r.IntN(2) {
		c := &class{number: i}
		if g.r.IntN(4) > 0 {
			c.owner = g.all[g.r.IntN(n)]
			c.owner.own = append(c.owner.own, c)
		}
		g.classes = append(g.classes, c)
	}
	for _, c := range g.all {
		g.vocabulary(c)
		g.actions(c)
		for i := range 1 + g.r.IntN(2) {
			q := &query{concept: c, name: fmt.Sprintf("_get%c", 'A'+i)}
			q.cardinality = pick(g.r, "", "", "", "one", "optional")
			q.params = g.params(g.r.IntN(3), false)
			q.results = g.params(1+g.r.IntN(2), false)
			c.queries = append(c.queries, q)
		}
	}
}

// batches has half of the queries be asked for many inputs at once. They are
// drawn apart from all else, since no rule depends on it.
func (g *generator) batches(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 0xba7c))
	for _, c := range g.all {
		for _, q := range c.queries {
			q.batch = len(q.params) > 0 && r.IntN(2) == 0
		}
	}
}

// show makes the action that syncs give what they have found to, so that it can
// be seen from outside.
func (g *generator) show() {
	c := g.all[len(g.all)-1]
	for c.of != nil {
		c = c.of
	}
	g.sink = &action{concept: c, name: "show", number: len(g.actionList), params: []param{{"value", anyJSON}}, outcomes: []outcome{{}}}
	c.actions = append(c.actions, g.sink)
	g.actionList = append(g.actionList, g.sink)
}

// vocabulary decides what a concept calls the classes: one of its own by one
// name, one of others by one or two type parameters, which then meet.
func (g *generator) vocabulary(c *concept) {
	free := slices.Clone(paramNames)
	g.r.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	for _, class := range g.classes {
		if class.owner == c {
			c.names[class] = []string{objectNames[class.number]}
			continue
		}
		n := 1 + g.r.IntN(2)
		c.names[class], free = free[:n], free[n:]
	}
}

func (g *generator) actions(c *concept) {
	for i := range 2 + g.r.IntN(2) {
		a := &action{concept: c, name: actionNames[i], number: len(g.actionList)}
		a.params = g.params(g.r.IntN(4), true)
		if g.r.IntN(4) > 0 {
			a.params = append(a.params, param{"n", counter})
		}
		g.outcomes(a)
		g.furtherValues(a)
		c.actions = append(c.actions, a)
		g.actionList = append(g.actionList, a)
	}
}

// outcomes gives an action one to three ways to complete, of which one may be
// a refusal.
func (g *generator) outcomes(a *action) {
	results := g.params(3, false)
	switch g.r.IntN(6) {
	case 0:
		a.outcomes = []outcome{{}}
	case 1, 2:
		a.outcomes = []outcome{{results: results[:1+g.r.IntN(2)]}}
	case 3:
		a.outcomes = []outcome{{results: results[:1]}, {results: results[1:2]}}
	case 4:
		a.outcomes = []outcome{{results: results[:1]}, {results: results[:2]}, {}}
	case 5:
		a.outcomes = []outcome{{results: results[:2]}, {}}
	}
	if g.r.IntN(2) == 0 {
		refusal := outcome{refusal: true, results: []param{{"error", str}}}
		if g.r.IntN(4) == 0 {
			refusal.results = append(refusal.results, results[2])
		}
		a.outcomes = append(a.outcomes, refusal)
	}
}

// furtherValues gives some actions a `...`, and names to use there.
func (g *generator) furtherValues(a *action) {
	if g.r.IntN(6) == 0 {
		a.further = []param{{"more", g.furtherTyp()}, {"most", g.furtherTyp()}}
	}
	for i, o := range a.outcomes {
		if len(o.results) > 0 && g.r.IntN(10) == 0 {
			a.outcomes[i].further = []param{{"other", g.furtherTyp()}, {"others", g.furtherTyp()}}
		}
	}
}

// furtherTyp is a type that each of its expressions shows by itself.
func (g *generator) furtherTyp() *typ {
	return pick(g.r, str, integer, flag, list(str), list(integer))
}

// params makes n parameters or results of different names. Inputs may be
// optional, and of types that no expression makes only when they are.
func (g *generator) params(n int, inputs bool) []param {
	names := slices.Clone(fieldNames)
	g.r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	list := make([]param, n)
	for i := range list {
		t := g.typ(2)
		if g.r.IntN(4) == 0 && t.kind != kindOptional {
			t = optional(t)
		}
		if inputs && (t.kind == kindDate || t.kind == kindBinary) {
			t = optional(t)
		}
		list[i] = param{names[i], t}
	}
	return list
}

// typ makes a type. Depth is how far it may still be composed.
func (g *generator) typ(depth int) *typ {
	if depth > 0 && g.r.IntN(8) == 0 {
		switch g.r.IntN(2) {
		case 0:
			return list(g.typ(depth - 1))
		case 1:
			second := g.typ(depth - 1)
			if g.r.IntN(4) == 0 {
				second = optional(second)
			}
			return &typ{kind: kindRecord, fields: []param{{"first", g.typ(0)}, {"second", second}}}
		}
	}
	if g.r.IntN(3) == 0 {
		return &typ{kind: kindIdentity, class: pick(g.r, g.classes...)}
	}
	if g.r.IntN(10) == 0 {
		return pick(g.r, date, secret, binary, anyJSON)
	}
	return pick(g.r, str, str, integer, integer, number, flag, dateTime, enum)
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// text writes the concept's file.
func (g *generator) text(c *concept) string {
	// Names are chosen while types are written, so the head comes last.
	used := map[string]bool{}
	var b strings.Builder
	b.WriteString("\nactions\n")
	for _, a := range c.actions {
		inputs := further(g.signature(c, a.params, used), a.further)
		for _, o := range a.outcomes {
			b.WriteString("  ")
			if a.system {
				b.WriteString("system ")
			}
			fmt.Fprintf(&b, "%s (%s)", a.name, inputs)
			if len(o.results)+len(o.further) > 0 {
				fmt.Fprintf(&b, " : (%s)", further(g.signature(c, o.results, used), o.further))
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("\nqueries\n")
	for _, q := range c.queries {
		b.WriteString("  ")
		if q.batch {
			b.WriteString("batch ")
		}
		fmt.Fprintf(&b, "%s (%s) : ", q.name, g.signature(c, q.params, used))
		if q.cardinality != "" {
			b.WriteString(q.cardinality + " ")
		}
		fmt.Fprintf(&b, "(%s)\n", g.signature(c, q.results, used))
	}
	var params []string
	for _, class := range g.classes {
		for _, name := range c.names[class] {
			if used[name] && class.owner != c {
				params = append(params, name)
			}
		}
	}
	head := "concept " + c.name
	if len(params) > 0 {
		head += " [" + strings.Join(params, ", ") + "]"
	}
	return head + "\n\npurpose be random\n\nprinciple anything may happen\n\nstate\n" + b.String()
}

// further adds a `...` to a signature.
func further(signature string, values []param) string {
	switch {
	case values == nil:
		return signature
	case signature == "":
		return "..."
	}
	return signature + ", ..."
}

func (g *generator) signature(c *concept, params []param, used map[string]bool) string {
	parts := make([]string, len(params))
	for i, p := range params {
		if p.t.kind == kindOptional && g.r.IntN(2) == 0 {
			parts[i] = p.name + "?: " + g.typeText(c, p.t.elem, used)
			continue
		}
		parts[i] = p.name + ": " + g.typeText(c, p.t, used)
	}
	return strings.Join(parts, ", ")
}

func (g *generator) typeText(c *concept, t *typ, used map[string]bool) string {
	switch t.kind {
	case kindIdentity:
		name := pick(g.r, c.names[t.class]...)
		used[name] = true
		return name
	case kindOptional:
		return "optional " + g.typeText(c, t.elem, used)
	case kindList:
		return pick(g.r, "set", "seq") + " of " + g.typeText(c, t.elem, used)
	case kindRecord:
		return "{ " + g.signature(c, t.fields, used) + " }"
	case kindEnum:
		return "of " + strings.Join(constants, " or ")
	}
	return map[kind]string{
		kindString: "String", kindInteger: "Integer", kindNumber: "Number", kindFlag: "Flag", kindDate: "Date",
		kindDateTime: "DateTime", kindSecret: "Secret", kindCounter: "Integer", kindBinary: "Binary", kindJSON: "Json",
	}[t.kind]
}
