package diagnostic_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// gone is a finding about a text of a former revision.
func gone() *diagnostic.Report {
	var sources source.Map
	f := sources.AddOf("origin/main", "origin/main:specs/a.sync", "sync Gone")
	r := &diagnostic.Report{Codes: diagnostic.BreakingCodes()}
	r.Add(&sources, diagnostic.List{{
		Code: diagnostic.SyncRemoved, Message: "the sync `Gone` is gone", Primary: label(f, "Gone", 1, "was here"),
	}})
	return r
}

// In SARIF, what is gone is in a folder of its own, and the rules are those of
// the command.
func TestSARIFPast(t *testing.T) {
	run := validLog(t, rendered(t, gone())).Runs[0]
	require.Len(t, run.Tool.Driver.Rules, len(diagnostic.BreakingCodes()))
	for i, c := range diagnostic.BreakingCodes() {
		assert.Equal(t, string(c), *run.Tool.Driver.Rules[i].ID)
		assert.Regexp(t, `^https://.*/docs/breaking\.md#`+string(c)+`$`, *run.Tool.Driver.Rules[i].HelpURI)
	}
	result := run.Results[0]
	assert.Equal(t, string(diagnostic.SyncRemoved), *run.Tool.Driver.Rules[result.RuleIndex].ID)
	at := result.Locations[0].PhysicalLocation.ArtifactLocation
	assert.Equal(t, "specs/a.sync", *at.URI)
	assert.Equal(t, "%BEFORE%", *at.URIBaseID)
	assert.Contains(t, run.OriginalUriBaseIds, "%BEFORE%")
}

// GitHub has no line to show what is gone beside: the message has its place.
func TestGitHubPast(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, gone().GitHub(&out))
	assert.Equal(t, "::error title=sync-removed::the sync `Gone` is gone%0Aorigin/main:specs/a.sync:1:6: was here"+
		"%0Asee: syncgen explain sync-removed\n", out.String())
}
