package main

import (
	"context"
	"errors"
	"log/slog"

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

// serve opens the database, serves until the context ends, and closes the
// database after the last flow.
func serve(ctx context.Context, o *options, logger *slog.Logger) (err error) {
	file, err := o.file()
	if err != nil {
		return err
	}
	db, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	logger.Info("state is kept", slog.String("db", file))

	concepts, err := open(ctx, db)
	if err != nil {
		return err
	}
	app, err := focusreader.New(concepts, o.engine(logger)...)
	if err != nil {
		return err
	}
	settings := o.http
	settings.Logger = logger
	with := requesting.With(settings)
	return requesting.Serve(ctx, o.addr, app.Handler(with), with)
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
