package syntax

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// attachComments gives each comment to the node that it belongs to. It walks
// the tree and the comments in the order of the text.
func attachComments(f *File, comments []Comment) {
	f.Comments = comments
	a := &attacher{text: f.Source.Text, comments: comments}
	for i := range comments {
		comments[i].BlankBefore = a.blankBefore(comments[i].At.Start)
	}
	for i, d := range f.Decls {
		a.nextDecl = math.MaxInt32
		if i+1 < len(f.Decls) {
			a.nextDecl = f.Decls[i+1].Span().Start
		}
		switch d := d.(type) {
		case *Sync:
			a.sync(d)
		case *Guard:
			a.guard(d)
		case *Use:
			a.line(&d.Comments, d.Place)
		case *Concept:
			a.concept(d)
		case *Scenario:
			a.scenario(d)
		}
	}
	f.Trailing = a.comments
}

type attacher struct {
	text     string
	comments []Comment // those that are left, a part of the file's
	nextDecl int32     // where the declaration after the current one begins
}

// column counts from 0, with tabs expanded. It is -1 where something else
// than white space stands before the offset on its line.
func (a *attacher) column(offset int32) int {
	start := strings.LastIndexByte(a.text[:offset], '\n') + 1
	column := 0
	for _, b := range []byte(strings.TrimPrefix(a.text[start:offset], byteOrderMark)) {
		switch b {
		case '\t':
			column += tabWidth - column%tabWidth
		case ' ':
			column++
		default:
			return -1
		}
	}
	return column
}

// upTo takes the comments before an offset.
func (a *attacher) upTo(offset int32) []Comment {
	n := 0
	for n < len(a.comments) && a.comments[n].At.Start < offset {
		n++
	}
	taken := a.comments[:n:n]
	a.comments = a.comments[n:]
	if n == 0 {
		return nil
	}
	return taken
}

// before gives a node what stands before it.
func (a *attacher) before(c *Comments, start int32, node source.Span) {
	taken, column := a.upTo(start), a.column(start)
	for i := range taken {
		taken[i].Indented = column >= 0 && a.column(taken[i].At.Start) > column
		if !taken[i].Indented {
			taken[i].About = node
		}
	}
	c.Leading = append(c.Leading, taken...)
	c.BlankBefore = a.blankBefore(start)
}

// inside gives a node the comments between its tokens.
func (a *attacher) inside(c *Comments, end int32, node source.Span) {
	taken := a.upTo(end)
	for i := range taken {
		taken[i].BlankBefore = false // it is moved
		taken[i].About = node
	}
	c.Leading = append(c.Leading, taken...)
}

// behind gives a node the comment on the line that it ends on.
func (a *attacher) behind(c *Comments, end int32, node source.Span) {
	if len(a.comments) == 0 {
		return
	}
	if strings.Trim(a.text[end:a.comments[0].At.Start], " \t") == "" && c.Trailing == nil {
		a.comments[0].About = node
		next := a.comments[0]
		c.Trailing = &next
		a.comments = a.comments[1:]
	}
}

// line attaches to a node that nothing of its own stands inside of.
func (a *attacher) line(c *Comments, at Place) { a.header(c, at, at.At) }

// header attaches to the first line of a node that has others below. What
// leads it is about the whole node.
func (a *attacher) header(c *Comments, at Place, node source.Span) {
	a.before(c, at.At.Start, node)
	a.inside(c, at.At.End, node)
	a.behind(c, at.At.End, at.At)
}

// blankBefore reports whether an empty line stands before an offset.
func (a *attacher) blankBefore(offset int32) bool {
	lines := 0
	for i := offset - 1; i >= 0; i-- {
		switch a.text[i] {
		case '\n':
			if lines++; lines == 2 {
				return true
			}
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return false
}

func (a *attacher) keyword(k *Keyword) {
	if k.At.Valid() {
		a.line(&k.Comments, k.Place)
	}
}

func (a *attacher) calls(calls []*Call) {
	for _, call := range calls {
		a.line(&call.Comments, call.Place)
	}
}

// after takes the comments behind a declaration that are indented like its
// lines: they are more likely lines that are left out than words about the
// next declaration.
func (a *attacher) after(decl source.Span) []Comment {
	n := 0
	for n < len(a.comments) && a.column(a.comments[n].At.Start) > a.column(decl.Start) && a.comments[n].At.Start < a.nextDecl {
		n++
	}
	taken := a.comments[:n:n]
	a.comments = a.comments[n:]
	return taken
}

func (a *attacher) sync(s *Sync) {
	a.header(&s.Comments, s.Header, s.At)
	a.keyword(&s.WhenKeyword)
	a.calls(s.When)
	a.keyword(&s.WhereKeyword)
	a.lines(s.Where)
	a.keyword(&s.ThenKeyword)
	a.calls(s.Then)
	s.Trailing = a.after(s.At)
}

func (a *attacher) guard(g *Guard) {
	a.header(&g.Comments, g.Header, g.At)
	a.lines(g.Where)
	g.Trailing = a.after(g.At)
}

func (a *attacher) scenario(s *Scenario) {
	a.header(&s.Comments, s.Header, s.At)
	a.keyword(&s.NowKeyword)
	a.keyword(&s.AfterKeyword)
	a.scenarioLines(s.After)
	a.keyword(&s.ThenKeyword)
	a.scenarioLines(s.Then)
	s.Trailing = a.after(s.At)
}

func (a *attacher) scenarioLines(lines []*ScenarioLine) {
	for _, line := range lines {
		a.line(&line.Comments, line.Place)
	}
}

func (a *attacher) lines(lines []Line) {
	for _, line := range lines {
		a.whereLine(line)
	}
}

func (a *attacher) whereLine(line Line) {
	c, node := line.LineComments(), line.Span()
	a.before(c, node.Start, node)
	switch l := line.(type) {
	case *QueryLine:
		a.otherwise(c, node, l.Else)
	case *FilterLine:
		a.otherwise(c, node, l.Else)
	case *ForLine:
		a.otherwise(c, node, l.Else)
	case *BindLine:
		a.otherwise(c, node, l.Else)
	case *BlockLine:
		a.block(c, node, l.Block)
		a.otherwise(c, node, l.Else)
	case *AggregateLine:
		a.block(c, node, l.Block)
		a.otherwise(c, node, l.Else)
	}
	a.inside(c, node.End, node)
	a.behind(c, node.End, node)
}

// block attaches to the lines of a block, which belongs to the line of c: node.
func (a *attacher) block(c *Comments, node source.Span, b *Block) {
	if b == nil {
		return
	}
	var opening Comments
	a.inside(c, b.At.Start, node)
	a.behind(&opening, b.At.Start+1, node)
	b.Opening = opening.Trailing
	a.lines(b.Lines)
	if b.OrderAt.At.Valid() {
		a.line(&b.OrderComments, b.OrderAt)
	}
	if b.LimitAt.At.Valid() {
		a.line(&b.LimitComments, b.LimitAt)
	}
	b.Trailing = a.upTo(b.At.End)
}

func (a *attacher) otherwise(c *Comments, node source.Span, e *Else) {
	if e == nil || !e.Braces {
		return // the line takes them
	}
	a.inside(c, e.At.Start, node)
	a.calls(e.Actions)
	e.Trailing = a.upTo(e.At.End)
}

func (a *attacher) concept(c *Concept) {
	a.header(&c.Comments, c.Header, c.At)
	var parts []part
	add := func(at Place, attach func()) {
		if at.At.Valid() {
			parts = append(parts, part{at.At.Start, attach})
		}
	}
	for _, p := range []*Prose{c.Purpose, c.Principle} {
		if p != nil {
			add(p.Place, func() { a.line(&p.Comments, p.Place) })
		}
	}
	if c.State != nil {
		add(c.State.Place, func() { a.state(c.State) })
	}
	add(c.ActionsKeyword.Place, func() { a.actions(&c.ActionsKeyword, c.Actions) })
	add(c.QueriesKeyword.Place, func() { a.actions(&c.QueriesKeyword, c.Queries) })
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.start, b.start) })
	for _, p := range parts {
		p.attach()
	}
	c.Trailing = a.after(c.At)
}

// part is a section of a concept, which may stand in any order.
type part struct {
	start  int32
	attach func()
}

func (a *attacher) state(s *State) {
	a.header(&s.Comments, Place{source.Span{File: s.At.File, Start: s.At.Start, End: s.At.Start + int32(len("state"))}}, s.At)
	for _, set := range s.Sets {
		a.header(&set.Comments, set.Header, set.At)
		for _, f := range set.Fields {
			a.line(&f.Comments, f.Place)
		}
	}
}

func (a *attacher) actions(k *Keyword, actions []*Action) {
	a.keyword(k)
	for _, action := range actions {
		a.header(&action.Comments, action.Header, action.At)
		clauses := []part{{action.AnswersLine.At.Start, func() {
			if action.Answers != nil {
				a.line(&action.AnswersLine.Comments, Place{action.AnswersLine.At.To(action.Answers.At)})
			}
		}}}
		for _, p := range []*Prose{action.Requires, action.Effects} {
			if p != nil {
				clauses = append(clauses, part{p.At.Start, func() { a.line(&p.Comments, p.Place) }})
			}
		}
		slices.SortFunc(clauses, func(a, b part) int { return cmp.Compare(a.start, b.start) })
		for _, c := range clauses {
			c.attach()
		}
	}
}
