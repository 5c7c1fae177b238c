package requesting_test

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// What becomes of a flow that may change something: whether that is kept, and
// the answer, which never comes before it is.
func TestAtomic(t *testing.T) {
	answer := func(status int) func(x *requesting.Exchange) error {
		return func(x *requesting.Exchange) error {
			return x.Answer(status, runtime.JSON(`{"X-A":"b"}`), append(x.Buffer(), `{"a":1}`...))
		}
	}
	for name, test := range map[string]struct {
		serve    func(x *requesting.Exchange) error
		commit   error
		kept     bool
		status   int
		answered bool // with the flow's own answer
		log      string
	}{
		"answered":        {answer(201), nil, true, 201, true, ""},
		"refused":         {answer(409), nil, true, 409, true, ""},
		"no content":      {answer(204), nil, true, 204, true, ""},
		"a server error":  {answer(503), nil, false, 503, true, ""},
		"cannot be kept":  {answer(201), errors.New("disk full"), false, 500, false, "disk full"},
		"a failure":       {func(*requesting.Exchange) error { return errors.New("no route to host") }, nil, false, 500, false, "no route to host"},
		"no answer":       {func(*requesting.Exchange) error { return nil }, nil, false, 500, false, "answer"},
		"a bad request":   {func(*requesting.Exchange) error { return &requesting.Problem{Status: 400} }, nil, false, 400, false, ""},
		"a later failure": {func(x *requesting.Exchange) error { return errors.Join(answer(201)(x), errors.New("half")) }, nil, false, 500, false, "half"},
		"a later panic":   {func(x *requesting.Exchange) error { _ = answer(201)(x); panic("a bug") }, nil, false, 500, false, "a bug"},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			recorder := httptest.NewRecorder()
			kept := false
			handler := newHandler(&app{serve: test.serve}, logTo(&log), requesting.WithOrigins("*"),
				requesting.WithAtomic(func(ctx context.Context, flow func(context.Context) error) error {
					err := flow(ctx)
					assert.Empty(t, recorder.Body.String(), "an answer that is not true yet")
					if err == nil {
						err = test.commit
					}
					kept = err == nil
					return err
				}))
			handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), "POST", "/api/custom", nil))
			assert.Equal(t, test.kept, kept)
			assert.Equal(t, test.status, recorder.Code)
			assert.NotEmpty(t, recorder.Header().Get("X-Request-Id"))
			assert.NotEmpty(t, recorder.Header().Get("Access-Control-Allow-Origin"))
			switch {
			case test.status == 204:
				assert.Empty(t, recorder.Body.String())
			case test.answered:
				assert.Equal(t, `{"a":1}`, recorder.Body.String())
				assert.Equal(t, "b", recorder.Header().Get("X-A"))
			default:
				assert.Equal(t, "application/problem+json", recorder.Header().Get("Content-Type"))
				assert.Empty(t, recorder.Header().Get("X-A"))
			}
			assert.Contains(t, log.String(), test.log)
		})
	}
}

// The flow has the context that it is given, and a client that leaves before
// all is kept gets no answer.
func TestAtomicGivesTheContext(t *testing.T) {
	type key struct{}
	client, leave := context.WithCancel(t.Context())
	var log bytes.Buffer
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		assert.Equal(t, "transaction", x.Context().Value(key{}))
		leave()
		return x.Answer(201, nil, append(x.Buffer(), `{}`...))
	}}, logTo(&log), requesting.WithAtomic(func(ctx context.Context, flow func(context.Context) error) error {
		return errors.Join(flow(context.WithValue(ctx, key{}, "transaction")), ctx.Err())
	}))
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequestWithContext(client, "POST", "/api/custom", nil))
	assert.Empty(t, recorder.Body.String())
	assert.Contains(t, log.String(), "client gone")
}

// What changes nothing needs no transaction.
func TestAtomicLeavesReadersAlone(t *testing.T) {
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		return x.Answer(200, nil, append(x.Buffer(), `{}`...))
	}}, requesting.WithAtomic(func(context.Context, func(context.Context) error) error {
		return errors.New("was asked")
	}))
	requireStatus(t, 200, call(t, handler, "GET", "/api/custom", ""))
	requireStatus(t, 500, call(t, handler, "POST", "/api/custom", ""))
}
