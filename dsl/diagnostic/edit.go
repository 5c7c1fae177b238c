package diagnostic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// Apply returns a file's text with those of the edits carried out that are in
// the file. Edits may come in any order; two that insert at the same place
// keep theirs. It fails when two edits overlap or one leaves the text.
func Apply(f *source.File, edits []Edit) (string, error) {
	own := make([]Edit, 0, len(edits))
	for _, e := range edits {
		if e.Span.File != f.ID {
			continue
		}
		if e.Span.Start < 0 || e.Span.End < e.Span.Start || int(e.Span.End) > len(f.Text) {
			return "", fmt.Errorf("%s: an edit of bytes %d to %d leaves the text, which has %d", f.Path, e.Span.Start, e.Span.End, len(f.Text))
		}
		own = append(own, e)
	}
	slices.SortStableFunc(own, byStart)

	var b strings.Builder
	at := int32(0)
	for _, e := range own {
		if e.Span.Start < at {
			p := f.Position(e.Span.Start)
			return "", fmt.Errorf("%s:%d:%d: two edits overlap", f.Path, p.Line, p.Column)
		}
		b.WriteString(f.Text[at:e.Span.Start])
		b.WriteString(e.New)
		at = e.Span.End
	}
	b.WriteString(f.Text[at:])
	return b.String(), nil
}

// Overlap reports whether two edits cannot both be carried out: they change
// a common byte, or one inserts inside what the other changes.
func (e Edit) Overlap(other Edit) bool {
	return e.Span.File == other.Span.File &&
		e.Span.Start < other.Span.End && other.Span.Start < e.Span.End
}

func byStart(a, b Edit) int {
	return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}
