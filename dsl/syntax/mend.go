package syntax

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// This file reads what is known from elsewhere and has no place here, so that
// one error says what to write and the rest is still read.

// strayColon mends a colon after a keyword or a name that lines follow.
func (c *cursor) strayColon() {
	if t := c.peek(); !c.failed && t.Type == ':' && !c.startsLine(0) {
		c.note(c.span(t), replace("delete the `:`", c.span(t), ""), "no `:` is needed before the lines that follow")
		c.next()
	}
}

// strayComma mends a comma between two lines.
func (c *cursor) strayComma() {
	switch t := c.peek(); {
	case c.failed || t.Type != ',':
	case !c.startsLine(1) && c.ahead(1).Type != kindEOF:
		c.fail("expected the end of the line")
	default:
		c.note(c.span(t), replace("delete the `,`", c.span(t), ""), "no `,` is needed between lines")
		c.next()
	}
}

// startsWhereLine reports whether what follows can only be a line of where.
func (c *cursor) startsWhereLine() bool {
	t, next := c.peek(), c.ahead(1)
	if t.Type != kindIdent || !c.startsLine(0) {
		return false
	}
	switch next.Type {
	case '=', kindEqual, kindNotEqual, '<', '>', kindLessEqual, kindGreaterEqual:
		return true
	case '{':
		return aggregates[t.Value] != 0
	case kindIdent:
		return t.Value == "for" && word(c.ahead(2), "in") || t.Value == "not" && !c.startsLine(1)
	}
	return false
}

// failMisplaced reports a line of where, begun by start, in another clause.
// What follows is likely out of place too.
func (c *cursor) failMisplaced(r role, start *lexer.Token) {
	c.misplaced = true
	at := c.span(start)
	if r == invoking {
		c.failAt(at, nil, "expected an action such as `Concept.action (name)`: this is a line of `where`")
		return
	}
	lineStart := int32(strings.LastIndexByte(c.text[:at.Start], '\n') + 1)
	c.failAt(at, insert("write `where` on a line before it", lineStart, c.file, "where\n"), "expected `where` before this line")
}

// arrayCall mends a pattern of the TypeScript engine:
// [Concept.action, { input: value }, { result: name }].
func (c *cursor) arrayCall(r role) *Call {
	start := c.next()
	noted := len(c.problems)
	concept, name := c.next(), c.ahead(1)
	c.next()
	if name.Type != kindIdent {
		c.fail("expected the name of an action after `%s.`", concept.Value)
		return nil
	}
	c.next()
	ident := c.ident(concept)
	call := &Call{Concept: &ident, Name: c.ident(name), Inputs: &Fields{Place: Place{c.gap()}}}
	for i, fields := range []**Fields{&call.Inputs, &call.Outputs} {
		open := c.ahead(1)
		if c.peek().Type != ',' || open.Type != '{' {
			break
		}
		c.next()
		c.next()
		m := matches
		if i == 0 {
			m = r.inputs()
		}
		*fields = &Fields{List: c.fieldList('}', m, subject{text: "the fields of", call: call})}
		(*fields).At = c.from(open)
	}
	c.take(',')
	if !c.take(']') {
		c.fail("expected `Concept.action (name) : (result)`, without `[` and `]`")
		return nil
	}
	c.take(',')
	call.At = c.from(start)
	c.problems = c.problems[:noted] // the one error says it all
	text := FormatCall(call)
	var fix *diagnostic.Fix
	if !strings.Contains(c.text[call.At.Start:call.At.End], "//") {
		fix = replace("write `"+text+"`", call.At, text)
	}
	c.note(call.At, fix, "a pattern is written `Concept.action (name) : (result)`, without `[` and `]`")
	return call
}
