package lsp

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// format is what `syncgen fmt` would change in a file: nothing where it does
// not parse.
func format(f *source.File) []diagnostic.Edit {
	tree, problems := syntax.Parse(f)
	if problems.Errors() > 0 {
		return nil
	}
	return changes(f, syntax.Format(tree))
}

// changes are the edits that make a new text of a file: one, of the lines
// between those that stay at its beginning and at its end.
func changes(f *source.File, text string) []diagnostic.Edit {
	if text == f.Text {
		return nil
	}
	start := 0
	for n := min(len(f.Text), len(text)); start < n && f.Text[start] == text[start]; start++ {
	}
	start = strings.LastIndexByte(f.Text[:start], '\n') + 1
	old, changed := f.Text[start:], text[start:]
	same := 0
	for n := min(len(old), len(changed)); same < n && old[len(old)-1-same] == changed[len(changed)-1-same]; same++ {
	}
	tail := old[len(old)-same:]
	if i := strings.IndexByte(tail, '\n'); i >= 0 {
		tail = tail[i+1:]
	} else {
		tail = ""
	}
	return []diagnostic.Edit{{
		Span: source.Span{File: f.ID, Start: int32(start), End: int32(len(f.Text) - len(tail))},
		New:  changed[:len(changed)-len(tail)],
	}}
}
