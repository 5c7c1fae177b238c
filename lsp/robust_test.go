package lsp_test

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// Changes of parts of a text are carried out in the order in which they come.
func TestIncrementalChanges(t *testing.T) {
	e := watching(t)
	text := sightings
	change := func(mark, old, text string) protocol.TextDocumentContentChangeEvent {
		p := e.position("sightings.sync", mark)
		end := p.Position
		end.Character += uint32(len(old))
		before, after, _ := strings.Cut(mark, "|")
		e.texts["sightings.sync"] = strings.Replace(e.texts["sightings.sync"], before+after, before+text+strings.TrimPrefix(after, old), 1)
		return &protocol.TextDocumentContentChangePartial{Range: protocol.Range{Start: p.Position, End: end}, Text: text}
	}
	// The second change is of the text as the first one leaves it, behind a
	// character of two units.
	e.send("sightings.sync",
		change("error: \"|${name}", "", "𝄞 "),
		change("𝄞 ${name} |was never", "was never", "was not"),
		change("Tallying.|count (name", "count", "cuont"),
	)
	found := e.wait("sightings.sync")
	require.NotEmpty(t, found)
	assert.Equal(t, "cuont", cut(e.texts["sightings.sync"], found[0].Range))
	assert.Contains(t, e.texts["sightings.sync"], `"𝄞 ${name} was not seen"`)
	assert.NotEqual(t, text, e.texts["sightings.sync"])
}

// Unsaved texts count, in any file of the program; those of closed files are
// what is on the disk.
func TestUnsavedTexts(t *testing.T) {
	e := watching(t)
	e.open("tallying.concept", strings.ReplaceAll(tallying, "count (", "tally ("))
	found := e.until("sightings.sync", func(p *protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
	assert.Contains(t, found[0].Message, "there is no action `Tallying.count`")

	require.NoError(t, e.server.DidClose(e.ctx, &protocol.DidCloseTextDocumentParams{TextDocument: e.document("tallying.concept")}))
	e.until("sightings.sync", func(p *protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) == 0 })

	path := filepath.Join(e.dir, "tallying.concept")
	require.NoError(t, os.WriteFile(path, []byte(strings.ReplaceAll(tallying, "count (", "tally (")), 0o644))
	require.NoError(t, e.server.DidChangeWatchedFiles(e.ctx, &protocol.DidChangeWatchedFilesParams{
		Changes: []protocol.FileEvent{{URI: e.uri("tallying.concept"), Type: protocol.FileChangeTypeChanged}},
	}))
	e.until("sightings.sync", func(p *protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })

	require.NoError(t, e.server.DidClose(e.ctx, &protocol.DidCloseTextDocumentParams{TextDocument: e.document("sightings.sync")}))
	e.until("sightings.sync", func(p *protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) == 0 })
}

// A file that is not on the disk yet is part of the program of its folder.
func TestNewFiles(t *testing.T) {
	e := watching(t)
	found := e.open("more.sync", "sync Counted\nwhen\n  Requesting.request (path: \"/more\") : (request)\nthen\n  Requesting.respond (request)\n")
	e.until("sightings.sync", func(p *protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics)+len(found) > 0 })
	assert.Contains(t, e.hover("more.sync", "sync |Counted"), "`POST /more`")
}

// An editor that knows no edits of a version gets edits without one.
func TestEditsWithoutVersions(t *testing.T) {
	e := connect(t, write(t, birds()))
	_, err := e.server.Initialize(e.ctx, &protocol.InitializeParams{})
	require.NoError(t, err)
	e.open("sightings.sync", sightings)
	edit, err := e.server.Rename(e.ctx, &protocol.RenameParams{TextDocumentPositionParams: e.position("sightings.sync", "count (name: |bird)"), NewName: "what"})
	require.NoError(t, err)
	assert.Empty(t, edit.DocumentChanges)
	assert.Contains(t, apply(sightings, edit.Changes[e.uri("sightings.sync")]), "Tallying.count (name: what)")
}

// A file that is broken keeps what is sound in it.
func TestBrokenFiles(t *testing.T) {
	e := watching(t)
	found := e.change("sightings.sync", strings.Replace(sightings, "Tallying.count (name: bird)", "Tallying.count (name: ", 1))
	require.Len(t, found, 1)
	assert.Equal(t, protocol.String("syntax-error"), found[0].Code)
	assert.Contains(t, e.hover("sightings.sync", "Tallying.|_total"), "_total (name: String)")
	assert.Equal(t, []string{"sightings.sync:8:43 bird"}, e.definition("sightings.sync", "\"/sightings\", |bird)\nthen")[:1], "in the broken one, too")
}

// A request is answered for the text that was there when it was sent, whatever
// has come since.
func TestRequestsAreOfTheirVersion(t *testing.T) {
	e := watching(t)
	for range 20 {
		position := e.position("sightings.sync", "sync |Counted")
		answer := make(chan []string, 1)
		sent := make(chan struct{})
		go func() {
			close(sent)
			list, err := e.server.DocumentHighlight(e.ctx, &protocol.DocumentHighlightParams{TextDocumentPositionParams: position})
			assert.NoError(t, err)
			var got []string
			for _, h := range list {
				got = append(got, at(h.Range.Start))
			}
			answer <- got
		}()
		<-sent
		// Whichever of the two came first, the answer is that of one of the texts.
		e.send("sightings.sync", &protocol.TextDocumentContentChangeWholeDocument{Text: "\n" + sightings})
		got := <-answer
		assert.Contains(t, [][]string{{"12:6"}, nil}, got)
		e.change("sightings.sync", sightings)
	}
}

func TestCancelledRequests(t *testing.T) {
	e := watching(t)
	ctx, cancel := context.WithCancel(e.ctx)
	cancel()
	_, err := e.server.Hover(ctx, &protocol.HoverParams{TextDocumentPositionParams: e.position("sightings.sync", "sync |Counted")})
	assert.ErrorIs(t, err, context.Canceled)
	assert.NotEmpty(t, e.hover("sightings.sync", "sync |Counted"), "the next one is answered")
}

// What is not of the protocol, or not of this server, ends nothing.
func TestStrangeMessages(t *testing.T) {
	e := watching(t)
	require.NoError(t, e.conn.Notify(e.ctx, "$/unheardOf", map[string]int{"a": 1}))
	require.NoError(t, e.conn.Notify(e.ctx, "textDocument/didChange", []int{1}))
	var result any
	_, err := e.conn.Call(e.ctx, "syncgen/unheardOf", map[string]int{}, &result)
	var wire *jsonrpc2.Error
	require.True(t, errors.As(err, &wire), "%v", err)
	assert.Equal(t, jsonrpc2.MethodNotFound, wire.Code)
	assert.NotEmpty(t, e.hover("sightings.sync", "sync |Counted"))

	nowhere := e.position("sightings.sync", "sync |Counted")
	nowhere.TextDocument.URI = "untitled:one"
	h, err := e.server.Hover(e.ctx, &protocol.HoverParams{TextDocumentPositionParams: nowhere})
	require.NoError(t, err)
	assert.Nil(t, h)
}

func TestLifecycle(t *testing.T) {
	e := connect(t, write(t, birds()))
	_, err := e.server.Hover(e.ctx, &protocol.HoverParams{})
	var wire *jsonrpc2.Error
	require.True(t, errors.As(err, &wire), "%v", err)
	assert.Equal(t, jsonrpc2.ServerNotInitialized, wire.Code)

	result := e.initialize()
	assert.Equal(t, "syncgen", result.ServerInfo.Name)
	select { // and asks to be told of files that change
	case <-e.news:
	case <-time.After(time.Minute):
		require.Fail(t, "nothing was registered")
	}
	assert.Equal(t, protocol.MethodWorkspaceDidChangeWatchedFiles, e.asked[0].Method)

	require.NoError(t, e.server.Shutdown(e.ctx))
	_, err = e.server.Hover(e.ctx, &protocol.HoverParams{})
	require.True(t, errors.As(err, &wire))
	assert.Equal(t, jsonrpc2.InvalidRequest, wire.Code)
	require.NoError(t, e.server.Exit(e.ctx))
	assert.NoError(t, <-e.ended)
}

func TestEndWithoutShutdown(t *testing.T) {
	e := connect(t, write(t, birds()))
	e.initialize()
	require.NoError(t, e.server.Exit(e.ctx))
	assert.EqualError(t, <-e.ended, "the editor left without `shutdown` and `exit`")
}

// Only the files that the package says know the protocol's library.
func TestOneHomeOfTheLibrary(t *testing.T) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	var know []string
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, parser.ImportsOnly)
		require.NoError(t, err)
		if slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return strings.HasPrefix(i.Path.Value, `"go.lsp.dev/`) }) {
			know = append(know, entry.Name())
		}
	}
	assert.Equal(t, []string{"convert.go", "lifecycle.go", "publish.go", "serve.go", "server.go"}, know)
}

// Each capability that is declared is asked for by a test of this package.
func TestDeclaredCapabilities(t *testing.T) {
	e := connect(t, write(t, birds()))
	text, err := json.Marshal(e.initialize().Capabilities)
	require.NoError(t, err)
	var declared map[string]any
	require.NoError(t, json.Unmarshal(text, &declared))
	asks := map[string]string{
		"callHierarchyProvider": "IncomingCalls", "codeActionProvider": "CodeAction", "completionProvider": "Completion",
		"definitionProvider": "Definition", "documentFormattingProvider": "Formatting", "documentHighlightProvider": "DocumentHighlight",
		"documentSymbolProvider": "DocumentSymbol", "foldingRangeProvider": "FoldingRanges", "hoverProvider": "Hover",
		"implementationProvider": "Implementation", "inlayHintProvider": "InlayHint", "positionEncoding": "DidChange",
		"referencesProvider": "References", "renameProvider": "Rename", "semanticTokensProvider": "SemanticTokensFull",
		"signatureHelpProvider": "SignatureHelp", "textDocumentSync": "DidChange", "workspaceSymbolProvider": "Symbols",
	}
	var tests strings.Builder
	files, err := filepath.Glob("*_test.go")
	require.NoError(t, err)
	for _, file := range files {
		read, err := os.ReadFile(file)
		require.NoError(t, err)
		tests.Write(read)
	}
	for name := range declared {
		method := asks[name]
		if assert.NotEmpty(t, method, "%s is declared and not asked for", name) {
			assert.Contains(t, tests.String(), "e.server."+method+"(")
			_, ok := reflect.TypeFor[protocol.Server]().MethodByName(method)
			assert.True(t, ok, method)
		}
	}
	assert.Len(t, declared, len(asks))
}
