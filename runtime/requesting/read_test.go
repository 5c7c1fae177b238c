package requesting_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

func TestReadTypesFromTheBody(t *testing.T) {
	in, answer := read(t, `{
		"id": "i1", "text": "a \"b\" \u00fc", "password": "s3cret", "integer": -42, "number": 2.5e3, "flag": true,
		"date": "2024-02-29", "dateTime": "2025-11-10T09:23:56.5-05:00", "binary": "/wAB", "json": {"x": [1, 2]},
		"state": "DRAFT", "limit": 20, "tags": ["a", "b"], "counts": [1, 2, 3],
		"author": {"name": "Bob", "unknown": [{}], "email": "bob@example.com", "nicks": ["bo", "b"]},
		"addresses": [{"name": "x", "email": "y"}, {"email": "w", "name": "v"}], "any": [{"name": "z"}]
	}`)
	requireStatus(t, 200, answer)
	assert.Equal(t, everything{
		ID: "i1", Text: `a "b" ü`, Password: runtime.NewSecret("s3cret"), Integer: -42, Number: 2500, Flag: true,
		Date: runtime.NewDate(2024, 2, 29), DateTime: time.Date(2025, 11, 10, 14, 23, 56, 5e8, time.UTC),
		Binary: []byte{255, 0, 1}, JSON: runtime.JSON(`{"x": [1, 2]}`), State: "DRAFT", Limit: runtime.Some[int64](20),
		Tags: []string{"a", "b"}, Counts: []int64{1, 2, 3}, Author: author{"Bob", "bob@example.com", []string{"bo", "b"}},
		Addresses: []author{{Name: "x", Email: "y"}, {Name: "v", Email: "w"}}, Any: runtime.Some([]author{{Name: "z"}}),
	}, in)
}

func TestReadTypesFromTheQuery(t *testing.T) {
	var in everything
	handler := newHandler(&app{echo: func(got everything) { in = got }})
	answer := call(t, handler, "GET", "/api/everything?id=i+1&text=%C3%BC%26&password=s3cret&integer=-42&number=2.5e3&flag=false&date=2024-02-29"+
		"&dateTime=2025-11-10T14:23:56Z&binary=%2FwAB&json=%7B%7D&state=PUBLISHED&limit=7&tags=a&counts=1&tags=b&other=1&counts=2&tags=", "")
	requireStatus(t, 200, answer)
	assert.Equal(t, everything{
		ID: "i 1", Text: "ü&", Password: runtime.NewSecret("s3cret"), Integer: -42, Number: 2500, Flag: false,
		Date: runtime.NewDate(2024, 2, 29), DateTime: time.Date(2025, 11, 10, 14, 23, 56, 0, time.UTC),
		Binary: []byte{255, 0, 1}, JSON: runtime.JSON(`"{}"`), State: "PUBLISHED", Limit: runtime.Some[int64](7),
		Tags: []string{"a", "b", ""}, Counts: []int64{1, 2},
	}, in)
}

func TestReadFromThePath(t *testing.T) {
	tests := []struct {
		name, method, path, body string
		id, text                 string
	}{
		{"one segment", "GET", "/api/things/42", "", "42", ""},
		{"the name is the route's", "DELETE", "/api/things/42", "", "", "42"},
		{"two segments", "PUT", "/api/things/42/parts/x", "", "42", "x"},
		{"escaped", "PUT", "/api/things/a%2Fb/parts/%C3%BC%20", "", "a/b", "ü "},
		{"path counts before body", "PUT", "/api/things/42/parts/x", `{"id":"43","text":"y"}`, "42", "x"},
		{"path counts before query", "GET", "/api/things/42?id=43", "", "42", ""},
		{"body counts before query", "POST", "/api/everything?id=1&text=2", `{"id":"3"}`, "3", "2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var in everything
			requireStatus(t, 200, call(t, newHandler(&app{echo: func(got everything) { in = got }}), test.method, test.path, test.body))
			assert.Equal(t, everything{ID: identity(test.id), Text: test.text}, in)
		})
	}
}

func TestReadOddBodies(t *testing.T) {
	tests := []struct {
		name, body string
		want       everything
	}{
		{"nothing", ``, everything{}},
		{"no member", ` { } `, everything{}},
		{"unknown members", `{"a":{"b":[1,{"c":"}"}]},"text":"x","d":-1.5e-3,"e":null,"f":[]}`, everything{Text: "x"}},
		{"the last of two counts", `{"text":"x","text":"y","author":{"name":"a","email":"b","nicks":["c"]},"author":{"name":"d","email":"e"}}`,
			everything{Text: "y", Author: author{Name: "d", Email: "e"}}},
		{"a name with escapes", `{"\u0074ext":"x"}`, everything{Text: "x"}},
		{"names differ by case", `{"Text":"x","TEXT":"y"}`, everything{}},
		{"null is no absent value where it is kept", `{"note":null}`, everything{Note: runtime.OptionalNullable[string]{Null: true}}},
		{"the last one counts", `{"note":null,"note":"a"}`, everything{Note: runtime.Some("a").WithNull()}},
		{"null is an absent value", `{"limit":null,"any":null}`, everything{}},
		{"invalid UTF-8 is replaced", "{\"text\":\"a\xffb\"}", everything{Text: "a\ufffdb"}},
		{"half a surrogate pair is replaced", `{"text":"\ud800"}`, everything{Text: "\ufffd"}},
		{"a pair", `{"text":"\ud83d\ude00"}`, everything{Text: "😀"}},
		{"empty list", `{"tags":[ ]}`, everything{}},
		{"the bounds of an integer", `{"integer":-9223372036854775808}`, everything{Integer: -1 << 63}},
		{"order does not count", `{"flag":true,"id":"x","text":"y"}`, everything{ID: "x", Text: "y", Flag: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in, answer := read(t, test.body)
			requireStatus(t, 200, answer)
			assert.Equal(t, test.want, in)
		})
	}
}

func TestReadNamesEveryBadField(t *testing.T) {
	tests := []struct {
		name, body string
		errors     []string // name, in: detail
	}{
		{"string", `{"text":1,"id":null,"password":{"a":"b"}}`, []string{"text, body: must be a string", "id, body: must be a string", "password, body: must be a string"}},
		{"integer", `{"integer":1.0,"limit":"3"}`, []string{"integer, body: must be an integer", "limit, body: must be an integer"}},
		{"integer with an exponent", `{"integer":1e3}`, []string{"integer, body: must be an integer"}},
		{"integer out of range", `{"integer":9223372036854775808}`, []string{"integer, body: must be an integer of 64 bits"}},
		{"number", `{"number":"1"}`, []string{"number, body: must be a number"}},
		{"number out of range", `{"number":1e999}`, []string{"number, body: must be a number that 64 bits can hold"}},
		{"flag", `{"flag":0}`, []string{"flag, body: must be true or false"}},
		{"dates", `{"date":"2023-02-29","dateTime":"2025-11-10 09:23"}`, []string{"date, body: must be a date that exists, as 2006-01-02", "dateTime, body: must be a time, as 2006-01-02T15:04:05Z"}},
		{"binary", `{"binary":"%"}`, []string{"binary, body: must be a string in base64"}},
		{"enumeration", `{"state":"draft"}`, []string{"state, body: must be one of DRAFT, PUBLISHED"}},
		{"list", `{"tags":"a"}`, []string{"tags, body: must be an array"}},
		{"items of a list", `{"tags":["a",1,"b",[2]]}`, []string{"tags[1], body: must be a string", "tags[3], body: must be a string"}},
		{"record", `{"author":[]}`, []string{"author, body: must be an object"}},
		{"fields of a record", `{"author":{"name":1,"nicks":[null]}}`,
			[]string{"author.name, body: must be a string", "author.nicks[0], body: must be a string", "author.email, body: is missing"}},
		{"records in a list", `{"addresses":[{"name":"a","email":"b"},{"name":"c"}]}`, []string{"addresses[1].email, body: is missing"}},
		{"within encoding/json", `{"counts":["1"],"any":[{"name":"a"},{"email":true}]}`, []string{"counts, body: must be an integer", "any.email, body: must be a string"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, answer := read(t, test.body)
			requireStatus(t, 400, answer)
			assert.Equal(t, test.errors, fieldErrors(t, answer))
		})
	}
}

func TestReadNamesEveryBadParameter(t *testing.T) {
	answer := call(t, newHandler(&app{}), "GET", "/api/things/42?integer=a&number=0x1&flag=yes&text=a&text=b&author=%7B%7D&limit=&counts=1&counts=x", "")
	requireStatus(t, 400, answer)
	assert.Equal(t, []string{
		"integer, query: must be an integer", "number, query: must be a number", "flag, query: must be true or false",
		"text, query: is given more than once", "author, query: must be an object, which has its place in the body",
		"limit, query: must be an integer", "counts, query: must be an integer",
	}, fieldErrors(t, answer))

	requireStatus(t, 400, call(t, newHandler(&app{}), "GET", "/api/everything?text=%zz", ""))
	requireStatus(t, 400, call(t, newHandler(&app{}), "GET", "/api/everything?a=1&%=2", ""))
}

func maybeNull(r *requesting.Reader) any {
	var v runtime.OptionalNullable[string]
	requesting.OptionalNullable(r, &v, (*requesting.Reader).String)
	return v
}

func TestValue(t *testing.T) {
	type record struct {
		A int64   `json:"a"`
		B float64 `json:"b"`
		C bool    `json:"c"`
	}
	tests := []struct {
		name     string
		body     string // the value in the body, if it is there
		query    string // or in the query
		into     func(*requesting.Reader) any
		want     any
		mistyped string
	}{
		{"record", `{"a":1,"b":2.5,"c":true}`, "", value[record], record{1, 2.5, true}, ""},
		{"record in the query", "", `v={"a":1}`, value[record], record{A: 1}, ""},
		{"field of a record", `{"b":"x"}`, "", value[record], nil, "v.b must be a number"},
		{"another field", `{"c":1}`, "", value[record], nil, "v.c must be true or false"},
		{"no record", `[]`, "", value[record], nil, "v must be an object"},
		{"null", `null`, "", value[record], nil, "v must be an object"},
		{"null list", `null`, "", value[[]string], nil, "v must be an array"},
		{"absent", `null`, "", value[runtime.Optional[string]], runtime.None[string](), ""},
		{"a null that is kept", `null`, "", maybeNull, runtime.OptionalNullable[string]{Null: true}, ""},
		{"no null", `"null"`, "", maybeNull, runtime.Some("null").WithNull(), ""},
		{"neither null nor a string", `1`, "", maybeNull, nil, "v must be a string"},
		{"a query has no null", "", "v=null", maybeNull, runtime.Some("null").WithNull(), ""},
		{"list of dates", `["2024-02-29"]`, "", value[[]runtime.Date], []runtime.Date{runtime.NewDate(2024, 2, 29)}, ""},
		{"not a date", `["2023-02-29"]`, "", value[[]runtime.Date], nil, "v does not have the expected form"},
		{"map", `3`, "", value[map[string]string], nil, "v does not have the expected form"},
		{"string", "", "v=7", value[string], "7", ""},
		{"integer", "", "v=7", value[int64], int64(7), ""},
		{"not an integer", "", "v=x", value[int64], nil, "v must be an integer"},
		{"null in the query", "", "v=null", value[int64], nil, "v must be an integer"},
		{"twice", "", "v=7&v=8", value[int64], nil, "v is given more than once"},
		{"bytes", "", "v=/wAB", value[[]byte], []byte{255, 0, 1}, ""},
		{"list of texts", "", "v=1&v=2", value[[]string], []string{"1", "2"}, ""},
		{"list of flags", "", "v=true&v=false", value[[]bool], []bool{true, false}, ""},
		{"a comma parts nothing", "", "v=1,2", value[[]int64], nil, "v must be an integer"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got any
			handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
				r := x.Read([]requesting.Field{{Name: "v", Required: true}})
				for r.Next() >= 0 {
					got = test.into(r)
				}
				if err := r.Done(); err != nil {
					return err
				}
				return x.Answer(0, nil, append(x.Buffer(), "{}"...))
			}})
			body := ""
			if test.body != "" {
				body = `{"v":` + test.body + `}`
			}
			answer := call(t, handler, "POST", "/api/custom?"+test.query, body)
			if test.mistyped != "" {
				requireStatus(t, 400, answer)
				e := problem(t, answer).Errors
				require.Len(t, e, 1)
				assert.Equal(t, test.mistyped, e[0].Name+" "+e[0].Detail)
				return
			}
			requireStatus(t, 200, answer)
			assert.Equal(t, test.want, got)
		})
	}
}

func value[T any](r *requesting.Reader) any {
	var v T
	requesting.Value(r, &v)
	return v
}

func TestReadNamesMissingFields(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"no body", ``, "username, body: is missing; password, body: is missing"},
		{"one", `{"username":"bob"}`, "password, body: is missing"},
		{"missing and mistyped", `{"password":1}`, "password, body: must be a string; username, body: is missing"},
		{"null is not a string", `{"username":"bob","password":null}`, "password, body: must be a string"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := call(t, newHandler(&app{login: answerBob}), "POST", "/api/auth/login", test.body)
			requireStatus(t, 400, answer)
			assert.Equal(t, test.want, strings.Join(fieldErrors(t, answer), "; "))
		})
	}
}

func TestReadTellsAFewOfVeryManyErrors(t *testing.T) {
	_, answer := read(t, `{"tags":[`+strings.Repeat("1,", 1000)+`1]}`)
	requireStatus(t, 400, answer)
	assert.Len(t, fieldErrors(t, answer), 32)
}

func TestReadRefusesWhatIsNotAnObject(t *testing.T) {
	tests := []struct{ body, detail string }{
		{`[]`, "expected a JSON object at byte 0"},
		{`null`, "expected a JSON object at byte 0"},
		{`"text"`, "expected a JSON object at byte 0"},
		{`  `, "expected a JSON object at byte 2"},
		{"\xef\xbb\xbf{}", "expected a JSON object at byte 0"},
		{`{`, "expected a member's name in quotes at byte 1"},
		{`{"text"`, "expected `:` at byte 7"},
		{`{"text":`, "expected a value at byte 8"},
		{`{"text":"x"`, "expected `,` or `}` at byte 11"},
		{`{"text":"x" "id":"y"}`, "expected `,` or `}` at byte 12"},
		{`{"text":"x",}`, "expected a member's name in quotes at byte 12"},
		{`{,"text":"x"}`, "expected a member's name in quotes at byte 1"},
		{`{text:"x"}`, "expected a member's name in quotes at byte 1"},
		{`{"text":"x}`, "expected `\"` at the end of a string at byte 11"},
		{`{"text":"\x"}`, "expected an escape that JSON has at byte 9"},
		{`{"text":"\u12"}`, "expected an escape that JSON has at byte 9"},
		{"{\"text\":\"a\nb\"}", "expected no control character in a string at byte 10"},
		{`{"integer":01}`, "expected `,` or `}` at byte 12"},
		{`{"integer":-}`, "expected a number at byte 11"},
		{`{"integer":1.}`, "expected a number at byte 11"},
		{`{"a":[1,]}`, "expected a value at byte 8"},
		{`{"a":[1}`, "expected `,` or `]` at byte 7"},
		{`{"a":tru}`, "expected `true` at byte 5"},
		{`{"tags":["a" "b"]}`, "expected `,` or `]` at byte 13"},
		{`{"author":{"name":"a"]}`, "expected `,` or `}` at byte 21"},
		{`{} {}`, "expected the end of the body at byte 3"},
		{`{"text":"x"}garbage`, "expected the end of the body at byte 12"},
		{`{"a":` + strings.Repeat("[", 600) + strings.Repeat("]", 600) + `}`, "expected fewer lists and records within each other at byte 518"},
	}
	for _, test := range tests {
		t.Run(test.body[:min(len(test.body), 30)], func(t *testing.T) {
			_, answer := read(t, test.body)
			requireStatus(t, 400, answer)
			assert.Equal(t, "the body is not a well-formed JSON object: "+test.detail, problem(t, answer).Detail)
		})
	}
}

func TestReadMoreFieldsThanBits(t *testing.T) {
	// 200 fields, so that what is present takes several words to note.
	names := make([]string, 200)
	members := make([]string, 200)
	for i := range names {
		names[i] = "field" + strings.Repeat("x", i)
		members[i] = `"` + names[i] + `":"` + names[i] + `"`
	}
	got := readNames(t, names, "{"+strings.Join(members, ",")+"}")
	assert.Len(t, got, 200)
	for _, name := range names {
		assert.Equal(t, name, got[name])
	}
	assert.Len(t, readNames(t, names, "{"+strings.Join(members[100:], ",")+"}"), 100)
}

// problemJSON is a problem as a client reads it.
type problemJSON struct {
	Type, Title, Detail, Request string
	Status                       int
	Errors                       []struct{ Name, In, Detail string }
}

func problem(t testing.TB, answer *httptest.ResponseRecorder) (p problemJSON) {
	t.Helper()
	require.Equal(t, "application/problem+json", answer.Header().Get("Content-Type"))
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &p))
	assert.Equal(t, answer.Code, p.Status)
	assert.Equal(t, answer.Header().Get("X-Request-Id"), p.Request)
	return p
}

func fieldErrors(t testing.TB, answer *httptest.ResponseRecorder) (texts []string) {
	t.Helper()
	for _, e := range problem(t, answer).Errors {
		texts = append(texts, e.Name+", "+e.In+": "+e.Detail)
	}
	return texts
}
