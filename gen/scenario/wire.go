package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// decode reads a value without names as one of a type.
func decode(text json.RawMessage, t types.Type) any {
	switch t := t.(type) {
	case *types.Optional:
		if list := items(text); len(list) == 1 {
			return decode(list[0], t.Elem)
		}
		return nil
	case *types.List:
		list := []any{}
		for _, item := range items(text) {
			list = append(list, decode(item, t.Elem))
		}
		return list
	case *types.Record:
		record := value.Record{}
		for i, item := range items(text) {
			record = append(record, value.Named{Name: t.Fields[i].Name, Value: decode(item, t.Fields[i].Type)})
		}
		return record
	}
	return readJSON(text)
}

func items(text json.RawMessage) (list []json.RawMessage) {
	if err := json.Unmarshal(text, &list); err != nil {
		return nil // null
	}
	return list
}

// decodeInput reads the input of an action or query; further values of `...`
// stand behind the others.
func decodeInput(text json.RawMessage, params []*program.Param) value.Record {
	record := value.Record{}
	for i, item := range items(text) {
		if i < len(params) {
			record = append(record, value.Named{Name: params[i].Name, Value: decode(item, params[i].Type)})
		} else if further, ok := readJSON(item).(value.Record); ok {
			record = append(record, further...)
		}
	}
	return record
}

// readJSON reads JSON and keeps the order of members. What is no JSON is nil.
func readJSON(text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return readNext(d)
}

func readNext(d *json.Decoder) any {
	token, err := d.Token()
	if err != nil {
		return nil
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			list = append(list, readNext(d))
		}
		_, _ = d.Token() // the bracket: More has seen it
		return list
	case json.Delim('{'):
		record := value.Record{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return record
			}
			record = append(record, value.Named{Name: fmt.Sprint(name), Value: readNext(d)})
		}
		_, _ = d.Token()
		return record
	}
	return token
}

// encode writes a value of a type without names.
func encode(v any, t types.Type) json.RawMessage {
	var b bytes.Buffer
	appendValue(&b, v, t)
	return b.Bytes()
}

func appendValue(b *bytes.Buffer, v any, t types.Type) {
	list := func(n int, item func(i int)) {
		b.WriteByte('[')
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			item(i)
		}
		b.WriteByte(']')
	}
	switch t := t.(type) {
	case *types.Optional:
		if v == nil {
			b.WriteString("null")
			return
		}
		list(1, func(int) { appendValue(b, v, t.Elem) })
	case *types.List:
		of, _ := v.([]any)
		list(len(of), func(i int) { appendValue(b, of[i], t.Elem) })
	case *types.Record:
		of, _ := v.(value.Record)
		list(len(t.Fields), func(i int) { appendValue(b, of.Get(t.Fields[i].Name), t.Fields[i].Type) })
	case types.Primitive:
		if v == nil && t != types.JSON {
			v = zero[t]
		}
		b.WriteString(writeJSON(v))
	default: // identities and enumerations
		if v == nil {
			v = ""
		}
		b.WriteString(writeJSON(v))
	}
}

// zero is what actions give of which nobody says what they come to.
var zero = map[types.Primitive]any{
	types.String: "", types.Secret: "", types.Binary: "", types.Number: json.Number("0"), types.Integer: json.Number("0"),
	types.Flag: false, types.Date: "2000-01-01", types.DateTime: startOfTime,
}

// encodeAll writes the values of parameters or results, each on its own.
func encodeAll(values value.Record, params []*program.Param, rest bool) []json.RawMessage {
	var list []json.RawMessage
	known := map[string]bool{}
	for _, p := range params {
		list = append(list, encode(values.Get(p.Name), p.Type))
		known[p.Name] = true
	}
	if rest {
		further := value.Record{}
		for _, f := range values {
			if !known[f.Name] {
				further = append(further, f)
			}
		}
		list = append(list, json.RawMessage(writeJSON(further)))
	}
	return list
}

// writeJSON writes a value with its names.
func writeJSON(v any) string {
	var b bytes.Buffer
	switch v := v.(type) {
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(writeJSON(item))
		}
		b.WriteByte(']')
	case value.Record:
		b.WriteByte('{')
		for i, f := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(writeJSON(f.Name) + ":" + writeJSON(f.Value))
		}
		b.WriteByte('}')
	default:
		text, err := json.Marshal(v)
		if err != nil {
			panic(fmt.Sprintf("scenario: %v", err)) // cannot happen: v is a text, number, flag or nil
		}
		return string(text)
	}
	return b.String()
}
