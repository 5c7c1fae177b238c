// Package library carries out the concept Library, with documents in SQLite.
package library

import (
	"context"
	"crypto/rand"
	"database/sql"
	"strings"
	"unicode/utf8"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/focusreader/library"
	"github.com/syncgen/syncgen/runtime"
)

const maxName = 200

// Library is the concept, with its state in a database.
type Library struct {
	db *sqlite.DB

	create, add, rename, remove, open, close *sqlite.Stmt
	owner, name, list                        *sqlite.Stmt
}

var _ library.Concept = (*Library)(nil)

// New returns the concept on db, with its tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB) (*Library, error) {
	// The content comes last, so that a list of documents does not read it.
	err := db.Migrate(ctx, "library", `CREATE TABLE library_libraries (
		id    TEXT PRIMARY KEY,
		owner TEXT NOT NULL UNIQUE
	) STRICT;
	CREATE TABLE library_documents (
		id       TEXT PRIMARY KEY,
		library  TEXT NOT NULL REFERENCES library_libraries (id),
		name     TEXT NOT NULL,
		added_at INTEGER NOT NULL,
		open     INTEGER NOT NULL,
		content  TEXT NOT NULL
	) STRICT;
	CREATE INDEX library_documents_by_library ON library_documents (library)`)
	if err != nil {
		return nil, err
	}
	const ownerOf = `(SELECT owner FROM library_libraries WHERE id = library)`
	prepare := db.Prepare(ctx)
	l := &Library{
		db: db,
		// The update changes nothing; without it a library that is there
		// already would not be returned.
		create: prepare.Write(`INSERT INTO library_libraries (id, owner) VALUES (?, ?)
			ON CONFLICT (owner) DO UPDATE SET owner = excluded.owner RETURNING id`),
		add: prepare.Write(`INSERT INTO library_documents (id, library, name, added_at, open, content)
			VALUES (?, ?, ?, ?, FALSE, ?)`),
		rename: prepare.Write(`UPDATE library_documents SET name = ? WHERE id = ?`),
		remove: prepare.Write(`DELETE FROM library_documents WHERE id = ?`),
		open:   prepare.Write(`UPDATE library_documents SET open = TRUE WHERE id = ? RETURNING ` + ownerOf + `, name, content`),
		close:  prepare.Write(`UPDATE library_documents SET open = FALSE WHERE id = ? AND open RETURNING ` + ownerOf),
		owner:  prepare.Read(`SELECT ` + ownerOf + ` FROM library_documents WHERE id = ?`),
		name:   prepare.Read(`SELECT name FROM library_documents WHERE id = ?`),
		list: prepare.Read(`SELECT d.id, d.name, d.added_at, d.open
			FROM library_libraries l JOIN library_documents d ON d.library = l.id WHERE l.owner = ?`),
	}
	return l, prepare.Err()
}

// Create makes a library for an owner who has none, and gives the owner's library.
func (l *Library) Create(ctx context.Context, in library.CreateInput) (library.CreateOutput, error) {
	var out library.CreateOutput
	err := l.create.QueryRowContext(ctx, rand.Text(), in.Owner).Scan(&out.Library)
	return out, err
}

// CreateDocument puts a document in its owner's library.
func (l *Library) CreateDocument(ctx context.Context, in library.CreateDocumentInput) (library.CreateDocumentOutput, error) {
	if err := unfitName(in.Name); err != nil {
		return library.CreateDocumentOutput{}, err
	}
	document := library.Document(rand.Text())
	err := l.db.Update(ctx, func(ctx context.Context) error {
		var home library.Library
		if err := l.create.QueryRowContext(ctx, rand.Text(), in.Owner).Scan(&home); err != nil {
			return err
		}
		_, err := l.add.ExecContext(ctx, document, home, in.Name, sqlite.Micros(in.At), in.Content)
		return err
	})
	if err != nil {
		return library.CreateDocumentOutput{}, err
	}
	return library.CreateDocumentOutput{Document: document}, nil
}

// RenameDocument gives a document another name.
func (l *Library) RenameDocument(ctx context.Context, in library.RenameDocumentInput) error {
	if err := unfitName(in.Name); err != nil {
		return err
	}
	return existing(sqlite.Changed(l.rename.ExecContext(ctx, in.Name, in.Document)))
}

// RemoveDocument removes a document and its content.
func (l *Library) RemoveDocument(ctx context.Context, in library.RemoveDocumentInput) error {
	return existing(sqlite.Changed(l.remove.ExecContext(ctx, in.Document)))
}

// OpenDocument marks a document as open and gives its content.
func (l *Library) OpenDocument(ctx context.Context, in library.OpenDocumentInput) (library.OpenDocumentOutput, error) {
	var out library.OpenDocumentOutput
	err := existing(sqlite.Optional(l.open.QueryRowContext(ctx, in.Document), &out.Owner, &out.Name, &out.Content))
	return out, err
}

// CloseDocument marks an open document as closed.
func (l *Library) CloseDocument(ctx context.Context, in library.CloseDocumentInput) (library.CloseDocumentOutput, error) {
	var out library.CloseDocumentOutput
	closed, err := sqlite.Optional(l.close.QueryRowContext(ctx, in.Document), &out.Owner)
	if err == nil && !closed {
		err = runtime.Refuse("the document is not open")
	}
	return out, err
}

// GetOwner returns the owner of a document.
func (l *Library) GetOwner(ctx context.Context, in library.GetOwnerInput) (row library.GetOwnerRow, found bool, err error) {
	found, err = sqlite.Optional(l.owner.QueryRowContext(ctx, in.Document), &row.Owner)
	return row, found, err
}

// GetName returns the name of a document.
func (l *Library) GetName(ctx context.Context, in library.GetNameInput) (row library.GetNameRow, found bool, err error) {
	found, err = sqlite.Optional(l.name.QueryRowContext(ctx, in.Document), &row.Name)
	return row, found, err
}

// GetDocuments returns all documents of an owner.
func (l *Library) GetDocuments(ctx context.Context, in library.GetDocumentsInput) ([]library.GetDocumentsRow, error) {
	return sqlite.Many(ctx, l.list, func(rows *sql.Rows) (row library.GetDocumentsRow, err error) {
		var added sqlite.Time
		err = rows.Scan(&row.Document, &row.Name, &added, &row.Open)
		row.AddedAt = added.Time
		return row, err
	}, in.Owner)
}

// existing makes a refusal of a document that was not found.
func existing(found bool, err error) error {
	if err == nil && !found {
		return runtime.Refuse("there is no such document")
	}
	return err
}

// unfitName refuses a name that no document can have.
func unfitName(name string) error {
	if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > maxName {
		return runtime.Refuse("a document's name has 1 to 200 characters, not all of them blank")
	}
	return nil
}
