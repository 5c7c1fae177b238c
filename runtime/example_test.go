package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/syncgen/syncgen/runtime"
)

func ExampleRefuse() {
	// A concept's action refuses …
	authenticate := func(password runtime.Secret) error {
		if password.Equal(runtime.NewSecret("s3cret")) {
			return nil
		}
		return runtime.Refuse("wrong username or password")
	}
	// … and whoever called it tells the refusal from a failure.
	reason, refused := runtime.Refused(authenticate(runtime.NewSecret("1234")))
	fmt.Println(reason, refused)
	_, refused = runtime.Refused(errors.New("disk full"))
	fmt.Println(refused)
	// Output:
	// wrong username or password true
	// false
}

func ExampleSecret() {
	input := struct {
		Username string
		Password runtime.Secret
	}{"bob", runtime.NewSecret("s3cret")}
	fmt.Printf("%+v\n", input)
	fmt.Println(len(input.Password.Reveal()))
	// Output:
	// {Username:bob Password:••••}
	// 6
}

func ExampleOptional() {
	limit := runtime.None[int64]()
	fmt.Println(limit.Or(20))
	limit = runtime.Some[int64](5)
	fmt.Println(limit.Or(20))
	// Output:
	// 20
	// 5
}

func ExampleSlogTracer() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTimeAndFlow}))
	app := loginWith(newStub(), runtime.WithTracer(runtime.SlogTracer(logger, runtime.TraceActions)))
	_, _ = app.Login(context.Background(), bob)
	// Output:
	// level=INFO msg="Requesting.request {path: \"/auth/login\", username: \"bob\", password: ••••} => {}" step=1
	// level=INFO msg="Profile.authenticate {username: \"bob\", password: ••••} => {user: \"u1\"}" step=2 cause=HandleLogin
	// level=INFO msg="Sessioning.create {user: \"u1\"} => {session: \"s1\"}" step=3 cause=CreateSession
	// level=INFO msg="Requesting.respond {user: \"u1\", session: \"s1\"} => {}" step=5 cause=LoggedIn
}

func withoutTimeAndFlow(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey || a.Key == "flow" {
		return slog.Attr{}
	}
	return a
}

func ExampleFailure() {
	stub := newStub()
	stub.authenticate = func(context.Context) error { return errors.New("disk full") }
	_, err := loginWith(stub).Login(context.Background(), bob)

	var failure *runtime.Failure
	if errors.As(err, &failure) {
		fmt.Println(failure.Action)
		for _, step := range failure.Trail() {
			fmt.Println("-", step)
		}
	}
	// Output:
	// Profile.authenticate
	// - Requesting.request (path: "/auth/login")
	// - HandleLogin
	// - Profile.authenticate
}

func ExampleStepFromContext() {
	stub := newStub()
	stub.authenticate = func(ctx context.Context) error {
		if step, ok := runtime.StepFromContext(ctx); ok {
			fmt.Println("step", step.Number, "has a key of", len(step.String()), "characters")
		}
		return nil
	}
	app := loginWith(stub, runtime.WithTracer(noTracer{}))
	_, _ = app.Login(context.Background(), bob)
	// Output: step 2 has a key of 38 characters
}
