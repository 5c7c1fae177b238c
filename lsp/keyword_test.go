package lsp

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The words that are offered and coloured are those of the grammar.
func TestKeywordsAreThoseOfTheGrammar(t *testing.T) {
	page, err := os.ReadFile("../docs/language.md")
	require.NoError(t, err)
	_, grammar, ok := strings.Cut(string(page), "\n## Grammar\n")
	require.True(t, ok)
	var words []string
	for _, found := range regexp.MustCompile(`"([a-z]+)"`).FindAllStringSubmatch(grammar, -1) {
		words = append(words, found[1])
	}
	words = append(words, "and", "or", // operators, which the grammar does not spell out
		"asc",     // what is so anyway
		"a", "an") // articles
	slices.Sort(words)
	known := slices.Concat(syncKeywords, conceptKeywords)
	slices.Sort(known)
	assert.Equal(t, slices.Compact(words), slices.Compact(known))
}
