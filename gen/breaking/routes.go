package breaking

import (
	"fmt"
	"net/http"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// routes compares what callers of the server send and get.
func (c *comparison) routes() {
	for _, was := range c.before.routes {
		if !was.Root.IsRequest() {
			continue
		}
		now := c.after.byKey[was.key]
		if now == nil {
			c.routeRemoved(was)
			continue
		}
		c.route = now.name
		c.requests(was, now)
		c.answers(was, now)
		c.route = ""
	}
}

func (c *comparison) routeRemoved(was *route) {
	sync, at := was.begins()
	d := c.report(diagnostic.RouteRemoved, c.was(at, "was taken here"), "the route `%s` is gone", was.name)
	breaks(d, "callers of `%s`", was.name)
	if sync != nil {
		if s := c.after.syncs[sync.Name]; s != nil {
			for _, p := range s.When {
				if now := c.taken(p); now != "" {
					d.Secondary = append(d.Secondary, is(p.Call.At, "sync `%s` takes `%s` now", s.Name, now))
				}
			}
		}
	}
	method, path := was.Endpoint()
	if method == http.MethodPost && len(c.after.byShape[shape(path)]) > 0 {
		wayOut(d, "the path has methods now, so a pattern without one takes all of these and makes no route for `POST`: write `method: \"POST\"` in the patterns that are for it")
		return
	}
	wayOut(d, "keep its syncs beside the new ones until nobody calls it")
}

// taken is the route that a pattern takes; "" where it takes none that is new.
func (c *comparison) taken(p *program.Pattern) string {
	path, ok := literal(p, "path")
	if !ok {
		return ""
	}
	for _, r := range c.after.byShape[shape(fmt.Sprint(path))] {
		if r.Matches(p) && c.before.byKey[r.key] == nil {
			return r.name
		}
	}
	return ""
}

// literal is the value that a pattern asks for in a declared parameter.
func literal(p *program.Pattern, name string) (value any, ok bool) {
	for _, m := range p.Inputs {
		if m.Name == name {
			if value, ok = m.Literal(); ok {
				return value, true
			}
		}
	}
	return nil, false
}
