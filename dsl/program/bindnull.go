package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
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

// beside binds an expression that another one stands beside: of a null, that one
// tells what is meant. Where compared, the null is asked for and not given.
func (b *binder) beside(e, other syntax.Expr, compared bool) Expr {
	switch e := e.(type) {
	case *syntax.Null:
		return b.misplacedNull(e, other, compared)
	case *syntax.List:
		l := &List{Typed: Typed{Decl: e}}
		for _, item := range e.Items {
			l.Items = append(l.Items, b.beside(item, other, compared))
		}
		return l
	}
	return b.expr(e)
}

// misplacedNull reports a `null` that no operator takes, and returns something
// to stand for it. What stands beside it may be nil.
func (b *binder) misplacedNull(e *syntax.Null, beside syntax.Expr, compared bool) Expr {
	d := b.nullFinding(e, "null is no value of its own", "`null` cannot stand here")
	name := ""
	switch beside.(type) {
	case *syntax.Name, *syntax.Select:
		name = syntax.FormatExpr(beside)
	}
	switch {
	case compared && name != "":
		help(&d, "to ask whether `%s` is null, write `%[1]s == null` or `%[1]s != null`", name)
	case compared:
		help(&d, "to ask whether a value is null, give it a name, and write `… == null` or `… != null` behind that")
	case name != "":
		help(&d, "to answer with null where `%s` is absent, write `%[1]s ?? null`; what is left out is absent", name)
	default:
		help(&d, "to answer with null where a value is absent, write `?? null` behind the value; what is left out is absent")
	}
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

// matchedNull reports a pattern that asks for null. declared is the type of
// what is matched where a concept declares it.
func (b *binder) matchedNull(f *syntax.Field, e *syntax.Null, declared types.Type) {
	name := f.Name.Name
	d := b.nullFinding(e, "no pattern matches null", "`%s` is matched with `null`", name)
	_, optional := declared.(*types.Optional)
	switch {
	case b.inHeaders:
		help(&d, "a header is absent where it is not sent, and never null: bind it with `%s?`; where it is absent, `none { for _ in %[1]s }` holds", name)
	case declared == nil:
		help(&d, "bind it with `%s?`, and ask for null in `where`: `%[1]s == null`", name)
	case optional:
		help(&d, "what a concept gives is absent and never null: bind it with `%s?`; where it is absent, `none { for _ in %[1]s }` holds", name)
	case b.asking != nil:
		help(&d, "what a concept gives is never null, and `%s` is there in each row; where there is no row, `none { %s (…) }` holds", name, b.asking.FullName())
	default:
		help(&d, "what a concept gives is never null, and `%s` is never absent: it is declared as %s", name, a(declared))
	}
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
