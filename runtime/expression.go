package runtime

import "time"

// Divide is `x / y`. A division by zero gives an infinity or NaN, which JSON
// shows as null.
func Divide(x, y float64) float64 { return x / y }

// Limit is `limit n`: the first n rows. A negative n leaves none.
func Limit[T any](rows []T, n int64) []T {
	return rows[:min(max(n, 0), int64(len(rows)))]
}

// FormatDateTime returns a DateTime as a text with `${…}` shows it.
func FormatDateTime(t time.Time) string { return string(AppendTraceDateTime(nil, t)) }
