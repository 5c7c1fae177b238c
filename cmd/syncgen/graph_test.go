package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A picture on a page is the one that the command above it draws, in the root of
// the repository.
func TestPagesShowPicturesAsTheyAre(t *testing.T) {
	pictures := 0
	for _, path := range allPages(t) {
		p := readPage(t, path)
		for i, b := range p.blocks {
			if b.lang() != "mermaid" {
				continue
			}
			pictures++
			require.Positive(t, i, "line %d of %s: no command stands above the picture", b.first, p.path)
			arguments, found := strings.CutPrefix(p.blocks[i-1].text, "syncgen graph ")
			require.True(t, found, "line %d of %s: no command stands above the picture", b.first, p.path)
			drawn := graphInRepository(t, strings.Fields(arguments))
			if *update {
				b.text = drawn
			}
			assert.Equal(t, drawn, b.text, "line %d of %s", b.first, p.path)
		}
		if *update {
			p.write(t)
		}
	}
	assert.NotZero(t, pictures)
}

// shellWord is a word of a command line, in quotes where it has blanks.
var shellWord = regexp.MustCompile(`'[^']*'|\S+`)

// A page shows finished pictures, too: the file is what the command above it
// draws.
func TestPagesShowFinishedPicturesAsTheyAre(t *testing.T) {
	pictures := 0
	for _, path := range allPages(t) {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, b := range readPage(t, path).blocks {
			command, found := strings.CutPrefix(strings.TrimSpace(b.text), "syncgen graph --format=svg ")
			if !found {
				continue
			}
			pictures++
			arguments := shellWord.FindAllString(command, -1)
			for i, word := range arguments {
				arguments[i] = strings.Trim(word, "'")
			}
			out := slices.Index(arguments, "--out")
			require.GreaterOrEqual(t, out, 0, "line %d of %s: the command has no --out", b.first, path)
			file := filepath.Join("../..", arguments[out+1])
			drawn := graphInRepository(t, append([]string{"--format=svg"}, slices.Delete(arguments, out, out+2)...))
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(drawn), 0o644))
			}
			has, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, drawn, string(has), "%s; `go test ./cmd/syncgen -run Pages -update` draws it again", file)
			shown, err := filepath.Rel(filepath.Dir(path), file)
			require.NoError(t, err)
			assert.Contains(t, string(text), "]("+filepath.ToSlash(shown)+")")
		}
	}
	assert.NotZero(t, pictures)
}

// A picture that is too large to be read is drawn, and the filters that would make
// it smaller are named.
func TestGraphOfTooMuch(t *testing.T) {
	var concepts strings.Builder
	for i := range readable {
		fmt.Fprintf(&concepts, "concept Counting%d\n\nstate\n  an element Counter with\n    a count Integer\n\nactions\n  count ()\n\n", i)
	}
	dir := t.TempDir()
	graph := func(arguments ...string) string {
		var stdout, stderr bytes.Buffer
		exit := run(append([]string{"graph", dir}, arguments...), strings.NewReader(""), &stdout, &stderr, environment{})
		assert.Equal(t, exitClean, exit)
		assert.NotEmpty(t, stdout.String())
		return stderr.String()
	}
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	write("counting.concept", concepts.String())
	assert.Empty(t, graph("--format=svg"))

	write("more.concept", "concept Telling\n\nstate\n  a set of Tales with\n    a text String\n\nactions\n  tell ()\n")
	for _, format := range []string{"--format=mermaid", "--format=dot", "--format=svg"} {
		assert.Equal(t, "a picture of 81 boxes is hard to read: draw a part of it with --route or --concept or --sync\n", graph(format))
	}

	var calls strings.Builder
	for i := range readable {
		fmt.Fprintf(&calls, "sync Count%d\nwhen\n  Requesting.request (path: \"/count\")\nthen\n  Counting%d.count ()\n\n", i, i)
	}
	write("all.sync", calls.String()+"sync Answer\nwhen\n  Requesting.request (path: \"/count\") : (request)\nthen\n  Requesting.respond (request)\n")
	assert.Equal(t, "a picture of 163 boxes is hard to read: draw a part of it with --concept or --sync\n", graph("--route", "/count"))
	assert.Empty(t, graph("--route", "/count", "--concept", "Counting7"))
}

// graphInRepository runs `syncgen graph` in the root of the repository.
func graphInRepository(t *testing.T, arguments []string) string {
	t.Helper()
	drawn := ""
	t.Run(strings.Join(arguments, " "), func(t *testing.T) {
		t.Chdir("../..")
		var stdout, stderr bytes.Buffer
		exit := run(append([]string{"graph"}, arguments...), strings.NewReader(""), &stdout, &stderr, environment{})
		assert.Empty(t, stderr.String())
		assert.Equal(t, exitClean, exit)
		drawn = stdout.String()
	})
	return drawn
}
