package syntax

import "github.com/alecthomas/participle/v2/lexer"

// mode says what the values of a list of fields are.
type mode uint8

const (
	values  mode = iota // expressions: inputs of queries and of then
	matches             // what a value is matched with: names, literals, records
	names               // names alone: parameters of guards
)

// subject is whose part is read, named only where an error says it.
type subject struct {
	text string
	name string
	call *Call // takes the place of name
}

func (s subject) String() string {
	name := clip(s.name)
	if s.call != nil {
		name = callName(s.call)
	}
	switch {
	case name == "":
		return s.text
	case s.text == "":
		return "`" + name + "`"
	}
	return s.text + " `" + name + "`"
}

// fields reads `(name, other: value, …)`. What is said of whose fields they
// are in errors: "the inputs of `Profile.authenticate`".
func (c *cursor) fields(m mode, what subject) *Fields {
	start := c.next() // the bracket
	f := &Fields{List: c.fieldList(')', m, what)}
	f.At = c.from(start)
	return f
}

// fieldList reads the fields up to and with the closing bracket.
func (c *cursor) fieldList(closing kind, m mode, what subject) (list []*Field) {
	if !c.enter() {
		return nil
	}
	c.brackets++
	defer func() {
		c.brackets--
		c.leave()
	}()
	for !c.failed && !c.take(closing) {
		f := c.field(closing, m, what)
		if c.failed {
			return list
		}
		list = append(list, f)
		c.separator(closing, what)
	}
	return list
}

// separator takes the comma between two fields, or sees that none is needed.
func (c *cursor) separator(closing kind, what subject) {
	t := c.peek()
	switch {
	case c.failed, c.take(','), t.Type == closing:
	case word(t, "else"), word(t, "then"), c.startsLine(0) && (t.Pos.Column <= c.column || c.ahead(1).Type == '.' || c.ahead(1).Type == '('):
		c.failClosing(closing, what)
	case t.Type == kindIdent, t.Type == kindText && closing == '}':
		c.note(c.gap(), insert("add the comma", c.end, c.file, ","), "expected `,` before %s in %s", describe(t), what)
	default:
		c.failClosing(closing, what)
	}
}

// unclosed reports whether the name that follows without a comma begins
// something new, so that a closing bracket is what is missing.
func (c *cursor) unclosed() bool {
	t, after := c.peek(), c.ahead(1)
	if !c.startsLine(0) || t.Pos.Column > c.column {
		return false
	}
	switch after.Type {
	case '.', '(', '=':
		return true
	case kindIdent:
		return isKeyword(t.Value)
	}
	return false
}

func isKeyword(w string) bool {
	switch w {
	case "when", "where", "then", "else", "for":
		return true
	}
	return false
}

func (c *cursor) failClosing(closing kind, what subject) {
	d := c.fail("expected `%c` after %s", rune(closing), what)
	if at := d.Primary.Span; at.Valid() && at.Start == at.End {
		d.Fix = insert("add the closing bracket", at.Start, c.file, string(rune(closing)))
		d.Help = append(d.Help, d.Fix.Title)
	}
}

func (c *cursor) field(closing kind, m mode, what subject) *Field {
	start := c.peek()
	f := &Field{Name: Ident{c.place(start), start.Value}}
	switch {
	case start.Type == kindIdent:
		if c.unclosed() {
			c.failClosing(closing, what)
			return f
		}
		c.next()
	case start.Type == kindText && closing == '}':
		c.next()
		f.Name.Name = c.plainText(start)
	case start.Type == ',' || start.Type == ':':
		c.fail("expected a name in %s", what)
		return f
	case start.Type == kindEOF || c.startsLine(0):
		c.failClosing(closing, what)
		return f
	default:
		c.fail("expected a name in %s", what)
		return f
	}
	c.fieldValue(f, start, closing, m, what)
	f.At = c.from(start)
	return f
}

func (c *cursor) fieldValue(f *Field, start *lexer.Token, closing kind, m mode, what subject) {
	if mark := c.peek(); mark.Type == '?' {
		c.next()
		f.Optional = true
		if m != matches {
			c.note(c.span(mark), nil, "`%s?` stands only where a value is matched: in `when` and in the results of a query", f.Name.Name)
		}
	}
	t := c.peek()
	switch {
	case t.Type == ':' && m == matches && c.ahead(1).Type == '(':
		c.failClosing(closing, what) // the results follow: no value is matched with a bracket
	case t.Type == ':':
		c.next()
		f.Value = c.value(m, f, what)
	case t.Type == '=' && !f.Optional:
		c.next()
		c.note(c.span(t), replace("write `:`", c.span(t), ":"), "expected `:` after `%s` in %s", f.Name.Name, what)
		f.Value = c.value(m, f, what)
	case t.Type == '{' && (c.startsLine(1) || c.ahead(2).Type == '.'):
		c.failClosing(closing, what) // a block follows
	case startsLiteral(t) && !c.startsLine(0):
		c.note(c.gap(), insert("add the `:`", c.end, c.file, ":"), "expected `:` after `%s` in %s", f.Name.Name, what)
		f.Value = c.value(m, f, what)
	case start.Type == kindText:
		c.fail("expected `:` and a value after %s", describe(start))
	case reserved(f.Name.Name):
		c.failAt(c.span(start), nil, "`%s` is a word of the language: give its value another name, as in `%s: value`", f.Name.Name, f.Name.Name)
	}
	if f.Optional && c.peek().Type == '=' {
		c.next()
		f.Default = c.expr()
	}
}

// value reads what stands after the colon of a field.
func (c *cursor) value(m mode, f *Field, what subject) Expr {
	if m == names {
		d := c.failAt(c.span(c.peek()), nil, "%s are names alone", what)
		d.Help = append(d.Help, "write the name that the lines use, without a `:`")
		return nil
	}
	if m == values {
		return c.expr()
	}
	return c.match(f)
}

func startsLiteral(t *lexer.Token) bool {
	switch t.Type {
	case kindText, kindNumber, '{', '[', kindSingle:
		return true
	case kindIdent:
		return t.Value == "if" || t.Value == "not" || t.Value == "true" || t.Value == "false" || t.Value == "null"
	}
	return false
}

// match reads what a value is matched with.
func (c *cursor) match(f *Field) Expr {
	start := c.peek()
	if start.Type == '{' {
		return c.record(matches)
	}
	noted := len(c.problems)
	e := c.fieldExpr()
	if !c.failed && !matchable(e) {
		c.problems = c.problems[:noted] // the one error says it all
		d := c.note(c.from(start), nil, "a pattern matches `%s` with a name, a literal, `_` or a record, and not with a calculation", f.Name.Name)
		d.Help = append(d.Help, "bind the value to a name here and compare it in `where`")
	}
	return e
}

func matchable(e Expr) bool {
	switch e := e.(type) {
	case *Name, *Int, *Float, *Bool, *Null, *Record:
		return true
	case *Text:
		for _, part := range e.Parts {
			if _, ok := part.(*TextPart); !ok {
				return false
			}
		}
		return true
	case *Unary:
		switch e.X.(type) {
		case *Int, *Float:
			return e.Op == Negate
		}
	}
	return false
}
