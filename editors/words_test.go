package editors

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Neovim's colours know each word of the grammar in docs/language.md. (The
// tests of the extension ask the same of its colours.)
func TestNeovimKnowsTheWords(t *testing.T) {
	page, err := os.ReadFile("../docs/language.md")
	require.NoError(t, err)
	_, grammar, found := strings.Cut(string(page), "\n## Grammar\n")
	require.True(t, found)

	script, err := txtar.ParseFile("testdata/nvim/colours.txtar")
	require.NoError(t, err)
	coloured := map[string]bool{}
	for _, file := range script.Files {
		for _, piece := range regexp.MustCompile(`<(?:Keyword|Constant)([a-z ]+)>`).FindAllStringSubmatch(string(file.Data), -1) {
			for _, word := range strings.Fields(piece[1]) {
				coloured[word] = true
			}
		}
	}
	words := regexp.MustCompile(`"([a-z]+)"`).FindAllStringSubmatch(grammar, -1)
	require.Greater(t, len(words), 50)
	for _, word := range words {
		assert.True(t, coloured[word[1]], "`%s`", word[1])
	}
}
