package lsp_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

func itoa(n uint32) string { return strconv.Itoa(int(n)) }

const tallying = `concept Tallying

purpose know how often each thing was seen

principle after a thing was counted three times, its total is three

actions
  count (name: String, by?: Integer) : (total: Integer)
    effects adds to the total of the thing with that name
  count (name: String, by?: Integer) : (error: String)
    requires name is not empty

queries
  _total (name: String) : optional (total: Integer)
`

const sightings = `guard Known (request, name) : (total)
  Tallying._total (name) : (total)
    else Requesting.respond (request, status: 404, error: "${name} was never seen")

// A bird was seen.
sync Sighting
when
  Requesting.request (path: "/sightings", bird)
then
  Tallying.count (name: bird)

sync Counted
when
  Requesting.request (path: "/sightings", bird) : (request)
  Tallying.count () : (total)
then
  Requesting.respond (request, bird, total)

sync NotCounted
when
  Requesting.request (path: "/sightings") : (request)
  Tallying.count () : (error)
then
  Requesting.respond (request, status: 400, error)

sync Total
when
  Requesting.request (method: "GET", path: "/total", bird) : (request)
where
  Known (request, name: bird) : (total)
then
  Requesting.respond (request, bird, total)
`

func birds() map[string]string {
	return map[string]string{"tallying.concept": tallying, "sightings.sync": sightings}
}

func watching(t *testing.T) *editor {
	t.Helper()
	return begin(t, birds(), "sightings.sync")
}

func TestFindingsFollowTheText(t *testing.T) {
	e := watching(t)
	assert.Empty(t, e.wait("sightings.sync"))

	found := e.change("sightings.sync", strings.Replace(sightings, "Tallying.count (name: bird)", "Tallying.cuont (name: bird)", 1))
	require.NotEmpty(t, found)
	d := found[0]
	assert.Equal(t, protocol.String("unknown-action"), d.Code)
	assert.Equal(t, protocol.DiagnosticSeverityError, d.Severity)
	assert.Equal(t, "https://github.com/syncgen/syncgen/blob/main/docs/diagnostics.md#unknown-action", d.CodeDescription.Href.String())
	assert.Equal(t, "10:12", at(d.Range.Start))
	assert.Contains(t, d.Message, "there is no action `Tallying.cuont`")
	require.NotEmpty(t, d.RelatedInformation)
	assert.Equal(t, "tallying.concept:1:9 Tallying", e.place(d.RelatedInformation[0].Location))

	assert.Empty(t, e.change("sightings.sync", sightings))
}
