package lsp

import (
	"context"
	"io"
	"path"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// server is one editor's.
type server struct {
	protocol.UnimplementedServer
	version string
	log     io.Writer
	client  protocol.Client
	exit    chan struct{}

	mu      sync.Mutex
	phase   phase
	stopped bool // nothing is sent any more
	current *state
	workers map[string]*worker // by folder
	// What the editor can do.
	versionedEdits, watches bool
}

type phase uint8

const (
	fresh phase = iota
	up
	down
)

// admits reports why a request cannot be answered now, if it cannot.
func (s *server) admits(method string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.phase == fresh && method != protocol.MethodInitialize:
		return jsonrpc2.Errorf(jsonrpc2.ServerNotInitialized, "the first request is `initialize`")
	case s.phase == up && method == protocol.MethodInitialize:
		return jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "`initialize` was sent already")
	case s.phase == down:
		return jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "nothing follows `shutdown` but `exit`")
	}
	return nil
}

func (s *server) state() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

// change puts another state in place, and has the program of a folder checked.
func (s *server) change(dir string, next func(*state) *state) {
	s.mu.Lock()
	s.current = next(s.current)
	s.mu.Unlock()
	s.schedule(dir)
}

func (s *server) Initialize(_ context.Context, p *protocol.InitializeParams) (*protocol.InitializeResult, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.phase = up
	if w := p.Capabilities.Workspace; w != nil {
		s.versionedEdits = w.WorkspaceEdit != nil && isSet(w.WorkspaceEdit.DocumentChanges)
		s.watches = w.DidChangeWatchedFiles != nil && isSet(w.DidChangeWatchedFiles.DynamicRegistration)
	}
	folders, _ := p.WorkspaceFolders.Get()
	for _, f := range folders {
		s.current.roots = append(s.current.roots, pathOf(f.URI))
	}
	return &protocol.InitializeResult{
		Capabilities: capabilities(),
		ServerInfo:   protocol.ServerInfo{Name: "syncgen", Version: protocol.NewOptional(s.version)},
	}, nil
}

func isSet(flag *bool) bool { return flag != nil && *flag }

// capabilities are what the server can do. A test asks for each of them.
func capabilities() protocol.ServerCapabilities {
	yes := protocol.Boolean(true)
	return protocol.ServerCapabilities{
		PositionEncoding: protocol.PositionEncodingKindUTF16,
		TextDocumentSync: &protocol.TextDocumentSyncOptions{
			OpenClose: pointerTo(true), Change: pointerTo(protocol.TextDocumentSyncKindIncremental), Save: yes,
		},
		CompletionProvider:         &protocol.CompletionOptions{TriggerCharacters: []string{".", "(", ",", ":"}},
		HoverProvider:              yes,
		SignatureHelpProvider:      &protocol.SignatureHelpOptions{TriggerCharacters: []string{"(", ","}},
		DefinitionProvider:         yes,
		ImplementationProvider:     yes,
		ReferencesProvider:         yes,
		DocumentHighlightProvider:  yes,
		DocumentSymbolProvider:     yes,
		WorkspaceSymbolProvider:    yes,
		CodeActionProvider:         &protocol.CodeActionOptions{CodeActionKinds: []protocol.CodeActionKind{protocol.CodeActionKindQuickFix, protocol.CodeActionKindSourceFixAll}},
		DocumentFormattingProvider: yes,
		RenameProvider:             &protocol.RenameOptions{PrepareProvider: pointerTo(true)},
		FoldingRangeProvider:       yes,
		CallHierarchyProvider:      yes,
		InlayHintProvider:          yes,
		SemanticTokensProvider: &protocol.SemanticTokensOptions{
			Legend: protocol.SemanticTokensLegend{TokenTypes: tokenTypes, TokenModifiers: tokenModifiers},
			Full:   yes,
		},
	}
}

// Initialized asks the editor to tell of files that others change.
func (s *server) Initialized(context.Context, *protocol.InitializedParams) error {
	s.mu.Lock()
	watches := s.watches
	s.mu.Unlock()
	if !watches {
		return nil
	}
	options, err := protocol.Marshal(&protocol.DidChangeWatchedFilesRegistrationOptions{
		Watchers: []protocol.FileSystemWatcher{{GlobPattern: protocol.Pattern("**/*.{concept,sync}")}},
	})
	if err != nil {
		return err
	}
	go func() { // an answer follows, which the one who reads messages has to read
		err := s.client.RegisterCapability(context.Background(), &protocol.RegistrationParams{Registrations: []protocol.Registration{
			{ID: "specs", Method: protocol.MethodWorkspaceDidChangeWatchedFiles, RegisterOptions: options},
		}})
		if err != nil {
			s.report("the editor does not watch files: %s", err)
		}
	}()
	return nil
}

func (s *server) Shutdown(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.phase = down
	return nil
}

func (s *server) Exit(context.Context) error {
	close(s.exit)
	return nil
}

// Request refuses what is no request of the protocol, or none that we know.
func (s *server) Request(_ context.Context, method string, _ any) (any, error) {
	return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "there is no `%s`", method)
}

func (s *server) DidOpen(_ context.Context, p *protocol.DidOpenTextDocumentParams) error {
	d := &document{path: pathOf(p.TextDocument.URI), version: p.TextDocument.Version, text: p.TextDocument.Text}
	if isSpec(d.path) {
		s.change(path.Dir(d.path), func(now *state) *state { return now.with(d) })
	}
	return nil
}

func (s *server) DidChange(_ context.Context, p *protocol.DidChangeTextDocumentParams) error {
	old := s.state().documents[pathOf(p.TextDocument.URI)]
	if old == nil {
		return nil // no spec
	}
	d := &document{path: old.path, version: p.TextDocument.Version, text: old.text}
	for _, c := range p.ContentChanges {
		switch c := c.(type) {
		case *protocol.TextDocumentContentChangeWholeDocument:
			d.text = c.Text
		case *protocol.TextDocumentContentChangePartial:
			l := newLines(d.text)
			start, end := l.offset(c.Range.Start.Line, c.Range.Start.Character), l.offset(c.Range.End.Line, c.Range.End.Character)
			d.text = d.text[:start] + c.Text + d.text[max(start, end):]
		}
	}
	s.change(path.Dir(d.path), func(now *state) *state { return now.with(d) })
	return nil
}

func (s *server) DidClose(_ context.Context, p *protocol.DidCloseTextDocumentParams) error {
	if file := pathOf(p.TextDocument.URI); isSpec(file) {
		s.change(path.Dir(file), func(now *state) *state { return now.without(file) })
	}
	return nil
}

func (s *server) DidSave(_ context.Context, p *protocol.DidSaveTextDocumentParams) error {
	dir := path.Dir(pathOf(p.TextDocument.URI))
	s.change(dir, func(now *state) *state { return now.reloaded(dir) })
	return nil
}

func (s *server) DidChangeWatchedFiles(_ context.Context, p *protocol.DidChangeWatchedFilesParams) error {
	dirs := map[string]bool{}
	for _, c := range p.Changes {
		dirs[path.Dir(pathOf(c.URI))] = true
	}
	for dir := range dirs {
		s.change(dir, func(now *state) *state { return now.reloaded(dir) })
	}
	return nil
}
