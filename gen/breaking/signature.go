package breaking

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// action compares an action that is in both versions.
func (c *comparison) action(was, now *program.Action) {
	of := member{was.Concept, now.Concept, now.FullName(), now.Decl.Header.At}
	if was.System && !now.System {
		c.systemActionRemoved(was, is(now.Decl.Header.At, "does not begin flows"))
	}
	c.params(of, was.Params, now.Params)
	if was.System && now.System {
		for _, p := range now.Params {
			if _, optional := p.Type.(*types.Optional); !optional && was.Param(p.Name) == nil {
				c.required(p.Decl.At, nil, now.FullName(), p.Name)
			}
		}
	}
	c.outcomes(of, was, now)
}

// query compares a query that is in both versions.
func (c *comparison) query(was, now *program.Query) {
	of := member{was.Concept, now.Concept, now.FullName(), now.Decl.Header.At}
	c.params(of, was.Params, now.Params)
	if was.Cardinality != now.Cardinality {
		d := c.report(diagnostic.ResultChanged, is(now.Decl.Header.At, "returns %s", rows(now)), "`%s` returns another number of rows", now.FullName())
		d.Secondary = append(d.Secondary, c.was(was.Decl.Header.At, "returned %s", rows(was)))
		of.breaks(d)
		wayOut(d, "declare another query for it beside this one")
	}
	if was.Batch != now.Batch {
		d := c.report(diagnostic.ParameterChanged, is(now.Decl.Header.At, "is asked for %s", inputs(now)), "`%s` is asked in another way", now.FullName())
		d.Secondary = append(d.Secondary, c.was(was.Decl.Header.At, "was asked for %s", inputs(was)))
		of.breaks(d)
		wayOut(d, "declare another query for it beside this one")
	}
	c.results(of, was.Results, now.Results)
}

func inputs(q *program.Query) string {
	if q.Batch {
		return "many inputs at once"
	}
	return "one input at a time"
}

func rows(q *program.Query) string {
	switch q.Cardinality {
	case syntax.One:
		return "exactly one row"
	case syntax.Optional:
		return "none or one row"
	}
	return "none, one or many rows"
}

// member is an action or a query whose parts are compared.
type member struct {
	was, now *program.Concept
	name     string
	at       source.Span // where it is declared now
}

func (m member) breaks(d *diagnostic.Diagnostic) {
	breaks(d, "implementations of `%s`, whose method for `%s` does not compile", m.now.Name, m.name)
}

// params compares parameters. An implementation need not read those that are
// new, but a method that had no input takes one now.
func (c *comparison) params(of member, was, now []*program.Param) {
	for _, old := range was {
		p := named(now, old.Name)
		switch {
		case p == nil:
			d := c.report(diagnostic.ParameterChanged, is(of.at, "is called without it"), "`%s` has no parameter `%s` any more", of.name, old.Name)
			d.Secondary = append(d.Secondary, c.was(old.Decl.At, "was here"))
			of.breaks(d)
			wayOut(d, "leave it: a new one beside it may be left out, `name?: Type`")
		case changed(of, old, p):
			d := c.report(diagnostic.ParameterChanged, is(p.Decl.At, "is %s", declared(of.now, p.Type)), "the parameter `%s` of `%s` has another type", old.Name, of.name)
			d.Secondary = append(d.Secondary, c.was(old.Decl.At, "was %s", declared(of.was, old.Type)))
			of.breaks(d)
			wayOut(d, "leave it, and take the new form as another parameter that may be left out")
		}
	}
	if len(was) == 0 && len(now) > 0 {
		c.incomplete(of, now[0].Decl.At, "takes values now, and had none")
	}
}

// results compares results of an outcome, or of a query.
func (c *comparison) results(of member, was, now []*program.Param) {
	for _, old := range was {
		r := named(now, old.Name)
		switch {
		case r == nil:
			d := c.report(diagnostic.ResultChanged, is(of.at, "does not give it"), "`%s` has no result `%s` any more", of.name, old.Name)
			d.Secondary = append(d.Secondary, c.was(old.Decl.At, "was here"))
			of.breaks(d)
			wayOut(d, "leave it: syncs need not name it")
		case changed(of, old, r):
			d := c.report(diagnostic.ResultChanged, is(r.Decl.At, "is %s", declared(of.now, r.Type)), "the result `%s` of `%s` has another type", old.Name, of.name)
			d.Secondary = append(d.Secondary, c.was(old.Decl.At, "was %s", declared(of.was, old.Type)))
			of.breaks(d)
			wayOut(d, "leave it, and give the new form as another result")
		}
	}
	for _, r := range now {
		if named(was, r.Name) == nil {
			c.incomplete(of, r.Decl.At, "has to give `"+r.Name+"` too")
		}
	}
}

func (c *comparison) incomplete(of member, at source.Span, what string) {
	d := c.report(diagnostic.ImplementationIncomplete, is(at, "is new"), "`%s` %s", of.name, what)
	breaks(d, "implementations of `%s` that are left as they are", of.now.Name)
	wayOut(d, "bring its method up to date in the same change")
}

func named(list []*program.Param, name string) *program.Param {
	for _, p := range list {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// changed reports whether a type is another one in Go. An enumeration that gets
// further constants is not.
func changed(of member, was, now *program.Param) bool {
	old, isEnum := was.Type.(*types.Enum)
	if e, ok := now.Type.(*types.Enum); ok && isEnum {
		return constantMisfits(old, e, "") != nil
	}
	return declared(of.was, was.Type) != declared(of.now, now.Type)
}

// outcomes compares the ways in which an action completes.
func (c *comparison) outcomes(of member, was, now *program.Action) {
	pairs := paired(was, now)
	taken := map[*program.Outcome]bool{}
	for _, old := range was.Outcomes {
		o := pairs[old]
		if o == nil {
			c.outcomeRemoved(of, old)
			continue
		}
		taken[o] = true
		of.at = o.Decl.Header.At
		c.results(of, old.Results, o.Results)
	}
	for _, o := range now.Outcomes {
		if !o.Refusal && !taken[o] && len(successes(was)) == 1 {
			c.incomplete(of, o.Decl.Header.At, "completes in several ways now, which its method has to tell apart")
		}
	}
}

func (c *comparison) outcomeRemoved(of member, old *program.Outcome) {
	d := c.report(diagnostic.OutcomeRemoved, c.was(old.Decl.Header.At, "was one of its outcomes"), "`%s` no longer completes with `%s`", of.name, flow.OutcomeText(old))
	d.Secondary = append(d.Secondary, is(of.at, "completes otherwise"))
	if old.Refusal {
		breaks(d, "implementations of `%s`: what they refuse fails the flow", of.now.Name)
	} else {
		of.breaks(d)
	}
	wayOut(d, "leave it: an implementation need not make use of it")
}

// paired finds for each outcome the one that it is now: the refusal, the one
// success, or the one with the same results.
func paired(was, now *program.Action) map[*program.Outcome]*program.Outcome {
	pairs := map[*program.Outcome]*program.Outcome{}
	if old, o := was.Refusal(), now.Refusal(); old != nil && o != nil {
		pairs[old] = o
	}
	before, after := successes(was), successes(now)
	if len(before) == 1 && len(after) == 1 {
		pairs[before[0]] = after[0]
		return pairs
	}
	for _, old := range before {
		for _, o := range after {
			if flow.OutcomeText(old) == flow.OutcomeText(o) {
				pairs[old] = o
			}
		}
	}
	return pairs
}

func successes(a *program.Action) []*program.Outcome {
	var list []*program.Outcome
	for _, o := range a.Outcomes {
		if !o.Refusal {
			list = append(list, o)
		}
	}
	return list
}
