package requesting

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"

	"github.com/syncgen/syncgen/runtime"
)

// Null moves over a null, if that is what the value is.
func (r *Reader) Null() bool {
	if r.source != inBody || !r.word("null") {
		return false
	}
	r.unread = false
	return true
}

// Optional reads a value that may be absent. A null is an absent value.
//
//	requesting.Optional(r, &in.Limit, (*requesting.Reader).Integer)
func Optional[T any](r *Reader, into *runtime.Optional[T], read func(*Reader, *T)) {
	*into = runtime.Optional[T]{}
	if !r.Null() {
		into.Present = true
		read(r, &into.Value)
	}
}

// OptionalNullable reads a value that may be absent or null.
//
//	requesting.OptionalNullable(r, &in.Bio, (*requesting.Reader).String)
func OptionalNullable[T any](r *Reader, into *runtime.OptionalNullable[T], read func(*Reader, *T)) {
	*into = runtime.OptionalNullable[T]{Null: r.Null()}
	if !into.Null {
		into.Present = true
		read(r, &into.Value)
	}
}

// List reads a list, each item with the given function. A query gives a list
// by naming the value more than once, a header by standing in several lines.
//
//	requesting.List(r, &in.Tags, (*requesting.Reader).String)
func List[T any](r *Reader, into *[]T, read func(*Reader, *T)) {
	*into = nil
	if r.List() {
		for r.Item() {
			var item T
			read(r, &item)
			*into = append(*into, item)
		}
	}
}

// Record opens a record with the given fields. Next then moves over them, and
// at the record's end, where it returns -1, back to what the record is in.
func (r *Reader) Record(fields []Field) bool {
	r.unread = false
	if r.source != inBody {
		r.bad("must be an object, which has its place in the body")
		return false
	}
	if !r.take('{') {
		r.mistyped("must be an object")
		return false
	}
	r.push(fields)
	return true
}

// List opens a list. Item then moves over its items, and at the list's end,
// where it returns false, back to what the list is in.
func (r *Reader) List() bool {
	if r.source == inBody {
		r.unread = false
		if !r.take('[') {
			r.mistyped("must be an array")
			return false
		}
	}
	r.frames = append(r.frames, frame{list: true, current: -1})
	return true
}

// Item moves to the next item of a list.
func (r *Reader) Item() bool {
	f := &r.frames[len(r.frames)-1]
	if r.source == inBody {
		if !r.begin(f, ']') {
			return false
		}
		f.current++
		r.unread = true
		return true
	}
	if f.current++; f.current == 0 {
		return true // the value that Next came to
	}
	value, again := r.nextRepeated()
	if !again {
		r.frames = r.frames[:len(r.frames)-1]
		return false
	}
	r.param = value
	return true
}

// Value reads a value of any type with encoding/json. A text from path,
// query or header is tried as a JSON string first, then as JSON.
func Value[T any](r *Reader, into *T) {
	var value T
	if r.source == inBody {
		raw, ok := r.raw()
		if !ok {
			return
		}
		if err := decodeJSON(raw, &value); err != nil {
			r.badJSON(err)
			return
		}
		*into = value
		return
	}
	t := reflect.TypeFor[T]()
	list := t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8
	texts, ok := r.texts(list)
	if !ok {
		return
	}
	err := decodeJSON(joined(texts, list, runtime.AppendString), &value)
	if err != nil && !slices.ContainsFunc(texts, notJSON) {
		value = *new(T)
		err = decodeJSON(joined(texts, list, appendText), &value)
	}
	if err != nil {
		r.badJSON(err)
		return
	}
	*into = value
}

// texts returns all the values that query or head have under the current name, or
// the one that there may be.
func (r *Reader) texts(list bool) (texts []string, ok bool) {
	if !list {
		return []string{r.param}, r.once()
	}
	List(r, &texts, (*Reader).String)
	return texts, true
}

func joined(texts []string, list bool, item func([]byte, string) []byte) []byte {
	if list {
		return runtime.AppendList(nil, texts, item)
	}
	return item(nil, texts[0])
}

func appendText(b []byte, text string) []byte { return append(b, text...) }

// notJSON keeps `1,2` from becoming two items of a list, and null, which
// encoding/json takes for anything, from becoming zero.
func notJSON(text string) bool { return text == "null" || !json.Valid([]byte(text)) }

// decodeJSON is json.Unmarshal, but for types that know nothing of null.
func decodeJSON[T any](raw []byte, into *T) error {
	if _, ok := any(into).(json.Unmarshaler); !ok && string(raw) == "null" {
		return &json.UnmarshalTypeError{Value: "null", Type: reflect.TypeFor[T]()}
	}
	return json.Unmarshal(raw, into)
}

// badJSON says what encoding/json found, without the value.
func (r *Reader) badJSON(err error) {
	var mistyped *json.UnmarshalTypeError
	if !errors.As(err, &mistyped) {
		r.bad("does not have the expected form")
		return
	}
	part := mistyped.Field
	if part != "" {
		part = "." + part
	}
	r.badWithin(part, expectation(mistyped.Type))
}

func expectation(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "must be a string"
	case reflect.Int64:
		return "must be an integer"
	case reflect.Float64:
		return "must be a number"
	case reflect.Bool:
		return "must be true or false"
	case reflect.Slice:
		return "must be an array"
	case reflect.Struct:
		return "must be an object"
	default:
		return "does not have the expected form"
	}
}
