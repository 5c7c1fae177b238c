package syntax

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// role is what a call is for, which decides what its fields may be.
type role uint8

const (
	pattern  role = iota // in when
	query                // in where
	invoking             // in then and after else
)

// inputs is the mode of a call's inputs.
func (r role) inputs() mode {
	if r == pattern {
		return matches
	}
	return values
}

// calls reads the lines of a when or then, whose keyword was taken last.
func (c *cursor) calls(r role) (list []*Call) {
	keyword := c.tokens[c.i-1].Value
	c.strayColon()
	for !c.endsClause() {
		c.begin()
		call := c.clauseCall(r)
		c.strayComma()
		switch {
		case c.misplaced:
			c.misplaced = false
			c.skip(0, c.endsClause)
		case c.failed:
			c.recover(c.endsClause)
		default:
			list = append(list, call)
		}
	}
	if len(list) == 0 && len(c.problems) == 0 {
		what := "a pattern such as `Concept.action (name) : (result)`"
		if r == invoking {
			what = "an action such as `Concept.action (name)`"
		}
		c.note(c.gap(), nil, "expected %s after `%s`", what, keyword)
	}
	return list
}

// endsClause reports whether the next token is behind the current clause.
func (c *cursor) endsClause() bool {
	t := c.peek()
	switch t.Type {
	case kindEOF, kindSection:
		return true
	case kindIdent:
		return isClause(t.Value) && !c.namesField()
	}
	return false
}

// namesField reports whether the next word can only be a name in brackets.
func (c *cursor) namesField() bool {
	switch c.ahead(1).Type {
	case ',', '?', '=', '.', ')', '}', ']':
		return true
	case ':':
		return !c.startsLine(2)
	}
	return false
}

func isClause(w string) bool { return w == "when" || w == "where" || w == "then" }

// clauseCall reads a line of when or then.
func (c *cursor) clauseCall(r role) *Call {
	t := c.peek()
	switch {
	case t.Type == '[' && c.ahead(1).Type == kindIdent && c.ahead(2).Type == '.':
		return c.arrayCall(r)
	case c.startsWhereLine():
		c.failMisplaced(r, t)
		return nil
	case t.Type != kindIdent || reserved(t.Value):
		c.failLine(r)
		return nil
	}
	call := c.call(r)
	if c.failed {
		return call
	}
	switch t := c.peek(); {
	case call.Concept == nil:
		c.failConcept(call)
	case word(t, "else") && r == pattern:
		c.failMisplaced(r, &c.tokens[c.first])
	case word(t, "else"):
		d := c.fail("expected a line of its own")
		d.Help = append(d.Help, "an `else` belongs to a line of `where`; what happens after a refusal is a sync of its own, with `: (error)` in its `when`")
	case !c.startsLine(0) && t.Type != ',' && t.Type != '}' && !c.endsClause() && t.Type != kindIdent:
		c.fail("expected the end of the line after `%s`", callName(call))
	}
	return call
}

// failConcept reports the use of a guard where an action is expected.
func (c *cursor) failConcept(call *Call) {
	d := c.failAt(call.Name.At, nil, "expected a concept and `.` before `%s`", call.Name.Name)
	if startsUpper(call.Name.Name) {
		d.Help = append(d.Help, "a guard or view is used in a line of `where`")
	}
}

func (c *cursor) failLine(r role) {
	if r == invoking {
		c.fail("expected an action such as `Concept.action (name)`")
		return
	}
	c.fail("expected a pattern such as `Concept.action (name) : (result)`")
}

// callName is how errors name a call.
func callName(call *Call) string {
	if call.Concept == nil {
		return clip(call.Name.Name)
	}
	return clip(call.Concept.Name) + "." + clip(call.Name.Name)
}

// call reads `Concept.name (inputs) : (outputs)`, or the same without concept.
func (c *cursor) call(r role) *Call {
	start := c.peek()
	call := c.bareCall(r)
	if !c.failed {
		c.outputs(call)
	}
	call.At = c.from(start)
	return call
}

// bareCall reads a call up to its outputs.
func (c *cursor) bareCall(r role) *Call {
	start := c.next()
	call := &Call{Name: c.ident(start)}
	if c.take('.') {
		name := c.peek()
		if name.Type != kindIdent {
			c.fail("expected the name of an action or a query after `%s.`", start.Value)
			return call
		}
		c.next()
		concept := call.Name
		call.Concept, call.Name = &concept, c.ident(name)
	}
	c.inputs(call, r)
	return call
}

func (c *cursor) inputs(call *Call, r role) {
	what := subject{text: "the inputs of", call: call}
	switch t := c.peek(); {
	case t.Type == '(':
		call.Inputs = c.fields(r.inputs(), what)
	case t.Type == '{' && !c.startsLine(0):
		c.next()
		call.Inputs = &Fields{List: c.fieldList('}', r.inputs(), what)}
		call.Inputs.At = c.from(t)
		if !c.failed {
			open, shut := c.span(t), source.Span{File: c.file, Start: c.end - 1, End: c.end}
			c.note(open, &diagnostic.Fix{Title: "write round brackets", Safe: true, Edits: []diagnostic.Edit{{Span: open, New: "("}, {Span: shut, New: ")"}}},
				"expected `(` before the inputs of `%s`, found `{`", callName(call))
		}
	case t.Type == kindIdent && !c.startsLine(0) || call.Concept == nil && isMisspelt(call.Name.Name):
		c.failName(call)
	default:
		d := c.fail("expected `(` after `%s`", callName(call))
		if at := d.Primary.Span; t.Type == kindEOF || c.startsLine(0) || t.Type == ':' {
			d.Fix = insert("add `()`, which names no inputs", c.end, at.File, " ()")
			d.Help = append(d.Help, d.Fix.Title)
		}
	}
}

// isMisspelt reports whether a lone word can only be meant as a keyword.
func isMisspelt(name string) bool { return nearestKeyword(name) != "" }

// failName reports a word that begins neither a call nor a clause.
func (c *cursor) failName(call *Call) {
	if meant := nearestKeyword(call.Name.Name); meant != "" && call.Concept == nil {
		c.failAt(call.Name.At, replace("write `"+meant+"`", call.Name.At, meant), "expected a keyword, found `%s`: did you mean `%s`?", call.Name.Name, meant)
		return
	}
	c.fail("expected `(` after `%s`", callName(call))
}

// outputs reads the results that a pattern names, if it does.
func (c *cursor) outputs(call *Call) {
	what := subject{text: "the results of", call: call}
	switch t := c.peek(); {
	case t.Type == ':':
		c.next()
	case t.Type == kindArrow:
		c.next()
		c.note(c.span(t), replace("write `:`", c.span(t), ":"), "expected `:` before %s, found `%s`", what, t.Value)
	case t.Type == '(' && !c.startsLine(0):
		c.note(c.gap(), insert("add the `:`", c.end, c.file, " :"), "expected `:` before %s", what)
	default:
		return
	}
	t := c.peek()
	if t.Type == kindIdent && !c.startsLine(0) && c.startsLine(1) {
		c.next()
		c.note(c.span(t), &diagnostic.Fix{Title: "add the brackets", Safe: true, Edits: []diagnostic.Edit{
			{Span: source.Span{File: c.file, Start: int32(t.Pos.Offset), End: int32(t.Pos.Offset)}, New: "("}, {Span: c.gap(), New: ")"},
		}}, "expected `(` before %s, found `%s`", what, t.Value)
		call.Outputs = &Fields{c.place(t), []*Field{{Place: c.place(t), Name: c.ident(t)}}}
		return
	}
	if t.Type != '(' {
		c.fail("expected `(` before %s", what)
		return
	}
	call.Outputs = c.fields(matches, what)
}
