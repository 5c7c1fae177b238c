package scenario

import (
	"encoding/json"
	"maps"
	"strconv"

	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// What a flow has are values as package value has them, with two differences:
// a number is a json.Number, and what is text in JSON is a string.

// variables are the values of the names of a scenario.
type variables map[string]any

// try is matchAll that leaves the variables alone where something differs.
func (vars variables) try(fields []*syntax.Field, actual value.Record) bool {
	tried := maps.Clone(vars)
	if !tried.matchAll(fields, actual) {
		return false
	}
	maps.Copy(vars, tried)
	return true
}

// matchAll reports whether all fields have the value that is expected. Names that
// are new get theirs, also where others then differ: try forgets these.
func (vars variables) matchAll(fields []*syntax.Field, actual value.Record) bool {
	for _, f := range fields {
		if !vars.match(valueOf(f), actual.Get(f.Name.Name)) {
			return false
		}
	}
	return true
}

// match reports whether a value is the expected one. Of a record, the fields
// that are not named may be anything.
func (vars variables) match(e syntax.Expr, actual any) bool {
	switch e := e.(type) {
	case *syntax.Name:
		if e.Name == "_" {
			return actual != nil
		}
		if known, ok := vars[e.Name]; ok {
			return same(known, actual)
		}
		vars[e.Name] = actual
		return true
	case *syntax.List:
		list, ok := actual.([]any)
		if !ok || len(list) != len(e.Items) {
			return false
		}
		for i, item := range e.Items {
			if !vars.match(item, list[i]) {
				return false
			}
		}
		return true
	case *syntax.Record:
		record, ok := actual.(value.Record)
		return ok && vars.matchAll(e.Fields, record)
	}
	return same(vars.value(e), actual)
}

// value is the value of what a scenario gives.
func (vars variables) value(e syntax.Expr) any {
	switch e := e.(type) {
	case *syntax.Name:
		return vars[e.Name]
	case *syntax.Text:
		return plainText(e)
	case *syntax.Int:
		return json.Number(strconv.FormatInt(e.Value, 10))
	case *syntax.Float:
		return json.Number(strconv.FormatFloat(e.Value, 'g', -1, 64))
	case *syntax.Unary:
		n, _ := vars.value(e.X).(json.Number)
		return json.Number("-" + n)
	case *syntax.Bool:
		return e.Value
	case *syntax.List:
		list := make([]any, len(e.Items))
		for i, item := range e.Items {
			list[i] = vars.value(item)
		}
		return list
	case *syntax.Record:
		return vars.record(e.Fields)
	}
	return nil // null, or what was reported
}

func (vars variables) record(fields []*syntax.Field) value.Record {
	record := value.Record{}
	for _, f := range fields {
		record = append(record, value.Named{Name: f.Name.Name, Value: vars.value(valueOf(f))})
	}
	return record
}

// same compares values. An absent value is that of a field that is not there.
func same(a, b any) bool {
	switch a := a.(type) {
	case json.Number:
		b, ok := b.(json.Number)
		if !ok || a == b {
			return ok
		}
		x, _ := a.Float64()
		y, _ := b.Float64()
		return x == y
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !same(a[i], b[i]) {
				return false
			}
		}
		return true
	case value.Record:
		b, ok := b.(value.Record)
		if !ok {
			return false
		}
		for _, f := range a {
			if !same(f.Value, b.Get(f.Name)) {
				return false
			}
		}
		for _, f := range b {
			if a.Get(f.Name) == nil && f.Value != nil {
				return false
			}
		}
		return true
	}
	if _, list := b.([]any); list {
		return false
	}
	if _, record := b.(value.Record); record {
		return false
	}
	return a == b
}
