package program

import "github.com/syncgen/syncgen/dsl/source"

// useKind is what is done with a value at a place.
type useKind uint8

const (
	asArgument   useKind = iota + 1 // passed as a parameter
	asMatch                         // bound by a pattern, or joined there
	asOutcome                       // a result that several outcomes have
	asTest                          // compared with what a pattern asks for
	asDefault                       // what stands for an absent value
	asRecord                        // taken apart by a pattern
	asOperand                       // of an operator or built-in function
	asCompared                      // with the other operand
	asCoalesced                     // on the left of `??`
	asBound                         // by a line with an `else`
	asCondition                     // of a filter, an `if` or a logical operator
	asPrinted                       // inside a text
	asChoice                        // one of the values that an expression can have
	asElement                       // looked for in a list
	asLoop                          // the list of a `for`
	asField                         // a field of a record that is passed
	asSelected                      // a field of it is taken
	asAggregated                    // by sum, min, max, first or order by
	asLimit                         // of a block
	asLiteral                       // a literal, by the way it is written
	asSame                          // one further value, named in two places
)

// isWeak reports whether a place takes values of several types, so that what
// else is done with a value tells more of its type.
func (k useKind) isWeak() bool {
	switch k {
	case asOperand, asPrinted, asCondition, asAggregated:
		return true
	}
	return false
}

// reason is a place that asks something of a type, and what stands there.
type reason struct {
	at   source.Span
	kind useKind
	of   signature // that declares what is matched or given
	name string    // the parameter, result or field, the operator or function
	expr Expr      // the value; nil in a pattern
	v    *Var      // that a pattern binds
	uses []Use     // of guards and views, that led to the place
}

// signature is an action or a query.
type signature interface{ FullName() string }
