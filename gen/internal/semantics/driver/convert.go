package driver

import (
	"fmt"
	"reflect"
	"time"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/runtime"
)

// fromStruct reads an emitted struct, whose fields are in the order of the
// declared parameters. The further values of `...` come last, as Json.
func fromStruct(in reflect.Value, params []*program.Param, rest bool) value.Record {
	var record value.Record
	for i, p := range params {
		record = append(record, value.Named{Name: p.Name, Value: get(in.Field(i), p.Type)})
	}
	if rest {
		if values, ok := in.Field(len(params)).Interface().(runtime.Values); ok && values != nil {
			if further := value.JSON(values.AppendJSON(nil)); further != "{}" {
				record = append(record, value.Named{Name: "...", Value: further})
			}
		}
	}
	return record
}

func toStruct(out reflect.Value, from value.Record, params []*program.Param) {
	for i, p := range params {
		set(out.Field(i), from.Get(p.Name), p.Type)
	}
}

// setFurther sets the values of an outcome's `...`, which are one Json.
func setFurther(out reflect.Value, results value.Record, o *program.Outcome) {
	if !o.Rest {
		return
	}
	var further value.Record
	for _, r := range results {
		if o.Result(r.Name) == nil {
			further = append(further, r)
		}
	}
	out.FieldByName("Rest").SetBytes([]byte(value.Encode(further)))
}

// get reads a Go value of emitted code.
func get(v reflect.Value, t types.Type) any {
	switch t := t.(type) {
	case *types.Variable:
		return get(v, t.Is)
	case *types.Optional:
		switch {
		case v.FieldByName("Present").Bool():
		case t.Lack == types.Null, t.Lack == types.AbsentOrNull && v.FieldByName("Null").Bool():
			return value.Null
		default:
			return nil
		}
		return get(v.FieldByName("Value"), t.Elem)
	case *types.List:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = get(v.Index(i), t.Elem)
		}
		return list
	case *types.Record:
		record := make(value.Record, len(t.Fields))
		for i, f := range t.Fields {
			record[i] = value.Named{Name: f.Name, Value: get(v.Field(i), f.Type)}
		}
		return record
	}
	switch v := v.Interface().(type) {
	case time.Time:
		return v
	case runtime.Date:
		return value.Date(v.String())
	case runtime.Secret:
		return v.Reveal()
	case runtime.JSON:
		return value.JSON(v)
	case []byte:
		return value.Binary(v)
	case int64, float64, bool:
		return v
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	panic(fmt.Sprintf("driver: a %s for `%s`", v.Type(), t))
}

// set writes a value into a Go value of emitted code.
func set(to reflect.Value, v any, t types.Type) {
	switch t := t.(type) {
	case *types.Variable:
		set(to, v, t.Is)
		return
	case *types.Optional:
		switch v {
		case nil:
		case any(value.Null):
			to.FieldByName("Null").SetBool(true)
		default:
			to.FieldByName("Present").SetBool(true)
			set(to.FieldByName("Value"), v, t.Elem)
		}
		return
	case *types.List:
		for _, item := range v.([]any) {
			element := reflect.New(to.Type().Elem()).Elem()
			set(element, item, t.Elem)
			to.Set(reflect.Append(to, element))
		}
		return
	case *types.Record:
		record := v.(value.Record)
		for i, f := range t.Fields {
			set(to.Field(i), record.Get(f.Name), f.Type)
		}
		return
	}
	switch to.Interface().(type) {
	case runtime.Date:
		date, err := runtime.ParseDate(string(v.(value.Date)))
		if err != nil {
			panic(err)
		}
		v = date
	case runtime.Secret:
		v = runtime.NewSecret(v.(string))
	case runtime.JSON:
		v = runtime.JSON(v.(value.JSON))
	case []byte:
		v = []byte(v.(value.Binary))
	}
	to.Set(reflect.ValueOf(v).Convert(to.Type()))
}
