package breaking

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/gen/openapi"
)

// side is one of the two versions, indexed by what a change keeps: names.
type side struct {
	*program.Program
	requests *program.Requests
	routes   []*route
	byKey    map[string]*route
	byShape  map[string][]*route // of requests, by the shapes of their paths
	routesOf map[string][]*route // by the names of the syncs that take part in them
	syncs    map[string]*program.Sync
}

// route is a route with what takes part in it.
type route struct {
	*program.Route
	key     string // the same for paths that differ in the names of their segments
	name    string
	reached *flow.Reached
	replies []openapi.Reply
}

func newSide(v Version) *side {
	s := &side{
		Program: v.Program, requests: program.NewRequests(v.Program),
		byKey: map[string]*route{}, byShape: map[string][]*route{}, routesOf: map[string][]*route{}, syncs: map[string]*program.Sync{},
	}
	index := flow.NewIndex(v.Program)
	for _, proof := range v.Flows.Routes {
		r := &route{Route: proof.Route, key: key(proof.Route), name: flow.RouteName(proof.Route), reached: index.Reach(proof.Route)}
		if r.Root.IsRequest() {
			r.replies = openapi.Replies(proof, r.reached)
			_, path := r.Endpoint()
			s.byShape[shape(path)] = append(s.byShape[shape(path)], r)
		}
		s.routes = append(s.routes, r)
		s.byKey[r.key] = r
		for _, sync := range r.reached.Syncs {
			s.routesOf[sync.Name] = append(s.routesOf[sync.Name], r)
		}
	}
	for _, sync := range v.Program.Syncs {
		s.syncs[sync.Name] = sync
	}
	return s
}

// key names a route by what its callers send.
func key(r *program.Route) string {
	if !r.Root.IsRequest() {
		return flow.RouteName(r)
	}
	method, path := r.Endpoint()
	return method + " " + shape(path)
}

// shape is a path without the names of its segments.
func shape(path string) string {
	segments := strings.Split(path, "/")
	for i := range segments {
		if _, ok := segmentName(segments[i]); ok {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}

// segmentName is the name of a segment that is a value.
func segmentName(segment string) (name string, ok bool) {
	inner, opened := strings.CutPrefix(segment, "{")
	name, closed := strings.CutSuffix(inner, "}")
	return name, opened && closed
}

// begins is where a route is asked for: in the first pattern that names it.
func (r *route) begins() (sync *program.Sync, at source.Span) {
	for _, s := range r.reached.Syncs {
		for _, p := range s.When {
			if !r.Matches(p) {
				continue
			}
			for _, m := range p.Inputs {
				if _, ok := m.Literal(); ok && m.Name == "path" {
					return s, p.Call.At
				}
			}
		}
	}
	return nil, source.Span{}
}
