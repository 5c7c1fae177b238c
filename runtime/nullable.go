package runtime

import "bytes"

// Nullable is a value that may be null and is never left out: the Go type of
// `nullable T`. The zero Nullable is null.
type Nullable[T any] struct {
	Value   T
	Present bool
}

// Or returns the value, or another one where it is null.
func (n Nullable[T]) Or(other T) T { return Optional[T](n).Or(other) }

// WithAbsent returns the value as one that may be absent too, which it is not.
func (n Nullable[T]) WithAbsent() OptionalNullable[T] {
	return OptionalNullable[T]{Optional: Optional[T](n), Null: !n.Present}
}

// MarshalJSON returns the value's JSON, or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) { return Optional[T](n).MarshalJSON() }

// UnmarshalJSON reads the value, or null.
func (n *Nullable[T]) UnmarshalJSON(data []byte) error {
	return (*Optional[T])(n).UnmarshalJSON(data)
}

// OptionalNullable is a value that may be absent or null: the Go type of
// `optional nullable T`. The zero OptionalNullable is absent.
type OptionalNullable[T any] struct {
	Optional[T]      // absent where the value is null
	Null        bool // not where a value is present
}

// IsZero reports whether the value is absent; the JSON option omitzero asks it.
func (o OptionalNullable[T]) IsZero() bool { return !o.Present && !o.Null }

// If returns the value, or an absent one if a condition does not hold.
func (o OptionalNullable[T]) If(present bool) OptionalNullable[T] {
	if !present {
		return OptionalNullable[T]{}
	}
	return o
}

// UnmarshalJSON reads the value, or null.
func (o *OptionalNullable[T]) UnmarshalJSON(data []byte) error {
	o.Null = bytes.Equal(bytes.TrimSpace(data), []byte("null"))
	return o.Optional.UnmarshalJSON(data)
}
