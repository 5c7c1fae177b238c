package randomspec

import (
	"math/rand/v2"
	"strings"
)

var roleNames = []string{"Roaming", "Zoning"}

// instances uses some concepts in another role. What an instance takes of
// others may be of other classes than what its concept takes; what it makes is
// of a class of its own, which no other concept knows of. They are drawn apart
// from all else, so that a program without any does not depend on how.
func (g *generator) instances(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 0x201e))
	declared := g.all
	for i := range pick(r, 0, 0, 1, 2) {
		c := &concept{name: roleNames[i], of: pick(r, declared...)}
		classes := map[*class]*class{}
		for _, known := range g.classes {
			if known.owner == c.of {
				classes[known] = &class{number: 10*len(g.all) + known.number, owner: c}
			} else {
				classes[known] = pick(r, g.classes...)
			}
		}
		for _, a := range c.of.actions {
			again := &action{concept: c, name: a.name, number: len(g.actionList), params: instantiated(a.params, classes), further: a.further}
			for _, o := range a.outcomes {
				o.results = instantiated(o.results, classes)
				again.outcomes = append(again.outcomes, o)
			}
			c.actions = append(c.actions, again)
			g.actionList = append(g.actionList, again)
		}
		for _, q := range c.of.queries {
			again := *q
			again.concept, again.params, again.results = c, instantiated(q.params, classes), instantiated(q.results, classes)
			c.queries = append(c.queries, &again)
		}
		g.all = append(g.all, c)
	}
}

func instantiated(params []param, classes map[*class]*class) []param {
	list := make([]param, len(params))
	for i, p := range params {
		list[i] = param{p.name, p.t.instantiated(classes)}
	}
	return list
}

// instantiated is a type with other classes in it.
func (t *typ) instantiated(classes map[*class]*class) *typ {
	switch t.kind {
	case kindIdentity:
		return &typ{kind: kindIdentity, class: classes[t.class]}
	case kindOptional, kindList:
		return &typ{kind: t.kind, elem: t.elem.instantiated(classes)}
	case kindRecord:
		return &typ{kind: kindRecord, fields: instantiated(t.fields, classes)}
	}
	return t
}

// uses writes the lines that make the instances.
func (g *generator) uses() string {
	var b strings.Builder
	for _, c := range g.all {
		if c.of != nil {
			b.WriteString("use " + c.of.name + " as " + c.name + "\n")
		}
	}
	return b.String()
}
