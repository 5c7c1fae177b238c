package lsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

// actions are the code actions for a line that has a text.
func (e *editor) actions(name, mark string, only ...protocol.CodeActionKind) []*protocol.CodeAction {
	e.t.Helper()
	p := e.position(name, mark)
	list, err := e.server.CodeAction(e.ctx, &protocol.CodeActionParams{
		TextDocument: p.TextDocument, Range: protocol.Range{Start: p.Position, End: p.Position},
		Context: protocol.CodeActionContext{Diagnostics: []protocol.Diagnostic{}, Only: only},
	})
	require.NoError(e.t, err)
	var out []*protocol.CodeAction
	for _, a := range list {
		out = append(out, a.(*protocol.CodeAction))
	}
	return out
}

// Each mistake has a way out, and the program is right when it is taken.
func TestCodeActions(t *testing.T) {
	for _, c := range []struct{ name, from, to, mark, title string }{
		{"did you mean", "Tallying.count (name: bird)", "Tallying.cuont (name: bird)", "Tallying.|cuont", "write `count`"},
		{
			"the missing responder", sightings[strings.Index(sightings, "sync NotCounted"):strings.Index(sightings, "sync Total")], "",
			"  |Tallying.count (name: bird)", "answer the refusal in a sync of its own, `SightingRefused`",
		},
		{"the else", "  Known (request, name: bird) : (total)\n", "  Tallying._total (name: bird) : (total)\n", "_total (name: bird) : (total)|\nthen", "answer with an error when the line leaves nothing"},
		{"an unused variable", "path: \"/sightings\", bird)\nthen", "path: \"/sightings\", bird) : (request: asked)\nthen", "request: |asked", "write `_`"},
		{
			"the split of a sync",
			sightings[strings.Index(sightings, "bird)\nthen\n  Tallying"):strings.Index(sightings, "sync NotCounted")],
			"bird) : (request)\nthen\n  Tallying.count (name: bird) : (total)\n  Requesting.respond (request, bird, total)\n\n",
			"(name: bird) : |(total)", "let a sync of its own, `SightingThenRespond`, wait for `Tallying.count`",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, sightings, c.from)
			e := watching(t)
			found := e.change("sightings.sync", strings.Replace(sightings, c.from, c.to, 1))
			require.NotEmpty(t, found)
			list := e.actions("sightings.sync", c.mark)
			require.NotEmpty(t, list, "%v", found)
			assert.Equal(t, c.title, list[0].Title)
			assert.NotEmpty(t, list[0].Diagnostics)
			mended := e.applied(list[0].Edit)["sightings.sync"]
			assert.Empty(t, e.change("sightings.sync", mended), mended)
		})
	}
}

func TestFixAll(t *testing.T) {
	e := watching(t)
	wrong := strings.Replace(sightings, "Tallying.count (name: bird)", "Tallying.cuont (nmae: bird)", 1)
	e.change("sightings.sync", wrong)
	list := e.actions("sightings.sync", "|guard", protocol.CodeActionKindSourceFixAll)
	require.Len(t, list, 1)
	assert.Equal(t, protocol.CodeActionKindSourceFixAll, *list[0].Kind)
	assert.Equal(t, sightings, e.applied(list[0].Edit)["sightings.sync"])

	e.change("sightings.sync", sightings)
	assert.Empty(t, e.actions("sightings.sync", "|guard", protocol.CodeActionKindSourceFixAll))
}

func TestFormatting(t *testing.T) {
	e := watching(t)
	format := func() []protocol.TextEdit {
		edits, err := e.server.Formatting(e.ctx, &protocol.DocumentFormattingParams{TextDocument: e.document("sightings.sync")})
		require.NoError(t, err)
		return edits
	}
	assert.Empty(t, format())
	e.change("sightings.sync", strings.Replace(sightings, "then\n  Tallying.count (name: bird)", "then Tallying.count(name:bird)", 1))
	edits := format()
	require.Len(t, edits, 1)
	assert.Equal(t, sightings, apply(e.texts["sightings.sync"], edits))
	assert.Less(t, edits[0].Range.End.Line-edits[0].Range.Start.Line, uint32(5), "lines that stay are left alone")

	e.change("sightings.sync", "sync Broken when (")
	assert.Empty(t, format(), "what does not parse is left as it is")
}
