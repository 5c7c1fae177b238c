package runtime

import (
	"bytes"
	"encoding/json"
)

// Optional is a value that may be absent: the Go type of `optional T`. The
// zero Optional is absent. In JSON an absent value is null.
type Optional[T any] struct {
	Value   T
	Present bool
}

// Some returns a value that is present.
func Some[T any](value T) Optional[T] { return Optional[T]{Value: value, Present: true} }

// None returns an absent value.
func None[T any]() Optional[T] { return Optional[T]{} }

// SomeIf returns a value that is present if a condition holds.
func SomeIf[T any](present bool, value T) Optional[T] {
	if present {
		return Some(value)
	}
	return None[T]()
}

// If returns the optional, or an absent value if a condition does not hold.
func (o Optional[T]) If(present bool) Optional[T] {
	if present {
		return o
	}
	return None[T]()
}

// Get returns the value and whether it is present.
func (o Optional[T]) Get() (T, bool) { return o.Value, o.Present }

// Or returns the value, or another one where it is absent.
func (o Optional[T]) Or(other T) T {
	if o.Present {
		return o.Value
	}
	return other
}

// WithNull returns the value as one that may be null too, which it is not.
func (o Optional[T]) WithNull() OptionalNullable[T] { return OptionalNullable[T]{Optional: o} }

// IsZero reports whether the value is absent; the JSON option omitzero asks it.
func (o Optional[T]) IsZero() bool { return !o.Present }

// MarshalJSON returns the value's JSON, or null.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.Present {
		return []byte("null"), nil
	}
	return json.Marshal(o.Value)
}

// UnmarshalJSON reads the value, or null.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		*o = Optional[T]{}
		return nil
	}
	var value T
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	*o = Some(value)
	return nil
}
