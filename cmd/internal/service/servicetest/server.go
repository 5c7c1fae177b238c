// Package servicetest starts the servers of the example apps in tests.
package servicetest

import (
	"bytes"
	"context"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/cmd/internal/service"
)

// Server is a server that runs in the test, on a port of its own.
type Server struct {
	URL  string // with the base path
	Log  *Log
	Stop func() (code int)
}

// Start runs an app with a fresh database, unless args name another one, until
// the test ends or Stop is called.
func Start(t testing.TB, app *service.App, args ...string) *Server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := new(Log)
	code := make(chan int, 1)
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	go func() {
		code <- app.Run(ctx, append([]string{"--addr", "127.0.0.1:0", "--db", fresh}, args...), log)
	}()
	s := &Server{Log: log, Stop: sync.OnceValue(func() int {
		cancel()
		return <-code
	})}
	t.Cleanup(func() {
		assert.Zero(t, s.Stop(), "the server stops as it was asked to")
		if t.Failed() {
			t.Log("the server's log:\n" + log.String())
		}
	})
	s.URL = log.AwaitURL(t)
	return s
}

// Log is a log that can be read while it is written.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String returns what was written so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

var served = regexp.MustCompile(`msg=serving url=(\S+)`)

// AwaitURL waits for the line that says where the server listens.
func (l *Log) AwaitURL(t testing.TB) (url string) {
	t.Helper()
	require.Eventually(t, func() bool {
		match := served.FindStringSubmatch(l.String())
		if match != nil {
			url = match[1]
		}
		return match != nil
	}, 30*time.Second, 5*time.Millisecond, "the server says where it listens")
	return url
}
