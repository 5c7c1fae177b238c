package program

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/types"
)

// kinds is a set of kinds of type. It bounds what a type that inference has
// still to find can be.
type kinds uint16

// The first nine are in the order of types.Primitive.
const (
	stringKind kinds = 1 << iota
	numberKind
	integerKind
	flagKind
	dateKind
	dateTimeKind
	binaryKind
	jsonKind
	secretKind
	objectKind
	enumKind
	recordKind
	listKind
	optionalKind
)

// What places of the language take.
const (
	anyKind     = optionalKind<<1 - 1
	presentKind = anyKind &^ optionalKind

	numericKind   = numberKind | integerKind
	orderedKind   = numericKind | stringKind | dateKind | dateTimeKind
	sortableKind  = orderedKind | flagKind | objectKind | enumKind
	addableKind   = numericKind | stringKind | listKind
	sizedKind     = stringKind | listKind
	textKind      = stringKind | secretKind
	lengthKind    = textKind | listKind
	printableKind = stringKind | numericKind | flagKind | dateKind | dateTimeKind | objectKind | enumKind

	// What a literal or a made identity can stand for.
	textLiteralKind = stringKind | secretKind | enumKind | objectKind
	identityKind    = stringKind | objectKind
)

// kindOf returns the kind of a type that is found.
func kindOf(t types.Type) kinds {
	switch t := t.(type) {
	case types.Primitive:
		return 1 << (t - 1)
	case *types.Object:
		return objectKind
	case *types.Enum:
		return enumKind
	case *types.Record:
		return recordKind
	case *types.List:
		return listKind
	case *types.Optional:
		return optionalKind
	case *typeVar:
		return t.can
	}
	return anyKind
}

// onlyPrimitive returns the primitive type that a set of kinds leaves, if it
// leaves a single one.
func onlyPrimitive(k kinds) (types.Primitive, bool) {
	if k == 0 || k&(k-1) != 0 || k >= objectKind {
		return 0, false
	}
	p := types.String
	for ; k > 1; k >>= 1 {
		p++
	}
	return p, true
}

// String says what a place takes, as messages do.
func (k kinds) String() string {
	switch k {
	case numericKind:
		return "a number"
	case orderedKind:
		return "a number, a `String`, a `Date` or a `DateTime`"
	case sortableKind:
		return "something that has an order"
	case addableKind:
		return "a number, a `String` or a list"
	case sizedKind:
		return "a `String` or a list"
	case textKind:
		return "a `String` or a `Secret`"
	case lengthKind:
		return "a `String`, a `Secret` or a list"
	case listKind:
		return "a list"
	case listKind | optionalKind:
		return "a list, or what may be absent"
	case recordKind:
		return "a record"
	case presentKind:
		return "what is always there"
	}
	if p, ok := onlyPrimitive(k); ok {
		return a(p)
	}
	return "something else"
}

// a names a type in a sentence: a `String`, an `Integer`.
func a(t types.Type) string {
	text := display(t)
	if strings.ContainsRune("AEIOUaeiou", rune(text[0])) && !strings.HasPrefix(text, "Us") {
		return "an `" + text + "`"
	}
	return "a `" + text + "`"
}

// display writes a type as far as it is known.
func display(t types.Type) string {
	switch t := shape(t).(type) {
	case *typeVar:
		return display(t.likely())
	case *types.Optional:
		return t.Lack.String() + " " + display(t.Elem)
	case *types.List:
		if t.Set {
			return "set of " + display(t.Elem)
		}
		return "seq of " + display(t.Elem)
	case *types.Record:
		parts := make([]string, len(t.Fields))
		for i, f := range t.Fields {
			parts[i] = f.Name + ": " + display(f.Type)
		}
		if len(parts) == 0 {
			return "{ }"
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case *types.Variable:
		return "unknown"
	default:
		return t.String()
	}
}
