package syntax

import "github.com/alecthomas/participle/v2/lexer"

// block reads the `{ … }` after keyword.
func (c *cursor) block(keyword *lexer.Token) *Block {
	start := c.peek()
	if start.Type != '{' {
		c.fail("expected `{` and the lines that `%s` looks at", keyword.Value)
		return nil
	}
	b := &Block{}
	c.braces(func() { c.blockItem(b) }, subject{text: "the lines of", name: keyword.Value})
	if !c.failed && len(b.Lines) == 0 && len(c.problems) == 0 {
		c.note(c.from(start), nil, "expected a line such as `Concept._query (name) : (result)` in the block of `%s`", keyword.Value)
	}
	b.At = c.from(start)
	return b
}

// braces reads items between `{` and `}`. An item that fails is skipped if
// the braces stand on lines of their own, so that the others are still read;
// otherwise the line that the braces belong to fails as a whole.
func (c *cursor) braces(item func(), what subject) {
	if !c.enter() {
		return
	}
	brackets, first, outer := c.brackets, c.first, c.column
	c.brackets, c.column = 0, 0
	defer func() {
		c.brackets, c.first, c.column = brackets, first, outer
		c.leave()
	}()
	c.next()
	for !c.failed && !c.take('}') {
		if c.endsClause() {
			c.failClosing('}', what)
			return
		}
		c.begin()
		item()
		c.strayComma()
		if c.failed {
			c.misplaced = false
			c.recoverInside(outer)
		}
	}
}

// recoverInside skips the rest of an item in braces. It leaves the cursor
// failed where the next line belongs to what is around the braces.
func (c *cursor) recoverInside(outer int) {
	inside := false
	column := c.column
	c.recover(func() bool {
		t := c.peek()
		inside = t.Pos.Column > outer && t.Pos.Column <= column && !continues(t) ||
			t.Type == '}' && t.Pos.Column >= outer && t.Pos.Column < column
		return inside || t.Pos.Column <= outer
	})
	c.failed = !inside
}

func (c *cursor) blockItem(b *Block) {
	t := c.peek()
	switch {
	case c.startsOrder():
		if b.OrderBy != nil || b.Limit != nil {
			c.fail("expected `order by` once, and before `limit`")
			return
		}
		c.next()
		c.next()
		b.OrderBy = c.orderKeys()
		b.OrderAt = Place{c.from(t)}
	case c.startsLimit():
		if b.Limit != nil {
			c.fail("expected `limit` once")
			return
		}
		c.next()
		b.Limit = c.expr()
		b.LimitAt = Place{c.from(t)}
	default:
		if b.OrderBy != nil || b.Limit != nil {
			c.failAt(c.span(t), nil, "expected `}`: `order by` and `limit` stand last in a block")
			return
		}
		if line := c.line(); !c.failed {
			b.Lines = append(b.Lines, line)
		}
	}
}

// startsOrder reports whether `order by` follows.
func (c *cursor) startsOrder() bool {
	return word(c.peek(), "order") && word(c.ahead(1), "by") && !c.startsLine(1)
}

// startsLimit reports whether `limit` and a value follow; a variable may have
// that name too.
func (c *cursor) startsLimit() bool {
	next := c.ahead(1)
	if !word(c.peek(), "limit") || c.startsLine(1) {
		return false
	}
	return next.Type == kindNumber || next.Type == '(' || next.Type == kindIdent && !isOperatorWord(next.Value)
}

func (c *cursor) orderKeys() (keys []*OrderKey) {
	for !c.failed {
		start := c.peek()
		key := &OrderKey{Key: c.expr()}
		if c.takeWord("desc") {
			key.Desc = true
		} else {
			c.takeWord("asc")
		}
		key.At = c.from(start)
		keys = append(keys, key)
		if !c.take(',') {
			break
		}
	}
	return keys
}

// otherwise reads the `else` that may follow a line. Where it may also be
// followed by a value, value reads that.
func (c *cursor) otherwise(value func()) *Else {
	start := c.peek()
	if !c.takeWord("else") {
		return nil
	}
	e := &Else{}
	t := c.peek()
	switch {
	case c.startsLine(0) && t.Pos.Column <= c.column: // another line
		c.fail("expected an action such as `Concept.action (name)` after `else`")
	case t.Type == '{' && (value == nil || c.startsActions()):
		e.Braces = true
		c.braces(func() {
			if action := c.clauseCall(invoking); !c.failed {
				e.Actions = append(e.Actions, action)
			}
		}, subject{text: "the actions after `else`"})
	case c.startsCall():
		e.Actions = []*Call{c.elseCall()}
	case value != nil:
		value()
		return nil
	default:
		c.fail("expected an action such as `Concept.action (name)` after `else`")
	}
	e.At = c.from(start)
	return e
}

// elseCall reads the one action after `else`.
func (c *cursor) elseCall() *Call {
	call := c.call(invoking)
	if call.Concept == nil && !c.failed {
		c.failConcept(call)
	}
	return call
}
