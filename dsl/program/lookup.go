package program

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// concept finds the concept that a call names. It returns nil when there is
// none, having said so.
func (b *binder) concept(call *syntax.Call) *Concept {
	name := call.Concept.Name
	c := b.r.concepts[name]
	if c != nil {
		b.r.used[c] = true
		return c
	}
	b.failed = true
	if !b.quiet && !b.r.lost[name] && !b.r.declaredUnread(name) {
		b.r.unknownConcept(*call.Concept, b.r.conceptNames())
	}
	return nil
}

// unknownConcept reports the name of a concept that is not among those known.
func (r *resolver) unknownConcept(at syntax.Ident, known []string) {
	d := finding(diagnostic.UnknownConcept, at.At, "no such concept", "there is no concept `%s`", at.Name)
	meant := spelling.Closest(at.Name, known)
	if meant == "" && r.doubled["concept"] {
		return
	}
	if meant == "" {
		note(&d, "%s", describe("concept", "this program", known))
	} else {
		r.used[r.concepts[meant]] = true
	}
	r.reportUnknown(d, at.Name, at, meant)
}

func (r *resolver) conceptNames() []string {
	var names []string
	for _, c := range r.program.Concepts {
		names = append(names, c.Name)
	}
	for _, b := range r.builtIns {
		names = append(names, b.concept.Name)
	}
	return names
}

// unknown reports a name that names nothing. key tells the name from others of
// its kind: its further uses are added to the first report, since they are one
// mistake.
func (b *binder) unknown(d diagnostic.Diagnostic, key string, at syntax.Ident, meant string) {
	b.failed = true
	if !b.quiet {
		b.r.reportUnknown(d, key, at, meant)
	}
}

func (r *resolver) reportUnknown(d diagnostic.Diagnostic, key string, at syntax.Ident, meant string) {
	key = string(d.Code) + " " + key
	if u := r.unknown[key]; u != nil {
		u.more++
		if d := &r.diags[u.index]; d.Fix != nil {
			d.Fix.Edits = append(d.Fix.Edits, replace(at.At, meant))
		}
		return
	}
	if meant != "" {
		rename(&d, at, meant)
	}
	r.unknown[key] = &unknownName{index: len(r.diags)}
	r.report(d)
}

// unknownName is a name that was reported as naming nothing.
type unknownName struct {
	index int // of the report in resolver.diags
	more  int // further uses
}

// countUnknown tells each report of an unknown name how often it is used.
func (r *resolver) countUnknown() {
	for _, u := range r.unknown {
		switch u.more {
		case 0:
		case 1:
			note(&r.diags[u.index], "the name is used in 1 more place")
		default:
			note(&r.diags[u.index], "the name is used in %d more places", u.more)
		}
	}
}

// action finds the action that a call in `when`, `then` or after `else` names.
func (b *binder) action(call *syntax.Call, place string) *Action {
	c := b.concept(call)
	if c == nil {
		return nil
	}
	name := call.Name.Name
	if a := c.Action(name); a != nil {
		b.failed = b.failed || b.r.doubtful[a]
		return a
	}
	b.failed = true
	names := c.actionNames()
	meant := spelling.Closest(name, names)
	if len(name) > 0 && name[0] == '_' && (c.Query(name) != nil || meant == "") {
		b.queryAsAction(c, call, place)
		return nil
	}
	if c.Decl.Broken() {
		return nil // the action may stand in the part that did not parse
	}
	full := c.Name + "." + name
	d := finding(diagnostic.UnknownAction, call.Name.At, "no such action", "there is no action `%s`", full)
	also(&d, c.Decl.Name.At, "%s", describe("action", "`"+c.Name+"`", names))
	for _, other := range b.r.conceptDecls {
		if meant == "" && other != c && other.Action(name) != nil {
			note(&d, "`%s` has an action of this name", other.Name)
			break
		}
	}
	b.unknown(d, full, call.Name, meant)
	return nil
}

// query finds the query that a line of `where` names.
func (b *binder) query(call *syntax.Call) *Query {
	c := b.concept(call)
	if c == nil {
		return nil
	}
	name := call.Name.Name
	if q := c.Query(name); q != nil {
		b.failed = b.failed || b.r.doubtful[q]
		return q
	}
	b.failed = true
	if a := c.Action(name); a != nil {
		b.actionAsQuery(a, call)
		return nil
	}
	if c.Decl.Broken() {
		return nil
	}
	names := c.queryNames()
	full := c.Name + "." + name
	d := finding(diagnostic.UnknownQuery, call.Name.At, "no such query", "there is no query `%s`", full)
	also(&d, c.Decl.Name.At, "%s", describe("query", "`"+c.Name+"`", names))
	b.unknown(d, full, call.Name, spelling.Closest(name, names))
	return nil
}

func (b *binder) queryAsAction(c *Concept, call *syntax.Call, place string) {
	full := c.Name + "." + call.Name.Name
	d := finding(diagnostic.QueryAsAction, call.Name.At, "a query", "`%s` is a query, and `%s` takes actions", full, place)
	if q := c.Query(call.Name.Name); q != nil {
		also(&d, q.Decl.Name.At, "declared as a query here")
	}
	if place == "when" {
		help(&d, "a query never happens, so nothing can wait for it: ask it in `where`")
		b.moveToWhere(&d, call)
	} else {
		help(&d, "a query changes nothing: ask it in `where`, and use its results here")
	}
	b.report(d)
}

func (b *binder) actionAsQuery(a *Action, call *syntax.Call) {
	d := finding(diagnostic.ActionAsQuery, call.Name.At, "an action", "`%s` is an action, and `where` only reads", a.FullName())
	also(&d, a.Decl.Name.At, "declared as an action here")
	if meant := spelling.Closest(a.Name, a.Concept.queryNames()); meant != "" {
		help(&d, "`%s.%s` is a query", a.Concept.Name, meant)
	}
	help(&d, "call the action in `then`; a sync that needs its results waits for it in `when`")
	b.report(d)
}

// requestAsAction reports a call of what only the world outside does.
func (b *binder) requestAsAction(a *Action, call *syntax.Call) {
	d := finding(diagnostic.RequestAsAction, call.Name.At, "only clients do this", "a sync cannot call `%s`: it happens when a client asks for something", a.FullName())
	also(&d, a.Decl.Name.At, "declared as a system action here")
	for _, answer := range a.Concept.Actions {
		if answer.Answers != a {
			continue
		}
		help(&d, "to answer a request call `%s`; what two routes share is a guard, or a sync that waits for what both of them cause", answer.FullName())
		if named(call.Inputs.List, "request") != nil {
			fix(&d, false, "write `"+answer.Name+"`", replace(call.Name.At, answer.Name))
		}
	}
	b.report(d)
}

func (c *Concept) actionNames() []string {
	names := make([]string, len(c.Actions))
	for i, a := range c.Actions {
		names[i] = a.Name
	}
	return names
}

func (c *Concept) queryNames() []string {
	names := make([]string, len(c.Queries))
	for i, q := range c.Queries {
		names[i] = q.Name
	}
	return names
}

var plurals = map[string]string{
	"concept": "concepts", "sync": "syncs", "guard": "guards", "view": "views", "guard or view": "guards and views",
	"action": "actions", "query": "queries",
}

// describe says which things of a kind their owner has.
func describe(kind, owner string, names []string) string {
	plural := plurals[kind]
	switch len(names) {
	case 0:
		return owner + " has no " + strings.ReplaceAll(plural, " and ", " or ")
	case 1:
		return "the only " + kind + " of " + owner + " is " + quoted(names)
	}
	return "the " + plural + " of " + owner + " are " + listed(names)
}
