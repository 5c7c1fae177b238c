package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/cmd/internal/service/servicetest"
	"github.com/syncgen/syncgen/gen/openapi/conformance"
)

// server is a focusreader that runs in the test.
type server struct{ *servicetest.Server }

// start runs the command until the test ends or Stop is called.
func start(t *testing.T, args ...string) *server {
	t.Helper()
	return &server{servicetest.Start(t, command, args...)}
}

// object is a JSON object.
type object = map[string]any

// post sends a request and returns the status of its answer and the values in it.
func (s *server) post(t *testing.T, path string, body object) (status int, answer object) {
	t.Helper()
	text, err := json.Marshal(body)
	require.NoError(t, err)
	return s.send(t, http.MethodPost, path, string(text))
}

// send also holds the request and its answer to the document of the specs.
func (s *server) send(t *testing.T, method, path, body string) (status int, answer object) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	conformance.Of(t, "../../specs/focusreader").Holds(t, request, []byte(body), response, content)
	decoder := json.NewDecoder(bytes.NewReader(content))
	require.NoError(t, decoder.Decode(&answer), "%s %s: %s", method, path, response.Status)
	_, err = decoder.Token()
	require.ErrorIs(t, err, io.EOF, "%s: one answer and nothing after it", path)
	return response.StatusCode, answer
}

// ok posts what must succeed.
func (s *server) ok(t *testing.T, path string, body object) object {
	t.Helper()
	status, answer := s.post(t, path, body)
	require.Equal(t, http.StatusOK, status, "%s: %v", path, answer)
	return answer
}

// refused posts what must be answered with a status and a reason.
func (s *server) refused(t *testing.T, status int, reason, path string, body object) {
	t.Helper()
	got, answer := s.post(t, path, body)
	assert.Equal(t, status, got, "%s: %v", path, answer)
	assert.Equal(t, object{"error": reason}, answer, path)
}

// reader is somebody who is signed in.
type reader struct {
	*server
	user, session string
}

const password = "1234567890"

// signUp creates an account and signs in.
func (s *server) signUp(t *testing.T, username string) *reader {
	t.Helper()
	created := s.ok(t, "/auth/createAccount", object{"username": username, "password": password})
	return s.signIn(t, username, created["user"].(string))
}

func (s *server) signIn(t *testing.T, username, user string) *reader {
	t.Helper()
	login := s.ok(t, "/auth/login", object{"username": username, "password": password})
	require.Equal(t, user, login["user"])
	return &reader{s, user, login["session"].(string)}
}

// with adds the reader's session to the values of a request.
func (r *reader) with(values object) object {
	all := object{"session": r.session}
	for name, value := range values {
		all[name] = value
	}
	return all
}

// addDocument puts a document in the reader's library.
func (r *reader) addDocument(t *testing.T, name, content string) (document string) {
	t.Helper()
	answer := r.ok(t, "/library/createDocument", r.with(object{"name": name, "content": content}))
	return answer["document"].(string)
}

// TestMain lets a test run the command as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("FOCUSREADER_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}
