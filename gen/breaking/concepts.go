package breaking

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// concepts compares what implementations of concepts are asked for.
func (c *comparison) concepts() {
	compared := map[string]bool{}
	for _, was := range c.before.Concepts {
		if was.BuiltIn {
			continue
		}
		declared := was.Decl.Name.Name
		now := declaredIn(c.after.Concepts, declared)
		if c.after.Concept(was.Name) == nil {
			c.conceptRemoved(was, now)
		}
		if now != nil && !compared[declared] {
			compared[declared] = true
			c.actions(was, now)
			c.queries(was, now)
		}
	}
	for _, now := range c.after.Concepts {
		if !now.BuiltIn && c.before.Concept(now.Name) == nil {
			c.conceptAdded(now)
		}
	}
}

// declaredIn is the first concept, or instance of it, that has a declaration.
func declaredIn(list []*program.Concept, name string) *program.Concept {
	for _, c := range list {
		if c.Decl.Name.Name == name && !c.BuiltIn {
			return c
		}
	}
	return nil
}

// namedAt is where a concept gets its name.
func namedAt(c *program.Concept) source.Span {
	if c.Use != nil {
		return c.Use.Name.At
	}
	return c.Decl.Name.At
}

// conceptRemoved reports a concept that the app has none of any more; now is what
// is left of its declaration.
func (c *comparison) conceptRemoved(was, now *program.Concept) {
	d := c.report(diagnostic.ConceptRemoved, c.was(namedAt(was), "was here"), "the concept `%s` is gone", was.Name)
	switch {
	case was.Use != nil:
		d.Message = "the instance `" + was.Name + "` is gone"
	case now != nil:
		d.Message = "the app has no `" + was.Name + "` of its own any more"
		d.Secondary = append(d.Secondary, is(namedAt(now), "is the one that is used"))
	}
	breaks(d, "implementations of `%s`, and whoever gives the app one", was.Name)
	wayOut(d, "leave it until nobody needs what it stores, whether or not syncs still name it")
}

func (c *comparison) conceptAdded(now *program.Concept) {
	d := c.report(diagnostic.ImplementationIncomplete, is(namedAt(now), "is new"), "the app needs an implementation of `%s`", now.Name)
	breaks(d, "whoever makes the app without one")
	wayOut(d, "give one where the app is made, in the same change")
}

// actions compares the actions of a concept.
func (c *comparison) actions(was, now *program.Concept) {
	for _, old := range was.Actions {
		a := now.Action(old.Name)
		switch {
		case a == nil && old.System:
			c.systemActionRemoved(old, is(now.Decl.Name.At, "has no such action"))
		case a == nil:
			d := c.report(diagnostic.ActionRemoved, c.was(old.Decl.Header.At, "was here"), "the action `%s` is gone", old.FullName())
			breaks(d, "implementations of `%s`, which have a method for it", was.Name)
			wayOut(d, "leave it beside the new one until nothing implements or calls it")
		default:
			c.action(old, a)
		}
	}
	for _, a := range now.Actions {
		if was.Action(a.Name) == nil {
			c.methodAdded(now, a.FullName(), a.Decl.Header.At)
		}
	}
}

func (c *comparison) methodAdded(now *program.Concept, name string, at source.Span) {
	d := c.report(diagnostic.ImplementationIncomplete, is(at, "is new"), "implementations of `%s` need a method for `%s`", now.Name, name)
	breaks(d, "implementations of `%s`, which do not compile without it", now.Name)
	wayOut(d, "write it in the same change")
}

// queries compares the queries of a concept.
func (c *comparison) queries(was, now *program.Concept) {
	for _, old := range was.Queries {
		q := now.Query(old.Name)
		if q == nil {
			d := c.report(diagnostic.QueryRemoved, c.was(old.Decl.Header.At, "was here"), "the query `%s` is gone", old.FullName())
			breaks(d, "implementations of `%s`, which have a method for it", was.Name)
			wayOut(d, "leave it beside the new one until nothing implements or asks it")
			continue
		}
		c.query(old, q)
	}
	for _, q := range now.Queries {
		if was.Query(q.Name) == nil {
			c.methodAdded(now, q.FullName(), q.Decl.Header.At)
		}
	}
}

// declared is a type as the concept's file has it.
func declared(c *program.Concept, t types.Type) string {
	return strings.ReplaceAll(t.String(), c.Name+".", "")
}
