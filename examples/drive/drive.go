// Package drive sends requests to an app in a test, and compares all that it
// answers.
package drive

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Exchange is a request and the answer that it is to get.
type Exchange struct {
	About   string // what it shows, where the request does not say
	Request string // the method, and the path below /api with its query
	Body    string // JSON, or none
	Status  int
	Answer  string // JSON, to the letter
}

// Run serves the app over HTTP and sends the requests, one after the other.
func Run(t *testing.T, handler http.Handler, exchanges []Exchange) {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, x := range exchanges {
		status, answer := Send(t, server, x)
		assert.Equal(t, x.Status, status, "%s %s (%s)", x.Request, x.Body, x.About)
		assert.Equal(t, x.Answer, answer, "%s %s (%s)", x.Request, x.Body, x.About)
	}
}

// Send sends a request and returns what is answered to it. Any goroutine may
// call it.
func Send(t *testing.T, server *httptest.Server, x Exchange) (status int, answer string) {
	t.Helper()
	method, path, _ := strings.Cut(x.Request, " ")
	request, err := http.NewRequestWithContext(t.Context(), method, server.URL+"/api"+path, strings.NewReader(x.Body))
	if !assert.NoError(t, err) {
		return 0, ""
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if !assert.NoError(t, err) {
		return 0, ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	assert.NoError(t, err)
	return response.StatusCode, strings.TrimSpace(string(body))
}
