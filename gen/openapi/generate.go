package openapi

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
)

// Options are what the specs do not say.
type Options struct {
	Title   string
	Version string // of the described API
	Server  string // the base path, or a whole URL
	// NoProblems leaves out what the server answers itself, for an app that
	// writes it in a form of its own.
	NoProblems bool
}

// Generate describes the requests that a checked program answers. Routes whose
// method OpenAPI 3.1 does not know are left out, and listed.
func Generate(p *program.Program, flows *flow.Analysis, o Options) (doc *Document, leftOut []string) {
	w := &writer{
		options: o, program: p, named: newNamed(p), index: flow.NewIndex(p), requests: program.NewRequests(p),
		templates: map[string]string{}, operations: map[string]bool{},
	}
	doc = &Document{
		OpenAPI: "3.1.0",
		Info:    Info{Title: o.Title, Version: o.Version},
		Servers: []Server{{URL: o.Server}},
		Paths:   Members[PathItem]{},
	}
	for _, proof := range flows.Routes {
		if !proof.Route.Root.IsRequest() {
			continue
		}
		method, path := proof.Route.Endpoint()
		if !slices.Contains(methods, method) {
			leftOut = append(leftOut, flow.RouteName(proof.Route))
			continue
		}
		template := w.template(path)
		item := doc.Paths.Get(template)
		doc.Paths = doc.Paths.with(template, item.with(strings.ToLower(method), w.operation(proof)))
	}
	w.shareShapes(doc.Paths)
	doc.Tags = w.tags
	doc.Components = w.components()
	return doc, leftOut
}

// methods are those that OpenAPI 3.1 has a place for.
var methods = []string{
	http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete,
	http.MethodOptions, http.MethodHead, http.MethodPatch, http.MethodTrace,
}

// writer writes one document.
type writer struct {
	options    Options
	program    *program.Program
	named      *named
	index      *flow.Index
	requests   *program.Requests
	templates  map[string]string // the first path of each shape
	operations map[string]bool   // the operationIds that are taken
	tags       []Tag
	answers    Members[Response] // those of guards
	authorized bool              // some operation takes the header Authorization
}

// template is the path as the document has it. Paths that differ in the names of
// their segments alone are one path there, with the names that come first.
func (w *writer) template(path string) string {
	segments := strings.Split(path, "/")
	shape := slices.Clone(segments)
	for i, segment := range segments {
		if isNamed(segment) {
			shape[i] = "{}"
			continue
		}
		segments[i] = url.PathEscape(segment)
	}
	key := strings.Join(shape, "/")
	if w.templates[key] == "" {
		w.templates[key] = strings.Join(segments, "/")
	}
	return w.templates[key]
}

func isNamed(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}
