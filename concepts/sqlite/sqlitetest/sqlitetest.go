// Package sqlitetest gives tests of concepts a database of their own.
package sqlitetest

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/sqlite"
)

// Open opens a fresh database, which lasts as long as the test.
func Open(t testing.TB) *sqlite.DB {
	t.Helper()
	return OpenFile(t, filepath.Join(t.TempDir(), "test.db"))
}

// OpenFile opens the database in file and closes it with the test. Closing
// it earlier does no harm.
func OpenFile(t testing.TB, file string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), file)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}
