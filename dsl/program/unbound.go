package program

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// unbound reports the first use of a name that nothing binds before it. The
// most telling cause is named: a result in `then`, a line that comes too late,
// a block that keeps the name to itself, a misspelling.
func (b *binder) unbound(name syntax.Ident) {
	if name.Name == "_" {
		b.vague = true
		d := finding(diagnostic.UnboundVariable, name.At, "a value is needed here", "`_` binds nothing and has no value")
		help(&d, "pass a value; a parameter that is optional can be left out")
		b.report(d)
		return
	}
	d := finding(diagnostic.UnboundVariable, name.At, "", "`%s` is not bound here", name.Name)
	binder := b.binderOf(name)
	switch {
	case binder == nil:
		b.explainUnbound(&d, name)
	case binder.call != nil:
		d.Primary.Text = "no pattern in `when` or line in `where` binds it"
		also(&d, binder.name.At, "a result in `then` binds nothing: the next action's inputs are computed before this one completes")
		b.offerSplit(&d, name)
	case binder.block != nil:
		d.Primary.Text = "outside the block that binds it"
		also(&d, binder.name.At, "bound here, for the lines of this block only")
		help(&d, "let the block give it: `%s = first (%s) { … }`", name.Name, name.Name)
	default:
		d.Primary.Text = "looked at before it is bound"
		also(&d, binder.name.At, "bound only here")
		help(&d, "lines of `where` are carried out from top to bottom: move this one below")
	}
	b.report(d)
}

// binderOf finds a place elsewhere in the declaration that binds a name which
// is not in scope.
func (b *binder) binderOf(name syntax.Ident) *mention {
	var inBlock *mention
	for _, m := range mentions(b.decl) {
		switch {
		case m.name.Name != name.Name || !m.binds || m.name.At == name.At:
		case m.block == nil:
			return &m
		case inBlock == nil:
			inBlock = &m
		}
	}
	return inBlock
}

func (b *binder) explainUnbound(d *diagnostic.Diagnostic, name syntax.Ident) {
	d.Primary.Text = "no pattern in `when` or line in `where` binds it"
	if g, ok := b.decl.(*syntax.Guard); ok {
		d.Primary.Text = "neither a parameter of the " + g.Kind() + " nor bound by one of its lines"
	}
	meant := b.place.meant
	if meant == "" {
		meant = spelling.Closest(name.Name, b.names())
	}
	if meant == "" {
		b.vague = true
		if field := b.supplier(name.Name); field != "" {
			help(d, "%s gives it: write `%s` there to bind it", field, name.Name)
		} else {
			b.helpWithRoot(d, name)
		}
		return
	}
	v := b.lookup(meant)
	v.Uses = append(v.Uses, name.At)
	also(d, v.Decl, "`%s` is bound here", meant)
	rename(d, name, meant)
	if b.isShorthand(name) && b.place.meant == "" {
		fix(d, d.Fix.Safe, fmt.Sprintf("write `%s: %s`", name.Name, meant), insert(name.At.File, name.At.End, ": "+meant))
	}
}

// helpWithRoot says what a sync has to wait for where an answer lacks what it
// answers.
func (b *binder) helpWithRoot(d *diagnostic.Diagnostic, name syntax.Ident) {
	s, ok := b.decl.(*syntax.Sync)
	root, p := b.place.root, b.place.param
	if !ok || root == nil || p == nil {
		return
	}
	if _, object := p.Type.(*types.Object); !object {
		return
	}
	for _, o := range root.Outcomes {
		for _, r := range o.Results {
			if r.Type != p.Type {
				continue
			}
			result := r.Name
			if result != name.Name {
				result += ": " + name.Name
			}
			if slices.ContainsFunc(s.When, func(c *syntax.Call) bool { return callName(c) == root.FullName() }) {
				help(d, "let `%s` in `when` bind it: `%[1]s (…) : (%s)`", root.FullName(), result)
				return
			}
			inputs := ""
			if root.Concept.BuiltIn {
				inputs = `path: "…"`
			}
			help(d, "add `%s (%s) : (%s)` to `when`: an answer is to something that the sync waits for", root.FullName(), inputs, result)
			return
		}
	}
}

// isShorthand reports whether a use of a variable names a field at once.
func (b *binder) isShorthand(name syntax.Ident) bool { return b.shorthand == name }

// supplier names a `when` action that has a result or parameter of the name,
// which its pattern does not mention.
func (b *binder) supplier(name string) string {
	s, ok := b.decl.(*syntax.Sync)
	if !ok {
		return ""
	}
	for _, call := range s.When {
		c := b.r.concepts[call.Concept.Name]
		if c == nil {
			continue
		}
		if a := c.Action(call.Name.Name); a != nil && (a.Param(name) != nil || anyHas(a.Outcomes, name)) {
			return "`" + a.FullName() + "`"
		}
	}
	return ""
}
