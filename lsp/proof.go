package lsp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/symbol"
)

// mostRoutes is how many routes a hover lists.
const mostRoutes = 8

// aboutSync says on which routes a sync may fire, and what is proved of them.
func (p place) aboutSync(s *symbol.Symbol) string {
	text := fenced("sync", "sync "+s.Name) + p.commentsOf(s.Sync.Decl.Comments)
	now := p.checked()
	switch {
	case s.Sync.HasErrors:
		return text + "\n\nIt has errors: its flows were not followed."
	case now.flows == nil:
		return text + "\n\nFlows were not followed: some declaration of the program could not be read."
	}
	index := flow.NewIndex(now.program)
	var lines []string
	for _, proof := range now.flows.Routes {
		if slices.Contains(index.Reach(proof.Route).Syncs, s.Sync) {
			lines = append(lines, "- "+proved(proof, s.Sync))
		}
	}
	if len(lines) == 0 {
		return text + "\n\nNo route leads to it."
	}
	if more := len(lines) - mostRoutes; more > 0 {
		lines = append(lines[:mostRoutes], fmt.Sprintf("- and %d more", more))
	}
	return text + "\n\nMay fire on\n" + strings.Join(lines, "\n")
}

// proved says what is known of a route, and what a sync has to do with it.
func proved(proof *flow.Proof, s *program.Sync) string {
	text := "`" + flow.RouteName(proof.Route) + "`"
	switch {
	case !proof.Owed:
		text += ": nobody is owed an answer"
	case proof.Proved:
		text += ": answered exactly once"
	case proof.Why != "":
		text += ": not proved, " + proof.Why
	default:
		var why []string
		for _, d := range proof.Findings {
			why = append(why, d.Message)
		}
		text += ": not proved, " + strings.Join(slices.Compact(why), "; ")
	}
	var on []string
	for _, a := range proof.Answers {
		if a.Sync == s && a.On != "" {
			on = append(on, a.On)
		}
	}
	if len(on) > 0 {
		text += "; by this sync " + strings.Join(on, ", and ")
	}
	return text
}
