// Package follow carries out the concept Follow, with who follows whom in SQLite.
package follow

import (
	"context"
	"database/sql"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/follow"
	"github.com/syncgen/syncgen/runtime"
)

// Follow is the concept, with its state in a database.
type Follow struct {
	insert, remove, following, followees *sqlite.Stmt
}

var _ follow.Concept = (*Follow)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Follow, error) {
	// Nobody asks who follows a user, so there is no index for it.
	err := db.Migrate(ctx, "conduit/follow", `CREATE TABLE follow_follows (
		follower TEXT NOT NULL,
		followee TEXT NOT NULL,
		PRIMARY KEY (follower, followee)
	) STRICT, WITHOUT ROWID`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	f := &Follow{
		insert: prepare.Write(`INSERT INTO follow_follows (follower, followee) VALUES (?, ?) ON CONFLICT DO NOTHING`),
		remove: prepare.Write(`DELETE FROM follow_follows WHERE follower = ? AND followee = ?`),
		following: prepare.Read(`SELECT j.key FROM json_each(?) j
			CROSS JOIN follow_follows f ON f.follower = j.value ->> 0 AND f.followee = j.value ->> 1`),
		followees: prepare.Read(`SELECT followee FROM follow_follows WHERE follower = ?`),
	}
	return f, prepare.Err()
}

// Follow makes a user follow another.
func (f *Follow) Follow(ctx context.Context, in follow.FollowInput) error {
	_, err := f.insert.ExecContext(ctx, in.Follower, in.Followee)
	return err
}

// Unfollow makes a user follow another no more.
func (f *Follow) Unfollow(ctx context.Context, in follow.UnfollowInput) error {
	_, err := f.remove.ExecContext(ctx, in.Follower, in.Followee)
	return err
}

// IsFollowing tells of each pair whether the one follows the other.
func (f *Follow) IsFollowing(ctx context.Context, in []follow.IsFollowingInput) ([]follow.IsFollowingRow, error) {
	all := make([]follow.IsFollowingRow, len(in))
	anybody := false
	pairs := sqlite.List(in, func(b []byte, in follow.IsFollowingInput) []byte {
		follower, present := in.Follower.Get()
		if !present {
			return append(b, "null"...)
		}
		anybody = true
		return runtime.AppendList(b, []follow.User{follower, in.Followee}, runtime.AppendString)
	})
	if !anybody {
		return all, nil
	}
	return all, sqlite.Each(ctx, f.following, func(rows *sql.Rows) error {
		var at int
		err := rows.Scan(&at)
		all[at].Following = true
		return err
	}, pairs)
}

// GetFollowees returns those whom a user follows.
func (f *Follow) GetFollowees(ctx context.Context, in follow.GetFolloweesInput) ([]follow.GetFolloweesRow, error) {
	return sqlite.Many(ctx, f.followees, func(rows *sql.Rows) (row follow.GetFolloweesRow, err error) {
		err = rows.Scan(&row.Followee)
		return row, err
	}, in.Follower)
}
