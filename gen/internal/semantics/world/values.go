package world

import (
	"math/rand/v2"
	"time"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// Inputs returns random inputs for the root of a flow.
func Inputs(seed uint64, params []*program.Param) value.Record {
	return values(rand.New(rand.NewPCG(seed, 0)), params)
}

// Value returns a random value of a type.
func Value(r *rand.Rand, t types.Type) any {
	switch t := value.Resolve(t).(type) {
	case types.Primitive:
		return primitive(r, t)
	case *types.Object:
		return one(r, "id1", "id2", "id3")
	case *types.Enum:
		return one(r, t.Constants...)
	case *types.Optional:
		if r.IntN(3) == 0 {
			if t.Lack == types.AbsentOrNull && r.IntN(2) == 0 {
				return value.Null
			}
			return nil
		}
		return Value(r, t.Elem)
	case *types.List:
		list := make([]any, r.IntN(4))
		for i := range list {
			list[i] = Value(r, t.Elem)
		}
		return list
	case *types.Record:
		record := make(value.Record, len(t.Fields))
		for i, f := range t.Fields {
			record[i] = value.Named{Name: f.Name, Value: Value(r, f.Type)}
		}
		return record
	}
	panic("world: no value of type " + t.String())
}

func values(r *rand.Rand, params []*program.Param) value.Record {
	record := make(value.Record, len(params))
	for i, p := range params {
		record[i] = value.Named{Name: p.Name, Value: Value(r, p.Type)}
	}
	return record
}

// primitive draws from few values, so that joins and literals often match.
func primitive(r *rand.Rand, t types.Primitive) any {
	switch t {
	case types.Integer:
		return int64(r.IntN(5))
	case types.Number:
		return one(r, 0, 0.5, 1, 2.5, -3)
	case types.Flag:
		return r.IntN(2) == 0
	case types.Date:
		return one[value.Date](r, "2026-01-01", "2026-01-02", "2026-12-31")
	case types.DateTime:
		return time.Date(2026, 1, 1, 0, 0, r.IntN(3), 0, time.UTC)
	case types.JSON:
		return one[value.JSON](r, `{"a":1}`, `"text"`, `[1,2]`, `3`)
	case types.Binary:
		return one[value.Binary](r, "", "\x00\x01", "bytes")
	}
	return one(r, "", "a", "b", "Bob", " é ")
}

func one[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }
