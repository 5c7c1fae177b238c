package lsp

import (
	"context"
	"path"
	"slices"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
)

// asked is a file of a program that a request asks about.
type asked struct {
	place
	c *converter
}

func (s *server) converter(snap *snapshot) *converter {
	c := snap.converter()
	c.versioned = s.versionedEdits
	return c
}

// about finds the file of a request; ok is false where it is of no program that
// the editor has open.
func (s *server) about(ctx context.Context, u uri.URI) (a asked, ok bool) {
	file := pathOf(u)
	snap := stateOf(ctx).programs[path.Dir(file)]
	if snap == nil {
		return asked{}, false
	}
	f := snap.file(file)
	return asked{place{snap, f, 0}, s.converter(snap)}, f != nil
}

// at finds the place of a request.
func (s *server) at(ctx context.Context, p protocol.TextDocumentPositionParams) (a asked, ok bool) {
	if a, ok = s.about(ctx, p.TextDocument.URI); ok {
		a.offset = a.c.linesOf(a.file.ID).offset(p.Position.Line, p.Position.Character)
	}
	return a, ok
}

func (s *server) Hover(ctx context.Context, p *protocol.HoverParams) (*protocol.Hover, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	text, span := a.hover()
	if text == "" {
		return nil, nil
	}
	return &protocol.Hover{Contents: markdown(text), Range: pointerTo(a.c.rangeOf(span))}, nil
}

func (s *server) Definition(ctx context.Context, p *protocol.DefinitionParams) (protocol.DefinitionResult, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	return a.c.locations(a.definition()), nil
}

func (s *server) Implementation(ctx context.Context, p *protocol.ImplementationParams) (protocol.DefinitionResult, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	list := protocol.LocationSlice{}
	for _, o := range a.implementations() {
		list = append(list, protocol.Location{URI: uriOf(o.path), Range: rangeIn(newLines(o.text), o.start, o.end)})
	}
	return list, nil
}

func (s *server) References(ctx context.Context, p *protocol.ReferenceParams) ([]protocol.Location, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	return a.c.locations(a.references(p.Context.IncludeDeclaration)), nil
}

func (s *server) DocumentHighlight(ctx context.Context, p *protocol.DocumentHighlightParams) ([]protocol.DocumentHighlight, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	var list []protocol.DocumentHighlight
	for _, h := range a.highlights() {
		k := protocol.DocumentHighlightKindRead
		if h.binds {
			k = protocol.DocumentHighlightKindWrite
		}
		list = append(list, protocol.DocumentHighlight{Range: a.c.rangeOf(h.at), Kind: k})
	}
	return list, nil
}

func (s *server) PrepareRename(ctx context.Context, p *protocol.PrepareRenameParams) (protocol.PrepareRenameResult, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	o, err := a.renamed()
	if err != nil {
		return nil, refusal(err)
	}
	return &protocol.PrepareRenamePlaceholder{Range: a.c.rangeOf(o.At), Placeholder: a.text(o.At)}, nil
}

func (s *server) Rename(ctx context.Context, p *protocol.RenameParams) (*protocol.WorkspaceEdit, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	edits, err := a.rename(p.NewName)
	if err != nil {
		return nil, refusal(err)
	}
	return a.c.workspaceEdit(edits), nil
}

// refusal is an error that the editor shows to whoever asked.
func refusal(err error) error {
	return jsonrpc2.NewError(jsonrpc2.Code(protocol.LSPErrorCodesRequestFailed), err.Error())
}

func (s *server) Formatting(ctx context.Context, p *protocol.DocumentFormattingParams) ([]protocol.TextEdit, error) {
	a, ok := s.about(ctx, p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	return a.c.textEdits(a.file, format(a.file)), nil
}

func (s *server) DocumentSymbol(ctx context.Context, p *protocol.DocumentSymbolParams) (protocol.DocumentSymbolResult, error) {
	a, ok := s.about(ctx, p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	return a.c.symbols(outline(a.tree(a.file))), nil
}

// Symbols looks in all programs that are open, and in those of the editor's
// folders.
func (s *server) Symbols(ctx context.Context, p *protocol.WorkspaceSymbolParams) (protocol.WorkspaceSymbolResult, error) {
	list := protocol.WorkspaceSymbolSlice{}
	for _, snap := range everywhere(stateOf(ctx)) {
		c := s.converter(snap)
		for _, e := range snap.find(p.Query) {
			for _, at := range c.locations([]source.Span{e.named}) {
				w := protocol.WorkspaceSymbol{Location: &at}
				w.Name, w.Kind = e.name, symbolKinds[e.kind]
				if e.within != "" {
					w.ContainerName = pointerTo(e.within)
				}
				list = append(list, w)
			}
		}
	}
	return list, nil
}

// everywhere lists the programs that are open and those in the editor's folders.
func everywhere(now *state) []*snapshot {
	var dirs []string
	for dir := range now.programs {
		dirs = append(dirs, dir)
	}
	for _, root := range now.roots {
		found, _ := dsl.FindDirs([]string{root + "/..."}) // an error means that there are none
		dirs = append(dirs, found...)
	}
	slices.Sort(dirs)
	var list []*snapshot
	for _, dir := range slices.Compact(dirs) {
		snap := now.programs[dir]
		if snap == nil {
			texts, _ := dsl.Load(dir)
			snap = newSnapshot(dir, texts, nil, nil)
		}
		list = append(list, snap)
	}
	return list
}

func (s *server) CodeAction(ctx context.Context, p *protocol.CodeActionParams) ([]protocol.CommandOrCodeAction, error) {
	a, ok := s.about(ctx, p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	var list []action
	if wanted(p.Context.Only, protocol.CodeActionKindQuickFix, true) {
		list = a.actions(a.c.spanOf(a.file, p.Range))
	}
	// All fixes of a program are worked out only for whoever asks for them, or
	// where there is one to begin with.
	if wanted(p.Context.Only, protocol.CodeActionKindSourceFixAll, slices.ContainsFunc(list, func(one action) bool { return one.safe })) {
		if all, some := a.fixAll(); some {
			list = append(list, all)
		}
	}
	var out []protocol.CommandOrCodeAction
	for _, one := range list {
		out = append(out, a.c.codeAction(one))
	}
	return out, nil
}

// wanted reports whether the editor asks for actions of a kind; unasked is for
// an editor that does not say.
func wanted(only []protocol.CodeActionKind, k protocol.CodeActionKind, unasked bool) bool {
	if len(only) == 0 {
		return unasked
	}
	return slices.ContainsFunc(only, func(asked protocol.CodeActionKind) bool {
		return asked == k || asked == protocol.CodeActionKindSource && k == protocol.CodeActionKindSourceFixAll
	})
}

func (s *server) Completion(ctx context.Context, p *protocol.CompletionParams) (protocol.CompletionResult, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	list, prefix := a.completion(a.file, a.offset)
	return a.c.completions(list, prefix), nil
}

func (s *server) SignatureHelp(ctx context.Context, p *protocol.SignatureHelpParams) (*protocol.SignatureHelp, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	sig := a.signature(a.file, a.offset)
	if sig == nil {
		return nil, nil
	}
	return signatureHelp(sig), nil
}

func (s *server) FoldingRanges(ctx context.Context, p *protocol.FoldingRangeParams) ([]protocol.FoldingRange, error) {
	a, ok := s.about(ctx, p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	var list []protocol.FoldingRange
	for _, f := range folds(a.tree(a.file)) {
		r := a.c.rangeOf(f.at)
		one := protocol.FoldingRange{StartLine: r.Start.Line, EndLine: r.End.Line, Kind: protocol.FoldingRangeKindRegion}
		if f.comment {
			one.Kind = protocol.FoldingRangeKindComment
		}
		list = append(list, one)
	}
	return list, nil
}

func (s *server) InlayHint(ctx context.Context, p *protocol.InlayHintParams) ([]protocol.InlayHint, error) {
	a, ok := s.about(ctx, p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	var list []protocol.InlayHint
	for _, h := range a.hints(a.c.spanOf(a.file, p.Range)) {
		list = append(list, protocol.InlayHint{
			Position: positionOf(a.c.linesOf(a.file.ID), h.offset), Label: protocol.String(h.text), Kind: protocol.InlayHintKindType,
		})
	}
	return list, nil
}

func (s *server) SemanticTokensFull(ctx context.Context, p *protocol.SemanticTokensParams) (*protocol.SemanticTokens, error) {
	a, ok := s.about(ctx, p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	return &protocol.SemanticTokens{Data: a.c.tokens(a.colours(a.file))}, nil
}

func (s *server) PrepareCallHierarchy(ctx context.Context, p *protocol.CallHierarchyPrepareParams) ([]protocol.CallHierarchyItem, error) {
	a, ok := s.at(ctx, p.TextDocumentPositionParams)
	if !ok {
		return nil, nil
	}
	var list []protocol.CallHierarchyItem
	for _, n := range a.nodes() {
		list = append(list, a.c.item(n))
	}
	return list, nil
}

// item finds what an item of the hierarchy stands for again, by its place.
func (s *server) item(ctx context.Context, item protocol.CallHierarchyItem) (asked, *symbol.Symbol) {
	a, ok := s.at(ctx, protocol.TextDocumentPositionParams{
		TextDocument: protocol.TextDocumentIdentifier{URI: item.URI}, Position: item.SelectionRange.Start,
	})
	if !ok {
		return a, nil
	}
	nodes := a.nodes()
	if len(nodes) == 0 {
		return a, nil
	}
	return a, nodes[0].symbol
}

func (s *server) IncomingCalls(ctx context.Context, p *protocol.CallHierarchyIncomingCallsParams) ([]protocol.CallHierarchyIncomingCall, error) {
	a, of := s.item(ctx, p.Item)
	if of == nil {
		return nil, nil
	}
	var list []protocol.CallHierarchyIncomingCall
	for _, l := range a.causes(of) {
		list = append(list, protocol.CallHierarchyIncomingCall{From: a.c.item(l.node), FromRanges: a.c.ranges(l.at)})
	}
	return list, nil
}

func (s *server) OutgoingCalls(ctx context.Context, p *protocol.CallHierarchyOutgoingCallsParams) ([]protocol.CallHierarchyOutgoingCall, error) {
	a, of := s.item(ctx, p.Item)
	if of == nil {
		return nil, nil
	}
	var list []protocol.CallHierarchyOutgoingCall
	for _, l := range a.effects(of) {
		list = append(list, protocol.CallHierarchyOutgoingCall{To: a.c.item(l.node), FromRanges: a.c.ranges(l.at)})
	}
	return list, nil
}
