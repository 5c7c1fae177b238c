package requesting_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

const bobLogin = `{"username":"bob","password":"s3cret"}`

func TestAnswer(t *testing.T) {
	var in loginInput
	handler := newHandler(&app{login: func(_ context.Context, got loginInput) (loginAnswer, error) {
		in = got
		return loginAnswer{User: "u1", Session: "s1"}, nil
	}})
	answer := call(t, handler, "POST", "/api/auth/login", bobLogin)
	requireStatus(t, 200, answer)
	assert.Equal(t, `{"user":"u1","session":"s1"}`, answer.Body.String())
	assert.Equal(t, "application/json", answer.Header().Get("Content-Type"))
	assert.Equal(t, "bob", in.Username)
	assert.Equal(t, "s3cret", in.Password.Reveal())
	assert.Len(t, in.Request, 36)
	assert.Equal(t, string(in.Request), answer.Header().Get("X-Request-Id"))
}

func TestAnswerStatusAndHeaders(t *testing.T) {
	tests := []struct {
		name    string
		status  int
		headers string
		code    int
		header  http.Header
		body    string
		log     string // of a 500
	}{
		{"default", 0, ``, 200, http.Header{"Content-Type": {"application/json"}}, `{"a":1}`, ""},
		{"created", 201, `{"location":"/things/1","X-A":null}`, 201, http.Header{"Location": {"/things/1"}, "X-A": nil}, `{"a":1}`, ""},
		{"another content type", 0, `{"Content-Type":"application/ld+json"}`, 200, http.Header{"Content-Type": {"application/ld+json"}}, `{"a":1}`, ""},
		{"several cookies", 0, `{"Set-Cookie":["a=1","b=2"]}`, 200, http.Header{"Set-Cookie": {"a=1", "b=2"}}, `{"a":1}`, ""},
		{"no content", 204, `{"X-A":"b"}`, 204, http.Header{"Content-Type": nil, "X-A": {"b"}}, ``, ""},
		{"no content of any type", 204, `{"Content-Type":"text/plain"}`, 204, http.Header{"Content-Type": nil}, ``, ""},
		{"reset content", 205, ``, 205, http.Header{"Content-Type": nil}, ``, ""},
		{"not modified", 304, ``, 304, http.Header{"Content-Type": nil}, ``, ""},
		{"refused", 401, ``, 401, nil, `{"a":1}`, ""},
		{"not a status", 99, ``, 500, nil, ``, "a status is in 200 to 599"},
		{"informational", 100, ``, 500, nil, ``, "a status is in 200 to 599"},
		{"headers that are no record", 0, `[]`, 500, nil, ``, "not a record of strings"},
		{"header that is no string", 0, `{"X-A":1}`, 500, http.Header{"X-A": nil}, ``, "not a record of strings"},
		{"header with a line end", 0, `{"X-B":"b","X-A":"b\r\nSet-Cookie: c"}`, 500, http.Header{"X-A": nil, "X-B": nil, "Set-Cookie": nil}, ``, "control character"},
		{"header with a bad name", 0, `{"X A":"b"}`, 500, nil, ``, "letters, digits and dashes"},
		{"header of the server's", 0, `{"content-length":"7"}`, 500, nil, ``, "the server sets it itself"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
				return x.Answer(test.status, runtime.JSON(test.headers), append(x.Buffer(), `{"a":1}`...))
			}}, logTo(&log))
			answer := call(t, handler, "POST", "/api/custom", "")
			requireStatus(t, test.code, answer)
			for name, values := range test.header {
				assert.Equal(t, values, answer.Result().Header[name], name)
			}
			if test.log != "" {
				assert.Contains(t, log.String(), test.log)
				assert.NotContains(t, problem(t, answer).Detail, test.log)
				return
			}
			assert.Equal(t, test.body, answer.Body.String())
			assert.Empty(t, log.String())
		})
	}
}

func logTo(out io.Writer) requesting.Option {
	return requesting.WithLogger(slog.New(slog.NewTextHandler(out, nil)))
}

func TestUnknownRouteAndWrongMethod(t *testing.T) {
	tests := []struct {
		method, path string
		code         int
		allow        string
		detail       string
	}{
		{"POST", "/api/auth/logn", 404, "", "no route for `/api/auth/logn`"},
		{"POST", "/auth/login", 404, "", "no route for `/auth/login`"},
		{"POST", "/api/auth/login/", 404, "", "no route for `/api/auth/login/`"},
		{"POST", "/apiauth/login", 404, "", "no route for `/apiauth/login`"},
		{"GET", "/api", 404, "", "no route for `/api`"},
		{"GET", "/api/", 404, "", "no route for `/api/`"},
		{"GET", "/api/things/", 404, "", "no route for `/api/things/`"},
		{"GET", "/api/things/1/parts", 404, "", "no route for `/api/things/1/parts`"},
		{"GET", "/api/auth/login", 405, "OPTIONS, POST", "`/api/auth/login` is served for OPTIONS, POST, not for GET"},
		{"PATCH", "/api/things/1", 405, "DELETE, GET, HEAD, OPTIONS", "`/api/things/1` is served for DELETE, GET, HEAD, OPTIONS, not for PATCH"},
		{"POST", "/api/things/a%2Fb", 405, "DELETE, GET, HEAD, OPTIONS", "`/api/things/a/b` is served for DELETE, GET, HEAD, OPTIONS, not for POST"},
		{"POST", "/api/" + strings.Repeat("x", 5000), 404, "", "no route for `/api/" + strings.Repeat("x", 195) + "…`"},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path[:min(len(test.path), 30)], func(t *testing.T) {
			answer := call(t, newHandler(&app{}), test.method, test.path, "")
			requireStatus(t, test.code, answer)
			assert.Equal(t, test.allow, answer.Header().Get("Allow"))
			p := problem(t, answer)
			assert.Equal(t, test.detail, p.Detail)
			assert.Equal(t, "about:blank", p.Type)
			assert.Equal(t, http.StatusText(test.code), p.Title)
		})
	}
}

func TestHeadAndOptions(t *testing.T) {
	handler := newHandler(&app{})
	requireStatus(t, 200, call(t, handler, "HEAD", "/api/things/1", ""))
	requireStatus(t, 405, call(t, handler, "HEAD", "/api/auth/login", ""))

	answer := call(t, handler, "OPTIONS", "/api/everything", "")
	requireStatus(t, 204, answer)
	assert.Equal(t, "GET, HEAD, OPTIONS, POST", answer.Header().Get("Allow"))
	assert.Empty(t, answer.Header().Get("Access-Control-Allow-Origin"))
	requireStatus(t, 404, call(t, handler, "OPTIONS", "/api/nothing", ""))
}

func TestCORS(t *testing.T) {
	tests := []struct {
		name, origin string
		origins      []string
		allowed      string
	}{
		{"off", "https://a.example", nil, ""},
		{"any", "https://a.example", []string{"*"}, "*"},
		{"one of them", "https://a.example", []string{"https://b.example", "https://a.example"}, "https://a.example"},
		{"none of them", "https://c.example", []string{"https://b.example", "https://a.example"}, ""},
		{"no browser", "", []string{"https://a.example"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			handler := newHandler(&app{login: answerBob}, requesting.WithOrigins(test.origins...))
			request := httptest.NewRequest("OPTIONS", "/api/auth/login", nil)
			request.Header.Set("Origin", test.origin)
			request.Header.Set("Access-Control-Request-Method", "POST")
			answer := answerTo(handler, request)
			requireStatus(t, 204, answer)
			assert.Equal(t, test.allowed, answer.Header().Get("Access-Control-Allow-Origin"))
			if test.allowed != "" {
				assert.Equal(t, "OPTIONS, POST", answer.Header().Get("Access-Control-Allow-Methods"))
				assert.Contains(t, answer.Header().Get("Access-Control-Allow-Headers"), "Content-Type")
			}

			// Answers and problems can be read by the page, too.
			for _, path := range []string{"/api/auth/login", "/api/nothing"} {
				request = httptest.NewRequest("POST", path, strings.NewReader(bobLogin))
				request.Header.Set("Origin", test.origin)
				request.Header.Set("Content-Type", "application/json")
				answer = answerTo(handler, request)
				assert.Equal(t, test.allowed, answer.Header().Get("Access-Control-Allow-Origin"))
				if test.origins != nil && test.allowed != "*" {
					assert.Equal(t, "Origin", answer.Header().Get("Vary"))
				}
			}
		})
	}
}

func TestContentType(t *testing.T) {
	tests := []struct {
		contentType string
		code        int
	}{
		{"application/json", 200}, {"Application/JSON; charset=utf-8", 200}, {"application/merge-patch+json", 200},
		{"text/plain", 415}, {"application/x-www-form-urlencoded", 415}, {"application/jsonx", 415}, {"", 415}, {"/;;", 415},
	}
	for _, test := range tests {
		request := httptest.NewRequest("POST", "/api/auth/login", strings.NewReader(bobLogin))
		request.Header.Set("Content-Type", test.contentType)
		assert.Equal(t, test.code, answerTo(newHandler(&app{login: answerBob}), request).Code, test.contentType)
	}
}

func TestBodyLimit(t *testing.T) {
	handler := newHandler(&app{}, requesting.WithBodyLimit(100))
	fits := `{"text":"` + strings.Repeat("x", 89) + `"}`
	requireStatus(t, 200, call(t, handler, "POST", "/api/everything", fits))
	answer := call(t, handler, "POST", "/api/everything", fits+" ")
	requireStatus(t, 413, answer)
	assert.Equal(t, "the body has more than 100 bytes", problem(t, answer).Detail)
	assert.Equal(t, "close", answer.Header().Get("Connection"))

	// A body that does not tell its length before.
	for body, code := range map[string]int{fits: 200, fits + " ": 413} {
		request := httptest.NewRequest("POST", "/api/everything", iotest.OneByteReader(strings.NewReader(body)))
		request.ContentLength = -1
		request.Header.Set("Content-Type", "application/json")
		requireStatus(t, code, answerTo(handler, request))
	}
}

func TestLargeBodies(t *testing.T) {
	for _, size := range []int{1, 4095, 4096, 4097, 70_000, 1<<20 - 20} {
		in, answer := read(t, `{"text":"`+strings.Repeat("x", size)+`"}`)
		requireStatus(t, 200, answer)
		assert.Len(t, in.Text, size)
	}
	hostile := map[string]string{
		"brackets":       `{"a":` + strings.Repeat("[", 1<<20-6),
		"unknown names":  "{" + strings.Repeat(`"a":1,`, 170_000) + `"b":2}`,
		"escapes":        `{"text":"` + strings.Repeat(`\u0061`, 170_000) + `"}`,
		"a long number":  `{"number":` + strings.Repeat("9", 1<<20-20) + `}`,
		"a long integer": `{"integer":` + strings.Repeat("9", 1<<20-20) + `}`,
		"the same name":  "{" + strings.Repeat(`"tags":["a"],`, 80_000) + `"b":2}`,
	}
	for name, body := range hostile {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			_, answer := read(t, body)
			assert.Contains(t, []int{200, 400}, answer.Code)
			assert.Less(t, time.Since(begun), 2*time.Second)
			assert.Less(t, answer.Body.Len(), 2000)
		})
	}
	query := "/api/everything?" + strings.Repeat("tags=a&", 10_000)
	requireStatus(t, 200, call(t, newHandler(&app{}), "GET", query, ""))
}

func TestBodyThatDoesNotArrive(t *testing.T) {
	request := httptest.NewRequest("POST", "/api/everything", iotest.ErrReader(io.ErrUnexpectedEOF))
	request.ContentLength = 10
	request.Header.Set("Content-Type", "application/json")
	requireStatus(t, 400, answerTo(newHandler(&app{}), request))
}

func TestMethodsWithoutABody(t *testing.T) {
	var in everything
	handler := newHandler(&app{echo: func(got everything) { in = got }})
	requireStatus(t, 200, call(t, handler, "GET", "/api/everything?text=a", `{"text":"b","id":"c"}`))
	assert.Equal(t, everything{Text: "a"}, in)
	requireStatus(t, 200, call(t, handler, "DELETE", "/api/things/a", "not json"))

	// What is missing is named as missing where it could have come from.
	answer := call(t, newHandler(&app{serve: func(x *requesting.Exchange) error {
		r := x.Read(loginFields)
		for r.Next() >= 0 {
			_ = r.Null()
		}
		return r.Done()
	}}), "GET", "/api/custom", "")
	requireStatus(t, 400, answer)
	assert.Equal(t, "username, query: is missing", fieldErrors(t, answer)[0])
}

func TestFailuresTellTheLogAndNotTheClient(t *testing.T) {
	flow := `Requesting.request (path: "/auth/login")`
	tests := []struct {
		name string
		err  error
		code int
		log  []string
	}{
		{"failure", runtime.After(flow, runtime.Failed("Profile.authenticate", errors.New("disk full"))), 500,
			[]string{"level=ERROR", "flow failed", "disk full", `trail="Requesting.request (path: \"/auth/login\") → Profile.authenticate"`, "path=/auth/login", "status=500"}},
		{"plain error", errors.New("disk full"), 500, []string{"disk full"}},
		{"panic in a concept", runtime.After(flow, runtime.Panicked("Profile.authenticate", "disk full")), 500, []string{"panic: disk full", "stack=", "handler_test.go"}},
		{"no answer", runtime.Unanswered(flow, flow, "Profile.authenticate"), 500, []string{"ended without an answer", "→ Profile.authenticate"}},
		{"limit", runtime.Failed("Tree.delete", &runtime.LimitError{Limit: "Actions", Max: 7}), 500, []string{"more than 7 actions"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			handler := newHandler(&app{login: func(context.Context, loginInput) (loginAnswer, error) { return loginAnswer{}, test.err }}, logTo(&log))
			answer := call(t, handler, "POST", "/api/auth/login", bobLogin)
			requireStatus(t, test.code, answer)
			assert.NotContains(t, answer.Body.String(), "disk")
			assert.NotContains(t, answer.Body.String(), "Profile")
			for _, text := range test.log {
				assert.Contains(t, log.String(), text)
			}
			assert.Contains(t, log.String(), "request="+problem(t, answer).Request)
			assert.NotContains(t, log.String(), "s3cret")
		})
	}
}

func TestServeThatDoesNotAnswer(t *testing.T) {
	var log bytes.Buffer
	handler := newHandler(&app{serve: func(*requesting.Exchange) error { return nil }}, logTo(&log))
	requireStatus(t, 500, call(t, handler, "POST", "/api/custom", ""))
	assert.Contains(t, log.String(), `Requesting.request (path: \"/custom\")`)
	assert.Contains(t, log.String(), "the flow ended without an answer")
}

func TestAnswerTwice(t *testing.T) {
	var log bytes.Buffer
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		assert.False(t, x.Answered())
		assert.NoError(t, x.Answer(0, nil, append(x.Buffer(), `{"a":1}`...)))
		assert.True(t, x.Answered())
		return x.Answer(0, nil, append(x.Buffer(), `{"a":2}`...))
	}}, logTo(&log))
	answer := call(t, handler, "POST", "/api/custom", "")
	requireStatus(t, 200, answer)
	assert.Equal(t, `{"a":1}`, answer.Body.String())
	assert.Contains(t, log.String(), "has had its answer")
}

func TestPanicsAreContained(t *testing.T) {
	var log bytes.Buffer
	handler := newHandler(&app{serve: func(*requesting.Exchange) error { panic("boom") }}, logTo(&log))
	answer := call(t, handler, "POST", "/api/custom", "")
	requireStatus(t, 500, answer)
	assert.NotContains(t, answer.Body.String(), "boom")
	assert.Contains(t, log.String(), "panic: boom")
	assert.Contains(t, log.String(), "stack=")

	handler = newHandler(&app{serve: func(*requesting.Exchange) error { panic(http.ErrAbortHandler) }})
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { call(t, handler, "POST", "/api/custom", "") })
}

func TestFlowTimeout(t *testing.T) {
	var log bytes.Buffer
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		<-x.Context().Done()
		return runtime.Stopped(x.Context(), "Profile.authenticate")
	}}, logTo(&log), requesting.WithTimeouts(requesting.Timeouts{Flow: time.Millisecond}))
	requireStatus(t, 503, call(t, handler, "POST", "/api/custom", ""))
	assert.Contains(t, log.String(), "the flow took longer than it may")
}

func TestClientThatIsGoneIsNoFailure(t *testing.T) {
	var log bytes.Buffer
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		return runtime.Stopped(x.Context(), "Profile.authenticate")
	}}, logTo(&log))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	answerTo(handler, httptest.NewRequestWithContext(ctx, "POST", "/api/custom", nil))
	assert.Contains(t, log.String(), "level=INFO")
	assert.Contains(t, log.String(), "status=499")
}

func TestBasePath(t *testing.T) {
	tests := []struct{ base, path string }{
		{"/api", "/api/auth/login"}, {"api/", "/api/auth/login"}, {"", "/auth/login"}, {"/", "/auth/login"}, {"/a/b", "/a/b/auth/login"},
	}
	for _, test := range tests {
		handler := newHandler(&app{login: answerBob}, requesting.WithBasePath(test.base))
		requireStatus(t, 200, call(t, handler, "POST", test.path, bobLogin))
		requireStatus(t, 404, call(t, handler, "POST", "/x"+test.path, bobLogin))
	}
}

func TestExchangesForgetTheRequestBefore(t *testing.T) {
	// The same memory serves one request after the other: nothing of the first
	// may be left for the second.
	handler := newHandler(&app{login: answerBob})
	requireStatus(t, 200, call(t, handler, "PUT", "/api/things/42/parts/x", `{"text":"y","integer":1,"author":{"name":"a","email":"b"}}`))
	requireStatus(t, 400, call(t, handler, "POST", "/api/auth/login", `{"username":1}`))
	requireStatus(t, 400, call(t, handler, "POST", "/api/auth/login", `{"tags":[{"a"`))
	for range 10 {
		in, answer := read(t, `{}`)
		requireStatus(t, 200, answer)
		assert.Equal(t, everything{}, in)
	}
}

func TestProblemIsAnError(t *testing.T) {
	p := &requesting.Problem{Status: 400, Detail: "some fields are bad", Errors: []requesting.FieldError{{Name: "a", In: "body", Detail: "is missing"}, {Name: "b", In: "query", Detail: "must be a string"}}}
	require.EqualError(t, p, "400 bad request: some fields are bad: `a` is missing, `b` must be a string")
	assert.JSONEq(t, `{"type":"about:blank","title":"Bad Request","status":400,"detail":"some fields are bad","errors":[
		{"name":"a","in":"body","detail":"is missing"},{"name":"b","in":"query","detail":"must be a string"}]}`, string(p.AppendJSON(nil)))
}

func TestReceivedShowsTheRequest(t *testing.T) {
	assert.Equal(t, `{request: "r1"}`, string(requesting.Received("r1").AppendTrace(nil)))
}
