// Package lsp is the language server of specs: it shows an editor what the
// compiler knows of a program while its texts change.
//
// Everything comes from the program that `syncgen check` has, and from the same
// findings; nothing is read a second way. Each file is about one thing that an
// editor asks for, in terms of our own. The protocol's are those of convert.go,
// where values are converted, and of the server itself: this file, lifecycle.go,
// publish.go and server.go.
package lsp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// Serve speaks the protocol over a pair of streams until the editor says exit
// or closes them. It fails where the editor left without having said shutdown.
// What is of no editor's concern is written to log.
func Serve(ctx context.Context, in io.Reader, out io.Writer, log io.Writer, version string) error {
	conn := jsonrpc2.NewConn(jsonrpc2.NewStream(pipe{in, out}), jsonrpc2.WithCodec(codec{}))
	s := &server{
		version: version, log: log, client: protocol.ClientDispatcher(conn),
		exit: make(chan struct{}), workers: map[string]*worker{}, current: &state{},
	}
	conn.Go(ctx, protocol.CancelHandler(s.handler(protocol.ServerHandler(s, jsonrpc2.MethodNotFoundHandler))))
	select {
	case <-s.exit:
	case <-conn.Done():
	}
	s.mu.Lock()
	s.stopped = true
	clean := s.phase == down
	s.mu.Unlock()
	if err := conn.Err(); err != nil && !clean {
		return err
	}
	if !clean {
		return errors.New("the editor left without `shutdown` and `exit`")
	}
	return nil
}

// pipe is a pair of streams as one. The streams stay open: they are whoever's
// called us.
type pipe struct {
	io.Reader
	io.Writer
}

func (pipe) Close() error { return nil }

// codec reads and writes what messages hold.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error) { return protocol.Marshal(v) }

func (codec) Unmarshal(data []byte, v any) error { return protocol.Unmarshal(data, v) }

// handler puts messages in order. Notifications are dealt with one after the
// other; a request takes the state that it finds and is then answered beside
// what follows it. What goes wrong in one message is reported, and is the end of
// that message alone.
func (s *server) handler(inner jsonrpc2.Handler) jsonrpc2.Handler {
	return func(ctx context.Context, req *jsonrpc2.Request) (any, error) {
		if !req.IsCall() {
			// One that is not known is none of our business, and a panic has
			// been reported.
			_, err := s.guarded(ctx, req, inner)
			if err != nil && !errors.Is(err, jsonrpc2.ErrMethodNotFound) && !errors.Is(err, jsonrpc2.ErrInternal) {
				s.report("%s: %s", req.Method(), err)
			}
			return nil, nil
		}
		ctx = context.WithValue(ctx, stateKey{}, s.state())
		jsonrpc2.Async(ctx)
		if err := s.admits(req.Method()); err != nil {
			return nil, err
		}
		answered := make(chan answer, 1)
		go func() {
			result, err := s.guarded(ctx, req, inner)
			answered <- answer{result, err}
		}()
		select {
		case <-ctx.Done():
			return nil, protocol.ErrRequestCancelled
		case a := <-answered:
			return a.result, a.err
		}
	}
}

type answer struct {
	result any
	err    error
}

// stateKey is the key of the state that a request is answered from.
type stateKey struct{}

func stateOf(ctx context.Context) *state {
	s, _ := ctx.Value(stateKey{}).(*state)
	return s
}

// guarded handles a message, and makes an error of a panic.
func (s *server) guarded(ctx context.Context, req *jsonrpc2.Request, inner jsonrpc2.Handler) (result any, err error) {
	defer func() {
		if hit := recover(); hit != nil {
			s.report("%s failed: %v", req.Method(), hit)
			fmt.Fprintf(s.log, "%s\n", debug.Stack())
			result, err = nil, jsonrpc2.Errorf(jsonrpc2.InternalError, "syncgen failed at this request, which is a mistake in it: %v", hit)
		}
	}()
	return inner(ctx, req)
}

// report tells the editor's log, and ours.
func (s *server) report(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	fmt.Fprintln(s.log, text)
	s.notify(func(ctx context.Context) error {
		return s.client.LogMessage(ctx, &protocol.LogMessageParams{Type: protocol.MessageTypeError, Message: text})
	})
}

// notify sends a notification. That the editor is gone is noticed elsewhere.
func (s *server) notify(send func(context.Context) error) {
	s.mu.Lock()
	stopped := s.stopped
	s.mu.Unlock()
	if !stopped {
		_ = send(context.Background())
	}
}
