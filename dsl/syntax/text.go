package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/source"
)

// interpolated reads the inside of a string literal.
func (c *cursor) interpolated(t *lexer.Token) Expr {
	e := &Text{Place: c.place(t)}
	first := int32(t.Pos.Offset) + 1
	inside := t.Value[1 : len(t.Value)-1]
	if strings.IndexByte(inside, '\\') < 0 && strings.IndexByte(inside, '$') < 0 {
		if inside != "" {
			e.Parts = []Expr{&TextPart{Place{source.Span{File: c.file, Start: first, End: first + int32(len(inside))}}, inside}}
		}
		return e
	}
	var value strings.Builder
	start := 0 // of the current stretch
	flush := func(end int) {
		if value.Len() > 0 {
			at := source.Span{File: c.file, Start: first + int32(start), End: first + int32(end)}
			e.Parts = append(e.Parts, &TextPart{Place{at}, value.String()})
			value.Reset()
		}
	}
	for i := 0; i < len(inside) && !c.failed; {
		switch {
		case inside[i] == '\\':
			i += c.escape(inside[i:], first+int32(i), &value)
		case strings.HasPrefix(inside[i:], "${"):
			flush(i)
			size := interpolationEnd(inside[i:])
			e.Parts = append(e.Parts, c.interpolation(int(first)+i+2, int(first)+i+size-1))
			i += size
			start = i
		default:
			value.WriteByte(inside[i])
			i++
		}
	}
	flush(len(inside))
	return e
}

// interpolationEnd is the length of the `${…}` that text begins with.
func interpolationEnd(text string) int {
	depth := 0
	for i := 2; i < len(text); i++ {
		switch text[i] {
		case '"':
			if end := skipText(text, i); end > 0 {
				i = end - 1
			}
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return i + 1
			}
			depth--
		}
	}
	return len(text)
}

// interpolation reads the expression between two offsets of the file.
func (c *cursor) interpolation(start, end int) Expr {
	at := source.Span{File: c.file, Start: int32(start) - 2, End: int32(end) + 1}
	if !c.enter() {
		return nil
	}
	defer c.leave()
	s := &scanner{text: c.text[:end], file: c.file, pos: start, line: 1}
	s.chunk()
	if len(s.tokens) == 1 || len(s.comments) > 0 {
		c.failAt(at, nil, "expected a value between `${` and `}`")
		return nil
	}
	inner := &cursor{tokens: s.tokens, i: 1, file: c.file, text: s.text, depth: c.depth, brackets: 1, end: int32(start), problems: c.problems}
	e := inner.expr()
	if !inner.failed && inner.peek().Type != kindEOF {
		inner.fail("expected an operator or `}`")
	}
	c.problems = append(inner.problems, s.problems...)
	c.failed = inner.failed
	return e
}

// escape takes the escape sequence that text begins with and returns its
// length.
func (c *cursor) escape(text string, offset int32, value *strings.Builder) int {
	switch text[1] {
	case '"', '\\', '$':
		value.WriteByte(text[1])
		return 2
	case 'n':
		value.WriteByte('\n')
		return 2
	case 't':
		value.WriteByte('\t')
		return 2
	case 'r':
		value.WriteByte('\r')
		return 2
	case 'u':
		if strings.HasPrefix(text, `\u{`) {
			if end := strings.IndexByte(text, '}'); end > 0 {
				code, err := strconv.ParseUint(text[3:end], 16, 32)
				if err == nil && utf8.ValidRune(rune(code)) {
					value.WriteRune(rune(code))
					return end + 1
				}
			}
		}
	}
	_, size := utf8.DecodeRuneInString(text[1:])
	at := source.Span{File: c.file, Start: offset, End: offset + 1 + int32(size)}
	d := c.note(at, nil, "`%s` is no escape sequence", text[:1+size])
	d.Help = append(d.Help, "those are \\\" \\\\ \\n \\t \\r \\$ and \\u{…} with the code of a character; write `\\\\` for a backslash")
	return 1 + size
}

// plainText is the value of a string that names a field.
func (c *cursor) plainText(t *lexer.Token) string {
	e, _ := c.interpolated(t).(*Text)
	switch {
	case e == nil || len(e.Parts) == 0:
	case len(e.Parts) == 1:
		if part, ok := e.Parts[0].(*TextPart); ok {
			return part.Value
		}
	}
	c.note(c.span(t), nil, "the name of a field is not empty and has no `${…}`")
	return ""
}

// singleQuoted mends 'text'.
func (c *cursor) singleQuoted(t *lexer.Token) Expr {
	inside := t.Value[1 : len(t.Value)-1]
	e := &Text{Place: c.place(t)}
	if inside != "" {
		e.Parts = []Expr{&TextPart{c.place(t), inside}}
	}
	c.note(c.span(t), replace("use double quotes", c.span(t), FormatExpr(e)), "a string stands between double quotes")
	return e
}
