package diagnostic_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/docs"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// The examples of a code, and the page that they stand on.
var (
	ofCheck    = []string{"Wrong:", "What `syncgen check` says:", "Mended:"}
	ofBreaking = []string{"Before:", "After:", "What `syncgen breaking` says:", "A compatible way:"}
)

// Every code is explained by its section: what it means, wrapped, and its
// examples as they stand on the page. Colour only adds.
func TestExplain(t *testing.T) {
	for _, code := range diagnostic.AllCodes() {
		t.Run(string(code), func(t *testing.T) {
			var plain, colored bytes.Buffer
			require.NoError(t, diagnostic.Explain(&plain, code, false))
			require.NoError(t, diagnostic.Explain(&colored, code, true))
			assert.Equal(t, plain.String(), escape.ReplaceAllString(colored.String(), ""))
			captions, page := ofCheck, docs.Diagnostics
			if code.Breaks() != "" {
				captions, page = ofBreaking, docs.Breaking
			}
			assert.Contains(t, colored.String(), "\x1b[1m"+captions[0]+"\x1b[0m\n")

			text := plain.String()
			assert.True(t, strings.HasPrefix(text, code.Severity().String()+"["+string(code)+"]\n\n"))
			for _, caption := range captions {
				assert.Contains(t, text, "\n\n"+caption+"\n\n    ")
			}
			for line := range strings.Lines(text) {
				if strings.HasPrefix(line, "    ") {
					line = strings.TrimSpace(line)
					assert.Contains(t, page, line)
					continue
				}
				assert.LessOrEqual(t, utf8.RuneCountInString(line), 81, "%s", line)
				assert.NotContains(t, line, "](")
				assert.NotRegexp(t, "^(#|\\||```)", line, "no Markdown that Explain does not render")
			}
		})
	}
}

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestSummaries(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, diagnostic.Summaries(&out, false))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, len(diagnostic.AllCodes()))
	for i, code := range diagnostic.AllCodes() {
		assert.Regexp(t, "^"+string(code)+" +\\S.*\\.$", lines[i])
		assert.Less(t, utf8.RuneCountInString(code.Summary()), 110, "the first sentence about %s is for a list", code)
	}
}

func TestCodeOf(t *testing.T) {
	for _, test := range []struct{ name, code, meant string }{
		{"unbound-variable", "unbound-variable", ""},
		{"route-removed", "route-removed", ""},
		{"route-remved", "", "route-removed"},
		{"unbound-varable", "", "unbound-variable"},
		{"Unbound-Variable", "", "unbound-variable"},
		{"unbound", "", "unbound-variable"},
		{"colour", "", ""},
		{"", "", ""},
	} {
		code, meant := diagnostic.CodeOf(test.name, diagnostic.AllCodes())
		assert.Equal(t, test.code, string(code), test.name)
		assert.Equal(t, test.meant, string(meant), test.name)
	}
}
