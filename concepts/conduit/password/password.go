// Package password carries out the concept Password, with Argon2id hashes in
// SQLite.
package password

import (
	"context"

	"github.com/syncgen/syncgen/concepts/argon2id"
	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/password"
	"github.com/syncgen/syncgen/runtime"
)

// Password is the concept, with its state in a database.
type Password struct {
	hasher *argon2id.Hasher

	set, find *sqlite.Stmt
}

var _ password.Concept = (*Password)(nil)

// New returns the concept on db, with its tables made where they are missing.
// A hash takes as long as hasher is told to take.
func New(ctx context.Context, db *sqlite.DB, hasher *argon2id.Hasher) (*Password, error) {
	err := db.Migrate(ctx, "conduit/password", `CREATE TABLE password_hashes (
		user TEXT PRIMARY KEY,
		hash TEXT NOT NULL
	) STRICT, WITHOUT ROWID`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	p := &Password{
		hasher: hasher,
		set: prepare.Write(`INSERT INTO password_hashes (user, hash) VALUES (?, ?)
			ON CONFLICT (user) DO UPDATE SET hash = excluded.hash`),
		find: prepare.Read(`SELECT hash FROM password_hashes WHERE user = ?`),
	}
	return p, prepare.Err()
}

// Hash hashes a password.
func (p *Password) Hash(ctx context.Context, in password.HashInput) (password.HashOutput, error) {
	hash, err := p.hasher.Hash(ctx, in.Password.Reveal())
	return password.HashOutput{Hash: runtime.NewSecret(hash)}, err
}

// Set gives a user a password in place of any other.
func (p *Password) Set(ctx context.Context, in password.SetInput) error {
	_, err := p.set.ExecContext(ctx, in.User, in.Hash.Reveal())
	return err
}

// Check refuses any password but the user's.
func (p *Password) Check(ctx context.Context, in password.CheckInput) (password.CheckOutput, error) {
	var hash string // stays empty for a user who has none, which takes as long
	user, somebody := in.User.Get()
	if somebody {
		if _, err := sqlite.Optional(p.find.QueryRowContext(ctx, user), &hash); err != nil {
			return password.CheckOutput{}, err
		}
	}
	right, err := p.hasher.Verify(ctx, in.Password.Reveal(), hash)
	if err != nil {
		return password.CheckOutput{}, err
	}
	if !right {
		return password.CheckOutput{}, runtime.Refuse("wrong password")
	}
	return password.CheckOutput{User: user}, nil
}
