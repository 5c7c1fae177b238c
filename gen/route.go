package gen

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// routeLayout is the Go of one route of the app: one root of flows, with the
// literals that syncs tell its flows apart by.
type routeLayout struct {
	route *program.Route
	entry string // the function that starts a flow, such as AuthLogin
	flow  string // the type of the flow, such as authLogin

	// The rest is set for requests of the built-in concept alone.
	method, path string // as HTTP has them
	input        string // the struct that the entry takes
	serve        string // the function that serves it
	fields       []*routeField
	answer       *answerLayout
}

// routeField is a named value of a request.
type routeField struct {
	name     string
	field    string     // in the input struct
	of       types.Type // an optional one where no sync insists on the value
	required bool
}

// overHTTP reports whether the route is served over HTTP.
func (rl *routeLayout) overHTTP() bool { return rl.route.Root.Concept.BuiltIn }

// field returns the field of a named value, or nil.
func (rl *routeLayout) field(name string) *routeField {
	for _, f := range rl.fields {
		if f.name == name {
			return f
		}
	}
	return nil
}

// routeLiteralNamed is the literal of a route for a parameter of its root.
func routeLiteralNamed(r *program.Route, name string) (string, bool) {
	for _, l := range r.Literals {
		if text, ok := l.Value.(string); ok && l.Name == name {
			return text, true
		}
	}
	return "", false
}

// layRoutes names the routes of a program and what belongs to them.
func (l *layout) layRoutes(routes []*program.Route) {
	l.scope.reserve("App", "Concepts", "New")
	entries := newNames()
	if l.split {
		entries = l.scope // entries are functions then, not methods of the App
	}
	entries.reserve(appMembers...)
	for _, c := range l.concepts {
		entries.reserve(c.field)
	}
	l.routesVar, l.syncsVar, l.tracedType = l.scope.take("routes"), l.scope.take("syncs"), l.scope.take("traced")
	l.newTraced = l.scope.take("newTraced")
	systems := map[*program.Action]string{}
	for _, r := range routes {
		rl := &routeLayout{route: r}
		l.routes = append(l.routes, rl)
		if rl.overHTTP() {
			l.layRequest(rl, entries)
			continue
		}
		// All routes of a system action begin in one entry.
		if systems[r.Root] == "" {
			systems[r.Root] = entries.take(exported(r.Root.Concept.Name) + exported(r.Root.Name))
		}
		rl.entry = systems[r.Root]
		flow := unexported(rl.entry)
		for _, literal := range r.Literals {
			flow += exported(fmt.Sprint(literal.Value))
		}
		rl.flow = l.scope.take(flow, flow+"Flow")
	}
	l.nameSyncs()
}

// layRequest names a route that is served over HTTP: after its path, and after
// its method where it is not the usual one.
func (l *layout) layRequest(rl *routeLayout, entries *names) {
	rl.path, _ = routeLiteralNamed(rl.route, "path")
	rl.method = http.MethodPost
	if method, ok := routeLiteralNamed(rl.route, "method"); ok {
		rl.method = strings.ToUpper(method)
	}
	plain := "Root"
	if len(words(rl.path)) > 0 {
		plain = exported(rl.path)
	}
	withMethod := exported(strings.ToLower(rl.method)) + plain
	if rl.method != http.MethodPost {
		plain = withMethod
	}
	rl.entry = entries.take(plain, withMethod)
	rl.flow = l.scope.packageLevel(unexported(rl.entry), "Flow")
	rl.input = l.scope.take(rl.entry + "Input")
	rl.serve = l.scope.take("serve" + rl.entry)
	rl.answer = &answerLayout{typ: l.scope.take(rl.entry + "Answer")}
	l.layFields(rl)
}

// layFields finds the named values that the syncs of a route ask for: those of
// its path first, then the others in the order in which the syncs name them.
func (l *layout) layFields(rl *routeLayout) {
	scope := newNames(append([]string{"Request"}, structMethods...)...)
	add := func(name string, of types.Type, required bool) {
		if known := rl.field(name); known != nil {
			known.required = known.required || required
			if known.of == nil {
				known.of = of
			}
			return
		}
		rl.fields = append(rl.fields, &routeField{name: name, field: scope.take(exported(name)), of: of, required: required})
	}
	for _, name := range pathNames(rl.path) {
		if rl.route.Root.Param(name) == nil {
			add(name, nil, true)
		}
	}
	for _, m := range l.restMatches(rl) {
		add(m.Name, presentType(m.Type), !m.Optional)
	}
	for _, f := range rl.fields {
		if f.of == nil {
			f.of = types.String // a segment that no sync reads
		}
		if !f.required {
			f.of = &types.Optional{Elem: f.of}
		}
	}
}

// restMatches are the matches of further named values of all the patterns that
// a request of the route meets, in sync order.
func (l *layout) restMatches(rl *routeLayout) []*program.Match {
	var list []*program.Match
	for _, p := range l.requests.meeting(rl.path) {
		if !rl.route.Matches(p) {
			continue
		}
		for _, m := range p.Inputs {
			if m.Rest {
				list = append(list, m)
			}
		}
	}
	return list
}

// requestPatterns finds the patterns of requests by their path, so that laying
// out a route does not look at the patterns of all others.
type requestPatterns struct {
	order  map[*program.Pattern]int
	byPath map[string][]*program.Pattern
	plain  []*program.Pattern // without a path
}

func newRequestPatterns(syncs []*program.Sync) *requestPatterns {
	r := &requestPatterns{order: map[*program.Pattern]int{}, byPath: map[string][]*program.Pattern{}}
	for _, s := range syncs {
		for _, p := range s.When {
			if !p.Action.Concept.BuiltIn || !p.Action.System {
				continue
			}
			r.order[p] = len(r.order)
			if path, ok := pathOf(p); ok {
				r.byPath[path] = append(r.byPath[path], p)
			} else {
				r.plain = append(r.plain, p)
			}
		}
	}
	return r
}

// meeting returns the patterns that ask for a path, or for none.
func (r *requestPatterns) meeting(path string) []*program.Pattern {
	list := slices.Concat(r.byPath[path], r.plain)
	slices.SortFunc(list, func(a, b *program.Pattern) int { return r.order[a] - r.order[b] })
	return list
}

func pathOf(p *program.Pattern) (string, bool) {
	for _, m := range p.Inputs {
		if literal, ok := m.Test.(*program.Literal); ok && m.Name == "path" && !m.Rest {
			path, ok := literal.Value.(string)
			return path, ok
		}
	}
	return "", false
}

// pathNames are the names of the `{name}` segments of a path.
func pathNames(path string) []string {
	var list []string
	for segment := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") {
			name := segment[1 : len(segment)-1]
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}
