package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/runtime"
)

// notebook is a concept that writes and reads notes, no two of them the same.
type notebook struct {
	db        *sqlite.DB
	add, list *sqlite.Stmt
}

func openNotebook(t testing.TB) *notebook {
	t.Helper()
	db := sqlitetest.Open(t)
	require.NoError(t, db.Migrate(t.Context(), "notes", `CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT`))
	prepare := db.Prepare(t.Context())
	n := &notebook{
		db:   db,
		add:  prepare.Write(`INSERT INTO notes (text) VALUES (?) RETURNING id`),
		list: prepare.Read(`SELECT text FROM notes ORDER BY id`),
	}
	require.NoError(t, prepare.Err())
	return n
}

func (n *notebook) write(ctx context.Context, text string) error {
	var id int
	return n.add.QueryRowContext(ctx, text).Scan(&id)
}

func (n *notebook) read(t testing.TB, ctx context.Context) []string {
	t.Helper()
	texts, err := sqlite.Many(ctx, n.list, func(rows *sql.Rows) (text string, err error) {
		return text, rows.Scan(&text)
	})
	assert.NoError(t, err)
	return texts
}

var errBroken = errors.New("broken")

// Update and Atomic differ in when they begin, not in how they end.
func TestTransactionsAreAllOrNothing(t *testing.T) {
	for name, run := range map[string]func(*sqlite.DB, context.Context, func(context.Context) error) error{
		"Update": (*sqlite.DB).Update,
		"Atomic": (*sqlite.DB).Atomic,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			n := openNotebook(t)
			err := run(n.db, ctx, func(tx context.Context) error {
				require.NoError(t, n.write(tx, "half"))
				assert.Equal(t, []string{"half"}, n.read(t, tx), "the transaction sees what it wrote")
				assert.Empty(t, n.read(t, ctx), "nobody else does")
				return errBroken
			})
			assert.ErrorIs(t, err, errBroken)
			assert.Empty(t, n.read(t, ctx))

			assert.Panics(t, func() {
				_ = run(n.db, ctx, func(tx context.Context) error {
					require.NoError(t, n.write(tx, "half"))
					panic("a bug in a concept")
				})
			})
			require.NoError(t, run(n.db, ctx, func(tx context.Context) error {
				return errors.Join(n.write(tx, "one"), n.write(tx, "two"))
			}), "the panic did not keep the connection")
			assert.Equal(t, []string{"one", "two"}, n.read(t, ctx))
		})
	}
}

// A flow that only reads waits for no writer, and lets all others write.
func TestAtomicBeginsWithTheFirstChange(t *testing.T) {
	ctx := t.Context()
	n := openNotebook(t)
	require.NoError(t, n.db.Atomic(ctx, func(first context.Context) error {
		return n.db.Atomic(context.WithoutCancel(ctx), func(second context.Context) error {
			assert.Empty(t, n.read(t, first))
			require.NoError(t, n.write(second, "second"))
			assert.Empty(t, n.read(t, first))
			return nil
		})
	}))
	assert.Equal(t, []string{"second"}, n.read(t, ctx))
}

// A concept that needs more than one statement uses Update, and does not know
// whether there is a transaction around the flow.
func TestUpdateIsPartOfTheFlow(t *testing.T) {
	ctx := t.Context()
	n := openNotebook(t)
	refused := func(tx context.Context) error {
		err := n.db.Update(tx, func(tx context.Context) error {
			require.NoError(t, n.write(tx, "part"))
			return runtime.Refuse("no")
		})
		_, ok := runtime.Refused(err)
		assert.True(t, ok, "%v", err)
		return nil
	}
	require.NoError(t, n.db.Atomic(ctx, func(tx context.Context) error {
		require.NoError(t, refused(tx))
		require.NoError(t, n.write(tx, "before"))
		require.NoError(t, refused(tx))
		assert.Equal(t, []string{"before"}, n.read(t, tx), "a part that failed is undone alone")
		return n.db.Update(tx, func(tx context.Context) error { return n.write(tx, "after") })
	}))
	assert.Equal(t, []string{"before", "after"}, n.read(t, ctx))

	err := n.db.Atomic(ctx, func(tx context.Context) error {
		require.NoError(t, n.db.Update(tx, func(tx context.Context) error { return n.write(tx, "undone") }))
		return errBroken
	})
	assert.ErrorIs(t, err, errBroken)
	assert.Equal(t, []string{"before", "after"}, n.read(t, ctx), "a part that was done is undone with the rest")
}

// A constraint that is violated undoes one statement; a concept may make a
// refusal of it, and the flow goes on.
func TestFlowsOutliveConstraints(t *testing.T) {
	n := openNotebook(t)
	require.NoError(t, n.db.Atomic(t.Context(), func(tx context.Context) error {
		require.NoError(t, n.write(tx, "one"))
		assert.ErrorContains(t, n.write(tx, "one"), "UNIQUE")
		return n.write(tx, "two")
	}))
	assert.Equal(t, []string{"one", "two"}, n.read(t, t.Context()))
}

// After any other error SQLite may have undone all that came before. Nothing
// that comes after it is kept then, even if the flow takes no notice.
func TestFlowsEndWithAFailure(t *testing.T) {
	n := openNotebook(t)
	prepare := n.db.Prepare(t.Context())
	slow := prepare.Write(`INSERT INTO notes (text) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c`)
	require.NoError(t, prepare.Err())
	err := n.db.Atomic(t.Context(), func(tx context.Context) error {
		require.NoError(t, n.write(tx, "before"))
		short, cancel := context.WithTimeout(tx, 20*time.Millisecond)
		defer cancel()
		_, err := slow.ExecContext(short)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.ErrorContains(t, n.write(tx, "after"), "an earlier statement of the transaction failed")
		return nil
	})
	assert.ErrorContains(t, err, "an earlier statement of the transaction failed")
	assert.Empty(t, n.read(t, t.Context()))
}

// What comes after the flow has ended is not part of it, and is not kept.
func TestNothingJoinsAFlowThatHasEnded(t *testing.T) {
	n := openNotebook(t)
	var late context.Context
	require.NoError(t, n.db.Atomic(t.Context(), func(tx context.Context) error { late = tx; return nil }))
	assert.ErrorIs(t, n.write(late, "late"), sql.ErrTxDone)
	require.NoError(t, n.write(t.Context(), "another"), "the connection is free")
}

// A client that goes away before all is kept leaves nothing behind.
func TestTransactionsEndWithTheirContext(t *testing.T) {
	n := openNotebook(t)
	client, leave := context.WithCancel(t.Context())
	err := n.db.Atomic(client, func(tx context.Context) error {
		require.NoError(t, n.write(tx, "half"))
		leave()
		return nil
	})
	assert.ErrorIs(t, err, context.Canceled)
	require.NoError(t, n.write(t.Context(), "another"))
	assert.Equal(t, []string{"another"}, n.read(t, t.Context()))
}

// Flows that write queue, and each of them is whole.
func TestManyFlowsAtOnce(t *testing.T) {
	n := openNotebook(t)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			err := n.db.Atomic(t.Context(), func(tx context.Context) error {
				if err := errors.Join(n.write(tx, fmt.Sprint(i, " begins")), n.write(tx, fmt.Sprint(i, " ends"))); err != nil {
					return err
				}
				if i%2 == 1 {
					return errBroken
				}
				return nil
			})
			if i%2 == 1 {
				assert.ErrorIs(t, err, errBroken)
			} else {
				assert.NoError(t, err)
			}
		})
	}
	all.Wait()
	assert.Len(t, n.read(t, t.Context()), 40)
}

// What a write costs: nearly all of it is waiting for the disk, once for each
// transaction.
func BenchmarkWrite(b *testing.B) {
	n := openNotebook(b)
	for _, statements := range []int{1, 3} {
		b.Run(fmt.Sprint(statements), func(b *testing.B) {
			for b.Loop() {
				err := n.db.Atomic(b.Context(), func(tx context.Context) error {
					for range statements {
						if err := n.write(tx, time.Now().String()); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
