package lsp_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

// The hierarchy goes from actions to the syncs that wait for them or call them,
// and from there to actions.
func TestCallHierarchy(t *testing.T) {
	e := watching(t)
	prepare := func(mark string) protocol.CallHierarchyItem {
		list, err := e.server.PrepareCallHierarchy(e.ctx, &protocol.CallHierarchyPrepareParams{TextDocumentPositionParams: e.position("sightings.sync", mark)})
		require.NoError(t, err)
		require.Len(t, list, 1)
		return list[0]
	}
	incoming := func(item protocol.CallHierarchyItem) (names []string, items []protocol.CallHierarchyItem) {
		list, err := e.server.IncomingCalls(e.ctx, &protocol.CallHierarchyIncomingCallsParams{Item: item})
		require.NoError(t, err)
		for _, c := range list {
			name := c.From.Name
			for _, r := range c.FromRanges {
				name += " " + e.place(protocol.Location{URI: c.From.URI, Range: r})
			}
			names, items = append(names, name), append(items, c.From)
		}
		return names, items
	}
	outgoing := func(item protocol.CallHierarchyItem) (names []string, items []protocol.CallHierarchyItem) {
		list, err := e.server.OutgoingCalls(e.ctx, &protocol.CallHierarchyOutgoingCallsParams{Item: item})
		require.NoError(t, err)
		for _, c := range list {
			name := c.To.Name
			for _, r := range c.FromRanges {
				name += " " + e.place(protocol.Location{URI: item.URI, Range: r})
			}
			names, items = append(names, name), append(items, c.To)
		}
		return names, items
	}

	count := prepare("Tallying.|count (name: bird)")
	assert.Equal(t, "Tallying.count", count.Name)
	callers, items := incoming(count)
	assert.Equal(t, []string{"Sighting sightings.sync:10:12 count"}, callers)
	causes, _ := incoming(items[0])
	assert.Equal(t, []string{"Requesting.request sightings.sync:8:14 request"}, causes)

	followers, items := outgoing(count)
	assert.Equal(t, []string{"Counted tallying.concept:8:3 count", "NotCounted tallying.concept:8:3 count"}, followers)
	effects, _ := outgoing(items[0])
	assert.Equal(t, []string{"Requesting.respond sightings.sync:17:14 respond"}, effects)

	answers, _ := incoming(prepare("Requesting.|respond (request, status: 400"))
	assert.Equal(t, []string{
		"Counted sightings.sync:17:14 respond", "NotCounted sightings.sync:24:14 respond",
		"Total sightings.sync:32:14 respond sightings.sync:30:3 Known",
	}, answers, "a guard answers where it is used")
}

// From a name of the specs to the Go behind it, in a module as `syncgen
// generate` leaves it: this one.
func TestImplementation(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	dir := filepath.Join(root, "specs", "focusreader")
	e := connect(t, dir)
	e.initialize()
	text, err := os.ReadFile(filepath.Join(dir, "auth.sync"))
	require.NoError(t, err)
	e.open("auth.sync", string(text))
	for _, c := range []struct {
		mark string
		want []string
	}{
		{"Profile.|authenticate", []string{"concepts/profile/profile.go Authenticate"}},
		{"|Profile.authenticate", []string{"concepts/profile/profile.go Profile"}},
		{"sync |StartSession", []string{"generated/focusreader/auth_login_flow.go startSession"}},
	} {
		result, err := e.server.Implementation(e.ctx, &protocol.ImplementationParams{TextDocumentPositionParams: e.position("auth.sync", c.mark)})
		require.NoError(t, err)
		var got []string
		for _, l := range result.(protocol.LocationSlice) {
			name, err := filepath.Rel(root, l.URI.FsPath())
			require.NoError(t, err)
			code, err := os.ReadFile(l.URI.FsPath())
			require.NoError(t, err)
			got = append(got, filepath.ToSlash(name)+" "+cut(string(code), l.Range))
		}
		assert.Equal(t, c.want, got, c.mark)
	}
}
