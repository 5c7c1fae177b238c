package requesting_test

import (
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/signal"
	"strings"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// Routes are emitted. By hand, one looks like this.
func ExampleNewHandler() {
	type app struct{ greeting string }
	fields := []requesting.Field{{Name: "name", Required: true}, {Name: "times"}}
	greet := func(a *app, x *requesting.Exchange) error {
		var name string
		times := runtime.None[int64]()
		r := x.Read(fields)
		for i := r.Next(); i >= 0; i = r.Next() {
			switch i {
			case 0:
				r.String(&name)
			case 1:
				requesting.Optional(r, &times, (*requesting.Reader).Integer)
			}
		}
		if err := r.Done(); err != nil {
			return err
		}
		text := strings.Repeat(a.greeting+" "+name+"! ", int(times.Or(1)))
		body := append(x.Buffer(), `{"text":`...)
		body = runtime.AppendString(body, strings.TrimSpace(text))
		return x.Answer(0, nil, append(body, '}'))
	}
	handler := requesting.NewHandler(&app{"Hello"}, []requesting.Route[*app]{{Method: "GET", Path: "/greet/{name}", Serve: greet}})

	for _, path := range []string{"/api/greet/Bob?times=2", "/api/greet/Bob"} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
		fmt.Println(answer.Code, answer.Body)
	}
	// Output:
	// 200 {"text":"Hello Bob! Hello Bob!"}
	// 200 {"text":"Hello Bob!"}
}

// A main binds the settings to flags and serves until it is interrupted.
func ExampleServe() {
	settings := requesting.Defaults()
	settings.BindFlags(flag.CommandLine)
	addr := flag.String("addr", "127.0.0.1:8000", "`address` to serve on")
	flag.Parse()

	handler := newHandler(&app{login: answerBob}, requesting.With(settings)) // the emitted App's Handler
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := requesting.Serve(ctx, *addr, handler, requesting.With(settings)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func ExampleProblem() {
	handler := newHandler(&app{login: answerBob})
	request := httptest.NewRequest("POST", "/api/auth/login", strings.NewReader(`{"username": 7}`))
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	text, _, _ := strings.Cut(answer.Body.String(), `,"request"`) // the request's id is random
	fmt.Println(text)
	// Output:
	// {"type":"about:blank","title":"Bad Request","status":400,"detail":"some fields are missing or mistyped","errors":[{"name":"username","in":"body","detail":"must be a string"},{"name":"password","in":"body","detail":"is missing"}]
}
