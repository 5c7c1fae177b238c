package benchmarks

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/lsp"
)

// typist is an editor with one file of a big app open, in which somebody types.
type typist struct {
	protocol.UnimplementedClient
	ctx     context.Context
	server  protocol.Server
	file    uri.URI
	text    string
	place   protocol.Position // in a title that a sync gives
	version int32
	typed   bool
	// completes tells that a completion is asked for after each change.
	completes bool
	found     chan *protocol.PublishDiagnosticsParams // of the file
}

func (e *typist) PublishDiagnostics(_ context.Context, p *protocol.PublishDiagnosticsParams) error {
	if p.URI == e.file {
		e.found <- p
	}
	return nil
}

// newTypist starts a server on a big app.
func newTypist(tb testing.TB, texts []dsl.Text) *typist {
	tb.Helper()
	dir, err := filepath.EvalSymlinks(tb.TempDir())
	require.NoError(tb, err)
	e := &typist{file: uri.File(filepath.Join(dir, "routes0000.sync")), found: make(chan *protocol.PublishDiagnosticsParams, 100)}
	for _, t := range texts {
		require.NoError(tb, os.WriteFile(filepath.Join(dir, filepath.Base(t.Path)), []byte(t.Text), 0o644))
		if strings.HasSuffix(t.Path, "routes0000.sync") {
			e.text = t.Text
		}
	}
	before, _, ok := strings.Cut(e.text, "the first of many")
	require.True(tb, ok)
	e.place.Line = uint32(strings.Count(before, "\n"))
	e.place.Character = uint32(len(before) - strings.LastIndex(before, "\n") - 1)

	percent := debug.SetGCPercent(400) // as the command does
	tb.Cleanup(func() { debug.SetGCPercent(percent) })
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	go func() {
		_ = lsp.Serve(context.Background(), in, out, io.Discard, "test")
		out.Close()
	}()
	ctx, conn, server := protocol.NewClient(context.Background(), e, jsonrpc2.NewStream(struct {
		io.Reader
		io.WriteCloser
	}{fromServer, toServer}))
	e.ctx, e.server = ctx, server
	tb.Cleanup(func() {
		_ = server.Shutdown(ctx)
		_ = server.Exit(ctx)
		_ = conn.Close()
	})
	_, err = server.Initialize(ctx, &protocol.InitializeParams{})
	require.NoError(tb, err)
	require.NoError(tb, server.DidOpen(ctx, &protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: e.file, LanguageID: "sync", Text: e.text},
	}))
	require.Empty(tb, (<-e.found).Diagnostics)
	return e
}

// key types a character, or takes it back, and waits for the findings.
func (e *typist) key(typed string, taken uint32) ([]protocol.Diagnostic, error) {
	e.version++
	p := &protocol.DidChangeTextDocumentParams{}
	p.TextDocument.URI, p.TextDocument.Version = e.file, e.version
	end := e.place
	end.Character += taken
	p.ContentChanges = []protocol.TextDocumentContentChangeEvent{
		&protocol.TextDocumentContentChangePartial{Range: protocol.Range{Start: e.place, End: end}, Text: typed},
	}
	if err := e.server.DidChange(e.ctx, p); err != nil {
		return nil, err
	}
	if e.completes {
		if err := e.complete(); err != nil {
			return nil, err
		}
	}
	for {
		found := <-e.found
		if version, _ := found.Version.Get(); version == e.version {
			return found.Diagnostics, nil
		}
	}
}

// complete asks what else the answer at hand could be given.
func (e *typist) complete() error {
	p := &protocol.CompletionParams{}
	p.TextDocument.URI, p.Position = e.file, e.place
	p.Position.Character -= uint32(len(`message: "`))
	result, err := e.server.Completion(e.ctx, p)
	if err == nil && len(result.(*protocol.CompletionList).Items) == 0 {
		err = errors.New("nothing can stand there")
	}
	return err
}

// next types a character or, when it was called for that before, takes it back.
// What is typed may be wrong.
func (e *typist) next(typed string, wrong bool) error {
	var found []protocol.Diagnostic
	var err error
	if e.typed {
		found, err = e.key("", uint32(len(typed)))
	} else {
		found, err = e.key(typed, 0)
	}
	e.typed = !e.typed
	if err == nil && (len(found) > 0) != (wrong && e.typed) {
		err = errors.New("the findings are not what they should be")
	}
	return err
}

// inOneFile puts all syncs of a big app into the first of their files.
func inOneFile(texts []dsl.Text) []dsl.Text {
	var out []dsl.Text
	first := -1
	for _, t := range texts {
		if !strings.Contains(t.Path, "/routes") {
			out = append(out, t)
			continue
		}
		if first < 0 {
			first = len(out)
			out = append(out, t)
			continue
		}
		out[first].Text += "\n" + t.Text
	}
	return out
}

// BenchmarkKeystroke is what it takes from a change of a text to the findings of
// the whole program: where the text stays right, where a declaration of it breaks
// and mends again, where a completion is asked for in between, and where the
// program is all in one file.
func BenchmarkKeystroke(b *testing.B) {
	for _, syncs := range []int{100, 1000} {
		texts := bigApp("app", syncs)
		for _, c := range []struct {
			name, typed string
			wrong       bool
			completion  bool
			texts       []dsl.Text
		}{
			{"right", "x", false, false, texts},
			{"broken", `"`, true, false, texts},
			{"completed", "x", false, true, texts},
			{"one-file", "x", false, false, inOneFile(texts)},
		} {
			b.Run(fmt.Sprintf("%d/%s", syncs, c.name), func(b *testing.B) {
				e := newTypist(b, c.texts)
				e.completes = c.completion
				loop(b, func() error { return e.next(c.typed, c.wrong) })
			})
		}
	}
}

// BenchmarkTyping is the memory that is in use after so many edits, beside that
// after a few.
func BenchmarkTyping(b *testing.B) {
	e := newTypist(b, bigApp("app", 100))
	grown, err := e.growth(10_000)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(grown), "B-grown/10000-edits")
}

// Typing on and on takes no more memory: what is known of texts that are no more
// is let go.
func TestTypingTakesNoMoreMemory(t *testing.T) {
	grown, err := newTypist(t, bigApp("app", 100)).growth(1000)
	require.NoError(t, err)
	assert.Less(t, grown, int64(1<<20))
}

// growth is how much more memory is in use after some edits than before.
func (e *typist) growth(edits int) (int64, error) {
	used := func() int64 {
		runtime.GC()
		runtime.GC() // what the first one finalised
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	var before int64
	for i := range edits + 100 {
		if i == 100 {
			before = used()
		}
		if err := e.next("x", false); err != nil {
			return 0, err
		}
	}
	return used() - before, nil
}
