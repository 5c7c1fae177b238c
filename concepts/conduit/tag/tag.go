// Package tag carries out the concept Tag, with tags in SQLite.
package tag

import (
	"context"
	"database/sql"
	"slices"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/tag"
	"github.com/syncgen/syncgen/runtime"
)

// Tag is the concept, with its state in a database.
type Tag struct {
	db *sqlite.DB

	add, clear        *sqlite.Stmt
	names, items, all *sqlite.Stmt
}

var _ tag.Concept = (*Tag)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Tag, error) {
	err := db.Migrate(ctx, "conduit/tag", `CREATE TABLE tag_tags (
		item TEXT NOT NULL,
		name TEXT NOT NULL,
		PRIMARY KEY (item, name)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX tag_tags_by_name ON tag_tags (name, item)`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	t := &Tag{
		db:    db,
		clear: prepare.Write(`DELETE FROM tag_tags WHERE item = ?`),
		add:   prepare.Write(`INSERT INTO tag_tags (item, name) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`),
		names: prepare.Read(`SELECT j.key, t.name FROM json_each(?) j CROSS JOIN tag_tags t ON t.item = j.value`),
		items: prepare.Read(`SELECT item FROM tag_tags WHERE name = ?`),
		// From each name to the next one in the index: the work grows with the
		// names, not with how often they were given.
		all: prepare.Read(`WITH RECURSIVE names (name) AS (
				SELECT min(name) FROM tag_tags
				UNION ALL
				SELECT (SELECT min(t.name) FROM tag_tags t WHERE t.name > names.name) FROM names WHERE names.name IS NOT NULL
			) SELECT name FROM names WHERE name IS NOT NULL`),
	}
	return t, prepare.Err()
}

// Set gives an item these tags in place of those that it had.
func (t *Tag) Set(ctx context.Context, in tag.SetInput) error {
	return t.db.Update(ctx, func(ctx context.Context) error {
		if _, err := t.clear.ExecContext(ctx, in.Item); err != nil {
			return err
		}
		_, err := t.add.ExecContext(ctx, in.Item, sqlite.Texts(in.Names))
		return err
	})
}

// Clear takes all tags from an item.
func (t *Tag) Clear(ctx context.Context, in tag.ClearInput) error {
	_, err := t.clear.ExecContext(ctx, in.Item)
	return err
}

// GetNames returns the tags of each item, sorted.
func (t *Tag) GetNames(ctx context.Context, in []tag.GetNamesInput) ([]tag.GetNamesRow, error) {
	items := sqlite.List(in, func(b []byte, in tag.GetNamesInput) []byte { return runtime.AppendString(b, in.Item) })
	all := make([]tag.GetNamesRow, len(in))
	err := sqlite.Each(ctx, t.names, func(rows *sql.Rows) error {
		var at int
		var name string
		err := rows.Scan(&at, &name)
		all[at].Names = append(all[at].Names, name)
		return err
	}, items)
	for _, row := range all {
		slices.Sort(row.Names)
	}
	return all, err
}

// GetItems returns the items that have a tag.
func (t *Tag) GetItems(ctx context.Context, in tag.GetItemsInput) ([]tag.GetItemsRow, error) {
	return sqlite.Many(ctx, t.items, func(rows *sql.Rows) (row tag.GetItemsRow, err error) {
		err = rows.Scan(&row.Item)
		return row, err
	}, in.Name)
}

// GetAll returns each tag that an item has, once, sorted.
func (t *Tag) GetAll(ctx context.Context) ([]tag.GetAllRow, error) {
	return sqlite.Many(ctx, t.all, func(rows *sql.Rows) (row tag.GetAllRow, err error) {
		err = rows.Scan(&row.Name)
		return row, err
	})
}
