// Package drive sends requests to an example app and compares the answers.
package drive

import (
	"fmt"
	"io"
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

	servers [2]*httptest.Server
	clock   atomic.Pointer[time.Time]
}

// Start serves an app over HTTP until the test ends. Its clock stands at 09:00 on
// 1 March 2026 until a script says another time, and its `uuid()` counts: id-1,
// id-2, and so on.
func Start[A App](t *testing.T, coverage *Coverage, open func(options ...runtime.Option) (A, error)) *Driver[A] {
	t.Helper()
	d := &Driver[A]{}
	d.setClock(t, "09:00")
	logged := requesting.WithLogger(slog.New(slog.NewTextHandler(t.Output(), nil)))
	for i, app := range []*A{&d.Plain, &d.Traced} {
		var ids atomic.Int64
		options := []runtime.Option{
			runtime.WithClock(d.Now),
			runtime.WithIDs(func() string { return fmt.Sprintf("id-%d", ids.Add(1)) }),
		}
		if app == &d.Traced {
			options = append(options, runtime.WithTracer(coverage))
		}
		var err error
		*app, err = open(options...)
		require.NoError(t, err)
		d.servers[i] = httptest.NewServer((*app).Handler(logged))
		t.Cleanup(d.servers[i].Close)
	}
	coverage.of(d.Traced)
	return d
}

// Apps returns the app that is not traced and the one that is.
func (d *Driver[A]) Apps() []A { return []A{d.Plain, d.Traced} }

// Now returns what the app's clock says.
func (d *Driver[A]) Now() time.Time { return *d.clock.Load() }

// setClock sets the clock to a time of the first day, or to any time on any day.
func (d *Driver[A]) setClock(t *testing.T, at string) {
	t.Helper()
	if !strings.Contains(at, "T") {
		at = "2026-03-01T" + at + ":00Z"
	}
	now, err := time.Parse(time.RFC3339, at)
	require.NoError(t, err)
	d.clock.Store(&now)
}

// Run sends the requests of a script and compares the answers, to the letter. A line
// of a script is one of
//
//	# a comment
//	at 10:30
//	at 2026-03-02T10:30:00Z
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
			for i := range d.servers {
				assert.Equal(t, rest, fmt.Sprintf("%d %s", status[i], answer[i]), request)
			}
			request = ""
		default:
			require.Empty(t, request, "a request whose answer the script does not say")
			request = line
			for i := range d.servers {
				status[i], answer[i] = d.send(t, i, request)
			}
		}
	}
	require.Empty(t, request, "a request whose answer the script does not say")
}

// RunAlike sends requests, one a line, that all get the same answer.
func (d *Driver[A]) RunAlike(t *testing.T, requests, answer string) {
	t.Helper()
	for request := range strings.Lines(requests) {
		if strings.TrimSpace(request) != "" {
			d.Run(t, request+"\n→ "+answer)
		}
	}
}

// Send sends a request to both apps, and returns the answer of the one that is not
// traced. Many may be sent at once.
func (d *Driver[A]) Send(t *testing.T, request string) (status int, answer string) {
	t.Helper()
	d.send(t, 1, request)
	return d.send(t, 0, request)
}

func (d *Driver[A]) send(t *testing.T, i int, request string) (status int, answer string) {
	t.Helper()
	method, target, _ := strings.Cut(request, " ")
	target, body, _ := strings.Cut(target, " ")
	r, err := http.NewRequestWithContext(t.Context(), method, d.servers[i].URL+"/api"+target, strings.NewReader(body))
	if !assert.NoError(t, err) {
		return 0, ""
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := d.servers[i].Client().Do(r)
	if !assert.NoError(t, err) {
		return 0, ""
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	assert.NoError(t, err)
	return response.StatusCode, strings.ReplaceAll(string(content), response.Header.Get("X-Request-Id"), "ID")
}
