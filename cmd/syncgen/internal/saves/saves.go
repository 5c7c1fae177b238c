// Package saves tells when somebody has saved specs.
package saves

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/syncgen/syncgen/dsl"
)

// Watcher watches the folders that patterns name, not their files: editors
// put a new file in the place of an old one, and new folders come about.
type Watcher struct {
	// Saved gets a value when specs may have changed, and nothing has for a
	// while. The one value that it holds stands for all that nobody has taken.
	Saved <-chan struct{}
	// Failed gets the error after which nothing is watched any more.
	Failed <-chan error

	system   *fsnotify.Watcher
	patterns []string
	folders  map[string]bool
}

// Watch begins to watch, until the context is done. It tells of a save once
// there was none for the time quiet.
func Watch(ctx context.Context, patterns []string, quiet time.Duration) (*Watcher, error) {
	system, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("cannot watch files: %w", err)
	}
	saved, failed := make(chan struct{}, 1), make(chan error, 1)
	w := &Watcher{Saved: saved, Failed: failed, system: system, patterns: patterns}
	if err := w.addFolders(); err != nil {
		return nil, errors.Join(err, system.Close())
	}
	go func() {
		failed <- errors.Join(w.run(ctx, saved, quiet), system.Close())
	}()
	return w, nil
}

func (w *Watcher) run(ctx context.Context, saved chan<- struct{}, quiet time.Duration) error {
	var calm <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-w.system.Events:
			if w.matters(e) {
				calm = time.After(quiet)
			}
		case err := <-w.system.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("cannot watch files: %w", err)
			}
			calm = time.After(quiet) // too much has happened to be told one by one
		case <-calm:
			calm = nil
			// Before the specs are read: what is saved later is told again.
			if err := w.addFolders(); err != nil {
				return err
			}
			select {
			case saved <- struct{}{}:
			default:
			}
		}
	}
}

// matters reports whether an event may be about specs: about one of them, or
// about a folder, which comes and goes with what is in it.
func (w *Watcher) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	if dsl.IsSpec(filepath.Base(e.Name)) || w.folders[filepath.Clean(e.Name)] {
		return true
	}
	info, err := os.Stat(e.Name)
	return err == nil && info.IsDir()
}

// addFolders watches the folders that there are now, and those that they are
// in, where they may be put again once they have gone.
func (w *Watcher) addFolders() error {
	dirs, err := dsl.Folders(w.patterns)
	if err != nil {
		return err
	}
	w.folders = map[string]bool{}
	for _, dir := range dirs {
		dir = filepath.Clean(dir)
		w.folders[dir] = true
		if err := w.system.Add(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("cannot watch the folder %s: %w", filepath.ToSlash(dir), err)
		}
	}
	for _, dir := range dirs {
		for dir = filepath.Dir(dir); !w.folders[dir]; dir = filepath.Dir(dir) {
			w.folders[dir] = true
			_ = w.system.Add(dir) // not every folder that leads to one's own can be read
		}
	}
	return nil
}
