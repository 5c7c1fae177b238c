package syntax

import "strings"

func (p *printer) concept(c *Concept) {
	p.leading(0, &c.Comments, true)
	head := "concept " + c.Name.Name
	if len(c.TypeParams) > 0 {
		names := make([]string, len(c.TypeParams))
		for i, t := range c.TypeParams {
			names[i] = t.Name
		}
		head += " [" + strings.Join(names, ", ") + "]"
	}
	p.line(0, head, c.Comments.Trailing)
	if c.Purpose != nil {
		p.section(&c.Purpose.Comments)
		p.prose(0, c.Purpose, "purpose")
	}
	if c.Principle != nil {
		p.section(&c.Principle.Comments)
		p.prose(0, c.Principle, "principle")
	}
	if c.State != nil {
		p.section(&c.State.Comments)
		p.state(c.State)
	}
	p.actions("actions", &c.ActionsKeyword, c.Actions)
	p.actions("queries", &c.QueriesKeyword, c.Queries)
	p.trailing(step, c.Trailing)
}

// section writes what stands before a section's keyword: the comments that
// belong to the section before, an empty line, and its own.
func (p *printer) section(c *Comments) {
	own := *c
	own.Leading = nil
	for _, comment := range c.Leading {
		if comment.Indented {
			p.line(step, comment.Text, nil)
		} else {
			own.Leading = append(own.Leading, comment)
		}
	}
	p.blank()
	p.leading(0, &own, true)
}

// prose writes a keyword and its text.
func (p *printer) prose(indent int, prose *Prose, keyword string) {
	if prose.Text == "" {
		p.line(indent, keyword, prose.Comments.Trailing)
		return
	}
	for i, line := range strings.Split(prose.Text, "\n") {
		switch {
		case i == 0:
			p.line(indent, keyword+" "+line, nil)
		case line == "":
			p.blank()
		default:
			p.line(indent+step, line, nil)
		}
	}
}

func (p *printer) state(s *State) {
	p.line(0, "state", s.Comments.Trailing)
	for i, set := range s.Sets {
		p.leading(step, &set.Comments, i == 0)
		p.line(step, setHead(set), set.Comments.Trailing)
		for j, f := range set.Fields {
			p.leading(2*step, &f.Comments, j == 0)
			p.line(2*step, fieldText(f), f.Comments.Trailing)
		}
	}
	p.trailing(step, s.Trailing)
}

func setHead(set *StateSet) string {
	text := "set of "
	if set.Element {
		text = "element "
	}
	if set.Subset != nil {
		text = set.Subset.Name + " " + text
	}
	text = article(text) + text + set.Object.Name
	if len(set.Fields) > 0 {
		text += " with"
	}
	return text
}

func fieldText(f *StateField) string {
	text := ""
	if f.Optional {
		text = "optional "
	}
	if f.Name != nil {
		text += f.Name.Name + " "
	}
	text += formatType(f.Type)
	return article(text) + text
}

// article is the one that English wants before text.
func article(text string) string {
	text = strings.ToLower(text)
	switch {
	case text == "":
		return ""
	case strings.HasPrefix(text, "uni"), strings.HasPrefix(text, "eu"), strings.HasPrefix(text, "one"):
		return "a "
	case strings.IndexByte("aeio", text[0]) >= 0, strings.HasPrefix(text, "un"), strings.HasPrefix(text, "up"), strings.HasPrefix(text, "hour"):
		return "an "
	}
	return "a "
}

func (p *printer) actions(keyword string, k *Keyword, actions []*Action) {
	if !k.At.Valid() && len(actions) == 0 {
		return
	}
	p.section(&k.Comments)
	p.line(0, keyword, k.Trailing)
	for i, a := range actions {
		if i > 0 && hasClauses(actions[i-1]) && !startsBlank(&a.Comments) {
			p.blank()
		}
		p.action(a, i == 0)
	}
}

func hasClauses(a *Action) bool { return a.Answers != nil || a.Requires != nil || a.Effects != nil }

// startsBlank reports whether an empty line stands before the first thing
// that is printed of a node.
func startsBlank(c *Comments) bool {
	if len(c.Leading) > 0 {
		return c.Leading[0].BlankBefore || c.Leading[0].Indented
	}
	return c.BlankBefore
}

func (p *printer) action(a *Action, first bool) {
	p.leading(step, &a.Comments, first)
	p.line(step, signature(a), a.Comments.Trailing)
	if a.Answers != nil {
		p.leading(2*step, &a.AnswersLine.Comments, true)
		p.line(2*step, "answers "+a.Answers.Name, a.AnswersLine.Trailing)
	}
	if a.Requires != nil {
		p.leading(2*step, &a.Requires.Comments, true)
		p.prose(2*step, a.Requires, "requires")
	}
	if a.Effects != nil {
		p.leading(2*step, &a.Effects.Comments, true)
		p.prose(2*step, a.Effects, "effects")
	}
}

// signature writes the first line of an action, or one line a parameter.
func signature(a *Action) string {
	head, results := "", ""
	if a.System {
		head = "system "
	}
	if a.Batch != nil {
		head = "batch "
	}
	head += a.Name.Name + " "
	if a.Results != nil {
		results = " : "
		if a.Cardinality != Many {
			results += a.Cardinality.String() + " "
		}
	}
	params := paramTexts(a.Params)
	flat := head + "(" + strings.Join(params, ", ") + ")"
	if a.Results != nil {
		results += "(" + strings.Join(paramTexts(a.Results), ", ") + ")"
	}
	if fits(flat+results, step) || len(params) == 0 {
		return flat + results
	}
	return head + "(" + newline(2*step) + strings.Join(params, ","+newline(2*step)) + newline(step) + ")" + results
}

func paramTexts(p *Params) []string {
	if p == nil {
		return nil
	}
	texts := make([]string, 0, len(p.List)+1)
	for _, param := range p.List {
		texts = append(texts, paramText(param))
	}
	if p.Rest != nil {
		texts = append(texts, "...")
	}
	return texts
}

func paramText(p *Param) string {
	mark := ": "
	if p.Optional {
		mark = "?: "
	}
	return p.Name.Name + mark + formatType(p.Type)
}

func formatType(t TypeExpr) string {
	switch t := t.(type) {
	case *NamedType:
		return t.Name
	case *OptionalType:
		return "optional " + formatType(t.Elem)
	case *ListType:
		if t.Set {
			return "set of " + formatType(t.Elem)
		}
		return "seq of " + formatType(t.Elem)
	case *RecordType:
		if len(t.Fields) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(paramTexts(&Params{List: t.Fields}), ", ") + " }"
	case *EnumType:
		names := make([]string, len(t.Constants))
		for i, c := range t.Constants {
			names[i] = c.Name
		}
		return "of " + strings.Join(names, " or ")
	}
	return ""
}
