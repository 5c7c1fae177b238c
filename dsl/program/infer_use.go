package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// The lines of a guard or view are typed anew for each use of it. What is wrong
// with them is then wrong for one use, and may be right for others.

// usedAt shows the uses that led to a place in a guard or view.
func (why *reason) usedAt(d *diagnostic.Diagnostic) {
	for _, u := range why.uses {
		also(d, u.Call.At, "%s is used here", u.Guard.title())
	}
}

// given returns the innermost use, if what stands at the place is a value that
// it gives.
func (why *reason) given() (Use, bool) {
	ref, ok := why.expr.(*Ref)
	if !ok || len(why.uses) == 0 {
		return Use{}, false
	}
	name, ok := ref.Syntax().(*syntax.Name)
	u := why.uses[len(why.uses)-1]
	return u, ok && named(u.Guard.Decl.Params, name.Name) != nil
}

// neverAbsent tells the way out where a value that is always there stands in
// the place of one that may be absent.
func (in *inference) neverAbsent(d *diagnostic.Diagnostic, why *reason, advice string) {
	why.usedAt(d)
	u, ok := why.given()
	if !ok {
		help(d, "%s", advice)
		return
	}
	part := "`??`"
	if why.kind == asBound {
		part = "the `else`"
	}
	in.source(d, why.expr, why.expr.Type(), why.at)
	help(d, "give %s a value that may be absent, or use a %s of its own, without %s, for one that is always there", u.Guard.title(), u.Guard.Decl.Kind(), part)
}
