package gen

import (
	"fmt"
	"net/http"
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
	header   string     // the header that has it, if one has
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
	rl.method, rl.path = rl.route.Endpoint()
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

// layFields finds the named values that the syncs of a route ask for.
func (l *layout) layFields(rl *routeLayout) {
	scope := newNames(append([]string{"Request"}, structMethods...)...)
	for _, v := range l.requests.Values(rl.route) {
		rl.fields = append(rl.fields, &routeField{name: v.Name, field: scope.take(exported(v.Name)), header: v.Header, of: v.Whole(), required: v.Required})
	}
}
