package program

// Route is a set of calls of a system action that syncs do not tell apart any
// further: those that have the literals given.
type Route struct {
	Root     *Action
	Literals []RouteLiteral // in the order of Root.Params
	// Default marks the route of the calls that no other route of the action
	// takes.
	Default bool

	tested map[string]bool // the parameters that patterns have literals of
}

// RouteLiteral is the value that a parameter has in a route: a string, int64,
// float64 or bool.
type RouteLiteral struct {
	Name  string
	Value any
}

// Literal returns the value that a parameter has in the route, or nil.
func (r *Route) Literal(name string) any {
	for _, l := range r.Literals {
		if l.Name == name {
			return l.Value
		}
	}
	return nil
}

// Narrows reports whether the route is for some of the calls that have the
// literals of another one: it takes them from it.
func (r *Route) Narrows(other *Route) bool {
	if r.Root != other.Root || len(r.Literals) <= len(other.Literals) {
		return false
	}
	for _, l := range other.Literals {
		if v := r.Literal(l.Name); v == nil || !SameLiteral(v, l.Value) {
			return false
		}
	}
	return true
}

// Rest is the route of the calls that no route with literals takes.
func (r *Route) Rest() *Route { return &Route{Root: r.Root, Default: true, tested: r.tested} }

// Matches reports whether calls of the route are ones that the literals of a
// pattern ask for. A pattern that binds a parameter or leaves it out asks for
// nothing of it.
func (r *Route) Matches(p *Pattern) bool {
	if p.Action != r.Root {
		return false
	}
	for _, m := range p.Inputs {
		want, ok := m.Literal()
		if !ok || !r.tested[m.Name] {
			continue
		}
		v := r.Literal(m.Name)
		if v == nil || !SameLiteral(v, want) {
			return false
		}
	}
	return true
}

// Routes lists the routes of all system actions: action by action in
// declaration order, each one's by the first pattern that makes it.
//
// The built-in Requesting.request has a route for each path that a pattern
// names and each method that a pattern with that path names, POST where none
// does. Every other action has a route for each combination of literals that
// calls can have together, and a default one for calls without any of them if
// some pattern takes those too, or if no pattern has a literal.
func (p *Program) Routes() []*Route {
	patterns := map[*Action][]*Pattern{}
	for _, s := range p.Syncs {
		if s.HasErrors {
			continue
		}
		for _, pattern := range s.When {
			if pattern.Action.System {
				patterns[pattern.Action] = append(patterns[pattern.Action], pattern)
			}
		}
	}
	var routes []*Route
	for _, c := range p.Concepts {
		for _, a := range c.Actions {
			switch {
			case !a.System:
			case a.IsRequest():
				routes = append(routes, requestRoutes(a, patterns[a])...)
			default:
				routes = append(routes, literalRoutes(a, patterns[a])...)
			}
		}
	}
	return routes
}

// IsRequest reports whether the action is the built-in Requesting.request, of
// which each occurrence is a request of HTTP.
func (a *Action) IsRequest() bool {
	return a.Concept.BuiltIn && a.Concept.Name == "Requesting" && a.Name == "request"
}

// requestRoutes are the routes by method and path.
func requestRoutes(a *Action, patterns []*Pattern) []*Route {
	tested := map[string]bool{"method": true, "path": true}
	var paths []string
	methods := map[string][]string{}
	seen := map[[2]string]bool{}
	for _, p := range patterns {
		literals := assigned(p)
		path, ok := stringLiteral(&literals, "path")
		if !ok {
			continue
		}
		if _, known := methods[path]; !known {
			paths = append(paths, path)
			methods[path] = nil
		}
		if method, ok := stringLiteral(&literals, "method"); ok && !seen[[2]string{path, method}] {
			seen[[2]string{path, method}] = true
			methods[path] = append(methods[path], method)
		}
	}
	var routes []*Route
	for _, path := range paths {
		list := methods[path]
		if list == nil {
			list = []string{"POST"}
		}
		for _, method := range list {
			r := &Route{Root: a, tested: tested}
			for _, param := range a.Params {
				switch param.Name {
				case "method":
					r.Literals = append(r.Literals, RouteLiteral{"method", method})
				case "path":
					r.Literals = append(r.Literals, RouteLiteral{"path", path})
				}
			}
			routes = append(routes, r)
		}
	}
	return routes
}

func stringLiteral(a *assignment, name string) (string, bool) {
	v, _ := a.value(name)
	s, ok := v.(string)
	return s, ok
}

// literalRoutes are the routes by whatever literals patterns have.
func literalRoutes(a *Action, patterns []*Pattern) []*Route {
	var all []assignment
	var shapes []string
	ofShape := map[string][]assignment{}
	known := map[restKey]bool{}
	tested := map[string]bool{}
	plain := false
	add := func(x assignment) {
		if known[restKey{x.shape, x.key}] {
			return
		}
		known[restKey{x.shape, x.key}] = true
		all = append(all, x)
		if ofShape[x.shape] == nil {
			shapes = append(shapes, x.shape)
		}
		ofShape[x.shape] = append(ofShape[x.shape], x)
	}
	for _, p := range patterns {
		x := assigned(p)
		if len(x.literals) == 0 {
			plain = true
			continue
		}
		if known[restKey{x.shape, x.key}] {
			continue
		}
		for _, l := range x.literals {
			tested[l.Name] = true
		}
		add(x)
		// Calls can have the literals of several patterns at once, where the
		// patterns are about different parameters.
		for _, shape := range shapes {
			if shape == x.shape {
				continue
			}
			for _, y := range ofShape[shape] {
				if both, ok := union(a, &x, &y); ok {
					add(both)
				}
			}
		}
	}
	var routes []*Route
	for _, x := range all {
		routes = append(routes, &Route{Root: a, Literals: x.literals, tested: tested})
	}
	if plain || len(all) == 0 {
		routes = append(routes, &Route{Root: a, Default: true, tested: tested})
	}
	return routes
}

// union returns the literals of two assignments together, unless they
// contradict each other.
func union(a *Action, x, y *assignment) (assignment, bool) {
	var both assignment
	for _, param := range a.Params {
		v, inX := x.value(param.Name)
		w, inY := y.value(param.Name)
		switch {
		case inX && inY && literalKey(v) != literalKey(w):
			return both, false
		case inX:
			both.literals = append(both.literals, RouteLiteral{param.Name, v})
		case inY:
			both.literals = append(both.literals, RouteLiteral{param.Name, w})
		}
	}
	return both.index(), true
}
