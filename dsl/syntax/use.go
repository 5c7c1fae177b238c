package syntax

import "math"

// useHeader reads what stands behind `use` on its line.
func (c *cursor) useHeader(n *useNode) {
	c.useSignature(n)
	if c.failed {
		c.skip(math.MaxInt, func() bool { return true })
	}
}

// useSignature reads `Concept as Name`.
func (c *cursor) useSignature(n *useNode) {
	t := c.peek()
	if t.Type != kindIdent || c.startsLine(0) {
		c.fail("expected a concept after `use`")
		return
	}
	c.next()
	n.concept = c.ident(t)
	c.typeArguments()
	c.as(n.concept.Name)
	if c.failed {
		return
	}
	if t = c.peek(); t.Type != kindIdent || c.startsLine(0) {
		c.fail("expected a name after `as`")
		return
	}
	c.next()
	n.name = c.ident(t)
	c.typeArguments()
}

// as reads the word between the concept and its other name.
func (c *cursor) as(concept string) {
	t, next := c.peek(), c.ahead(1)
	follows := next.Type == kindIdent && !c.startsLine(1)
	switch {
	case c.failed:
	case c.startsLine(0):
		c.fail("expected `as` and a name of its own for `%s` in this role", concept)
	case word(t, "as"):
		c.next()
	case follows && (t.Type == kindIdent || t.Type == kindArrow || t.Type == ':' || t.Type == '='):
		c.note(c.span(t), replace("write `as`", c.gap().To(c.span(t)), " as"), "expected `as`, found %s", describe(t))
		c.next()
	case t.Type == kindIdent:
		c.note(c.span(t), insert("write `as` before it", int32(t.Pos.Offset), c.file, "as "), "expected `as` before the name `%s`", t.Value)
	default:
		c.fail("expected `as` and a name of its own for `%s` in this role", concept)
	}
}

// typeArguments mends a list of types behind a concept.
func (c *cursor) typeArguments() {
	open, before := c.peek(), c.gap()
	if c.failed || open.Type != '[' || c.startsLine(0) {
		return
	}
	for !c.take(']') {
		if c.peek().Type == kindEOF || c.startsLine(0) {
			c.fail("expected `]`")
			return
		}
		c.next()
	}
	c.note(c.from(open), replace("leave it out", before.To(c.from(open)), ""), "`use` gives no types: what a type parameter stands for follows from what the syncs pass")
}
