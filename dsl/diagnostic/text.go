package diagnostic

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// Text renders the findings for people: the lines of the source that matter,
// with carets and labels, then notes, help and the fix as a diff. A closing
// line counts them; proofs follow it. Color adds ANSI colours and changes nothing else; the
// caller knows whether they are wanted.
func (r *Report) Text(w io.Writer, color bool) error {
	c := &canvas{color: color}
	var before []finding
	for _, f := range r.shown() {
		c.finding(f, before)
		c.newline()
		before = append(before[max(0, len(before)-nearFindings):], f)
	}
	if !r.Empty() {
		c.put(plain, r.Summary())
		c.newline()
	}
	c.proofs(r.proofs)
	_, err := w.Write(c.b)
	return err
}

// nearFindings is how far above a finding another of the same mistake is
// looked for.
const nearFindings = 20

// finding renders one finding; before are those above it in the report.
func (c *canvas) finding(d finding, before []finding) {
	c.put(severityStyle(d.Severity), d.Severity.String()+"["+string(d.Code)+"]")
	c.put(bold, ": "+clean(d.Message))
	c.newline()

	list := excerpts(d.sources, d.Diagnostic)
	var hunks []hunk
	known := d.shares(before)
	if !known {
		hunks = fixHunks(d.sources, d.Fix)
	}
	f := &frame{canvas: c, digits: digits(list, hunks)}
	for i, e := range list {
		arrow := "-->"
		if i > 0 {
			f.blank()
			arrow = ":::"
		}
		f.place(arrow, e.file.Path, source.Position{Line: e.marks[0].first, Column: e.firstColumn()})
		f.blank()
		f.excerpt(e)
	}
	if len(list) > 0 {
		f.blank()
	}
	if len(d.Trail) > 0 {
		f.remark("trail", d.trail())
	}
	for _, note := range d.Notes {
		f.remark("note", note)
	}
	for _, help := range d.Help {
		if d.Fix == nil || help != d.Fix.Title {
			f.remark("help", help)
		}
	}
	if d.Fix != nil {
		title := d.Fix.Title
		if known {
			title += " (shown above)"
		}
		f.remark(d.Fix.name(), title)
		f.hunks(hunks, d.Diagnostic)
	}
	f.remark("see", seeAlso(d.Code))
}

// seeAlso says where all about a code is found.
func seeAlso(c Code) string { return "syncgen explain " + string(c) }

// trail draws the steps as a tree, with their places in a column behind it.
func (d finding) trail() string {
	lines := make([]string, len(d.Trail))
	widest := 0
	for i, s := range d.Trail {
		lines[i] = branch(d.Trail[i:]) + s.Text
		widest = max(widest, width(lines[i]))
	}
	for i, s := range d.Trail {
		if file := d.sources.File(s.Span.File); file != nil {
			lines[i] += strings.Repeat(" ", widest-width(lines[i])+2) + placeOf(file, s.Span)
		}
	}
	return strings.Join(lines, "\n")
}

// placeOf names where a span starts: `path:line:column`.
func placeOf(file *source.File, s source.Span) string {
	at := file.Position(s.Start)
	return fmt.Sprintf("%s:%d:%d", file.Path, at.Line, at.Column)
}

// branch draws the lines of a tree before its first step.
func branch(steps []Step) string {
	var b strings.Builder
	depth := steps[0].Depth
	for level := 1; level <= depth; level++ {
		next := slices.IndexFunc(steps[1:], func(s Step) bool { return s.Depth <= level })
		more := next >= 0 && steps[1+next].Depth == level
		switch {
		case level == depth && more:
			b.WriteString("├─ ")
		case level == depth:
			b.WriteString("└─ ")
		case more:
			b.WriteString("│  ")
		default:
			b.WriteString("   ")
		}
	}
	return b.String()
}

// shares reports whether one of the findings above has the very same fix: two
// findings of one mistake are mended by it together.
func (d finding) shares(before []finding) bool {
	if d.Fix == nil {
		return false
	}
	return slices.ContainsFunc(before, func(b finding) bool {
		return b.sources == d.sources && b.Fix != nil && b.Fix.Title == d.Fix.Title && slices.Equal(b.Fix.Edits, d.Fix.Edits)
	})
}

// firstColumn is where the excerpt's first mark starts.
func (e *excerpt) firstColumn() int {
	m := e.marks[0]
	line := e.file.Line(m.first)
	return len([]rune(line[:min(m.startByte, len(line))])) + 1
}

// remark writes `= name: text`, its further lines below the text.
func (f *frame) remark(name, text string) {
	indent := strings.Repeat(" ", f.digits+1)
	f.put(gutter, indent+"= ")
	f.put(bold, name+": ")
	for i, line := range strings.Split(strings.TrimRight(clean(text), "\n"), "\n") {
		if i > 0 {
			f.put(plain, indent+strings.Repeat(" ", len("= : ")+len(name)))
		}
		f.put(plain, line)
		f.newline()
	}
}

// digits is the width of the gutter's numbers.
func digits(list []*excerpt, hunks []hunk) int {
	last := 0
	for _, e := range list {
		for _, m := range e.marks {
			last = max(last, m.last)
		}
	}
	for _, h := range hunks {
		for _, l := range h.lines {
			last = max(last, l.number)
		}
	}
	return max(len(strconv.Itoa(last)), 1)
}
