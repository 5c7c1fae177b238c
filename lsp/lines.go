package lsp

import (
	"sort"
	"unicode/utf8"
)

// lines finds places of a text by line and UTF-16 unit, which is how the
// protocol counts, and back. It is the one place where the two meet.
type lines struct {
	text   string
	starts []int32 // of each line
}

// newLines cuts a text into lines as the protocol does it: at \n, at \r\n and
// at a \r alone.
func newLines(text string) *lines {
	l := &lines{text: text, starts: []int32{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			l.starts = append(l.starts, int32(i+1))
		}
	}
	return l
}

// position is the line and the unit of an offset, both from 0.
func (l *lines) position(offset int32) (line, unit uint32) {
	offset = min(max(offset, 0), int32(len(l.text)))
	n := sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset }) - 1
	for _, r := range l.text[l.starts[n]:offset] {
		unit += units(r)
	}
	return uint32(n), unit
}

// offset is the offset of a line and unit. Behind a line's end it is the end of
// the line, behind the last line that of the text; inside a character it is
// where the character begins.
func (l *lines) offset(line, unit uint32) int32 {
	if int(line) >= len(l.starts) {
		return int32(len(l.text))
	}
	at, end := l.starts[line], l.end(int(line))
	for at < end {
		r, size := utf8.DecodeRuneInString(l.text[at:end])
		if n := units(r); n <= unit {
			unit -= n
			at += int32(size)
			continue
		}
		break
	}
	return at
}

// end is the offset of a line's end, before what ends it.
func (l *lines) end(line int) int32 {
	if line+1 == len(l.starts) {
		return int32(len(l.text))
	}
	end := l.starts[line+1] - 1
	if end > l.starts[line] && l.text[end] == '\n' && l.text[end-1] == '\r' {
		end--
	}
	return end
}

// units is how many units of UTF-16 a character takes.
func units(r rune) uint32 {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
