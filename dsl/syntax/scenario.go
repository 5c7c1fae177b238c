package syntax

import (
	"slices"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// Scenario is `scenario "name" now "…" after … then …`, the one declaration of
// a .scenario file.
type Scenario struct {
	Place
	Comments
	Header Place // `scenario "name"`
	Name   Ident // without its quotes
	Now    *Text // nil where the clock is not set
	After  []*ScenarioLine
	Then   []*ScenarioLine
	// The keywords; a clause that is left out has an invalid span. That of now
	// covers its whole line.
	NowKeyword, AfterKeyword, ThenKeyword Keyword
	Trailing                              []Comment // after the last line
	HasErrors                             bool
}

func (s *Scenario) DeclName() Ident { return s.Name }
func (s *Scenario) Broken() bool    { return s.HasErrors }

// ScenarioLine is an action or a query with what it comes to: one outcome, or
// any number of rows.
type ScenarioLine struct {
	Place
	Comments
	Call *Call     // without outputs
	Rows []*Fields // nil where nothing is said
	None bool      // `: none`, no row
}

type scenarioGrammar struct {
	Keyword lexer.Token       `parser:"@'scenario':Ident"`
	Title   titleNode         `parser:"@@"`
	Clauses []*scenarioClause `parser:"@@*"`
}

type scenarioClause struct {
	Now   *nowClause           `parser:"  @@"`
	Lines *scenarioLinesClause `parser:"| @@"`
	Stray *scenarioStray       `parser:"| @@"`
}

type nowClause struct {
	Keyword lexer.Token `parser:"@'now':Ident"`
	Text    titleNode   `parser:"@@"`
}

type scenarioLinesClause struct {
	Keyword lexer.Token  `parser:"@('after':Ident | 'then':Ident)"`
	Lines   scenarioNode `parser:"@@"`
}

type (
	titleNode struct {
		text *Text
		found
	}
	scenarioNode struct {
		list []*ScenarioLine
		found
	}
	scenarioStray struct{ found }
)

// Parse implements participle.Parseable, as do the methods below.
func (n *titleNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.text = c.title() })
}

func (n *scenarioNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.list = c.scenarioLines() })
}

// Parse skips to the next clause, and says what is there instead.
func (n *scenarioStray) Parse(lex *lexer.PeekingLexer) error {
	if lex.Peek().Type == kindEOF {
		return participle.NextMatch
	}
	return n.parse(lex, func(c *cursor) {
		t := c.peek()
		meant := ""
		if t.Type == kindIdent {
			meant = nearest(t.Value, "after", "then", "now")
		}
		if meant != "" {
			c.failAt(c.span(t), replace("write `"+meant+"`", c.span(t), meant), "expected `after` or `then`, found %s: did you mean `%s`?", describe(t), meant)
		} else {
			c.fail("expected `after` or `then`")
		}
		c.next()
		c.skip(0, c.endsScenarioClause)
	})
}

// title reads the text behind a keyword.
func (c *cursor) title() *Text {
	keyword := c.tokens[c.i-1].Value
	if t := c.peek(); t.Type == kindText {
		c.next()
		if text, ok := c.interpolated(t).(*Text); ok && len(text.Parts) == 1 && isPlain(text.Parts[0]) {
			return text
		}
		c.note(c.span(t), nil, "the text after `%s` is not empty and has no `${…}`", keyword)
		return nil
	}
	c.fail("expected a text between quotes after `%s`", keyword)
	c.skip(0, c.endsScenarioClause)
	return nil
}

func isPlain(part Expr) bool {
	_, ok := part.(*TextPart)
	return ok
}

// endsScenarioClause reports whether the next token is behind the current clause.
func (c *cursor) endsScenarioClause() bool {
	t := c.peek()
	return t.Type == kindEOF ||
		t.Type == kindIdent && slices.Contains([]string{"now", "after", "then"}, t.Value) && c.ahead(1).Type != '.'
}

// scenarioLines reads the lines of a clause, whose keyword was taken last.
func (c *cursor) scenarioLines() (list []*ScenarioLine) {
	keyword := c.tokens[c.i-1].Value
	for !c.endsScenarioClause() {
		c.begin()
		line := c.scenarioLine()
		if c.failed {
			c.recover(c.endsScenarioClause)
			continue
		}
		list = append(list, line)
	}
	if len(list) == 0 && len(c.problems) == 0 {
		c.note(c.gap(), nil, "expected an action such as `Concept.action (name: \"value\")` after `%s`", keyword)
	}
	return list
}

func (c *cursor) scenarioLine() *ScenarioLine {
	start := c.peek()
	if start.Type != kindIdent || reserved(start.Value) {
		c.fail("expected an action or a query such as `Concept.action (name: \"value\")`")
		return nil
	}
	line := &ScenarioLine{Call: c.bareCall(invoking)}
	line.Call.At = c.from(start)
	if !c.failed && line.Call.Concept == nil {
		c.failConcept(line.Call)
	}
	if c.take(':') {
		c.rows(line)
	}
	line.At = c.from(start)
	if t := c.peek().Type; !c.failed && !c.startsLine(0) && t != kindEOF && t != kindIdent {
		c.fail("expected the end of the line after `%s`", callName(line.Call))
	}
	return line
}

// rows reads what a line comes to.
func (c *cursor) rows(line *ScenarioLine) {
	if word(c.peek(), "none") {
		c.next()
		line.None = true
		return
	}
	what := subject{text: "the results of", call: line.Call}
	for more := true; more && !c.failed; more = c.take(',') {
		if c.peek().Type != '(' {
			c.fail("expected `(` or `none` before %s", what)
			return
		}
		line.Rows = append(line.Rows, c.fields(values, what))
	}
}
