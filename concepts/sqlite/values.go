package sqlite

import (
	"database/sql"
	"strconv"

	"github.com/syncgen/syncgen/runtime"
)

// Null is an optional value for a statement: NULL where it is absent.
func Null[T any](o runtime.Optional[T]) sql.Null[T] { return sql.Null[T]{V: o.Value, Valid: o.Present} }

// OrNone is a value that a statement gave: absent where it was NULL.
func OrNone[T any](n sql.Null[T]) runtime.Optional[T] {
	return runtime.Optional[T]{Value: n.V, Present: n.Valid}
}

// Identity is a row's number as the identity of what the row is about.
func Identity[T ~string](id int64) T { return T(strconv.FormatInt(id, 10)) }

// Number returns the number that Identity made an identity of, if it did.
func Number[T ~string](identity T) (int64, bool) {
	id, err := strconv.ParseInt(string(identity), 10, 64)
	return id, err == nil && Identity[T](id) == identity
}
