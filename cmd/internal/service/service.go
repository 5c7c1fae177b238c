// Package service is what the commands of the example apps have in common:
// flags, a log, one SQLite file, and a server that stops when it is asked to.
package service

import (
	"context"
	"errors"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// App is what tells one command from another.
type App struct {
	Name string // of the command
	// Flags adds flags of its own; nil when there are none.
	Flags func(*flag.FlagSet)
	// Handler makes the app on a database. What it returns is served.
	Handler func(ctx context.Context, host *Host) (http.Handler, error)
}

// Host is what a command line asks an app to run with.
type Host struct {
	DB     *sqlite.DB
	Logger *slog.Logger
	Engine []runtime.Option    // for the app
	HTTP   requesting.Settings // for the app's handler, and for the server
}

// Main runs the command until a signal stops it. The first one asks the server
// to stop; a second one ends the program as it would any other.
func (a *App) Main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	os.Exit(a.Run(ctx, os.Args[1:], os.Stderr))
}

// Run serves until the context ends, and returns the exit code: 0 when the
// server stopped as it was asked to, 1 when it failed, 2 for wrong use.
func (a *App) Run(ctx context.Context, args []string, stderr io.Writer) int {
	o, err := a.parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2 // the flag package has said why
	}
	logger := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: o.logLevel()}))
	err = a.serve(ctx, o, logger)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return 0 // asked to stop before it had started
	}
	if err != nil {
		logger.Error(a.Name+" ends", slog.Any("error", err))
		return 1
	}
	return 0
}

// serve opens the database, serves until the context ends, and closes the
// database after the last flow.
func (a *App) serve(ctx context.Context, o *options, logger *slog.Logger) (err error) {
	file, err := o.file(a.Name)
	if err != nil {
		return err
	}
	db, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	logger.Info("state is kept", slog.String("db", file))

	host := &Host{DB: db, Logger: logger, Engine: o.engine(logger), HTTP: o.http}
	host.HTTP.Logger = logger
	handler, err := a.Handler(ctx, host)
	if err != nil {
		return err
	}
	return requesting.Serve(ctx, o.addr, handler, requesting.With(host.HTTP))
}
