package breaking

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
)

// trigger is what a sync waits for, pattern by pattern: the same for two syncs
// that wait for the same. Values that a pattern only binds are no part of it.
func trigger(s *side, sync *program.Sync) []string {
	var list []string
	for _, p := range sync.When {
		text := p.Action.FullName() + " "
		if route := s.routesFor(p); route != "" {
			text = route + " "
		}
		if asked := asked(p); asked != "" {
			text += "(" + asked + ") "
		}
		list = append(list, strings.TrimSpace(text+outcome(p)))
	}
	slices.Sort(list)
	return list
}

// routesFor names the routes of requests that a pattern with a path takes.
func (s *side) routesFor(p *program.Pattern) string {
	path, ok := literal(p, "path")
	if !ok || !p.Action.IsRequest() {
		return ""
	}
	var names []string
	for _, r := range s.byShape[shape(fmt.Sprint(path))] {
		if r.Matches(p) {
			names = append(names, r.key)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " or ")
}

// asked lists the literals that a pattern asks for, but for the route of a
// request.
func asked(p *program.Pattern) string {
	var list []string
	for _, m := range slices.Concat(p.Inputs, p.Outputs) {
		l, ok := m.Test.(*program.Literal)
		if !ok || p.Action.IsRequest() && !m.Rest {
			continue
		}
		list = append(list, fmt.Sprintf("%s: %#v", m.Name, l.Value))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// outcome says which outcomes a pattern matches: every one but the refusal, as
// most do, goes without saying.
func outcome(p *program.Pattern) string {
	if len(p.Outcomes) == len(successes(p.Action)) && !p.Outcomes[0].Refusal {
		return ""
	}
	if p.Outcomes[0].Refusal {
		return ": (error)"
	}
	var names []string // the outcome has others too, which come and go without a difference
	for _, m := range p.Outputs {
		names = append(names, m.Name)
	}
	slices.Sort(names)
	return ": (" + strings.Join(names, ", ") + ")"
}
