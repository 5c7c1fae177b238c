package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/cmd/internal/service/servicetest"
	"github.com/syncgen/syncgen/concepts/argon2id"
	"github.com/syncgen/syncgen/gen/openapi/conformance"
)

// object is a JSON object.
type object = map[string]any

// server is a conduit that runs in the test.
type server struct{ *servicetest.Server }

// start runs the command with a fresh database until the test ends.
func start(t testing.TB, args ...string) *server {
	t.Helper()
	return &server{servicetest.Start(t, command(argon2id.Cheap), append([]string{"--secret", strings.Repeat("s", 32)}, args...)...)}
}

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	body   object // nil where there is none
}

// person sends requests, with the token of an account or without one.
type person struct {
	*server
	username, token string
	scheme          string // of the header Authorization; Token when empty
}

// anybody is a person who is not signed in.
func (s *server) anybody() *person { return &person{server: s} }

// password is everybody's.
const password = "correct horse"

// register makes an account, whose email address follows from its name.
func (s *server) register(t testing.TB, username string) *person {
	t.Helper()
	made := s.anybody().send(t, "POST", "/users", object{"user": object{
		"username": username, "email": username + "@example.com", "password": password,
	}})
	require.Equal(t, http.StatusCreated, made.status, made.body)
	return &person{server: s, username: username, token: made.body["user"].(object)["token"].(string)}
}

// send sends a request and holds it and its answer to the document of the specs.
func (p *person) send(t testing.TB, method, path string, body any) answer {
	t.Helper()
	request, sent, response, got := p.exchange(t, method, path, body)
	conformance.Of(t, specs).Holds(t, request, sent, response, got)
	return read(t, request, response, got)
}

const specs = "../../specs/conduit"

// unreadable sends what the server cannot read as what the document describes.
func (p *person) unreadable(t testing.TB, method, path string, body any) answer {
	t.Helper()
	request, _, response, got := p.exchange(t, method, path, body)
	return read(t, request, response, got)
}

func (p *person) exchange(t testing.TB, method, path string, body any) (request *http.Request, sent []byte, response *http.Response, got []byte) {
	t.Helper()
	request, sent, err := p.request(method, path, body)
	require.NoError(t, err)
	response, got, err = exchange(request.WithContext(t.Context()))
	require.NoError(t, err)
	return request, sent, response, got
}

func (p *person) request(method, path string, body any) (request *http.Request, sent []byte, err error) {
	switch body := body.(type) {
	case nil:
	case string:
		sent = []byte(body)
	default:
		if sent, err = json.Marshal(body); err != nil {
			return nil, nil, err
		}
	}
	if request, err = http.NewRequest(method, p.URL+path, bytes.NewReader(sent)); err != nil {
		return nil, nil, err
	}
	if sent != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if p.token != "" {
		request.Header.Set("Authorization", cmp.Or(p.scheme, "Token")+" "+p.token)
	}
	return request, sent, nil
}

// exchange follows no redirects.
func exchange(request *http.Request) (response *http.Response, got []byte, err error) {
	if response, err = http.DefaultTransport.RoundTrip(request); err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	got, err = io.ReadAll(response.Body)
	return response, got, err
}

// try sends a request to a server that may be gone.
func (p *person) try(method, path string, body any) (a answer, err error) {
	request, _, err := p.request(method, path, body)
	if err != nil {
		return a, err
	}
	response, got, err := exchange(request)
	if err != nil {
		return a, err
	}
	return decode(response, got)
}

func read(t testing.TB, request *http.Request, response *http.Response, got []byte) answer {
	t.Helper()
	a, err := decode(response, got)
	require.NoError(t, err, "%s %s: %s", request.Method, request.URL, got)
	return a
}

func decode(response *http.Response, got []byte) (a answer, err error) {
	a = answer{status: response.StatusCode, header: response.Header}
	if len(got) > 0 {
		err = json.Unmarshal(got, &a.body)
	}
	return a, err
}

// ok sends what must be answered with a status, and returns what stands under
// the one name of the answer.
func (p *person) ok(t testing.TB, status int, method, path string, body any, name string) object {
	t.Helper()
	a := p.send(t, method, path, body)
	require.Equal(t, status, a.status, "%s %s: %v", method, path, a.body)
	require.Len(t, a.body, 1)
	return a.body[name].(object)
}

// refused sends what must be answered with a status and one error.
func (p *person) refused(t testing.TB, status int, key, message, method, path string, body any) {
	t.Helper()
	a := p.send(t, method, path, body)
	assert.Equal(t, status, a.status, "%s %s", method, path)
	assert.Equal(t, problem(key, message), a.body, "%s %s", method, path)
}

// problem is the body of an answer that says what is wrong with one thing.
func problem(key, message string) object { return object{"errors": object{key: []any{message}}} }

// publish publishes an article, and returns it as its author sees it.
func (p *person) publish(t testing.TB, title string, tags ...string) object {
	t.Helper()
	return p.ok(t, http.StatusCreated, "POST", "/articles", object{"article": object{
		"title": title, "description": "about " + title, "body": "all of " + title, "tagList": tags,
	}}, "article")
}

// slug is the address of a new article.
func (p *person) slug(t testing.TB, title string, tags ...string) string {
	t.Helper()
	return p.publish(t, title, tags...)["slug"].(string)
}

// comment comments on an article, and returns the comment's number.
func (p *person) comment(t testing.TB, slug, body string) string {
	t.Helper()
	comment := p.ok(t, http.StatusCreated, "POST", "/articles/"+slug+"/comments", object{"comment": object{"body": body}}, "comment")
	return fmt.Sprint(comment["id"])
}

// titles lists the titles of the articles at a path, and the number of all.
func (p *person) titles(t testing.TB, path string) (titles []any, count any) {
	t.Helper()
	a := p.send(t, "GET", path, nil)
	require.Equal(t, http.StatusOK, a.status, a.body)
	titles = []any{}
	for _, article := range a.body["articles"].([]any) {
		titles = append(titles, article.(object)["title"])
	}
	return titles, a.body["articlesCount"]
}
