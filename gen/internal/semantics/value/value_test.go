package value_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 5_000_000, time.UTC)

func TestCanonical(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{"a\"b", `"a\"b"`},
		{int64(3), "3"},
		{3.0, "3.0"}, // a Number is not an Integer
		{2.5, "2.5"},
		{1e30, "1e+30"},
		{true, "true"},
		{nil, "absent"},
		{value.Null, "null"},
		{noon, "@2026-01-02T12:00:00.005Z"},
		{value.Date("2026-01-02"), "@2026-01-02"},
		{value.Binary("x"), `binary "x"`},
		{value.JSON(`{"b": 1, "a": [ ]}`), `json {"a":[],"b":1}`},
		{[]any{"a", int64(1)}, `["a", 1]`},
		{value.Record{{Name: "b", Value: "x"}, {Name: "c"}, {Name: "d", Value: value.Null}, {Name: "a", Value: int64(1)}}, `{a: 1, b: "x", d: null}`},
	} {
		assert.Equal(t, c.want, value.Canonical(c.value))
	}
}

func TestEncodeIsTheJSONOfAValue(t *testing.T) {
	for _, c := range []struct {
		value any
		want  value.JSON
	}{
		{nil, "null"},
		{"é\n", `"é\n"`},
		{int64(-3), "-3"},
		{3.0, "3"},
		{1e21, "1e+21"},
		{math.Inf(1), "null"},
		{noon, `"2026-01-02T12:00:00.005Z"`},
		{value.Date("2026-01-02"), `"2026-01-02"`},
		{value.Binary("\x00"), `"AA=="`},
		{value.JSON("[1]"), "[1]"},
		{value.Record{{Name: "b", Value: []any{true}}, {Name: "gone"}, {Name: "n", Value: value.Null}, {Name: "a", Value: 0.5}}, `{"b":[true],"n":null,"a":0.5}`},
	} {
		assert.Equal(t, c.want, value.Encode(c.value))
	}
}

func TestEqual(t *testing.T) {
	record := func(names ...string) (r value.Record) {
		for _, name := range names {
			r = append(r, value.Named{Name: name, Value: name})
		}
		return r
	}
	for _, c := range []struct {
		a, b any
		want bool
	}{
		{int64(2), 2.0, true},
		{int64(2), 2.5, false},
		{nil, nil, true},
		{nil, "", false},
		{nil, value.Null, true},
		{value.Null, value.Null, true},
		{value.Null, "", false},
		{"", nil, false},
		{record("a", "b"), record("b", "a"), true},
		{record("a"), record("a", "b"), false},
		{[]any{int64(1)}, []any{1.0}, true},
		{[]any{}, []any{"a"}, false},
		{noon, noon.In(time.FixedZone("", 3600)), true},
		{value.JSON(`{"a":1}`), value.JSON(`{ "a": 1 }`), true},
	} {
		assert.Equal(t, c.want, value.Equal(c.a, c.b), "%v and %v", c.a, c.b)
	}
}

func TestCompare(t *testing.T) {
	ordered := [][]any{
		{nil, "", "a", "b"},
		{nil, int64(-1), 0.5, int64(2)},
		{false, true},
		{noon, noon.Add(1)},
		{value.Date("2025-12-31"), value.Date("2026-01-01")},
	}
	for _, list := range ordered {
		for i := range list {
			for j := range list {
				assert.Equal(t, i < j, value.Compare(list[i], list[j]) < 0, "%v and %v", list[i], list[j])
				assert.Equal(t, i == j, value.Compare(list[i], list[j]) == 0)
			}
		}
	}
	assert.Panics(t, func() { value.Compare([]any{}, []any{}) })
}

func TestConvert(t *testing.T) {
	numbers := &types.List{Elem: types.Number}
	pair := &types.Record{Fields: []types.Field{
		{Name: "x", Type: types.Number},
		{Name: "y", Type: &types.Optional{Elem: types.Number}},
	}}
	for _, c := range []struct {
		value any
		to    types.Type
		want  any
	}{
		{int64(1), types.Number, 1.0},
		{int64(1), types.Integer, int64(1)},
		{int64(1), &types.Optional{Elem: types.Number}, 1.0},
		{nil, &types.Optional{Elem: types.Number}, nil},
		{[]any{int64(1)}, numbers, []any{1.0}},
		{value.Record{{Name: "x", Value: int64(1)}}, pair, value.Record{{Name: "x", Value: 1.0}, {Name: "y"}}},
		{[]any{int64(1)}, types.JSON, value.JSON("[1]")},
		{nil, types.JSON, value.JSON("null")},
		{nil, &types.Optional{Elem: types.JSON}, nil},
		{value.JSON("[1]"), types.JSON, value.JSON("[1]")},
	} {
		assert.Equal(t, c.want, value.Convert(c.value, c.to))
	}
}

func TestText(t *testing.T) {
	for want, v := range map[string]any{
		"a": "a", "3": int64(3), "2.5": 2.5, "7": 7.0, "true": true, "2026-01-02": value.Date("2026-01-02"),
		"2026-01-02T12:00:00.005Z": noon, "[1]": []any{int64(1)},
	} {
		assert.Equal(t, want, value.Text(v))
	}
}
