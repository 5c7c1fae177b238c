package syntax

// Concept is the whole of a .concept file's declaration.
type Concept struct {
	Place
	Comments
	Header     Place // `concept Name [Param]`
	Name       Ident
	TypeParams []Ident
	Purpose    *Prose
	Principle  *Prose
	State      *State
	Actions    []*Action
	Queries    []*Action // the declarations of the queries section
	// The section keywords; invalid spans where a section is left out.
	ActionsKeyword, QueriesKeyword Keyword
	Trailing                       []Comment // after the last section's last line
	HasErrors                      bool
}

func (c *Concept) DeclName() Ident { return c.Name }
func (c *Concept) Broken() bool    { return c.HasErrors }

// Prose is free text under a keyword: purpose, principle, requires, effects.
type Prose struct {
	Place
	Comments
	Keyword Ident
	Text    string // lines joined by "\n", each without its indentation
}

// Action is one declared outcome of an action, or a query.
type Action struct {
	Place
	Comments
	Header      Place // the signature without the lines below
	System      bool
	Batch       *Place // the place of the word `batch`; nil when left out
	Name        Ident  // a query's starts with an underscore
	Params      *Params
	Cardinality Cardinality
	Results     *Params // nil when left out
	Answers     *Ident  // `answers request`
	AnswersLine Keyword
	Requires    *Prose
	Effects     *Prose
}

// Cardinality is how many rows a query returns.
type Cardinality uint8

const (
	Many     Cardinality = iota // none, one or many
	One                         // exactly one
	Optional                    // none or one
)

func (c Cardinality) String() string { return [...]string{"many", "one", "optional"}[c] }

// Params is a parenthesised list of declared parameters or results.
type Params struct {
	Place
	List []*Param
	Rest *Place // the place of a last `...`; nil when there is none
}

// Param is `name: Type`, or `name?: Type`, which is short for
// `name: optional Type`.
type Param struct {
	Place
	Name     Ident
	Optional bool
	Type     TypeExpr
}

// TypeExpr is a type as written.
type TypeExpr interface {
	Node
	typeExpr()
}

// The kinds of type expression.
type (
	// NamedType is a primitive, a type parameter or an object type.
	NamedType struct{ Ident }
	// OptionalType is `optional T`.
	OptionalType struct {
		Place
		Elem TypeExpr
	}
	// ListType is `set of T` or `seq of T`.
	ListType struct {
		Place
		Set  bool
		Elem TypeExpr
	}
	// RecordType is `{ name: T, … }`.
	RecordType struct {
		Place
		Fields []*Param
	}
	// EnumType is `of DRAFT or PUBLISHED`.
	EnumType struct {
		Place
		Constants []Ident
	}
)

func (*NamedType) typeExpr()    {}
func (*OptionalType) typeExpr() {}
func (*ListType) typeExpr()     {}
func (*RecordType) typeExpr()   {}
func (*EnumType) typeExpr()     {}

// State is a concept's state in Simple State Form (Jackson and the MIT
// course 61040, "Simple State Form").
type State struct {
	Place
	Comments
	Sets     []*StateSet
	Trailing []Comment
}

// StateSet is one declaration: `a set of Sessions with …`, `an element
// Settings with …`, or a subset, `an Admins set of Users`.
type StateSet struct {
	Place
	Comments
	Header  Place  // the line without the fields
	Element bool   // `element` instead of `set of`
	Subset  *Ident // the subset's own name; nil when the set is not a subset
	Object  Ident  // as written, often a plural
	Fields  []*StateField
}

// StateField is `a user User`, `an optional limit Integer`,
// `a tags set of Strings`, or the type alone, `a User`.
type StateField struct {
	Place
	Comments
	Optional bool
	Name     *Ident // nil when left out; the type's name in lower case then
	Type     TypeExpr
}
