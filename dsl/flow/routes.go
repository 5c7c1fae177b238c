package flow

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// routesOf lists the routes of a program that calls can take. A root that is
// owed an answer has one for the calls that no sync asks for, too, unless a
// server refuses those.
func routesOf(p *program.Program) []*program.Route {
	routes := p.Routes()
	roots := map[*program.Action]*program.Route{}
	var order []*program.Action
	for _, r := range routes {
		if known := roots[r.Root]; known == nil || r.Default {
			roots[r.Root] = r
		}
		if !slices.Contains(order, r.Root) {
			order = append(order, r.Root)
		}
	}
	for _, root := range order {
		if !roots[root].Default && !root.Concept.BuiltIn && len(answersOf(root)) > 0 {
			routes = append(routes, roots[root].Rest())
		}
	}
	return slices.DeleteFunc(routes, vacuous(routes))
}

// vacuous finds the default routes that no call takes, since a parameter has a
// route for each of its values.
func vacuous(routes []*program.Route) func(*program.Route) bool {
	type parameter struct {
		root *program.Action
		name string
	}
	values := map[parameter][]any{}
	for _, r := range routes {
		if len(r.Literals) == 1 {
			at := parameter{r.Root, r.Literals[0].Name}
			values[at] = append(values[at], r.Literals[0].Value)
		}
	}
	return func(r *program.Route) bool {
		return r.Default && slices.ContainsFunc(r.Root.Params, func(p *program.Param) bool {
			return exhausts(p.Type, values[parameter{r.Root, p.Name}])
		})
	}
}

// exhausts reports whether values are all that a type has.
func exhausts(t types.Type, values []any) bool {
	all := []any{}
	switch t := t.(type) {
	case *types.Enum:
		for _, c := range t.Constants {
			all = append(all, c)
		}
	case types.Primitive:
		if t == types.Flag {
			all = append(all, false, true)
		}
	}
	return len(all) > 0 && !slices.ContainsFunc(all, func(v any) bool { return !slices.Contains(values, v) })
}
