package benchmarks

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/generated/focusreader"
	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// handler is the login over HTTP that a person would write with net/http and
// encoding/json, on the same concepts.
func (h *handLogin) handler() http.Handler {
	type input struct {
		Username string `json:"username"`
		Password string `json:"password"`
	}
	type answer struct {
		User    string `json:"user,omitempty"`
		Session string `json:"session,omitempty"`
		Message string `json:"message,omitempty"`
		Error   string `json:"error,omitempty"`
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/auth/login", func(w http.ResponseWriter, r *http.Request) {
		var in input
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		out, err := h.login(r.Context(), focusreader.AuthLoginInput{Username: in.Username, Password: runtime.NewSecret(in.Password)})
		if err != nil {
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if out.Status != 0 {
			w.WriteHeader(out.Status)
		}
		// An error here is the connection's: there is nobody left to tell.
		_ = json.NewEncoder(w).Encode(answer{string(out.User), string(out.Session), out.Message, out.Error})
	})
	return mux
}

var loginStates = []struct {
	name     string
	concepts func() focusreader.Concepts
}{{"idle", idleConcepts}, {"memory", memoryConcepts}}

const (
	loginPath = "/api/auth/login"
	loginBody = `{"username":"bob","password":"1234567890"}`
)

// BenchmarkHTTP serves logins over loopback, on four connections that are kept
// open. The client is a process of its own, so the processor time is that of
// the server alone; the rate is what client and server reach together on the
// machine's cores.
func BenchmarkHTTP(b *testing.B) {
	for _, state := range loginStates {
		b.Run(state.name, func(b *testing.B) {
			concepts := state.concepts()
			beside(b,
				contender{"hand", serveLogins(b, (&handLogin{concepts}).handler())},
				contender{"emitted", serveLogins(b, loginApp(b, concepts).Handler())},
			)
		})
	}
}

// BenchmarkHandler is what BenchmarkHTTP measures without sockets: the handler
// alone.
func BenchmarkHandler(b *testing.B) {
	for _, state := range loginStates {
		b.Run(state.name, func(b *testing.B) {
			concepts := state.concepts()
			beside(b,
				contender{"hand", handleLogins((&handLogin{concepts}).handler())},
				contender{"emitted", handleLogins(loginApp(b, concepts).Handler())},
			)
		})
	}
}

// serveLogins starts a server and its client, and returns what has the client
// send n logins.
func serveLogins(tb testing.TB, handler http.Handler) func(n int) error {
	return serve(tb, handler, fmt.Sprintf("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		loginPath, len(loginBody), loginBody)).send
}

// serve starts a server, and a client that sends it a request.
func serve(tb testing.TB, handler http.Handler, request string) *client {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(tb, err)
	server := requesting.NewServer(handler)
	go func() { _ = server.Serve(listener) }()
	tb.Cleanup(func() { _ = server.Close() })
	return startClient(tb, listener.Addr().String(), request)
}

// handleLogins returns what calls a handler with n logins.
func handleLogins(handler http.Handler) func(n int) error {
	return handleRequests(handler, loginPath, loginBody)
}

func handleRequests(handler http.Handler, path, body string) func(n int) error {
	text := strings.NewReader(body)
	request := httptest.NewRequest(http.MethodPost, path, text)
	request.Header.Set("Content-Type", "application/json")
	w := &dropWriter{header: http.Header{}}
	return func(n int) error {
		for range n {
			text.Reset(body)
			request.Body = io.NopCloser(text)
			clear(w.header)
			w.status, w.size = http.StatusOK, 0
			handler.ServeHTTP(w, request)
			if w.status != http.StatusOK || w.size == 0 {
				return fmt.Errorf("answered %d", w.status)
			}
		}
		return nil
	}
}

// dropWriter takes an answer and drops it.
type dropWriter struct {
	header       http.Header
	status, size int
}

func (w *dropWriter) Header() http.Header         { return w.header }
func (w *dropWriter) WriteHeader(status int)      { w.status = status }
func (w *dropWriter) Write(b []byte) (int, error) { w.size += len(b); return len(b), nil }

// TestHTTPByHandIsTheSame keeps the baseline honest.
func TestHTTPByHandIsTheSame(t *testing.T) {
	for _, state := range loginStates {
		concepts := state.concepts()
		for _, body := range []string{loginBody, `{"username":"bob","password":"wrong"}`} {
			ask := func(handler http.Handler) (int, string) {
				request := httptest.NewRequest(http.MethodPost, loginPath, strings.NewReader(body))
				request.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, request)
				return w.Code, w.Body.String()
			}
			status, hand := ask((&handLogin{concepts}).handler())
			emittedStatus, emitted := ask(loginApp(t, concepts).Handler())
			assert.Equal(t, status, emittedStatus, body)
			assert.JSONEq(t, hand, emitted, body)
		}
	}
}
