package flow

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// deadSyncs reports the syncs that fire in no flow, and says of those that are
// idle that it is for their conditions. Of those that something was said of
// nothing more is. A program without roots is a part of one: nothing is said of
// it.
func deadSyncs(p *program.Program, alive, idle, said map[*program.Sync]bool) diagnostic.List {
	called := map[*program.Action]bool{}
	rooted := false
	for _, c := range p.Concepts {
		for _, a := range c.Actions {
			called[a] = a.System
			rooted = rooted || a.System
		}
	}
	if !rooted {
		return nil
	}
	for _, s := range p.Syncs {
		for _, exit := range s.Exits() {
			for _, call := range exit.Calls {
				called[call.Action] = true
			}
		}
	}
	var list diagnostic.List
	causes := causedByDead(p, alive)
	explained := map[*program.Sync]bool{}
	var explain func(s *program.Sync)
	explain = func(s *program.Sync) {
		explained[s] = true
		for _, next := range causes[s] {
			if !explained[next] {
				explain(next)
			}
		}
	}
	report := func(s *program.Sync) {
		if !said[s] {
			list = append(list, deadSync(s, called, idle[s]))
		}
		explain(s)
	}
	caused := map[*program.Sync]bool{}
	for _, effects := range causes {
		for _, s := range effects {
			caused[s] = true
		}
	}
	for _, s := range p.Syncs {
		if !alive[s] && !caused[s] {
			report(s)
		}
	}
	for _, s := range p.Syncs { // those that wait for each other only
		if !alive[s] && !explained[s] {
			report(s)
		}
	}
	return list
}

// causedByDead lists, for each sync that never fires, the others that do not
// because all that sets them off is called by such syncs: what is said of the
// one explains them.
func causedByDead(p *program.Program, alive map[*program.Sync]bool) map[*program.Sync][]*program.Sync {
	callers := map[*program.Action][]*program.Sync{}
	for _, s := range p.Syncs {
		for _, exit := range s.Exits() {
			for _, call := range exit.Calls {
				callers[call.Action] = append(callers[call.Action], s)
			}
		}
	}
	causes := map[*program.Sync][]*program.Sync{}
	for _, s := range p.Syncs {
		if alive[s] {
			continue
		}
		for _, pattern := range s.When {
			others := slices.DeleteFunc(slices.Clone(callers[pattern.Action]), func(c *program.Sync) bool { return c == s })
			if pattern.Action.System || slices.ContainsFunc(others, func(c *program.Sync) bool { return alive[c] }) {
				continue
			}
			for _, c := range others {
				causes[c] = append(causes[c], s)
			}
		}
	}
	return causes
}

func deadSync(s *program.Sync, called map[*program.Action]bool, idle bool) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: diagnostic.DeadSync, Severity: diagnostic.Warning,
		Message: fmt.Sprintf("sync `%s` can never fire", s.Name),
		Primary: diagnostic.Label{Span: s.Decl.Name.At, Text: "no flow has what it waits for"},
	}
	for _, p := range s.When {
		if !called[p.Action] {
			d.Primary = diagnostic.Label{Span: p.Call.At, Text: "no sync calls `" + p.Action.FullName() + "`"}
			d.Help = append(d.Help, "let a sync call it, or leave the rule out")
			return d
		}
	}
	if idle {
		d.Primary.Text = "its conditions never hold at once"
		return d
	}
	if len(s.When) > 1 {
		d.Primary.Text = "what it waits for never comes together in one flow"
		for _, p := range s.When {
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: p.Call.At, Text: "it waits for this"})
		}
	}
	return d
}
