package syntax

import (
	"github.com/alecthomas/participle/v2/lexer"
)

// aggregates are the words that a block of lines follows.
var aggregates = map[string]AggregateKind{
	"collect": Collect, "first": First, "count": Count, "sum": Sum, "min": Min, "max": Max, "some": Some, "none": None,
}

// whereLines reads the lines of a where or a guard.
func (c *cursor) whereLines() (list []Line) {
	c.strayColon()
	for !c.endsClause() {
		c.begin()
		line := c.line()
		c.strayComma()
		if c.failed {
			c.recover(c.endsClause)
			continue
		}
		list = append(list, line)
	}
	return list
}

// line reads one line and the else that may follow it.
func (c *cursor) line() Line {
	start := c.peek()
	switch {
	case start.Type == '=':
		c.fail("expected a name before `=`")
		return nil
	case start.Type != kindIdent:
		return c.filter(start)
	}
	next := c.ahead(1)
	switch {
	case start.Value == "for" && next.Type == kindIdent && word(c.ahead(2), "in"):
		return c.forLine()
	case next.Type == '=':
		return c.bind()
	case next.Type == '{' && !c.startsLine(1) && (start.Value == "some" || start.Value == "none"):
		return c.blockLine()
	case c.startsCall():
		return c.queryLine(start)
	case c.startsOrder(), c.startsLimit():
		d := c.fail("expected a line of `where`")
		d.Help = append(d.Help, "`order by` and `limit` stand last in a block such as `collect (…) { … }`")
		return nil
	case next.Type == kindIdent && !c.startsLine(1) && nearestKeyword(start.Value) != "" && !isOperatorWord(next.Value):
		c.next()
		c.failName(&Call{Name: c.ident(start)})
		return nil
	}
	return c.filter(start)
}

func isOperatorWord(w string) bool { return w == "and" || w == "or" || w == "in" || w == "else" }

// startsCall reports whether the next tokens begin a query, an action or the
// use of a guard, and not an expression.
func (c *cursor) startsCall() bool {
	start, next := c.peek(), c.ahead(1)
	if start.Type != kindIdent || reserved(start.Value) {
		return false
	}
	switch next.Type {
	case '.':
		return c.ahead(2).Type == kindIdent && (startsUpper(start.Value) || c.ahead(3).Type == '(' && !c.startsLine(3))
	case '(':
		return startsUpper(start.Value) || !c.startsLine(1) && c.resultsFollow()
	}
	return startsUpper(start.Value) && (next.Type == ':' || next.Type == kindArrow)
}

// resultsFollow reports whether `: (` stands behind the bracket that opens
// next but one.
func (c *cursor) resultsFollow() bool {
	const farthest = 1000 // tokens; a guard takes fewer
	depth := 0
	for i := c.i + 1; i < min(c.i+farthest, len(c.tokens)); i++ {
		switch c.tokens[i].Type {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return c.tokens[i+1].Type == ':'
			}
		}
	}
	return false
}

func (c *cursor) queryLine(start *lexer.Token) Line {
	l := &QueryLine{Call: c.call(query)}
	l.Else = c.otherwise(nil)
	l.At = c.from(start)
	return l
}

// filter reads an expression. Since it begins like any other, it has to begin
// a line of text: `total = price quantity` lacks an operator.
func (c *cursor) filter(start *lexer.Token) Line {
	if !c.startsLine(0) && c.tokens[c.i-1].Type != '{' && !isClause(c.tokens[c.i-1].Value) {
		c.failAt(c.span(start), nil, "expected an operator or the end of the line, found %s", describe(start))
		return nil
	}
	l := &FilterLine{Cond: c.expr()}
	l.Else = c.otherwise(nil)
	l.At = c.from(start)
	return l
}

func (c *cursor) blockLine() Line {
	start := c.next()
	l := &BlockLine{Kind: aggregates[start.Value]}
	l.Block = c.block(start)
	l.Else = c.otherwise(nil)
	l.At = c.from(start)
	return l
}

func (c *cursor) forLine() Line {
	start := c.next()
	l := &ForLine{Name: c.ident(c.next())}
	c.next() // in
	l.In = c.expr()
	l.Else = c.otherwise(nil)
	l.At = c.from(start)
	return l
}

// bind reads `name = value` or `name = collect (…) { … }`.
func (c *cursor) bind() Line {
	start := c.next()
	c.next() // =
	name := c.ident(start)
	if reserved(start.Value) {
		c.failAt(name.At, nil, "`%s` is a word of the language and cannot be bound", start.Value)
		return nil
	}
	kind := c.peek()
	if after := c.ahead(1); kind.Type == kindIdent && aggregates[kind.Value] != 0 && !c.startsLine(1) && (after.Type == '(' || after.Type == '{') {
		return c.aggregate(start, name)
	}
	if c.startsCall() && c.peek().Type == kindIdent && startsUpper(kind.Value) {
		d := c.failAt(c.span(kind), nil, "a query is not a value")
		d.Help = append(d.Help, "name its results, as in `Concept._query (…) : ("+start.Value+")`, or take one row with `"+start.Value+" = first (…) { … }`")
		return nil
	}
	l := &BindLine{Name: name, Value: c.expr()}
	l.Else = c.otherwise(func() {
		d := c.fail("expected an action after `else`")
		d.Help = append(d.Help, "a value for when this one is absent follows `??`, as in `"+start.Value+" = value ?? other`")
	})
	l.At = c.from(start)
	return l
}

func (c *cursor) aggregate(start *lexer.Token, name Ident) Line {
	keyword := c.next()
	l := &AggregateLine{Name: name, Kind: aggregates[keyword.Value]}
	takesNames := l.Kind != Count && l.Kind != Some && l.Kind != None
	what := subject{text: "what each row gives"}
	if open := c.peek(); open.Type == '(' {
		l.Results = c.fields(values, what)
		if !takesNames {
			c.note(l.Results.At, replace("delete it", l.Results.At, ""), "`%s` takes nothing of the rows: the block follows at once", keyword.Value)
		}
	} else if takesNames {
		c.fail("expected `(` with %s, as in `%s (name) { … }`", what, keyword.Value)
	}
	l.Block = c.block(keyword)
	l.Else = c.otherwise(func() { l.Default = c.expr() })
	l.At = c.from(start)
	return l
}
