package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const breakingPage = "../../docs/breaking.md"

// Every code of a break has a section of its name with specs before and after a
// change, what the tool says about it, and specs that break nobody; and there is
// no section for anything else.
func TestBreakingPage(t *testing.T) {
	p := readPage(t, breakingPage)
	sections := map[string][]*block{}
	var common []*block
	for _, b := range p.blocks {
		if b.section == "The programs of the examples" {
			common = append(common, b)
			continue
		}
		sections[b.section] = append(sections[b.section], b)
	}
	for _, code := range diagnostic.BreakingCodes() {
		blocks := sections[string(code)]
		delete(sections, string(code))
		t.Run(string(code), func(t *testing.T) {
			var shown *block
			both := append([]*block{}, common...)
			parts := map[string][]*block{}
			for _, b := range blocks {
				switch words := strings.Fields(b.words); {
				case b.lang() == "text":
					shown = b
				case len(words) == 1:
					both = append(both, b)
				default:
					parts[words[1]] = append(parts[words[1]], b)
				}
			}
			require.NotNil(t, shown, "the section `%s` of %s shows what is said", code, breakingPage)
			for _, part := range []string{"before", "after", "compatible"} {
				require.NotEmpty(t, parts[part], "the section `%s` of %s has specs `%s`", code, breakingPage, part)
			}

			exit, out := breaks(t, code.Breaks(), slices.Concat(both, parts["before"]), slices.Concat(both, parts["after"]))
			assert.Contains(t, out, "["+string(code)+"]")
			assert.Equal(t, strings.Contains(out, "error["), exit == exitFindings)
			if *update {
				shown.text = out
			}
			assert.Equal(t, shown.text, out)

			exit, out = breaks(t, code.Breaks(), slices.Concat(both, parts["before"]), slices.Concat(both, parts["compatible"]))
			assert.Equal(t, exitClean, exit, out)
			assert.NotContains(t, out, string(code))
		})
	}
	for section := range sections {
		t.Errorf("%s has a section `%s` with specs that is no code of package diagnostic", breakingPage, section)
	}
	if *update {
		p.write(t)
	}
}

// The table of whom the codes are about has all of them.
func TestBreakingPageListsCodes(t *testing.T) {
	text := read(t, breakingPage)
	for _, a := range diagnostic.Audiences() {
		_, row, found := strings.Cut(text, "\n| `"+string(a)+"` |")
		require.True(t, found, a)
		row, _, _ = strings.Cut(row, "\n")
		for _, c := range diagnostic.BreakingCodes() {
			assert.Equal(t, c.Breaks() == a, strings.Contains(row, fmt.Sprintf("[%s](#%s)", c, c)), "%s in the row of %s", c, a)
		}
	}
}

// breaks runs `syncgen breaking` on two folders with the given specs.
func breaks(t *testing.T, whom diagnostic.Audience, before, after []*block) (exit int, out string) {
	t.Helper()
	t.Chdir(t.TempDir())
	writeSpecs(t, "before", before)
	writeSpecs(t, "app", after)
	var stdout, stderr bytes.Buffer
	exit = run([]string{"breaking", "--for=" + string(whom), "--against", "before", "app"}, strings.NewReader(""), &stdout, &stderr, environment{})
	require.Empty(t, stderr.String())
	return exit, stdout.String()
}

// writeSpecs writes each block to a file that is named after what it declares
// first.
func writeSpecs(t *testing.T, dir string, specs []*block) {
	t.Helper()
	require.NoError(t, os.Mkdir(dir, 0o755))
	for _, b := range specs {
		name := "app"
		if words := strings.Fields(b.text); words[0] == b.lang() {
			name = strings.ToLower(words[1])
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+"."+b.lang()), []byte(b.text), 0o644))
	}
}
