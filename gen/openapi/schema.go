package openapi

import (
	"reflect"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// place is where a value stands, which decides what it looks like.
type place uint8

const (
	inText   place = iota // in the path or the query of a request
	inBody                // in the body of a request, where an absent value may be null
	inAnswer              // in an answer, where an absent value is left out
)

// schema describes the values of a type. The matches are those of the patterns
// that take the value, if it comes with a request.
func (w *writer) schema(t types.Type, at place, matches []*program.Match) *Schema {
	s := w.plain(t, at, matches)
	if value := defaultOf(matches); value != nil {
		s.Default = value
	}
	s.Examples = examplesOf(matches)
	return s
}

// plain is schema without what the patterns ask for.
func (w *writer) plain(t types.Type, at place, matches []*program.Match) *Schema {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return primitive(t, at)
	case *types.Object:
		return reference(w.identity(t))
	case *types.Enum:
		return reference(w.enum(t))
	case *types.Optional:
		return nullable(w.plain(t.Elem, at, matches))
	case *types.List:
		return &Schema{Type: "array", Items: w.plain(t.Elem, at, nil)}
	case *types.Record:
		return w.record(t, at, matches)
	}
	return primitive(types.JSON, at)
}

func primitive(p types.Primitive, at place) *Schema {
	switch p {
	case types.Number:
		return &Schema{Type: "number", Format: "double"}
	case types.Integer:
		return &Schema{Type: "integer", Format: "int64"}
	case types.Flag:
		return &Schema{Type: "boolean"}
	case types.Date:
		return &Schema{Type: "string", Format: "date"}
	case types.DateTime:
		return &Schema{Type: "string", Format: "date-time"}
	case types.Binary:
		return &Schema{Type: "string", ContentEncoding: "base64"}
	case types.Secret:
		return &Schema{Type: "string", Format: "password", WriteOnly: at == inBody}
	case types.JSON:
		if at != inText {
			return &Schema{}
		}
	}
	return &Schema{Type: "string"}
}

func (w *writer) record(r *types.Record, at place, matches []*program.Match) *Schema {
	s := &Schema{Type: "object"}
	for _, f := range r.Fields {
		var inner []*program.Match
		for _, m := range matches {
			for _, part := range m.Record {
				if part.Name == f.Name {
					inner = append(inner, part)
				}
			}
		}
		w.property(s, f.Name, f.Type, at, inner)
	}
	return s
}

// property adds a named value to the schema of an object.
func (w *writer) property(s *Schema, name string, t types.Type, at place, matches []*program.Match) {
	optional, ok := resolved(t).(*types.Optional)
	switch {
	case !ok || optional.Lack == types.Null:
		s.Required = append(s.Required, name)
	case at == inAnswer && optional.Lack == types.Absent:
		t = optional.Elem
	}
	s.Properties = s.Properties.with(name, w.schema(t, at, matches))
}

// nullable makes null one of the values of a schema.
func nullable(s *Schema) *Schema {
	switch kind := s.Type.(type) {
	case string:
		s.Type = []string{kind, "null"}
	case nil:
		if s.Ref != "" {
			return &Schema{AnyOf: []*Schema{s, {Type: "null"}}}
		}
	}
	return s
}

func reference(name string) *Schema { return &Schema{Ref: "#/components/schemas/" + name} }

// defaultOf is what stands for a value that is left out, if all patterns agree.
func defaultOf(matches []*program.Match) any {
	var value any
	for _, m := range matches {
		if m.Default == nil {
			return nil
		}
		v, ok := constant(m.Default)
		if !ok || value != nil && !reflect.DeepEqual(v, value) {
			return nil
		}
		value = v
	}
	return value
}

// examplesOf are the values that patterns ask for.
func examplesOf(matches []*program.Match) []any {
	var list []any
	for _, m := range matches {
		if m.Test == nil {
			continue
		}
		if v, ok := constant(m.Test); ok && !slices.ContainsFunc(list, func(known any) bool { return reflect.DeepEqual(known, v) }) {
			list = append(list, v)
		}
	}
	return list
}

// resolved returns what a type of the program stands for.
func resolved(t types.Type) types.Type { return types.Resolved(t) }
