package flow

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// weighSharedLines takes back that fixes of a line are safe where other routes
// come to the line as well and are not mended by it: what answers one route may
// answer another one twice.
func weighSharedLines(results []*routeResult) {
	if !slices.ContainsFunc(results, func(r *routeResult) bool { return slices.ContainsFunc(r.findings, mendsSafely) }) {
		return
	}
	routes := map[source.Span][]*routeResult{} // that come to a line
	for _, r := range results {
		for at := range r.lines() {
			routes[at] = append(routes[at], r)
		}
	}
	for _, r := range results {
		for i := range r.findings {
			d := &r.findings[i]
			if !mendsSafely(*d) {
				continue
			}
			at := d.Primary.Span
			others := routes[at]
			n := slices.IndexFunc(others, func(o *routeResult) bool { return o != r && !o.mends(at) })
			if n >= 0 {
				d.Fix.Safe = false
				d.Notes = append(d.Notes, fmt.Sprintf("`%s` comes to this line too, and may not need an answer here", RouteName(others[n].proof.Route)))
			}
		}
	}
}

// mendsSafely reports whether a finding has a fix that answers.
func mendsSafely(d diagnostic.Diagnostic) bool {
	return d.Code == diagnostic.UnansweredRequest && d.Fix != nil && d.Fix.Safe
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

// mends reports whether an answer at a place mends the route as well. Where
// others answer some of what the line leaves out, there is no fix.
func (r *routeResult) mends(at source.Span) bool {
	return slices.ContainsFunc(r.findings, func(d diagnostic.Diagnostic) bool {
		return d.Code == diagnostic.UnansweredRequest && d.Fix != nil && d.Primary.Span == at
	})
}
