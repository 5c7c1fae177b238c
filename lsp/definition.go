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

// references lists where the things at a place are named, in the order of files
// and places; without their declarations unless they are wanted too.
func (p place) references(declarations bool) []source.Span {
	var list []source.Span
	for _, o := range p.symbols() {
		if o.Symbol.Kind == symbol.Field {
			continue // fields of records have names alone in common
		}
		for _, at := range p.index().Of(o.Symbol) {
			if declarations || at.Role != symbol.Declares {
				list = append(list, at.At)
			}
		}
	}
	slices.SortFunc(list, bySpan)
	return slices.Compact(list)
}

// highlight is a place in the file at hand where the name at the cursor stands.
type highlight struct {
	at    source.Span
	binds bool
}

func (p place) highlights() []highlight {
	var list []highlight
	for _, o := range p.symbols() {
		for _, at := range p.index().File(p.file.ID) {
			if at.Symbol == o.Symbol {
				list = append(list, highlight{at.At, at.Role == symbol.Declares})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b highlight) int { return bySpan(a.at, b.at) })
	return slices.CompactFunc(list, func(a, b highlight) bool { return a.at == b.at })
}
