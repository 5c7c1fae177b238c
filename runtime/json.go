package runtime

import (
	"bytes"
	"encoding/json"
	"strings"
)

// JSON is a JSON value as text: the Go type of Json. The empty JSON stands
// for null.
type JSON []byte

// String returns the text.
func (j JSON) String() string {
	if len(j) == 0 {
		return "null"
	}
	return string(j)
}

// MarshalJSON returns the text itself.
func (j JSON) MarshalJSON() ([]byte, error) {
	if len(j) == 0 {
		return []byte("null"), nil
	}
	return j, nil
}

// UnmarshalJSON keeps a copy of data.
func (j *JSON) UnmarshalJSON(data []byte) error {
	*j = append((*j)[:0:0], data...)
	return nil
}

// Equal reports whether two JSON values are the same: white space, the order
// of members and the way in which numbers and strings are written do not
// count. A text that is not JSON equals only itself.
func (j JSON) Equal(other JSON) bool {
	if bytes.Equal(j, other) {
		return true
	}
	a, ok := j.decode()
	if !ok {
		return false
	}
	b, ok := other.decode()
	return ok && equalJSON(a, b)
}

func (j JSON) decode() (value any, ok bool) {
	if len(j) == 0 {
		return nil, true
	}
	if !json.Valid(j) {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(j))
	decoder.UseNumber()
	err := decoder.Decode(&value)
	return value, err == nil
}

func equalJSON(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for name, value := range a {
			other, ok := b[name]
			if !ok || !equalJSON(value, other) {
				return false
			}
		}
		return true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equalJSON(a[i], b[i]) {
				return false
			}
		}
		return true
	case json.Number:
		b, ok := b.(json.Number)
		return ok && equalNumbers(a, b)
	default:
		return a == b
	}
}

// equalNumbers compares integers digit by digit, since a float64 cannot tell
// large ones apart, and all other numbers as float64.
func equalNumbers(a, b json.Number) bool {
	if a == b {
		return true
	}
	if !strings.ContainsAny(string(a)+string(b), ".eE") {
		return strings.TrimPrefix(string(a), "-") == "0" && strings.TrimPrefix(string(b), "-") == "0"
	}
	x, errX := a.Float64()
	y, errY := b.Float64()
	return errX == nil && errY == nil && x == y
}
