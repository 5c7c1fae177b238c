package program

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// expr binds the names of an expression.
func (b *binder) expr(e syntax.Expr) Expr {
	t := Typed{Decl: e}
	switch e := e.(type) {
	case *syntax.Paren:
		return b.expr(e.X)
	case *syntax.Name:
		return &Ref{t, b.use(e.Ident)}
	case *syntax.Select:
		return &Select{t, b.expr(e.X), e.Name.Name}
	case *syntax.Unary:
		if l, ok := literal(e); ok {
			return l
		}
		return &Unary{t, e.Op, b.expr(e.X)}
	case *syntax.Null:
		return b.misplacedNull(e, nil, false)
	case *syntax.Binary:
		if of, ok := b.withNull(e); ok {
			return of
		}
		x := b.beside(e.X, e.Y, e.Op.Compares())
		return &Binary{t, e.Op, x, b.beside(e.Y, e.X, e.Op.Compares())}
	case *syntax.If:
		cond := b.expr(e.Cond)
		then := b.beside(e.Then, e.Else, false)
		if e.Else == nil {
			return &If{t, cond, then, nil}
		}
		return &If{t, cond, then, b.beside(e.Else, e.Then, false)}
	case *syntax.Record:
		return &Record{t, b.fieldValues(e.Fields, "the record")}
	case *syntax.List:
		return &List{t, b.exprs(e.Items)}
	case *syntax.Apply:
		b.checkApply(e)
		return &Apply{t, e.Func.Name, b.exprs(e.Args)}
	case *syntax.Text:
		if l, ok := literal(e); ok {
			return l
		}
		return &Text{t, b.exprs(e.Parts)}
	}
	l, _ := literal(e)
	return l
}

func (b *binder) exprs(list []syntax.Expr) []Expr {
	out := make([]Expr, len(list))
	for i, e := range list {
		out[i] = b.expr(e)
	}
	return out
}

// fieldValues binds a list of named values that nothing declares: a record's
// fields, or what an aggregate collects.
func (b *binder) fieldValues(fields []*syntax.Field, owner string) []*Arg {
	args := make([]*Arg, 0, len(fields))
	for i, f := range fields {
		if first := named(fields[:i], f.Name.Name); first != nil {
			b.repeated(f, first, owner)
		}
		args = append(args, &Arg{Field: f, Name: f.Name.Name, Rest: true, Value: b.value(f)})
	}
	return args
}

// value binds what a field in the place of an input is given.
func (b *binder) value(f *syntax.Field) Expr {
	if null, ok := f.Value.(*syntax.Null); ok && b.lookup(f.Name.Name) != nil {
		return b.misplacedNull(null, &syntax.Name{Ident: f.Name}, false)
	}
	if f.Value != nil {
		return b.expr(f.Value)
	}
	b.shorthand = f.Name
	return &Ref{Typed{Decl: &syntax.Name{Ident: f.Name}}, b.use(f.Name)}
}

// literal returns the literal that an expression is.
func literal(e syntax.Expr) (*Literal, bool) {
	t := Typed{Decl: e}
	switch e := e.(type) {
	case *syntax.Paren:
		return literal(e.X)
	case *syntax.Int:
		return &Literal{t, e.Value}, true
	case *syntax.Float:
		return &Literal{t, e.Value}, true
	case *syntax.Bool:
		return &Literal{t, e.Value}, true
	case *syntax.TextPart:
		return &Literal{t, e.Value}, true
	case *syntax.Text:
		var s strings.Builder
		for _, p := range e.Parts {
			part, ok := p.(*syntax.TextPart)
			if !ok {
				return nil, false
			}
			s.WriteString(part.Value)
		}
		return &Literal{t, s.String()}, true
	case *syntax.Unary:
		if e.Op != syntax.Negate {
			return nil, false
		}
		switch x := e.X.(type) {
		case *syntax.Int:
			return &Literal{t, -x.Value}, true
		case *syntax.Float:
			return &Literal{t, -x.Value}, true
		}
	}
	return nil, false
}

// fieldType returns the declared type of a record's field, or nil.
func fieldType(t types.Type, name string) types.Type {
	if o, ok := t.(*types.Optional); ok {
		t = o.Elem
	}
	if r, ok := t.(*types.Record); ok {
		return r.Field(name)
	}
	return nil
}

func named(fields []*syntax.Field, name string) *syntax.Field {
	for _, f := range fields {
		if f.Name.Name == name {
			return f
		}
	}
	return nil
}
