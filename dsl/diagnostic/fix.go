package diagnostic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// hunk is a stretch of a file as a fix changes it.
type hunk struct {
	file  *source.File
	lines []changedLine
}

// changedLine is a line of a diff: sign is '-', '+' or ' '. The number is that
// of the line in the file as it is; an added line has none.
type changedLine struct {
	sign   byte
	number int
	text   string
}

const (
	contextLines = 1 // are shown unchanged around an edit
	gapLines     = 6 // between two edits are worth showing
)

// block is a run of lines that edits touch: first up to and without end.
type block struct {
	first, end int
	edits      []Edit
}

// fixHunks works out what a fix changes, line by line. Lines are compared only
// where edits touch them: that shows the change as it is meant, where a general
// diff may match the old lines with like ones of the new text.
func fixHunks(sources *source.Map, fix *Fix) []hunk {
	if fix == nil {
		return nil
	}
	var hunks []hunk
	for _, file := range sources.Files() {
		blocks := blocksOf(file, fix.Edits)
		for len(blocks) > 0 {
			n := 1
			for n < len(blocks) && blocks[n].first-blocks[n-1].end <= gapLines {
				n++
			}
			h, ok := newHunk(file, blocks[:n])
			if !ok {
				return nil // edits that contradict each other are refused when applied
			}
			if slices.ContainsFunc(h.lines, func(l changedLine) bool { return l.sign != ' ' }) {
				hunks = append(hunks, h)
			}
			blocks = blocks[n:]
		}
	}
	return hunks
}

func blocksOf(file *source.File, edits []Edit) []block {
	var own []Edit
	for _, e := range edits {
		if e.Span.File == file.ID {
			own = append(own, e)
		}
	}
	slices.SortStableFunc(own, byStart)
	var blocks []block
	for _, e := range own {
		b := block{edits: []Edit{e}}
		b.first, b.end = touched(file, e)
		if n := len(blocks); n > 0 && b.first <= blocks[n-1].end {
			last := &blocks[n-1]
			last.end = max(last.end, b.end)
			last.edits = append(last.edits, e)
			continue
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// touched are the lines that an edit changes. One of whole lines leaves the
// line that it ends before alone.
func touched(file *source.File, e Edit) (first, end int) {
	from, to := file.Position(e.Span.Start), file.Position(e.Span.End)
	if from.ByteColumn == 1 && to.ByteColumn == 1 && (e.New == "" || strings.HasSuffix(e.New, "\n")) {
		return from.Line, to.Line
	}
	return from.Line, to.Line + 1
}

func newHunk(file *source.File, blocks []block) (h hunk, ok bool) {
	h.file = file
	unchanged := func(from, end int) {
		for n := max(from, 1); n < end && n <= file.Lines(); n++ {
			if text := file.Line(n); n < file.Lines() || text != "" {
				h.lines = append(h.lines, changedLine{' ', n, text})
			}
		}
	}
	next := blocks[0].first - contextLines
	for _, b := range blocks {
		after, ok := b.apply(file)
		if !ok {
			return hunk{}, false
		}
		var before []string
		for n := b.first; n < b.end; n++ {
			before = append(before, file.Line(n))
		}
		same := 0
		for same < min(len(before), len(after)) && before[same] == after[same] {
			same++
		}
		tail := 0
		for tail < min(len(before), len(after))-same && before[len(before)-1-tail] == after[len(after)-1-tail] {
			tail++
		}
		unchanged(next, b.first+same)
		for i := same; i < len(before)-tail; i++ {
			h.lines = append(h.lines, changedLine{'-', b.first + i, before[i]})
		}
		for _, text := range after[same : len(after)-tail] {
			h.lines = append(h.lines, changedLine{'+', 0, text})
		}
		next = b.end - tail
	}
	unchanged(next, blocks[len(blocks)-1].end+contextLines)
	return h, true
}

// apply gives the lines that the block's become.
func (b block) apply(file *source.File) (lines []string, ok bool) {
	start := file.Offset(b.first)
	var window source.Map
	f := window.Add(file.Path, file.Text[start:file.Offset(b.end)])
	edits := slices.Clone(b.edits)
	for i := range edits {
		edits[i].Span = source.Span{File: f.ID, Start: edits[i].Span.Start - start, End: edits[i].Span.End - start}
	}
	text, err := Apply(f, edits)
	if err != nil {
		return nil, false
	}
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, "\r\n"))
	}
	return lines, true
}

func (f *frame) hunks(hunks []hunk, d *Diagnostic) {
	for i, h := range hunks {
		switch {
		case i > 0 && hunks[i-1].file == h.file:
			f.put(gutter, ellipsis)
			f.newline()
		case h.file.ID != d.Primary.Span.File:
			f.place(":::", h.file.Path, source.Position{Line: max(h.lines[0].number, 1), Column: 1})
			f.blank()
		default:
			f.blank()
		}
		for _, l := range h.lines {
			f.changed(l)
		}
		if i == len(hunks)-1 {
			f.blank()
		}
	}
}

func (f *frame) changed(l changedLine) {
	number, sign, s := strings.Repeat(" ", f.digits), "|", plain
	if l.number > 0 {
		number = fmt.Sprintf("%*d", f.digits, l.number)
	}
	f.put(gutter, number+" ")
	switch l.sign {
	case '-':
		sign, s = "-", removed
	case '+':
		sign, s = "+", added
	}
	if s == plain {
		f.put(gutter, sign)
	} else {
		f.put(s, sign)
	}
	f.put(s, strings.TrimRight(" "+show(l.text, nil).text, " "))
	f.newline()
}
