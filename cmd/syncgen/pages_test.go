package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const conceptsPage = "../../docs/concepts.md"

// allPages are the README and the pages below docs.
func allPages(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob("../../docs/*.md")
	require.NoError(t, err)
	return append(pages, readmePage)
}

// A block of documentation whose fence names a file is an excerpt of it.
func TestPagesQuoteFilesAsTheyAre(t *testing.T) {
	quotes := 0
	for _, path := range allPages(t) {
		for _, b := range readPage(t, path).blocks {
			_, file, _ := strings.Cut(b.words, " ")
			if !strings.Contains(file, "/") {
				continue
			}
			quotes++
			text, err := os.ReadFile(filepath.Join("../..", file))
			if assert.NoError(t, err) {
				assert.Contains(t, string(text), strings.TrimSuffix(b.text, "\n"), "line %d of %s", b.first, path)
			}
		}
	}
	assert.NotZero(t, quotes)
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	dropped = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// Links between the pages lead to files and headings that are there.
func TestPagesLinkToWhatIsThere(t *testing.T) {
	for _, path := range allPages(t) {
		for _, found := range link.FindAllStringSubmatch(read(t, path), -1) {
			if strings.Contains(found[1], "://") {
				continue
			}
			file, anchor, _ := strings.Cut(found[1], "#")
			target := path
			if file != "" {
				target = filepath.Join(filepath.Dir(path), file)
			}
			_, err := os.Stat(target) // a file or a folder
			if !assert.NoError(t, err, "%s in %s", found[1], path) || anchor == "" {
				continue
			}
			var anchors []string
			for _, h := range heading.FindAllStringSubmatch(read(t, target), -1) {
				name := dropped.ReplaceAllString(strings.ToLower(h[1]), "")
				anchors = append(anchors, strings.ReplaceAll(name, " ", "-"))
			}
			assert.Contains(t, anchors, anchor, "%s in %s", found[1], path)
		}
	}
}

// overlaid is how the compiler names a file that was put in another's place.
var overlaid = regexp.MustCompile(`(?m)^\S*/sessioning\.go:`)

// An implementation without one of its concept's methods does not compile, and
// the error is the one that the page shows.
func TestConceptsPageMissingMethod(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a database")
	}
	const file = "concepts/sessioning/sessioning.go"
	repo, err := filepath.Abs("../..")
	require.NoError(t, err)
	before, rest, found := strings.Cut(read(t, filepath.Join(repo, file)), "// GetUser returns")
	require.True(t, found)
	_, after, found := strings.Cut(rest, "\n}\n")
	require.True(t, found)

	// The compiler sees another text in the place of the file.
	dir := t.TempDir()
	other, overlay := filepath.Join(dir, "sessioning.go"), filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(other, []byte(before+after), 0o644))
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(repo, file): other}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(overlay, replace, 0o644))

	build := exec.Command("go", "build", "-overlay", overlay, "./concepts/sessioning")
	build.Dir = repo
	out, err := build.CombinedOutput()
	require.Error(t, err)
	said := overlaid.ReplaceAllString(string(out), file+":")
	for _, b := range readPage(t, conceptsPage).blocks {
		if b.is("missing-method") {
			assert.Equal(t, b.text, said)
			return
		}
	}
	t.Errorf("%s does not show the error of a missing method", conceptsPage)
}
