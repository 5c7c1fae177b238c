package program

import (
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Expr is an expression with its names bound and its type found.
type Expr interface {
	Type() types.Type
	Syntax() syntax.Expr
	expr()
}

// Typed is embedded by every expression. For the shorthand `name` of a field,
// Decl is the field's name as a *syntax.Name.
type Typed struct {
	Decl syntax.Expr
	Of   types.Type
}

// Type returns the expression's type.
func (t *Typed) Type() types.Type { return t.Of }

// Syntax returns the expression as written.
func (t *Typed) Syntax() syntax.Expr { return t.Decl }
func (*Typed) expr()                 {}

// The kinds of expression.
type (
	// Literal is a String, Integer, Number or Flag. Its type is what its
	// place asks for: an Integer literal may have type Number, a String
	// literal may be of an Enum, an Object or Secret. Value is a string,
	// int64, float64 or bool, after that type.
	Literal struct {
		Typed
		Value any
	}
	// Text is a string with values in it; each part is a String or prints as one.
	Text struct {
		Typed
		Parts []Expr
	}
	// Ref is a variable's value.
	Ref struct {
		Typed
		Var *Var
	}
	// Select is a field of a record.
	Select struct {
		Typed
		X    Expr
		Name string
	}
	// Unary is `not x` or `-x`.
	Unary struct {
		Typed
		Op syntax.Op
		X  Expr
	}
	// Binary is `x op y`. Operands of ==, !=, comparisons and arithmetic have
	// one type; where one is Integer and the other Number the Integer is
	// converted. `/` always gives a Number. `x ?? y` has the type of y, with
	// x an optional of it.
	Binary struct {
		Typed
		Op   syntax.Op
		X, Y Expr
	}
	// IsNull is `x == null`; `x != null` is `not` of it.
	IsNull struct {
		Typed
		X Expr
	}
	// OrNull is `x ?? null`, where x is an optional.
	OrNull struct {
		Typed
		X Expr
	}
	// If is `if c then a else b`. Else is nil where it is left out: the value is
	// then absent where the condition does not hold.
	If struct {
		Typed
		Cond, Then, Else Expr
	}
	// Record is `{ name: value }`; its Args are in the order written.
	Record struct {
		Typed
		Fields []*Arg
	}
	// List is `[a, b]`.
	List struct {
		Typed
		Items []Expr
	}
	// Apply is a call of a built-in function: uuid, now, len, lower, upper,
	// trim, contains, startsWith, endsWith, after.
	Apply struct {
		Typed
		Func string
		Args []Expr
	}
)
