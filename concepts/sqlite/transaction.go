package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Update runs do in one transaction, which is committed if do returns nil and
// undone otherwise. All statements that run with the context that do is given
// are part of it. Inside another transaction Update joins that one: then what
// do did is undone alone when do fails, and kept or undone with the rest when
// it does not.
func (db *DB) Update(ctx context.Context, do func(ctx context.Context) error) error {
	if t := db.around(ctx); t != nil {
		return t.part(ctx, do)
	}
	return db.transact(ctx, func(ctx context.Context, t *transaction) error {
		// Now, not at the first change: what do reads before it is to hold.
		if _, err := t.begin(); err != nil {
			return err
		}
		return do(ctx)
	})
}

// Atomic is Update for a whole flow, of which nobody knows at its start
// whether it is going to change anything: the transaction begins with the first
// statement that does. Those before it read beside other writers, those after
// it see what it changed. It ends with ctx, and undone, if ctx ends first.
//
// A flow's statements run one after the other.
func (db *DB) Atomic(ctx context.Context, flow func(ctx context.Context) error) error {
	if t := db.around(ctx); t != nil {
		return t.part(ctx, flow)
	}
	return db.transact(ctx, func(ctx context.Context, _ *transaction) error { return flow(ctx) })
}

// transaction is one that is around a context. It has the write connection
// from its first change to its end.
type transaction struct {
	db  *DB
	ctx context.Context

	mu    sync.Mutex
	tx    *sql.Tx // nil before the first change
	ended error   // why no statement may run any more
}

// around is the key of the transaction of a database in a context.
type around struct{ db *DB }

func (db *DB) around(ctx context.Context) *transaction {
	t, _ := ctx.Value(around{db}).(*transaction)
	return t
}

func (db *DB) transact(ctx context.Context, do func(context.Context, *transaction) error) error {
	t := &transaction{db: db, ctx: ctx}
	defer t.undo() // does nothing after commit
	if err := do(context.WithValue(ctx, around{db}, t), t); err != nil {
		return err
	}
	return t.commit()
}

// begin returns the transaction, begun if it was not.
func (t *transaction) begin() (tx *sql.Tx, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended == nil && t.tx == nil {
		t.tx, err = t.db.write.BeginTx(t.ctx, nil)
		return t.tx, err
	}
	return t.tx, t.ended
}

// begun returns the transaction, or nil where nothing was changed yet.
func (t *transaction) begun() (*sql.Tx, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.tx, t.ended
}

// end lets no further statement run.
func (t *transaction) end(because error) (*sql.Tx, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	already := t.ended
	if already == nil {
		t.ended = because
	}
	return t.tx, already
}

func (t *transaction) commit() error {
	tx, err := t.end(sql.ErrTxDone)
	if err == nil && tx != nil {
		err = tx.Commit()
	}
	if errors.Is(err, sql.ErrTxDone) && t.ctx.Err() != nil {
		err = t.ctx.Err() // which is what undid it
	}
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func (t *transaction) undo() {
	if tx, _ := t.end(sql.ErrTxDone); tx != nil {
		_ = tx.Rollback() // of no use to know: what is not committed does not last
	}
}

// after notes what a statement of the transaction failed with. A violated
// constraint undoes the statement alone; a full disk or an interrupt may have
// made SQLite undo the whole transaction, and what came next would be kept by
// itself.
func (t *transaction) after(err error) error {
	if t == nil || err == nil {
		return err
	}
	var e *driver.Error
	if !errors.As(err, &e) || e.Code()&0xff != sqlite3.SQLITE_CONSTRAINT {
		_, _ = t.end(fmt.Errorf("an earlier statement of the transaction failed: %w", err))
	}
	return err
}

// part runs do as a part of the transaction that can be undone alone.
func (t *transaction) part(ctx context.Context, do func(context.Context) error) (err error) {
	if err := t.exec(ctx, `SAVEPOINT part`); err != nil {
		return err
	}
	whole := false
	defer func() {
		if whole {
			return
		}
		ctx := context.WithoutCancel(ctx)
		if undo := errors.Join(t.exec(ctx, `ROLLBACK TO part`), t.exec(ctx, `RELEASE part`)); undo != nil {
			err = fmt.Errorf("undo: %w", undo) // a failure, also where do had refused
		}
	}()
	if err := do(ctx); err != nil {
		return err
	}
	whole = true
	return t.exec(ctx, `RELEASE part`)
}

func (t *transaction) exec(ctx context.Context, command string) error {
	tx, err := t.begin()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, command)
	return t.after(err)
}
