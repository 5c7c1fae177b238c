package syntax

import "github.com/alecthomas/participle/v2/lexer"

// stateSets reads the declarations of a state section in Simple State Form.
// Which fields belong to a set is said by indentation alone.
func (c *cursor) stateSets() (sets []*StateSet) {
	for t := c.peek(); t.Type != kindEOF && t.Type != kindSection; t = c.peek() {
		c.begin()
		if c.startsSignature() {
			c.failAt(c.span(t), nil, "expected `actions` or `queries` before %s", describe(t))
			c.skip(0, c.endsSection)
			continue
		}
		set := c.stateSet()
		if c.failed {
			c.recover(c.endsSection)
			continue
		}
		sets = append(sets, set)
	}
	return sets
}

// startsSignature reports whether an action follows.
func (c *cursor) startsSignature() bool {
	t := c.peek()
	return t.Type == kindIdent && (c.ahead(1).Type == '(' || (word(t, "system") || word(t, "batch")) && c.ahead(2).Type == '(')
}

func (c *cursor) endsSection() bool {
	t := c.peek()
	return t.Type == kindEOF || t.Type == kindSection
}

// article takes `a` or `an`, which may be left out.
func (c *cursor) article() {
	if t := c.peek(); (word(t, "a") || word(t, "an")) && !c.startsLine(1) && c.startsType(1) {
		c.next()
	}
}

// stateSet reads `a set of Users with …`, `an element Settings with …`, or a
// subset, `an Admins set of Users with …`.
func (c *cursor) stateSet() *StateSet {
	start := c.peek()
	set := &StateSet{}
	c.article()
	if t := c.peek(); t.Type == kindIdent && !c.startsSet() && c.setFollows() {
		c.next()
		name := c.ident(t)
		set.Subset = &name
	}
	switch t := c.peek(); {
	case word(t, "set") && c.startsSet():
		c.next()
	case word(t, "element") && c.startsSet():
		c.next()
		set.Element = true
	case set.Subset == nil && (word(t, "set") || word(t, "element")) && (c.startsLine(1) || word(c.ahead(1), "with")):
		c.next()
		c.fail("expected the objects after `%s`, as in `a set of Users` or `an element Settings`", t.Value)
		return set
	default:
		d := c.failAt(c.span(start), nil, "expected `a set of …` or `an element …`, found %s", describe(start))
		d.Help = append(d.Help, "state is written in Simple State Form:\n  a set of Users with\n    a username String")
		return set
	}
	c.takeWord("of")
	object := c.peek()
	if object.Type != kindIdent || c.startsLine(0) || object.Value == "with" {
		c.fail("expected the name of the objects after `%s`", c.tokens[c.i-1].Value)
		return set
	}
	c.next()
	set.Object = c.ident(object)
	set.Header = Place{c.from(start)}
	with := c.takeWord("with")
	if !with && c.startsLine(0) && !c.endsSection() && c.peek().Pos.Column > c.column {
		with = true
		c.note(c.gap(), insert("add `with`", c.end, c.file, " with"), "expected `with` after `%s`, since fields follow", object.Value)
	}
	if with {
		set.Header = Place{c.from(start)}
		set.Fields = c.stateFields(start)
	} else if !c.startsLine(0) && !c.endsSection() {
		c.fail("expected `with` or the end of the line after `%s`", object.Value)
	}
	set.At = c.from(start)
	return set
}

// startsSet reports whether `set of` or `element Name` follows.
func (c *cursor) startsSet() bool {
	t := c.peek()
	return word(t, "set") && word(c.ahead(1), "of") || word(t, "element") && c.startsType(1) && !word(c.ahead(1), "with")
}

// setFollows reports whether a subset's name follows.
func (c *cursor) setFollows() bool {
	next := c.ahead(1)
	return !c.startsLine(1) && (word(next, "set") && word(c.ahead(2), "of") || word(next, "element"))
}

// stateFields reads the lines that are deeper than the set's, and what stands
// behind `with`.
func (c *cursor) stateFields(set *lexer.Token) (fields []*StateField) {
	for !c.endsSection() {
		t := c.peek()
		if c.startsLine(0) && t.Pos.Column <= set.Pos.Column {
			break
		}
		if len(fields) > 0 && !c.startsLine(0) && (t.Type == ',' || word(t, "and")) {
			c.next()
			continue
		}
		c.begin()
		field := c.stateField()
		if c.failed {
			c.recover(func() bool { return c.endsSection() || c.peek().Pos.Column <= set.Pos.Column })
			continue
		}
		fields = append(fields, field)
	}
	if len(fields) == 0 && len(c.problems) == 0 {
		d := c.note(c.gap(), nil, "expected a field after `with`, deeper than the line of its set")
		d.Help = append(d.Help, "as in\n  a set of Users with\n    a username String")
	}
	return fields
}

func (c *cursor) stateField() *StateField {
	start := c.peek()
	f := &StateField{}
	c.article()
	if word(c.peek(), "optional") && c.startsType(1) {
		c.next()
		f.Optional = true
	}
	t := c.peek()
	if t.Type != kindIdent {
		c.fail("expected a field such as `a username String`")
		return f
	}
	next := c.ahead(1)
	switch {
	case (t.Value == "set" || t.Value == "seq") && word(next, "of") && !c.startsLine(1), t.Value == "of":
	case next.Type == ':':
		c.next()
		name := c.ident(t)
		f.Name = &name
		c.note(c.span(next), replace("delete the `:`", c.span(next), ""), "no `:` stands in a field: write `a %s Type`", t.Value)
		c.next()
	case c.startsType(1) && !word(next, "and") && !((word(next, "a") || word(next, "an")) && c.startsType(2)):
		c.next()
		name := c.ident(t)
		f.Name = &name
	}
	f.Type = c.typeExpr(subject{text: "the field"})
	f.At = c.from(start)
	if !c.failed && !c.startsLine(0) && !c.endsSection() {
		c.endOfField()
	}
	return f
}

// endOfField sees that nothing but another field follows on the line.
func (c *cursor) endOfField() {
	t := c.peek()
	if t.Type != ',' && !word(t, "and") && !word(t, "a") && !word(t, "an") {
		c.fail("expected the end of the line after the field")
	}
}
