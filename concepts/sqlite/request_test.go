package sqlite_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime/requesting"
)

// How an app is told to keep all that a request changes, or nothing of it.
func TestRequestsAreAtomic(t *testing.T) {
	n := openNotebook(t)
	handler := requesting.NewHandler(n, []requesting.Route[*notebook]{
		{Method: "POST", Path: "/notes/{text}", Serve: func(n *notebook, x *requesting.Exchange) error {
			text := x.HTTP().URL.Path
			if err := n.write(x.Context(), text+" begins"); err != nil {
				return err
			}
			assert.Contains(t, n.read(t, x.Context()), text+" begins")
			switch text {
			case "/api/notes/failing":
				return errBroken
			case "/api/notes/panicking":
				panic("a bug in a concept")
			case "/api/notes/unavailable":
				return x.Answer(http.StatusServiceUnavailable, nil, []byte(`{}`))
			}
			err := n.write(x.Context(), text+" ends")
			return errors.Join(err, x.Answer(http.StatusCreated, nil, []byte(`{}`)))
		}},
	}, requesting.WithAtomic(n.db.Atomic), requesting.WithLogger(slog.New(slog.DiscardHandler)))

	post := func(ctx context.Context, text string) int {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequestWithContext(ctx, "POST", "/api/notes/"+text, nil))
		return answer.Code
	}
	assert.Equal(t, http.StatusInternalServerError, post(t.Context(), "failing"))
	assert.Equal(t, http.StatusInternalServerError, post(t.Context(), "panicking"))
	assert.Equal(t, http.StatusServiceUnavailable, post(t.Context(), "unavailable"))
	gone, leave := context.WithCancel(t.Context())
	leave()
	post(gone, "leaving")
	assert.Empty(t, n.read(t, t.Context()))
	assert.Equal(t, http.StatusCreated, post(t.Context(), "whole"))
	assert.Equal(t, []string{"/api/notes/whole begins", "/api/notes/whole ends"}, n.read(t, t.Context()))
}
