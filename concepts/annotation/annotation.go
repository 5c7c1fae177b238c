// Package annotation carries out the concept Annotation, with annotations in SQLite.
package annotation

import (
	"context"
	"crypto/rand"
	"database/sql"
	"unicode/utf8"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/focusreader/annotation"
	"github.com/syncgen/syncgen/runtime"
)

const maxNote = 10_000

// Annotation is the concept, with its state in a database.
type Annotation struct {
	add, remove, removeAll *sqlite.Stmt
	author, byDocument     *sqlite.Stmt
}

var _ annotation.Concept = (*Annotation)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Annotation, error) {
	err := db.Migrate(ctx, "annotation", `CREATE TABLE annotation_annotations (
		id         TEXT PRIMARY KEY,
		author     TEXT NOT NULL,
		document   TEXT NOT NULL,
		start_char INTEGER NOT NULL,
		end_char   INTEGER NOT NULL,
		color      TEXT NOT NULL,
		note       TEXT,
		added_at   INTEGER NOT NULL
	) STRICT;
	CREATE INDEX annotation_by_document ON annotation_annotations (document)`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	a := &Annotation{
		add: prepare.Write(`INSERT INTO annotation_annotations
			(id, author, document, start_char, end_char, color, note, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
		remove:    prepare.Write(`DELETE FROM annotation_annotations WHERE id = ?`),
		removeAll: prepare.Write(`DELETE FROM annotation_annotations WHERE document = ?`),
		author:    prepare.Read(`SELECT author FROM annotation_annotations WHERE id = ?`),
		byDocument: prepare.Read(`SELECT id, start_char, end_char, color, note, added_at
			FROM annotation_annotations WHERE document = ?`),
	}
	return a, prepare.Err()
}

// Add makes an annotation of a passage.
func (a *Annotation) Add(ctx context.Context, in annotation.AddInput) (annotation.AddOutput, error) {
	if in.Start < 0 || in.Start >= in.End {
		return annotation.AddOutput{}, runtime.Refuse("a passage starts at 0 or later and ends after its start")
	}
	if utf8.RuneCountInString(in.Note.Value) > maxNote {
		return annotation.AddOutput{}, runtime.Refuse("a note has at most 10,000 characters")
	}
	added := annotation.Annotation(rand.Text())
	note := sql.NullString{String: in.Note.Value, Valid: in.Note.Present}
	_, err := a.add.ExecContext(ctx, added, in.Author, in.Document, in.Start, in.End, in.Color, note, sqlite.Micros(in.At))
	if err != nil {
		return annotation.AddOutput{}, err
	}
	return annotation.AddOutput{Annotation: added}, nil
}

// Remove removes an annotation.
func (a *Annotation) Remove(ctx context.Context, in annotation.RemoveInput) error {
	removed, err := sqlite.Changed(a.remove.ExecContext(ctx, in.Annotation))
	if err == nil && !removed {
		err = runtime.Refuse("there is no such annotation")
	}
	return err
}

// RemoveAll removes every annotation of a document.
func (a *Annotation) RemoveAll(ctx context.Context, in annotation.RemoveAllInput) error {
	_, err := a.removeAll.ExecContext(ctx, in.Document)
	return err
}

// GetAuthor returns who wrote an annotation.
func (a *Annotation) GetAuthor(ctx context.Context, in annotation.GetAuthorInput) (row annotation.GetAuthorRow, found bool, err error) {
	found, err = sqlite.Optional(a.author.QueryRowContext(ctx, in.Annotation), &row.Author)
	return row, found, err
}

// GetByDocument returns all annotations of a document.
func (a *Annotation) GetByDocument(ctx context.Context, in annotation.GetByDocumentInput) ([]annotation.GetByDocumentRow, error) {
	return sqlite.Many(ctx, a.byDocument, func(rows *sql.Rows) (row annotation.GetByDocumentRow, err error) {
		var note sql.Null[string]
		var added sqlite.Time
		err = rows.Scan(&row.Annotation, &row.Start, &row.End, &row.Color, &note, &added)
		row.Note = runtime.Optional[string]{Value: note.V, Present: note.Valid}
		row.AddedAt = added.Time
		return row, err
	}, in.Document)
}
