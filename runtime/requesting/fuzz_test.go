package requesting_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime/requesting"
)

// readNames reads a body whose known fields are strings.
func readNames(t testing.TB, names []string, body string) map[string]string {
	t.Helper()
	fields := make([]requesting.Field, len(names))
	for i, name := range names {
		fields[i].Name = name
	}
	got := map[string]string{}
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		r := x.Read(fields)
		for i := r.Next(); i >= 0; i = r.Next() {
			var text string
			r.String(&text)
			got[names[i]] = text
		}
		if err := r.Done(); err != nil {
			return err
		}
		return x.Answer(0, nil, append(x.Buffer(), "{}"...))
	}})
	requireStatus(t, 200, call(t, handler, "POST", "/api/custom", body))
	return got
}

// FuzzRead compares the reader of bodies with encoding/json: what one refuses,
// the other does, and what both read is the same.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"text":"a","integer":1,"number":1.5,"flag":true,"tags":["x"],"author":{"name":"n","email":"e","nicks":[]}}`,
		`{"text":"\u00e9\ud83d\ude00\n","text":"b"}`, `{"integer":-0,"number":1e-7}`, `{"a":[[],{}],"b":{"c":null}}`,
		`{"text":null}`, `{"note":null}`, `{"note":"null","note":null}`, `{"integer":1e3}`, `{} `, `{"te\u0078t":"x"}`, "{\"text\":\"\xff\"}", `[`, ``, `{"counts":[1,2]}`, `{"author":{"name":1}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var members map[string]json.RawMessage
		err := json.Unmarshal([]byte(body), &members)
		in, answer := read(t, body)
		if body == "" {
			requireStatus(t, 200, answer) // an empty body is no member
			return
		}
		if err != nil || members == nil {
			requireStatus(t, 400, answer)
			return
		}
		for _, name := range []string{"author", "addresses", "any", "limit", "counts", "state", "dateTime"} {
			if _, present := members[name]; present {
				return // read by other rules than encoding/json's
			}
		}
		want, ok := readByEncodingJSON(members)
		if !ok {
			requireStatus(t, 400, answer)
			return
		}
		requireStatus(t, 200, answer)
		assert.Equal(t, want, in)
	})
}

// readByEncodingJSON reads the members of the plain types. It reports false
// when one is mistyped.
func readByEncodingJSON(members map[string]json.RawMessage) (in everything, ok bool) {
	ok = true
	get := func(name string, into any) {
		raw, present := members[name]
		if present && (string(raw) == "null" || json.Unmarshal(raw, into) != nil) {
			ok = false
		}
	}
	get("text", &in.Text)
	get("id", &in.ID)
	get("password", &in.Password)
	get("integer", &in.Integer)
	get("number", &in.Number)
	get("flag", &in.Flag)
	get("date", &in.Date)
	get("binary", &in.Binary)
	get("tags", &in.Tags)
	if raw, present := members["note"]; present && json.Unmarshal(raw, &in.Note) != nil {
		ok = false
	}
	if raw, present := members["json"]; present {
		in.JSON = []byte(raw)
	}
	return in, ok
}
