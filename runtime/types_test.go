package runtime_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
)

func TestJSONEqual(t *testing.T) {
	tests := []struct {
		a, b  string
		equal bool
	}{
		{`{"a":1,"b":[true,null]}`, ` { "b" : [ true , null ] , "a" : 1 } `, true},
		{`{"a":1}`, `{"a":1,"b":null}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[1,2]`, `[1]`, false},
		{`"\u0041"`, `"A"`, true},
		{`1`, `1.0`, true},
		{`100`, `1e2`, true},
		{`-0`, `0`, true},
		{`9007199254740993`, `9007199254740992`, false},
		{`9007199254740993`, `9007199254740993`, true},
		{`1e999999999`, `2e999999999`, false},
		{`1`, `"1"`, false},
		{``, `null`, true},
		{`not json`, `not json`, true},
		{`not json`, `{}`, false},
		{`{} {}`, `{}`, false},
	}
	for _, test := range tests {
		assert.Equal(t, test.equal, runtime.JSON(test.a).Equal(runtime.JSON(test.b)), "%s and %s", test.a, test.b)
		assert.Equal(t, test.equal, runtime.JSON(test.b).Equal(runtime.JSON(test.a)), "%s and %s", test.b, test.a)
	}
}

func TestJSONKeepsItsText(t *testing.T) {
	var in struct{ Settings runtime.JSON }
	require.NoError(t, json.Unmarshal([]byte(`{"Settings": {"size": 1.50}}`), &in))
	assert.Equal(t, `{"size": 1.50}`, in.Settings.String())
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"Settings":{"size":1.50}}`, string(text))

	text, err = json.Marshal(runtime.JSON(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(text))
	assert.Equal(t, "null", runtime.JSON(nil).String())
}

func TestDate(t *testing.T) {
	day := runtime.NewDate(2024, time.February, 29)
	assert.Equal(t, "2024-02-29", day.String())
	assert.Equal(t, runtime.NewDate(2024, time.March, 1), runtime.NewDate(2024, time.February, 30))
	assert.Equal(t, time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), day.In(time.UTC))
	assert.Equal(t, day, runtime.DateOf(day.In(time.UTC)))
	assert.True(t, runtime.Date{}.IsZero())

	assert.Equal(t, 0, day.Compare(day))
	assert.Equal(t, -1, day.Compare(runtime.NewDate(2024, 3, 1)))
	assert.Equal(t, 1, day.Compare(runtime.NewDate(2023, 12, 31)))
}

func TestDateText(t *testing.T) {
	var in struct{ Day runtime.Date }
	require.NoError(t, json.Unmarshal([]byte(`{"Day":"0476-09-04"}`), &in))
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"Day":"0476-09-04"}`, string(text))

	for _, bad := range []string{"", "2024-2-29", "2023-02-29", "2024-02-29T00:00:00Z", "24-02-29", "2024-13-01", "２０２４-01-01"} {
		_, err := runtime.ParseDate(bad)
		assert.Error(t, err, bad)
	}
	_, err = runtime.Date{Year: 12345, Month: 1, Day: 1}.MarshalText()
	assert.ErrorContains(t, err, "0 to 9999")
}

func TestOptional(t *testing.T) {
	some, none := runtime.Some(3), runtime.None[int]()
	assert.Equal(t, 3, some.Or(7))
	assert.Equal(t, 7, none.Or(7))
	value, ok := some.Get()
	assert.Equal(t, 3, value)
	assert.True(t, ok)
	_, ok = none.Get()
	assert.False(t, ok)
	assert.Equal(t, runtime.Optional[int]{}, none)
}

func TestOptionalIf(t *testing.T) {
	assert.Equal(t, runtime.Some(3), runtime.SomeIf(true, 3))
	assert.Equal(t, runtime.None[int](), runtime.SomeIf(false, 3))
	assert.Equal(t, runtime.Some(3), runtime.Some(3).If(true))
	assert.Equal(t, runtime.None[int](), runtime.Some(3).If(false))
	assert.Equal(t, runtime.None[int](), runtime.None[int]().If(true))
}

func TestAfterPrefix(t *testing.T) {
	assert.Equal(t, runtime.Some("abc"), runtime.AfterPrefix("Token abc", "Token "))
	assert.Equal(t, runtime.Some(""), runtime.AfterPrefix("Token ", "Token "))
	assert.Equal(t, runtime.Some("abc"), runtime.AfterPrefix("abc", ""))
	assert.Equal(t, runtime.None[string](), runtime.AfterPrefix("token abc", "Token "))
}

func TestOptionalJSON(t *testing.T) {
	var in struct {
		A, B, C runtime.Optional[runtime.Date]
		D       runtime.Optional[int] `json:",omitzero"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"A":"2024-02-29","B":null}`), &in))
	assert.True(t, in.A.Present)
	assert.False(t, in.B.Present)
	assert.False(t, in.C.Present)
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"A":"2024-02-29","B":null,"C":null}`, string(text))

	assert.Error(t, json.Unmarshal([]byte(`{"D":"three"}`), &in))
}

func TestNullable(t *testing.T) {
	some, none := runtime.Nullable[int](runtime.Some(3)), runtime.Nullable[int]{}
	assert.Equal(t, 3, some.Or(7))
	assert.Equal(t, 7, none.Or(7))
	assert.Equal(t, runtime.Some(3).WithNull(), some.WithAbsent())
	assert.Equal(t, runtime.OptionalNullable[int]{Null: true}, none.WithAbsent())
	assert.False(t, none.WithAbsent().IsZero(), "null is not absent")
	assert.True(t, runtime.None[int]().WithNull().IsZero())
	assert.Equal(t, 7, none.WithAbsent().Or(7))
}

func TestOptionalNullableIf(t *testing.T) {
	null := runtime.OptionalNullable[int]{Null: true}
	assert.Equal(t, null, null.If(true))
	assert.True(t, null.If(false).IsZero())
}

func TestNullableJSON(t *testing.T) {
	type three struct {
		A, B, C runtime.Nullable[int]
		D, E, F runtime.OptionalNullable[int] `json:",omitzero"`
	}
	var in three
	require.NoError(t, json.Unmarshal([]byte(`{"A":1,"B":null,"D":2,"E":null}`), &in))
	assert.Equal(t, three{
		A: runtime.Nullable[int](runtime.Some(1)), D: runtime.Some(2).WithNull(), E: runtime.OptionalNullable[int]{Null: true},
	}, in)
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"A":1,"B":null,"C":null,"D":2,"E":null}`, string(text))

	require.NoError(t, json.Unmarshal([]byte(`{"E":4}`), &in))
	assert.Equal(t, runtime.Some(4).WithNull(), in.E, "no null is left")
	assert.Error(t, json.Unmarshal([]byte(`{"D":"three"}`), &in))
}

func TestUUID(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := runtime.NewUUID()
		assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, id)
		assert.False(t, seen[id], "twice")
		seen[id] = true
	}
}
