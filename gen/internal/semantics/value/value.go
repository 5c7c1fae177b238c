// Package value represents the values of the language as `any`, for the
// reference interpreter and for comparing it with compiled programs.
//
// An absent value is nil, and Null is null. String, Secret, enumerations and identities are
// string; Integer is int64, Number float64, Flag bool, DateTime time.Time; a
// list is []any, a record Record; Date, Binary and Json have types here.
package value

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/syncgen/syncgen/dsl/types"
)

// The values of types that Go has no type for.
type (
	JSON   string // as text
	Binary string
	Date   string // of the form 2006-01-02
)

// Null is the null of JSON, which only types that may be null have beside an
// absent value.
var Null = null{}

type null struct{}

// IsLacking reports whether a value is absent or null.
func IsLacking(v any) bool { return v == nil || v == any(Null) }

// Named is a value with its name: an argument, a result, a record's field.
type Named struct {
	Name  string
	Value any
}

// Record is a record's fields in the order written, and also the inputs or
// results of an action.
type Record []Named

// Get returns the value of a name, nil when it is absent.
func (r Record) Get(name string) any {
	for _, f := range r {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Equal reports whether two values are the same. The order of a record's
// fields is no part of it, nor are the differences of Integer and Number, and of
// an absent value and null.
func Equal(a, b any) bool {
	if IsLacking(a) || IsLacking(b) {
		return IsLacking(a) && IsLacking(b)
	}
	switch a := a.(type) {
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !Equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case Record:
		b, ok := b.(Record)
		if !ok || len(a) != len(b) {
			return false
		}
		for _, f := range a {
			if !Equal(f.Value, b.Get(f.Name)) {
				return false
			}
		}
		return true
	case time.Time:
		b, ok := b.(time.Time)
		return ok && a.Equal(b)
	case JSON:
		b, ok := b.(JSON)
		return ok && Canonical(a) == Canonical(b)
	}
	if x, y, ok := floats(a, b); ok {
		return x == y
	}
	return a == b
}

// Compare orders two values of one type that has an order.
func Compare(a, b any) int {
	if IsLacking(a) || IsLacking(b) {
		return cmp.Compare(bit(!IsLacking(a)), bit(!IsLacking(b)))
	}
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return strings.Compare(a, b)
		}
	case Date:
		if b, ok := b.(Date); ok {
			return strings.Compare(string(a), string(b))
		}
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
	case bool:
		if b, ok := b.(bool); ok {
			return cmp.Compare(bit(a), bit(b))
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return a.Compare(b)
		}
	}
	if x, y, ok := floats(a, b); ok {
		return cmp.Compare(x, y)
	}
	panic(fmt.Sprintf("value: %T and %T have no order", a, b))
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// floats returns two numbers as float64, whichever of the two types they have.
func floats(a, b any) (x, y float64, ok bool) {
	x, okX := Float(a)
	y, okY := Float(b)
	return x, y, okX && okY
}

// Float returns an Integer or a Number as a Number.
func Float(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return math.NaN(), false
}

// Convert makes a value one of a type that it may stand for: an Integer where
// a Number is expected, anything where Json is, also inside of optionals,
// lists and records.
func Convert(v any, to types.Type) any {
	switch to := Resolve(to).(type) {
	case types.Primitive:
		if n, ok := v.(int64); ok && to == types.Number {
			return float64(n)
		}
		if to == types.JSON {
			return Encode(v)
		}
	case *types.Optional:
		switch {
		case v == any(Null) && to.Lack.MayBeNull(), v == nil && to.Lack == types.Null:
			return Null
		case IsLacking(v):
			return nil
		}
		return Convert(v, to.Elem)
	case *types.List:
		if list, ok := v.([]any); ok {
			converted := make([]any, len(list))
			for i := range list {
				converted[i] = Convert(list[i], to.Elem)
			}
			return converted
		}
	case *types.Record:
		if record, ok := v.(Record); ok {
			converted := make(Record, len(to.Fields))
			for i, f := range to.Fields {
				converted[i] = Named{f.Name, Convert(record.Get(f.Name), f.Type)}
			}
			return converted
		}
	}
	return v
}

// Resolve follows type variables and the instances of type parameters.
func Resolve(t types.Type) types.Type {
	for {
		switch at := t.(type) {
		case *types.Variable:
			if at.Is == nil {
				return at
			}
			t = at.Is
		case *types.Object:
			if at.Instance == nil || at.Instance == types.Type(at) {
				return at
			}
			t = at.Instance
		default:
			return t
		}
	}
}
