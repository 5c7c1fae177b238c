package syntax

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// signatures reads the declarations of an actions or queries section.
func (c *cursor) signatures() (list []*Action) {
	for !c.endsSection() {
		c.begin()
		a := c.signature()
		if c.failed {
			c.recover(c.endsSection)
			continue
		}
		list = append(list, a)
	}
	return list
}

func (c *cursor) signature() *Action {
	start := c.peek()
	a := &Action{}
	if c.ahead(1).Type == kindIdent {
		switch {
		case word(start, "system"):
			c.next()
			a.System = true
		case word(start, "batch"):
			c.next()
			at := c.place(start)
			a.Batch = &at
		}
	}
	name := c.peek()
	if name.Type != kindIdent {
		c.fail("expected an action such as `create (user: User) : (session: Session)`")
		return a
	}
	c.next()
	a.Name = c.ident(name)
	if meant := nearestSection(name.Value); meant != "" && !a.System && c.peek().Type != '(' {
		c.failAt(a.Name.At, replace("write `"+meant+"`", a.Name.At, meant), "expected a section, found `%s`: did you mean `%s`?", name.Value, meant)
		return a
	}
	a.Params = c.paramList("the parameters of", name.Value)
	if a.Params == nil {
		return a
	}
	c.results(a)
	a.Header = Place{c.from(start)}
	c.clauses(a)
	a.At = c.from(start)
	if t := c.peek(); !c.failed && !c.startsLine(0) && !c.endsSection() {
		c.fail("expected the end of the line after `%s`, found %s", name.Value, describe(t))
	}
	return a
}

// paramList reads `(name: Type, …)` of the given action.
func (c *cursor) paramList(what, name string) *Params {
	start := c.peek()
	full := subject{text: what, name: name}
	if start.Type != '(' {
		c.fail("expected `(` and %s", full)
		return nil
	}
	c.next()
	p := c.params(')', full)
	p.At = c.from(start)
	return p
}

func (c *cursor) results(a *Action) {
	switch t := c.peek(); {
	case c.failed:
		return
	case t.Type == ':':
		c.next()
	case t.Type == kindArrow:
		c.next()
		c.note(c.span(t), replace("write `:`", c.span(t), ":"), "expected `:` before the results of `%s`, found `%s`", a.Name.Name, t.Value)
	case t.Type == '(' && !c.startsLine(0):
		c.note(c.gap(), insert("add the `:`", c.end, c.file, " :"), "expected `:` before the results of `%s`", a.Name.Name)
	default:
		return
	}
	switch {
	case c.takeWord("one"):
		a.Cardinality = One
	case c.takeWord("optional"):
		a.Cardinality = Optional
	}
	a.Results = c.paramList("the results of", a.Name.Name)
}

// clauses reads the lines below an action.
func (c *cursor) clauses(a *Action) {
	for !c.failed && c.peek().Type == kindClause {
		keyword := c.next()
		switch keyword.Value {
		case "answers":
			a.AnswersLine.Place = c.place(keyword)
			name := c.next() // the lexer has seen that one word follows
			ident := c.ident(name)
			if a.Answers != nil {
				c.note(ident.At, nil, "an action answers one other action")
				continue
			}
			a.Answers = &ident
		case "requires":
			c.proseInto(&a.Requires, keyword)
		default:
			c.proseInto(&a.Effects, keyword)
		}
	}
}

// proseInto reads the text under keyword.
func (c *cursor) proseInto(target **Prose, keyword *lexer.Token) {
	p := &Prose{Keyword: c.ident(keyword)}
	if t := c.peek(); t.Type == kindProse {
		c.next()
		p.Text = proseText(t.Value)
	}
	p.At = c.from(keyword)
	if *target != nil {
		c.note(p.Keyword.At, nil, "`%s` stands twice", keyword.Value)
		return
	}
	*target = p
}

// proseText takes indentation, comments and needless empty lines out of raw
// text.
func proseText(raw string) string {
	if strings.IndexByte(raw, '\n') < 0 {
		return raw
	}
	var text strings.Builder
	blank := false
	for line := range strings.SplitSeq(raw, "\n") {
		line = strings.Trim(line, " \t\r")
		if line == "" {
			blank = true
			continue
		}
		if strings.HasPrefix(line, "//") {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
			if blank {
				text.WriteByte('\n')
			}
		}
		blank = false
		text.WriteString(line)
	}
	return text.String()
}
