package dsl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// testdata/mistakes/CODE.txtar holds programs that are wrong in one way, each
// the smallest change to a right one of testdata/mistakes/base. A section is a
// case; its name says what the author got wrong. In it are, in this order:
//
//	prose, where the name does not say it all
//	in: base/file
//	the change as a diff writes it: lines that stay, `-` lines, `+` lines
//	expect: code, file:line where that is not a line of the change, and `and
//	more` where the one mistake gives several findings
//	the findings as `check --format=short` prints them
//
// The findings are written by -update and what to expect by hand, so that a
// finding in the wrong place is noticed. In a line of the change «3×ab» stands
// for ababab, and «0xE9» for that byte.
const corpus = "testdata/mistakes"

// leastMistakes is how many wrong programs a code has, where that is not ten.
var leastMistakes = map[diagnostic.Code]int{
	diagnostic.TypeMismatch: 20,
	"unanswered-request":    15,
	"answered-twice":        15,
}

func TestRightProgramsGiveNothing(t *testing.T) {
	for _, base := range baseNames(t) {
		texts := baseTexts(t, base)
		p, list := dsl.Check(".", texts)
		assert.Empty(t, list, "%s\n%s", base, describe(p.Sources, list))
		for _, text := range texts {
			assert.Equal(t, formattedText(text.Path, text.Text), text.Text, "the layout of %s/%s", base, text.Path)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, code := range diagnostic.Codes() {
		t.Run(string(code), func(t *testing.T) {
			path := filepath.Join(corpus, string(code)+".txtar")
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			assert.GreaterOrEqual(t, len(archive.Files), max(leastMistakes[code], 10), "wrong programs")
			for i := range archive.Files {
				file := &archive.Files[i]
				t.Run(file.Name, func(t *testing.T) {
					m := parseMistake(t, string(file.Data))
					got := m.check(t)
					if *update {
						file.Data = []byte(m.source + got)
						if i < len(archive.Files)-1 {
							file.Data = append(file.Data, '\n')
						}
						return
					}
					assert.Equal(t, strings.TrimSpace(m.findings), strings.TrimSpace(got))
				})
			}
			if *update {
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			}
		})
	}
}

// Every case can be read and its change be made, also where nothing finds what
// is wrong yet.
func TestMistakesApply(t *testing.T) {
	paths, err := filepath.Glob(corpus + "/*.txtar")
	require.NoError(t, err)
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		code := strings.TrimSuffix(filepath.Base(path), ".txtar")
		names := map[string]bool{}
		for _, file := range archive.Files {
			t.Run(code+"/"+file.Name, func(t *testing.T) {
				assert.False(t, names[file.Name], "two cases have this name")
				names[file.Name] = true
				m := parseMistake(t, string(file.Data))
				assert.Equal(t, code, string(m.code))
				texts, _ := m.apply(t)
				assert.NotEmpty(t, textNamed(texts, m.expectFile), "there is no file %s", m.expectFile)
				assert.GreaterOrEqual(t, strings.Count(textNamed(texts, m.expectFile), "\n"), m.expectLine)
			})
		}
	}
}

// check returns what is found wrong, which begins with what is expected.
func (m *mistake) check(t *testing.T) string {
	t.Helper()
	texts, expected := m.apply(t)
	p, list := dsl.Check(".", texts)
	var report diagnostic.Report
	report.Add(p.Sources, list)
	var got strings.Builder
	require.NoError(t, report.Short(&got))
	if assert.NotEmpty(t, list, "the mistake is not found") {
		place := list[0].Primary.Span
		file := p.Sources.File(place.File)
		assert.Equal(t, m.code, list[0].Code, got.String())
		assert.Equal(t, m.expectFile, file.Path, got.String())
		assert.Contains(t, expected, file.Position(place.Start).Line, got.String())
		assert.Equal(t, m.expectMore, len(list) > 1, "one mistake gives one finding, unless the case says `and more`\n%s", got.String())
	}
	return got.String()
}

func baseNames(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(corpus + "/base")
	require.NoError(t, err)
	require.NotEmpty(t, entries)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func baseTexts(t *testing.T, base string) []dsl.Text {
	t.Helper()
	dir := filepath.Join(corpus, "base", base)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var texts []dsl.Text
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		texts = append(texts, dsl.Text{Path: e.Name(), Text: string(text)})
	}
	return texts
}

func textNamed(texts []dsl.Text, path string) string {
	for _, text := range texts {
		if text.Path == path {
			return text.Text
		}
	}
	return ""
}
