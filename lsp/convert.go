package lsp

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// This file stands between the protocol's values and our own: positions and
// offsets, URIs and paths, findings, edits and lists.

// pathOf is the path of a document, absolute and with forward slashes; "" for
// one that is no file.
func pathOf(u uri.URI) string {
	if !u.IsFile() {
		return ""
	}
	return filepath.ToSlash(filepath.Clean(u.FsPath()))
}

func uriOf(path string) uri.URI { return uri.File(filepath.FromSlash(path)) }

// converter gives places of a program the form that the protocol has for them.
type converter struct {
	*snapshot
	known     map[source.FileID]*lines
	versioned bool // the editor takes edits of a version
}

func (s *snapshot) converter() *converter {
	return &converter{snapshot: s, known: map[source.FileID]*lines{}}
}

func (c *converter) linesOf(id source.FileID) *lines {
	if c.known[id] == nil {
		c.known[id] = newLines(c.source(id).Text)
	}
	return c.known[id]
}

func positionOf(l *lines, offset int32) protocol.Position {
	line, unit := l.position(offset)
	return protocol.Position{Line: line, Character: unit}
}

func rangeIn(l *lines, start, end int32) protocol.Range {
	return protocol.Range{Start: positionOf(l, start), End: positionOf(l, end)}
}

func (c *converter) rangeOf(at source.Span) protocol.Range {
	return rangeIn(c.linesOf(at.File), at.Start, at.End)
}

// spanOf is the part of a file that a range means.
func (c *converter) spanOf(f *source.File, r protocol.Range) source.Span {
	l := c.linesOf(f.ID)
	return source.Span{File: f.ID, Start: l.offset(r.Start.Line, r.Start.Character), End: l.offset(r.End.Line, r.End.Character)}
}

// locations leaves out what is no file: the built-in concepts.
func (c *converter) locations(list []source.Span) protocol.LocationSlice {
	out := protocol.LocationSlice{}
	for _, at := range list {
		if f := c.source(at.File); f != nil && !f.BuiltIn() {
			out = append(out, protocol.Location{URI: uriOf(f.Path), Range: c.rangeOf(at)})
		}
	}
	return out
}

// textEdits converts the edits of one file, in the order of the text.
func (c *converter) textEdits(f *source.File, edits []diagnostic.Edit) []protocol.TextEdit {
	list := []protocol.TextEdit{}
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b diagnostic.Edit) int { return bySpan(a.Span, b.Span) })
	for _, e := range edits {
		if e.Span.File == f.ID {
			list = append(list, protocol.TextEdit{Range: c.rangeOf(e.Span), NewText: e.New})
		}
	}
	return list
}

// workspaceEdit converts edits of several files. Those of open documents are
// good for the version that they were made of and no other.
func (c *converter) workspaceEdit(edits []diagnostic.Edit) *protocol.WorkspaceEdit {
	out := &protocol.WorkspaceEdit{}
	for _, f := range c.parsed().Sources.Files() {
		list := c.textEdits(f, edits)
		if len(list) == 0 {
			continue
		}
		if !c.versioned {
			if out.Changes == nil {
				out.Changes = map[uri.URI][]protocol.TextEdit{}
			}
			out.Changes[uriOf(f.Path)] = list
			continue
		}
		change := &protocol.TextDocumentEdit{TextDocument: protocol.OptionalVersionedTextDocumentIdentifier{
			TextDocumentIdentifier: protocol.TextDocumentIdentifier{URI: uriOf(f.Path)},
		}}
		if version, open := c.versions[f.Path]; open {
			change.TextDocument.Version = &version
		}
		for i := range list {
			change.Edits = append(change.Edits, &list[i])
		}
		out.DocumentChanges = append(out.DocumentChanges, change)
	}
	return out
}

var severities = map[diagnostic.Severity]protocol.DiagnosticSeverity{
	diagnostic.Error:   protocol.DiagnosticSeverityError,
	diagnostic.Warning: protocol.DiagnosticSeverityWarning,
	diagnostic.Note:    protocol.DiagnosticSeverityInformation,
}

// diagnostic converts a finding.
func (c *converter) diagnostic(d *diagnostic.Diagnostic) protocol.Diagnostic {
	out := protocol.Diagnostic{
		Range:    c.rangeOf(d.Primary.Span),
		Severity: severities[d.Severity],
		Code:     protocol.String(d.Code),
		Source:   protocol.NewOptional("syncgen"),
		Message:  protocol.String(messageOf(d)),
	}
	if page, err := uri.Parse(d.Code.Page()); err == nil {
		out.CodeDescription = protocol.CodeDescription{Href: page}
	}
	if isUnnecessary(d.Code) {
		out.Tags = protocol.NewDiagnosticTags(protocol.DiagnosticTagUnnecessary)
	}
	for _, l := range related(d) {
		for _, at := range c.locations([]source.Span{l.Span}) {
			out.RelatedInformation = append(out.RelatedInformation, protocol.DiagnosticRelatedInformation{Location: at, Message: l.Text})
		}
	}
	return out
}

func (c *converter) ranges(list []source.Span) []protocol.Range {
	out := []protocol.Range{}
	for _, at := range list {
		out = append(out, c.rangeOf(at))
	}
	return out
}

func (c *converter) symbols(list []entry) protocol.DocumentSymbolSlice {
	out := protocol.DocumentSymbolSlice{}
	for _, e := range list {
		one := protocol.DocumentSymbol{
			Name: e.name, Kind: symbolKinds[e.kind], Range: c.rangeOf(e.whole), SelectionRange: c.rangeOf(e.named), Children: c.symbols(e.children),
		}
		if e.detail != "" {
			one.Detail = pointerTo(e.detail)
		}
		out = append(out, one)
	}
	return out
}

func (c *converter) codeAction(a action) *protocol.CodeAction {
	out := &protocol.CodeAction{Title: a.title, Kind: pointerTo(protocol.CodeActionKindQuickFix), Edit: c.workspaceEdit(a.edits)}
	if a.all {
		out.Kind = pointerTo(protocol.CodeActionKindSourceFixAll)
		return out
	}
	out.IsPreferred = pointerTo(a.safe)
	for i := range a.findings {
		out.Diagnostics = append(out.Diagnostics, c.diagnostic(&a.findings[i]))
	}
	return out
}

func (c *converter) completions(list []proposal, prefix source.Span) *protocol.CompletionList {
	out := &protocol.CompletionList{Items: []protocol.CompletionItem{}}
	at := c.rangeOf(prefix)
	for i, p := range list {
		item := protocol.CompletionItem{
			Label: p.label, Kind: completionKinds[p.kind], SortText: protocol.NewOptional(fmt.Sprintf("%05d", i)), // our order
			TextEdit: &protocol.TextEdit{Range: at, NewText: cmp.Or(p.insert, p.label)},
		}
		if p.detail != "" {
			item.Detail = protocol.NewOptional(p.detail)
		}
		if p.about != "" {
			item.Documentation = markdown(p.about)
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func signatureHelp(s *signature) *protocol.SignatureHelp {
	info := protocol.SignatureInformation{Label: s.label}
	if s.about != "" {
		info.Documentation = markdown(s.about)
	}
	l := newLines(s.label)
	for _, p := range s.params {
		_, start := l.position(int32(p[0]))
		_, end := l.position(int32(p[1]))
		info.Parameters = append(info.Parameters, protocol.ParameterInformation{Label: protocol.ParameterInformationLabelTuple{start, end}})
	}
	out := &protocol.SignatureHelp{Signatures: []protocol.SignatureInformation{info}, ActiveSignature: pointerTo(uint32(0))}
	if s.active >= 0 {
		out.ActiveParameter = protocol.NewNullable(uint32(s.active))
	}
	return out
}

// tokens are numbers, five for each: where it begins as seen from the one before,
// how long it is, what it is.
func (c *converter) tokens(list []coloured) []uint32 {
	out := []uint32{}
	var line, unit uint32
	for _, t := range list {
		r := c.rangeOf(t.at)
		if r.Start.Line != line {
			unit = 0
		}
		out = append(out, r.Start.Line-line, r.Start.Character-unit, r.End.Character-r.Start.Character, uint32(t.kind), uint32(t.modifiers))
		line, unit = r.Start.Line, r.Start.Character
	}
	return out
}

func (c *converter) item(n node) protocol.CallHierarchyItem {
	f := c.source(n.at.File)
	item := protocol.CallHierarchyItem{
		Name: memberName(n.symbol), Kind: symbolKinds[kinds[n.symbol.Kind]], URI: uriOf(f.Path), Range: c.rangeOf(n.whole), SelectionRange: c.rangeOf(n.at),
		Detail: pointerTo(n.symbol.Kind.String()),
	}
	return item
}

var symbolKinds = map[kind]protocol.SymbolKind{
	conceptKind: protocol.SymbolKindInterface, actionKind: protocol.SymbolKindMethod, queryKind: protocol.SymbolKindFunction,
	guardKind: protocol.SymbolKindFunction, syncKind: protocol.SymbolKindEvent, typeKind: protocol.SymbolKindStruct, fieldKind: protocol.SymbolKindField,
}

var completionKinds = map[kind]protocol.CompletionItemKind{
	conceptKind: protocol.CompletionItemKindInterface, actionKind: protocol.CompletionItemKindMethod,
	queryKind: protocol.CompletionItemKindFunction, guardKind: protocol.CompletionItemKindFunction, functionKind: protocol.CompletionItemKindFunction,
	typeKind: protocol.CompletionItemKindStruct, fieldKind: protocol.CompletionItemKindField, variableKind: protocol.CompletionItemKindVariable,
	keywordKind: protocol.CompletionItemKindKeyword, constantKind: protocol.CompletionItemKindEnumMember,
}

func markdown(text string) *protocol.MarkupContent {
	return &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: text}
}

func pointerTo[T any](v T) *T { return &v }
