package runtime

// CompareFlags orders false before true, as cmp.Compare orders other values.
func CompareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// CompareOptional orders an absent value before all others, which compare
// orders.
func CompareOptional[T any](a, b Optional[T], compare func(a, b T) int) int {
	if a.Present && b.Present {
		return compare(a.Value, b.Value)
	}
	return CompareFlags(a.Present, b.Present)
}

// EqualOptional reports whether both values are absent, or both are there and
// equal.
func EqualOptional[T any](a, b Optional[T], equal func(a, b T) bool) bool {
	if a.Present && b.Present {
		return equal(a.Value, b.Value)
	}
	return a.Present == b.Present
}
