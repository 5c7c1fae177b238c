package syntax

import (
	"cmp"
	"slices"

	"github.com/syncgen/syncgen/dsl/source"
)

// TokenKind tells what a token is to somebody who looks at text, not at a tree.
type TokenKind uint8

const (
	WordToken TokenKind = iota + 1 // a name, or a keyword of its place
	SectionToken
	NumberToken
	StringToken
	ProseToken
	MarkToken
	CommentToken
)

// Token is a piece of a file's text.
type Token struct {
	Kind TokenKind
	At   source.Span
	// Opens tells that the token begins a declaration, or what stands in the
	// place of one.
	Opens bool
	// FirstOfLine tells that nothing but blanks stands before it on its line.
	FirstOfLine bool
}

// Tokens cuts a file into its pieces, comments too. It is for editors, which
// have to make something of a text that does not parse.
func Tokens(f *source.File) []Token {
	s := newScanner(f)
	var list []Token
	line := 0
	for s.chunk() {
		for i := 1; i < len(s.tokens)-1; i++ {
			t := &s.tokens[i]
			list = append(list, Token{
				Kind:  tokenKindOf(t.Type),
				At:    source.Span{File: f.ID, Start: int32(t.Pos.Offset), End: tokenEnd(t)},
				Opens: i == 1, FirstOfLine: t.Pos.Line != line,
			})
			line = t.Pos.Line
		}
	}
	for _, c := range s.comments {
		list = append(list, Token{Kind: CommentToken, At: c.At})
	}
	slices.SortStableFunc(list, func(a, b Token) int { return cmp.Compare(a.At.Start, b.At.Start) })
	return list
}

func tokenKindOf(k kind) TokenKind {
	switch k {
	case kindIdent:
		return WordToken
	case kindSection, kindClause:
		return SectionToken
	case kindNumber:
		return NumberToken
	case kindText, kindUnclosed, kindSingle:
		return StringToken
	case kindProse:
		return ProseToken
	}
	return MarkToken
}

// IsName reports whether a text can be the name of anything. Words that
// expressions are made of cannot.
func IsName(text string) bool {
	list := Tokens(&source.File{Path: "name.sync", Text: text})
	return len(list) == 1 && list[0].Kind == WordToken && int(list[0].At.End-list[0].At.Start) == len(text) && !reserved(text)
}
