package runtime

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// The AppendTrace functions write values for people who read a trace: long
// ones are cut, secrets masked.

const (
	traceText = 120 // bytes of a text that a trace shows
	traceList = 8   // items of a list that a trace shows
)

// AppendTraceString writes a quoted string.
func AppendTraceString[S ~string](b []byte, s S) []byte { return appendTraceString(b, string(s)) }

func appendTraceString(b []byte, s string) []byte {
	if len(s) <= traceText {
		return strconv.AppendQuote(b, s)
	}
	end := traceText
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	b = strconv.AppendQuote(b, s[:end])
	return appendMore(b, len(s)-end, "bytes")
}

// appendMore says how much a trace leaves out.
func appendMore(b []byte, n int, of string) []byte {
	b = append(b, "… "...)
	b = strconv.AppendInt(b, int64(n), 10)
	b = append(b, " more "...)
	return append(b, of...)
}

// AppendTraceSecret writes the mask.
func AppendTraceSecret(b []byte, _ Secret) []byte { return append(b, mask...) }

// AppendTraceInteger writes an integer.
func AppendTraceInteger(b []byte, n int64) []byte { return AppendInteger(b, n) }

// AppendTraceNumber writes a number.
func AppendTraceNumber(b []byte, n float64) []byte { return strconv.AppendFloat(b, n, 'g', -1, 64) }

// AppendTraceFlag writes true or false.
func AppendTraceFlag(b []byte, f bool) []byte { return strconv.AppendBool(b, f) }

// AppendTraceDate writes a date.
func AppendTraceDate(b []byte, d Date) []byte { return appendDate(b, d) }

// AppendTraceDateTime writes a time.
func AppendTraceDateTime(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, "2006-01-02T15:04:05.000Z")
}

// AppendTraceBinary writes how many bytes there are.
func AppendTraceBinary(b, data []byte) []byte {
	b = strconv.AppendInt(append(b, '<'), int64(len(data)), 10)
	return append(b, " bytes>"...)
}

// AppendTraceJSON writes the text of a JSON value, cut when it is long.
func AppendTraceJSON(b []byte, j JSON) []byte {
	switch {
	case len(j) == 0:
		return AppendNull(b)
	case len(j) <= traceText:
		return append(b, j...)
	}
	end := traceText
	for end > 0 && !utf8.RuneStart(j[end]) {
		end--
	}
	b = append(b, j[:end]...)
	return appendMore(b, len(j)-end, "bytes")
}

// AppendTraceList writes the first items of a list and how many more it has.
func AppendTraceList[T any](b []byte, items []T, item func([]byte, T) []byte) []byte {
	return appendTraceItems(b, len(items), func(b []byte, i int) []byte { return item(b, items[i]) })
}

// appendTraceItems is to AppendTraceList as appendItems is to AppendList.
func appendTraceItems(b []byte, n int, item func(b []byte, i int) []byte) []byte {
	b = append(b, '[')
	for i := range n {
		if i > 0 {
			b = append(b, ", "...)
		}
		if i == traceList {
			b = appendMore(b, n-i, "")
			b = b[:len(b)-1] // the space before a unit
			break
		}
		b = item(b, i)
	}
	return append(b, ']')
}

// AppendTraceOptional writes a value, or `none`.
func AppendTraceOptional[T any](b []byte, o Optional[T], value func([]byte, T) []byte) []byte {
	if !o.Present {
		return append(b, "none"...)
	}
	return value(b, o.Value)
}

// AppendTraceNullable writes a value, or `null`.
func AppendTraceNullable[T any](b []byte, n Nullable[T], value func([]byte, T) []byte) []byte {
	if !n.Present {
		return AppendNull(b)
	}
	return value(b, n.Value)
}

// AppendTraceOptionalNullable writes a value, `null` or `none`.
func AppendTraceOptionalNullable[T any](b []byte, o OptionalNullable[T], value func([]byte, T) []byte) []byte {
	if o.Null {
		return AppendNull(b)
	}
	return AppendTraceOptional(b, o.Optional, value)
}
