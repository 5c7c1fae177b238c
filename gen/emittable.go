package gen

import (
	"errors"
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
)

// emittable says what of a checked program no server could carry out: routes
// that it could not tell apart, and syncs that do what only the world outside
// does.
func emittable(p *program.Program, routes []*program.Route) error {
	var problems []error
	taken := map[string]string{}
	for _, r := range routes {
		if !r.Root.Concept.BuiltIn {
			continue
		}
		path, _ := routeLiteralNamed(r, "path")
		method, ok := routeLiteralNamed(r, "method")
		if !ok {
			method = "POST"
		}
		text := routeText(r)
		if !strings.HasPrefix(path, "/") {
			problems = append(problems, fmt.Errorf("%s: a path begins with a slash: write %q", text, "/"+path))
			continue
		}
		key := strings.ToUpper(method) + " " + shapeOfPath(path)
		if other, ok := taken[key]; ok {
			problems = append(problems, fmt.Errorf("%s and %s are the same requests: write them alike", other, text))
			continue
		}
		taken[key] = text
	}
	for _, s := range p.Syncs {
		for _, exit := range exits(s) {
			for _, call := range exit.calls {
				if call.Action.Concept.BuiltIn && call.Action.System {
					problems = append(problems, fmt.Errorf("sync %s calls %s, which only the world outside does", s.Name, call.Action.FullName()))
				}
			}
		}
	}
	return errors.Join(problems...)
}

// shapeOfPath is a path without the names of its `{name}` segments.
func shapeOfPath(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}
