package diagnostic_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// validLog reads a log, which has to be as the standard's schema says and to
// have no member that the standard does not know.
func validLog(t *testing.T, text []byte) *sarif.Report {
	t.Helper()
	var log sarif.Report
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&log))
	require.Len(t, log.Runs, 1)
	require.NotNil(t, log.Runs[0].Results)

	// The library checks what it writes itself, and it writes empty members for
	// those that are not there: give them the defaults that the standard does.
	whole, err := sarif.FromBytes(text)
	require.NoError(t, err)
	run, defaults := whole.Runs[0], sarif.NewRun()
	run.Language, run.NewlineSequences = defaults.Language, defaults.NewlineSequences
	run.Tool.Driver.Language = sarif.NewToolComponent().Language
	for _, result := range run.Results {
		for _, flow := range result.CodeFlows {
			for _, step := range flow.ThreadFlows[0].Locations {
				step.Importance = sarif.NewThreadFlowLocation().Importance
			}
		}
	}
	require.NoError(t, whole.Validate())
	return &log
}

func rendered(t *testing.T, r *diagnostic.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, r.SARIF(&out, "v1.2.3"))
	return out.Bytes()
}

// Every code has a rule, which says what the documentation does.
func TestSARIFRules(t *testing.T) {
	driver := validLog(t, rendered(t, &diagnostic.Report{})).Runs[0].Tool.Driver
	assert.Equal(t, "syncgen", *driver.Name)
	assert.Equal(t, "v1.2.3", *driver.Version)
	assert.Equal(t, "1.2.3", *driver.SemanticVersion)
	require.Len(t, driver.Rules, len(diagnostic.Codes()))
	for i, c := range diagnostic.Codes() {
		rule := driver.Rules[i]
		assert.Equal(t, string(c), *rule.ID)
		assert.NotEmpty(t, *rule.ShortDescription.Text, c)
		assert.NotContains(t, *rule.Help.Text, "](", c)
		assert.Contains(t, *rule.Help.Markdown, "```", c)
		assert.NotContains(t, *rule.Help.Markdown, "](#", c)
		assert.Regexp(t, `^https://.*/docs/diagnostics\.md#`+string(c)+`$`, *rule.HelpURI)
		assert.Equal(t, c.Severity().String(), rule.DefaultConfiguration.Level)
	}
}

// A clean run has results, and there are none of them.
func TestSARIFEmpty(t *testing.T) {
	log := validLog(t, rendered(t, &diagnostic.Report{}))
	assert.Empty(t, log.Runs[0].Results)
	assert.Empty(t, log.Runs[0].Invocations)
}

// Programs share one run, and what --max-errors leaves out is told.
func TestSARIFMax(t *testing.T) {
	r := manyFindings()
	r.Max = 3
	run := validLog(t, rendered(t, r)).Runs[0]
	var paths []string
	for _, result := range run.Results {
		paths = append(paths, *result.Locations[0].PhysicalLocation.ArtifactLocation.URI)
	}
	assert.Equal(t, []string{"a.sync", "a.sync", "b.sync"}, paths)
	require.Len(t, run.Invocations, 1)
	assert.Equal(t, "1 warning not shown (--max-errors=3)", *run.Invocations[0].ToolExecutionNotifications[0].Message.Text)
}

func TestSARIFPaths(t *testing.T) {
	for _, test := range []struct{ path, uri, base string }{
		{"specs/app/a.sync", "specs/app/a.sync", "%SRCROOT%"},
		{"./app/a.sync", "app/a.sync", "%SRCROOT%"},
		{"../app/a.sync", "../app/a.sync", "%SRCROOT%"},
		{"my app/50%/ä#1?.sync", "my%20app/50%25/%C3%A4%231%3F.sync", "%SRCROOT%"},
		{"a:b.sync", "a%3Ab.sync", "%SRCROOT%"},
		{"/srv/my app/a.sync", "file:///srv/my%20app/a.sync", ""},
	} {
		var sources source.Map
		f := sources.Add(test.path, "sync")
		var r diagnostic.Report
		r.Add(&sources, diagnostic.List{{Code: diagnostic.SyntaxError, Message: "m", Primary: label(f, "sync", 1, "")}})
		at := validLog(t, rendered(t, &r)).Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation
		assert.Equal(t, test.uri, *at.URI)
		if test.base == "" {
			assert.Nil(t, at.URIBaseID)
		} else {
			assert.Equal(t, test.base, *at.URIBaseID)
		}
	}
}

// A place in a text that comes with the compiler is no file to open.
func TestSARIFBuiltIn(t *testing.T) {
	var sources source.Map
	f := sources.Add("a.sync", "sync")
	known := sources.Add("<syncgen>/requesting.concept", "concept Requesting\n")
	var r diagnostic.Report
	r.Add(&sources, diagnostic.List{{
		Code: diagnostic.UnknownAction, Message: "m", Primary: label(f, "sync", 1, ""),
		Secondary: []diagnostic.Label{label(known, "Requesting", 1, "its actions")},
	}})
	related := validLog(t, rendered(t, &r)).Runs[0].Results[0].RelatedLocations[0]
	assert.Nil(t, related.PhysicalLocation)
	assert.Equal(t, "<syncgen>/requesting.concept:1:9 its actions", *related.Message.Text)
}

// Who carries out the replacements of a fix, by lines and code points, gets
// what --fix writes.
func TestSARIFFixes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var sources source.Map
		f := sources.Add("a.sync", strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "é", "東", "👩\u200d🚀", "e\u0301", " ", "\n", "\r\n"})).Draw(rt, "text"), ""))
		starts := []int{len(f.Text)}
		for i := range f.Text {
			starts = append(starts, i)
		}
		at := rapid.SampledFrom(starts)
		from, to := at.Draw(rt, "from"), at.Draw(rt, "to")
		edit := diagnostic.Edit{Span: source.Span{File: f.ID, Start: int32(min(from, to)), End: int32(max(from, to))}, New: "new"}
		want, err := diagnostic.Apply(f, []diagnostic.Edit{edit})
		require.NoError(rt, err)

		var r diagnostic.Report
		r.Add(&sources, diagnostic.List{{
			Code: diagnostic.SyntaxError, Message: "m", Primary: diagnostic.Label{Span: edit.Span},
			Fix: &diagnostic.Fix{Title: "t", Edits: []diagnostic.Edit{edit}},
		}})
		log, err := sarif.FromBytes(rendered(t, &r))
		require.NoError(rt, err)
		replacement := log.Runs[0].Results[0].Fixes[0].ArtifactChanges[0].Replacements[0]
		region := replacement.DeletedRegion
		lines := strings.SplitAfter(f.Text, "\n")
		before := strings.Join(lines[:*region.StartLine-1], "") + string([]rune(lines[*region.StartLine-1])[:*region.StartColumn-1])
		after := string([]rune(lines[*region.EndLine-1])[*region.EndColumn-1:]) + strings.Join(lines[*region.EndLine:], "")
		assert.Equal(rt, want, before+*replacement.InsertedContent.Text+after)
	})
}

// Two findings of one line differ in their fingerprints; lines put in above
// change none.
func TestSARIFFingerprints(t *testing.T) {
	fingerprints := func(before string) []string {
		var sources source.Map
		f := sources.Add("a.sync", before+"x x y\n")
		var r diagnostic.Report
		var list diagnostic.List
		for _, l := range []diagnostic.Label{label(f, "x", 1, ""), label(f, "x", 2, ""), label(f, "y", 1, "")} {
			list = append(list, diagnostic.Diagnostic{Code: diagnostic.UnboundVariable, Message: "m", Primary: l})
		}
		r.Add(&sources, list)
		var found []string
		for _, result := range validLog(t, rendered(t, &r)).Runs[0].Results {
			for _, f := range result.PartialFingerprints {
				found = append(found, f)
			}
		}
		return found
	}
	first := fingerprints("")
	require.Len(t, first, 3)
	assert.NotEqual(t, first[0], first[1])
	assert.NotEqual(t, first[1], first[2])
	assert.Equal(t, first, fingerprints("// A comment.\n\n"))
}
