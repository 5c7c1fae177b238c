package requesting_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// serve runs a server on loopback; stop ends it and returns what it ended with.
func serve(t *testing.T, handler http.Handler, options ...requesting.Option) (url string, stop func() error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	options = append([]requesting.Option{logTo(io.Discard)}, options...)
	go func() { ended <- requesting.ServeListener(ctx, listener, handler, options...) }()
	t.Cleanup(cancel)
	return "http://" + listener.Addr().String(), func() error {
		cancel()
		return <-ended
	}
}

func post(ctx context.Context, url, body string) (status int, answer string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}

func TestParallelRequests(t *testing.T) {
	handler := newHandler(&app{login: func(_ context.Context, in loginInput) (loginAnswer, error) {
		return loginAnswer{User: in.Username, Session: in.Password.Reveal()}, nil
	}})
	url, stop := serve(t, handler)
	var wait sync.WaitGroup
	for i := range 1000 {
		wait.Go(func() {
			body := fmt.Sprintf(`{"username":"user %d","password":"%s"}`, i, strings.Repeat("p", i))
			status, answer, err := post(t.Context(), url+"/api/auth/login", body)
			if assert.NoError(t, err) {
				assert.Equal(t, 200, status)
				assert.Equal(t, fmt.Sprintf(`{"user":"user %d","session":"%s"}`, i, strings.Repeat("p", i)), answer)
			}
		})
	}
	wait.Wait()
	http.DefaultClient.CloseIdleConnections() // a server that stops waits for those that were never used
	require.NoError(t, stop())
}

func TestClientGoneCancelsTheFlow(t *testing.T) {
	entered, canceled := make(chan bool), make(chan error, 1)
	var log lockedBuffer
	handler := newHandler(&app{login: func(ctx context.Context, _ loginInput) (loginAnswer, error) {
		entered <- true
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Second):
		}
		err := runtime.Stopped(ctx, "Profile.authenticate")
		canceled <- err
		return loginAnswer{}, err
	}}, logTo(&log))
	url, stop := serve(t, handler)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-entered
		leave()
	}()
	_, _, err := post(ctx, url+"/api/auth/login", bobLogin)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, <-canceled, context.Canceled)
	require.NoError(t, stop())
	assert.Contains(t, log.String(), "status=499")
}

func TestShutdownLetsFlowsEnd(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	handler := newHandler(&app{login: func(ctx context.Context, in loginInput) (loginAnswer, error) {
		entered <- true
		<-leave
		return loginAnswer{User: "u1"}, ctx.Err()
	}})
	url, stop := serve(t, handler)
	answered := make(chan int, 1)
	go func() {
		status, _, _ := post(t.Context(), url+"/api/auth/login", bobLogin)
		answered <- status
	}()
	<-entered
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	assert.Eventually(t, func() bool { // no new requests
		_, _, err := post(t.Context(), url+"/api/nothing", "")
		return err != nil
	}, 5*time.Second, 10*time.Millisecond)
	select {
	case <-stopped:
		t.Fatal("the server stopped before the flow ended")
	default:
	}
	close(leave)
	assert.Equal(t, 200, <-answered)
	require.NoError(t, <-stopped)
}

func TestShutdownCancelsFlowsThatDoNotEnd(t *testing.T) {
	entered, canceled := make(chan bool), make(chan bool)
	handler := newHandler(&app{login: func(ctx context.Context, _ loginInput) (loginAnswer, error) {
		entered <- true
		<-ctx.Done()
		close(canceled)
		return loginAnswer{}, ctx.Err()
	}}, logTo(io.Discard))
	url, stop := serve(t, handler, requesting.WithTimeouts(requesting.Timeouts{Shutdown: 20 * time.Millisecond}))
	go func() { _, _, _ = post(context.WithoutCancel(t.Context()), url+"/api/auth/login", bobLogin) }()
	<-entered
	assert.ErrorContains(t, stop(), "flows still ran after the shutdown timeout of 20ms; they were canceled")
	<-canceled
}

// A slow client gets no more time than the timeouts give it.
func TestSlowClients(t *testing.T) {
	timeouts := requesting.Timeouts{Header: 100 * time.Millisecond, Read: 200 * time.Millisecond, Write: time.Second, Idle: 100 * time.Millisecond}
	tests := []struct {
		name, sends, answer string
	}{
		{"that sends nothing", "", ""},
		{"that sends half a head", "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nX-A: ", ""},
		{"that sends half a body", "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 38\r\n\r\n" + bobLogin[:20],
			"HTTP/1.1 408 Request Timeout"},
		{"that stays idle", "GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 404 Not Found"},
	}
	url, _ := serve(t, newHandler(&app{login: answerBob}), requesting.WithTimeouts(timeouts))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			connection, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
			require.NoError(t, err)
			defer connection.Close()
			require.NoError(t, connection.SetDeadline(time.Now().Add(5*time.Second)))
			_, err = io.WriteString(connection, test.sends)
			require.NoError(t, err)
			got, err := io.ReadAll(connection) // until the server closes the connection
			require.NoError(t, err)
			assert.True(t, strings.HasPrefix(string(got), test.answer), string(got))
		})
	}
}

func TestLargeAnswer(t *testing.T) {
	body := `{"text":"` + strings.Repeat("x", 300_000) + `"}`
	url, _ := serve(t, newHandler(&app{serve: func(x *requesting.Exchange) error {
		return x.Answer(0, nil, append(x.Buffer(), body...))
	}}))
	status, answer, err := post(t.Context(), url+"/api/custom", "")
	require.NoError(t, err)
	assert.Equal(t, 200, status)
	assert.Equal(t, body, answer)

	response, err := http.Head(url + "/api/custom")
	require.NoError(t, err)
	defer response.Body.Close()
	assert.Equal(t, int64(len(body)), response.ContentLength, "HEAD says how long the body would be")
}

func TestAnswerToAClientThatIsGone(t *testing.T) {
	var log bytes.Buffer
	handler := newHandler(&app{login: answerBob}, logTo(&log))
	request := httptest.NewRequest("POST", "/api/auth/login", strings.NewReader(bobLogin))
	request.Header.Set("Content-Type", "application/json")
	handler.ServeHTTP(brokenWriter{http.Header{}}, request)
	assert.Contains(t, log.String(), "client gone")
	assert.Contains(t, log.String(), "status=499")
}

type brokenWriter struct{ header http.Header }

func (w brokenWriter) Header() http.Header         { return w.header }
func (w brokenWriter) WriteHeader(int)             {}
func (w brokenWriter) Write(b []byte) (int, error) { return 0, errors.New("broken pipe") }

func TestServeOnAnAddressInUse(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	err = requesting.Serve(t.Context(), listener.Addr().String(), newHandler(&app{}))
	assert.ErrorContains(t, err, "cannot listen on `"+listener.Addr().String()+"`")

	require.NoError(t, listener.Close())
	err = requesting.ServeListener(t.Context(), listener, newHandler(&app{}))
	assert.ErrorContains(t, err, "cannot serve on")
}

func TestServe(t *testing.T) {
	var log lockedBuffer
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- requesting.Serve(ctx, "127.0.0.1:0", newHandler(&app{}), logTo(&log), requesting.WithTimeouts(requesting.Timeouts{}))
	}()
	assert.Eventually(t, func() bool { return strings.Contains(log.String(), "/api") }, 5*time.Second, time.Millisecond)
	assert.Contains(t, log.String(), "url=http://127.0.0.1:")
	cancel()
	require.NoError(t, <-ended)
}

func TestFlags(t *testing.T) {
	settings := requesting.Defaults()
	flags := flag.NewFlagSet("app", flag.ContinueOnError)
	settings.BindFlags(flags)
	require.NoError(t, flags.Parse([]string{"-base-path=/v1", "-body-limit=2048", "-cors-origin=https://a.example, https://b.example", "-flow-timeout=3s", "-read-timeout=1m"}))
	want := requesting.Defaults()
	want.BasePath, want.BodyLimit, want.Origins = "/v1", 2048, []string{"https://a.example", "https://b.example"}
	want.Timeouts.Flow, want.Timeouts.Read = 3*time.Second, time.Minute
	assert.Equal(t, want, settings)

	handler := newHandler(&app{login: answerBob}, requesting.With(settings))
	requireStatus(t, 200, call(t, handler, "POST", "/v1/auth/login", bobLogin))
	server := requesting.NewServer(handler, requesting.With(settings))
	assert.Equal(t, time.Minute, server.ReadTimeout)
}

// lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
