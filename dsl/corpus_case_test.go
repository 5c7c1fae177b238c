package dsl_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// A mistake is a right program with one change to it.
type mistake struct {
	base, file string
	from, to   string // the lines of the change, before and after
	added      []int  // which lines of to are new, from 0
	code       diagnostic.Code
	expectFile string
	expectLine int    // 0 for any new line of the change
	expectMore bool   // that further findings follow
	source     string // the case up to the findings
	findings   string
}

var expectation = regexp.MustCompile(`^expect: ([a-z-]+)(?: ([\w.]+):(\d+))?( and more)?$`)

func parseMistake(t *testing.T, text string) *mistake {
	t.Helper()
	m := &mistake{findings: text}
	next := func() string {
		line, rest, found := strings.Cut(m.findings, "\n")
		require.True(t, found, "the case has no `expect:` below `in:`")
		m.findings = rest
		return line
	}
	for m.base == "" {
		if place, found := strings.CutPrefix(next(), "in: "); found {
			m.base, m.file, found = strings.Cut(place, "/")
			require.True(t, found, "in: base/file")
		}
	}
	line := next()
	for ; !strings.HasPrefix(line, "expect:"); line = next() {
		m.addLine(t, line)
	}
	require.NotEqual(t, m.from, m.to, "nothing is changed")

	match := expectation.FindStringSubmatch(line)
	require.NotNil(t, match, "%s\nis not `expect: code file:line and more`, of which only the code must be there", line)
	m.code, m.expectFile, m.expectMore = diagnostic.Code(match[1]), match[2], match[4] != ""
	if m.expectFile == "" {
		m.expectFile = m.file
		require.NotEmpty(t, m.added, "the change has no new line for the finding to be in: write file:line")
	} else {
		line, err := strconv.Atoi(match[3])
		require.NoError(t, err)
		m.expectLine = line
	}
	m.source = strings.TrimSuffix(text, m.findings)
	return m
}

// addLine takes in a line of the change.
func (m *mistake) addLine(t *testing.T, line string) {
	t.Helper()
	kind, content := " ", "\n" // an empty line stays
	if line != "" {
		kind, content = line[:1], spelledOut(line[1:])+"\n"
	}
	require.Contains(t, " -+", kind, "%s\ndoes not begin with a blank, - or +", line)
	if kind == "+" {
		m.added = append(m.added, strings.Count(m.to, "\n"))
	} else {
		m.from += content
	}
	if kind != "-" {
		m.to += content
	}
}

var shorthand = regexp.MustCompile(`«(?:0x([0-9A-F]{2})|(\d+)×([^»]*))»`)

// spelledOut is a line with what its shorthands stand for.
func spelledOut(line string) string {
	return shorthand.ReplaceAllStringFunc(line, func(s string) string {
		match := shorthand.FindStringSubmatch(s)
		if match[1] != "" {
			b, _ := strconv.ParseUint(match[1], 16, 8)
			return string([]byte{byte(b)})
		}
		n, _ := strconv.Atoi(match[2])
		return strings.Repeat(match[3], n)
	})
}

// apply returns the wrong program, and the lines in which the finding is
// expected.
func (m *mistake) apply(t *testing.T) ([]dsl.Text, []int) {
	t.Helper()
	texts := baseTexts(t, m.base)
	i := slices.IndexFunc(texts, func(text dsl.Text) bool { return text.Path == m.file })
	require.GreaterOrEqual(t, i, 0, "%s has no file %s", m.base, m.file)
	// Whole lines are looked for, so that the first one, too, is to follow a
	// line end.
	text := "\n" + texts[i].Text
	require.Equal(t, 1, strings.Count(text, "\n"+m.from), "how often the lines of the change are in %s/%s", m.base, m.file)
	before, after, _ := strings.Cut(text, "\n"+m.from)
	texts[i].Text = (before + "\n" + m.to + after)[1:]
	if m.expectLine > 0 {
		return texts, []int{m.expectLine}
	}
	var expected []int
	for _, n := range m.added {
		expected = append(expected, strings.Count(before, "\n")+n+1)
	}
	return texts, expected
}
