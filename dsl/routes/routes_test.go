package routes_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// Whatever passes, a server takes: the router refuses no table of routes that
// has no errors. What the flows come to is no matter here.
func TestServersTakeWhatPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := rapid.SampledFrom([]string{"a", "b", "A", "api", "{x}", "{y}", "é"})
		wrong := rapid.SampledFrom([]string{"", "{", "{}", ":x", "x}", "a?b", "a b", "..", "{x}{y}", "{x", "{x-y}", "%41"})
		segment := rapid.OneOf(right, right, right, right, right, right, right, right, wrong)
		method := rapid.SampledFrom([]string{"", "", "GET", "GET", "POST", "PUT", "PURGE", "get"})
		var b strings.Builder
		for i := range rapid.IntRange(1, 6).Draw(t, "syncs") {
			path := rapid.SampledFrom([]string{"/", "/", "/", "/", "/", ""}).Draw(t, "start") + strings.Join(rapid.SliceOfN(segment, 0, 3).Draw(t, "segments"), "/")
			asked := fmt.Sprintf("path: %q", path)
			if m := method.Draw(t, "method"); m != "" {
				asked += fmt.Sprintf(", method: %q", m)
			}
			fmt.Fprintf(&b, "sync S%d\nwhen\n  Requesting.request (%s) : (request)\nthen\n  Requesting.respond (request)\n\n", i, asked)
		}
		p, found := dsl.Typed(".", []dsl.Text{{Path: "a.sync", Text: b.String()}})
		if found.Errors() > 0 {
			for _, d := range found {
				assert.Equal(t, diagnostic.BadPath, d.Code)
			}
			return
		}
		var table []requesting.Route[int]
		for _, r := range p.Routes() {
			table = append(table, requesting.Route[int]{Method: r.Literal("method").(string), Path: r.Literal("path").(string)})
		}
		assert.NotPanics(t, func() { requesting.NewHandler(0, table) }, b.String())
	})
}

// A path that is written as another one takes the values of its segments by the
// other's names.
func TestRenamedSegments(t *testing.T) {
	for _, test := range []struct{ inputs, want string }{
		{`path: "/files/{id}", id`, `path: "/files/{file}", file: id`},
		{`path: "/files/{id}", id: one`, `path: "/files/{file}", file: one`},
		{`path: "/files/{id}", id?`, `path: "/files/{file}", file?: id`},
		{`id? = "x", path: "/files/{id}"`, `file?: id = "x", path: "/files/{file}"`},
		{`path: "/Files/{id}", id? : one = "x"`, `path: "/files/{file}", file? : one = "x"`},
		{`path: "/files/{id}/"`, `path: "/files/{file}"`},
		{`path: "files/{file}"`, `path: "/files/{file}"`},
		{`path: "/files//\\{file}"`, ``},
		{`path: "/fi\"les//{file}"`, `path: "/fi\"les/{file}"`},
		{`path: "/files/{ file }/", file`, `path: "/files/{file}/", file`},
	} {
		t.Run(test.inputs, func(t *testing.T) {
			const before = "sync A\nwhen\n  Requesting.request (path: \"/files/{file}\") : (request)\nthen\n  Requesting.respond (request)\n\nsync B\nwhen\n  Requesting.request ("
			const after = ") : (request)\nthen\n  Requesting.respond (request)\n"
			text := before + test.inputs + after
			p, found := dsl.Typed(".", []dsl.Text{{Path: "a.sync", Text: text}})
			var fix *diagnostic.Fix
			for _, d := range found {
				if d.Code == diagnostic.BadPath {
					require.Nil(t, fix, "one finding for one mistake")
					fix = d.Fix
				}
			}
			if test.want == "" {
				assert.Nil(t, fix)
				return
			}
			require.NotNil(t, fix)
			got, err := diagnostic.Apply(p.Sources.Files()[0], fix.Edits)
			require.NoError(t, err)
			assert.Equal(t, before+test.want+after, got)
		})
	}
}
