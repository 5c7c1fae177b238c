package breaking

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/types"
)

// misfit is a place in values that somebody sends and somebody else cannot read.
type misfit struct {
	kind       misfitKind
	path       string // from the value on: `.town`, `[].town`; empty for the value itself
	sent, read types.Type
	constants  []string // that the reader does not know
}

type misfitKind uint8

const (
	otherType    misfitKind = iota
	missing                 // the reader insists on what is not sent
	maybeMissing            // the reader insists on what may be absent
	maybeNull               // the reader knows no null there
	newConstant
)

// misfits compares what is sent with what is read, as JSON has it: an identity
// is a string there, and so is a date. It finds each place that does not fit. In
// requests a null says that a value is absent.
func misfits(sent, read types.Type, path string) []misfit {
	sent, read = types.Resolved(sent), types.Resolved(read)
	if read == types.Type(types.JSON) {
		return nil
	}
	from, lacks := sent.(*types.Optional)
	to, known := read.(*types.Optional)
	if !lacks && !known {
		return presentMisfits(sent, read, path)
	}
	var list []misfit
	whole := read
	if known {
		read = to.Elem
	}
	if lacks {
		sent = from.Elem
		if from.Lack.MayBeAbsent() && !(known && to.Lack.MayBeAbsent()) {
			list = append(list, misfit{kind: maybeMissing, path: path, sent: sent, read: whole})
		}
		if from.Lack.MayBeNull() && !(known && to.Lack.MayBeNull()) {
			list = append(list, misfit{kind: maybeNull, path: path, sent: sent, read: whole})
		}
	}
	return append(list, misfits(sent, read, path)...)
}

// presentMisfits is misfits for values that are not lacking.
func presentMisfits(sent, read types.Type, path string) []misfit {
	switch from := sent.(type) {
	case *types.List:
		if to, ok := read.(*types.List); ok {
			return misfits(from.Elem, to.Elem, path+"[]")
		}
	case *types.Record:
		if to, ok := read.(*types.Record); ok {
			return fieldMisfits(from, to, path)
		}
	case *types.Enum:
		if to, ok := read.(*types.Enum); ok {
			return constantMisfits(from, to, path)
		}
	}
	if plain(sent, read) {
		return nil
	}
	return []misfit{{kind: otherType, path: path, sent: sent, read: read}}
}

func fieldMisfits(from, to *types.Record, path string) []misfit {
	var list []misfit
	for _, f := range to.Fields {
		at := path + "." + f.Name
		sent := from.Field(f.Name)
		if sent != nil {
			list = append(list, misfits(sent, f.Type, at)...)
			continue
		}
		list = append(list, misfit{kind: missing, path: at, read: f.Type})
	}
	return list
}

func constantMisfits(from, to *types.Enum, path string) []misfit {
	var unknown []string
	for _, constant := range from.Constants {
		if !slices.Contains(to.Constants, constant) {
			unknown = append(unknown, constant)
		}
	}
	if unknown == nil {
		return nil
	}
	return []misfit{{kind: newConstant, path: path, sent: from, read: to, constants: unknown}}
}

// plain reports whether values without parts are read as what they are sent as,
// or as something wider.
func plain(sent, read types.Type) bool {
	if _, ok := read.(*types.Enum); ok {
		return false
	}
	from, to := written(sent), written(read)
	return from != 0 && (from == to || to == types.Number && from == types.Integer || to == types.String && isText(from))
}

// written is the primitive that a value looks like in JSON, or 0.
func written(t types.Type) types.Primitive {
	switch t := t.(type) {
	case types.Primitive:
		if t == types.Secret {
			return types.String
		}
		return t
	case *types.Object, *types.Enum:
		return types.String
	}
	return 0
}

// isText reports whether values are strings in JSON.
func isText(p types.Primitive) bool {
	return p == types.String || p == types.Date || p == types.DateTime || p == types.Binary
}
