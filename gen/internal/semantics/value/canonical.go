package value

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Canonical returns the one text of a value: equal texts mean equal values of
// the same type. Fields are in order of their names, absent ones left out.
func Canonical(v any) string { return string(appendCanonical(nil, v)) }

func appendCanonical(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "absent"...)
	case null:
		return append(b, "null"...)
	case string:
		return strconv.AppendQuote(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		text := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(text, ".eIN") {
			text += ".0" // tells a Number from an Integer
		}
		return append(b, text...)
	case bool:
		return strconv.AppendBool(b, v)
	case time.Time:
		return v.UTC().AppendFormat(append(b, '@'), time.RFC3339Nano)
	case Date:
		return append(append(b, '@'), v...)
	case Binary:
		return strconv.AppendQuote(append(b, "binary "...), string(v))
	case JSON:
		return append(append(b, "json "...), canonicalJSON(v)...)
	case []any:
		b = append(b, '[')
		for i, item := range v {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = appendCanonical(b, item)
		}
		return append(b, ']')
	case Record:
		fields := slices.DeleteFunc(slices.Clone(v), func(f Named) bool { return f.Value == nil })
		slices.SortFunc(fields, func(a, b Named) int { return strings.Compare(a.Name, b.Name) })
		b = append(b, '{')
		for i, f := range fields {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(append(b, f.Name...), ": "...)
			b = appendCanonical(b, f.Value)
		}
		return append(b, '}')
	}
	panic(fmt.Sprintf("value: %T is no value of the language", v))
}

// canonicalJSON returns a JSON text without white space and with the members
// of objects in order of their names.
func canonicalJSON(text JSON) []byte {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		panic(fmt.Sprintf("value: %q is no JSON: %v", text, err))
	}
	canonical, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return canonical
}
