package syntax

import (
	"strings"
	"unicode/utf8"
)

// maxColumns is how long a line may get before it is broken.
const maxColumns = 100

// step is the indentation of one level.
const step = 2

// FormatCall writes a call on one line, without its comments.
func FormatCall(c *Call) string {
	var w exprWriter
	w.call(c)
	return w.String()
}

func (w *exprWriter) call(c *Call) {
	w.callName(c)
	w.parenthesised(c.Inputs)
	if c.Outputs != nil {
		w.WriteString(" : ")
		w.parenthesised(c.Outputs)
	}
}

func (w *exprWriter) callName(c *Call) {
	if c.Concept != nil {
		w.WriteString(c.Concept.Name)
		w.WriteByte('.')
	}
	w.WriteString(c.Name.Name)
	w.WriteByte(' ')
}

func (w *exprWriter) parenthesised(f *Fields) {
	w.WriteByte('(')
	if f != nil {
		w.fields(f.List)
	}
	w.WriteByte(')')
}

// fits reports whether text still fits on a line from column, counted from 0.
func fits(text string, column int) bool {
	return column+len(text) <= maxColumns || column+utf8.RuneCountInString(text) <= maxColumns
}

// lastColumn is the column behind text that begins in column.
func lastColumn(text string, column int) int {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		return utf8.RuneCountInString(text[i+1:])
	}
	return column + utf8.RuneCountInString(text)
}

func newline(indent int) string { return "\n" + strings.Repeat(" ", indent) }

// brokenCall writes a call that begins in column on a line with the given
// indentation: on one line if it fits, else with a field on each line.
func brokenCall(c *Call, indent, column int) string {
	if flat := FormatCall(c); fits(flat, column) {
		return flat
	}
	var w exprWriter
	w.callName(c)
	var outputs exprWriter
	if c.Outputs != nil {
		outputs.WriteString(" : ")
		outputs.parenthesised(c.Outputs)
	}
	if c.Inputs != nil && len(c.Inputs.List) > 0 {
		w.WriteString("(" + brokenFields(c.Inputs.List, indent) + ")")
	} else {
		w.WriteString("()")
	}
	if c.Outputs == nil {
		return w.String()
	}
	if column := lastColumn(w.String(), column); !fits(outputs.String(), column) && len(c.Outputs.List) > 0 {
		w.WriteString(" : (" + brokenFields(c.Outputs.List, indent) + ")")
		return w.String()
	}
	w.WriteString(outputs.String())
	return w.String()
}

// brokenFields writes fields one a line, and the indentation before the
// closing bracket.
func brokenFields(list []*Field, indent int) string {
	var b strings.Builder
	for i, f := range list {
		b.WriteString(newline(indent + step))
		b.WriteString(brokenField(f, indent+step))
		if i < len(list)-1 {
			b.WriteByte(',')
		}
	}
	b.WriteString(newline(indent))
	return b.String()
}

func brokenField(f *Field, indent int) string {
	var flat exprWriter
	flat.field(f)
	if f.Value == nil || f.Default != nil || fits(flat.String(), indent+len(",")) {
		return flat.String()
	}
	var name exprWriter
	name.fieldName(f)
	name.WriteString(": ")
	return name.String() + brokenExpr(f.Value, indent, lastColumn(name.String(), indent)+len(","))
}

// brokenExpr writes an expression that begins in column on a line with the
// given indentation, broken where it has brackets or chained operators.
func brokenExpr(e Expr, indent, column int) string {
	flat := FormatExpr(e)
	if fits(flat, column) {
		return flat
	}
	switch e := e.(type) {
	case *Record:
		if len(e.Fields) > 0 {
			return "{" + brokenFields(e.Fields, indent) + "}"
		}
	case *List:
		if len(e.Items) > 0 {
			return "[" + brokenExprs(e.Items, indent) + "]"
		}
	case *Apply:
		if len(e.Args) > 0 {
			return e.Func.Name + " (" + brokenExprs(e.Args, indent) + ")"
		}
	case *Paren:
		return "(" + brokenExpr(e.X, indent, column+1) + ")"
	case *Binary:
		return brokenChain(e, indent)
	}
	return flat
}

func brokenExprs(list []Expr, indent int) string {
	var b strings.Builder
	for i, e := range list {
		b.WriteString(newline(indent + step))
		b.WriteString(brokenExpr(e, indent+step, indent+step+len(",")))
		if i < len(list)-1 {
			b.WriteByte(',')
		}
	}
	b.WriteString(newline(indent))
	return b.String()
}

// brokenChain writes `a and b and c` with each operator but the first operand
// on a line of its own. A minus would begin a line of where there.
func brokenChain(e *Binary, indent int) string {
	if e.Op == Subtract {
		return FormatExpr(e)
	}
	precedence := e.Op.Precedence()
	operands := []Expr{e.Y}
	x := e.X
	for left, ok := x.(*Binary); ok && left.Op == e.Op; left, ok = x.(*Binary) {
		operands = append(operands, left.Y)
		x = left.X
	}
	var w exprWriter
	w.expr(x, precedence, precedence)
	for i := len(operands) - 1; i >= 0; i-- {
		w.WriteString(newline(indent + step))
		w.WriteString(e.Op.String() + " ")
		follows := 0
		if i > 0 {
			follows = precedence
		}
		w.expr(operands[i], precedence+1, follows)
	}
	return w.String()
}
