package gen

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// In a large app a change of the specs changes the packages of the routes that
// it is about, and the app's own, which holds the tables. All others stay as
// they are, and need not be built again.
func TestAChangeStaysInItsPackage(t *testing.T) {
	const routes = 200
	concept := dsl.Text{Path: "specs/counter.concept", Text: `concept Counter

state
  a set of Counters with
    a count Integer

actions
  add (by: Integer) : (count: Integer)
  note (count: Integer)
`}
	var syncs strings.Builder
	for i := range routes {
		fmt.Fprintf(&syncs, `sync Add%[1]d
when
  Requesting.request (path: "/add%[1]d", by)
then
  Counter.add (by)

sync Added%[1]d
when
  Requesting.request (path: "/add%[1]d") : (request)
  Counter.add () : (count)
then
  Requesting.respond (request, count, message: "added %[1]d")

`, i)
	}
	text := syncs.String()
	generate := func(syncs string) map[string][]byte {
		p, findings := dsl.Typed("specs", []dsl.Text{concept, {Path: "specs/all.sync", Text: syncs}})
		require.Empty(t, findings)
		out, err := Generate(p, Options{Package: "app", ImportPath: "example.com/app", Source: "specs", Version: "v1"})
		require.NoError(t, err)
		return out.Files
	}
	before := generate(text)
	packageOf := func(files map[string][]byte, route string) string {
		for name := range files {
			if path.Base(name) == route+"_flow.go" {
				return path.Dir(name)
			}
		}
		t.Fatalf("no flow of %s", route)
		return ""
	}
	const again = `sync Again
when
  Requesting.request (path: "/add3")
  Counter.add () : (count)
then
  Counter.note (count)

`
	const other = `sync Other
when
  Requesting.request (path: "/other") : (request)
then
  Requesting.respond (request, message: "other")

`
	for _, test := range []struct{ name, route, after string }{
		{"a text", "add7", strings.Replace(text, `"added 7"`, `"added seven"`, 1)},
		{"a comment of one line more", "add7", strings.Replace(text, "sync Add7\n", "// Seven.\nsync Add7\n", 1)},
		{"a sync before all others", "add3", again + text},
		{"a route before all others", "other", other + text},
	} {
		t.Run(test.name, func(t *testing.T) {
			after := generate(test.after)
			changed := map[string]bool{}
			for name, content := range after {
				if string(before[name]) != string(content) {
					changed[path.Dir(name)] = true
				}
			}
			assert.ElementsMatch(t, []string{".", packageOf(after, test.route)}, slices.Collect(maps.Keys(changed)))
		})
	}
}
