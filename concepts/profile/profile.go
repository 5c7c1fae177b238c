// Package profile carries out the concept Profile, with accounts in SQLite
// and passwords as Argon2id hashes.
package profile

import (
	"context"
	"crypto/rand"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/syncgen/syncgen/concepts/argon2id"
	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/focusreader/profile"
	"github.com/syncgen/syncgen/runtime"
)

const (
	maxUsername = 64
	minPassword = 8
	// maxPassword bounds the work that one request can ask of the hash.
	maxPassword = 256
)

// Profile is the concept, with its state in a database.
type Profile struct {
	hasher *argon2id.Hasher

	insert, find *sqlite.Stmt
}

var _ profile.Concept = (*Profile)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Profile, error) {
	return newAtCost(ctx, db, argon2id.Recommended)
}

func newAtCost(ctx context.Context, db *sqlite.DB, cost argon2id.Cost) (*Profile, error) {
	// The folded name is a column of its own so that the database itself
	// keeps names unique, however many requests ask for one at a time.
	err := db.Migrate(ctx, "profile", `CREATE TABLE profile_users (
		id       TEXT PRIMARY KEY,
		username TEXT NOT NULL,
		folded   TEXT NOT NULL UNIQUE,
		password TEXT NOT NULL
	) STRICT`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	p := &Profile{
		insert: prepare.Write(`INSERT INTO profile_users (id, username, folded, password) VALUES (?, ?, ?, ?)
			ON CONFLICT (folded) DO NOTHING`),
		find: prepare.Read(`SELECT id, password FROM profile_users WHERE folded = ?`),
	}
	if err := prepare.Err(); err != nil {
		return nil, err
	}
	p.hasher, err = argon2id.New(ctx, cost)
	return p, err
}

// CreateAccount makes a user with a username and a password.
func (p *Profile) CreateAccount(ctx context.Context, in profile.CreateAccountInput) (profile.CreateAccountOutput, error) {
	if reason := unfitUsername(in.Username); reason != "" {
		return profile.CreateAccountOutput{}, &profile.CreateAccountRefusal{Reason: reason}
	}
	password := in.Password.Reveal()
	if n := utf8.RuneCountInString(password); n < minPassword || n > maxPassword {
		return profile.CreateAccountOutput{}, &profile.CreateAccountRefusal{Reason: "a password has 8 to 256 characters"}
	}
	hash, err := p.hasher.Hash(ctx, password)
	if err != nil {
		return profile.CreateAccountOutput{}, err
	}
	user := profile.User(rand.Text())
	inserted, err := sqlite.Changed(p.insert.ExecContext(ctx, user, in.Username, fold(in.Username), hash))
	if err != nil {
		return profile.CreateAccountOutput{}, err
	}
	if !inserted {
		return profile.CreateAccountOutput{}, &profile.CreateAccountRefusal{Reason: "the username is taken", Taken: true}
	}
	return profile.CreateAccountOutput{User: user}, nil
}

// Authenticate finds the user who has a username and a password.
func (p *Profile) Authenticate(ctx context.Context, in profile.AuthenticateInput) (profile.AuthenticateOutput, error) {
	var user profile.User
	var hash string
	if _, err := sqlite.Optional(p.find.QueryRowContext(ctx, fold(in.Username)), &user, &hash); err != nil {
		return profile.AuthenticateOutput{}, err
	}
	right, err := p.hasher.Verify(ctx, in.Password.Reveal(), hash)
	if err != nil {
		return profile.AuthenticateOutput{}, err
	}
	if !right {
		return profile.AuthenticateOutput{}, runtime.Refuse("wrong username or password")
	}
	return profile.AuthenticateOutput{User: user}, nil
}

// unfitUsername says what is wrong with a username, or returns "".
func unfitUsername(name string) string {
	if n := utf8.RuneCountInString(name); n < 1 || n > maxUsername {
		return "a username has 1 to 64 characters"
	}
	// Letters as they are composed only: combining marks would let two names
	// look the same and differ.
	fit := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-", r) }
	if strings.ContainsFunc(name, func(r rune) bool { return !fit(r) }) {
		return "a username has letters, digits, dots, hyphens and underscores only"
	}
	return ""
}

// fold gives the form of a username that is unique.
func fold(name string) string { return strings.ToLower(name) }
