package diagnostic_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

// anyText is a text of short lines with all that is hard to show.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{"a", "name", " ", "  ", "\t", "\n", "\r\n", "東", "e\u0301", "\x1b", "\xff", "\u202e", strings.Repeat("long ", 60)}))
		return strings.Join(pieces.Draw(t, "pieces"), "")
	})
}

func anySpan(t *rapid.T, f *source.File) source.Span {
	start := rapid.IntRange(0, len(f.Text)).Draw(t, "start")
	end := rapid.IntRange(start, len(f.Text)).Draw(t, "end")
	return source.Span{File: f.ID, Start: int32(start), End: int32(end)}
}

// Whatever the text and wherever the spans: every form is written, colour adds
// nothing but escapes, and nothing in the source reaches the terminal as a
// control character.
func TestRenderAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sources source.Map
		a, b := sources.Add("a.sync", anyText().Draw(t, "a")), sources.Add("b.sync", anyText().Draw(t, "b"))
		d := diagnostic.Diagnostic{Code: diagnostic.SyntaxError, Message: anyText().Draw(t, "message")}
		d.Primary = diagnostic.Label{Span: anySpan(t, a), Text: "primary"}
		for range rapid.IntRange(0, 4).Draw(t, "secondary") {
			f := rapid.SampledFrom([]*source.File{a, b}).Draw(t, "file")
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: anySpan(t, f), Text: rapid.SampledFrom([]string{"", "secondary"}).Draw(t, "label")})
		}
		if rapid.Bool().Draw(t, "fix") {
			d.Fix = &diagnostic.Fix{Title: "fix"}
			for range rapid.IntRange(1, 3).Draw(t, "edits") {
				f := rapid.SampledFrom([]*source.File{a, b}).Draw(t, "file")
				d.Fix.Edits = append(d.Fix.Edits, diagnostic.Edit{Span: anySpan(t, f), New: anyText().Draw(t, "new")})
			}
		}
		var report diagnostic.Report
		report.Add(&sources, diagnostic.List{d})

		var plain, color, short, json bytes.Buffer
		require.NoError(t, report.Text(&plain, false))
		require.NoError(t, report.Text(&color, true))
		require.NoError(t, report.Short(&short))
		require.NoError(t, report.JSON(&json))
		assert.Equal(t, trimLines(plain.String()), trimLines(ansi.ReplaceAllString(color.String(), "")))
		assert.Equal(t, 1, strings.Count(short.String(), "\n"))
		for _, r := range plain.String() {
			assert.True(t, r == '\n' || r >= ' ' && r != 0x7f && r != 0x202e, "%q in the output", r)
		}
		assert.True(t, utf8.Valid(plain.Bytes()))
	})
}

// Blanks at the end of a line carry no colour and no meaning.
func trimLines(s string) string {
	return regexp.MustCompile(" +\n").ReplaceAllString(s, "\n")
}

// The carets stand below the very characters that they are about.
func TestCaretsAlign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.StringOf(rapid.SampledFrom([]rune("ab \té́東ａ"))).Draw(t, "before")
		after := rapid.StringOf(rapid.SampledFrom([]rune("ab \t東"))).Draw(t, "after")
		var sources source.Map
		f := sources.Add("a.sync", before+"<here>"+after)
		var report diagnostic.Report
		report.Add(&sources, diagnostic.List{{Code: diagnostic.SyntaxError, Message: "m", Primary: label(f, "<here>", 1, "")}})
		var out bytes.Buffer
		require.NoError(t, report.Text(&out, false))
		lines := strings.Split(out.String(), "\n")
		assert.Equal(t, cellsBefore(lines[3], "<here>"), cellsBefore(lines[4], "^^^^^^"), "%s", out.String())
	})
}

// cellsBefore counts the terminal cells left of a text.
func cellsBefore(line, text string) int {
	n := 0
	for _, r := range line[:strings.Index(line, text)] {
		switch r {
		case '東', 'ａ':
			n += 2
		case '\u0301':
		default:
			n++
		}
	}
	return n
}
