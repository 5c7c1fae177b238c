package runtime

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// The Append functions write JSON values to the end of a buffer, as emitted
// encoders do for the shapes they know.

// AppendString writes a JSON string. What is not UTF-8 becomes U+FFFD; U+2028
// and U+2029 are escaped, because JavaScript takes them for line ends.
func AppendString[S ~string](b []byte, s S) []byte { return appendString(b, string(s)) }

// AppendSecret writes the text of a secret as a JSON string: for an answer,
// whose reader is meant to have it. Logs and traces use AppendTraceSecret.
func AppendSecret(b []byte, s Secret) []byte { return appendString(b, s.Reveal()) }

const hexDigits = "0123456789abcdef"

// plain holds for the bytes that stand for themselves in a JSON string.
var plain = func() (set [256]bool) {
	for c := 0x20; c < utf8.RuneSelf; c++ {
		set[c] = c != '"' && c != '\\'
	}
	return set
}()

func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[start:i]...)
			b = appendEscape(b, c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, s[start:i]...)
			b = append(b, `\ufffd`...)
			start = i + size
		case r == '\u2028' || r == '\u2029':
			b = append(b, s[start:i]...)
			b = append(b, `\u202`...)
			b = append(b, hexDigits[r&0xf])
			start = i + size
		}
		i += size
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	default:
		return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
	}
}

// AppendInteger writes an integer.
func AppendInteger(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// AppendNumber writes a number in the shortest form that reads back as the
// same. JSON has no NaN and no infinity: they become null.
func AppendNumber(b []byte, n float64) []byte {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return append(b, "null"...)
	}
	// Whole numbers, by far the most, need no float formatting.
	if whole := int64(n); float64(whole) == n && -1<<53 < whole && whole < 1<<53 && (whole != 0 || !math.Signbit(n)) {
		return strconv.AppendInt(b, whole, 10)
	}
	if size := math.Abs(n); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.AppendFloat(b, n, 'e', -1, 64)
	}
	return strconv.AppendFloat(b, n, 'f', -1, 64)
}

// AppendFlag writes true or false.
func AppendFlag(b []byte, f bool) []byte { return strconv.AppendBool(b, f) }

// AppendDate writes a date as a JSON string; a year that four digits cannot
// hold makes it null.
func AppendDate(b []byte, d Date) []byte {
	if d.Year < 0 || d.Year > 9999 {
		return append(b, "null"...)
	}
	b = append(b, '"')
	b = appendDate(b, d)
	return append(b, '"')
}

// AppendDateTime writes a time in UTC as a JSON string, always of the form
// 2006-01-02T15:04:05.000Z, so that texts compare as the times do. A year that
// four digits cannot hold makes it null.
func AppendDateTime(b []byte, t time.Time) []byte {
	t = t.UTC()
	year, month, day := t.Date()
	if year < 0 || year > 9999 {
		return append(b, "null"...)
	}
	b = append(b, '"')
	b = appendDate(b, Date{year, month, day})
	hour, minute, second := t.Clock()
	b = append(b, 'T')
	b = appendDigits(b, hour, 2)
	b = append(b, ':')
	b = appendDigits(b, minute, 2)
	b = append(b, ':')
	b = appendDigits(b, second, 2)
	b = append(b, '.')
	b = appendDigits(b, t.Nanosecond()/int(time.Millisecond), 3)
	return append(b, 'Z', '"')
}

// AppendBinary writes bytes as a JSON string in base64.
func AppendBinary(b, data []byte) []byte {
	b = append(b, '"')
	b = base64.StdEncoding.AppendEncode(b, data)
	return append(b, '"')
}

// AppendJSON writes a JSON value as it is. What is not JSON becomes null: the
// text around it must stay well-formed.
func AppendJSON(b []byte, j JSON) []byte {
	if !json.Valid(j) {
		return append(b, "null"...)
	}
	return append(b, j...)
}

// AppendNull writes null.
func AppendNull(b []byte) []byte { return append(b, "null"...) }

// AppendList writes a list, each item with the given function:
//
//	b = runtime.AppendList(b, tags, runtime.AppendString)
func AppendList[T any](b []byte, items []T, item func([]byte, T) []byte) []byte {
	return appendItems(b, len(items), func(b []byte, i int) []byte { return item(b, items[i]) })
}

// appendItems is what there is to AppendList once for all types: what depends
// on T is compiled again for each of them, in each package that uses it.
func appendItems(b []byte, n int, item func(b []byte, i int) []byte) []byte {
	b = append(b, '[')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, i)
	}
	return append(b, ']')
}

// AppendOptional writes a value with the given function, or null.
func AppendOptional[T any](b []byte, o Optional[T], value func([]byte, T) []byte) []byte {
	if !o.Present {
		return AppendNull(b)
	}
	return value(b, o.Value)
}

// AppendNullable writes a value with the given function, or null.
func AppendNullable[T any](b []byte, n Nullable[T], value func([]byte, T) []byte) []byte {
	return AppendOptional(b, Optional[T](n), value)
}

// AppendOptionalNullable writes a value with the given function, or null, also
// where the value is absent.
func AppendOptionalNullable[T any](b []byte, o OptionalNullable[T], value func([]byte, T) []byte) []byte {
	return AppendOptional(b, o.Optional, value)
}
