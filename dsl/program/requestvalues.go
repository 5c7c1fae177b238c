package program

import (
	"net/http"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/types"
)

// RequestValue is a named value that the requests of a route carry.
type RequestValue struct {
	Name     string
	Type     types.Type // of the value when it is there
	InPath   bool       // a `{name}` segment of the path
	Header   string     // the header that has it; empty where none has
	Required bool       // the path has it, or some sync insists on it
	Null     bool       // some sync tells null from absent
	Matches  []*Match   // of the patterns that name it, in sync order
}

// Whole is the type of the value, with the optional that it may be.
func (v *RequestValue) Whole() types.Type {
	switch {
	case v.Required:
		return v.Type
	case v.Null:
		return &types.Optional{Elem: v.Type, Lack: types.AbsentOrNull}
	}
	return &types.Optional{Elem: v.Type}
}

// Requests finds the values that requests of the built-in Requesting carry.
type Requests struct {
	order  map[*Pattern]int
	byPath map[string][]*Pattern // so that one route does not look at the patterns of all others
	plain  []*Pattern            // without a path
}

// NewRequests indexes the patterns of a program that wait for requests.
func NewRequests(p *Program) *Requests {
	r := &Requests{order: map[*Pattern]int{}, byPath: map[string][]*Pattern{}}
	for _, s := range p.Syncs {
		for _, pattern := range s.When {
			if !pattern.Action.IsRequest() {
				continue
			}
			r.order[pattern] = len(r.order)
			literals := assigned(pattern)
			if path, ok := stringLiteral(&literals, "path"); ok {
				r.byPath[path] = append(r.byPath[path], pattern)
			} else {
				r.plain = append(r.plain, pattern)
			}
		}
	}
	return r
}

// Endpoint returns the method and the path of a route of requests.
func (r *Route) Endpoint() (method, path string) {
	path, _ = r.Literal("path").(string)
	method, ok := r.Literal("method").(string)
	if !ok {
		return http.MethodPost, path
	}
	return strings.ToUpper(method), path
}

// TakesBody reports whether the server reads the body of a method's requests.
func TakesBody(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return false
	}
	return true
}

// Values lists the named values that the syncs of a route ask for: those of
// its path first and those of headers last, each in the order in which they are
// written.
func (r *Requests) Values(route *Route) []*RequestValue {
	var list []*RequestValue
	value := func(name string) *RequestValue {
		i := slices.IndexFunc(list, func(v *RequestValue) bool { return v.Name == name })
		if i < 0 {
			i = len(list)
			list = append(list, &RequestValue{Name: name})
		}
		return list[i]
	}
	_, path := route.Endpoint()
	for _, name := range pathNames(path) {
		if route.Root.Param(name) == nil {
			v := value(name)
			v.InPath, v.Required = true, true
		}
	}
	for _, p := range r.meeting(path) {
		if !route.Matches(p) {
			continue
		}
		for _, m := range p.Inputs {
			if !m.Rest {
				continue
			}
			v := value(m.Name)
			v.Header = m.Header
			if v.Type == nil {
				v.Type = present(m.Type)
			}
			v.Required = v.Required || !m.Optional
			v.Null = v.Null || m.Null
			v.Matches = append(v.Matches, m)
		}
	}
	for _, v := range list {
		if v.Type == nil {
			v.Type = types.String // a segment that no sync reads
		}
	}
	slices.SortStableFunc(list, func(a, b *RequestValue) int { return min(len(a.Header), 1) - min(len(b.Header), 1) })
	return list
}

// meeting returns the patterns that ask for a path, or for none.
func (r *Requests) meeting(path string) []*Pattern {
	list := slices.Concat(r.byPath[path], r.plain)
	slices.SortFunc(list, func(a, b *Pattern) int { return r.order[a] - r.order[b] })
	return list
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
