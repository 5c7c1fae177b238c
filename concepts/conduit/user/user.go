// Package user carries out the concept User, with names in SQLite.
//
// A username is the user's as it is written: `Bob` and `bob` are two. An email
// address is the same whatever the case of its letters, and kept as written.
package user

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/user"
	"github.com/syncgen/syncgen/runtime"
)

// User is the concept, with its state in a database.
type User struct {
	db *sqlite.DB

	insert, change                *sqlite.Stmt
	byUsername, byEmail, get, has *sqlite.Stmt
}

var _ user.Concept = (*User)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*User, error) {
	// The unique indexes are what tells two people apart who ask for one name
	// at the same moment.
	err := db.Migrate(ctx, "conduit/user", `CREATE TABLE user_users (
		id       TEXT PRIMARY KEY,
		username TEXT NOT NULL UNIQUE,
		email    TEXT NOT NULL,
		folded   TEXT NOT NULL UNIQUE
	) STRICT, WITHOUT ROWID`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	u := &User{
		db:     db,
		insert: prepare.Write(`INSERT INTO user_users (id, username, email, folded) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`),
		change: prepare.Write(`UPDATE OR IGNORE user_users
			SET username = coalesce(?2, username), email = coalesce(?3, email), folded = coalesce(?4, folded) WHERE id = ?1`),
		byUsername: prepare.Read(`SELECT id FROM user_users WHERE username = ?`),
		byEmail:    prepare.Read(`SELECT id FROM user_users WHERE folded = ?`),
		has:        prepare.Read(`SELECT 1 FROM user_users WHERE id = ?`),
		get:        prepare.Read(`SELECT j.key, u.username, u.email FROM json_each(?) j CROSS JOIN user_users u ON u.id = j.value`),
	}
	return u, prepare.Err()
}

const taken = "has already been taken"

// Register makes a user with a username and an email address.
func (u *User) Register(ctx context.Context, in user.RegisterInput) (user.RegisterOutput, error) {
	id := user.User(rand.Text())
	err := u.db.Update(ctx, func(ctx context.Context) error {
		inserted, err := sqlite.Changed(u.insert.ExecContext(ctx, id, in.Username, in.Email, fold(in.Email)))
		if err != nil || inserted {
			return err
		}
		_, found, err := u.GetByUsername(ctx, user.GetByUsernameInput{Username: in.Username})
		if err != nil {
			return err
		}
		return &user.RegisterRefusal{Reason: taken, Taken: which(found)}
	})
	if err != nil {
		return user.RegisterOutput{}, err
	}
	return user.RegisterOutput{User: id}, nil
}

// Change gives a user another username, another email address, or both.
func (u *User) Change(ctx context.Context, in user.ChangeInput) error {
	username, email, folded := sqlite.Null(in.Username), sqlite.Null(in.Email), sqlite.Null(in.Email)
	folded.V = fold(folded.V)
	return u.db.Update(ctx, func(ctx context.Context) error {
		changed, err := sqlite.Changed(u.change.ExecContext(ctx, in.User, username, email, folded))
		if err != nil || changed {
			return err
		}
		known, err := sqlite.Optional(u.has.QueryRowContext(ctx, in.User), new(int))
		if err != nil {
			return err
		}
		if !known { // users are never removed: no refusal is due
			return fmt.Errorf("change a user: there is no user %q", in.User)
		}
		holder, found, err := u.GetByUsername(ctx, user.GetByUsernameInput{Username: username.V})
		if err != nil {
			return err
		}
		return &user.ChangeRefusal{Reason: taken, Taken: which(username.Valid && found && holder.User != in.User)}
	})
}

// which tells what of a user somebody else has.
func which(username bool) user.Taken {
	if username {
		return user.TakenUsername
	}
	return user.TakenEmail
}

// fold gives the form of an email address that is unique.
func fold(email string) string { return strings.ToLower(email) }

// GetByUsername returns the user who has a username.
func (u *User) GetByUsername(ctx context.Context, in user.GetByUsernameInput) (row user.GetByUsernameRow, found bool, err error) {
	found, err = sqlite.Optional(u.byUsername.QueryRowContext(ctx, in.Username), &row.User)
	return row, found, err
}

// GetByEmail returns the user who has an email address.
func (u *User) GetByEmail(ctx context.Context, in user.GetByEmailInput) (row user.GetByEmailRow, found bool, err error) {
	found, err = sqlite.Optional(u.byEmail.QueryRowContext(ctx, fold(in.Email)), &row.User)
	return row, found, err
}

// Get returns the names of each of the users.
func (u *User) Get(ctx context.Context, in []user.GetInput) ([]runtime.Optional[user.GetRow], error) {
	users := sqlite.List(in, func(b []byte, in user.GetInput) []byte { return runtime.AppendString(b, in.User) })
	all := make([]runtime.Optional[user.GetRow], len(in))
	return all, sqlite.Each(ctx, u.get, func(rows *sql.Rows) error {
		var at int
		var row user.GetRow
		err := rows.Scan(&at, &row.Username, &row.Email)
		all[at] = runtime.Some(row)
		return err
	}, users)
}
