package editors

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Where a snippet belongs that is no declaration; %s stands for it.
var around = map[string]string{
	"sync":            "sync A\nwhen\n  B.c ()\nwhere\n%s\nthen\n  D.e ()\n",
	"sync respond":    "sync A\nwhen\n  B.c ()\nthen\n%s\n",
	"concept set":     "concept A\n\nstate\n%s\n",
	"concept element": "concept A\n\nstate\n%s\n",
	"concept action":  "concept A\n\nactions\n%s\n",
	"concept system":  "concept A\n\nactions\n%s\n",
	"concept":         "concept A\n\nqueries\n%s\n",
}

var (
	declares = regexp.MustCompile(`^(concept|sync|guard|view|use)\b`)
	indented = regexp.MustCompile(`(?m)^.`)
)

// Each snippet, filled with what it offers, is laid out as `syncgen fmt` does it.
func TestSnippets(t *testing.T) {
	for _, kind := range []string{"concept", "sync"} {
		var snippets map[string]struct {
			Prefix, Description string
			Body                []string
		}
		text, err := os.ReadFile("vscode/snippets/" + kind + ".json")
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &snippets))
		require.NotEmpty(t, snippets)
		page := section(t, "Visual Studio Code")
		for name, s := range snippets {
			t.Run(kind+"/"+name, func(t *testing.T) {
				assert.Contains(t, page, "`"+s.Prefix+"`", "the page lists it")
				written := filled(strings.Join(s.Body, "\n"))
				if !declares.MatchString(written) {
					frame, ok := around[kind+" "+s.Prefix]
					if !ok {
						frame = around[kind]
					}
					written = strings.Replace(frame, "%s", indented.ReplaceAllString(written, "  $0"), 1)
				}
				assert.Equal(t, written, formatted(t, "a."+kind, written))
			})
		}
	}
}

var (
	offer = regexp.MustCompile(`\$\{(\d+):([^${}]*)\}`)
	again = regexp.MustCompile(`\$(\d+)|\$\{(\d+)\}`)
)

// filled is a snippet's text with the offered words taken.
func filled(body string) string {
	words := map[string]string{}
	take := func(text string) string {
		return offer.ReplaceAllStringFunc(text, func(s string) string {
			m := offer.FindStringSubmatch(s)
			words[m[1]] = m[2]
			return m[2]
		})
	}
	body = again.ReplaceAllStringFunc(take(body), func(s string) string { return words[strings.Trim(s, "${}")] })
	return take(body) // an offer of a word from before
}

// What the page says of the extension is what its package.json says.
func TestPageOfTheExtension(t *testing.T) {
	var about struct {
		Version string
		Engines struct{ VSCode string }
	}
	text, err := os.ReadFile("vscode/package.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &about))
	page := section(t, "Visual Studio Code")
	assert.Contains(t, page, "syncgen-"+about.Version+".vsix")
	assert.Contains(t, page, "From "+strings.TrimSuffix(strings.TrimPrefix(about.Engines.VSCode, "^"), ".0")+" on")
}

// The samples whose colours are goldens are of the language.
func TestSamplesAreOfTheLanguage(t *testing.T) {
	for _, name := range []string{"language.concept", "language.sync"} {
		text, err := os.ReadFile(filepath.Join("vscode/test/samples", name))
		require.NoError(t, err)
		formatted(t, name, string(text))
	}
}

// formatted is the layout of a text, which has to parse.
func formatted(t *testing.T, name, text string) string {
	t.Helper()
	var sources source.Map
	tree, problems := syntax.Parse(sources.Add(name, text))
	require.Empty(t, problems, text)
	return syntax.Format(tree)
}
