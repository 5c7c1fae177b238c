package program_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/program"
)

// routesOf lists the routes of a system action, each with the syncs whose
// patterns match it.
func routesOf(p *program.Program, root string) string {
	var lines []string
	for _, r := range p.Routes() {
		if r.Root.FullName() != root {
			continue
		}
		var parts []string
		for _, l := range r.Literals {
			parts = append(parts, fmt.Sprint(l.Value))
		}
		if r.Default {
			parts = append(parts, "default")
		}
		line := strings.Join(parts, " ") + ":"
		for _, s := range p.Syncs {
			for _, pattern := range s.When {
				if r.Matches(pattern) {
					line += " " + s.Name
				}
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// syncsWhen writes a sync named A, B, … for each pattern.
func syncsWhen(action string, inputs []string) string {
	var b strings.Builder
	for i, in := range inputs {
		fmt.Fprintf(&b, "sync %c\nwhen %s (%s)\nthen Catalog.rename (item: \"i\", title: \"t\")\n\n", 'A'+i, action, in)
	}
	return b.String()
}

func TestRoutes(t *testing.T) {
	for _, test := range []struct {
		name, action string
		patterns     []string
		want         string
	}{
		{"requests are posted", "Requesting.request", []string{`path: "/b"`, `path: "/a"`, `path: "/b"`},
			"POST /b: A C\nPOST /a: B"},
		{"a method makes a route of its own", "Requesting.request", []string{`path: "/a", method: "GET"`, `path: "/a", method: "PUT"`, `path: "/a"`, ``},
			"GET /a: A C D\nPUT /a: B C D"},
		{"a method alone makes none", "Requesting.request", []string{`method: "GET"`, `path: "/a", method: "GET"`, `path: "/b"`},
			"GET /a: A B\nPOST /b: C"},
		{"a variable tells nothing apart", "Requesting.request", []string{`path: _`, `method: _, path: "/a"`, `path: "/a", method?: _`},
			"POST /a: A B C"},
		{"no path, no route", "Requesting.request", []string{``}, ""},

		{"any other action has a route for each literal", "Clock.tick", []string{`unit: "day"`, `unit: "hour"`, `unit: "day"`},
			"day: A C\nhour: B"},
		{"and one for the rest", "Clock.tick", []string{`unit: "day"`, ``},
			"day: A B\ndefault: B"},
		{"without literals there is one", "Clock.tick", []string{`unit: _`},
			"default: A"},
		{"literals of different parameters come together", "Clock.tick", []string{`unit: "day"`, `quiet: true`, `beat: 0, unit: "hour"`},
			"day: A\ntrue: B\nday true: A B\nhour 0: C\nhour 0 true: B C"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, found := checkShop(syncsWhen(test.action, test.patterns))
			require.Empty(t, short(p, mismatches(found)))
			assert.Equal(t, test.want, routesOf(p, test.action))
		})
	}
}

// A route with more literals takes calls from those with fewer; what no literal
// takes is left to one without.
func TestRouteNarrows(t *testing.T) {
	p, _ := checkShop(syncsWhen("Clock.tick", []string{`unit: "day"`, `unit: "hour"`, `quiet: true`}))
	name := func(r *program.Route) string { return fmt.Sprintf("%v %v", r.Literal("unit"), r.Literal("quiet")) }
	narrower := map[string][]string{}
	var ticks []*program.Route
	for _, r := range p.Routes() {
		if r.Root.FullName() == "Clock.tick" {
			ticks = append(ticks, r)
		}
	}
	for _, r := range append(ticks, ticks[0].Rest()) {
		for _, other := range ticks {
			if other.Narrows(r) {
				narrower[name(r)] = append(narrower[name(r)], name(other))
			}
		}
	}
	assert.Equal(t, map[string][]string{
		"day <nil>":   {"day true"},
		"hour <nil>":  {"hour true"},
		"<nil> true":  {"day true", "hour true"},
		"<nil> <nil>": {"day <nil>", "hour <nil>", "<nil> true", "day true", "hour true"},
	}, narrower)
	for _, s := range p.Syncs {
		assert.False(t, ticks[0].Rest().Matches(s.When[0]))
	}
}
