package diagnostic

import (
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// mark is a label's span within the lines of one file.
type mark struct {
	text               string
	style              style
	line               byte // what it is underlined with
	primary            bool
	first, last        int // lines
	startByte, endByte int // in the first and the last line
	bar                int // the column of a mark over several lines that runs left of the text
}

func (m *mark) multiline() bool { return m.last > m.first }

// excerpt is the part of one file that a finding shows.
type excerpt struct {
	file  *source.File
	marks []*mark
	bars  int // how many marks go over several lines
}

// wholeMark is the number of lines of a mark over several lines that are shown
// without a gap.
const wholeMark = 6

func newMark(f *source.File, l Label, s style, primary bool) *mark {
	at := withoutLineEnding(f, l.Span)
	a, b := f.Position(at.Start), f.Position(at.End)
	m := &mark{
		text: strings.ReplaceAll(clean(l.Text), "\n", " "), style: s, line: '-', primary: primary,
		first: a.Line, last: b.Line, startByte: a.ByteColumn - 1, endByte: b.ByteColumn - 1,
	}
	if primary {
		m.line = '^'
	}
	return m
}

// withoutLineEnding is what a span shows: one that takes in its line's ending
// does not reach into the next line.
func withoutLineEnding(f *source.File, s source.Span) source.Span {
	for s.End > s.Start && int(s.End) <= len(f.Text) && (f.Text[s.End-1] == '\n' || f.Text[s.End-1] == '\r') {
		s.End--
	}
	return s
}

// excerpts groups a finding's labels by file, that of the primary one first.
func excerpts(sources *source.Map, d *Diagnostic) []*excerpt {
	var list []*excerpt
	add := func(l Label, s style, primary bool) {
		f := sources.File(l.Span.File)
		if f == nil {
			return
		}
		i := slices.IndexFunc(list, func(e *excerpt) bool { return e.file == f })
		if i < 0 {
			i = len(list)
			list = append(list, &excerpt{file: f})
		}
		m := newMark(f, l, s, primary)
		if m.multiline() {
			m.bar = list[i].bars
			list[i].bars++
		}
		list[i].marks = append(list[i].marks, m)
	}
	add(d.Primary, severityStyle(d.Severity), true)
	for _, l := range d.Secondary {
		add(l, secondary, false)
	}
	return list
}

// lines are the numbers of the lines that the excerpt shows. A gap of a single
// line is not worth its ellipsis.
func (e *excerpt) lines() []int {
	var list []int
	for _, m := range e.marks {
		if m.last-m.first < wholeMark {
			for n := m.first; n <= m.last; n++ {
				list = append(list, n)
			}
			continue
		}
		list = append(list, m.first, m.first+1, m.last-1, m.last)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for i := len(list) - 1; i > 0; i-- {
		if list[i]-list[i-1] == 2 {
			list = slices.Insert(list, i, list[i]-1)
		}
	}
	return list
}

// frame draws excerpts beside a gutter that is wide enough for all their line
// numbers.
type frame struct {
	*canvas
	digits int
}

func (f *frame) gutter(line int) {
	number := ""
	if line > 0 {
		number = strconv.Itoa(line)
	}
	f.put(gutter, strings.Repeat(" ", f.digits-len(number))+number+" |")
}

func (f *frame) blank() {
	f.gutter(0)
	f.newline()
}

// place names a file and the place in it that the lines below show.
func (f *frame) place(arrow, path string, at source.Position) {
	f.put(gutter, strings.Repeat(" ", f.digits)+arrow+" ")
	f.put(plain, clean(path)+":"+strconv.Itoa(at.Line)+":"+strconv.Itoa(at.Column))
	f.newline()
}

func (f *frame) excerpt(e *excerpt) {
	previous := 0
	for _, n := range e.lines() {
		if previous > 0 && n > previous+1 {
			// The bars of marks that go on are drawn beside the gap, too.
			f.put(gutter, ellipsis)
			f.put(plain, strings.Repeat(" ", max(0, f.digits+2-len(ellipsis))))
			f.row(append(row{{r: ' '}}, e.barRow(previous)...))
			f.newline()
		}
		previous = n
		f.sourceLine(e, n)
	}
}

// margin is the width of the columns for bars, with the blank after them.
func (e *excerpt) margin() int {
	if e.bars == 0 {
		return 1
	}
	return e.bars + 2
}

// barRow has the bars of the marks that go on below a line.
func (e *excerpt) barRow(line int) row {
	var r row
	for _, m := range e.marks {
		if m.multiline() && m.first <= line && line < m.last {
			r.set(m.bar, m.style, "|")
		}
	}
	return r
}

func (f *frame) sourceLine(e *excerpt, n int) {
	var here []*mark // those that are drawn on rows of their own below the line
	var spans [][2]int
	bars := row{}
	for _, m := range e.marks {
		switch {
		case !m.multiline():
			if m.first == n {
				here = append(here, m)
				spans = append(spans, [2]int{m.startByte, m.endByte})
			}
		case m.first == n:
			spans = append(spans, [2]int{m.startByte, m.startByte})
			here = append(here, m)
		case m.first < n && n <= m.last:
			bars.set(m.bar, m.style, "|")
			if n == m.last {
				spans = append(spans, [2]int{m.endByte, m.endByte})
				here = append(here, m)
			}
		}
	}
	text := e.file.Line(n)
	shown := show(text, spans)
	here = slices.DeleteFunc(here, func(m *mark) bool {
		if m.multiline() && m.first == n && strings.TrimSpace(text[:min(m.startByte, len(text))]) == "" {
			bars.set(m.bar, m.style, "/")
			return true
		}
		return false
	})

	f.gutter(n)
	margin := append(row{{r: ' '}}, bars...)
	margin.fill(len(margin), e.margin(), plain, ' ')
	f.row(margin)
	f.put(plain, shown.text)
	f.newline()
	for _, r := range e.underline(n, here, shown) {
		f.gutter(0)
		f.row(append(row{{r: ' '}}, r...))
		f.newline()
	}
}
