package lsp_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

// complete asks what can stand at the bar of a text that is put in the place of
// the sync Total.
func (e *editor) complete(name, text string) []protocol.CompletionItem {
	e.t.Helper()
	before, after, bar := strings.Cut(text, "|")
	require.True(e.t, bar)
	whole := strings.Replace(sightings, "// A bird was seen.", before+after+"\n\n// A bird was seen.", 1)
	if name == "tallying.concept" {
		whole = before + after
	}
	e.change(name, whole)
	mark := text
	result, err := e.server.Completion(e.ctx, &protocol.CompletionParams{TextDocumentPositionParams: e.position(name, mark)})
	require.NoError(e.t, err)
	return result.(*protocol.CompletionList).Items
}

func labels(list []protocol.CompletionItem) string {
	var all []string
	for _, item := range list {
		all = append(all, item.Label)
	}
	return strings.Join(all, " ")
}

const begun = "sync New\nwhen\n  Requesting.request (path: \"/new\", bird, times? = 1) : (request)\n"

func TestCompletion(t *testing.T) {
	e := watching(t)
	values := "bird times request uuid now len lower upper trim contains startsWith endsWith after not if true false"
	for _, c := range []struct{ about, text, want string }{
		{"a concept in when", "sync New\nwhen\n  |", "Requesting Tallying where then"},
		{"an action in when", "sync New\nwhen\n  Tallying.|", "count"},
		{"a system action in when", "sync New\nwhen\n  Requesting.|", "request respond"},
		{"none of those in then", begun + "then\n  Requesting.|", "respond"},
		{"a query in where", begun + "where\n  Tallying.|", "_total"},
		{"an action after else", begun + "where\n  bird == \"x\" else Tallying.|", "count"},
		{"parameters not yet given", begun + "then\n  Tallying.count (name: bird, |", "by"},
		{"all parameters", begun + "then\n  Tallying.count (|)", "name by"},
		{"a query's parameters", begun + "where\n  Tallying._total (|)", "name"},
		{"results by outcome", "sync New\nwhen\n  Tallying.count () : (|)", "total error"},
		{"results of the outcome at hand", "sync New\nwhen\n  Tallying.count () : (error, |)", ""},
		{"a guard's parameters", begun + "where\n  Known (request, |)", "name"},
		{"a guard's results", begun + "where\n  Known (request, name: bird) : (|)", "total"},
		{"a value in scope", begun + "then\n  Tallying.count (name: |", values},
		{"the paths of other syncs", "sync New\nwhen\n  Requesting.request (path: |", "\"/sightings\" \"/total\" true false"},
		{"further values of an answer", begun + "then\n  Requesting.respond (request, |", "status headers bird times request"},
		{"a line of where", begun + "where\n  |", "Requesting Tallying Known for some none " + values + " then"},
		{"what a line can go on with", begun + "where\n  Tallying._total (name: bird) : (total) |", "Requesting Tallying Known " + "bird times request total" + strings.TrimPrefix(values, "bird times request") + " else"},
		{"null where it can stand", begun + "where\n  bird == |", "Requesting Tallying Known " + values + " null else"},
		{"an aggregate", begun + "where\n  all = |", "Requesting Tallying Known collect count sum first min max " + values + " else"},
		{"inside a block its own names", begun + "where\n  n = count {\n    Tallying._total (name: bird) : (total)\n    |\n  }", "Requesting Tallying Known for some none bird times request total" + strings.TrimPrefix(values, "bird times request") + " order by limit"},
		{"nothing in a comment", begun + "// |", ""},
		{"nothing in a string", "sync New\nwhen\n  Requesting.request (path: \"/ne|w\")", ""},
		{"what begins a declaration", "sync New\nwhen\n  Tallying.count ()\nthen\n  Tallying.count (name: \"x\")\n\n|", "Requesting Tallying sync guard view use"},
		{"what a use is of", "use |", "Requesting Tallying"},
	} {
		got := labels(e.complete("sightings.sync", c.text))
		assert.Equal(t, c.want, got, c.about)
	}
}

func TestCompletionInConcepts(t *testing.T) {
	e := watching(t)
	e.open("tallying.concept", tallying)
	for _, c := range []struct{ about, text, want string }{
		{"a type", "concept Tallying [User]\n\nactions\n  count (name: |)", "String Number Integer Flag Date DateTime Binary Json Secret User optional set of seq of of"},
		{"a section", "concept Tallying\n\n|", "purpose principle state actions queries"},
		{"how many rows", "concept Tallying\n\nqueries\n  _total (name: String) : |", "one optional"},
	} {
		assert.Equal(t, c.want, labels(e.complete("tallying.concept", c.text)), c.about)
	}
}

// What is put in takes the place of the word that is begun.
func TestCompletionReplacesWhatIsBegun(t *testing.T) {
	e := watching(t)
	list := e.complete("sightings.sync", begun+"where\n  Tallying._to|")
	require.Len(t, list, 1)
	edit := list[0].TextEdit.(*protocol.TextEdit)
	assert.Equal(t, "_total (name) : (total)", edit.NewText)
	assert.Equal(t, "_to", cut(e.texts["sightings.sync"], edit.Range))
	detail, _ := list[0].Detail.Get()
	assert.Equal(t, "(name: String) : (total: Integer)", detail)

	list = e.complete("sightings.sync", begun+"where\n  Tallying._|to (name: bird)")
	assert.Equal(t, "_total", list[0].TextEdit.(*protocol.TextEdit).NewText, "its brackets are there")

	list = e.complete("sightings.sync", begun+"then\n  Tallying.count (name: bi|")
	detail, _ = list[0].Detail.Get()
	assert.Equal(t, "bird", list[0].Label)
	assert.Equal(t, protocol.CompletionItemKindVariable, list[0].Kind)
	assert.Empty(t, detail, "what is being typed has no types yet")
}

func TestSignatureHelp(t *testing.T) {
	e := watching(t)
	for _, c := range []struct{ text, label, active string }{
		{begun + "then\n  Tallying.count (|", "Tallying.count (name: String, by: optional Integer)", "name: String"},
		{begun + "then\n  Tallying.count (name: bird, |", "Tallying.count (name: String, by: optional Integer)", "by: optional Integer"},
		{begun + "then\n  Tallying.count (by: |", "Tallying.count (name: String, by: optional Integer)", "by: optional Integer"},
		{"sync New\nwhen\n  Tallying.count () : (|", "Tallying.count () : (total: Integer)", "total: Integer"},
		{"sync New\nwhen\n  Tallying.count () : (error|", "Tallying.count () : (total: Integer)", "total: Integer"},
		{begun + "where\n  Known (request, |", "Known (request, name)", "name"},
		{begun + "where\n  contains (bird, |", "contains (whole, part)", "part"},
		{begun + "then\n  Requesting.respond (request, |", "Requesting.respond (request: Requesting.Request, status: optional Integer, headers: optional Json, ...)", "status: optional Integer"},
		{"sync New|", "", ""},
	} {
		e.complete("sightings.sync", c.text)
		help, err := e.server.SignatureHelp(e.ctx, &protocol.SignatureHelpParams{TextDocumentPositionParams: e.position("sightings.sync", c.text)})
		require.NoError(t, err)
		if c.label == "" {
			assert.Nil(t, help)
			continue
		}
		require.NotNil(t, help, c.text)
		label := help.Signatures[0].Label
		assert.Equal(t, c.label, label)
		n, _ := help.ActiveParameter.Get()
		span := help.Signatures[0].Parameters[n].Label.(protocol.ParameterInformationLabelTuple)
		assert.Equal(t, c.active, label[span[0]:span[1]], c.text)
	}
}

// onlyKind are the labels among some.
func onlyKind(list []protocol.CompletionItem, some ...string) string {
	return labels(slices.DeleteFunc(list, func(i protocol.CompletionItem) bool { return !slices.Contains(some, i.Label) }))
}
