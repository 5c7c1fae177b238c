package syntax

import (
	"fmt"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// maxDepth is how deep brackets, blocks and operators may nest.
const maxDepth = 200

// cursor is the parser of what participle leaves to us: the patterns, lines,
// expressions and types within one chunk. It never gives up on a chunk: an
// error is noted, and the item that it stands in is skipped.
type cursor struct {
	tokens []lexer.Token // of the whole chunk, the one that tells about it first
	i      int           // of the next token
	file   source.FileID
	text   string
	end    int32 // of the last token taken
	depth  int
	// brackets counts the open ones around expressions: inside, an operator
	// that begins a line always goes on with the expression.
	brackets int
	first    int // the token that the current item begins with
	column   int // of that token, or of the first of the line where it is not; 0 before

	problems diagnostic.List
	// failed is set from a hard error until the item is skipped: parsing
	// functions then return at once, and nothing more is reported.
	failed bool
	// misplaced is set with failed where the rest of the clause is better not
	// looked at.
	misplaced bool
}

// open begins to read where participle stands.
func open(lex *lexer.PeekingLexer) *cursor {
	about := &lex.Range(0, 1)[0]
	c := &cursor{
		tokens: lex.Range(0, lexer.RawCursor(about.Pos.Offset)),
		i:      int(lex.RawCursor()),
		file:   source.FileID(about.Pos.Line),
		text:   about.Value,
	}
	c.end = tokenEnd(&c.tokens[c.i-1])
	return c
}

// close lets participle go on behind what was read.
func (c *cursor) close(lex *lexer.PeekingLexer) {
	if from := int(lex.RawCursor()); c.i > from {
		lex.FastForward(lexer.RawCursor(c.i - 1))
	}
}

func tokenEnd(t *lexer.Token) int32 { return int32(t.Pos.Offset + len(t.Value)) }

func (c *cursor) peek() *lexer.Token { return &c.tokens[c.i] }

// ahead is the token n places after the next one, or the one that ends the chunk.
func (c *cursor) ahead(n int) *lexer.Token {
	return &c.tokens[min(c.i+n, len(c.tokens)-1)]
}

// next takes a token.
func (c *cursor) next() *lexer.Token {
	t := &c.tokens[c.i]
	if t.Type != kindEOF {
		c.i++
		c.end = tokenEnd(t)
	}
	return t
}

// take takes the next token if it is of a kind.
func (c *cursor) take(k kind) bool {
	if c.failed || c.tokens[c.i].Type != k {
		return false
	}
	c.next()
	return true
}

// word reports whether a token is the given keyword.
func word(t *lexer.Token, text string) bool { return t.Type == kindIdent && t.Value == text }

// startsLine reports whether the token n places ahead is the first of its line.
func (c *cursor) startsLine(n int) bool {
	i := min(c.i+n, len(c.tokens)-1)
	return c.tokens[i].Pos.Line != c.tokens[i-1].Pos.Line || i == 1
}

func (c *cursor) span(t *lexer.Token) source.Span {
	return source.Span{File: c.file, Start: int32(t.Pos.Offset), End: tokenEnd(t)}
}

// from is the span from start to the last token taken.
func (c *cursor) from(start *lexer.Token) source.Span {
	return source.Span{File: c.file, Start: int32(start.Pos.Offset), End: c.end}
}

func (c *cursor) place(t *lexer.Token) Place { return Place{c.span(t)} }

func (c *cursor) ident(t *lexer.Token) Ident { return Ident{c.place(t), t.Value} }

// gap is the empty span after the last token taken, where something is missing.
func (c *cursor) gap() source.Span {
	return source.Span{File: c.file, Start: c.end, End: c.end}
}

// enter guards a recursion. It is to be paired with leave if it returns true.
func (c *cursor) enter() bool {
	if c.failed {
		return false
	}
	if c.depth++; c.depth <= maxDepth {
		return true
	}
	c.depth--
	c.tooDeep(c.peek())
	return false
}

func (c *cursor) leave() { c.depth-- }

func (c *cursor) tooDeep(t *lexer.Token) {
	c.failed = true
	c.problems = append(c.problems, diagnostic.Diagnostic{
		Code:    diagnostic.TooDeep,
		Message: fmt.Sprintf("this is nested more than %d deep", maxDepth),
		Primary: diagnostic.Label{Span: c.span(t)},
		Help:    []string{"bind the inner parts to names in `where` first"},
	})
}

// note reports an error that does not keep the parser from going on.
func (c *cursor) note(at source.Span, fix *diagnostic.Fix, format string, args ...any) *diagnostic.Diagnostic {
	if c.failed || len(c.problems) >= maxProblems {
		return &diagnostic.Diagnostic{}
	}
	c.problems = append(c.problems, syntaxError(at, fmt.Sprintf(format, clipped(args)...), fix))
	return &c.problems[len(c.problems)-1]
}

// fail reports that the next token is not what was expected, and gives up on
// the item. Where the token is wrong whatever was expected, it says so instead.
func (c *cursor) fail(format string, args ...any) *diagnostic.Diagnostic {
	t := c.peek()
	switch {
	case c.failed:
		return &diagnostic.Diagnostic{}
	case t.Type == kindUnclosed:
		return c.failAt(c.span(t), nil, "this string has no closing `\"` on its line")
	case t.Type == kindStrange && t.Value == "'":
		return c.failAt(c.span(t), nil, "a string stands between double quotes, and this `'` is closed by no other")
	case t.Type == kindStrange:
		return c.failAt(c.span(t), nil, "%s has no meaning here", describe(t))
	case t.Type == kindEOF || c.startsLine(0) && c.i != c.first:
		return c.failAt(c.gap(), nil, format, args...)
	}
	return c.failAt(c.span(t), nil, format+", found "+describe(t), args...)
}

func (c *cursor) failAt(at source.Span, fix *diagnostic.Fix, format string, args ...any) *diagnostic.Diagnostic {
	d := c.note(at, fix, format, args...)
	c.failed = true
	return d
}

// describe names a token in a message.
func describe(t *lexer.Token) string {
	switch {
	case t.Type == kindEOF:
		return "the end"
	case t.Type == kindText && len(t.Value) > 30:
		return "a string"
	case t.Type == kindStrange && t.Value < " ":
		return fmt.Sprintf("the control character U+%04X", t.Value[0])
	}
	return "`" + clip(t.Value) + "`"
}

// begin takes note of where an item begins.
func (c *cursor) begin() {
	c.first = c.i
	if c.column == 0 || c.startsLine(0) {
		c.column = c.peek().Pos.Column
	}
}

// recover skips the rest of the current item, which failed. It stops at a line that begins no deeper than the item did and
// that can begin another, or where stops says so. Lines that begin with a
// closing bracket or a connective belong to the item that is skipped.
func (c *cursor) recover(stops func() bool) {
	if c.i == c.first {
		c.next()
	}
	c.skip(c.column, stops)
}

// skip leaves out everything up to a line that recover would stop at.
func (c *cursor) skip(column int, stops func() bool) {
	c.failed = false
	for {
		t := c.peek()
		if t.Type == kindEOF || t.Type == kindSection {
			return
		}
		if c.startsLine(0) && (stops() || t.Pos.Column <= column && !continues(t)) {
			return
		}
		c.next()
	}
}

// continues reports whether a token cannot begin an item.
func continues(t *lexer.Token) bool {
	switch t.Type {
	case kindIdent:
		return t.Value == "else"
	case kindNumber, kindText, '(', '[', '{', '-', '!', kindSingle:
		return false
	}
	return true
}
