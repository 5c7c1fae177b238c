package lsp

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestPositions(t *testing.T) {
	const text = "a𝄞b\r\né\rx\n\nend"
	for _, c := range []struct {
		about      string
		line, unit uint32
		offset     int32
		back       [2]uint32 // line and unit of the offset
	}{
		{"the beginning", 0, 0, 0, [2]uint32{0, 0}},
		{"before a surrogate pair", 0, 1, 1, [2]uint32{0, 1}},
		{"inside a surrogate pair", 0, 2, 1, [2]uint32{0, 1}},
		{"behind a surrogate pair", 0, 3, 5, [2]uint32{0, 3}},
		{"the end of a line, before its \\r\\n", 0, 4, 6, [2]uint32{0, 4}},
		{"behind the end of a line", 0, 99, 6, [2]uint32{0, 4}},
		{"the line behind \\r\\n", 1, 0, 8, [2]uint32{1, 0}},
		{"a character of two bytes is one unit", 1, 1, 10, [2]uint32{1, 1}},
		{"the line behind a lone \\r", 2, 0, 11, [2]uint32{2, 0}},
		{"an empty line", 3, 5, 13, [2]uint32{3, 0}},
		{"the last line", 4, 3, 17, [2]uint32{4, 3}},
		{"behind the last line", 9, 9, 17, [2]uint32{4, 3}},
	} {
		l := newLines(text)
		assert.Equal(t, c.offset, l.offset(c.line, c.unit), c.about)
		line, unit := l.position(c.offset)
		assert.Equal(t, c.back, [2]uint32{line, unit}, c.about)
	}
	assert.Equal(t, int32(0), newLines("").offset(3, 3))
}

// There and back again: an offset between two characters is that of its position,
// and units are those of UTF-16.
func TestPositionsOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "é", "𝄞", "\n", "\r\n", "\t", "\xff"})).Draw(t, "text"), "")
		l := newLines(text)
		for i := range text {
			line, unit := l.position(int32(i))
			if i > 0 && text[i] == '\n' && text[i-1] == '\r' {
				continue // inside a line ending
			}
			assert.Equal(t, int32(i), l.offset(line, unit))
			start := strings.LastIndexByte(text[:i], '\n') + 1
			assert.Equal(t, uint32(len(utf16.Encode([]rune(text[start:i])))), unit)
			assert.Equal(t, uint32(strings.Count(text[:i], "\n")), line)
		}
	})
}
