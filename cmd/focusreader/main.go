// Command focusreader serves the example app: an account, a library of
// documents, focus sessions, text settings and annotations, over HTTP, with
// all state in one SQLite file.
//
// All that it answers is said by the rules in specs/focusreader; this command
// puts the concepts behind them together and starts the server.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal asks the server to stop; a second one ends the program
	// as it would any other.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stderr))
}

// run serves until the context ends, and returns the exit code: 0 when the
// server stopped as it was asked to, 1 when it failed, 2 for wrong use.
func run(ctx context.Context, args []string, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2 // the flag package has said why
	}
	logger := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: o.logLevel()}))
	err = serve(ctx, o, logger)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return 0 // asked to stop before it had started
	}
	if err != nil {
		logger.Error("focusreader ends", slog.Any("error", err))
		return 1
	}
	return 0
}

// options are what the command line can say.
type options struct {
	addr  string
	db    string
	trace string
	http  requesting.Settings
}

func parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{trace: "off", http: requesting.Defaults()}
	flags := flag.NewFlagSet("focusreader", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8000", "`address` to serve on")
	flags.StringVar(&o.db, "db", "", "database `file`, made where there is none (default: one in a fresh temporary folder)")
	flags.Func("trace", "what to log of each flow: `off`, actions or verbose (default off).\n"+
		"A trace shows identities, those of sessions too: keep it out of shared logs", func(level string) error {
		switch level {
		case "off", "actions", "verbose":
			o.trace = level
			return nil
		}
		return errors.New("expected off, actions or verbose")
	})
	o.http.BindFlags(flags)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		err := fmt.Errorf("`%s` is no flag, and focusreader takes nothing else", flags.Arg(0))
		fmt.Fprintln(stderr, err)
		flags.Usage()
		return nil, err
	}
	return o, nil
}

func (o *options) logLevel() slog.Level {
	if o.trace == "verbose" {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// engine returns what the flows of the app are to run with.
func (o *options) engine(logger *slog.Logger) []runtime.Option {
	switch o.trace {
	case "actions":
		return []runtime.Option{runtime.WithTracer(runtime.SlogTracer(logger, runtime.TraceActions))}
	case "verbose":
		return []runtime.Option{runtime.WithTracer(runtime.SlogTracer(logger, runtime.TraceVerbose))}
	}
	return nil
}

// file is where the state is kept. A temporary folder stays when the server
// stops, so that whoever wants to can go on with its file.
func (o *options) file() (string, error) {
	if o.db != "" {
		return o.db, nil
	}
	folder, err := os.MkdirTemp("", "focusreader-")
	if err != nil {
		return "", fmt.Errorf("make a folder for the database (or name a file with --db): %w", err)
	}
	return filepath.Join(folder, "focusreader.db"), nil
}
