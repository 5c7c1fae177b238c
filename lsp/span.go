package lsp

import (
	"cmp"

	"github.com/syncgen/syncgen/dsl/source"
)

func bySpan(a, b source.Span) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// touches reports whether two spans of a file have a place in common.
func touches(a, b source.Span) bool {
	return a.File == b.File && a.Start <= b.End && b.Start <= a.End
}
