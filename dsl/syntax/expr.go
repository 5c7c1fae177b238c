package syntax

// Expr is an expression, and in a pattern also what a value is matched with.
type Expr interface {
	Node
	expr()
}

// The kinds of expression.
type (
	// Name is a variable, or `_` in a pattern.
	Name struct{ Ident }

	// Text is a string literal. A part is a *TextPart, or the expression of
	// a `${…}`.
	Text struct {
		Place
		Parts []Expr
	}
	// TextPart is a stretch of a string literal, unescaped.
	TextPart struct {
		Place
		Value string
	}
	// Int is a literal without fraction; Raw keeps how it was written.
	Int struct {
		Place
		Value int64
		Raw   string
	}
	// Float is a literal with a fraction or an exponent.
	Float struct {
		Place
		Value float64
		Raw   string
	}
	// Bool is `true` or `false`.
	Bool struct {
		Place
		Value bool
	}
	// Null is `null`.
	Null struct{ Place }
	// Select is `x.name`.
	Select struct {
		Place
		X    Expr
		Name Ident
	}
	// Unary is `-x` or `not x`.
	Unary struct {
		Place
		Op Op
		X  Expr
	}
	// Binary is `x op y`.
	Binary struct {
		Place
		Op   Op
		X, Y Expr
	}
	// If is `if c then a else b`.
	If struct {
		Place
		Cond, Then, Else Expr
	}
	// Record is `{ name, other: value }`.
	Record struct {
		Place
		Fields []*Field
	}
	// List is `[a, b]`.
	List struct {
		Place
		Items []Expr
	}
	// Apply is a call of a built-in function, such as `len (x)`.
	Apply struct {
		Place
		Func Ident
		Args []Expr
	}
	// Paren is `(x)`, kept so that the formatter loses nothing.
	Paren struct {
		Place
		X Expr
	}
)

func (*Name) expr()     {}
func (*Text) expr()     {}
func (*TextPart) expr() {}
func (*Int) expr()      {}
func (*Float) expr()    {}
func (*Bool) expr()     {}
func (*Null) expr()     {}
func (*Select) expr()   {}
func (*Unary) expr()    {}
func (*Binary) expr()   {}
func (*If) expr()       {}
func (*Record) expr()   {}
func (*List) expr()     {}
func (*Apply) expr()    {}
func (*Paren) expr()    {}

// Op is an operator.
type Op uint8

const (
	Or Op = iota + 1
	And
	Not
	Equal
	NotEqual
	Less
	LessEqual
	Greater
	GreaterEqual
	In
	Coalesce // a ?? b
	Add
	Subtract
	Multiply
	Divide
	Negate
)

func (o Op) String() string {
	return [...]string{"", "or", "and", "not", "==", "!=", "<", "<=", ">", ">=", "in", "??", "+", "-", "*", "/", "-"}[o]
}

// Compares reports whether the operator gives a flag of two values of any type.
func (o Op) Compares() bool { return Equal <= o && o <= In }

// Precedence is how tightly a binary operator binds, from 1 (`or`) to 6
// (`*`, `/`); `not` stands between `and` and the comparisons, unary minus
// above all.
func (o Op) Precedence() int {
	switch o {
	case Or:
		return 1
	case And:
		return 2
	case Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In:
		return 3
	case Coalesce:
		return 4
	case Add, Subtract:
		return 5
	case Multiply, Divide:
		return 6
	}
	return 0
}
