package lsp_test

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/syncgen/syncgen/lsp"
)

// editor is the other side of the protocol: the library's own client with a
// folder of specs.
type editor struct {
	protocol.UnimplementedClient
	t           *testing.T
	ctx         context.Context
	server      protocol.Server
	conn        jsonrpc2.Conn
	dir         string
	texts       map[string]string // as the editor has them
	version     int32
	initialized *protocol.InitializeResult
	ended       chan error // what the server ended with
	log         *buffer

	mu     sync.Mutex
	shown  map[string]*protocol.PublishDiagnosticsParams // by file
	news   chan struct{}
	logged []string
	asked  []protocol.Registration
}

func (e *editor) PublishDiagnostics(_ context.Context, p *protocol.PublishDiagnosticsParams) error {
	e.mu.Lock()
	e.shown[filepath.Base(p.URI.FsPath())] = p
	e.mu.Unlock()
	e.news <- struct{}{}
	return nil
}

func (e *editor) LogMessage(_ context.Context, p *protocol.LogMessageParams) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.logged = append(e.logged, p.Message)
	return nil
}

func (e *editor) RegisterCapability(_ context.Context, p *protocol.RegistrationParams) error {
	e.mu.Lock()
	e.asked = append(e.asked, p.Registrations...)
	e.mu.Unlock()
	e.news <- struct{}{}
	return nil
}

// buffer is written by the server and read by the test.
type buffer struct {
	mu sync.Mutex
	strings.Builder
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Builder.Write(p)
}

func (b *buffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.String()
}

type pipe struct {
	io.Reader
	io.WriteCloser
}

// write makes a folder of specs.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return dir
}

// connect starts a server in this process.
func connect(t *testing.T, dir string) *editor {
	t.Helper()
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	e := &editor{log: &buffer{}, ended: make(chan error, 1)}
	go func() {
		err := lsp.Serve(context.Background(), in, out, e.log, "test")
		out.Close()
		e.ended <- err
	}()
	e.join(t, dir, pipe{fromServer, toServer})
	return e
}

// connectBinary starts the command, as an editor does.
func connectBinary(t *testing.T, dir string) *editor {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "syncgen")
	build := exec.Command("go", "build", "-o", binary, "../cmd/syncgen")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	command := exec.Command(binary, "lsp")
	e := &editor{log: &buffer{}, ended: make(chan error, 1)}
	command.Stderr = e.log
	toServer, err := command.StdinPipe()
	require.NoError(t, err)
	fromServer, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	e.join(t, dir, pipe{fromServer, toServer})
	go func() { e.ended <- command.Wait() }()
	return e
}

func (e *editor) join(t *testing.T, dir string, stream io.ReadWriteCloser) {
	e.t, e.dir, e.texts = t, dir, map[string]string{}
	e.shown, e.news = map[string]*protocol.PublishDiagnosticsParams{}, make(chan struct{}, 1000)
	e.ctx, e.conn, e.server = protocol.NewClient(context.Background(), e, jsonrpc2.NewStream(stream))
	t.Cleanup(func() {
		e.exit()
		if err := e.conn.Close(); err != nil {
			t.Log(err)
		}
	})
}

// exit ends the session in the way that the protocol has for it.
func (e *editor) exit() {
	_ = e.server.Shutdown(e.ctx)
	_ = e.server.Exit(e.ctx)
}

func (e *editor) initialize() *protocol.InitializeResult {
	e.t.Helper()
	yes := true
	p := &protocol.InitializeParams{
		Capabilities: protocol.ClientCapabilities{Workspace: &protocol.WorkspaceClientCapabilities{
			WorkspaceEdit:         &protocol.WorkspaceEditClientCapabilities{DocumentChanges: &yes},
			DidChangeWatchedFiles: &protocol.DidChangeWatchedFilesClientCapabilities{DynamicRegistration: &yes},
		}},
	}
	p.WorkspaceFolders = protocol.NewNullable([]protocol.WorkspaceFolder{{URI: uri.File(e.dir), Name: "specs"}})
	result, err := e.server.Initialize(e.ctx, p)
	require.NoError(e.t, err)
	require.NoError(e.t, e.server.Initialized(e.ctx, &protocol.InitializedParams{}))
	e.initialized = result
	return result
}

// begin starts a session with some files open.
func begin(t *testing.T, files map[string]string, open ...string) *editor {
	t.Helper()
	e := connect(t, write(t, files))
	e.initialize()
	for _, name := range open {
		e.open(name, files[name])
	}
	return e
}

func (e *editor) uri(name string) uri.URI { return uri.File(filepath.Join(e.dir, name)) }

func (e *editor) document(name string) protocol.TextDocumentIdentifier {
	return protocol.TextDocumentIdentifier{URI: e.uri(name)}
}

// open opens a file and waits for its findings.
func (e *editor) open(name, text string) []protocol.Diagnostic {
	e.t.Helper()
	e.version++
	e.texts[name] = text
	require.NoError(e.t, e.server.DidOpen(e.ctx, &protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: e.uri(name), LanguageID: "sync", Version: e.version, Text: text},
	}))
	return e.wait(name)
}

// change gives an open file another text as a whole, and waits for its findings.
func (e *editor) change(name, text string) []protocol.Diagnostic {
	e.t.Helper()
	e.send(name, &protocol.TextDocumentContentChangeWholeDocument{Text: text})
	e.texts[name] = text
	return e.wait(name)
}

func (e *editor) send(name string, changes ...protocol.TextDocumentContentChangeEvent) {
	e.t.Helper()
	e.version++
	p := &protocol.DidChangeTextDocumentParams{ContentChanges: changes}
	p.TextDocument.URI, p.TextDocument.Version = e.uri(name), e.version
	require.NoError(e.t, e.server.DidChange(e.ctx, p))
}

// wait waits for the findings of the version at hand.
func (e *editor) wait(name string) []protocol.Diagnostic {
	e.t.Helper()
	return e.until(name, func(p *protocol.PublishDiagnosticsParams) bool {
		version, ok := p.Version.Get()
		return ok && version == e.version
	})
}

// until waits for findings of a file that are as wanted.
func (e *editor) until(name string, wanted func(*protocol.PublishDiagnosticsParams) bool) []protocol.Diagnostic {
	e.t.Helper()
	deadline := time.After(time.Minute)
	for {
		e.mu.Lock()
		p := e.shown[name]
		e.mu.Unlock()
		if p != nil && wanted(p) {
			return p.Diagnostics
		}
		select {
		case <-e.news:
		case <-deadline:
			require.Fail(e.t, "no findings came for "+name, e.log.text())
		}
	}
}

// position is where a mark's bar is: position(name, "before|after").
func (e *editor) position(name, mark string) protocol.TextDocumentPositionParams {
	e.t.Helper()
	before, after, bar := strings.Cut(mark, "|")
	require.True(e.t, bar, mark)
	text := e.texts[name]
	i := strings.Index(text, before+after)
	require.GreaterOrEqual(e.t, i, 0, "%q is not in %s", mark, name)
	p := protocol.TextDocumentPositionParams{TextDocument: e.document(name)}
	lines := strings.Split(text[:i+len(before)], "\n")
	p.Position.Line = uint32(len(lines) - 1)
	p.Position.Character = uint32(len(utf16.Encode([]rune(lines[len(lines)-1]))))
	return p
}

// place writes a location as name:line:column, from 1, and what stands there.
func (e *editor) place(l protocol.Location) string {
	name, err := filepath.Rel(e.dir, l.URI.FsPath())
	require.NoError(e.t, err)
	text, ok := e.texts[name]
	if !ok {
		read, err := os.ReadFile(l.URI.FsPath())
		require.NoError(e.t, err)
		text = string(read)
	}
	return filepath.ToSlash(name) + ":" + at(l.Range.Start) + " " + cut(text, l.Range)
}

func (e *editor) places(list []protocol.Location) []string {
	out := []string{}
	for _, l := range list {
		out = append(out, e.place(l))
	}
	return out
}

func at(p protocol.Position) string {
	return strings.Join([]string{itoa(p.Line + 1), itoa(p.Character + 1)}, ":")
}

// offset is the byte that a position is at.
func offset(text string, p protocol.Position) int {
	lines := strings.SplitAfter(text, "\n")
	n := 0
	for _, line := range lines[:p.Line] {
		n += len(line)
	}
	units := utf16.Encode([]rune(lines[p.Line]))
	return n + len(string(utf16.Decode(units[:p.Character])))
}

func cut(text string, r protocol.Range) string {
	return text[offset(text, r.Start):offset(text, r.End)]
}

// apply carries out edits of a text, which come in its order, the last one first.
func apply(text string, edits []protocol.TextEdit) string {
	for i := len(edits) - 1; i >= 0; i-- {
		r := edits[i].Range
		text = text[:offset(text, r.Start)] + edits[i].NewText + text[offset(text, r.End):]
	}
	return text
}

// applied are the texts of the editor as an edit of them leaves them.
func (e *editor) applied(edit *protocol.WorkspaceEdit) map[string]string {
	e.t.Helper()
	out := map[string]string{}
	for _, c := range edit.DocumentChanges {
		change := c.(*protocol.TextDocumentEdit)
		name := filepath.Base(change.TextDocument.URI.FsPath())
		var edits []protocol.TextEdit
		for _, one := range change.Edits {
			edits = append(edits, *one.(*protocol.TextEdit))
		}
		text, open := e.texts[name]
		if !open {
			read, err := os.ReadFile(filepath.Join(e.dir, name))
			require.NoError(e.t, err)
			text = string(read)
		}
		out[name] = apply(text, edits)
	}
	return out
}
