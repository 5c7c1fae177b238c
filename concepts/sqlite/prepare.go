package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// Preparer prepares the statements of a concept and remembers the first that
// failed, so that a constructor asks once, at its end.
type Preparer struct {
	ctx context.Context
	db  *DB
	err error
}

// Prepare begins to prepare statements. They live as long as the database.
func (db *DB) Prepare(ctx context.Context) *Preparer { return &Preparer{ctx: ctx, db: db} }

// Write prepares a statement that changes rows, also one that returns some.
func (p *Preparer) Write(query string) *Stmt {
	return &Stmt{db: p.db, changes: true, write: p.prepare(p.db.write, query)}
}

// Read prepares a statement that only reads.
func (p *Preparer) Read(query string) *Stmt {
	// Also for transactions, which read where they write.
	return &Stmt{db: p.db, read: p.prepare(p.db.read, query), write: p.prepare(p.db.write, query)}
}

func (p *Preparer) prepare(pool *sql.DB, query string) *sql.Stmt {
	if p.err != nil {
		return nil
	}
	stmt, err := pool.PrepareContext(p.ctx, query)
	if err != nil {
		p.err = fmt.Errorf("prepare %q: %w", query, err)
		return nil
	}
	return stmt
}

// Err returns why the first statement that failed did so.
func (p *Preparer) Err() error { return p.err }
