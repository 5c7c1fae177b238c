package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Migrate brings the tables of one concept up to date. Each step is SQL that
// runs once in the life of a file, in order; all that are new run in one
// transaction. Steps are added at the end and never changed.
//
// A concept names its tables after itself, so that concepts share a file and
// still know nothing of each other.
func (db *DB) Migrate(ctx context.Context, concept string, steps ...string) error {
	err := db.transact(ctx, func(ctx context.Context, t *transaction) error {
		tx, err := t.begin()
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx,
			`CREATE TABLE IF NOT EXISTS migrations (concept TEXT PRIMARY KEY, steps INTEGER NOT NULL) STRICT`); err != nil {
			return err
		}
		var done int
		err = tx.QueryRowContext(ctx, `SELECT steps FROM migrations WHERE concept = ?`, concept).Scan(&done)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if done > len(steps) {
			return fmt.Errorf("the file is newer than this program: it has %d steps, the program knows %d", done, len(steps))
		}
		for i, step := range steps[done:] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("step %d: %w", done+i+1, err)
			}
		}
		_, err = tx.ExecContext(ctx,
			`INSERT INTO migrations (concept, steps) VALUES (?, ?) ON CONFLICT (concept) DO UPDATE SET steps = excluded.steps`,
			concept, len(steps))
		return err
	})
	if err != nil {
		return fmt.Errorf("bring the tables of %s up to date: %w", concept, err)
	}
	return nil
}
