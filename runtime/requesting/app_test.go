package requesting_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// app is an app in the form in which it is emitted: a function for each route
// that reads the request, runs the flow and answers. What the flows do, a test
// decides.
type app struct {
	login func(ctx context.Context, in loginInput) (loginAnswer, error)
	echo  func(in everything)
	serve func(x *requesting.Exchange) error
}

type loginInput struct {
	Request  requesting.Request
	Username string
	Password runtime.Secret
}

type loginAnswer struct {
	Status  int
	Headers runtime.JSON
	User    string
	Session string
}

func (a *loginAnswer) AppendJSON(b []byte) []byte {
	b = append(b, `{"user":`...)
	b = runtime.AppendString(b, a.User)
	b = append(b, `,"session":`...)
	b = runtime.AppendString(b, a.Session)
	return append(b, '}')
}

var loginFields = []requesting.Field{{Name: "username", Required: true}, {Name: "password", Required: true}}

func serveLogin(a *app, x *requesting.Exchange) error {
	var in loginInput
	r := x.Read(loginFields)
	for i := r.Next(); i >= 0; i = r.Next() {
		switch i {
		case 0:
			r.String(&in.Username)
		case 1:
			r.Secret(&in.Password)
		}
	}
	if err := r.Done(); err != nil {
		return err
	}
	in.Request = x.Request()
	answer, err := a.login(x.Context(), in)
	if err != nil {
		return err
	}
	return x.Answer(answer.Status, answer.Headers, answer.AppendJSON(x.Buffer()))
}

// everything has a field of each type.
type everything struct {
	ID        identity
	Text      string
	Password  runtime.Secret
	Integer   int64
	Number    float64
	Flag      bool
	Date      runtime.Date
	DateTime  time.Time
	Binary    []byte
	JSON      runtime.JSON
	State     state
	Limit     runtime.Optional[int64]
	Tags      []string
	Counts    []int64
	Author    author
	Addresses []author
	Any       runtime.Optional[[]author]
	Note      runtime.OptionalNullable[string]
}

type (
	identity string
	state    string
	author   struct {
		Name  string   `json:"name"`
		Email string   `json:"email"`
		Nicks []string `json:"nicks"`
	}
)

var (
	everythingFields = []requesting.Field{
		{Name: "id"}, {Name: "text"}, {Name: "password"}, {Name: "integer"}, {Name: "number"}, {Name: "flag"}, {Name: "date"}, {Name: "dateTime"},
		{Name: "binary"}, {Name: "json"}, {Name: "state"}, {Name: "limit"}, {Name: "tags"}, {Name: "counts"}, {Name: "author"}, {Name: "addresses"}, {Name: "any"},
		{Name: "note"},
	}
	authorFields = []requesting.Field{{Name: "name", Required: true}, {Name: "email", Required: true}, {Name: "nicks"}}
	states       = []state{"DRAFT", "PUBLISHED"}
)

func readAuthor(r *requesting.Reader, into *author) {
	*into = author{}
	if !r.Record(authorFields) {
		return
	}
	for i := r.Next(); i >= 0; i = r.Next() {
		switch i {
		case 0:
			r.String(&into.Name)
		case 1:
			r.String(&into.Email)
		case 2:
			requesting.List(r, &into.Nicks, (*requesting.Reader).String)
		}
	}
}

func readEverything(x *requesting.Exchange) (in everything, err error) {
	r := x.Read(everythingFields)
	for i := r.Next(); i >= 0; i = r.Next() {
		switch i {
		case 0:
			requesting.Identity(r, &in.ID)
		case 1:
			r.String(&in.Text)
		case 2:
			r.Secret(&in.Password)
		case 3:
			r.Integer(&in.Integer)
		case 4:
			r.Number(&in.Number)
		case 5:
			r.Flag(&in.Flag)
		case 6:
			r.Date(&in.Date)
		case 7:
			r.DateTime(&in.DateTime)
		case 8:
			r.Binary(&in.Binary)
		case 9:
			r.JSON(&in.JSON)
		case 10:
			requesting.Enum(r, &in.State, states)
		case 11:
			requesting.Optional(r, &in.Limit, (*requesting.Reader).Integer)
		case 12:
			requesting.List(r, &in.Tags, (*requesting.Reader).String)
		case 13:
			requesting.Value(r, &in.Counts)
		case 14:
			readAuthor(r, &in.Author)
		case 15:
			requesting.List(r, &in.Addresses, readAuthor)
		case 16:
			requesting.Value(r, &in.Any)
		case 17:
			requesting.OptionalNullable(r, &in.Note, (*requesting.Reader).String)
		}
	}
	return in, r.Done()
}

func serveEverything(a *app, x *requesting.Exchange) error {
	in, err := readEverything(x)
	if err != nil {
		return err
	}
	if a.echo != nil {
		a.echo(in)
	}
	return x.Answer(0, nil, append(x.Buffer(), "{}"...))
}

func serveCustom(a *app, x *requesting.Exchange) error { return a.serve(x) }

var routes = []requesting.Route[*app]{
	{Path: "/auth/login", Serve: serveLogin},
	{Path: "/everything", Serve: serveEverything},
	{Method: "GET", Path: "/everything", Serve: serveEverything},
	{Method: "GET", Path: "/things/{id}", Serve: serveEverything},
	{Method: "PUT", Path: "/things/{id}/parts/{text}", Serve: serveEverything},
	{Method: "DELETE", Path: "/things/{text}", Serve: serveEverything},
	{Path: "/custom", Serve: serveCustom},
	{Method: "GET", Path: "/custom", Serve: serveCustom},
}

// answerBob lets Bob in.
func answerBob(context.Context, loginInput) (loginAnswer, error) {
	return loginAnswer{User: "u1", Session: "s1"}, nil
}

func newHandler(a *app, options ...requesting.Option) http.Handler {
	return requesting.NewHandler(a, routes, options...)
}

// call serves one request that came in with a body of JSON.
func call(t testing.TB, handler http.Handler, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	return answerTo(handler, request)
}

func answerTo(handler http.Handler, request *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// read returns what a POST of a body arrives as, and the answer.
func read(t testing.TB, body string) (in everything, answer *httptest.ResponseRecorder) {
	t.Helper()
	answer = call(t, newHandler(&app{echo: func(got everything) { in = got }}), "POST", "/api/everything", body)
	return in, answer
}

func requireStatus(t testing.TB, want int, answer *httptest.ResponseRecorder) {
	t.Helper()
	require.Equal(t, want, answer.Code, answer.Body.String())
}
