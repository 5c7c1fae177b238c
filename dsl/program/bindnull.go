package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// withNull binds an operator whose right side is `null`, if it is one of the
// three: null is no value that could be passed on alone.
func (b *binder) withNull(e *syntax.Binary) (Expr, bool) {
	t := Typed{Decl: e}
	if _, ok := e.Y.(*syntax.Null); !ok {
		null, ok := e.X.(*syntax.Null)
		if !ok || e.Op != syntax.Equal && e.Op != syntax.NotEqual {
			return nil, false
		}
		b.nullOnLeft(e, null)
		return &IsNull{t, b.expr(e.Y)}, true
	}
	switch e.Op {
	case syntax.Equal:
		return &IsNull{t, b.expr(e.X)}, true
	case syntax.NotEqual:
		return &Unary{t, syntax.Not, &IsNull{t, b.expr(e.X)}}, true
	case syntax.Coalesce:
		return &OrNull{t, b.expr(e.X)}, true
	}
	return nil, false
}

// misplacedNull reports a `null` that no operator takes, and returns something
// to stand for it.
func (b *binder) misplacedNull(e *syntax.Null) Expr {
	d := b.nullFinding(e, "null is no value of its own", "`null` cannot stand here")
	help(&d, "to answer with null where `x` is absent, write `x ?? null`; what is left out is absent")
	help(&d, "to ask whether `x` is null, write `x == null` or `x != null`, with the `null` on the right")
	b.report(d)
	return &Literal{Typed{Decl: e}, false}
}

// nullOnLeft reports a comparison that is written the other way round.
func (b *binder) nullOnLeft(e *syntax.Binary, null *syntax.Null) {
	d := b.nullFinding(null, "write it last", "`null` stands on the right of `%s`", e.Op)
	round := syntax.FormatExpr(&syntax.Binary{Op: e.Op, X: e.Y, Y: null})
	fix(&d, true, "write `"+round+"`", replace(e.At, round))
	b.report(d)
}

// matchedNull reports a pattern that asks for null.
func (b *binder) matchedNull(f *syntax.Field, e *syntax.Null) {
	d := b.nullFinding(e, "no pattern matches null", "`%s` is matched with `null`", f.Name.Name)
	help(&d, "bind it with `%s?`, and ask for null in `where`: `%s == null`", f.Name.Name, f.Name.Name)
	b.report(d)
}

// defaultNull reports a null as what stands for an absent value.
func (b *binder) defaultNull(f *syntax.Field, e *syntax.Null) {
	d := b.nullFinding(e, "null is no value of its own", "the default of `%s` is `null`", f.Name.Name)
	help(&d, "without a default `%s?` leaves it absent; where an answer is to have null, write `%s ?? null` there", f.Name.Name, f.Name.Name)
	at, rest := f.Name.At, "?"
	if f.Value != nil {
		at, rest = f.Value.Span(), ""
	}
	fix(&d, true, "leave the default away", replace(source.Span{File: e.At.File, Start: at.End, End: e.At.End}, rest))
	b.report(d)
}

func (b *binder) nullFinding(e *syntax.Null, label, format string, args ...any) diagnostic.Diagnostic {
	return finding(diagnostic.MisplacedNull, e.At, label, format, args...)
}
