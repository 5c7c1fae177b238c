// Package sessioning carries out the concept Sessioning, with sessions in SQLite.
package sessioning

import (
	"context"
	"crypto/rand"
	"crypto/sha256"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/focusreader/sessioning"
	"github.com/syncgen/syncgen/runtime"
)

// Sessioning is the concept, with its state in a database.
type Sessioning struct {
	insert, remove, find *sqlite.Stmt
}

var _ sessioning.Concept = (*Sessioning)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Sessioning, error) {
	err := db.Migrate(ctx, "sessioning", `CREATE TABLE sessioning_sessions (
		digest BLOB PRIMARY KEY,
		user   TEXT NOT NULL
	) STRICT, WITHOUT ROWID`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	s := &Sessioning{
		insert: prepare.Write(`INSERT INTO sessioning_sessions (digest, user) VALUES (?, ?)`),
		remove: prepare.Write(`DELETE FROM sessioning_sessions WHERE digest = ?`),
		find:   prepare.Read(`SELECT user FROM sessioning_sessions WHERE digest = ?`),
	}
	return s, prepare.Err()
}

// Create makes a session for a user.
func (s *Sessioning) Create(ctx context.Context, in sessioning.CreateInput) (sessioning.CreateOutput, error) {
	session := sessioning.Session(rand.Text()) // 130 random bits
	if _, err := s.insert.ExecContext(ctx, digest(session), in.User); err != nil {
		return sessioning.CreateOutput{}, err
	}
	return sessioning.CreateOutput{Session: session}, nil
}

// Delete ends a session.
func (s *Sessioning) Delete(ctx context.Context, in sessioning.DeleteInput) error {
	removed, err := sqlite.Changed(s.remove.ExecContext(ctx, digest(in.Session)))
	if err != nil {
		return err
	}
	if !removed {
		return runtime.Refuse("there is no such session")
	}
	return nil
}

// GetUser returns the user whom a session identifies.
func (s *Sessioning) GetUser(ctx context.Context, in sessioning.GetUserInput) (row sessioning.GetUserRow, found bool, err error) {
	found, err = sqlite.Optional(s.find.QueryRowContext(ctx, digest(in.Session)), &row.User)
	return row, found, err
}

// digest is what is stored of a session. Whoever holds a session is its user,
// so a copy of the database must not hold any. Sessions are random to begin
// with, which is why this needs no salt and no slow hash.
func digest(session sessioning.Session) []byte {
	sum := sha256.Sum256([]byte(session))
	return sum[:]
}
