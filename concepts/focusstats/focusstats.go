// Package focusstats carries out the concept FocusStats, with focus sessions in SQLite.
package focusstats

import (
	"context"
	"crypto/rand"
	"database/sql"
	"time"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/focusreader/focusstats"
)

// FocusStats is the concept, with its state in a database.
type FocusStats struct {
	init, start, end, abandon *sqlite.Stmt
	since, byDocument         *sqlite.Stmt
}

var _ focusstats.Concept = (*FocusStats)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*FocusStats, error) {
	// The unique index is what keeps a user from having two unfinished
	// sessions on one document, also when two windows open it at once.
	err := db.Migrate(ctx, "focusstats", `CREATE TABLE focusstats_users (
		user  TEXT PRIMARY KEY,
		since INTEGER NOT NULL
	) STRICT;
	CREATE TABLE focusstats_sessions (
		id         TEXT PRIMARY KEY,
		user       TEXT NOT NULL,
		document   TEXT NOT NULL,
		started_at INTEGER NOT NULL,
		ended_at   INTEGER
	) STRICT;
	CREATE UNIQUE INDEX focusstats_unfinished ON focusstats_sessions (document, user) WHERE ended_at IS NULL;
	CREATE INDEX focusstats_by_user ON focusstats_sessions (user, document)`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	f := &FocusStats{
		init: prepare.Write(`INSERT INTO focusstats_users (user, since) VALUES (?, ?) ON CONFLICT (user) DO NOTHING`),
		start: prepare.Write(`INSERT INTO focusstats_sessions (id, user, document, started_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (document, user) WHERE ended_at IS NULL
			DO UPDATE SET id = excluded.id, started_at = excluded.started_at`),
		// Clocks are set back now and then; no session is shorter than nothing.
		end: prepare.Write(`UPDATE focusstats_sessions SET ended_at = max(started_at, ?)
			WHERE user = ? AND document = ? AND ended_at IS NULL RETURNING ended_at - started_at`),
		abandon: prepare.Write(`DELETE FROM focusstats_sessions WHERE document = ? AND ended_at IS NULL`),
		since:   prepare.Read(`SELECT since FROM focusstats_users WHERE user = ?`),
		byDocument: prepare.Read(`SELECT document, count(*), sum(ended_at - started_at) FROM focusstats_sessions
			WHERE user = ? AND ended_at IS NOT NULL GROUP BY document`),
	}
	return f, prepare.Err()
}

// InitUser begins to count for a user.
func (f *FocusStats) InitUser(ctx context.Context, in focusstats.InitUserInput) error {
	_, err := f.init.ExecContext(ctx, in.User, sqlite.Micros(in.Since))
	return err
}

// StartSession starts a focus session in place of one that was never ended.
func (f *FocusStats) StartSession(ctx context.Context, in focusstats.StartSessionInput) (focusstats.StartSessionOutput, error) {
	session := focusstats.FocusSession(rand.Text())
	if _, err := f.start.ExecContext(ctx, session, in.User, in.Document, sqlite.Micros(in.At)); err != nil {
		return focusstats.StartSessionOutput{}, err
	}
	return focusstats.StartSessionOutput{FocusSession: session}, nil
}

// EndSession ends a focus session and gives its length.
func (f *FocusStats) EndSession(ctx context.Context, in focusstats.EndSessionInput) (focusstats.EndSessionOutput, error) {
	var micros int64 // stays 0 when there is nothing to end
	_, err := sqlite.Optional(f.end.QueryRowContext(ctx, sqlite.Micros(in.At), in.User, in.Document), &micros)
	return focusstats.EndSessionOutput{Seconds: seconds(micros)}, err
}

// Abandon forgets the unfinished sessions on a document.
func (f *FocusStats) Abandon(ctx context.Context, in focusstats.AbandonInput) error {
	_, err := f.abandon.ExecContext(ctx, in.Document)
	return err
}

// GetSince returns since when a user's focus is counted.
func (f *FocusStats) GetSince(ctx context.Context, in focusstats.GetSinceInput) (row focusstats.GetSinceRow, found bool, err error) {
	var since sqlite.Time
	found, err = sqlite.Optional(f.since.QueryRowContext(ctx, in.User), &since)
	row.Since = since.Time
	return row, found, err
}

// GetByDocument returns how often and how long a user read each document.
func (f *FocusStats) GetByDocument(ctx context.Context, in focusstats.GetByDocumentInput) ([]focusstats.GetByDocumentRow, error) {
	return sqlite.Many(ctx, f.byDocument, func(rows *sql.Rows) (row focusstats.GetByDocumentRow, err error) {
		var micros int64
		err = rows.Scan(&row.Document, &row.Sessions, &micros)
		row.Seconds = seconds(micros)
		return row, err
	}, in.User)
}

func seconds(micros int64) int64 { return micros / time.Second.Microseconds() }
