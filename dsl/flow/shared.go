package flow

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// weighSharedLines takes back that fixes of a line are safe where other routes
// come to the line as well and nothing of the kind is found of them: what
// answers one route may answer another one twice.
func weighSharedLines(results []*routeResult) {
	routes := map[source.Span][]*routeResult{} // that come to a line
	for _, r := range results {
		for at := range r.lines() {
			routes[at] = append(routes[at], r)
		}
	}
	for _, r := range results {
		for i := range r.findings {
			d := &r.findings[i]
			if d.Code != diagnostic.UnansweredRequest || d.Fix == nil || !d.Fix.Safe {
				continue
			}
			at := d.Primary.Span
			others := routes[at]
			n := slices.IndexFunc(others, func(o *routeResult) bool { return o != r && !o.finds(d.Code, at) })
			if n >= 0 {
				d.Fix.Safe = false
				d.Notes = append(d.Notes, fmt.Sprintf("`%s` comes to this line too, and is not known to lack an answer here", RouteName(others[n].proof.Route)))
			}
		}
	}
}

// lines are the places of the lines in `where` of the syncs that may fire.
func (r *routeResult) lines() map[source.Span]bool {
	lines := map[source.Span]bool{}
	for _, s := range r.alive {
		for _, step := range s.Where {
			lines[step.Line().Span()] = true
		}
	}
	return lines
}

// finds reports whether there is a finding of a code at a place.
func (r *routeResult) finds(code diagnostic.Code, at source.Span) bool {
	return slices.ContainsFunc(r.findings, func(d diagnostic.Diagnostic) bool { return d.Code == code && d.Primary.Span == at })
}
