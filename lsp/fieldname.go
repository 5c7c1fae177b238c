package lsp

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
)

// names lists the names that can stand next in the brackets at hand: those that
// the call has and that are not given yet. Where a value is passed, so can
// variables stand, for a record or for further values.
func (c *completer) names() {
	b := c.inside()
	switch {
	case b.mark == '{':
		c.variables()
	case b.concept == "" && c.isAggregate(b.name):
		c.expression()
	case b.concept == "":
		c.guardNames(b)
	default:
		c.memberNames(b)
	}
}

func (c *completer) isAggregate(word string) bool {
	return isKeyword(word, false)
}

func (c *completer) guardNames(b *bracket) {
	for _, g := range c.words.guards {
		if g.Name.Name != b.name {
			continue
		}
		list := g.Params
		if b.results {
			list = g.Results
		}
		for _, name := range fieldNames(list) {
			if !c.has(name) {
				c.list = append(c.list, proposal{label: name, kind: fieldKind, detail: c.words.typeOf(g, name)})
			}
		}
	}
}

func (c *completer) memberNames(b *bracket) {
	known := c.words.concept(b.concept)
	if known == nil {
		return
	}
	a, q := known.Action(b.name), known.Query(b.name)
	rest := false
	switch {
	case q != nil && b.results:
		c.params(q.Results, "")
	case q != nil:
		c.params(q.Params, "")
	case a == nil:
	case b.results:
		for _, o := range a.Outcomes {
			if c.isOutcome(o, b.given) {
				c.params(o.Results, outcomeNote(o))
			}
		}
	default:
		c.params(a.Params, "")
		rest = a.Rest
	}
	if rest && c.section != "when" {
		c.variables()
	}
}

// isOutcome reports whether an outcome has all the results that are named.
func (c *completer) isOutcome(o *program.Outcome, given []string) bool {
	for _, name := range given {
		if o.Result(name) == nil && !o.Rest {
			return false
		}
	}
	return true
}

func outcomeNote(o *program.Outcome) string {
	if o.Refusal {
		return "of the refusal"
	}
	return "of " + paramList(o.Results, o.Rest)
}

func (c *completer) params(list []*program.Param, about string) {
	for _, p := range list {
		if c.has(p.Name) || c.listed(p.Name) {
			continue
		}
		detail := p.Type.String()
		if strings.HasPrefix(detail, "optional ") {
			detail += ", may be left out"
		}
		c.list = append(c.list, proposal{label: p.Name, kind: fieldKind, detail: detail, about: about})
	}
}

func (c *completer) listed(name string) bool {
	for _, p := range c.list {
		if p.label == name && p.kind == fieldKind {
			return true
		}
	}
	return false
}
