package lsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

// A session with the command over its standard streams, which asks for all that
// the server declares. It writes nothing else to them.
func TestStandardStreams(t *testing.T) {
	const name = "sightings.sync"
	e := connectBinary(t, write(t, birds()))
	e.initialize()
	require.Empty(t, e.open(name, sightings))
	wrong := strings.Replace(sightings, "Tallying.count (name: bird)", "Tallying.cuont (name: bird)", 1)
	require.NotEmpty(t, e.change(name, wrong))
	assert.NotEmpty(t, e.actions(name, "Tallying.|cuont"))
	assert.Len(t, e.actions(name, "|guard", protocol.CodeActionKindSourceFixAll), 1)
	require.Empty(t, e.change(name, sightings))

	at := e.position(name, "Tallying.|count (name: bird)")
	inside := e.position(name, "count (|name: bird)")
	file := at.TextDocument
	whole := protocol.Range{End: protocol.Position{Line: 99}}
	asked := map[string]func() (any, error){
		"hover": func() (any, error) {
			return e.server.Hover(e.ctx, &protocol.HoverParams{TextDocumentPositionParams: at})
		},
		"definition": func() (any, error) {
			return e.server.Definition(e.ctx, &protocol.DefinitionParams{TextDocumentPositionParams: at})
		},
		"references": func() (any, error) {
			return e.server.References(e.ctx, &protocol.ReferenceParams{TextDocumentPositionParams: at})
		},
		"highlights": func() (any, error) {
			return e.server.DocumentHighlight(e.ctx, &protocol.DocumentHighlightParams{TextDocumentPositionParams: at})
		},
		"completion": func() (any, error) {
			return e.server.Completion(e.ctx, &protocol.CompletionParams{TextDocumentPositionParams: inside})
		},
		"signature": func() (any, error) {
			return e.server.SignatureHelp(e.ctx, &protocol.SignatureHelpParams{TextDocumentPositionParams: inside})
		},
		"symbols": func() (any, error) {
			return e.server.DocumentSymbol(e.ctx, &protocol.DocumentSymbolParams{TextDocument: file})
		},
		"everywhere": func() (any, error) { return e.server.Symbols(e.ctx, &protocol.WorkspaceSymbolParams{Query: "count"}) },
		"folding": func() (any, error) {
			return e.server.FoldingRanges(e.ctx, &protocol.FoldingRangeParams{TextDocument: file})
		},
		"tokens": func() (any, error) {
			return e.server.SemanticTokensFull(e.ctx, &protocol.SemanticTokensParams{TextDocument: file})
		},
		"hints": func() (any, error) {
			return e.server.InlayHint(e.ctx, &protocol.InlayHintParams{TextDocument: file, Range: whole})
		},
		"rename": func() (any, error) {
			return e.server.Rename(e.ctx, &protocol.RenameParams{TextDocumentPositionParams: at, NewName: "add"})
		},
		"prepared": func() (any, error) {
			return e.server.PrepareRename(e.ctx, &protocol.PrepareRenameParams{TextDocumentPositionParams: at})
		},
	}
	for about, ask := range asked {
		answer, err := ask()
		require.NoError(t, err, about)
		assert.NotEmpty(t, answer, about)
	}
	items, err := e.server.PrepareCallHierarchy(e.ctx, &protocol.CallHierarchyPrepareParams{TextDocumentPositionParams: at})
	require.NoError(t, err)
	require.Len(t, items, 1)
	incoming, err := e.server.IncomingCalls(e.ctx, &protocol.CallHierarchyIncomingCallsParams{Item: items[0]})
	require.NoError(t, err)
	assert.Len(t, incoming, 1)
	outgoing, err := e.server.OutgoingCalls(e.ctx, &protocol.CallHierarchyOutgoingCallsParams{Item: items[0]})
	require.NoError(t, err)
	assert.Len(t, outgoing, 2)
	edits, err := e.server.Formatting(e.ctx, &protocol.DocumentFormattingParams{TextDocument: file})
	require.NoError(t, err)
	assert.Empty(t, edits)
	// There is no module around, and no Go in it.
	nothing, err := e.server.Implementation(e.ctx, &protocol.ImplementationParams{TextDocumentPositionParams: at})
	require.NoError(t, err)
	assert.Empty(t, nothing)

	e.exit()
	assert.NoError(t, <-e.ended)
	assert.Empty(t, e.log.text())
}
