// Package favorite carries out the concept Favorite, with favorites in SQLite.
package favorite

import (
	"context"
	"database/sql"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/favorite"
	"github.com/syncgen/syncgen/runtime"
)

// Favorite is the concept, with its state in a database.
type Favorite struct {
	insert, remove, clear           *sqlite.Stmt
	count, favorite, items, itemsOf *sqlite.Stmt
}

var _ favorite.Concept = (*Favorite)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Favorite, error) {
	// The key finds and counts the users of an item, the index the items of a user.
	err := db.Migrate(ctx, "conduit/favorite", `CREATE TABLE favorite_marks (
		item TEXT NOT NULL,
		user TEXT NOT NULL,
		PRIMARY KEY (item, user)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX favorite_marks_by_user ON favorite_marks (user, item)`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	f := &Favorite{
		insert: prepare.Write(`INSERT INTO favorite_marks (user, item) VALUES (?, ?) ON CONFLICT DO NOTHING`),
		remove: prepare.Write(`DELETE FROM favorite_marks WHERE user = ? AND item = ?`),
		clear:  prepare.Write(`DELETE FROM favorite_marks WHERE item = ?`),
		count: prepare.Read(`SELECT j.key, (SELECT count(*) FROM favorite_marks WHERE item = j.value)
			FROM json_each(?) j`),
		favorite: prepare.Read(`SELECT j.key FROM json_each(?) j
			CROSS JOIN favorite_marks f ON f.user = j.value ->> 0 AND f.item = j.value ->> 1`),
		items:   prepare.Read(`SELECT item FROM favorite_marks WHERE user = ?`),
		itemsOf: prepare.Read(`SELECT item FROM favorite_marks WHERE user = ? AND item IN (SELECT value FROM json_each(?))`),
	}
	return f, prepare.Err()
}

// Mark puts an item among a user's favorites.
func (f *Favorite) Mark(ctx context.Context, in favorite.MarkInput) error {
	_, err := f.insert.ExecContext(ctx, in.User, in.Item)
	return err
}

// Unmark takes an item from a user's favorites.
func (f *Favorite) Unmark(ctx context.Context, in favorite.UnmarkInput) error {
	_, err := f.remove.ExecContext(ctx, in.User, in.Item)
	return err
}

// Clear takes an item from everybody's favorites.
func (f *Favorite) Clear(ctx context.Context, in favorite.ClearInput) error {
	_, err := f.clear.ExecContext(ctx, in.Item)
	return err
}

// GetCount returns of each item how many users have it among their favorites.
func (f *Favorite) GetCount(ctx context.Context, in []favorite.GetCountInput) ([]favorite.GetCountRow, error) {
	items := sqlite.List(in, func(b []byte, in favorite.GetCountInput) []byte { return runtime.AppendString(b, in.Item) })
	all := make([]favorite.GetCountRow, len(in))
	return all, sqlite.Each(ctx, f.count, func(rows *sql.Rows) error {
		var at int
		var row favorite.GetCountRow
		err := rows.Scan(&at, &row.Count)
		all[at] = row
		return err
	}, items)
}

// IsFavorite tells of each pair whether the item is among the user's favorites.
func (f *Favorite) IsFavorite(ctx context.Context, in []favorite.IsFavoriteInput) ([]favorite.IsFavoriteRow, error) {
	all := make([]favorite.IsFavoriteRow, len(in))
	anybody := false
	pairs := sqlite.List(in, func(b []byte, in favorite.IsFavoriteInput) []byte {
		user, present := in.User.Get()
		if !present {
			return append(b, "null"...)
		}
		anybody = true
		return runtime.AppendList(b, []string{string(user), string(in.Item)}, runtime.AppendString)
	})
	if !anybody {
		return all, nil
	}
	return all, sqlite.Each(ctx, f.favorite, func(rows *sql.Rows) error {
		var at int
		err := rows.Scan(&at)
		all[at].Favorite = true
		return err
	}, pairs)
}

// GetItems returns the favorites of a user, or those of them that are asked for.
func (f *Favorite) GetItems(ctx context.Context, in favorite.GetItemsInput) ([]favorite.GetItemsRow, error) {
	scan := func(rows *sql.Rows) (row favorite.GetItemsRow, err error) {
		err = rows.Scan(&row.Item)
		return row, err
	}
	if among, said := in.Among.Get(); said {
		return sqlite.Many(ctx, f.itemsOf, scan, in.User, sqlite.Texts(among))
	}
	return sqlite.Many(ctx, f.items, scan, in.User)
}
