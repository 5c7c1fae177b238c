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
	"net/http"

	"github.com/syncgen/syncgen/cmd/internal/service"
	"github.com/syncgen/syncgen/concepts/annotation"
	"github.com/syncgen/syncgen/concepts/focusstats"
	"github.com/syncgen/syncgen/concepts/library"
	"github.com/syncgen/syncgen/concepts/profile"
	"github.com/syncgen/syncgen/concepts/sessioning"
	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/concepts/textsettings"
	"github.com/syncgen/syncgen/generated/focusreader"
	"github.com/syncgen/syncgen/runtime/requesting"
)

func main() { command.Main() }

var command = &service.App{Name: "focusreader", Handler: handler}

func handler(ctx context.Context, host *service.Host) (http.Handler, error) {
	concepts, err := open(ctx, host.DB)
	if err != nil {
		return nil, err
	}
	app, err := focusreader.New(concepts, host.Engine...)
	if err != nil {
		return nil, err
	}
	return app.Handler(requesting.With(host.HTTP)), nil
}

// open makes the concepts, all on one database. Each keeps tables of its own.
func open(ctx context.Context, db *sqlite.DB) (focusreader.Concepts, error) {
	var c focusreader.Concepts
	var mistakes [6]error
	c.Annotation, mistakes[0] = annotation.New(ctx, db)
	c.FocusStats, mistakes[1] = focusstats.New(ctx, db)
	c.Library, mistakes[2] = library.New(ctx, db)
	c.Profile, mistakes[3] = profile.New(ctx, db)
	c.Sessioning, mistakes[4] = sessioning.New(ctx, db)
	c.TextSettings, mistakes[5] = textsettings.New(ctx, db)
	return c, errors.Join(mistakes[:]...)
}
