package requesting_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

func TestHealth(t *testing.T) {
	sick := errors.New("the disk is full")
	tests := []struct {
		name, method, path string
		options            []requesting.Option
		code               int
		body, log          string
	}{
		{"off", "GET", "/healthz", nil, 404, "", ""},
		{"well", "GET", "/healthz", []requesting.Option{health(nil)}, 200, `{"status":"ok"}`, ""},
		{"nothing to ask", "GET", "/healthz", []requesting.Option{requesting.WithHealth("healthz", nil)}, 200, `{"status":"ok"}`, ""},
		{"head", "HEAD", "/healthz", []requesting.Option{health(nil)}, 200, `{"status":"ok"}`, ""},
		{"unwell", "GET", "/healthz", []requesting.Option{health(sick)}, 503, `{"status":"unavailable"}`, `level=WARN msg="not healthy" error="the disk is full"`},
		{"another method", "POST", "/healthz", []requesting.Option{health(nil)}, 405, "", ""},
		{"below the base path", "GET", "/api/healthz", []requesting.Option{health(nil)}, 404, "", ""},
		{"not logged as a request", "GET", "/healthz", []requesting.Option{health(nil), requesting.WithRequestLog()}, 200, `{"status":"ok"}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			answer := call(t, newHandler(&app{}, append(test.options, logTo(&log))...), test.method, test.path, "")
			requireStatus(t, test.code, answer)
			if test.body != "" {
				assert.Equal(t, test.body, answer.Body.String())
				assert.Equal(t, "application/json", answer.Header().Get("Content-Type"))
				assert.Equal(t, "no-store", answer.Header().Get("Cache-Control"))
			}
			assert.Contains(t, log.String(), test.log)
			assert.Equal(t, test.log == "", log.Len() == 0)
		})
	}
}

func health(err error) requesting.Option {
	return requesting.WithHealth("/healthz", func(context.Context) error { return err })
}

func TestRequestLog(t *testing.T) {
	tests := []struct {
		name, method, path, body string
		serve                    func(x *requesting.Exchange) error
		log                      []string
	}{
		{"a route", "PUT", "/api/things/42/parts/x", "", nil, []string{"method=PUT", "path=/things/{id}/parts/{text}", "status=200"}},
		{"no content", "POST", "/api/custom", "", func(x *requesting.Exchange) error { return x.Answer(204, nil, nil) }, []string{"path=/custom", "status=204"}},
		{"no route", "GET", "/nothing", "", nil, []string{"method=GET", "path=/nothing", "status=404"}},
		{"options", "OPTIONS", "/api/custom", "", nil, []string{"method=OPTIONS", "status=204"}},
		{"unreadable", "POST", "/api/everything", `{"text":1}`, nil, []string{"path=/everything", "status=400"}},
		{"failure", "POST", "/api/custom", "", func(*requesting.Exchange) error { return errors.New("disk full") }, []string{"status=500"}},
		{"panic", "POST", "/api/custom", "", func(*requesting.Exchange) error { panic("boom") }, []string{"status=500"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			answer := call(t, newHandler(&app{serve: test.serve}, logTo(&log), requesting.WithRequestLog()), test.method, test.path, test.body)
			lines := bytes.Split(bytes.TrimSpace(log.Bytes()), []byte("\n"))
			line := string(lines[len(lines)-1]) // behind what a failure has logged
			assert.Contains(t, line, "level=INFO msg=request request="+answer.Header().Get("X-Request-Id"))
			assert.Contains(t, line, "duration=")
			for _, text := range test.log {
				assert.Contains(t, line, text)
			}
		})
	}

	var log bytes.Buffer
	requireStatus(t, 200, call(t, newHandler(&app{}, logTo(&log)), "GET", "/api/things/1", ""))
	assert.Empty(t, log.String(), "requests are logged where that is asked for only")
}

// inConduitsForm writes problems as the RealWorld apps do: the messages of each
// field, with the status 422 where the request cannot be read.
func inConduitsForm(p *requesting.Problem, b []byte) (string, []byte) {
	if len(p.Errors) == 0 {
		b = append(b, `{"errors":{"request":[`...)
		return "application/json", append(runtime.AppendString(b, p.Detail), "]}}"...)
	}
	p.Status = http.StatusUnprocessableEntity
	b = append(b, `{"errors":{`...)
	for i, e := range p.Errors {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(runtime.AppendString(b, e.Name), ":["...)
		b = append(runtime.AppendString(b, e.Detail), ']')
	}
	return "application/json", append(b, "}}"...)
}

func TestProblemsInAFormOfTheAppsOwn(t *testing.T) {
	handler := newHandler(&app{serve: func(*requesting.Exchange) error { return errors.New("disk full") }},
		requesting.WithProblems(inConduitsForm), logTo(new(bytes.Buffer)))
	tests := []struct {
		method, path, body string
		code               int
		want               string
	}{
		{"POST", "/api/auth/login", `{"username":1}`, 422, `{"errors":{"username":["must be a string"],"password":["is missing"]}}`},
		{"POST", "/api/nothing", "", 404, "{\"errors\":{\"request\":[\"no route for `/api/nothing`\"]}}"},
		{"GET", "/api/auth/login", "", 405, "{\"errors\":{\"request\":[\"`/api/auth/login` is served for OPTIONS, POST, not for GET\"]}}"},
		{"POST", "/api/custom", "", 500, `{"errors":{"request":["the request could not be served; the log has the reason under the request's id"]}}`},
	}
	for _, test := range tests {
		answer := call(t, handler, test.method, test.path, test.body)
		requireStatus(t, test.code, answer)
		assert.Equal(t, test.want, answer.Body.String())
		assert.Equal(t, "application/json", answer.Header().Get("Content-Type"))
	}
}

// One problem may be the answer of many requests: each form is told of its own.
func TestProblemsKnowTheirRequest(t *testing.T) {
	busy := &requesting.Problem{Status: 503, Detail: "too many of you"}
	var told requesting.Request
	handler := newHandler(&app{serve: func(*requesting.Exchange) error { return busy }},
		requesting.WithProblems(func(p *requesting.Problem, b []byte) (string, []byte) {
			told, p.Status = p.Request, 429
			return "text/plain", append(b, p.Detail...)
		}))
	answer := call(t, handler, "POST", "/api/custom", "")
	requireStatus(t, 429, answer)
	assert.Equal(t, answer.Header().Get("X-Request-Id"), string(told))
	require.Equal(t, &requesting.Problem{Status: 503, Detail: "too many of you"}, busy)
}
