package picture

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/spelling"
)

// Filter says what of a program is drawn: what all of its parts that are not
// empty let through.
type Filter struct {
	Route   string // `POST /login`, `/login` for all its methods, or `Clock.tick (unit: "day")`
	Concept string
	Sync    string
}

// Draw draws a program that has no errors: without a filter an overview of it,
// unless it has one route only. A filter that names what is not there is an
// error.
func Draw(p *program.Program, filter Filter) (*Graph, error) {
	routes, err := routesNamed(p, filter.Route)
	if err != nil {
		return nil, err
	}
	concept, err := conceptNamed(p, filter.Concept)
	if err != nil {
		return nil, err
	}
	sync, err := syncNamed(p, filter.Sync)
	if err != nil {
		return nil, err
	}
	if filter == (Filter{}) && len(routes) != 1 {
		return overview(p), nil
	}
	d := newDetail(p, title(p, filter, routes))
	index := flow.NewIndex(p)
	if concept == nil && sync == nil {
		for _, r := range routes {
			d.route(index.Reach(r))
		}
		d.graph.Across = len(routes) > 1 || d.graph.isTooWide()
		return d.graph, nil
	}
	syncs := p.Syncs
	if filter.Route != "" {
		syncs = nil
		for _, r := range routes {
			syncs = append(syncs, index.Reach(r).Syncs...)
		}
		syncs = inOrder(syncs)
	}
	if concept != nil {
		syncs = keep(syncs, func(s *program.Sync) bool { return takesPart(s, concept) })
	}
	if sync != nil {
		syncs = keep(syncs, func(s *program.Sync) bool { return s == sync })
	}
	if len(syncs) == 0 {
		return nil, fmt.Errorf("nothing to draw: no sync is %s", filter)
	}
	d.around(syncs, routes, sync != nil)
	return d.graph, nil
}

// String says which syncs a filter lets through.
func (f Filter) String() string {
	var parts []string
	if f.Sync != "" {
		parts = append(parts, "named "+f.Sync)
	}
	if f.Route != "" {
		parts = append(parts, "reached from "+f.Route)
	}
	if f.Concept != "" {
		parts = append(parts, "about actions of "+f.Concept)
	}
	return strings.Join(parts, " and ")
}

func title(p *program.Program, f Filter, routes []*program.Route) string {
	var parts []string
	if f.Sync != "" {
		parts = append(parts, f.Sync)
	}
	if f.Concept != "" {
		parts = append(parts, f.Concept)
	}
	if f.Route != "" || len(parts) == 0 {
		for _, r := range routes {
			parts = append(parts, flow.RouteName(r))
		}
	}
	return strings.Join(parts, ", ")
}

// takesPart reports whether a sync waits for an action of a concept or calls one.
func takesPart(s *program.Sync, c *program.Concept) bool {
	return slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action.Concept == c }) ||
		slices.ContainsFunc(s.Exits(), func(e program.Exit) bool {
			return slices.ContainsFunc(e.Calls, func(call *program.Invocation) bool { return call.Action.Concept == c })
		})
}

func keep(syncs []*program.Sync, wanted func(*program.Sync) bool) []*program.Sync {
	return slices.DeleteFunc(slices.Clone(syncs), func(s *program.Sync) bool { return !wanted(s) })
}

// inOrder puts syncs in the order of the program, each once.
func inOrder(syncs []*program.Sync) []*program.Sync {
	slices.SortFunc(syncs, func(a, b *program.Sync) int { return a.Index - b.Index })
	return slices.Compact(syncs)
}

// routesNamed finds the routes of a name: all of them for none.
func routesNamed(p *program.Program, name string) ([]*program.Route, error) {
	all := p.Routes()
	if name == "" {
		return all, nil
	}
	var found []*program.Route
	var names, paths []string
	for _, r := range all {
		path, _ := r.Literal("path").(string)
		if flow.RouteName(r) == name || path == name || r.Root.FullName() == name {
			found = append(found, r)
		}
		names = append(names, flow.RouteName(r))
		if path != "" {
			paths = append(paths, path)
		}
	}
	if found == nil {
		if meant := spelling.Closest(name, paths); meant != "" {
			names = []string{meant}
		}
		return nil, unknown("route", name, names)
	}
	return found, nil
}

func conceptNamed(p *program.Program, name string) (*program.Concept, error) {
	var names []string
	for _, c := range p.Concepts {
		if c.Name == name {
			return c, nil
		}
		names = append(names, c.Name)
	}
	if name == "" {
		return nil, nil
	}
	return nil, unknown("concept", name, names)
}

func syncNamed(p *program.Program, name string) (*program.Sync, error) {
	var names []string
	for _, s := range p.Syncs {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	if name == "" {
		return nil, nil
	}
	return nil, unknown("sync", name, names)
}

// maxNames is how many names an error lists when none of them is close.
const maxNames = 12

func unknown(what, name string, names []string) error {
	if len(names) == 0 {
		return fmt.Errorf("there is no %s `%s`: the program has none", what, name)
	}
	if meant := spelling.Closest(name, names); meant != "" {
		return fmt.Errorf("there is no %s `%s`, did you mean `%s`?", what, name, meant)
	}
	list, more := names, ""
	if n := len(names) - maxNames; n > 0 {
		list, more = names[:maxNames], fmt.Sprintf(", and %d more", n)
	}
	return fmt.Errorf("there is no %s `%s`; there are: %s%s", what, name, strings.Join(list, ", "), more)
}
