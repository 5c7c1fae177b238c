package flow

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// deadSyncs reports the syncs that fire in no flow. A program without roots is
// a part of one: nothing is said of it.
func deadSyncs(p *program.Program, alive map[*program.Sync]bool) diagnostic.List {
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
	for _, s := range p.Syncs {
		if !alive[s] && !causedByDead(s, p, alive) {
			list = append(list, deadSync(s, called))
		}
	}
	return list
}

// causedByDead reports whether all that sets a sync off is itself called by
// syncs that never fire, which is said of those.
func causedByDead(s *program.Sync, p *program.Program, alive map[*program.Sync]bool) bool {
	for _, pattern := range s.When {
		if pattern.Action.System {
			continue
		}
		byDead, byAlive := false, false
		for _, other := range p.Syncs {
			if other == s {
				continue
			}
			for _, exit := range other.Exits() {
				for _, call := range exit.Calls {
					if call.Action == pattern.Action {
						byDead = byDead || !alive[other]
						byAlive = byAlive || alive[other]
					}
				}
			}
		}
		if byDead && !byAlive {
			return true
		}
	}
	return false
}

func deadSync(s *program.Sync, called map[*program.Action]bool) diagnostic.Diagnostic {
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
	if len(s.When) > 1 {
		d.Primary.Text = "what it waits for never comes together in one flow"
		for _, p := range s.When {
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: p.Call.At, Text: "it waits for this"})
		}
	}
	return d
}
