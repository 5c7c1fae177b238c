package lsp

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// tokenTypes and tokenModifiers are the legend of the tokens' numbers.
var (
	tokenTypes = []string{
		"class", "type", "enumMember", "method", "function", "parameter", "property", "event", "variable",
		"keyword", "number", "string", "comment", "operator",
	}
	tokenModifiers = []string{"declaration", "defaultLibrary"}
)

var tokenTypeOf = map[symbol.Kind]string{
	symbol.Concept: "class", symbol.Type: "type", symbol.Primitive: "type", symbol.Constant: "enumMember",
	symbol.Action: "method", symbol.Query: "method", symbol.Parameter: "parameter", symbol.Result: "parameter", symbol.Value: "parameter",
	symbol.Guard: "function", symbol.Sync: "event", symbol.Variable: "variable", symbol.Function: "function", symbol.Field: "property",
}

// coloured is a piece of a file with what it is, for highlighting. No two
// overlap, and none has a line ending in it.
type coloured struct {
	at        source.Span
	kind      int // in tokenTypes
	modifiers int // bits, in the order of tokenModifiers
}

// colours tells the pieces of a file apart, in order. What is a keyword depends
// on its place: a word that names nothing is one.
func (s *snapshot) colours(f *source.File) []coloured {
	c := colouring{file: f, names: s.index().File(f.ID)}
	c.names = slices.CompactFunc(slices.Clone(c.names), func(a, b symbol.Occurrence) bool {
		return a.At == b.At // a shorthand names two things; the variable comes first
	})
	for _, t := range syntax.Tokens(f) {
		c.token(t)
	}
	return c.list
}

type colouring struct {
	file  *source.File
	names []symbol.Occurrence // not yet passed
	list  []coloured
}

func (c *colouring) token(t syntax.Token) {
	for len(c.names) > 0 && c.names[0].At.End <= t.At.Start {
		c.names = c.names[1:]
	}
	switch t.Kind {
	case syntax.CommentToken:
		c.add(t.At, "comment", 0)
	case syntax.NumberToken:
		c.add(t.At, "number", 0)
	case syntax.SectionToken:
		c.add(t.At, "keyword", 0)
	case syntax.StringToken:
		c.text(t.At)
	case syntax.ProseToken:
		c.add(t.At, "comment", 0)
	case syntax.MarkToken:
		if !strings.ContainsAny(c.file.Slice(t.At), "(){}[],:.?") {
			c.add(t.At, "operator", 0)
		}
	case syntax.WordToken:
		if len(c.names) > 0 && c.names[0].At == t.At {
			c.name(c.names[0])
		} else if isKeyword(c.file.Slice(t.At), strings.HasSuffix(c.file.Path, ".concept")) {
			c.add(t.At, "keyword", 0)
		}
	}
}

// text colours a string and the names in its `${…}`.
func (c *colouring) text(at source.Span) {
	rest := at
	for len(c.names) > 0 && c.names[0].At.Start < at.End {
		name := c.names[0]
		c.names = c.names[1:]
		c.add(source.Span{File: at.File, Start: rest.Start, End: name.At.Start}, "string", 0)
		c.name(name)
		rest.Start = name.At.End
	}
	c.add(rest, "string", 0)
}

func (c *colouring) name(o symbol.Occurrence) {
	modifiers := 0
	if o.Role == symbol.Declares {
		modifiers |= 1
	}
	if !o.Symbol.Decl.Valid() && (o.Symbol.Kind == symbol.Function || o.Symbol.Kind == symbol.Primitive) {
		modifiers |= 2
	}
	c.add(o.At, tokenTypeOf[o.Symbol.Kind], modifiers)
}

// add takes a piece in, line by line: prose may have several.
func (c *colouring) add(at source.Span, kind string, modifiers int) {
	for at.Start < at.End {
		line := at
		if i := strings.IndexAny(c.file.Slice(at), "\r\n"); i >= 0 {
			line.End = at.Start + int32(i)
		}
		if line.Start < line.End {
			c.list = append(c.list, coloured{line, slices.Index(tokenTypes, kind), modifiers})
		}
		at.Start = line.End
		for at.Start < at.End && strings.ContainsRune(" \t\r\n", rune(c.file.Text[at.Start])) {
			at.Start++
		}
	}
}
