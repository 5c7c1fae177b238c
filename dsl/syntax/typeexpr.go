package syntax

import "github.com/alecthomas/participle/v2/lexer"

// typeExpr reads a type. After what says what it is the type of.
func (c *cursor) typeExpr(what subject) TypeExpr {
	if !c.enter() {
		return nil
	}
	defer c.leave()
	start := c.peek()
	switch {
	case start.Type == '{':
		c.next()
		t := &RecordType{Fields: c.params('}', subject{text: "the fields of the record"}).List}
		t.At = c.from(start)
		return t
	case start.Type != kindIdent:
		c.fail("expected the type of %s", what)
		return nil
	case start.Value == "of":
		return c.enumType()
	case (start.Value == "set" || start.Value == "seq") && word(c.ahead(1), "of"):
		c.next()
		c.next()
		t := &ListType{Set: start.Value == "set", Elem: c.typeExpr(what)}
		t.At = c.from(start)
		return t
	case start.Value == "optional" && c.startsType(1):
		c.next()
		t := &OptionalType{Elem: c.typeExpr(what)}
		t.At = c.from(start)
		return t
	}
	c.next()
	t := &NamedType{c.ident(start)}
	c.foreignType(start)
	return t
}

// startsType reports whether the token n ahead can begin a type on this line.
func (c *cursor) startsType(n int) bool {
	t := c.ahead(n)
	return !c.startsLine(n) && (t.Type == kindIdent || t.Type == '{')
}

// foreignType mends `T[]` and `T | U` of TypeScript.
func (c *cursor) foreignType(start *lexer.Token) {
	if t := c.peek(); t.Type == '[' && c.ahead(1).Type == ']' && !c.startsLine(0) {
		c.next()
		c.next()
		fix := replace("write `seq of "+start.Value+"`", c.from(start), "seq of "+start.Value)
		c.note(c.from(start), fix, "expected `seq of %s` or `set of %s`, found `%s[]`", start.Value, start.Value, start.Value)
	}
}

// enumType reads `of DRAFT or PUBLISHED`.
func (c *cursor) enumType() TypeExpr {
	start := c.next()
	t := &EnumType{}
	for !c.failed {
		constant := c.peek()
		if constant.Type != kindIdent || constant.Value == "or" {
			c.fail("expected a constant, as in `of DRAFT or PUBLISHED`")
			break
		}
		c.next()
		t.Constants = append(t.Constants, c.ident(constant))
		if sep := c.peek(); sep.Type == '|' {
			c.next()
		} else if !c.takeWord("or") {
			break
		}
	}
	t.At = c.from(start)
	return t
}

// params reads declared parameters up to and with the closing bracket.
func (c *cursor) params(closing kind, what subject) *Params {
	p := &Params{}
	if !c.enter() {
		return p
	}
	defer c.leave()
	for !c.failed && !c.take(closing) {
		t := c.peek()
		switch {
		case p.Rest != nil:
			c.fail("expected `%c` after `...`, which stands last", rune(closing))
			return p
		case t.Type == kindEllipsis && closing == ')':
			c.next()
			rest := c.place(t)
			p.Rest = &rest
		case t.Type != kindIdent || c.startsLine(0) && c.ahead(1).Type == '(':
			if t.Type == kindEOF || c.startsLine(0) {
				c.failClosing(closing, what)
			} else {
				c.fail("expected a name and its type in %s", what)
			}
			return p
		default:
			p.List = append(p.List, c.param(what))
		}
		c.paramSeparator(closing, what)
	}
	return p
}

func (c *cursor) paramSeparator(closing kind, what subject) {
	switch t := c.peek(); {
	case c.failed, c.take(','), t.Type == closing:
	case t.Type == kindIdent && (c.ahead(1).Type == ':' || c.ahead(1).Type == '?') && !word(t, "one"):
		c.note(c.gap(), insert("add the comma", c.end, c.file, ","), "expected `,` before `%s` in %s", t.Value, what)
	default:
		c.failClosing(closing, what)
	}
}

// param reads `name: Type` or `name?: Type`.
func (c *cursor) param(what subject) *Param {
	name := c.next()
	p := &Param{Name: c.ident(name), Optional: c.take('?')}
	ofParam := subject{name: name.Value}
	switch t := c.peek(); {
	case c.take(':'):
		p.Type = c.typeExpr(ofParam)
	case t.Type == kindIdent && !c.startsLine(0):
		c.note(c.gap(), insert("add the `:`", c.end, c.file, ":"), "expected `:` after `%s` in %s", name.Value, what)
		p.Type = c.typeExpr(ofParam)
	default:
		c.fail("expected `:` and a type after `%s` in %s", name.Value, what)
	}
	p.At = c.from(name)
	return p
}
