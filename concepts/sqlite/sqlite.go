// Package sqlite opens the database file in which the concepts keep their
// state, and opens it the way an app that answers requests needs it.
//
// The driver is modernc.org/sqlite: SQLite itself, translated to Go. It needs
// no C compiler, so `go build` and `go run` work on a bare machine, the app
// cross-compiles with GOOS and GOARCH alone, and the race detector and the
// profiler see into it. A driver that links the C library (through cgo) runs
// heavy queries about twice as fast; the concepts here look up single rows by
// their key, where that is lost in the noise.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite" // registers the driver
)

// DB is an open database file. It is safe for concurrent use.
//
// SQLite has one writer at a time. So DB holds a single connection for writing,
// on which writers queue in Go, in order and for as long as their context
// lasts, instead of polling the file's lock; and several for reading, which
// the write-ahead log never makes wait.
type DB struct {
	write *sql.DB
	read  *sql.DB
}

// Open opens the database in file and makes it if it is not there, readable
// by the current user only.
func Open(ctx context.Context, file string) (*DB, error) {
	if err := ensure(file); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	write, err := pool(file, 1, url.Values{
		"_journal_mode": {"WAL"},
		// What a request was told is kept stays kept when the power goes.
		"_synchronous": {"FULL"},
		// A transaction takes the write lock when it begins: one that read
		// first could find that it may not write any more.
		"_txlock": {"immediate"},
	})
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", file, err)
	}
	// The first connection turns the write-ahead log on, which those that only
	// read cannot do.
	if err := write.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", file, err), write.Close())
	}
	read, err := pool(file, max(4, runtime.GOMAXPROCS(0)), url.Values{"_query_only": {"1"}})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", file, err), write.Close())
	}
	return &DB{write: write, read: read}, nil
}

// ensure makes an empty file where there is none. SQLite would make one that
// all users of the machine can read; its log gets the permissions of the file.
func ensure(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// pool opens file with at most that many connections, all of which are kept.
func pool(file string, connections int, settings url.Values) (*sql.DB, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	// Other processes may hold the lock for a moment (a backup, the shell).
	settings.Set("_busy_timeout", "5000")
	settings.Set("_foreign_keys", "1")
	path = filepath.ToSlash(path)
	if path[0] != '/' { // C:/…
		path = "/" + path
	}
	// A URL, so that no character of the path is taken for a setting.
	name := url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// Ping reports whether the file can be read.
func (db *DB) Ping(ctx context.Context) error { return db.read.PingContext(ctx) }

// Close waits for the queries that run and closes the file, its log written back.
func (db *DB) Close() error {
	// SQLite writes the log back when the last connection closes, and only a
	// connection that may write can do it.
	return errors.Join(db.read.Close(), db.write.Close())
}
