package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// Parse reads a file: a concept where its path ends in ".concept", scenarios
// where it ends in ".scenario", otherwise syncs, guards and uses. It always returns a tree, with what could be read of
// declarations that have errors, and every error of the file.
func Parse(f *source.File) (*File, diagnostic.List) {
	tree := &File{Source: f}
	if d, ok := badEncoding(f); ok {
		return tree, diagnostic.List{d}
	}
	s := newScanner(f)
	var problems diagnostic.List
	for len(problems) < 10*maxProblems && s.chunk() {
		d := &declarer{tokens: s.tokens, file: f.ID, problems: s.problems}
		if decl := d.chunk(s); decl != nil {
			tree.Decls = append(tree.Decls, decl)
		}
		problems = append(problems, d.problems...)
		s.problems = nil
	}
	problems = append(problems, s.problems...)
	if len(problems) >= 10*maxProblems {
		problems[len(problems)-1].Notes = []string{"there are many errors: the rest of the file was not read"}
	}
	problems.Sort()
	attachComments(tree, s.comments)
	return tree, problems
}

// badEncoding finds the first byte of a file that is not UTF-8.
func badEncoding(f *source.File) (diagnostic.Diagnostic, bool) {
	if utf8.ValidString(f.Text) {
		return diagnostic.Diagnostic{}, false
	}
	offset := 0
	for offset < len(f.Text) {
		r, size := utf8.DecodeRuneInString(f.Text[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	d := diagnostic.Diagnostic{
		Code:    diagnostic.BadEncoding,
		Message: "the file is not UTF-8 from here on",
		Primary: diagnostic.Label{Span: source.Span{File: f.ID, Start: int32(offset), End: int32(offset + 1)}},
		Help:    []string{"save it as UTF-8"},
	}
	if strings.HasPrefix(f.Text, "\xff\xfe") || strings.HasPrefix(f.Text, "\xfe\xff") {
		d.Notes = []string{"it looks like UTF-16"}
	}
	return d, true
}
