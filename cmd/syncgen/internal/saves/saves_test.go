package saves

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const short = 10 * time.Millisecond

// Whatever way an editor saves, and whatever happens to folders, is told.
func TestWatchTells(t *testing.T) {
	spec := func(folder string) string { return filepath.Join("specs", folder, "a.sync") }
	for _, test := range []struct {
		name  string
		saves func(t *testing.T)
	}{
		{"written over", func(t *testing.T) { write(t, spec("shop")) }},
		{"a new file", func(t *testing.T) { write(t, filepath.Join("specs", "shop", "b.concept")) }},
		{"removed", func(t *testing.T) { require.NoError(t, os.Remove(spec("shop"))) }},
		{"a file in its place", func(t *testing.T) {
			write(t, "a.sync~")
			require.NoError(t, os.Rename("a.sync~", spec("shop")))
		}},
		{"the old file put aside", func(t *testing.T) {
			require.NoError(t, os.Rename(spec("shop"), spec("shop")+"~"))
			write(t, spec("shop"))
		}},
		{"a new folder", func(t *testing.T) { write(t, spec("new/deep")) }},
		{"a folder removed", func(t *testing.T) { require.NoError(t, os.RemoveAll("specs/shop")) }},
		{"a folder put aside", func(t *testing.T) { require.NoError(t, os.Rename("specs/shop", "old")) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, spec("shop"))
			w, err := Watch(t.Context(), []string{"specs/..."}, short)
			require.NoError(t, err)
			test.saves(t)
			told(t, w)
		})
	}
}

// Folders that come about, or come about again, are watched from then on.
func TestWatchFollowsFolders(t *testing.T) {
	for _, pattern := range []string{"./...", "specs/shop", "specs/..."} {
		t.Run(pattern, func(t *testing.T) {
			t.Chdir(t.TempDir())
			file := filepath.Join("specs", "shop", "a.sync")
			write(t, file)
			w, err := Watch(t.Context(), []string{pattern}, short)
			require.NoError(t, err)

			require.NoError(t, os.RemoveAll("specs"))
			told(t, w)
			write(t, file)
			told(t, w)
			// Making folders and files takes several events, which may be told
			// of one by one: only when the last one is over is the next one new.
			require.Eventually(t, func() bool {
				write(t, file)
				select {
				case <-w.Saved:
					return true
				case <-time.After(20 * short):
					return false
				}
			}, 10*time.Second, short)
		})
	}
}

// What is generated, what editors keep for themselves, and a change of rights
// is nothing to look at.
func TestMatters(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.MkdirAll("new.folder", 0o755))
	w := &Watcher{folders: map[string]bool{"specs/gone": true}}
	for _, test := range []struct {
		name string
		op   fsnotify.Op
		want bool
	}{
		{"specs/a.sync", fsnotify.Write, true},
		{"./specs/a.concept", fsnotify.Remove, true},
		{"specs/a.sync", fsnotify.Chmod, false},
		{"specs/a.sync", fsnotify.Chmod | fsnotify.Write, true},
		{"specs/.a.sync", fsnotify.Create, false},
		{"specs/a.sync~", fsnotify.Create, false},
		{"generated/shop/app.go", fsnotify.Create, false},
		{"generated/shop/.syncgen-123", fsnotify.Rename, false},
		{"./new.folder", fsnotify.Create, true},
		{"./specs/gone", fsnotify.Remove, true},
	} {
		assert.Equal(t, test.want, w.matters(fsnotify.Event{Name: test.name, Op: test.op}), "%s %s", test.op, test.name)
	}
}

func write(t *testing.T, path string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte("sync A"), 0o644))
}

func told(t *testing.T, w *Watcher) {
	t.Helper()
	select {
	case <-w.Saved:
	case err := <-w.Failed:
		t.Fatal(err)
	case <-time.After(10 * time.Second):
		t.Fatal("nobody was told of the save")
	}
}
