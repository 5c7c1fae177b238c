package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/runtime"
)

const notes = `CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT`

// What one program writes, the next one reads.
func TestStateOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	first := sqlitetest.OpenFile(t, file)
	require.NoError(t, first.Migrate(t.Context(), "notes", notes))
	write(t, first, "kept")
	require.NoError(t, first.Close())
	assert.NoFileExists(t, file+"-wal", "closing writes the log back")

	second := sqlitetest.OpenFile(t, file)
	require.NoError(t, second.Migrate(t.Context(), "notes", notes))
	assert.Equal(t, []string{"kept"}, read(t, second))
}

func TestFileIsForItsOwnerOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	require.NoError(t, db.Migrate(t.Context(), "notes", notes))
	for _, name := range []string{file, file + "-wal"} {
		info, err := os.Stat(name)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), name)
	}
}

func TestPathsAreNotReadAsSettings(t *testing.T) {
	for _, name := range []string{"a b.db", "a?mode=ro.db", "a#b.db", "100%25.db", "ü.db"} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name)
			db := sqlitetest.OpenFile(t, file)
			require.NoError(t, db.Migrate(t.Context(), "notes", notes))
			write(t, db, "kept")
			assert.FileExists(t, file)
			entries, err := os.ReadDir(filepath.Dir(file))
			require.NoError(t, err)
			for _, entry := range entries {
				assert.Contains(t, []string{name, name + "-wal", name + "-shm"}, entry.Name())
			}
		})
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "no", "such", "folder", "test.db")
	_, err := sqlite.Open(t.Context(), missing)
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, missing)

	text := filepath.Join(t.TempDir(), "test.db")
	require.NoError(t, os.WriteFile(text, []byte("this is no database, although it is long enough to be one\n"), 0o600))
	_, err = sqlite.Open(t.Context(), text)
	assert.ErrorContains(t, err, "not a database")
	assert.ErrorContains(t, err, text)
}

func TestMigrate(t *testing.T) {
	ctx := t.Context()
	db := sqlitetest.Open(t)
	author := `ALTER TABLE notes ADD COLUMN author TEXT`

	require.NoError(t, db.Migrate(ctx, "notes", notes))
	require.NoError(t, db.Migrate(ctx, "notes", notes), "a step runs once")
	require.NoError(t, db.Migrate(ctx, "notes", notes, author), "only what is new runs")
	require.NoError(t, db.Migrate(ctx, "others", `CREATE TABLE others (id INTEGER)`), "each concept counts its own")

	err := db.Migrate(ctx, "notes", notes)
	assert.ErrorContains(t, err, "newer than this program")

	err = db.Migrate(ctx, "notes", notes, author, `CREATE TABLE more (id INTEGER)`, `not SQL`)
	assert.ErrorContains(t, err, "step 4")
	require.NoError(t, db.Migrate(ctx, "notes", notes, author, `CREATE TABLE more (id INTEGER)`),
		"steps of a migration that failed were undone")
}

func TestMigrateFromManyPrograms(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	var programs sync.WaitGroup
	for range 8 {
		programs.Go(func() {
			db, err := sqlite.Open(t.Context(), file)
			if assert.NoError(t, err) {
				assert.NoError(t, db.Migrate(t.Context(), "notes", notes))
				assert.NoError(t, db.Close())
			}
		})
	}
	programs.Wait()
}

// Writers queue; none of them fails because the file is locked, and readers do not wait.
func TestManyWritersAndReaders(t *testing.T) {
	ctx := t.Context()
	n := openNotebook(t)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() { assert.NoError(t, n.write(ctx, fmt.Sprint(i))) })
		all.Go(func() { n.read(t, ctx) })
	}
	all.Wait()
	assert.Len(t, n.read(t, ctx), 40)

	prepare := n.db.Prepare(ctx)
	remove := prepare.Write(`DELETE FROM notes`)
	require.NoError(t, prepare.Err())
	err := n.db.Update(ctx, func(tx context.Context) error {
		_, err := remove.ExecContext(tx)
		require.NoError(t, err)
		assert.Len(t, n.read(t, ctx), 40, "a reader sees what is committed")
		return errors.New("undo")
	})
	assert.EqualError(t, err, "undo")
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	db := sqlitetest.Open(t)
	require.NoError(t, db.Migrate(t.Context(), "notes", notes))
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := db.Update(t.Context(), func(context.Context) error {
		return db.Update(short, func(context.Context) error { return nil })
	})
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestNothingRunsForWhoIsGone(t *testing.T) {
	n := openNotebook(t)
	gone, leave := context.WithCancel(t.Context())
	leave()
	assert.ErrorIs(t, n.write(gone, "note"), context.Canceled)
	_, err := n.list.QueryContext(gone)
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, n.list.QueryRowContext(gone).Scan(new(string)), context.Canceled)
	assert.Empty(t, n.read(t, t.Context()))
}

func TestReadersCannotWrite(t *testing.T) {
	db := sqlitetest.Open(t)
	require.NoError(t, db.Migrate(t.Context(), "notes", notes))
	prepare := db.Prepare(t.Context())
	stmt := prepare.Read(`INSERT INTO notes (text) VALUES ('x')`)
	require.NoError(t, prepare.Err())
	_, err := stmt.ExecContext(t.Context())
	assert.ErrorContains(t, err, "readonly")
}

func TestPrepareKeepsTheFirstMistake(t *testing.T) {
	prepare := sqlitetest.Open(t).Prepare(t.Context())
	prepare.Read(`SELECT 1`)
	prepare.Read(`SELECT nothing FROM nowhere`)
	prepare.Write(`also wrong`)
	assert.ErrorContains(t, prepare.Err(), "nowhere")
}

func TestTimesAreKept(t *testing.T) {
	moment := time.Date(2025, 11, 10, 9, 23, 56, 123_456_000, time.FixedZone("", -5*3600))
	var back sqlite.Time
	require.NoError(t, back.Scan(sqlite.Micros(moment)))
	assert.True(t, moment.Equal(back.Time))
	assert.Equal(t, time.UTC, back.Location())
	assert.ErrorContains(t, back.Scan("yesterday"), "expected an integer")
}

func TestValuesThatMayBeAbsent(t *testing.T) {
	for _, o := range []runtime.Optional[string]{runtime.Some("x"), runtime.Some(""), runtime.None[string]()} {
		n := sqlite.Null(o)
		assert.Equal(t, o.Present, n.Valid)
		assert.Equal(t, o, sqlite.OrNone(n))
	}
}

func TestIdentities(t *testing.T) {
	id, ok := sqlite.Number(sqlite.Identity[string](7))
	assert.True(t, ok)
	assert.EqualValues(t, 7, id)
	for _, other := range []string{"", "x", "07", "+7", "7 ", "99999999999999999999"} {
		_, ok := sqlite.Number(other)
		assert.False(t, ok, "%q is the identity of no row", other)
	}
}

func write(t *testing.T, db *sqlite.DB, text string) {
	t.Helper()
	prepare := db.Prepare(t.Context())
	stmt := prepare.Write(`INSERT INTO notes (text) VALUES (?)`)
	if assert.NoError(t, prepare.Err()) {
		_, err := stmt.ExecContext(t.Context(), text)
		assert.NoError(t, err)
	}
}

func read(t *testing.T, db *sqlite.DB) []string {
	t.Helper()
	prepare := db.Prepare(t.Context())
	stmt := prepare.Read(`SELECT text FROM notes ORDER BY id`)
	if !assert.NoError(t, prepare.Err()) {
		return nil
	}
	texts, err := sqlite.Many(t.Context(), stmt, func(rows *sql.Rows) (text string, err error) {
		return text, rows.Scan(&text)
	})
	assert.NoError(t, err)
	return texts
}
