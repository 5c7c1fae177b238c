// Package profile carries out the concept Profile, with profiles in SQLite.
package profile

import (
	"context"
	"database/sql"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/profile"
	"github.com/syncgen/syncgen/runtime"
)

// Profile is the concept, with its state in a database.
type Profile struct {
	update, get *sqlite.Stmt
}

var _ profile.Concept = (*Profile)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Profile, error) {
	// Who has an empty profile has no row, or one of nothing.
	err := db.Migrate(ctx, "conduit/profile", `CREATE TABLE profile_profiles (
		user  TEXT PRIMARY KEY,
		bio   TEXT,
		image TEXT
	) STRICT, WITHOUT ROWID`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	p := &Profile{
		// What is left out is NULL, and what is taken away empty.
		update: prepare.Write(`INSERT INTO profile_profiles (user, bio, image) VALUES (?1, nullif(?2, ''), nullif(?3, ''))
			ON CONFLICT (user) DO UPDATE SET bio = nullif(coalesce(?2, bio), ''), image = nullif(coalesce(?3, image), '')`),
		get: prepare.Read(`SELECT j.key, p.bio, p.image FROM json_each(?) j CROSS JOIN profile_profiles p ON p.user = j.value`),
	}
	return p, prepare.Err()
}

// Update changes what a user shows.
func (p *Profile) Update(ctx context.Context, in profile.UpdateInput) error {
	_, err := p.update.ExecContext(ctx, in.User, sqlite.Null(in.Bio), sqlite.Null(in.Image))
	return err
}

// Get returns what each of the users shows.
func (p *Profile) Get(ctx context.Context, in []profile.GetInput) ([]profile.GetRow, error) {
	users := sqlite.List(in, func(b []byte, in profile.GetInput) []byte { return runtime.AppendString(b, in.User) })
	all := make([]profile.GetRow, len(in))
	return all, sqlite.Each(ctx, p.get, func(rows *sql.Rows) error {
		var at int
		var bio, image sql.Null[string]
		err := rows.Scan(&at, &bio, &image)
		all[at].Bio = sqlite.OrNone(bio)
		all[at].Image = sqlite.OrNone(image)
		return err
	}, users)
}
