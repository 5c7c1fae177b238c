package lsp

import (
	"slices"
	"strconv"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// constants lists the values that the program knows of the parameter at hand:
// the constants of an enumeration, and the texts that other syncs match it with.
func (c *completer) constants() {
	b := c.inside()
	known := c.words.concept(b.concept)
	if known == nil || len(b.given) == 0 {
		return
	}
	a, q := known.Action(b.name), known.Query(b.name)
	name := b.given[len(b.given)-1]
	switch {
	case q != nil && b.results:
		c.constantsOf(q.Result(name))
	case q != nil:
		c.constantsOf(q.Param(name))
	case a != nil && b.results:
		for _, o := range a.Outcomes {
			c.constantsOf(o.Result(name))
		}
	case a != nil:
		c.constantsOf(a.Param(name))
		c.texts(a, name)
	}
}

func (c *completer) constantsOf(p *program.Param) {
	if p == nil {
		return
	}
	if enum, ok := present(p.Type).(*types.Enum); ok {
		for _, constant := range enum.Constants {
			c.add(constantKind, strconv.Quote(constant))
		}
	}
}

// present is a type without the `optional`.
func present(t types.Type) types.Type {
	if o, ok := t.(*types.Optional); ok {
		return o.Elem
	}
	return t
}

// texts lists the texts that patterns of an action have for a parameter, such as
// the paths of requests, in their order and each once.
func (c *completer) texts(a *program.Action, name string) {
	for _, tree := range c.words.parsed().Files {
		for _, d := range tree.Decls {
			s, ok := d.(*syntax.Sync)
			if !ok {
				continue
			}
			for _, p := range s.When {
				if p.Concept == nil || p.Concept.Name != a.Concept.Name || p.Name.Name != a.Name || p.Inputs == nil {
					continue
				}
				for _, f := range p.Inputs.List {
					text, ok := f.Value.(*syntax.Text)
					if !ok || f.Name.Name != name {
						continue
					}
					label := tree.Source.Slice(text.At)
					if !slices.ContainsFunc(c.list, func(p proposal) bool { return p.label == label }) {
						c.add(constantKind, label)
					}
				}
			}
		}
	}
}
