package requesting

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Request is the identity of one request: what `Requesting.request` gives and
// `Requesting.respond` takes. It is also the answer's header X-Request-Id.
type Request string

// Route is a path that an app serves. Segments of the path written `{name}`
// match any one segment. Where several routes match, a literal segment counts
// before a `{name}` one, from left to right.
type Route[A any] struct {
	Method string // POST when empty
	Path   string // without the base path
	// Serve reads the request from the exchange, runs the flow and answers.
	// It does not keep the exchange, nor anything it got from it but values.
	Serve func(app A, x *Exchange) error
}

// router finds routes by path. Paths without `{name}` are found with one look
// into a map; the others in a tree of segments.
type router struct {
	literal map[string]*endpoint
	tree    *segment
}

// endpoint is all that is served at one path.
type endpoint struct {
	methods []method
}

type method struct {
	name  string
	route int      // index into the table of routes
	path  string   // as written, for logs
	names []string // of the `{name}` segments, in order
}

// segment is a node of the tree.
type segment struct {
	literal map[string]*segment
	any     *segment
	here    *endpoint
}

func (r *router) add(index int, name, path string) error {
	if name == "" {
		name = http.MethodPost
	}
	if path == "" || path[0] != '/' {
		return fmt.Errorf("the path `%s` does not begin with a slash", path)
	}
	m := method{name: name, route: index, path: path}
	var at *endpoint
	if !strings.Contains(path, "{") {
		at = r.literal[path]
		if at == nil {
			at = &endpoint{}
			r.literal[path] = at
		}
	} else {
		if r.tree == nil {
			r.tree = &segment{}
		}
		node := r.tree
		for part := range strings.SplitSeq(path[1:], "/") {
			if part != "" && part[0] == '{' && part[len(part)-1] == '}' {
				m.names = append(m.names, part[1:len(part)-1])
				if node.any == nil {
					node.any = &segment{}
				}
				node = node.any
				continue
			}
			if strings.ContainsAny(part, "{}") {
				return fmt.Errorf("the segment `%s` of the path `%s` is neither plain text nor one `{name}`", part, path)
			}
			node = node.child(part)
		}
		if node.here == nil {
			node.here = &endpoint{}
		}
		at = node.here
	}
	if at.method(name) != nil {
		return fmt.Errorf("`%s %s` is in the table twice", name, path)
	}
	at.methods = append(at.methods, m)
	return nil
}

func (s *segment) child(name string) *segment {
	child := s.literal[name]
	if child == nil {
		child = &segment{}
		if s.literal == nil {
			s.literal = map[string]*segment{}
		}
		s.literal[name] = child
	}
	return child
}

func (e *endpoint) method(name string) *method {
	for i := range e.methods {
		if e.methods[i].name == name {
			return &e.methods[i]
		}
	}
	return nil
}

// serving returns the route for a method; one for GET also serves HEAD.
func (e *endpoint) serving(name string) *method {
	m := e.method(name)
	if m == nil && name == http.MethodHead {
		m = e.method(http.MethodGet)
	}
	return m
}

// find returns the route for a method and a path, and appends the values of
// its `{name}` segments. The path is as the request line has it when escaped
// is set: a slash within a segment is written %2F then.
func (r *router) find(name, path string, escaped bool, values []string) (*method, []string) {
	if !escaped {
		if at := r.literal[path]; at != nil {
			if m := at.serving(name); m != nil {
				return m, values
			}
		}
	}
	if len(path) == 0 || r.tree == nil && !escaped {
		return nil, values
	}
	if escaped {
		if at := r.literal[unescaped(path)]; at != nil {
			if m := at.serving(name); m != nil {
				return m, values
			}
		}
	}
	if r.tree == nil {
		return nil, values
	}
	return r.tree.find(name, path[1:], escaped, values)
}

func (s *segment) find(name, path string, escaped bool, values []string) (*method, []string) {
	part, rest, more := strings.Cut(path, "/")
	if escaped {
		part = unescaped(part)
	}
	for _, next := range [...]*segment{s.literal[part], s.any} {
		if next == nil || next == s.any && part == "" {
			continue
		}
		tried := values
		if next == s.any {
			tried = append(tried, part)
		}
		var m *method
		if more {
			m, tried = next.find(name, rest, escaped, tried)
		} else if next.here != nil {
			m = next.here.serving(name)
		}
		if m != nil {
			return m, tried
		}
	}
	return nil, values
}

// allowed returns the methods that are served at a path; none for a path that
// is not known.
func (r *router) allowed(path string, escaped bool) []string {
	var names []string
	add := func(at *endpoint) {
		for i := range at.methods {
			names = append(names, at.methods[i].name)
		}
	}
	if at := r.literal[unescapedIf(escaped, path)]; at != nil {
		add(at)
	}
	if r.tree != nil && path != "" {
		r.tree.visit(path[1:], escaped, add)
	}
	if names == nil {
		return nil
	}
	if slices.Contains(names, http.MethodGet) {
		names = append(names, http.MethodHead)
	}
	names = append(names, http.MethodOptions)
	slices.Sort(names)
	return slices.Compact(names)
}

func (s *segment) visit(path string, escaped bool, add func(*endpoint)) {
	part, rest, more := strings.Cut(path, "/")
	part = unescapedIf(escaped, part)
	for _, next := range [...]*segment{s.literal[part], s.any} {
		switch {
		case next == nil || next == s.any && part == "":
		case more:
			next.visit(rest, escaped, add)
		case next.here != nil:
			add(next.here)
		}
	}
}

func unescapedIf(escaped bool, part string) string {
	if escaped {
		return unescaped(part)
	}
	return part
}

// unescaped undoes %XX. net/http has refused a request line in which it would
// not be well-formed.
func unescaped(part string) string {
	text, err := url.PathUnescape(part)
	if err != nil {
		return part
	}
	return text
}
