package syntax

// declaredName reads the name behind keyword.
func (c *cursor) declaredName(keyword string) Ident {
	if t := c.peek(); t.Type == ':' && c.ahead(1).Type == kindIdent {
		c.note(c.span(t), replace("delete the `:`", c.span(t), ""), "no `:` stands after `%s`", keyword)
		c.next()
	}
	t := c.peek()
	if t.Type != kindIdent || c.startsLine(0) {
		c.fail("expected a name after `%s`", keyword)
		return Ident{Place: Place{c.gap()}}
	}
	c.next()
	return c.ident(t)
}

// syncHeader reads the name of a sync.
func (c *cursor) syncHeader() Ident {
	name := c.declaredName("sync")
	if c.failed {
		c.skip(0, c.endsClause)
	}
	c.strayColon()
	return name
}

// guardHeader reads a guard or view up to its lines.
func (c *cursor) guardHeader(n *guardSignature) {
	c.guardSignature(n)
	if c.failed {
		c.skip(0, func() bool { return !continues(c.peek()) })
	}
}

// guardSignature reads `Name (names) : (names)`.
func (c *cursor) guardSignature(n *guardSignature) {
	kind := c.tokens[1].Value
	n.name = c.declaredName(kind)
	if c.failed {
		return
	}
	if c.peek().Type != '(' {
		c.fail("expected `(` and the parameters of %s `%s`", kind, n.name.Name)
		return
	}
	n.params = c.fields(names, subject{text: "the parameters of " + kind, name: n.name.Name})
	if c.take(':') {
		what := subject{text: "the results of " + kind, name: n.name.Name}
		if c.peek().Type != '(' {
			c.fail("expected `(` and %s", what)
			return
		}
		n.results = c.fields(names, what)
	}
	if t := c.peek(); !c.failed && word(t, "where") {
		c.next()
		c.note(c.span(t), replace("delete `where`", c.span(t), ""), "the lines of a %s follow at once, without `where`", kind)
	}
}

// conceptHeader reads a concept up to its sections.
func (c *cursor) conceptHeader(n *conceptHeader) {
	c.conceptSignature(n)
	if c.failed {
		c.skip(0, c.endsSection)
	}
}

// conceptSignature reads `Name [User, Item]`.
func (c *cursor) conceptSignature(n *conceptHeader) {
	n.name = c.declaredName("concept")
	if c.failed || !c.take('[') {
		return
	}
	for !c.failed && !c.take(']') {
		t := c.peek()
		if t.Type != kindIdent {
			c.fail("expected the name of a type parameter, as in `[User]`")
			return
		}
		c.next()
		n.typeParams = append(n.typeParams, c.ident(t))
		if !c.take(',') && c.peek().Type != ']' {
			c.failClosing(']', subject{text: "the type parameters of", name: n.name.Name})
		}
	}
}

// stray reports text between clauses or sections and skips it.
func (c *cursor) stray() {
	c.begin()
	t := c.peek()
	meant := ""
	if t.Type == kindIdent {
		meant = nearestKeyword(t.Value)
	}
	switch about := c.tokens[1].Value; {
	case about == "concept":
		c.fail("expected a section: `purpose`, `principle`, `state`, `actions` or `queries`")
	case about == "guard", about == "view":
		d := c.fail("expected a line of the %s", about)
		if isClause(t.Value) {
			d.Help = append(d.Help, "a "+about+" is lines of `where` alone; what happens when one of them fails follows "+elsePlace[about])
		}
	case about == "use" && !c.startsLine(0):
		c.fail("expected the end of the line")
	case about == "use":
		c.fail("expected %s", declarations)
	case meant != "":
		c.failName(&Call{Name: c.ident(t)})
	default:
		c.fail("expected `when`, `where` or `then`")
	}
	c.next()
	c.skip(0, func() bool {
		about := c.tokens[1].Value
		return c.endsClause() && about != "guard" && about != "view" && about != "use"
	})
}

// elsePlace says where the `else` of lines stands, by the declaration that they are in.
var elsePlace = map[string]string{"guard": "its `else`", "view": "the `else` where it is used"}
