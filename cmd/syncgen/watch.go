package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/syncgen/syncgen/cmd/syncgen/internal/process"
	"github.com/syncgen/syncgen/cmd/syncgen/internal/saves"
)

type watchCommand struct {
	outputFlags
	colorFlag
	Dirs []string `arg:"" optional:"" name:"dir" help:"Folders of specs, each one program; dir/... stands for all below it, also for those that are made later. Default: ./..."`
}

// Help explains what the flags cannot.
func (*watchCommand) Help() string {
	return `Each time that specs are saved, all programs are checked, and generated if there is no error. As many findings are shown
as the screen has room for, and the others are counted.

With a command behind --, as in

    syncgen watch ./specs/... -- go run .

it is started when the specs are good, and started anew each time that they have changed and are good again. It is asked
to end by an interrupt, and made to after 5 seconds, with all processes that it has started.

An interrupt (Ctrl-C) ends the watch, and the command.

` + exitCodes
}

// Validate sees to what needs no look at the folders.
func (c *watchCommand) Validate() error { return c.validate(c.Dirs) }

const (
	quiet = 100 * time.Millisecond // after a save: editors write several times
	grace = 5 * time.Second        // for a command to end
)

// cutThen takes the command behind `--` from the arguments of `syncgen watch`.
func cutThen(args []string) (rest, then []string, err error) {
	at := slices.Index(args, "--")
	if args[0] != "watch" || at < 0 {
		return args, nil, nil
	}
	if at+1 == len(args) {
		return nil, nil, errors.New("`--` is there for the command behind it, as in `syncgen watch -- go run .`")
	}
	return args[:at], args[at+1:], nil
}

func (c *watchCommand) run(s *session) (int, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := c.watch(ctx, s); err != nil {
		return exitUsage, err
	}
	return exitClean, nil
}

// watch works until the context is done, or until it can watch no more.
func (c *watchCommand) watch(ctx context.Context, s *session) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	saved, err := saves.Watch(ctx, c.Dirs, quiet)
	if err != nil {
		return err
	}
	w := &watcher{watchCommand: c, session: s, tool: thisBuild()}
	if s.then != nil {
		w.then = &process.Command{Args: s.then, Stdout: s.stdout, Stderr: s.stderr, Grace: grace}
		defer w.then.Stop()
	}
	// A wrong argument is wrong use. Later the same may be a folder that is
	// gone for a moment.
	if err := w.look(); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-saved.Failed:
			return err
		case <-saved.Saved:
			if err := w.look(); err != nil {
				s.warn("syncgen watch: %s", err)
			}
		case result := <-w.ended():
			w.then.Stop()
			s.warn("syncgen watch: `%s` has ended (%s); it is started again when the specs have changed and are good", strings.Join(s.then, " "), howEnded(result))
		}
	}
}
