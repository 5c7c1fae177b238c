// Package types represents the types of the language.
package types

import "strings"

// Type is a Primitive, *Object, *Optional, *List, *Record, *Enum or, while
// inference runs, a *Variable.
type Type interface {
	String() string
	isType()
}

// Primitive is a type with values of its own.
type Primitive uint8

const (
	String Primitive = iota + 1
	Number
	Integer
	Flag
	Date
	DateTime
	Binary
	JSON
	Secret
)

var primitives = [...]string{
	String: "String", Number: "Number", Integer: "Integer", Flag: "Flag", Date: "Date",
	DateTime: "DateTime", Binary: "Binary", JSON: "Json", Secret: "Secret",
}

func (p Primitive) String() string { return primitives[p] }
func (Primitive) isType()          {}

// PrimitiveNamed returns the primitive of a name as written in specs.
func PrimitiveNamed(name string) (Primitive, bool) {
	for p, n := range primitives {
		if n == name && n != "" {
			return Primitive(p), true
		}
	}
	return 0, false
}

// PrimitiveNames lists the names of the primitives.
func PrimitiveNames() []string { return primitives[1:] }

// Object is a nominal identity type: an object type of a concept, or one of
// its type parameters. Objects are compared by pointer.
type Object struct {
	Concept string
	Name    string
	Param   bool
	// Instance is what a type parameter stands for in this program: another
	// concept's object, String, or the Object itself where nothing more is
	// known. Objects that are no parameters are their own instance. Set by
	// inference.
	Instance Type
}

func (o *Object) String() string { return o.Concept + "." + o.Name }
func (*Object) isType()          {}

// Optional is a value that may be lacking: absent, or null.
type Optional struct {
	Elem Type
	Lack Lack
}

func (o *Optional) String() string { return o.Lack.String() + " " + o.Elem.String() }
func (*Optional) isType()          {}

// Lack is what may stand for a value that is lacking. Concepts know absent
// values alone; null is a matter of JSON, which tells the two apart.
type Lack uint8

const (
	Absent Lack = iota
	Null
	AbsentOrNull
)

// MayBeAbsent reports whether absence may stand for the value.
func (l Lack) MayBeAbsent() bool { return l != Null }

// MayBeNull reports whether null may stand for the value.
func (l Lack) MayBeNull() bool { return l != Absent }

// Or is what may stand for a value that is one of two.
func (l Lack) Or(other Lack) Lack {
	if l == other {
		return l
	}
	return AbsentOrNull
}

// String is how types with the lack are written.
func (l Lack) String() string {
	return [...]string{Absent: "optional", Null: "nullable", AbsentOrNull: "optional nullable"}[l]
}

// List is `set of T` or `seq of T`.
type List struct {
	Elem Type
	Set  bool
}

func (l *List) String() string {
	if l.Set {
		return "set of " + l.Elem.String()
	}
	return "seq of " + l.Elem.String()
}
func (*List) isType() {}

// Record is a structural type. The order of fields is that in which they were
// written; it decides the order in JSON and is no part of the type's identity.
type Record struct{ Fields []Field }

// Field is a named part of a record.
type Field struct {
	Name string
	Type Type
}

// Field returns the type of a field, or nil.
func (r *Record) Field(name string) Type {
	for i := range r.Fields {
		if r.Fields[i].Name == name {
			return r.Fields[i].Type
		}
	}
	return nil
}

func (r *Record) String() string {
	parts := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		parts[i] = f.Name + ": " + f.Type.String()
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}
func (*Record) isType() {}

// Enum is one of a fixed list of constants. Enums are compared by their
// constants. Concept and Name say where the enum was declared first and give
// the Go type its name: Name is the parameter's or result's name, capitalised.
type Enum struct {
	Concept, Name string
	Constants     []string
}

func (e *Enum) String() string { return "of " + strings.Join(e.Constants, " or ") }
func (*Enum) isType()          {}

// Variable is a type that inference has still to find. After inference no
// Variable is reachable from a program's variables and expressions.
type Variable struct{ Is Type }

func (v *Variable) String() string {
	if v.Is == nil {
		return "unknown"
	}
	return v.Is.String()
}
func (*Variable) isType() {}

// Resolved returns what a type that inference has found stands for; of a type
// parameter, what it is in its program. What nothing tells the type of is a Json.
func Resolved(t Type) Type {
	for {
		switch v := t.(type) {
		case *Variable:
			if v.Is == nil {
				return JSON
			}
			t = v.Is
			continue
		case *Object:
			if v.Instance != nil && v.Instance != Type(v) {
				t = v.Instance
				continue
			}
		}
		return t
	}
}
