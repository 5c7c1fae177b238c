// Package comment carries out the concept Comment, with comments in SQLite.
package comment

import (
	"context"
	"database/sql"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/comment"
	"github.com/syncgen/syncgen/runtime"
)

// Comment is the concept, with its state in a database.
type Comment struct {
	insert, remove, removeAll *sqlite.Stmt
	get, byID, byTarget       *sqlite.Stmt
}

var _ comment.Concept = (*Comment)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Comment, error) {
	// AUTOINCREMENT gives no number a second time, also not that of the newest
	// comment when it is gone.
	err := db.Migrate(ctx, "conduit/comment", `CREATE TABLE comment_comments (
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		target     TEXT NOT NULL,
		author     TEXT NOT NULL,
		created_at INTEGER NOT NULL,
		body       TEXT NOT NULL
	) STRICT;
	CREATE INDEX comment_comments_by_target ON comment_comments (target, created_at)`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	c := &Comment{
		insert:    prepare.Write(`INSERT INTO comment_comments (target, author, created_at, body) VALUES (?, ?, ?, ?) RETURNING id`),
		remove:    prepare.Write(`DELETE FROM comment_comments WHERE id = ?`),
		removeAll: prepare.Write(`DELETE FROM comment_comments WHERE target = ?`),
		get:       prepare.Read(`SELECT id, author, body, created_at FROM comment_comments WHERE id = ?`),
		byID:      prepare.Read(`SELECT author FROM comment_comments WHERE id = ? AND target = ?`),
		byTarget: prepare.Read(`SELECT id, author, body, created_at FROM comment_comments
			WHERE target = ? ORDER BY created_at DESC, id DESC`),
	}
	return c, prepare.Err()
}

// Add makes a comment beneath a target.
func (c *Comment) Add(ctx context.Context, in comment.AddInput) (comment.AddOutput, error) {
	var id int64
	err := c.insert.QueryRowContext(ctx, in.Target, in.Author, sqlite.Micros(in.At), in.Body).Scan(&id)
	if err != nil {
		return comment.AddOutput{}, err
	}
	return comment.AddOutput{Comment: sqlite.Identity[comment.Comment](id)}, nil
}

// Remove removes a comment.
func (c *Comment) Remove(ctx context.Context, in comment.RemoveInput) error {
	id, ok := sqlite.Number(in.Comment)
	if ok {
		var err error
		if ok, err = sqlite.Changed(c.remove.ExecContext(ctx, id)); err != nil {
			return err
		}
	}
	if !ok {
		return runtime.Refuse("there is no such comment")
	}
	return nil
}

// RemoveAll removes the comments beneath a target.
func (c *Comment) RemoveAll(ctx context.Context, in comment.RemoveAllInput) error {
	_, err := c.removeAll.ExecContext(ctx, in.Target)
	return err
}

// Get returns a comment.
func (c *Comment) Get(ctx context.Context, in comment.GetInput) (row comment.GetRow, found bool, err error) {
	id, ok := sqlite.Number(in.Comment)
	if !ok {
		return row, false, nil
	}
	var created sqlite.Time
	found, err = sqlite.Optional(c.get.QueryRowContext(ctx, id), &row.ID, &row.Author, &row.Body, &created)
	row.CreatedAt = created.Time
	return row, found, err
}

// GetByID returns the comment beneath a target that has a number.
func (c *Comment) GetByID(ctx context.Context, in comment.GetByIDInput) (row comment.GetByIDRow, found bool, err error) {
	row.Comment = sqlite.Identity[comment.Comment](in.ID)
	found, err = sqlite.Optional(c.byID.QueryRowContext(ctx, in.ID, in.Target), &row.Author)
	return row, found, err
}

// GetByTarget returns the comments beneath a target, the newest first.
func (c *Comment) GetByTarget(ctx context.Context, in comment.GetByTargetInput) ([]comment.GetByTargetRow, error) {
	return sqlite.Many(ctx, c.byTarget, func(rows *sql.Rows) (row comment.GetByTargetRow, err error) {
		var created sqlite.Time
		err = rows.Scan(&row.ID, &row.Author, &row.Body, &created)
		row.Comment, row.CreatedAt = sqlite.Identity[comment.Comment](row.ID), created.Time
		return row, err
	}, in.Target)
}
