package breaking_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/gen/breaking"
)

// apps are the specs of the example apps, by their folders.
func apps(t *testing.T) map[string][]dsl.Text {
	t.Helper()
	dirs, err := dsl.FindDirs([]string{"../../specs/..."})
	require.NoError(t, err)
	all := map[string][]dsl.Text{}
	for _, dir := range dirs {
		all[dir], err = dsl.Load(dir)
		require.NoError(t, err)
	}
	require.NotEmpty(t, all)
	return all
}

// A program breaks nobody that is as it was.
func TestSameBreaksNobody(t *testing.T) {
	for dir, texts := range apps(t) {
		assert.Empty(t, said(t, compare(t, texts, texts)), dir)
	}
}

// addition is something more in a program, which breaks nobody; without it, a
// program that had it breaks somebody.
type addition struct {
	name  string
	to    func(*rapid.T, []dsl.Text) []dsl.Text
	tells []diagnostic.Code // of the addition: warnings only
	taken []diagnostic.Code // what there has to be when it is taken away
}

var additions = []addition{
	{name: "a route", to: file("zz.sync", `sync ZzAnswer
when
  Requesting.request (path: "/zz/{id}", id, word?) : (request)
then
  Requesting.respond (request, id, word)
`), taken: []diagnostic.Code{diagnostic.RouteRemoved}},
	{name: "a value that may be absent",
		to:    insert(`Requesting\.request \([^)]*path: "[^"]*"`, `, zz?: _`),
		taken: []diagnostic.Code{diagnostic.ValueIgnored}},
	{name: "a field of an answer",
		to:    insert(`Requesting\.respond \(request`, `, zz: true`),
		taken: []diagnostic.Code{diagnostic.FieldRemoved}},
	{name: "an action",
		to:    insert(`(?m)^actions\n`, "  zz (zz: String)\n"),
		tells: []diagnostic.Code{diagnostic.ImplementationIncomplete},
		taken: []diagnostic.Code{diagnostic.ActionRemoved}},
	{name: "a system action",
		to:    insert(`(?m)^actions\n`, "  system zz (zz: String)\n"),
		tells: []diagnostic.Code{diagnostic.ImplementationIncomplete},
		taken: []diagnostic.Code{diagnostic.SystemActionRemoved}},
	{name: "a query",
		to:    insert(`(?m)^queries\n`, "  _zz (zz: String) : (aa: String)\n"),
		tells: []diagnostic.Code{diagnostic.ImplementationIncomplete},
		taken: []diagnostic.Code{diagnostic.QueryRemoved}},
	{name: "a parameter of a system action that may be left out",
		to:    insert(`(?m)^  system \w+ \(`, "zz?: String, "),
		taken: []diagnostic.Code{diagnostic.ParameterChanged}},
	{name: "a sync on a new route, with a concept of its own", to: sequence(
		file("zz.concept", "concept Zz\n\nactions\n  zz (zz: String)\n"),
		file("zz.sync", `sync ZzAnswer
when
  Requesting.request (path: "/zz", zz) : (request)
then
  Zz.zz (zz)
  Requesting.respond (request)
`)), tells: []diagnostic.Code{diagnostic.ImplementationIncomplete}, taken: []diagnostic.Code{diagnostic.RouteRemoved, diagnostic.ConceptRemoved}},
	{name: "a sync on a route that is there", to: sequence(
		file("zz.concept", "concept Zz\n\nactions\n  zz (zz: String)\n"),
		onRoute(`sync ZzCounts
when
  Requesting.request (path: PATH)
then
  Zz.zz (zz: "zz")
`)), tells: []diagnostic.Code{diagnostic.ImplementationIncomplete}, taken: []diagnostic.Code{diagnostic.SyncRemoved, diagnostic.ConceptRemoved}},
}

func TestAdditionsBreakNobody(t *testing.T) {
	all := apps(t)
	checked := map[string]breaking.Version{}
	var dirs []string
	for dir, texts := range all {
		dirs = append(dirs, dir)
		checked[dir] = version(t, texts)
	}
	slices.Sort(dirs)
	for _, a := range additions {
		t.Run(a.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				dir := rapid.SampledFrom(dirs).Draw(t, "app")
				p, list, flows := dsl.Analyze(".", a.to(t, all[dir]))
				if list.Errors() > 0 {
					t.Skip("there is no place for it here")
				}
				without, with := checked[dir], breaking.Version{Program: p, Flows: flows}
				_, added := breaking.Compare(without, with)
				for _, d := range added {
					assert.Contains(t, a.tells, d.Code, d.Message)
					assert.Equal(t, diagnostic.Warning, d.Severity, d.Message)
				}
				_, taken := breaking.Compare(with, without)
				var codes []diagnostic.Code
				for _, d := range taken {
					codes = append(codes, d.Code)
				}
				for _, code := range a.taken {
					assert.Contains(t, codes, code)
				}
			})
		})
	}
}

// file adds a file.
func file(name, text string) func(*rapid.T, []dsl.Text) []dsl.Text {
	return func(_ *rapid.T, texts []dsl.Text) []dsl.Text {
		return append(texts[:len(texts):len(texts)], dsl.Text{Path: name, Text: text})
	}
}

// insert adds a text behind one of the places where a pattern matches.
func insert(pattern, text string) func(*rapid.T, []dsl.Text) []dsl.Text {
	place := regexp.MustCompile(pattern)
	return func(t *rapid.T, texts []dsl.Text) []dsl.Text {
		var places [][2]int // the text, and the offset in it
		for i := range texts {
			for _, at := range place.FindAllStringIndex(texts[i].Text, -1) {
				places = append(places, [2]int{i, at[1]})
			}
		}
		if len(places) == 0 {
			t.Skip("there is no place for it here")
		}
		at := rapid.SampledFrom(places).Draw(t, "place")
		changed := append([]dsl.Text{}, texts...)
		before := changed[at[0]].Text
		changed[at[0]].Text = before[:at[1]] + text + before[at[1]:]
		return changed
	}
}

// onRoute adds a file for one of the paths that the syncs name.
func onRoute(text string) func(*rapid.T, []dsl.Text) []dsl.Text {
	path := regexp.MustCompile(`path: ("[^"]*")`)
	return func(t *rapid.T, texts []dsl.Text) []dsl.Text {
		var paths []string
		for i := range texts {
			for _, found := range path.FindAllStringSubmatch(texts[i].Text, -1) {
				paths = append(paths, found[1])
			}
		}
		if len(paths) == 0 {
			t.Skip("there is no route here")
		}
		return file("zz.sync", strings.ReplaceAll(text, "PATH", rapid.SampledFrom(paths).Draw(t, "path")))(t, texts)
	}
}

func sequence(steps ...func(*rapid.T, []dsl.Text) []dsl.Text) func(*rapid.T, []dsl.Text) []dsl.Text {
	return func(t *rapid.T, texts []dsl.Text) []dsl.Text {
		for _, step := range steps {
			texts = step(t, texts)
		}
		return texts
	}
}
