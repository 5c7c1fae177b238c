package requesting

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// NewServer returns a server with the timeouts of the settings.
func NewServer(handler http.Handler, options ...Option) *http.Server {
	s := newSettings(options)
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: s.Timeouts.Header,
		ReadTimeout:       s.Timeouts.Read,
		WriteTimeout:      s.Timeouts.Write,
		IdleTimeout:       s.Timeouts.Idle,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.Logger.Handler(), slog.LevelWarn),
	}
}

// Serve serves on an address until the context is canceled. Then it takes no
// more requests, lets the running flows end within the shutdown timeout, and
// cancels those that have not.
func Serve(ctx context.Context, addr string, handler http.Handler, options ...Option) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("cannot listen on `%s`: %w", addr, err)
	}
	return ServeListener(ctx, listener, handler, options...)
}

// ServeListener is Serve on a listener, which it closes.
func ServeListener(ctx context.Context, listener net.Listener, handler http.Handler, options ...Option) error {
	s := newSettings(options)
	server := NewServer(handler, options...)
	// Flows outlive the context: it says when to stop taking requests.
	server.BaseContext = func(net.Listener) context.Context { return context.WithoutCancel(ctx) }
	s.Logger.LogAttrs(ctx, slog.LevelInfo, "serving", slog.String("url", "http://"+listener.Addr().String()+s.BasePath))

	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return fmt.Errorf("cannot serve on `%s`: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	return shutDown(context.WithoutCancel(ctx), server, s.Timeouts.Shutdown)
}

func shutDown(ctx context.Context, server *http.Server, limit time.Duration) error {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.Join(fmt.Errorf("flows still ran after the shutdown timeout of %s; they were canceled", limit), server.Close())
	}
	return err
}
