package article

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestSlugs(t *testing.T) {
	for title, slug := range map[string]string{
		"How to train your dragon":   "how-to-train-your-dragon",
		"  Ten -- things,\n1 & 2!  ": "ten-things-1-2",
		"Größer als ÉTÉ":             "größer-als-été",
		"re\u0301sume\u0301":         "re\u0301sume\u0301",
		"日本語 の 記事":                   "日本語-の-記事",
		"٣ أسئلة":                    "٣-أسئلة",
		"a/b?c=d#e%20":               "a-b-c-d-e-20",
		"<script>":                   "script",
		"!?":                         "",
		"\u0301":                     "",
		"":                           "",
	} {
		assert.Equal(t, slug, slugOf(title), title)
	}
}

func TestSlugsAreFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.String().Draw(t, "title")
		slug := slugOf(strings.Repeat(title, 1+rapid.IntRange(0, 20).Draw(t, "times")))
		assert.LessOrEqual(t, len(slug), maxSlug)
		assert.True(t, utf8.ValidString(slug))
		assert.NotContains(t, slug, "--")
		assert.Equal(t, strings.Trim(slug, "-"), slug)
		assert.Equal(t, slug, slugOf(slug), "the slug of a slug is the slug")
		assert.False(t, strings.ContainsAny(slug, " /?#%&\"'<>"))
	})
}
