// Package textsettings carries out the concept TextSettings, with settings in SQLite.
package textsettings

import (
	"context"
	"database/sql"
	"strings"
	"unicode/utf8"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/focusreader/textsettings"
	"github.com/syncgen/syncgen/runtime"
)

// The settings that everybody starts with.
const (
	defaultFont       = "Georgia"
	defaultFontSize   = 16
	defaultLineHeight = 1.5
)

// TextSettings is the concept, with its state in a database.
type TextSettings struct {
	init, change, find *sqlite.Stmt
}

var _ textsettings.Concept = (*TextSettings)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*TextSettings, error) {
	err := db.Migrate(ctx, "textsettings", `CREATE TABLE textsettings_users (
		user        TEXT PRIMARY KEY,
		font        TEXT NOT NULL,
		font_size   INTEGER NOT NULL,
		line_height REAL NOT NULL
	) STRICT`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	t := &TextSettings{
		init: prepare.Write(`INSERT INTO textsettings_users (user, font, font_size, line_height) VALUES (?, ?, ?, ?)
			ON CONFLICT (user) DO NOTHING`),
		// One statement: two changes at once of different settings both last.
		change: prepare.Write(`INSERT INTO textsettings_users (user, font, font_size, line_height)
			VALUES (?1, coalesce(?2, ?5), coalesce(?3, ?6), coalesce(?4, ?7))
			ON CONFLICT (user) DO UPDATE SET
				font = coalesce(?2, font), font_size = coalesce(?3, font_size), line_height = coalesce(?4, line_height)`),
		find: prepare.Read(`SELECT font, font_size, line_height FROM textsettings_users WHERE user = ?`),
	}
	return t, prepare.Err()
}

// InitUser gives the default settings to a user who has none.
func (t *TextSettings) InitUser(ctx context.Context, in textsettings.InitUserInput) error {
	_, err := t.init.ExecContext(ctx, in.User, defaultFont, defaultFontSize, defaultLineHeight)
	return err
}

// Change changes those settings that are given.
func (t *TextSettings) Change(ctx context.Context, in textsettings.ChangeInput) error {
	if font, ok := in.Font.Get(); ok && (strings.TrimSpace(font) == "" || utf8.RuneCountInString(font) > 100) {
		return runtime.Refuse("a font's name has 1 to 100 characters, not all of them blank")
	}
	if size, ok := in.FontSize.Get(); ok && (size < 6 || size > 96) {
		return runtime.Refuse("a font's size is 6 to 96")
	}
	if height, ok := in.LineHeight.Get(); ok && !(height >= 1 && height <= 4) {
		return runtime.Refuse("a line's height is 1 to 4")
	}
	_, err := t.change.ExecContext(ctx, in.User, nullable(in.Font), nullable(in.FontSize), nullable(in.LineHeight),
		defaultFont, defaultFontSize, defaultLineHeight)
	return err
}

// GetSettings returns how text is shown to a user.
func (t *TextSettings) GetSettings(ctx context.Context, in textsettings.GetSettingsInput) (textsettings.GetSettingsRow, error) {
	var row textsettings.GetSettingsRow
	found, err := sqlite.Optional(t.find.QueryRowContext(ctx, in.User), &row.Font, &row.FontSize, &row.LineHeight)
	if err == nil && !found {
		row = textsettings.GetSettingsRow{Font: defaultFont, FontSize: defaultFontSize, LineHeight: defaultLineHeight}
	}
	return row, err
}

// nullable is an optional value as a statement takes it.
func nullable[T any](o runtime.Optional[T]) sql.Null[T] {
	return sql.Null[T]{V: o.Value, Valid: o.Present}
}
