package lsp

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// definition lists where what stands at a place is declared. An action has a
// place for each outcome; a shorthand names two things.
func (p place) definition() []source.Span {
	var list []source.Span
	for _, o := range p.symbols() {
		list = append(list, declarations(o.Symbol)...)
	}
	return list
}

func declarations(s *symbol.Symbol) []source.Span {
	if s.Kind != symbol.Action {
		if s.Decl.Valid() {
			return []source.Span{s.Decl}
		}
		return nil
	}
	var list []source.Span
	for _, d := range s.Decls {
		if a, ok := d.(*syntax.Action); ok {
			list = append(list, a.Name.At)
		}
	}
	return list
}

// references lists where the thing at a place is named, of a shorthand the
// variable, in the order of files and places; without its declarations unless
// they are wanted too.
func (p place) references(declarations bool) []source.Span {
	found := p.symbols()
	if len(found) == 0 || found[0].Symbol.Kind == symbol.Field {
		return nil // fields of records have names alone in common
	}
	var list []source.Span
	for _, o := range p.index().Of(found[0].Symbol) {
		if declarations || o.Role != symbol.Declares {
			list = append(list, o.At)
		}
	}
	slices.SortFunc(list, bySpan)
	return list
}

// highlight is a place in the file at hand where the name at the cursor stands.
type highlight struct {
	at    source.Span
	binds bool
}

func (p place) highlights() []highlight {
	found := p.symbols()
	if len(found) == 0 {
		return nil
	}
	var list []highlight
	for _, o := range p.index().File(p.file.ID) {
		if o.Symbol == found[0].Symbol {
			list = append(list, highlight{o.At, o.Role == symbol.Declares})
		}
	}
	return list
}
