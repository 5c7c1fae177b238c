package lsp

import (
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
)

// hint is text that the editor shows behind a name.
type hint struct {
	offset int32
	text   string
}

// hints are the types of the variables that are bound in a part of a file.
func (s *snapshot) hints(at source.Span) []hint {
	var list []hint
	for _, o := range s.index().File(at.File) {
		if o.Symbol.Kind != symbol.Variable || o.Role != symbol.Declares || !touches(o.At, at) {
			continue
		}
		if t := s.index().TypeOf(o.Symbol); t != nil {
			list = append(list, hint{o.At.End, ": " + t.String()})
		}
	}
	return list
}
