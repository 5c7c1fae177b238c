package sqlite

import (
	"context"
	"database/sql"
)

// Stmt is a prepared statement. It runs in the transaction that is around its
// context, and by itself where there is none.
//
// One that reads looks at its context before it starts, and then runs to its
// end. The driver would watch the context from a goroutine of its own for each
// statement and each row, which costs half as much again as to look rows up.
type Stmt struct {
	db      *DB
	write   *sql.Stmt // on the connection for writing
	read    *sql.Stmt // on those for reading
	changes bool
}

// ExecContext runs the statement.
func (s *Stmt) ExecContext(ctx context.Context, args ...any) (sql.Result, error) {
	stmt, t, err := s.on(ctx)
	if err != nil {
		return nil, err
	}
	result, err := stmt.ExecContext(ctx, args...)
	return result, t.after(err)
}

// QueryContext runs the statement and returns its rows.
func (s *Stmt) QueryContext(ctx context.Context, args ...any) (*sql.Rows, error) {
	stmt, t, err := s.on(ctx)
	if err != nil {
		return nil, err
	}
	if !s.changes {
		ctx = context.WithoutCancel(ctx)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	return rows, t.after(err)
}

// QueryRowContext runs the statement and returns its first row.
func (s *Stmt) QueryRowContext(ctx context.Context, args ...any) Row {
	stmt, t, err := s.on(ctx)
	if err != nil {
		return Row{err: err}
	}
	if !s.changes {
		ctx = context.WithoutCancel(ctx)
	}
	row := stmt.QueryRowContext(ctx, args...)
	return Row{row: row, err: t.after(row.Err())}
}

// on returns the statement on the connection where it is to run.
func (s *Stmt) on(ctx context.Context) (*sql.Stmt, *transaction, error) {
	t := s.db.around(ctx)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if t == nil {
		return s.alone(), nil, nil
	}
	tx, err := t.begun()
	if s.changes {
		tx, err = t.begin()
	}
	if err != nil {
		return nil, nil, err
	}
	if tx == nil {
		return s.alone(), nil, nil
	}
	return tx.StmtContext(ctx, s.write), t, nil
}

func (s *Stmt) alone() *sql.Stmt {
	if s.changes {
		return s.write
	}
	return s.read
}

// Row is the first row of a query.
type Row struct {
	row *sql.Row
	err error
}

// Scan copies the row's columns. Without a row it returns sql.ErrNoRows.
func (r Row) Scan(into ...any) error {
	if r.err != nil {
		return r.err
	}
	return r.row.Scan(into...)
}
