package runtime_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/runtime"
)

func TestAppendJSONValues(t *testing.T) {
	at := time.Date(2025, 11, 10, 9, 23, 56, 7999999, time.FixedZone("EST", -5*3600))
	tests := []struct {
		name string
		got  []byte
		want string
	}{
		{"string", runtime.AppendString(nil, "a\"b\\c\n\r\t\x00\x1f/<&>"), `"a\"b\\c\n\r\t\u0000\u001f/<&>"`},
		{"line separators", runtime.AppendString(nil, "a\u2028b\u2029c"), `"a\u2028b\u2029c"`},
		{"invalid UTF-8", runtime.AppendString(nil, "a\xffb\xc3"), `"a\ufffdb\ufffd"`},
		{"replacement character itself", runtime.AppendString(nil, "\ufffd"), "\"\ufffd\""},
		{"identity", runtime.AppendString(nil, user("u1")), `"u1"`},
		{"integer", runtime.AppendInteger(nil, math.MinInt64), `-9223372036854775808`},
		{"whole number", runtime.AppendNumber(nil, 42), `42`},
		{"number", runtime.AppendNumber(nil, 0.1), `0.1`},
		{"large number", runtime.AppendNumber(nil, 1e21), `1e+21`},
		{"small number", runtime.AppendNumber(nil, 1e-7), `1e-07`},
		{"minus zero", runtime.AppendNumber(nil, math.Copysign(0, -1)), `-0`},
		{"NaN", runtime.AppendNumber(nil, math.NaN()), `null`},
		{"infinity", runtime.AppendNumber(nil, math.Inf(-1)), `null`},
		{"flag", runtime.AppendFlag(nil, true), `true`},
		{"date", runtime.AppendDate(nil, runtime.NewDate(476, 9, 4)), `"0476-09-04"`},
		{"date beyond four digits", runtime.AppendDate(nil, runtime.NewDate(10476, 9, 4)), `null`},
		{"time", runtime.AppendDateTime(nil, at), `"2025-11-10T14:23:56.007Z"`},
		{"time at the second", runtime.AppendDateTime(nil, time.Unix(0, 0)), `"1970-01-01T00:00:00.000Z"`},
		{"time beyond four digits", runtime.AppendDateTime(nil, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), `null`},
		{"binary", runtime.AppendBinary(nil, []byte{0xff, 0, 1}), `"/wAB"`},
		{"JSON", runtime.AppendJSON(nil, runtime.JSON(`{"a": 1}`)), `{"a": 1}`},
		{"what is not JSON", runtime.AppendJSON(nil, runtime.JSON(`1,"admin":true`)), `null`},
		{"no JSON", runtime.AppendJSON(nil, nil), `null`},
		{"list", runtime.AppendList(nil, []string{"a", "b"}, runtime.AppendString), `["a","b"]`},
		{"empty list", runtime.AppendList(nil, nil, runtime.AppendInteger), `[]`},
		{"optional", runtime.AppendOptional(nil, runtime.Some[int64](3), runtime.AppendInteger), `3`},
		{"absent", runtime.AppendOptional(nil, runtime.None[int64](), runtime.AppendInteger), `null`},
		{"nullable", runtime.AppendNullable(nil, runtime.Nullable[int64](runtime.Some[int64](3)), runtime.AppendInteger), `3`},
		{"null", runtime.AppendNullable(nil, runtime.Nullable[int64]{}, runtime.AppendInteger), `null`},
		{"optional nullable", runtime.AppendOptionalNullable(nil, runtime.Some[int64](3).WithNull(), runtime.AppendInteger), `3`},
		{"optional null", runtime.AppendOptionalNullable(nil, runtime.OptionalNullable[int64]{Null: true}, runtime.AppendInteger), `null`},
		{"neither", runtime.AppendOptionalNullable(nil, runtime.OptionalNullable[int64]{}, runtime.AppendInteger), `null`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, string(test.got))
			assert.True(t, json.Valid(test.got))
		})
	}
}

func TestAppendStringReadsBackAsEncodingJSONHasIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		ours := runtime.AppendString([]byte("before "), text)
		theirs, err := json.Marshal(text)
		require.NoError(t, err)

		var a, b string
		require.NoError(t, json.Unmarshal(ours[len("before "):], &a))
		require.NoError(t, json.Unmarshal(theirs, &b))
		assert.Equal(t, b, a)
	})
}

func TestAppendNumberReadsBackAsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Float64().Draw(t, "n")
		var back float64
		require.NoError(t, json.Unmarshal(runtime.AppendNumber(nil, n), &back))
		assert.Equal(t, math.Float64bits(n), math.Float64bits(back))
	})
}

func TestAppendDateTimeOrdersAsTimesDo(t *testing.T) {
	instant := rapid.Custom(func(t *rapid.T) time.Time {
		return time.UnixMilli(rapid.Int64Range(-62167219200000, 253402300799999).Draw(t, "ms"))
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := instant.Draw(t, "a"), instant.Draw(t, "b")
		textA, textB := string(runtime.AppendDateTime(nil, a)), string(runtime.AppendDateTime(nil, b))
		assert.Equal(t, a.Compare(b), strings.Compare(textA, textB))
		assert.Equal(t, a.UTC().Format(`"2006-01-02T15:04:05.000Z"`), textA)
	})
}

func TestAppendTraceValues(t *testing.T) {
	tests := []struct {
		name string
		got  []byte
		want string
	}{
		{"string", runtime.AppendTraceString(nil, "a \"b\"\n"), `"a \"b\"\n"`},
		{"long string", runtime.AppendTraceString(nil, strings.Repeat("x", 119)+"éxyz"), `"` + strings.Repeat("x", 119) + `"… 5 more bytes`},
		{"secret", runtime.AppendTraceSecret(nil, runtime.NewSecret(hunter)), `••••`},
		{"integer", runtime.AppendTraceInteger(nil, -3), `-3`},
		{"number", runtime.AppendTraceNumber(nil, 2.5), `2.5`},
		{"NaN", runtime.AppendTraceNumber(nil, math.NaN()), `NaN`},
		{"flag", runtime.AppendTraceFlag(nil, false), `false`},
		{"date", runtime.AppendTraceDate(nil, runtime.NewDate(2024, 2, 29)), `2024-02-29`},
		{"time", runtime.AppendTraceDateTime(nil, time.UnixMilli(5)), `1970-01-01T00:00:00.005Z`},
		{"binary", runtime.AppendTraceBinary(nil, make([]byte, 70000)), `<70000 bytes>`},
		{"JSON", runtime.AppendTraceJSON(nil, runtime.JSON(`{"a":1}`)), `{"a":1}`},
		{"no JSON", runtime.AppendTraceJSON(nil, nil), `null`},
		{"long JSON", runtime.AppendTraceJSON(nil, runtime.JSON(`"`+strings.Repeat("y", 200)+`"`)), `"` + strings.Repeat("y", 119) + `… 82 more bytes`},
		{"list", runtime.AppendTraceList(nil, []int64{1, 2}, runtime.AppendTraceInteger), `[1, 2]`},
		{"long list", runtime.AppendTraceList(nil, make([]int64, 12), runtime.AppendTraceInteger), `[0, 0, 0, 0, 0, 0, 0, 0, … 4 more]`},
		{"optional", runtime.AppendTraceOptional(nil, runtime.Some("a"), runtime.AppendTraceString), `"a"`},
		{"absent", runtime.AppendTraceOptional(nil, runtime.None[string](), runtime.AppendTraceString), `none`},
		{"nullable", runtime.AppendTraceNullable(nil, runtime.Nullable[string](runtime.Some("a")), runtime.AppendTraceString), `"a"`},
		{"null", runtime.AppendTraceNullable(nil, runtime.Nullable[string]{}, runtime.AppendTraceString), `null`},
		{"optional nullable", runtime.AppendTraceOptionalNullable(nil, runtime.Some("a").WithNull(), runtime.AppendTraceString), `"a"`},
		{"optional null", runtime.AppendTraceOptionalNullable(nil, runtime.OptionalNullable[string]{Null: true}, runtime.AppendTraceString), `null`},
		{"neither", runtime.AppendTraceOptionalNullable(nil, runtime.OptionalNullable[string]{}, runtime.AppendTraceString), `none`},
		{"rows", getUserRows{{"u1"}, {"u2"}}.AppendTrace(nil), `[{user: "u1"}, {user: "u2"}]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, string(test.got)) })
	}
}
