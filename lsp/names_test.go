package lsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

func (e *editor) hover(name, mark string) string {
	e.t.Helper()
	h, err := e.server.Hover(e.ctx, &protocol.HoverParams{TextDocumentPositionParams: e.position(name, mark)})
	require.NoError(e.t, err)
	if h == nil {
		return ""
	}
	return h.Contents.(*protocol.MarkupContent).Value
}

func TestHover(t *testing.T) {
	e := watching(t)
	for _, c := range []struct{ mark, want string }{
		{"Tallying.|count", "```concept\n" +
			"count (name: String, by?: Integer) : (total: Integer)\n" +
			"count (name: String, by?: Integer) : (error: String)\n" +
			"```\n\n" +
			"*effects* adds to the total of the thing with that name\n\n" +
			"*requires* name is not empty\n\n" +
			"`Tallying`: know how often each thing was seen"},
		{"|Tallying.count", "```concept\nconcept Tallying\n```\n\n*purpose* know how often each thing was seen\n\n" +
			"*principle* after a thing was counted three times, its total is three"},
		{"count (name: |bird)", "```sync\nbird: String\n```\n\nBound in line 8: `Requesting.request (path: \"/sightings\", bird)`"},
		{"Tallying.count (|name", "```concept\nname: String\n```\n\nA parameter of `Tallying.count`."},
		{"sync |Counted", "```sync\nsync Counted\n```\n\nMay fire on\n" +
			"- `POST /sightings`: answered exactly once; by this sync after Tallying.count : (total)"},
		{"sync |Sighting", "```sync\nsync Sighting\n```\n\nA bird was seen.\n\nMay fire on\n- `POST /sightings`: answered exactly once"},
		{"  |Known (request, name: b", "```sync\nguard Known (request, name) : (total)\n```"},
		{"|when", ""},
	} {
		assert.Equal(t, c.want, e.hover("sightings.sync", c.mark), c.mark)
	}
}

// A sync whose route is not proved says what is open.
func TestHoverSaysWhatIsOpen(t *testing.T) {
	e := watching(t)
	i := strings.Index(sightings, "sync NotCounted")
	e.change("sightings.sync", sightings[:i]+sightings[strings.Index(sightings, "sync Total"):])
	assert.Contains(t, e.hover("sightings.sync", "sync |Sighting"), "- `POST /sightings`: not proved, `POST /sightings` gets no answer when `Tallying.count` refuses")
}

func (e *editor) definition(name, mark string) []string {
	e.t.Helper()
	result, err := e.server.Definition(e.ctx, &protocol.DefinitionParams{TextDocumentPositionParams: e.position(name, mark)})
	require.NoError(e.t, err)
	list, _ := result.(protocol.LocationSlice)
	return e.places(list)
}

func TestDefinition(t *testing.T) {
	e := watching(t)
	for _, c := range []struct {
		mark string
		want []string
	}{
		{"Tallying.|count", []string{"tallying.concept:8:3 count", "tallying.concept:10:3 count"}},
		{"|Tallying.count", []string{"tallying.concept:1:9 Tallying"}},
		{"count (name: |bird)", []string{"sightings.sync:8:43 bird"}},
		{"count (|name: bird)", []string{"tallying.concept:8:10 name"}},
		{"${|name}", []string{"sightings.sync:1:23 name"}},
		{"Tallying._total (|name)", []string{"sightings.sync:1:23 name", "tallying.concept:14:11 name"}},
		{"Known (request, |name: bird", []string{"sightings.sync:1:23 name"}},
		{"Tallying._|total", []string{"tallying.concept:14:3 _total"}},
		{"|Requesting.respond (request, bird", []string{}}, // built in
	} {
		assert.Equal(t, c.want, e.definition("sightings.sync", c.mark), c.mark)
	}
}

func TestReferences(t *testing.T) {
	e := watching(t)
	references := func(mark string, declaration bool) []string {
		list, err := e.server.References(e.ctx, &protocol.ReferenceParams{
			TextDocumentPositionParams: e.position("sightings.sync", mark), Context: protocol.ReferenceContext{IncludeDeclaration: declaration},
		})
		require.NoError(t, err)
		return e.places(list)
	}
	assert.Equal(t, []string{
		"sightings.sync:10:12 count", "sightings.sync:15:12 count", "sightings.sync:22:12 count",
		"tallying.concept:8:3 count", "tallying.concept:10:3 count",
	}, references("Tallying.|count (name", true))
	assert.Equal(t, []string{"sightings.sync:10:25 bird"}, references("sightings\", |bird)\nthen", false))
	assert.Equal(t, []string{"sightings.sync:30:3 Known"}, references("guard |Known", false))
}

func TestHighlights(t *testing.T) {
	e := watching(t)
	list, err := e.server.DocumentHighlight(e.ctx, &protocol.DocumentHighlightParams{
		TextDocumentPositionParams: e.position("sightings.sync", "count (name: |bird)"),
	})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, protocol.DocumentHighlightKindWrite, list[0].Kind)
	assert.Equal(t, "8:43", at(list[0].Range.Start))
	assert.Equal(t, protocol.DocumentHighlightKindRead, list[1].Kind)
}

func (e *editor) rename(mark, name string) (map[string]string, error) {
	e.t.Helper()
	edit, err := e.server.Rename(e.ctx, &protocol.RenameParams{TextDocumentPositionParams: e.position("sightings.sync", mark), NewName: name})
	if err != nil {
		return nil, err
	}
	return e.applied(edit), nil
}

func TestRename(t *testing.T) {
	e := watching(t)
	for _, c := range []struct {
		mark, name string
		want       []string // lines of the texts afterwards
	}{
		{"count (name: |bird)", "what", []string{`  Requesting.request (path: "/sightings", bird: what)`, "  Tallying.count (name: what)"}},
		{"  Requesting.respond (request, |bird, total)", "what", []string{"  Requesting.respond (request, bird: what, total)"}},
		{"count (|name: bird)", "thing", []string{"  Tallying.count (thing: bird)", "  count (thing: String, by?: Integer) : (total: Integer)"}},
		{"Tallying._total (name) : (|total)", "sum", []string{
			"guard Known (request, name) : (sum)", "  Tallying._total (name) : (total: sum)", "  Known (request, name: bird) : (sum: total)",
		}},
		{"guard |Known", "Seen", []string{"guard Seen (request, name) : (total)", "  Seen (request, name: bird) : (total)"}},
		{"|Tallying.count (name", "Counting", []string{"concept Counting", "  Counting.count (name: bird)", "  Counting._total (name) : (total)"}},
		{"Tallying._|total", "_sum", []string{"  Tallying._sum (name) : (total)", "  _sum (name: String) : optional (total: Integer)"}},
		{"sync |Counted", "Answered", []string{"sync Answered"}},
	} {
		texts, err := e.rename(c.mark, c.name)
		require.NoError(t, err, c.mark)
		all := texts["sightings.sync"] + texts["tallying.concept"]
		for _, line := range c.want {
			assert.Contains(t, strings.Split(all, "\n"), line, "%s to %s", c.mark, c.name)
		}
	}
}

func TestRenameIsRefused(t *testing.T) {
	e := watching(t)
	for _, c := range []struct{ mark, name, why string }{
		{"  Requesting.respond (request, |bird, total)", "total", "there is a variable `total` already"},
		{"count (name: |bird)", "1st", "`1st` is no name"},
		{"count (name: |bird)", "not", "`not` is no name"},
		{"count (name: |bird)", "_", "begins with an underscore"},
		{"count (|name: bird)", "by", "there is a parameter `by` already"},
		{"guard |Known", "known", "begins with a small letter"},
		{"sync |Counted", "Total", "there is a sync `Total` already"},
		{"Tallying._|total", "sum", "`_sum`"},
		{"|Requesting.request (path: \"/sightings\", bird)", "Asking", "`Requesting` is built in"},
		{"|Tallying.count (name", "Requesting", "there is a concept `Requesting` already"},
		{"|when", "x", "no name here"},
	} {
		_, err := e.rename(c.mark, c.name)
		if assert.Error(t, err, "%s to %s", c.mark, c.name) {
			assert.Contains(t, err.Error(), c.why)
		}
	}
}

// The name of a refusal's result is what makes it one.
func TestRenameKeepsRefusals(t *testing.T) {
	e := watching(t)
	e.open("tallying.concept", tallying)
	for _, c := range []struct{ mark, name string }{{"(|error: String)", "reason"}, {"(|total: Integer)\n    effects", "error"}} {
		_, err := e.server.Rename(e.ctx, &protocol.RenameParams{TextDocumentPositionParams: e.position("tallying.concept", c.mark), NewName: c.name})
		if assert.Error(t, err) {
			assert.Contains(t, err.Error(), "a result `error`")
		}
	}
}

// What may be named in text that cannot be read is not renamed.
func TestRenameOfWhatMayBeMissed(t *testing.T) {
	e := watching(t)
	e.change("sightings.sync", sightings+"\nsync Broken\nwhen\n  Tallying.count (name: \n")
	_, err := e.rename("Tallying.|count (name: bird", "tally")
	if assert.Error(t, err) {
		assert.Contains(t, err.Error(), "`Broken` cannot be read as a whole")
	}
	texts, err := e.rename("count (name: |bird)", "what")
	require.NoError(t, err, "a sync that is right has its own variables")
	assert.Contains(t, texts["sightings.sync"], "count (name: what)")
}

func TestPrepareRename(t *testing.T) {
	e := watching(t)
	result, err := e.server.PrepareRename(e.ctx, &protocol.PrepareRenameParams{TextDocumentPositionParams: e.position("sightings.sync", "Tallying.co|unt (name")})
	require.NoError(t, err)
	assert.Equal(t, "count", result.(*protocol.PrepareRenamePlaceholder).Placeholder)
	_, err = e.server.PrepareRename(e.ctx, &protocol.PrepareRenameParams{TextDocumentPositionParams: e.position("sightings.sync", "|path: \"/total")})
	if assert.Error(t, err) {
		assert.Contains(t, err.Error(), "`path` is built in")
	}
}
