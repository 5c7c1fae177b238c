package diagnostic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

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

// fixHunks works out what a fix changes. Only the lines around its edits are
// compared, so that the size of the file does not matter.
func fixHunks(sources *source.Map, fix *Fix) []hunk {
	if fix == nil {
		return nil
	}
	var hunks []hunk
	for _, file := range sources.Files() {
		var own []Edit
		for _, e := range fix.Edits {
			if e.Span.File == file.ID {
				own = append(own, e)
			}
		}
		slices.SortStableFunc(own, byStart)
		for len(own) > 0 {
			first, last := file.Position(own[0].Span.Start).Line, file.Position(own[0].Span.End).Line
			n := 1
			for n < len(own) && file.Position(own[n].Span.Start).Line <= last+gapLines {
				last = max(last, file.Position(own[n].Span.End).Line)
				n++
			}
			hunks = append(hunks, fileHunks(file, own[:n], first-contextLines, last+contextLines)...)
			own = own[n:]
		}
	}
	return hunks
}

// fileHunks compares the lines first to last of a file before and after edits.
func fileHunks(file *source.File, edits []Edit, first, last int) []hunk {
	first = max(first, 1)
	start := file.Offset(first)
	var window source.Map
	f := window.Add(file.Path, file.Text[start:file.Offset(last+1)])
	edits = slices.Clone(edits)
	for i := range edits {
		edits[i].Span = source.Span{File: f.ID, Start: edits[i].Span.Start - start, End: edits[i].Span.End - start}
	}
	after, err := Apply(f, edits)
	if err != nil {
		return nil // edits that contradict each other show nothing and are refused when applied
	}
	unified := string(diff.Diff("a", []byte(lf(f.Text)), "b", []byte(lf(after))))

	var hunks []hunk
	number := 0
	for line := range strings.Lines(unified) {
		var from, count int
		if n, _ := fmt.Sscanf(line, "@@ -%d,%d", &from, &count); n == 2 {
			hunks = append(hunks, hunk{file: file})
			number = first + from - 1
			continue
		}
		if len(hunks) == 0 {
			continue // the header
		}
		l := changedLine{sign: line[0], text: strings.TrimSuffix(line[1:], "\n")}
		if l.sign != '+' {
			l.number = number
			number++
		}
		h := &hunks[len(hunks)-1]
		h.lines = append(h.lines, l)
	}
	return hunks
}

// lf gives a text the line endings that comparing needs.
func lf(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
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
