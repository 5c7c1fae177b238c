package main

import (
	"bytes"
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
