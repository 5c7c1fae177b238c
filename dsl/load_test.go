package dsl_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// tree makes files in a new folder and goes there.
func tree(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(f), 0o755))
		require.NoError(t, os.WriteFile(f, []byte("// "+f+"\n"), 0o644))
	}
}

func TestLoadReadsTheSpecsOfOneFolder(t *testing.T) {
	tree(t, "app/b.sync", "app/a.concept", "app/notes.md", "app/.b.sync", "app/below/c.sync", "app/d.sync/e.sync")
	texts, err := dsl.Load("app")
	require.NoError(t, err)
	assert.Equal(t, []dsl.Text{
		{Path: "app/a.concept", Text: "// app/a.concept\n"},
		{Path: "app/b.sync", Text: "// app/b.sync\n"},
	}, texts)
}

func TestLoadNamesThisFolderByItsFiles(t *testing.T) {
	tree(t, "a.sync")
	texts, err := dsl.Load(".")
	require.NoError(t, err)
	assert.Equal(t, "a.sync", texts[0].Path)
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	tree(t, "app/notes.md")
	_, err := dsl.Load("app")
	assert.EqualError(t, err, "app: no .concept or .sync file in this folder")
	_, err = dsl.Load("nowhere")
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "cannot read the folder of specs")
}

func TestFindDirs(t *testing.T) {
	tree(t, "specs/shop/a.concept", "specs/shop/b.sync", "specs/blog/a.sync", "specs/blog/parts/a.sync", "specs/empty/readme.md",
		"specs/testdata/a.sync", "specs/vendor/a.sync", "specs/.git/a.sync", "specs/_old/a.sync", "top.sync")
	all := []string{".", "specs/blog", "specs/blog/parts", "specs/shop"}
	for _, c := range []struct {
		name     string
		patterns []string
		want     []string
	}{
		{"nothing is ./...", nil, all},
		{"everything", []string{"./..."}, all},
		{"everything in short", []string{"..."}, all},
		{"below a folder", []string{"./specs/..."}, all[1:]},
		{"one folder", []string{"specs/shop/"}, []string{"specs/shop"}},
		{"one folder without specs", []string{"specs/empty"}, []string{"specs/empty"}},
		{"what is left out can be named", []string{"specs/testdata"}, []string{"specs/testdata"}},
		{"and searched", []string{"specs/_old/..."}, []string{"specs/_old"}},
		{"each folder once", []string{"specs/shop", "./specs/...", "specs/blog"}, all[1:]},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := dsl.FindDirs(c.patterns)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

// Folders are those where a spec may come about, too, but none where it would
// belong to nothing.
func TestFolders(t *testing.T) {
	tree(t, "specs/shop/a.sync", "specs/empty/readme.md", "specs/testdata/a.sync", "specs/.git/a.sync", "specs/deep/er/a.go")
	for _, c := range []struct {
		patterns []string
		want     []string
	}{
		{nil, []string{".", "specs", "specs/deep", "specs/deep/er", "specs/empty", "specs/shop"}},
		{[]string{"specs/deep/...", "./specs/deep", "nowhere", "nowhere/..."}, []string{"specs/deep", "specs/deep/er"}},
		{[]string{"specs/empty"}, []string{"specs/empty"}},
	} {
		got, err := dsl.Folders(c.patterns)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	_, err := dsl.Folders([]string{"a...b"})
	assert.Error(t, err)
}

func TestFindDirsFollowsALinkThatIsNamed(t *testing.T) {
	tree(t, "real/a.sync")
	require.NoError(t, os.Symlink("real", "link"))
	got, err := dsl.FindDirs([]string{"link/..."})
	require.NoError(t, err)
	assert.Equal(t, []string{"link"}, got)
}

func TestFindDirsSaysWhatIsWrong(t *testing.T) {
	tree(t, "specs/a.sync", "empty/readme.md")
	for _, c := range []struct{ pattern, want string }{
		{"", "a pattern is empty: write `.` for this folder"},
		{"nowhere", "nowhere: "},
		{"nowhere/...", "nowhere/...: "},
		{"specs/a.sync", "specs/a.sync: not a folder: name the folder that the file is in, whose specs are one program"},
		{"empty/...", "empty/...: no folder here has .concept or .sync files"},
		{"spe...", "spe...: `...` stands only at the end, as in `dir/...`"},
		{".../shop", ".../shop: `...` stands only at the end, as in `dir/...`"},
	} {
		_, err := dsl.FindDirs([]string{c.pattern})
		assert.ErrorContains(t, err, c.want, "pattern %q", c.pattern)
	}
}
