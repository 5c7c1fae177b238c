package lsp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

func TestDocumentSymbols(t *testing.T) {
	e := watching(t)
	symbols := func(name string) string {
		result, err := e.server.DocumentSymbol(e.ctx, &protocol.DocumentSymbolParams{TextDocument: e.document(name)})
		require.NoError(t, err)
		return tree(result.(protocol.DocumentSymbolSlice), "")
	}
	assert.Equal(t, `1 Known (request, name) : (total)
6 Sighting when Requesting.request (path: "/sightings", bird)
12 Counted when Requesting.request (path: "/sightings", bird) : (request)
19 NotCounted when Requesting.request (path: "/sightings") : (request)
26 Total when Requesting.request (method: "GET", path: "/total", bird) : (request)
`, symbols("sightings.sync"))
	assert.Equal(t, `1 Tallying
  8 count (name: String, by?: Integer) : (total: Integer)
  10 count (name: String, by?: Integer) : (error: String)
  14 _total (name: String) : optional (total: Integer)
`, symbols("tallying.concept"))
}

func tree(list []protocol.DocumentSymbol, indent string) string {
	var b strings.Builder
	for _, s := range list {
		line := fmt.Sprintf("%s%d %s", indent, s.SelectionRange.Start.Line+1, s.Name)
		if s.Detail != nil {
			line += " " + *s.Detail
		}
		b.WriteString(line + "\n" + tree(s.Children, indent+"  "))
	}
	return b.String()
}

// Symbols are found in all programs of the workspace, open or not, by some of
// their letters.
func TestWorkspaceSymbols(t *testing.T) {
	files := birds()
	files["other/counting.concept"] = "concept Counting\n\nactions\n  recount ()\n"
	e := begin(t, files, "sightings.sync")
	result, err := e.server.Symbols(e.ctx, &protocol.WorkspaceSymbolParams{Query: "coun"})
	require.NoError(t, err)
	var found []string
	for _, s := range result.(protocol.SymbolInformationSlice) {
		found = append(found, s.Name+" "+e.place(s.Location))
	}
	assert.Equal(t, []string{
		"Counted sightings.sync:12:6 Counted",
		"NotCounted sightings.sync:19:6 NotCounted",
		"count tallying.concept:8:3 count",
		"count tallying.concept:10:3 count",
		"Counting other/counting.concept:1:9 Counting",
		"recount other/counting.concept:4:3 recount",
	}, found)
}

func TestFolding(t *testing.T) {
	e := watching(t)
	e.change("sightings.sync", "// One.\n// Two.\n"+sightings)
	list, err := e.server.FoldingRanges(e.ctx, &protocol.FoldingRangeParams{TextDocument: e.document("sightings.sync")})
	require.NoError(t, err)
	var got []string
	for _, f := range list {
		got = append(got, fmt.Sprintf("%d-%d %s", f.StartLine+1, f.EndLine+1, f.Kind))
	}
	assert.Equal(t, []string{
		"3-5 region", "8-12 region", "9-10 region", "11-12 region", "14-19 region", "15-17 region", "18-19 region",
		"21-26 region", "22-24 region", "25-26 region", "28-34 region", "29-30 region", "31-32 region", "33-34 region", "1-2 comment",
	}, got)
}

func TestInlayHints(t *testing.T) {
	e := watching(t)
	list, err := e.server.InlayHint(e.ctx, &protocol.InlayHintParams{
		TextDocument: e.document("sightings.sync"), Range: protocol.Range{End: protocol.Position{Line: 17}},
	})
	require.NoError(t, err)
	var got []string
	for _, h := range list {
		got = append(got, at(h.Position)+string(h.Label.(protocol.String)))
	}
	assert.Equal(t, []string{
		"1:21: Requesting.Request", "1:27: String", "2:34: Integer", "8:47: String", "14:47: String", "14:59: Requesting.Request", "15:29: Integer",
	}, got)
}

// Every piece of a text is told from the others, by what it is at its place.
func TestSemanticTokens(t *testing.T) {
	e := watching(t)
	result := e.initialized.Capabilities.SemanticTokensProvider.(*protocol.SemanticTokensOptions)
	tokens := func(name, text string) string {
		p, err := e.server.SemanticTokensFull(e.ctx, &protocol.SemanticTokensParams{TextDocument: e.document(name)})
		require.NoError(t, err)
		var b strings.Builder
		var line, unit uint32
		for i := 0; i < len(p.Data); i += 5 {
			if p.Data[i] > 0 {
				unit = 0
				b.WriteString("\n")
			}
			line, unit = line+p.Data[i], unit+p.Data[i+1]
			r := protocol.Range{Start: protocol.Position{Line: line, Character: unit}, End: protocol.Position{Line: line, Character: unit + p.Data[i+2]}}
			fmt.Fprintf(&b, "%s=%s ", cut(text, r), result.Legend.TokenTypes[p.Data[i+3]])
		}
		return b.String()
	}
	all := tokens("sightings.sync", sightings)
	for _, line := range []string{
		"guard=keyword Known=function request=variable name=variable total=variable ",
		"else=keyword Requesting=class respond=method request=variable status=parameter 404=number error=parameter \"${=string name=variable } was never seen\"=string ",
		"// A bird was seen.=comment ",
		"sync=keyword Sighting=event ",
		"Tallying=class count=method name=parameter bird=variable ",
	} {
		assert.Contains(t, strings.Split(all, "\n"), line)
	}
	e.open("tallying.concept", tallying)
	assert.Contains(t, tokens("tallying.concept", tallying), "count=method name=parameter String=type by=parameter Integer=type total=parameter Integer=type ")
}
