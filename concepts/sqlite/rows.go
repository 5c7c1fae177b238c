package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Optional scans the only row of a query, and reports whether there was one.
func Optional(row Row, into ...any) (bool, error) {
	err := row.Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Each runs a query and hands over each of its rows.
func Each(ctx context.Context, stmt *Stmt, scan func(rows *sql.Rows) error, args ...any) (err error) {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Many runs a query and collects a value for each of its rows.
func Many[T any](ctx context.Context, stmt *Stmt, scan func(rows *sql.Rows) (T, error), args ...any) (all []T, err error) {
	err = Each(ctx, stmt, func(rows *sql.Rows) error {
		one, err := scan(rows)
		all = append(all, one)
		return err
	}, args...)
	if err != nil {
		return nil, err
	}
	return all, nil
}

// Changed reports whether a statement changed any row.
func Changed(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// Time is a moment as it is kept in an INTEGER column: in microseconds since
// 1970, which sort and subtract as they should whatever zone they came from.
type Time struct{ time.Time }

// Micros returns the moment as a value for a statement.
func Micros(t time.Time) int64 { return t.UnixMicro() }

// Scan implements sql.Scanner.
func (t *Time) Scan(value any) error {
	micros, ok := value.(int64)
	if !ok {
		return fmt.Errorf("scan a time: the column holds %T, expected an integer", value)
	}
	t.Time = time.UnixMicro(micros).UTC()
	return nil
}
