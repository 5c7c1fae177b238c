package service

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// options are what every command line can say.
type options struct {
	addr  string
	db    string
	trace string
	http  requesting.Settings
}

func (a *App) parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{trace: "off", http: requesting.Defaults()}
	flags := flag.NewFlagSet(a.Name, flag.ContinueOnError)
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
	if a.Flags != nil {
		a.Flags(flags)
	}
	o.http.BindFlags(flags)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		err := fmt.Errorf("`%s` is no flag, and %s takes nothing else", flags.Arg(0), a.Name)
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
func (o *options) file(name string) (string, error) {
	if o.db != "" {
		return o.db, nil
	}
	folder, err := os.MkdirTemp("", name+"-")
	if err != nil {
		return "", fmt.Errorf("make a folder for the database (or name a file with --db): %w", err)
	}
	return filepath.Join(folder, name+".db"), nil
}
