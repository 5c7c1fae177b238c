package lsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A view is known as a guard is.
func TestViews(t *testing.T) {
	e := watching(t)
	text := strings.Replace(sightings, "// A bird was seen.", `view Seen (name) : (total)
  Tallying._total (name) : (total)

// A bird was seen.`, 1)
	text = strings.Replace(text, "  Known (request, name: bird) : (total)\n", "  Seen (name: bird) : (total)\n    else Requesting.respond (request, status: 404, error: \"never seen\")\n", 1)
	found := e.change("sightings.sync", text)
	require.Len(t, found, 0, "%v", found)

	assert.Equal(t, "```sync\nview Seen (name) : (total)\n```", e.hover("sightings.sync", "  |Seen (name: bird"))
	assert.Equal(t, []string{"sightings.sync:5:6 Seen"}, e.definition("sightings.sync", "  |Seen (name: bird"))
	assert.Equal(t, []string{"sightings.sync:5:12 name"}, e.definition("sightings.sync", "  Seen (|name: bird"))
	_, err := e.rename("view |Seen", "Known")
	if assert.Error(t, err) {
		assert.Contains(t, err.Error(), "there is a guard `Known` already")
	}
	texts, err := e.rename("view Seen (|name", "what")
	require.NoError(t, err)
	assert.Contains(t, texts["sightings.sync"], "view Seen (what) : (total)\n  Tallying._total (name: what) : (total)")
	assert.Contains(t, texts["sightings.sync"], "  Seen (what: bird) : (total)")

	assert.Equal(t, "Known Seen", onlyKind(e.complete("sightings.sync", begun+"\nview Seen (name) : (total)\n  Tallying._total (name) : (total)\n\nsync Newer\nwhen\n  Requesting.request (path: \"/n\")\nwhere\n  |"), "Known", "Seen"))
}
