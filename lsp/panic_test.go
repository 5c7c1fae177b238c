package lsp

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// A panic in one request is that request's answer, and is reported; the next one
// is answered as if nothing had happened.
func TestPanicsEndNothing(t *testing.T) {
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	conn := jsonrpc2.NewConn(jsonrpc2.NewStream(pipe{in, out}), jsonrpc2.WithCodec(codec{}))
	var log strings.Builder
	s := &server{log: &log, client: protocol.ClientDispatcher(conn), phase: up, current: &state{}}
	conn.Go(t.Context(), protocol.CancelHandler(s.handler(func(_ context.Context, req *jsonrpc2.Request) (any, error) {
		if strings.HasPrefix(req.Method(), "fail") {
			panic("at the worst moment")
		}
		return "well", nil
	})))
	editor := jsonrpc2.NewConn(jsonrpc2.NewStream(pipe{fromServer, toServer}), jsonrpc2.WithCodec(codec{}))
	logged := make(chan string, 10)
	editor.Go(t.Context(), func(_ context.Context, req *jsonrpc2.Request) (any, error) {
		logged <- string(req.Params())
		return nil, nil
	})
	for range 3 {
		_, err := editor.Call(t.Context(), "fail", nil, nil)
		var wire *jsonrpc2.Error
		require.True(t, errors.As(err, &wire), "%v", err)
		assert.Equal(t, jsonrpc2.InternalError, wire.Code)
		assert.Contains(t, wire.Message, "at the worst moment")
		assert.Contains(t, <-logged, "fail failed: at the worst moment")
		require.NoError(t, editor.Notify(t.Context(), "failQuietly", nil))
		assert.Contains(t, <-logged, "failQuietly failed: at the worst moment")
	}
	var answer string
	_, err := editor.Call(t.Context(), "other", nil, &answer)
	require.NoError(t, err)
	assert.Equal(t, "well", answer)
	assert.Contains(t, log.String(), "goroutine", "the way to it is in the log")
}
