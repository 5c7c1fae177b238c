package requesting

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

// NewHandler returns the handler that serves an app's routes. It panics where
// the table of routes cannot be served: a path without its leading slash, or
// the same method and path twice. syncgen emits no such table.
func NewHandler[A any](app A, routes []Route[A], options ...Option) http.Handler {
	h := &handler[A]{app: app, routes: routes, front: front{settings: newSettings(options)}}
	h.router.literal = make(map[string]*endpoint, len(routes))
	for i := range routes {
		if err := h.router.add(i, routes[i].Method, routes[i].Path); err != nil {
			panic("requesting: " + err.Error())
		}
	}
	return h
}

type handler[A any] struct {
	front
	app    A
	routes []Route[A]
}

// front is the part of the handler that does not depend on the app's type.
type front struct {
	router   router
	settings *Settings
}

// ServeHTTP serves a request.
func (h *handler[A]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.settings.HealthPath != "" && r.URL.Path == h.settings.HealthPath {
		h.health(w, r)
		return
	}
	x := exchanges.Get().(*Exchange)
	x.writer, x.http, x.settings, x.ctx = w, r, h.settings, r.Context()
	x.request = Request(runtime.NewUUID())
	w.Header()["X-Request-Id"] = []string{string(x.request)}
	if h.settings.LogRequests {
		x.begun = time.Now()
	}
	defer x.contain()
	if h.route(x) {
		h.serve(x)
	}
	x.logRequest()
	x.release()
}

// serve runs the flow of the route that was found.
func (h *handler[A]) serve(x *Exchange) {
	if limit := h.settings.Timeouts.Flow; limit > 0 {
		ctx, cancel := context.WithTimeoutCause(x.ctx, limit, errFlowTimeout)
		defer cancel()
		x.ctx = ctx
	}
	serve := h.routes[x.method.route].Serve
	if h.settings.Atomic == nil || safe(x.http.Method) {
		x.finish(serve(h.app, x))
	} else {
		x.finish(x.atomically(func() error { return serve(h.app, x) }))
	}
}

var errFlowTimeout = errors.New("the flow took longer than it may")

// route finds the route, or answers itself.
func (f *front) route(x *Exchange) bool {
	if len(f.settings.Origins) > 0 {
		f.allowOrigin(x)
	}
	path, escaped := x.http.URL.Path, false
	if x.http.URL.RawPath != "" {
		path, escaped = x.http.URL.RawPath, true
	}
	path, ok := strings.CutPrefix(path, f.settings.BasePath)
	if ok && path != "" && path[0] == '/' {
		x.method, x.values = f.router.find(x.http.Method, path, escaped, x.values)
		if x.method != nil {
			return true
		}
		if allowed := f.router.allowed(path, escaped); allowed != nil {
			f.otherMethod(x, strings.Join(allowed, ", "))
			return false
		}
	}
	x.problem(&Problem{Status: http.StatusNotFound, Detail: fmt.Sprintf("no route for `%s`", cut(x.http.URL.Path))})
	return false
}

func (f *front) otherMethod(x *Exchange, allowed string) {
	if x.http.Method == http.MethodOptions {
		header := x.writer.Header()
		header["Allow"] = []string{allowed}
		f.preflight(x, allowed)
		x.head(http.StatusNoContent)
		return
	}
	x.problem(&Problem{
		Status: http.StatusMethodNotAllowed, allow: allowed,
		Detail: fmt.Sprintf("`%s` is served for %s, not for %s", cut(x.http.URL.Path), allowed, cut(x.http.Method)),
	})
}

// cut bounds what a problem repeats of a request.
func cut(text string) string {
	if len(text) <= 200 {
		return text
	}
	return strings.ToValidUTF8(text[:200], "") + "…"
}

// finish sees to it that the request has had an answer, and that the log says
// what the client is not told.
func (x *Exchange) finish(err error) {
	if err == nil {
		if x.answered {
			return
		}
		err = x.unanswered()
	}
	if p, ok := err.(*Problem); ok {
		x.problem(p)
		return
	}
	switch {
	case x.gone(err):
		x.status = statusGone
		x.log(slog.LevelInfo, "client gone", statusGone, err)
	case context.Cause(x.ctx) == errFlowTimeout:
		x.log(slog.LevelError, "flow timed out", http.StatusServiceUnavailable, err)
		x.problem(&Problem{Status: http.StatusServiceUnavailable, Detail: "the request took too long"})
	default:
		x.log(slog.LevelError, "flow failed", http.StatusInternalServerError, err)
		x.internal()
	}
}

func (x *Exchange) unanswered() error {
	return runtime.Unanswered("Requesting.request (path: \"" + x.method.path + "\")")
}

// statusGone is what logs have for a request whose client has gone.
const statusGone = 499

func (x *Exchange) gone(err error) bool {
	var gone *goneError
	return errors.As(err, &gone) || errors.Is(err, context.Canceled) && x.http.Context().Err() != nil
}

func (x *Exchange) internal() {
	x.problem(&Problem{Status: http.StatusInternalServerError, Detail: "the request could not be served; the log has the reason under the request's id"})
}

// log says what became of a request. Errors go to the log in full: it is not
// the client who reads it.
func (x *Exchange) log(level slog.Level, message string, status int, err error) {
	attrs := make([]slog.Attr, 0, 8)
	attrs = append(attrs, slog.String("request", string(x.request)), slog.String("method", x.http.Method),
		slog.Int("status", status))
	if x.method != nil {
		attrs = append(attrs, slog.String("path", x.method.path))
	}
	attrs = append(attrs, slog.String("error", err.Error()))
	var failure *runtime.Failure
	if errors.As(err, &failure) {
		attrs = append(attrs, slog.String("trail", strings.Join(failure.Trail(), " → ")))
		if !failure.Flow.IsZero() {
			attrs = append(attrs, slog.String("flow", failure.Flow.String()))
		}
	}
	var panicked *runtime.Panic
	if errors.As(err, &panicked) {
		attrs = append(attrs, slog.String("stack", string(panicked.Stack)))
	}
	x.settings.Logger.LogAttrs(x.http.Context(), level, message, attrs...)
}

// logRequest says how a request was answered, where that is asked for.
func (x *Exchange) logRequest() {
	if x.begun.IsZero() {
		return
	}
	path := cut(x.http.URL.Path)
	if x.method != nil {
		path = x.method.path
	}
	x.settings.Logger.LogAttrs(x.http.Context(), slog.LevelInfo, "request", slog.String("request", string(x.request)),
		slog.String("method", cut(x.http.Method)), slog.String("path", path), slog.Int("status", x.status),
		slog.Duration("duration", time.Since(x.begun)))
}

// contain, deferred, answers for a Serve that panicked. The exchange is not
// used again: something may still hold it.
func (x *Exchange) contain() {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p) // net/http's own way to drop a connection
	}
	x.log(slog.LevelError, "flow failed", http.StatusInternalServerError, &runtime.Panic{Value: p, Stack: debug.Stack()})
	x.internal()
	x.logRequest()
}
