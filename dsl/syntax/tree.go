// Package syntax reads and writes the text of specs: lexer, parser, syntax
// tree and formatter. It knows no names and no types.
package syntax

import "github.com/syncgen/syncgen/dsl/source"

// File is the tree of one .concept, .sync or .scenario file.
type File struct {
	Source *source.File
	Decls  []Decl
	// Comments are all of the file, in the order of the text.
	Comments []Comment
	// Trailing holds the comments after the last declaration.
	Trailing []Comment
}

// Decl is a *Concept, *Sync, *Guard, *Use or *Scenario.
type Decl interface {
	Node
	DeclName() Ident
	// Broken reports whether a part of the declaration did not parse. A
	// broken declaration keeps what was read, and later passes leave it out.
	Broken() bool
}

// Node is anything with a place.
type Node interface{ Span() source.Span }

// Place is embedded by every node.
type Place struct{ At source.Span }

// Span implements Node.
func (p Place) Span() source.Span { return p.At }

// Comment is one `//` comment, without its line ending.
type Comment struct {
	Place
	Text string // with the leading slashes
	// BlankBefore tells that an empty line stands before the comment.
	BlankBefore bool
	// Indented tells that the comment stands deeper than the node that it
	// leads: it is the last line of the clause or action before.
	Indented bool
	// About is the node that the comment leads, is inside of or stands behind,
	// without what is below its first line where only that is meant. It is
	// invalid for a comment behind the last line of a declaration, block or file.
	About source.Span
}

// Comments are the comments that belong to a node that fills lines of its own.
type Comments struct {
	// Leading holds those before the node, and those inside it that no node
	// of their own follows: between the fields of a call, for example.
	Leading []Comment
	// Trailing stands behind the node on its last line; behind the first
	// line, that is the header, of a node that has others below: a
	// declaration, an action, a set of the state.
	Trailing *Comment
	// BlankBefore tells that an empty line stands right before the node,
	// after its leading comments.
	BlankBefore bool
}

// Ident is a name as written.
type Ident struct {
	Place
	Name string
}

// Sync is `sync Name when … where … then …`.
type Sync struct {
	Place
	Comments
	Header Place // `sync Name`
	Name   Ident
	When   []*Call
	Where  []Line
	Then   []*Call
	// The keywords, for the formatter and for fixes; a clause that is left
	// out has an invalid span. Comments before a keyword are kept with it.
	WhenKeyword, WhereKeyword, ThenKeyword Keyword
	Trailing                               []Comment // after the last line
	HasErrors                              bool
}

// Keyword is the place of a clause's or section's keyword and its comments.
type Keyword struct {
	Place
	Comments
}

// Guard is a named list of where lines: a guard or a view.
type Guard struct {
	Place
	Comments
	Header    Place // the guard without its lines
	View      bool  // a view, whose lines have no else
	Name      Ident
	Params    []*Field // only names
	Results   []*Field // only names; nil when left out
	Where     []Line
	Trailing  []Comment // after the last line
	HasErrors bool
}

// Kind is the keyword of the declaration.
func (g *Guard) Kind() string {
	if g.View {
		return "view"
	}
	return "guard"
}

// Use is `use Concept as Name`: the concept once more, under another name.
type Use struct {
	Place
	Comments
	Concept   Ident
	Name      Ident
	HasErrors bool
}

func (s *Sync) DeclName() Ident  { return s.Name }
func (s *Sync) Broken() bool     { return s.HasErrors }
func (g *Guard) DeclName() Ident { return g.Name }
func (g *Guard) Broken() bool    { return g.HasErrors }
func (u *Use) DeclName() Ident   { return u.Name }
func (u *Use) Broken() bool      { return u.HasErrors }

// Call is any of: a when pattern, a query, a then action, an else action, a
// use of a guard or view (which has no Concept).
type Call struct {
	Place
	Comments
	Concept *Ident // nil in a use of a guard or view
	Name    Ident
	Inputs  *Fields // never nil in a tree without errors
	Outputs *Fields // nil when left out
}

// Fields is a parenthesised list of fields.
type Fields struct {
	Place
	List []*Field
}

// Field is `name`, `name: value`, `name?`, `name?: value`, `name? = default`,
// `name?: value = default`.
type Field struct {
	Place
	Name     Ident
	Optional bool
	Value    Expr // nil for the shorthand `name`
	Default  Expr // nil when there is none
}

// Block is `{ lines; order by …; limit … }`, the rows of an aggregate.
type Block struct {
	Place
	Lines   []Line
	OrderBy []*OrderKey
	Limit   Expr // nil when there is none
	// OrderAt and LimitAt are the places of the two lines, and OrderComments
	// and LimitComments their comments.
	OrderAt, LimitAt             Place
	OrderComments, LimitComments Comments
	Opening                      *Comment  // behind the opening brace
	Trailing                     []Comment // after the last line
}

// OrderKey is one key of `order by`.
type OrderKey struct {
	Place
	Key  Expr
	Desc bool
}

// Line is a line of `where`.
type Line interface {
	Node
	LineComments() *Comments
	line()
}

// The kinds of line.
type (
	// QueryLine is `Concept._query (…) : (…) [else …]`, or the use of a
	// guard or view.
	QueryLine struct {
		Place
		Comments
		Call *Call
		Else *Else
	}
	// FilterLine keeps the frames for which Cond holds.
	FilterLine struct {
		Place
		Comments
		Cond Expr
		Else *Else
	}
	// BlockLine is `some { … }` or `none { … }`.
	BlockLine struct {
		Place
		Comments
		Kind  AggregateKind // Some or None
		Block *Block
		Else  *Else
	}
	// BindLine is `name = value [else …]`.
	BindLine struct {
		Place
		Comments
		Name  Ident
		Value Expr
		Else  *Else // where the value may be absent
	}
	// AggregateLine is `name = collect (…) { … }` and its relatives.
	AggregateLine struct {
		Place
		Comments
		Name    Ident
		Kind    AggregateKind
		Results *Fields // what each row gives; nil for count, some and none
		Block   *Block
		Default Expr  // `else value`, of first, min and max
		Else    *Else // `else Action (…)`, of first, min and max
	}
	// ForLine is `for name in list`: a frame for each element.
	ForLine struct {
		Place
		Comments
		Name Ident
		In   Expr
		Else *Else
	}
)

func (l *QueryLine) LineComments() *Comments     { return &l.Comments }
func (l *FilterLine) LineComments() *Comments    { return &l.Comments }
func (l *BlockLine) LineComments() *Comments     { return &l.Comments }
func (l *BindLine) LineComments() *Comments      { return &l.Comments }
func (l *AggregateLine) LineComments() *Comments { return &l.Comments }
func (l *ForLine) LineComments() *Comments       { return &l.Comments }

func (*QueryLine) line()     {}
func (*FilterLine) line()    {}
func (*BlockLine) line()     {}
func (*BindLine) line()      {}
func (*AggregateLine) line() {}
func (*ForLine) line()       {}

// Else is what a frame does instead that a line leaves nothing of.
type Else struct {
	Place
	Braces   bool
	Actions  []*Call
	Trailing []Comment // before the closing brace
}

// AggregateKind tells the forms with a block of lines apart.
type AggregateKind uint8

const (
	Collect AggregateKind = iota + 1
	First
	Count
	Sum
	Min
	Max
	Some
	None
)

func (k AggregateKind) String() string {
	return [...]string{"", "collect", "first", "count", "sum", "min", "max", "some", "none"}[k]
}
