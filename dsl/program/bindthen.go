package program

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// then binds the actions of a sync. All their inputs are computed before any
// of them is called, so none sees a result of another.
func (b *binder) then(s *syntax.Sync) []*Invocation {
	known, asked := true, false
	for _, call := range s.Then {
		if call.Outputs != nil {
			known, asked = b.knownResults(call) && known, true
		}
	}
	if asked {
		b.planSplit(s, known)
	}
	var out []*Invocation
	for _, call := range s.Then {
		if i := b.invocation(call, "then"); i != nil {
			out = append(out, i)
		}
		if call.Outputs != nil && !isQueryName(call.Name.Name) {
			b.resultInThen(call)
		}
	}
	return out
}

// knownResults checks the results that a then action is wrongly asked for, as
// the pattern of a sync that waits for them would be.
func (b *binder) knownResults(call *syntax.Call) bool {
	c := b.r.concepts[call.Concept.Name]
	if c == nil {
		return false
	}
	a := c.Action(call.Name.Name)
	return a != nil && len(b.outcomes(a, call)) > 0
}

func (b *binder) resultInThen(call *syntax.Call) {
	name := callName(call)
	d := finding(diagnostic.ResultInThen, call.Outputs.At, "nothing in this `then` waits for it", "`%s` is asked for its result in `then`", name)
	if b.split.needs(call) {
		help(&d, "what needs the result belongs in a sync of its own, with `%s` in its `when`", name)
		b.split.offer(&d)
	} else {
		b.dropResults(&d, call)
	}
	b.report(d)
}

// noResults reports results that an action after `else` is asked for.
func (b *binder) noResults(call *syntax.Call) {
	if call.Outputs == nil || isQueryName(call.Name.Name) {
		return
	}
	d := finding(diagnostic.ResultInThen, call.Outputs.At, "nothing here waits for it", "`%s` is asked for its result after `else`", callName(call))
	b.dropResults(&d, call)
	b.report(d)
}

// dropResults offers to leave the result pattern out. That is safe where
// nothing looks at what the pattern names.
func (b *binder) dropResults(d *diagnostic.Diagnostic, call *syntax.Call) {
	safe := true
	var own []syntax.Ident
	for _, m := range mentions(b.decl) {
		if m.call == call {
			own = append(own, m.name)
		}
	}
	for _, m := range mentions(b.decl) {
		for _, id := range own {
			safe = safe && (m.name.Name != id.Name || m.name.At == id.At)
		}
	}
	if safe {
		help(d, "nothing uses the result: leave the pattern out")
	}
	at := call.Outputs.At
	at.Start = call.Inputs.At.End
	fix(d, safe, "leave the result pattern out", replace(at, ""))
}

// isQueryName reports whether a name is that of a query, which is reported where
// an action should stand, whatever it is asked for.
func isQueryName(name string) bool { return strings.HasPrefix(name, "_") }

// callName is a call's name as written.
func callName(c *syntax.Call) string {
	if c.Concept == nil {
		return c.Name.Name
	}
	return c.Concept.Name + "." + c.Name.Name
}
