package diagnostic

import (
	"cmp"
	"slices"
)

// underlined is a mark on one line, in cells.
type underlined struct {
	*mark
	from, to int
}

// underline gives the rows below a source line: one with the underlines and
// the label that fits beside them, then the other labels, hung from bars, the
// rightmost first; last the ends of marks over several lines. Columns count
// from the first bar.
func (e *excerpt) underline(line int, here []*mark, shown *shownLine) []row {
	left := e.margin() - 1
	var flat []underlined
	var bent []*mark
	for _, m := range here {
		if m.multiline() {
			bent = append(bent, m)
			continue
		}
		from := left + shown.column(m.startByte)
		flat = append(flat, underlined{m, from, max(left+shown.column(m.endByte), from+1)})
	}
	bars := e.barRow(line)
	for _, m := range bent {
		// One that starts here has no bar yet; one that ends here still has its own.
		if m.first == line {
			bars.set(m.bar, plain, " ")
		} else {
			bars.set(m.bar, m.style, "|")
		}
	}
	rows := flatRows(flat, bars)
	for _, m := range bent {
		rows = append(rows, bentRow(m, line, left, shown, bars))
	}
	return rows
}

func flatRows(flat []underlined, bars row) []row {
	if len(flat) == 0 {
		return nil
	}
	// Long ones first and the primary one last, so that none is painted over whole.
	slices.SortStableFunc(flat, func(a, b underlined) int {
		return cmp.Or(compareBool(a.primary, b.primary), cmp.Compare(b.to-b.from, a.to-a.from))
	})
	lines := slices.Clone(bars)
	for _, u := range flat {
		lines.fill(u.from, u.to, u.style, rune(u.line))
	}
	labels := slices.DeleteFunc(slices.Clone(flat), func(u underlined) bool { return u.text == "" })
	slices.SortStableFunc(labels, func(a, b underlined) int {
		return cmp.Or(cmp.Compare(b.from, a.from), -compareBool(a.primary, b.primary))
	})
	if len(labels) > 0 && fitsBeside(labels[0], flat, labels) {
		lines.set(labels[0].to+1, labels[0].style, labels[0].text)
		labels = labels[1:]
	}
	rows := []row{lines}
	for i, u := range labels {
		hung := slices.Clone(bars)
		for _, other := range labels[i:] {
			hung.set(other.from, other.style, "|")
		}
		if i == 0 {
			rows = append(rows, slices.Clone(hung))
		}
		hung.set(u.from, u.style, u.text)
		rows = append(rows, hung)
	}
	return rows
}

// fitsBeside reports whether nothing is underlined right of a mark and no
// other label hangs from the same cell.
func fitsBeside(u underlined, flat, labels []underlined) bool {
	for _, other := range flat {
		if other.mark != u.mark && other.to > u.to {
			return false
		}
	}
	return len(labels) < 2 || labels[1].from < u.from
}

// bentRow joins the bar of a mark over several lines to its start or its end.
func bentRow(m *mark, line, left int, shown *shownLine, bars row) row {
	r := slices.Clone(bars)
	at := left + shown.column(m.startByte)
	if m.last == line {
		at = left + max(shown.column(m.endByte)-1, 0)
		r.set(m.bar, m.style, "|")
	}
	for c := m.bar + 1; c < at; c++ {
		if c >= len(r) || r[c].r == ' ' {
			r.set(c, m.style, "_")
		}
	}
	r.set(at, m.style, string(m.line))
	if m.last == line && m.text != "" {
		r.set(at+2, m.style, m.text)
	}
	if m.first == line {
		bars.set(m.bar, m.style, "|")
	} else {
		bars.set(m.bar, plain, " ")
	}
	return r
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
