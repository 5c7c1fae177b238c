package lsp

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// cursor is what the text before a place is in the middle of. It is found among
// the tokens, since what is being typed seldom parses.
type cursor struct {
	file    *source.File
	offset  int32
	concept bool   // in a .concept file
	decl    string // sync, guard, view, use, concept; "" before the first declaration
	section string // of a concept, or the clause of a sync: when, where, then
	prefix  source.Span
	qualify string // the name before the dot that the prefix follows
	before  string // the word or mark before the prefix, on any line
	first   bool   // the prefix begins its line
	stack   []bracket
	prose   bool // in prose, a comment or a string
}

// bracket is an open one, with what stands before it.
type bracket struct {
	mark    byte
	concept string   // of the call; "" for a guard, a function or a keyword
	name    string   // of the call, or the word before the bracket
	results bool     // these are the results of the call
	given   []string // the names in it so far
	value   bool     // the cursor is behind a name's colon
	fields  bool     // it holds fields: names, with or without values
	commas  int
}

// inside is the innermost open bracket, or nil.
func (c *cursor) inside() *bracket {
	if len(c.stack) == 0 {
		return nil
	}
	return &c.stack[len(c.stack)-1]
}

// call is the innermost open bracket of a call, or nil.
func (c *cursor) call() *bracket {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if b := &c.stack[i]; b.mark == '(' && b.name != "" {
			return b
		}
	}
	return nil
}

// cursorAt reads a file's tokens up to an offset.
func cursorAt(f *source.File, offset int32) *cursor {
	c := &cursor{file: f, offset: offset, concept: strings.HasSuffix(f.Path, ".concept"), first: true}
	c.prefix = source.Span{File: f.ID, Start: offset, End: offset}
	var done []syntax.Token
	var last []bracket // brackets that were closed, by depth: what may have results
	for _, t := range syntax.Tokens(f) {
		if t.At.Start >= offset {
			break
		}
		if t.Kind == syntax.WordToken && t.At.End >= offset {
			c.prefix.Start = t.At.Start
			c.first = t.FirstOfLine
			c.opens(t)
			c.trail(done)
			return c
		}
		sameLine := !strings.ContainsAny(f.Text[min(t.At.End, offset):offset], "\r\n")
		switch t.Kind {
		case syntax.CommentToken:
			if sameLine {
				c.prose = true
				return c
			}
			continue
		case syntax.ProseToken, syntax.StringToken:
			if offset < t.At.End || sameLine && t.Kind == syntax.ProseToken {
				c.prose = true
				return c
			}
		}
		c.opens(t)
		last = c.take(t, done, last)
		done = append(done, t)
	}
	if n := len(done); n > 0 {
		c.first = strings.ContainsAny(f.Text[min(done[n-1].At.End, offset):offset], "\r\n")
	}
	c.trail(done)
	return c
}

// opens begins a declaration. A keyword at the margin begins one even where
// nothing follows it yet.
func (c *cursor) opens(t syntax.Token) {
	word := c.file.Slice(t.At)
	margin := t.At.Start == 0 || strings.ContainsRune("\r\n", rune(c.file.Text[t.At.Start-1]))
	if (t.Opens || margin && !c.concept && slices.Contains(declarationWords, word)) && t.At.End < c.offset {
		c.decl, c.section, c.stack = word, "", nil
		if c.decl == "guard" || c.decl == "view" {
			c.section = "where"
		}
	}
}

// trail notes what stands before the prefix.
func (c *cursor) trail(done []syntax.Token) {
	n := len(done)
	if n == 0 {
		return
	}
	c.before = c.file.Slice(done[n-1].At)
	if c.before == "." && n > 1 && done[n-2].Kind == syntax.WordToken {
		c.qualify = c.file.Slice(done[n-2].At)
	}
}

// take goes past a token. closed are the brackets that were closed last.
func (c *cursor) take(t syntax.Token, done []syntax.Token, closed []bracket) []bracket {
	word := c.file.Slice(t.At)
	in := c.inside()
	switch {
	case t.Kind == syntax.SectionToken:
		c.section, c.stack = word, nil
	case t.Kind == syntax.WordToken && t.FirstOfLine && (word == "when" || word == "where" || word == "then") && !c.concept && (in == nil || in.mark == '{'):
		c.section, c.stack = word, nil
	case t.Kind == syntax.WordToken && in != nil && in.fields && !in.value && (c.isMark(done, "(") || c.isMark(done, "{") || c.isMark(done, ",")):
		in.given = append(in.given, word)
	case t.Kind != syntax.MarkToken:
	case word == "(" || word == "{" || word == "[":
		b := c.open(word[0], done, closed)
		c.stack = append(c.stack, b)
	case word == ")" || word == "}" || word == "]":
		if in != nil {
			closed = append(closed[:0], *in)
			c.stack = c.stack[:len(c.stack)-1]
		}
	case in == nil:
	case word == ":" || word == "=":
		in.value = true
	case word == ",":
		in.value = false
		in.commas++
	}
	return closed
}

// isMark reports whether the last token is a mark.
func (c *cursor) isMark(done []syntax.Token, mark string) bool {
	return len(done) > 0 && c.file.Slice(done[len(done)-1].At) == mark
}

// open tells what a bracket opens by what stands before it.
func (c *cursor) open(mark byte, done []syntax.Token, closed []bracket) bracket {
	b := bracket{mark: mark}
	at := len(done) - 1
	text := func(i int) string {
		if i < 0 {
			return ""
		}
		return c.file.Slice(done[i].At)
	}
	switch {
	case at < 0:
	case mark == '{':
		before := text(at)
		b.fields = before == ":" || before == "=" || before == "(" || before == "," || before == "["
	case mark == '(' && done[at].Kind == syntax.WordToken:
		b.name = text(at)
		b.fields = !isExpressionCall(b.name)
		if text(at-1) == "." {
			b.concept = text(at - 2)
		}
	case mark == '(' && text(at) == ":" && text(at-1) == ")" && len(closed) > 0:
		b.concept, b.name, b.results, b.fields = closed[0].concept, closed[0].name, true, true
	}
	return b
}
