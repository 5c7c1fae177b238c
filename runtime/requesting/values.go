package requesting

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

// A value that comes from path, query or header is text; it is converted to the type
// that it is asked for as. One in the body must be of the JSON type.

// String reads a string.
func (r *Reader) String(into *string) {
	if text, ok := r.string("must be a string"); ok {
		*into = text
	}
}

// Identity reads the identity of an object.
func Identity[T ~string](r *Reader, into *T) {
	if text, ok := r.string("must be a string"); ok {
		*into = T(text)
	}
}

// Enum reads one of the constants of an enumeration.
func Enum[T ~string](r *Reader, into *T, constants []T) {
	text, ok := r.string("must be a string")
	if !ok {
		return
	}
	if !slices.Contains(constants, T(text)) {
		names := make([]string, len(constants))
		for i, c := range constants {
			names[i] = string(c)
		}
		r.bad("must be one of " + strings.Join(names, ", "))
		return
	}
	*into = T(text)
}

// Secret reads a string that is not shown.
func (r *Reader) Secret(into *runtime.Secret) {
	if text, ok := r.string("must be a string"); ok {
		*into = runtime.NewSecret(text)
	}
}

// Integer reads an integer. One that is written with a point or an exponent,
// or does not fit into 64 bits, is mistyped.
func (r *Reader) Integer(into *int64) {
	const expected = "must be an integer"
	raw, integer, ok := r.number(expected)
	if !ok {
		return
	}
	if !integer {
		r.bad(expected)
		return
	}
	n, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		r.bad("must be an integer of 64 bits")
		return
	}
	*into = n
}

// Number reads a number.
func (r *Reader) Number(into *float64) {
	raw, _, ok := r.number("must be a number")
	if !ok {
		return
	}
	n, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		r.bad("must be a number that 64 bits can hold")
		return
	}
	*into = n
}

// Flag reads true or false.
func (r *Reader) Flag(into *bool) {
	const expected = "must be true or false"
	if r.source == inBody {
		r.unread = false
		switch {
		case r.word("true"):
			*into = true
		case r.word("false"):
			*into = false
		default:
			r.mistyped(expected)
		}
		return
	}
	if !r.once() {
		return
	}
	switch r.param {
	case "true":
		*into = true
	case "false":
		*into = false
	default:
		r.bad(expected)
	}
}

// Date reads a date.
func (r *Reader) Date(into *runtime.Date) {
	const expected = "must be a date that exists, as 2006-01-02"
	text, ok := r.string(expected)
	if !ok {
		return
	}
	date, err := runtime.ParseDate(text)
	if err != nil {
		r.bad(expected)
		return
	}
	*into = date
}

// DateTime reads a time, with its offset from UTC, and returns it in UTC.
func (r *Reader) DateTime(into *time.Time) {
	const expected = "must be a time, as 2006-01-02T15:04:05Z"
	text, ok := r.string(expected)
	if !ok {
		return
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		r.bad(expected)
		return
	}
	*into = t.UTC()
}

// Binary reads bytes written in base64.
func (r *Reader) Binary(into *[]byte) {
	const expected = "must be a string in base64"
	text, ok := r.string(expected)
	if !ok {
		return
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		r.bad(expected)
		return
	}
	*into = data
}

// JSON reads any value of the body as it is written. From elsewhere it is
// a JSON string.
func (r *Reader) JSON(into *runtime.JSON) {
	if r.source == inBody {
		if raw, ok := r.raw(); ok {
			*into = append(runtime.JSON(nil), raw...)
		}
		return
	}
	if r.once() {
		*into = runtime.AppendString(nil, r.param)
	}
}

// string reads a string from wherever it comes.
func (r *Reader) string(expected string) (string, bool) {
	if r.source != inBody {
		return r.param, r.once()
	}
	r.unread = false
	if r.peek() != '"' {
		r.mistyped(expected)
		return "", false
	}
	raw, simple := r.scanner.text()
	switch {
	case r.failure != "":
		return "", false
	case simple:
		return string(raw), true
	default:
		return decode(raw), true
	}
}

// number reads a number as it is written.
func (r *Reader) number(expected string) (raw []byte, integer, ok bool) {
	if r.source == inBody {
		r.unread = false
		if c := r.peek(); c != '-' && (c < '0' || c > '9') {
			r.mistyped(expected)
			return nil, false, false
		}
		raw, integer = r.scanner.number()
		return raw, integer, r.failure == ""
	}
	if !r.once() {
		return nil, false, false
	}
	size, integer := numberSize(r.param)
	if size == 0 || size < len(r.param) {
		r.bad(expected)
		return nil, false, false
	}
	return []byte(r.param), integer, true
}

// raw returns the body's current value as it is written.
func (r *Reader) raw() ([]byte, bool) {
	r.unread = false
	r.peek()
	from := r.pos
	r.skip()
	return r.data[from:r.pos], r.failure == ""
}

// mistyped notes that the body's current value is of another type, and moves
// over it.
func (r *Reader) mistyped(expected string) {
	r.bad(expected)
	r.skip()
}
