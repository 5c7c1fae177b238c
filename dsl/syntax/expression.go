package syntax

import (
	"strconv"

	"github.com/alecthomas/participle/v2/lexer"
)

// maxOperators is how many operators one expression may chain: each one is a
// level of the tree.
const maxOperators = 1000

// expr reads an expression in which a single `=` can only be a mistake.
func (c *cursor) expr() Expr { return c.binary(1, true) }

// fieldExpr reads an expression that `= default` may follow.
func (c *cursor) fieldExpr() Expr { return c.binary(1, false) }

// binary reads operators that bind at least as tightly as precedence.
func (c *cursor) binary(precedence int, assigned bool) Expr {
	if !c.enter() {
		return nil
	}
	defer c.leave()
	start := c.peek()
	x := c.operand(precedence, assigned)
	for n := 0; !c.failed; n++ {
		op := c.operator(assigned)
		if op == 0 || op.Precedence() < precedence {
			return x
		}
		if n == maxOperators {
			c.tooDeep(c.peek())
			return x
		}
		c.mend(op, c.next())
		y := c.binary(op.Precedence()+1, assigned)
		x = &Binary{Place: Place{c.from(start)}, Op: op, X: x, Y: y}
	}
	return x
}

// operator is what the next token means between two operands; 0 for nothing.
func (c *cursor) operator(assigned bool) Op {
	t := c.peek()
	switch t.Type {
	case kindIdent:
		switch t.Value {
		case "or":
			return Or
		case "and":
			return And
		case "in":
			return In
		}
	case kindOr:
		return Or
	case kindAnd:
		return And
	case kindEqual, kindStrictEqual:
		return Equal
	case kindNotEqual, kindStrictOther:
		return NotEqual
	case '<':
		return Less
	case kindLessEqual:
		return LessEqual
	case '>':
		return Greater
	case kindGreaterEqual:
		return GreaterEqual
	case kindCoalesce:
		return Coalesce
	case '+':
		return Add
	case '*':
		return Multiply
	case '/':
		return Divide
	case '-':
		if c.goesOn() {
			return Subtract
		}
	case '=':
		if assigned && !c.startsLine(0) {
			return Equal
		}
	}
	return 0
}

// goesOn reports whether a token that could also begin a line of where goes
// on with the expression before it.
func (c *cursor) goesOn() bool { return c.brackets > 0 || !c.startsLine(0) }

// mend reports an operator that is written as in another language.
func (c *cursor) mend(op Op, t *lexer.Token) {
	switch t.Type {
	case kindOr, kindAnd, kindStrictEqual, kindStrictOther, '=':
		fix := replace("write `"+op.String()+"`", c.span(t), op.String())
		c.note(c.span(t), fix, "expected `%s`, found `%s`", op, t.Value)
	}
}

// notPrecedence is that of what `not` stands before: `not a == b` negates the
// comparison.
const notPrecedence = 3

// operand reads prefix operators and what they stand before.
func (c *cursor) operand(precedence int, assigned bool) Expr {
	start := c.peek()
	switch {
	case start.Type == '!':
		c.next()
		c.note(c.span(start), replace("write `not`", c.span(start), "not "), "expected `not`, found `!`")
		x := c.binary(Divide.Precedence()+1, assigned)
		return &Unary{Place: Place{c.from(start)}, Op: Not, X: x}
	case start.Type == '-':
		c.next()
		x := c.binary(Divide.Precedence()+1, assigned)
		return &Unary{Place: Place{c.from(start)}, Op: Negate, X: x}
	case word(start, "not"):
		c.next()
		x := c.binary(max(precedence, notPrecedence), assigned)
		return &Unary{Place: Place{c.from(start)}, Op: Not, X: x}
	case word(start, "if"):
		return c.conditional(assigned)
	}
	return c.selection()
}

// conditional reads `if c then a else b`, or the same without `else`.
func (c *cursor) conditional(assigned bool) Expr {
	start := c.next()
	e := &If{Cond: c.expr()}
	if !c.takeWord("then") {
		c.fail("expected `then` after the condition of `if`")
		return e
	}
	e.Then = c.expr()
	if c.elseValue() {
		c.next()
		e.Else = c.binary(1, assigned)
	}
	e.At = c.from(start)
	return e
}

// elseValue reports whether an `else` follows that is not the line's own, after
// which actions stand.
func (c *cursor) elseValue() bool {
	if c.failed || !word(c.peek(), "else") {
		return false
	}
	c.i++
	action := c.startsCall() || c.peek().Type == '{' && c.startsActions()
	c.i--
	return c.brackets > 0 || !action
}

// startsActions reports whether the brace that follows opens a list of actions,
// and not a record.
func (c *cursor) startsActions() bool {
	return c.ahead(1).Type == kindIdent && c.ahead(2).Type == '.'
}

func (c *cursor) takeWord(text string) bool {
	if c.failed || !word(c.peek(), text) {
		return false
	}
	c.next()
	return true
}

// selection reads a value and the fields taken out of it.
func (c *cursor) selection() Expr {
	start := c.peek()
	x := c.primary()
	for n := 0; c.take('.'); n++ {
		name := c.peek()
		if name.Type != kindIdent {
			c.fail("expected the name of a field after `.`")
			return x
		}
		if n == maxOperators {
			c.tooDeep(name)
			return x
		}
		c.next()
		x = &Select{Place: Place{c.from(start)}, X: x, Name: c.ident(name)}
	}
	if t := c.peek(); !c.failed && t.Type == '[' && c.goesOn() && !c.startsLine(0) {
		d := c.fail("expected an operator or the end of the line")
		d.Help = append(d.Help, "a list has no places to be asked for: take its elements with `for … in`, or one row with `first`")
	}
	return x
}

func (c *cursor) primary() Expr {
	if c.failed {
		return nil
	}
	t := c.peek()
	switch t.Type {
	case kindIdent:
		return c.named(t)
	case kindText:
		return c.interpolated(c.next())
	case kindSingle:
		return c.singleQuoted(c.next())
	case kindNumber:
		return c.number(c.next())
	case '(':
		return c.parenthesised()
	case '{':
		return c.record(values)
	case '[':
		return c.list()
	}
	c.fail("expected a value")
	return nil
}

// named reads a variable, a constant, or the call of a function.
func (c *cursor) named(t *lexer.Token) Expr {
	switch {
	case t.Value == "true", t.Value == "false":
		c.next()
		return &Bool{c.place(t), t.Value == "true"}
	case t.Value == "null":
		c.next()
		return &Null{c.place(t)}
	case reserved(t.Value), c.brackets == 0 && c.i != c.first && c.unclosed():
		c.fail("expected a value")
		return nil
	}
	c.next()
	after := c.peek()
	if after.Type == '(' && c.goesOn() {
		return c.apply(t)
	}
	if after.Type == '{' && c.goesOn() {
		c.aggregateInside(t)
	}
	return &Name{c.ident(t)}
}

// aggregateInside reports `count { … }` and the like within an expression.
func (c *cursor) aggregateInside(t *lexer.Token) {
	if aggregates[t.Value] == 0 {
		return
	}
	d := c.failAt(c.span(t), nil, "`%s` with its block stands alone on its line or after `name =`", t.Value)
	d.Help = append(d.Help, "bind it to a name first and use the name here")
}

func (c *cursor) apply(name *lexer.Token) Expr {
	e := &Apply{Func: c.ident(name)}
	c.next()
	e.Args = c.exprs(')', subject{text: "the arguments of", name: name.Value})
	if c.peek().Type == '{' {
		c.aggregateInside(name)
	}
	e.At = c.from(name)
	return e
}

// exprs reads expressions up to and with the closing bracket.
func (c *cursor) exprs(closing kind, what subject) (list []Expr) {
	c.brackets++
	defer func() { c.brackets-- }()
	for !c.failed && !c.take(closing) {
		if t := c.peek(); t.Type == kindEOF || c.startsLine(0) && t.Type == kindIdent && c.unclosed() {
			c.failClosing(closing, what)
			break
		}
		list = append(list, c.expr())
		if t := c.peek(); !c.failed && !c.take(',') && t.Type != closing {
			c.failClosing(closing, what)
		}
	}
	return list
}

func (c *cursor) parenthesised() Expr {
	start := c.next()
	c.brackets++
	e := &Paren{X: c.expr()}
	c.brackets--
	if !c.take(')') {
		c.failClosing(')', subject{text: "the expression in brackets"})
	}
	e.At = c.from(start)
	return e
}

func (c *cursor) list() Expr {
	start := c.next()
	e := &List{Items: c.exprs(']', subject{text: "the elements of the list"})}
	e.At = c.from(start)
	return e
}

func (c *cursor) record(m mode) *Record {
	start := c.next()
	e := &Record{Fields: c.fieldList('}', m, subject{text: "the fields of the record"})}
	e.At = c.from(start)
	return e
}

func (c *cursor) number(t *lexer.Token) Expr {
	if value, err := strconv.ParseInt(t.Value, 10, 64); err == nil {
		return &Int{c.place(t), value, t.Value}
	}
	value, err := strconv.ParseFloat(t.Value, 64)
	switch {
	case err != nil:
		c.note(c.span(t), nil, "this number is too large")
	case isDigits(t.Value):
		d := c.note(c.span(t), nil, "this number does not fit in an Integer of 64 bits")
		d.Help = append(d.Help, "write it with a fraction, as in `1.0`, if a Number is meant")
	}
	return &Float{c.place(t), value, t.Value}
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}
