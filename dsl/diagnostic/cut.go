package diagnostic

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

const (
	lineCells = 140 // a line up to this width is shown whole
	nearBytes = 32  // what is kept of a longer one on either side of a mark
	farBytes  = 64  // and of the mark itself, from its start
	ellipsis  = "..."
)

// shownLine is a source line as it is printed.
type shownLine struct {
	text    string
	offsets []int // byte offsets in the line, ascending, one for each character shown
	columns []int // the cell in which each begins
	end     int   // the cell after the last character
	size    int   // bytes of the line
}

// column is the cell in which the character at a byte offset begins. An
// offset that was cut away is where the cut is.
func (l *shownLine) column(offset int) int {
	if offset >= l.size {
		return l.end
	}
	i := sort.SearchInts(l.offsets, offset+1) - 1
	return l.columns[max(i, 0)]
}

// show prepares a line for printing: tabs become blanks, control characters
// pictures, and a very long line keeps only what is near its marks (pairs of
// byte offsets). It looks at no more of the line than it keeps.
func show(line string, marks [][2]int) *shownLine {
	l := &shownLine{size: len(line)}
	var b strings.Builder
	put := func(offset int, shown string) {
		l.offsets = append(l.offsets, offset)
		l.columns = append(l.columns, l.end)
		l.end += width(shown)
		b.WriteString(shown)
	}
	at := 0
	for _, piece := range pieces(line, marks) {
		if piece[0] > at {
			put(at, ellipsis)
		}
		for at = piece[0]; at < piece[1]; {
			shown, size := printable(line[at:])
			put(at, shown)
			at += size
		}
	}
	if at < len(line) {
		put(at, ellipsis)
	}
	l.text = b.String()
	return l
}

// pieces are the ranges of bytes of a line that are shown, in order.
func pieces(line string, marks [][2]int) [][2]int {
	if len(line) <= lineCells || len(line) <= lineCells*utf8.UTFMax && width(clean(line)) <= lineCells {
		return [][2]int{{0, len(line)}}
	}
	if len(marks) == 0 {
		marks = [][2]int{{0, 0}}
	}
	var kept [][2]int
	for _, m := range marks {
		kept = append(kept,
			[2]int{m[0] - nearBytes, min(m[1], m[0]+farBytes) + nearBytes},
			[2]int{max(m[0], m[1]-nearBytes), m[1] + nearBytes})
	}
	slices.SortFunc(kept, func(a, b [2]int) int { return a[0] - b[0] })
	merged := [][2]int{}
	for _, k := range kept {
		k[0], k[1] = runeStart(line, k[0]), runeStart(line, k[1])
		if n := len(merged); n > 0 && k[0] <= merged[n-1][1]+len(ellipsis) {
			merged[n-1][1] = max(merged[n-1][1], k[1])
			continue
		}
		merged = append(merged, k)
	}
	return merged
}

// runeStart moves an offset back to the start of a character of the line.
func runeStart(line string, offset int) int {
	if offset <= 0 {
		return 0
	}
	if offset >= len(line) {
		return len(line)
	}
	for back := 0; back < utf8.UTFMax && offset > 0 && !utf8.RuneStart(line[offset]); back++ {
		offset--
	}
	return offset
}
