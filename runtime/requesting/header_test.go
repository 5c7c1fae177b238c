package requesting_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// headed has values of headers, beside one of the body or the query.
type headed struct {
	Text          string
	Authorization runtime.Secret
	Match         runtime.Optional[string]
	Depth         runtime.Optional[int64]
	Tags          []string
	Host          string
}

var headedFields = []requesting.Field{
	{Name: "text"},
	{Name: "Authorization", Header: true, Required: true},
	{Name: "If-None-Match", Header: true},
	{Name: "Depth", Header: true},
	{Name: "X-Tag", Header: true},
	{Name: "Host", Header: true},
}

func readHeaded(x *requesting.Exchange) (in headed, err error) {
	r := x.Read(headedFields)
	for i := r.Next(); i >= 0; i = r.Next() {
		switch i {
		case 0:
			r.String(&in.Text)
		case 1:
			r.Secret(&in.Authorization)
		case 2:
			requesting.Optional(r, &in.Match, (*requesting.Reader).String)
		case 3:
			requesting.Optional(r, &in.Depth, (*requesting.Reader).Integer)
		case 4:
			requesting.List(r, &in.Tags, (*requesting.Reader).String)
		case 5:
			r.String(&in.Host)
		}
	}
	return in, r.Done()
}

// sendHeaded sends a request with headers and returns what was read of it.
func sendHeaded(t *testing.T, method, target, body string, header http.Header) (in headed, answer *httptest.ResponseRecorder) {
	t.Helper()
	handler := newHandler(&app{serve: func(x *requesting.Exchange) (err error) {
		if in, err = readHeaded(x); err != nil {
			return err
		}
		return x.Answer(0, nil, append(x.Buffer(), "{}"...))
	}})
	request := httptest.NewRequest(method, target, strings.NewReader(body))
	request.Header = header
	return in, answerTo(handler, request)
}

func TestReadFromHeaders(t *testing.T) {
	in, answer := sendHeaded(t, "GET", "http://conduit.example/api/custom?text=a", "", http.Header{
		"Authorization": {"Token s3cret"}, "If-None-Match": {`"v1"`}, "Depth": {"7"}, "X-Tag": {"a", "b,c"}, "X-Other": {"d"},
	})
	requireStatus(t, 200, answer)
	assert.Equal(t, headed{
		Text: "a", Authorization: runtime.NewSecret("Token s3cret"), Match: runtime.Some(`"v1"`), Depth: runtime.Some[int64](7),
		Tags: []string{"a", "b,c"}, Host: "conduit.example",
	}, in)
}

// A header has its value from nowhere else: not from a member of the body, nor
// from the query.
func TestHeadersAreNamesOfTheirOwn(t *testing.T) {
	in, answer := sendHeaded(t, "POST", "/api/custom?Depth=1&X-Tag=a", `{"text":"b","Authorization":"c","If-None-Match":"d","Host":"e"}`, http.Header{
		"Authorization": {""}, "Content-Type": {"application/json"}, "Text": {"f"},
	})
	requireStatus(t, 200, answer)
	assert.Equal(t, headed{Text: "b", Host: "example.com"}, in)
}

func TestBadHeaders(t *testing.T) {
	_, answer := sendHeaded(t, "POST", "/api/custom", `{"text":1}`, http.Header{
		"Content-Type": {"application/json"}, "If-None-Match": {"a", "b"}, "Depth": {"deep"},
	})
	requireStatus(t, 400, answer)
	assert.Equal(t, []string{
		"text, body: must be a string", "If-None-Match, header: is given more than once", "Depth, header: must be an integer",
		"Authorization, header: is missing",
	}, fieldErrors(t, answer))
}

// raceEnabled is set where the race detector makes pools forget, so that they allocate.
var raceEnabled bool

func TestReadingHeadersAllocatesNothingMore(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector makes pools allocate")
	}
	header := http.Header{"If-None-Match": {"v1"}, "Depth": {"7"}}
	allocations := func(fields []requesting.Field) float64 {
		handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
			var text string
			for r := x.Read(fields); r.Next() >= 0; {
				r.String(&text)
			}
			return x.Answer(0, nil, append(x.Buffer(), "{}"...))
		}})
		request := httptest.NewRequest("GET", "/api/custom", nil)
		request.Header = header
		writer := quietWriter{http.Header{}}
		return testing.AllocsPerRun(100, func() { handler.ServeHTTP(writer, request) })
	}
	assert.Equal(t, allocations(headedFields[:1]), allocations([]requesting.Field{{Name: "text"}, headedFields[2], headedFields[3]}))
}

// A browser may send the headers that it asks for, where its page may call.
func TestPreflightAllowsHeaders(t *testing.T) {
	handler := newHandler(&app{}, requesting.WithOrigins("*"))
	request := httptest.NewRequest("OPTIONS", "/api/custom", nil)
	request.Header.Set("Origin", "https://a.example")
	request.Header.Set("Access-Control-Request-Method", "POST")
	request.Header.Set("Access-Control-Request-Headers", "if-none-match, x-tag")
	assert.Equal(t, []string{"Content-Type, Authorization", "if-none-match, x-tag"}, answerTo(handler, request).Header()["Access-Control-Allow-Headers"])
}
