// Package symbol says what each name in the text of a program stands for, and
// where else it stands. It reads the checked program; nothing is resolved here
// that was not resolved before.
package symbol

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Kind is what a symbol is.
type Kind uint8

const (
	Concept   Kind = iota + 1 // also an instance that `use` makes
	Type                      // an object type or a type parameter of a concept
	Primitive                 // a type that the language has
	Constant                  // of an enumeration
	Action
	Query
	Parameter // of an action or query
	Result    // of an action's outcomes or of a query
	Value     // a further value of an action, which nothing declares
	Guard     // or a view
	Sync
	Variable // of a sync, guard or view; the parameters and results of the latter two as well
	Function // a built-in one
	Field    // of a record or of a concept's state
)

func (k Kind) String() string {
	return [...]string{
		"", "concept", "type", "primitive type", "constant", "action", "query", "parameter", "result", "value",
		"guard", "sync", "variable", "function", "field",
	}[k]
}

// Symbol is something that has a name in a program. What it is of the program
// is nil where that was left out of it because of errors.
type Symbol struct {
	Kind Kind
	Name string
	// Decl is where the name is declared; invalid for what the language has and
	// for values that nothing declares.
	Decl source.Span
	// Owner is the concept of an action, query or type, the action or query of
	// a parameter, result or value, the sync or guard of a variable.
	Owner *Symbol

	Concept *program.Concept
	Action  *program.Action
	Query   *program.Query
	Guard   *program.Guard
	Sync    *program.Sync
	// Decls are the declarations: a *syntax.Concept, *syntax.Use, *syntax.Sync
	// or *syntax.Guard, or the *syntax.Action of each outcome.
	Decls []syntax.Node
}

// What names the kind of a symbol as the language does.
func (s *Symbol) What() string {
	if s.Kind == Guard {
		return s.Guard.Decl.Kind()
	}
	return s.Kind.String()
}

// Role is what a name is written for at a place.
type Role uint8

const (
	Declares Role = iota + 1 // it is declared, or a variable is bound
	Uses
)

// Occurrence is a place where a symbol's name stands.
type Occurrence struct {
	Symbol *Symbol
	At     source.Span
	Role   Role
	// Shorthand is the field that the name is all of, so that it names two
	// things there: what the field is of, and a variable. Nil elsewhere.
	Shorthand *syntax.Field
}

// AsField reports whether the name is that of a field, and not of a variable of
// the declaration that it stands in: a guard's parameters and results are
// variables of the guard.
func (o Occurrence) AsField() bool {
	s := o.Symbol
	return s.Kind != Variable || !within(s.Owner.Decls[0].Span(), o.At)
}
