package breaking

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// rules compares the syncs by what they wait for.
func (c *comparison) rules() {
	for _, was := range c.before.Syncs {
		routes := c.kept(was)
		if len(routes) == 0 || answersOnly(was) {
			continue // told by the routes, or by their answers
		}
		now := c.after.syncs[was.Name]
		switch {
		case now == nil && !c.renamed(was):
			c.syncRemoved(was, routes)
		case now != nil && !slices.Equal(trigger(c.before, was), trigger(c.after, now)):
			c.triggerChanged(was, now)
		}
	}
}

// kept are the routes of a sync that are still there.
func (c *comparison) kept(was *program.Sync) []string {
	var names []string
	for _, r := range c.before.routesOf[was.Name] {
		if c.after.byKey[r.key] != nil || !r.Root.IsRequest() && c.beginsNow(r.Root) {
			names = append(names, r.name)
		}
	}
	return names
}

// beginsNow reports whether an action that began flows still does.
func (c *comparison) beginsNow(was *program.Action) bool {
	concept := c.after.Concept(was.Concept.Name)
	if concept == nil {
		return false
	}
	now := concept.Action(was.Name)
	return now != nil && now.System
}

// answersOnly reports whether a sync does nothing but answer.
func answersOnly(s *program.Sync) bool {
	for _, exit := range s.Exits() {
		for _, call := range exit.Calls {
			if call.Action.Answers == nil {
				return false
			}
		}
	}
	return true
}

// renamed reports whether another sync is what a sync was, under a new name.
func (c *comparison) renamed(was *program.Sync) bool {
	return slices.ContainsFunc(c.after.Syncs, func(s *program.Sync) bool {
		return c.before.syncs[s.Name] == nil &&
			slices.Equal(trigger(c.before, was), trigger(c.after, s)) && slices.Equal(calls(was), calls(s))
	})
}

// calls are the actions that a sync calls, in order.
func calls(s *program.Sync) []string {
	var names []string
	for _, exit := range s.Exits() {
		for _, call := range exit.Calls {
			names = append(names, call.Action.FullName())
		}
	}
	return names
}

func (c *comparison) syncRemoved(was *program.Sync, routes []string) {
	d := c.report(diagnostic.SyncRemoved, c.was(was.Decl.Header.At, "was here"), "the sync `%s` is gone", was.Name)
	var called []string
	for _, name := range calls(was) {
		if !slices.Contains(called, name) {
			called = append(called, name)
		}
	}
	breaks(d, "what counts on %s after %s", quoted(called), quoted(routes))
	wayOut(d, "leave it, or let another sync of these routes do the same")
}

func (c *comparison) triggerChanged(was, now *program.Sync) {
	at := is(now.Decl.Header.At, "waits for %s", quoted(trigger(c.after, now)))
	d := c.report(diagnostic.TriggerChanged, at, "sync `%s` waits for something else than before", now.Name)
	d.Secondary = append(d.Secondary, c.was(was.Decl.Header.At, "waited for %s", quoted(trigger(c.before, was))))
	breaks(d, "what counts on its actions after what it waited for, and only then")
	wayOut(d, "leave it, and write what is new as a sync of another name")
}

func (c *comparison) systemActionRemoved(was *program.Action, now diagnostic.Label) {
	d := c.report(diagnostic.SystemActionRemoved, c.was(was.Decl.Header.At, "began flows"), "`%s` begins no flows any more", was.FullName())
	d.Secondary = append(d.Secondary, now)
	breaks(d, "whoever calls it from outside: a clock, a queue, a command")
	wayOut(d, "leave it beside the new one until nobody calls it")
}
