// Package randomspec writes random programs of the language as spec text: well
// formed and well typed, and made to meet the hard parts of what a flow does
// as often as possible.
package randomspec

import (
	"fmt"
	"strings"
)

// kind is what a type of the generator is.
type kind uint8

const (
	kindString kind = iota
	kindInteger
	kindNumber
	kindFlag
	kindDate
	kindDateTime
	kindSecret
	kindBinary
	kindJSON
	kindIdentity
	kindEnum
	kindOptional
	kindList
	kindRecord
	kindCounter // an Integer that bounds a cycle
)

// typ is a type. Types are compared by their key.
type typ struct {
	kind   kind
	class  *class // of kindIdentity
	elem   *typ   // of kindOptional and kindList
	fields []param
}

// class is a set of identities that the program takes for one: an object type
// of the concept that owns it, type parameters of all others.
type class struct {
	number int
	owner  *concept // nil for one that is nobody's own
}

type param struct {
	name string
	t    *typ
}

var (
	str      = &typ{kind: kindString}
	integer  = &typ{kind: kindInteger}
	number   = &typ{kind: kindNumber}
	flag     = &typ{kind: kindFlag}
	date     = &typ{kind: kindDate}
	dateTime = &typ{kind: kindDateTime}
	secret   = &typ{kind: kindSecret}
	binary   = &typ{kind: kindBinary}
	anyJSON  = &typ{kind: kindJSON}
	counter  = &typ{kind: kindCounter}
	enum     = &typ{kind: kindEnum}
)

// constants are those of the one enumeration that programs declare.
var constants = []string{"LOW", "MIDDLE", "HIGH"}

func optional(t *typ) *typ { return &typ{kind: kindOptional, elem: t} }
func list(t *typ) *typ     { return &typ{kind: kindList, elem: t} }

// key is the same for two types exactly when they are the same.
func (t *typ) key() string {
	switch t.kind {
	case kindIdentity:
		return fmt.Sprintf("identity %d", t.class.number)
	case kindOptional:
		return "optional " + t.elem.key()
	case kindList:
		return "list " + t.elem.key()
	case kindRecord:
		parts := make([]string, len(t.fields))
		for i, f := range t.fields {
			parts[i] = f.name + " " + f.t.key()
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case kindCounter:
		return integer.key()
	}
	return fmt.Sprint(t.kind)
}

// hasRecord reports whether values are no text of one line each: records, and
// lists of lists.
func (t *typ) hasRecord() bool {
	switch t.kind {
	case kindRecord:
		return true
	case kindOptional:
		return t.elem.hasRecord()
	case kindList:
		return t.elem.kind == kindList || t.elem.hasRecord()
	}
	return false
}

func (t *typ) is(other *typ) bool { return t.key() == other.key() }

func (t *typ) isNumeric() bool {
	return t.kind == kindInteger || t.kind == kindNumber || t.kind == kindCounter
}

// concept, action, outcome and query are what a .concept file declares.
type concept struct {
	name    string
	of      *concept // what it is another instance of; nil for one that is declared
	own     []*class
	names   map[*class][]string // what the concept calls each class
	actions []*action
	queries []*query
}

type action struct {
	concept  *concept
	name     string
	number   int // the order of actions in a program; a cascade that goes back needs a counter
	system   bool
	params   []param
	further  []param // that syncs give it for its `...`
	outcomes []outcome
	route    string  // of a request: the inputs that tell it from others
	headers  []param // likewise: what it has among its headers
}

type outcome struct {
	refusal bool
	results []param
	further []param // that syncs ask for of its `...`
}

type query struct {
	concept     *concept
	name        string
	cardinality string // "", "one", "optional"
	batch       bool
	params      []param
	results     []param
}

func (a *action) full() string {
	if a.concept == nil {
		return "Requesting." + a.name
	}
	return a.concept.name + "." + a.name
}

// counterParam returns the parameter that bounds cycles through the action.
func (a *action) counterParam() (param, bool) {
	for _, p := range a.params {
		if p.t.kind == kindCounter {
			return p, true
		}
	}
	return param{}, false
}
