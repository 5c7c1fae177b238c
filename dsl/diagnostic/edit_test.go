package diagnostic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

func TestApply(t *testing.T) {
	edit := func(start, end int32, text string) diagnostic.Edit {
		return diagnostic.Edit{Span: source.Span{File: 1, Start: start, End: end}, New: text}
	}
	other := diagnostic.Edit{Span: source.Span{File: 2, Start: 0, End: 1}, New: "elsewhere"}
	for _, test := range []struct {
		name  string
		edits []diagnostic.Edit
		want  string
		err   string
	}{
		{name: "none", want: "0123456789"},
		{name: "replace, insert and delete in any order", edits: []diagnostic.Edit{edit(8, 9, ""), edit(1, 3, "ab"), edit(5, 5, "+")}, want: "0ab34+5679"},
		{name: "inserts at one place keep their order", edits: []diagnostic.Edit{edit(4, 4, "a"), edit(4, 4, "b")}, want: "0123ab456789"},
		{name: "an insert beside a change", edits: []diagnostic.Edit{edit(2, 4, "x"), edit(4, 4, "|"), edit(2, 2, "|")}, want: "01|x|456789"},
		{name: "an edit of another file", edits: []diagnostic.Edit{other}, want: "0123456789"},
		{name: "overlap", edits: []diagnostic.Edit{edit(2, 5, ""), edit(4, 6, "")}, err: "a.sync:1:5: two edits overlap"},
		{name: "past the end", edits: []diagnostic.Edit{edit(9, 11, "")}, err: "a.sync: an edit of bytes 9 to 11 leaves the text, which has 10"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var sources source.Map
			got, err := diagnostic.Apply(sources.Add("a.sync", "0123456789"), test.edits)
			if test.err != "" {
				require.EqualError(t, err, test.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.want, got)
		})
	}
}

func TestOverlap(t *testing.T) {
	edit := func(file source.FileID, start, end int32) diagnostic.Edit {
		return diagnostic.Edit{Span: source.Span{File: file, Start: start, End: end}}
	}
	a := edit(1, 2, 5)
	for other, want := range map[diagnostic.Edit]bool{
		edit(1, 0, 2): false, edit(1, 5, 6): false, edit(1, 4, 9): true, edit(1, 3, 3): true,
		edit(1, 2, 2): false, edit(1, 5, 5): false, edit(2, 2, 5): false,
	} {
		assert.Equal(t, want, a.Overlap(other), "%v", other.Span)
		assert.Equal(t, want, other.Overlap(a), "%v", other.Span)
	}
}
