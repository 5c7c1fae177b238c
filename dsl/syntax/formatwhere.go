package syntax

func (p *printer) lines(indent int, lines []Line) {
	for i, l := range lines {
		p.whereLine(indent, l, i == 0)
	}
}

func (p *printer) whereLine(indent int, line Line, first bool) {
	c := line.LineComments()
	p.leading(indent, c, first)
	switch l := line.(type) {
	case *QueryLine:
		p.callComments(indent, l.Call)
		p.withElse(indent, brokenCall(l.Call, indent, indent), l.Else, either(c.Trailing, l.Call.Comments.Trailing))
	case *FilterLine:
		p.withElse(indent, brokenExpr(l.Cond, indent, indent), l.Else, c.Trailing)
	case *ForLine:
		head := "for " + l.Name.Name + " in "
		p.withElse(indent, head+brokenExpr(l.In, indent, indent+len(head)), l.Else, c.Trailing)
	case *BindLine:
		head := l.Name.Name + " = "
		p.withElse(indent, head+brokenExpr(l.Value, indent, lastColumn(head, indent)), l.Else, c.Trailing)
	case *BlockLine:
		p.blockLine(indent, l.Kind.String(), l.Block, nil, l.Else, c.Trailing)
	case *AggregateLine:
		head := l.Name.Name + " = " + l.Kind.String()
		if l.Results != nil {
			var w exprWriter
			w.parenthesised(l.Results)
			if text := " " + w.String(); fits(text+" {", lastColumn(head, indent)) || len(l.Results.List) == 0 {
				head += text
			} else {
				head += " (" + brokenFields(l.Results.List, indent) + ")"
			}
		}
		p.blockLine(indent, head, l.Block, l.Default, l.Else, c.Trailing)
	}
}

func either(a, b *Comment) *Comment {
	if a != nil {
		return a
	}
	return b
}

// callComments writes the comments of a call that shares its line with
// something else. The parser leaves none there.
func (p *printer) callComments(indent int, c *Call) {
	for _, comment := range c.Comments.Leading {
		p.line(indent, comment.Text, nil)
	}
}

// withElse writes a line and its else.
func (p *printer) withElse(indent int, text string, e *Else, trailing *Comment) {
	if e == nil {
		p.line(indent, text, trailing)
		return
	}
	if e.Braces || len(e.Actions) != 1 {
		p.line(indent, text+" else {", nil)
		p.calls(indent+step, e.Actions)
		p.trailing(indent+step, e.Trailing)
		p.line(indent, "}", trailing)
		return
	}
	action := e.Actions[0]
	p.callComments(indent, action)
	trailing = either(trailing, action.Comments.Trailing)
	if flat := " else " + FormatCall(action); fits(flat, lastColumn(text, indent)) {
		p.line(indent, text+flat, trailing)
		return
	}
	indent += step
	broken := "else " + brokenCall(action, indent, indent+len("else "))
	p.line(indent-step, text+newline(indent)+broken, trailing)
}

// blockLine writes head, a block, and the default or actions behind it.
func (p *printer) blockLine(indent int, head string, b *Block, value Expr, e *Else, trailing *Comment) {
	if text, ok := flatBlock(b); ok {
		text = head + " { " + text + " }"
		if value != nil {
			text += " else " + FormatExpr(value)
		}
		whole := text
		if e != nil && !e.Braces && len(e.Actions) == 1 {
			whole += " else " + FormatCall(e.Actions[0])
		}
		if fits(whole, lastColumn("", indent)) {
			p.withElse(indent, text, e, trailing)
			return
		}
	}
	p.line(indent, head+" {", opening(b))
	p.block(indent+step, b)
	closing := "}"
	if value != nil {
		closing += " else " + brokenExpr(value, indent, indent+len("} else "))
	}
	p.withElse(indent, closing, e, trailing)
}

func opening(b *Block) *Comment {
	if b == nil {
		return nil
	}
	return b.Opening
}

// flatBlock writes a block of one line, if that has no comments and no block
// of its own.
func flatBlock(b *Block) (string, bool) {
	if b == nil || len(b.Lines) != 1 || b.OrderBy != nil || b.Limit != nil || len(b.Trailing) > 0 || b.Opening != nil {
		return "", false
	}
	if c := b.Lines[0].LineComments(); len(c.Leading) > 0 || c.Trailing != nil {
		return "", false
	}
	switch l := b.Lines[0].(type) {
	case *QueryLine:
		if l.Else == nil && len(l.Call.Comments.Leading) == 0 && l.Call.Comments.Trailing == nil {
			return FormatCall(l.Call), true
		}
	case *FilterLine:
		if l.Else == nil {
			return FormatExpr(l.Cond), true
		}
	}
	return "", false
}

func (p *printer) block(indent int, b *Block) {
	if b == nil {
		return
	}
	p.lines(indent, b.Lines)
	first := len(b.Lines) == 0
	if b.OrderBy != nil {
		text := "order by "
		for i, key := range b.OrderBy {
			if i > 0 {
				text += ", "
			}
			text += FormatExpr(key.Key)
			if key.Desc {
				text += " desc"
			}
		}
		p.leading(indent, &b.OrderComments, first)
		p.line(indent, text, b.OrderComments.Trailing)
		first = false
	}
	if b.Limit != nil {
		p.leading(indent, &b.LimitComments, first)
		p.line(indent, "limit "+FormatExpr(b.Limit), b.LimitComments.Trailing)
	}
	p.trailing(indent, b.Trailing)
}
