package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

// FormatExpr writes an expression on one line, with the brackets that its
// tree needs.
func FormatExpr(e Expr) string {
	var w exprWriter
	w.expr(e, 1, 0)
	return w.String()
}

type exprWriter struct{ strings.Builder }

// expr writes an expression where operators of at least precedence are read
// and where an operator of precedence follows comes next, 0 for none.
func (w *exprWriter) expr(e Expr, precedence, follows int) {
	if needsParen(e, precedence, follows) {
		w.WriteByte('(')
		w.expr(e, 1, 0)
		w.WriteByte(')')
		return
	}
	switch e := e.(type) {
	case *Name:
		w.WriteString(e.Name)
	case *Text:
		w.text(e)
	case *TextPart:
		w.text(&Text{Parts: []Expr{e}})
	case *Int:
		w.number(e.Raw, func() string { return strconv.FormatInt(e.Value, 10) })
	case *Float:
		w.number(e.Raw, func() string { return strconv.FormatFloat(e.Value, 'g', -1, 64) })
	case *Bool:
		w.WriteString(strconv.FormatBool(e.Value))
	case *Null:
		w.WriteString("null")
	case *Select:
		w.selected(e.X)
		w.WriteByte('.')
		w.WriteString(e.Name.Name)
	case *Unary:
		w.unary(e, precedence, follows)
	case *Binary:
		p := e.Op.Precedence()
		w.expr(e.X, p, p)
		w.WriteByte(' ')
		w.WriteString(e.Op.String())
		w.WriteByte(' ')
		w.expr(e.Y, p+1, follows)
	case *If:
		w.WriteString("if ")
		w.expr(e.Cond, 1, 0)
		w.WriteString(" then ")
		if e.Else == nil {
			w.expr(e.Then, 1, 0)
			return
		}
		then := e.Then
		if takesElse(then) {
			then = &Paren{X: then}
		}
		w.expr(then, 1, 0)
		w.WriteString(" else ")
		w.expr(e.Else, 1, 0)
	case *Record:
		w.record(e)
	case *List:
		w.WriteByte('[')
		w.exprs(e.Items)
		w.WriteByte(']')
	case *Apply:
		w.WriteString(e.Func.Name)
		w.WriteString(" (")
		w.exprs(e.Args)
		w.WriteByte(')')
	case *Paren:
		w.WriteByte('(')
		w.expr(e.X, 1, 0)
		w.WriteByte(')')
	}
}

// needsParen reports whether the text of an expression would be read as
// another one without brackets. Trees that were parsed have theirs already.
func needsParen(e Expr, precedence, follows int) bool {
	switch e := e.(type) {
	case *Binary:
		return e.Op.Precedence() < precedence
	case *If:
		return follows > 0 // its last part would go on
	case *Unary:
		return e.Op == Not && follows >= max(precedence, notPrecedence)
	}
	return false
}

// takesElse reports whether an `else` behind an expression would be that of an
// `if` that it ends in.
func takesElse(e Expr) bool {
	switch e := e.(type) {
	case *If:
		return e.Else == nil || takesElse(e.Else)
	case *Binary:
		return takesElse(e.Y)
	case *Unary:
		return takesElse(e.X)
	}
	return false
}

func (w *exprWriter) unary(e *Unary, precedence, follows int) {
	if e.Op == Negate {
		w.WriteByte('-')
		w.expr(e.X, Divide.Precedence()+1, follows)
		return
	}
	w.WriteString("not ")
	w.expr(e.X, max(precedence, notPrecedence), follows)
}

// selected writes what a field is taken out of.
func (w *exprWriter) selected(x Expr) {
	switch x.(type) {
	case *Unary, *Binary, *If, *Int, *Float:
		w.expr(&Paren{X: x}, 1, 0)
	default:
		w.expr(x, 1, 0)
	}
}

func (w *exprWriter) number(raw string, value func() string) {
	if raw == "" {
		raw = value()
	}
	w.WriteString(raw)
}

func (w *exprWriter) exprs(list []Expr) {
	for i, e := range list {
		if i > 0 {
			w.WriteString(", ")
		}
		w.expr(e, 1, 0)
	}
}

func (w *exprWriter) record(e *Record) {
	if len(e.Fields) == 0 {
		w.WriteString("{}")
		return
	}
	w.WriteString("{ ")
	w.fields(e.Fields)
	w.WriteString(" }")
}

func (w *exprWriter) fields(list []*Field) {
	for i, f := range list {
		if i > 0 {
			w.WriteString(", ")
		}
		w.field(f)
	}
}

func (w *exprWriter) field(f *Field) {
	w.fieldName(f)
	if f.Value != nil {
		w.WriteString(": ")
		w.expr(f.Value, 1, 0)
	}
	if f.Default != nil {
		w.WriteString(" = ")
		w.expr(f.Default, 1, 0)
	}
}

// fieldName writes what stands before the colon.
func (w *exprWriter) fieldName(f *Field) {
	if isName(f.Name.Name) {
		w.WriteString(f.Name.Name)
	} else {
		w.WriteByte('"')
		w.part(f.Name.Name, false)
		w.WriteByte('"')
	}
	if f.Optional {
		w.WriteByte('?')
	}
}

// isName reports whether text can stand as a name, without quotes.
func isName(text string) bool {
	s := scanner{text: text, line: 1, lineStart: -1}
	if text == "" || !s.token() {
		return false
	}
	return s.pos == len(text) && len(s.tokens) == 1 && s.tokens[0].Type == kindIdent
}

func (w *exprWriter) text(e *Text) {
	w.WriteByte('"')
	for i, part := range e.Parts {
		if p, ok := part.(*TextPart); ok {
			joins := false
			if i+1 < len(e.Parts) {
				_, joins = e.Parts[i+1].(*TextPart)
			}
			w.part(p.Value, joins)
			continue
		}
		w.WriteString("${")
		w.expr(part, 1, 0)
		w.WriteByte('}')
	}
	w.WriteByte('"')
}

// part escapes a stretch of a string. A last `$` is escaped too where another
// stretch, which may begin with a brace, joins it.
func (w *exprWriter) part(value string, joins bool) {
	for i, r := range value {
		switch {
		case r == '"', r == '\\':
			w.WriteByte('\\')
			w.WriteRune(r)
		case r == '$' && (strings.HasPrefix(value[i+1:], "{") || joins && i == len(value)-1):
			w.WriteString(`\$`)
		case r == '\n':
			w.WriteString(`\n`)
		case r == '\t':
			w.WriteString(`\t`)
		case r == '\r':
			w.WriteString(`\r`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(w, `\u{%x}`, r)
		default:
			w.WriteRune(r)
		}
	}
}
