// Command conduit serves the backend of RealWorld's Conduit: people who write
// articles, follow each other, comment and mark what they like, over HTTP, with
// all state in one SQLite file.
//
// All that it answers is said by the rules in specs/conduit; this command puts
// the concepts behind them together and starts the server.
package main

import (
	"context"
	"net/http"

	"github.com/syncgen/syncgen/cmd/internal/service"
	"github.com/syncgen/syncgen/concepts/argon2id"
	concepts "github.com/syncgen/syncgen/concepts/conduit"
	"github.com/syncgen/syncgen/generated/conduit"
	"github.com/syncgen/syncgen/runtime/requesting"
)

func main() { command(argon2id.Recommended).Main() }

// command is the app, which spends so much on the hash of a password.
func command(cost argon2id.Cost) *service.App {
	o := new(options)
	handler := func(ctx context.Context, host *service.Host) (http.Handler, error) {
		all, err := concepts.New(ctx, host.DB, concepts.Settings{Secret: o.key(host.Logger), PasswordCost: cost})
		if err != nil {
			return nil, err
		}
		app, err := conduit.New(all, host.Engine...)
		if err != nil {
			return nil, err
		}
		// A request is several actions of several concepts: all of them last, or
		// none does.
		host.HTTP.Atomic = host.DB.Atomic
		host.HTTP.Problems = writeProblem
		host.HTTP.HealthPath, host.HTTP.Health = "/healthz", host.DB.Ping
		return app.Handler(requesting.With(host.HTTP)), nil
	}
	return &service.App{Name: "conduit", Flags: o.bind, Handler: handler}
}
