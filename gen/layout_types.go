package gen

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// recordLayout is the alias of a record type in the signatures of a concept.
type recordLayout struct {
	key    string
	record *types.Record
	name   string
}

// enumLayout is the Go of an enumeration.
type enumLayout struct {
	key       string
	enum      *types.Enum
	typ       string
	constants []string // Go names, in the order of the enum's
}

// identity is the Go name of an object type or type parameter.
func (cl *conceptLayout) identity(name string) string {
	if goName, ok := cl.identities[name]; ok {
		return goName
	}
	return exported(name)
}

// layTypes names the enumerations and records in parameters or results. All
// enumerations of a signature come first: the keys of records need them.
func (l *layout) layTypes(cl *conceptLayout, params []*program.Param) {
	for _, p := range params {
		cl.layEnums(p.Type)
	}
	for _, p := range params {
		l.layRecords(cl, p.Type, exported(p.Name))
	}
}

func (cl *conceptLayout) layEnums(t types.Type) {
	switch t := t.(type) {
	case *types.Optional:
		cl.layEnums(t.Elem)
	case *types.List:
		cl.layEnums(t.Elem)
	case *types.Record:
		for _, field := range t.Fields {
			cl.layEnums(field.Type)
		}
	case *types.Enum:
		if cl.enumOf(t) != nil {
			return
		}
		e := &enumLayout{key: enumKey(t), enum: t, typ: cl.scope.take(exported(t.Name))}
		for _, constant := range t.Constants {
			e.constants = append(e.constants, cl.scope.take(e.typ+exported(constant)))
		}
		cl.enums = append(cl.enums, e)
	}
}

// layRecords names the records in a type after the parameter or result, and
// the field, that has them.
func (l *layout) layRecords(cl *conceptLayout, t types.Type, name string) {
	switch t := t.(type) {
	case *types.Optional:
		l.layRecords(cl, t.Elem, name)
	case *types.List:
		l.layRecords(cl, t.Elem, name)
	case *types.Record:
		for _, field := range t.Fields {
			l.layRecords(cl, field.Type, name+exported(field.Name))
		}
		if key := l.key(t); cl.recordOf(key) == nil {
			cl.records = append(cl.records, &recordLayout{key, t, cl.scope.take(name + "Record")})
		}
	}
}

// recordOf finds a record by the key of its type.
func (cl *conceptLayout) recordOf(key string) *recordLayout {
	for _, known := range cl.records {
		if known.key == key {
			return known
		}
	}
	return nil
}

// enumOf finds an enumeration by its constants.
func (cl *conceptLayout) enumOf(e *types.Enum) *enumLayout {
	key := enumKey(e)
	for _, known := range cl.enums {
		if known.key == key {
			return known
		}
	}
	return nil
}

// enumKey identifies an enumeration: the order of its constants is no part of
// its identity.
func enumKey(e *types.Enum) string {
	return strings.Join(slices.Sorted(slices.Values(e.Constants)), " ")
}

// enum finds the Go type of an enumeration; nil where no concept declares it.
func (l *layout) enum(e *types.Enum) (*conceptLayout, *enumLayout) {
	if c := l.byName[e.Concept]; c != nil {
		if known := c.enumOf(e); known != nil {
			return c, known
		}
	}
	return nil, nil
}
