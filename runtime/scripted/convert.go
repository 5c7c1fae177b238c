package scripted

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

// dateTimeForm is how a DateTime is written.
const dateTimeForm = "2006-01-02T15:04:05.000Z"

// encode writes a Go value of emitted code.
func encode(in any) json.RawMessage {
	if in == nil {
		return nil
	}
	text, err := json.Marshal(plain(reflect.ValueOf(in)))
	if err != nil {
		panic(fmt.Sprintf("scripted: %v", err)) // cannot happen: it is plain
	}
	return text
}

// plain is a value as encoding/json shall write it.
func plain(v reflect.Value) any {
	switch value := v.Interface().(type) {
	case time.Time:
		return value.UTC().Format(dateTimeForm)
	case runtime.Date:
		return value.String()
	case runtime.Secret:
		return value.Reveal()
	case runtime.JSON, []byte:
		return value
	case runtime.Values:
		return json.RawMessage(value.AppendJSON(nil))
	case float64:
		if math.IsNaN(value) || math.IsInf(value, 0) {
			return nil
		}
		return value
	}
	switch v.Kind() {
	case reflect.Struct:
		if isOptional(v.Type()) {
			if !v.FieldByName("Present").Bool() {
				return nil
			}
			return []any{plain(v.FieldByName("Value"))}
		}
		fields := make([]any, v.NumField())
		for i := range fields {
			fields[i] = plain(v.Field(i))
		}
		return fields
	case reflect.Slice:
		items := make([]any, v.Len())
		for i := range items {
			items[i] = plain(v.Index(i))
		}
		return items
	case reflect.Interface: // no further values
		return map[string]any{}
	}
	return v.Interface()
}

func isOptional(t reflect.Type) bool {
	return t.PkgPath() == "github.com/syncgen/syncgen/runtime" && strings.HasPrefix(t.Name(), "Optional[")
}

// decode reads a Go value of emitted code.
func decode(text json.RawMessage, into reflect.Value) error {
	switch at := into.Addr().Interface().(type) {
	case *time.Time:
		return json.Unmarshal(text, at)
	case *runtime.Date:
		return json.Unmarshal(text, at)
	case *runtime.Secret:
		var revealed string
		err := json.Unmarshal(text, &revealed)
		*at = runtime.NewSecret(revealed)
		return err
	case *runtime.JSON, *[]byte:
		return json.Unmarshal(text, at)
	}
	switch into.Kind() {
	case reflect.Struct:
		if !isOptional(into.Type()) {
			var fields []json.RawMessage
			if err := json.Unmarshal(text, &fields); err != nil {
				return err
			}
			return decodeFields(fields, into, 0)
		}
		if bytes.Equal(text, []byte("null")) {
			return nil
		}
		var one [1]json.RawMessage
		if err := json.Unmarshal(text, &one); err != nil {
			return err
		}
		into.FieldByName("Present").SetBool(true)
		return decode(one[0], into.FieldByName("Value"))
	case reflect.Slice:
		var items []json.RawMessage
		if err := json.Unmarshal(text, &items); err != nil {
			return err
		}
		into.Set(reflect.MakeSlice(into.Type(), len(items), len(items)))
		for i, item := range items {
			if err := decode(item, into.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	return json.Unmarshal(text, into.Addr().Interface())
}

// decodeFields reads the fields of a struct from one of them on.
func decodeFields(fields []json.RawMessage, into reflect.Value, from int) error {
	for i, field := range fields {
		if err := decode(field, into.Field(from+i)); err != nil {
			return err
		}
	}
	return nil
}
