package syntax

func (p *printer) scenario(f *File, s *Scenario) {
	text := f.Source.Slice
	p.leading(0, &s.Comments, true)
	p.line(0, "scenario "+text(s.Name.At), s.Comments.Trailing)
	if s.Now != nil {
		p.keyword(&s.NowKeyword, "now "+text(s.Now.At))
	}
	p.keyword(&s.AfterKeyword, "after")
	p.scenarioLines(s.After)
	p.keyword(&s.ThenKeyword, "then")
	p.scenarioLines(s.Then)
	p.trailing(step, s.Trailing)
}

func (p *printer) scenarioLines(lines []*ScenarioLine) {
	for i, l := range lines {
		p.leading(step, &l.Comments, i == 0)
		p.line(step, brokenScenarioLine(l), l.Comments.Trailing)
	}
}

// FormatScenarioLine writes a line of a scenario on one line, without its
// comments.
func FormatScenarioLine(l *ScenarioLine) string {
	var w exprWriter
	w.call(l.Call)
	if l.None {
		w.WriteString(" : none")
	}
	for i, row := range l.Rows {
		w.WriteString([]string{" : ", ", "}[min(i, 1)])
		w.parenthesised(row)
	}
	return w.String()
}

// brokenScenarioLine writes several rows one a line, and a row or inputs that
// are too long with a field on each line.
func brokenScenarioLine(l *ScenarioLine) string {
	if flat := FormatScenarioLine(l); fits(flat, step) {
		return flat
	}
	text := brokenCall(l.Call, step, step)
	switch {
	case l.None:
		return text + " : none"
	case len(l.Rows) == 0:
		return text
	case len(l.Rows) == 1:
		whole := *l.Call
		whole.Outputs = l.Rows[0]
		return brokenCall(&whole, step, step)
	}
	text += " :"
	for i, row := range l.Rows {
		var w exprWriter
		w.parenthesised(row)
		flat := w.String()
		if !fits(flat, 2*step+len(",")) {
			flat = "(" + brokenFields(row.List, 2*step) + ")"
		}
		text += newline(2*step) + flat
		if i < len(l.Rows)-1 {
			text += ","
		}
	}
	return text
}
