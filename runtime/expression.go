package runtime

import (
	"slices"
	"strings"
	"time"
)

// Value is a constant as a value like any other, for whose arithmetic Go's rules
// for variables hold.
func Value[T any](constant T) T { return constant }

// Divide is `x / y`. A division by zero gives an infinity or NaN, which JSON
// shows as null.
func Divide(x, y float64) float64 { return x / y }

// Limit is `limit n`: the first n rows. A negative n leaves none.
func Limit[T any](rows []T, n int64) []T {
	return rows[:min(max(n, 0), int64(len(rows)))]
}

// Order is `order by`: the places of n rows in the order in which a comparison
// of two of them puts them. Rows that compare equal stay as they are. Places
// are sorted, not rows, so that sorting is not compiled again for each kind of
// row.
func Order(n int, compare func(i, j int) int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		if c := compare(i, j); c != 0 {
			return c
		}
		return i - j
	})
	return order
}

// FormatDateTime returns a DateTime as a text with `${…}` shows it.
func FormatDateTime(t time.Time) string { return string(AppendTraceDateTime(nil, t)) }

// AfterPrefix returns what follows a prefix in a text; absent where the text
// does not begin with it.
func AfterPrefix(text, prefix string) Optional[string] {
	rest, found := strings.CutPrefix(text, prefix)
	return SomeIf(found, rest)
}
