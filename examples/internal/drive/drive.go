// Package drive sends requests to an example app and compares the answers.
package drive

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// App is what is asked of a generated app.
type App interface {
	Handler(options ...requesting.Option) http.Handler
	Sync(id runtime.SyncID) (runtime.Sync, bool)
}

// Driver drives an app. It has the app twice, each with a state of its own: flows
// that are traced have to end as those do that are not.
type Driver[A App] struct {
	Plain, Traced A

	handlers [2]http.Handler
	clock    atomic.Pointer[time.Time]
}

// Start makes an app whose clock stands at 09:00 on 3 March 2025 until a script
// says another time, and whose `uuid()` counts: id-1, id-2, and so on.
func Start[A App](t *testing.T, coverage *Coverage, open func(options ...runtime.Option) (A, error)) *Driver[A] {
	t.Helper()
	d := &Driver[A]{}
	d.setClock(t, "09:00")
	logged := requesting.WithLogger(slog.New(slog.NewTextHandler(t.Output(), nil)))
	for i, app := range []*A{&d.Plain, &d.Traced} {
		var ids atomic.Int64
		options := []runtime.Option{
			runtime.WithClock(func() time.Time { return *d.clock.Load() }),
			runtime.WithIDs(func() string { return fmt.Sprintf("id-%d", ids.Add(1)) }),
		}
		if app == &d.Traced {
			options = append(options, runtime.WithTracer(coverage))
		}
		var err error
		*app, err = open(options...)
		require.NoError(t, err)
		d.handlers[i] = (*app).Handler(logged)
	}
	coverage.of(d.Traced)
	return d
}

func (d *Driver[A]) setClock(t *testing.T, at string) {
	t.Helper()
	now, err := time.Parse("2006-01-02 15:04", "2025-03-03 "+at)
	require.NoError(t, err)
	d.clock.Store(&now)
}

// Now returns what the app's clock says.
func (d *Driver[A]) Now() time.Time { return *d.clock.Load() }

// Run sends the requests of a script and compares the answers, to the letter. A line
// of a script is one of
//
//	# a comment
//	at 10:30
//	POST /sessions {"username": "ann", "password": "12345678"}
//	→ 201 {"session":"session-1","user":"user-1"}
//
// In an answer `ID` stands for the request's identity.
func (d *Driver[A]) Run(t *testing.T, script string) {
	t.Helper()
	var request string
	var status [2]int
	var answer [2]string
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "", "#":
		case "at":
			d.setClock(t, rest)
		case "→":
			require.NotEmpty(t, request, "an answer to no request: %s", line)
			for i := range d.handlers {
				assert.Equal(t, rest, fmt.Sprintf("%d %s", status[i], answer[i]), request)
			}
			request = ""
		default:
			require.Empty(t, request, "a request whose answer the script does not say")
			request = line
			for i, handler := range d.handlers {
				status[i], answer[i] = send(handler, request)
			}
		}
	}
	require.Empty(t, request, "a request whose answer the script does not say")
}

// Send sends a request to both apps, and returns the answer of the one that is not
// traced. Many may be sent at once.
func (d *Driver[A]) Send(request string) (status int, answer string) {
	send(d.handlers[1], request)
	return send(d.handlers[0], request)
}

func send(handler http.Handler, request string) (status int, answer string) {
	method, target, _ := strings.Cut(request, " ")
	target, body, _ := strings.Cut(target, " ")
	r := httptest.NewRequest(method, "/api"+target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Code, strings.ReplaceAll(w.Body.String(), w.Header().Get("X-Request-Id"), "ID")
}
