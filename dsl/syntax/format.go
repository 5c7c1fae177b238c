package syntax

import "strings"

// Format writes a file in its canonical layout. It keeps every comment and
// changes no meaning; what it writes it would write again. The tree must have
// no errors: of a broken declaration, what did not parse would be lost.
func Format(f *File) string {
	var p printer
	for i, d := range f.Decls {
		if _, use := d.(*Use); i > 0 && !(use && afterUse(f, i)) {
			p.blank()
		}
		switch d := d.(type) {
		case *Sync:
			p.sync(d)
		case *Guard:
			p.guard(d)
		case *Use:
			// Lines of `use` stand together unless the author set them apart.
			p.leading(0, &d.Comments, !afterUse(f, i))
			p.line(0, "use "+d.Concept.Name+" as "+d.Name.Name, d.Comments.Trailing)
		case *Concept:
			p.concept(d)
		case *Scenario:
			p.scenario(f, d)
		}
	}
	for i, c := range f.Trailing {
		if c.BlankBefore && i > 0 || i == 0 && len(f.Decls) > 0 {
			p.blank()
		}
		p.line(0, c.Text, nil)
	}
	return p.String()
}

// afterUse reports whether the declaration before another is a `use`.
func afterUse(f *File, i int) bool {
	if i == 0 {
		return false
	}
	_, use := f.Decls[i-1].(*Use)
	return use
}

// FormatSync writes a sync with its comments.
func FormatSync(s *Sync) string {
	var p printer
	p.sync(s)
	return p.String()
}

// FormatLine writes a line of where, as it stands in a sync, with another else
// and without the comments on it. It begins without its indentation.
func FormatLine(line Line, e *Else) string {
	switch l := line.(type) {
	case *QueryLine:
		line = &QueryLine{Call: l.Call, Else: e}
	case *FilterLine:
		line = &FilterLine{Cond: l.Cond, Else: e}
	case *BlockLine:
		line = &BlockLine{Kind: l.Kind, Block: l.Block, Else: e}
	case *AggregateLine:
		line = &AggregateLine{Name: l.Name, Kind: l.Kind, Results: l.Results, Block: l.Block, Default: l.Default, Else: e}
	case *ForLine:
		line = &ForLine{Name: l.Name, In: l.In, Else: e}
	}
	var p printer
	p.whereLine(step, line, true)
	return strings.TrimSpace(p.String())
}

// printer writes whole lines.
type printer struct{ strings.Builder }

func (p *printer) blank() { p.WriteByte('\n') }

// line writes text, whose further lines are indented already.
func (p *printer) line(indent int, text string, trailing *Comment) {
	for range indent {
		p.WriteByte(' ')
	}
	p.WriteString(text)
	if trailing != nil {
		p.WriteString(" " + trailing.Text)
	}
	p.WriteByte('\n')
}

// leading writes the comments before a node. Empty lines are kept where the
// node is not the first of what it stands in.
func (p *printer) leading(indent int, c *Comments, first bool) {
	for i, comment := range c.Leading {
		if comment.BlankBefore && (i > 0 || !first) {
			p.blank()
		}
		if comment.Indented {
			p.line(indent+step, comment.Text, nil)
		} else {
			p.line(indent, comment.Text, nil)
		}
	}
	if c.BlankBefore && (len(c.Leading) > 0 || !first) {
		p.blank()
	}
}

// trailing writes the comments after the last line of a list.
func (p *printer) trailing(indent int, comments []Comment) {
	for _, c := range comments {
		if c.BlankBefore {
			p.blank()
		}
		p.line(indent, c.Text, nil)
	}
}

// keyword writes the keyword of a clause.
func (p *printer) keyword(k *Keyword, text string) {
	p.keywordComments(&k.Comments)
	p.line(0, text, k.Trailing)
}

// keywordComments writes the comments before a keyword, which no empty line
// sets apart.
func (p *printer) keywordComments(c *Comments) {
	for _, comment := range c.Leading {
		if comment.Indented {
			p.line(step, comment.Text, nil)
		} else {
			p.line(0, comment.Text, nil)
		}
	}
}

func (p *printer) sync(s *Sync) {
	p.leading(0, &s.Comments, true)
	p.line(0, "sync "+s.Name.Name, s.Comments.Trailing)
	if s.WhenKeyword.At.Valid() || len(s.When) > 0 {
		p.keyword(&s.WhenKeyword, "when")
		p.calls(step, s.When)
	}
	if s.WhereKeyword.At.Valid() || len(s.Where) > 0 {
		p.keyword(&s.WhereKeyword, "where")
		p.lines(step, s.Where)
	}
	if s.ThenKeyword.At.Valid() || len(s.Then) > 0 {
		p.keyword(&s.ThenKeyword, "then")
		p.calls(step, s.Then)
	}
	p.trailing(step, s.Trailing)
}

func (p *printer) guard(g *Guard) {
	p.leading(0, &g.Comments, true)
	var w exprWriter
	w.WriteString(g.Kind() + " " + g.Name.Name + " (")
	w.fields(g.Params)
	w.WriteByte(')')
	if g.Results != nil {
		w.WriteString(" : (")
		w.fields(g.Results)
		w.WriteByte(')')
	}
	p.line(0, w.String(), g.Comments.Trailing)
	p.lines(step, g.Where)
	p.trailing(step, g.Trailing)
}

func (p *printer) calls(indent int, calls []*Call) {
	for i, c := range calls {
		p.leading(indent, &c.Comments, i == 0)
		p.line(indent, brokenCall(c, indent, indent), c.Comments.Trailing)
	}
}
