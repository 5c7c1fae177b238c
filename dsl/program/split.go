package program

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// split is the way out for a sync whose `then` uses a result of one of its own
// actions: the sync is cut after that action, and what follows goes into a sync
// that waits for it.
type split struct {
	needed map[*syntax.Call]bool // the actions whose results are used later
	fix    *diagnostic.Fix       // nil where the cut would change the meaning
	why    string                // why there is no fix
}

func (s *split) needs(call *syntax.Call) bool { return s != nil && s.needed[call] }

// offer gives a finding the fix, or says why there is none.
func (s *split) offer(d *diagnostic.Diagnostic) {
	switch {
	case s == nil:
	case s.fix != nil:
		d.Fix = s.fix
	case s.why != "":
		note(d, "%s", s.why)
	}
}

// offerSplit is offer for the use of a name that only a result in `then` would
// have bound.
func (b *binder) offerSplit(d *diagnostic.Diagnostic, name syntax.Ident) {
	s, ok := b.decl.(*syntax.Sync)
	if !ok || b.split == nil {
		return
	}
	for _, call := range s.Then {
		if b.split.needed[call] && slices.ContainsFunc(patternNames(call.Outputs), func(id syntax.Ident) bool { return id.Name == name.Name }) {
			help(d, "use it in a sync of its own, which waits for `%s`", callName(call))
		}
	}
	b.split.offer(d)
}

// planSplit works out how a sync with results in `then` is to be cut. known
// tells that all these results are results of their actions.
func (b *binder) planSplit(s *syntax.Sync, known bool) {
	c := &cutter{b: b, s: s, producer: map[string]int{}, moved: map[syntax.Line]bool{}}
	b.split = &split{needed: map[*syntax.Call]bool{}}
	for i, call := range s.Then {
		for _, id := range patternNames(call.Outputs) {
			if b.lookup(id.Name) == nil {
				if _, twice := c.producer[id.Name]; twice {
					c.fail("`%s` stands for the results of two actions", id.Name)
				}
				c.producer[id.Name] = i
			}
		}
	}
	for i, call := range s.Then[:max(len(s.Then)-1, 0)] {
		if c.usedAfter(i) {
			b.split.needed[call] = true
			c.cuts = append(c.cuts, i)
			c.checkAlone(i)
		}
	}
	if len(c.cuts) == 0 || !known {
		return
	}
	fix := c.fix()
	if c.why != "" {
		b.split.why = c.why
		return
	}
	b.split.fix = fix
}

// cutter writes the syncs that a sync with results in `then` is cut into.
type cutter struct {
	b        *binder
	s        *syntax.Sync
	producer map[string]int       // the then action whose result a name is
	cuts     []int                // then actions after which the sync is cut
	moved    map[syntax.Line]bool // lines of where that leave the original
	why      string
}

func (c *cutter) fail(format string, args ...any) {
	if c.why == "" {
		c.why = "no fix is offered: " + fmt.Sprintf(format, args...)
	}
}

// usedAfter reports whether a later action uses a result of then action i.
func (c *cutter) usedAfter(i int) bool {
	for _, call := range c.s.Then[i+1:] {
		for _, id := range valueNames(call.Inputs) {
			if p, ok := c.producer[id.Name]; ok && p == i {
				return true
			}
		}
	}
	return false
}

// checkAlone sees that a sync which waits for then action i is set off by no
// other action of the sync: by those that follow, it would go round for ever.
func (c *cutter) checkAlone(i int) {
	call := c.s.Then[i]
	for j, other := range c.s.Then {
		if j != i && callName(other) == callName(call) && !toldApart(call.Inputs, other.Inputs) {
			c.fail("`%s` is called more than once here, and a sync that waits for it cannot tell which call is meant", callName(call))
		}
	}
}

func (c *cutter) fix() *diagnostic.Fix {
	edits := c.trimFirst()
	var names []string
	for k, cut := range c.cuts {
		end := len(c.s.Then)
		if k+1 < len(c.cuts) {
			end = c.cuts[k+1] + 1
		}
		p := &part{cutter: c, first: cut + 1, end: end}
		text := p.text()
		if c.why != "" {
			return nil
		}
		names = append(names, p.name)
		at := endOf(c.s.Then[cut])
		if t := c.s.Then[cut].Trailing; t != nil {
			at = endOf(t)
		}
		edits = append(edits, replace(at, text))
	}
	for _, call := range c.s.Then {
		if call.Outputs != nil {
			at := call.Outputs.At
			at.Start = call.Inputs.At.End
			edits = append(edits, replace(at, ""))
		}
	}
	title := fmt.Sprintf("let a sync of its own, `%s`, wait for `%s`", names[0], callName(c.s.Then[c.cuts[0]]))
	if len(names) > 1 {
		title = fmt.Sprintf("cut the sync into %d, which wait for each other: %s", len(names)+1, quoted(append([]string{c.s.Name.Name}, names...)))
	}
	return &diagnostic.Fix{Title: title, Edits: edits, Safe: true}
}

// patternNames lists the variables of a pattern's fields.
func patternNames(fields *syntax.Fields) []syntax.Ident {
	m := &mentioner{}
	m.fields(fields, true)
	return m.idents()
}

// valueNames lists the variables of values that are passed.
func valueNames(fields *syntax.Fields) []syntax.Ident {
	m := &mentioner{}
	m.fields(fields, false)
	return m.idents()
}

func exprNames(e syntax.Expr) []syntax.Ident {
	m := &mentioner{}
	m.expr(e)
	return m.idents()
}

func (m *mentioner) idents() []syntax.Ident {
	ids := make([]syntax.Ident, len(m.list))
	for i := range m.list {
		ids[i] = m.list[i].name
	}
	return ids
}
