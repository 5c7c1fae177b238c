package syntax

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// declarer makes a declaration of the tree out of a chunk.
type declarer struct {
	tokens   []lexer.Token
	file     source.FileID
	problems diagnostic.List
	disorder bool // among the clauses, which is reported once
}

func (d *declarer) span(t *lexer.Token) source.Span {
	return source.Span{File: d.file, Start: int32(t.Pos.Offset), End: tokenEnd(t)}
}

// place is the span of the whole chunk.
func (d *declarer) place() Place {
	return Place{d.span(&d.tokens[1]).To(d.span(&d.tokens[len(d.tokens)-2]))}
}

func (d *declarer) note(at source.Span, format string, args ...any) {
	if len(d.problems) >= maxProblems {
		return
	}
	d.problems = append(d.problems, syntaxError(at, fmt.Sprintf(format, clipped(args)...), nil))
}

// chunk parses the chunk. It returns nil where no declaration begins.
func (d *declarer) chunk(s *scanner) Decl {
	if s.scenario && !d.beginsScenario() || !s.scenario && !d.begins(s.concept != nil) {
		return nil
	}
	if len(d.tokens) > maxTokens {
		d.note(d.span(&d.tokens[1]), "this declaration is longer than %d words and marks", maxTokens)
		return nil
	}
	lex, err := lexer.Upgrade(&stream{tokens: d.tokens})
	if err != nil {
		return nil // cannot happen: a stream never fails
	}
	lex.Next() // the token about the chunk
	tree, err := grammar().ParseFromLexer(lex, participle.AllowTrailing(true))
	switch t := lex.Peek(); {
	case tree == nil || err != nil || t.Type != kindEOF:
		// The parts that are parsed by hand take everything up to the end.
		d.note(d.span(t), "expected another declaration, found %s", describe(t))
		return nil
	case tree.Sync != nil:
		return d.sync(tree.Sync)
	case tree.Guard != nil:
		return d.guard(tree.Guard)
	case tree.Use != nil:
		return d.use(tree.Use)
	case tree.Scenario != nil:
		return d.scenario(tree.Scenario)
	default:
		return d.concept(tree.Concept)
	}
}

// declarations are what a .sync file may hold.
const declarations = "`sync`, `guard`, `view` or `use`"

// begins reports whether the chunk begins with a declaration that its kind of
// file may hold.
func (d *declarer) begins(concept bool) bool {
	t := &d.tokens[1]
	if t.Type == kindIdent {
		switch t.Value {
		case "sync", "guard", "view":
			if concept {
				d.note(d.span(t), "a %s stands in a `.sync` file: a concept knows nothing of others", t.Value)
			}
			return !concept
		case "use":
			if concept {
				d.note(d.span(t), "`use` stands in a `.sync` file: a concept knows nothing of others")
			}
			return !concept
		case "concept":
			if !concept {
				d.note(d.span(t), "a concept stands in a `.concept` file of its own")
			}
			return concept
		}
	}
	expected := declarations
	if concept {
		expected = "`concept` and its name"
	}
	message := fmt.Sprintf("expected %s, found %s", expected, describe(t))
	var fix *diagnostic.Fix
	meant := nearestDeclaration(t.Value)
	if !concept && len(d.tokens) > 3 && word(&d.tokens[3], "as") {
		meant = "use"
	}
	if meant != "" {
		message += ": did you mean `" + meant + "`?"
		fix = replace("write `"+meant+"`", d.span(t), meant)
	}
	d.problems = diagnostic.List{syntaxError(d.span(t), message, fix)} // what else is wrong in there says nothing
	return false
}

func (d *declarer) take(f found) {
	room := max(maxProblems-len(d.problems), 0)
	d.problems = append(d.problems, f.problems[:min(room, len(f.problems))]...)
}

func (d *declarer) sync(g *syncGrammar) *Sync {
	d.take(g.Name.found)
	s := &Sync{Place: d.place(), Name: g.Name.name}
	s.Header = Place{d.span(&g.Keyword).To(s.Name.At)}
	last := ""
	for _, clause := range g.Clauses {
		switch {
		case clause.When != nil:
			d.clause(&s.WhenKeyword, &clause.When.Keyword, &last, clause.When.Patterns.found)
			s.When = append(s.When, clause.When.Patterns.list...)
		case clause.Where != nil:
			d.clause(&s.WhereKeyword, &clause.Where.Keyword, &last, clause.Where.Lines.found)
			s.Where = append(s.Where, clause.Where.Lines.list...)
			if len(s.Where) == 0 && len(d.problems) == 0 {
				d.note(s.WhereKeyword.At, "expected a line after `where`")
			}
		case clause.Then != nil:
			d.clause(&s.ThenKeyword, &clause.Then.Keyword, &last, clause.Then.Actions.found)
			s.Then = append(s.Then, clause.Then.Actions.list...)
		default:
			d.take(clause.Stray.found)
		}
	}
	d.complete(s)
	s.HasErrors = len(d.problems) > 0
	return s
}

// clause takes a clause's keyword, which must come once and in order.
func (d *declarer) clause(into *Keyword, keyword *lexer.Token, last *string, f found) {
	d.take(f)
	at := d.span(keyword)
	known := len(d.problems)
	switch {
	case d.disorder:
	case into.At.Valid():
		d.note(at, "`%s` stands twice in one sync", keyword.Value)
	case *last == "then" || *last == "where" && keyword.Value == "when":
		d.note(at, "`%s` stands before `%s`", keyword.Value, *last)
	}
	d.disorder = d.disorder || len(d.problems) > known
	if !into.At.Valid() {
		into.At = at
	}
	*last = keyword.Value
}

// complete reports a clause that is missing. Where there are other errors,
// one of them is likely the cause.
func (d *declarer) complete(s *Sync) {
	switch {
	case len(d.problems) > 0:
	case !s.WhenKeyword.At.Valid():
		d.note(s.Name.At, "sync `%s` has no `when`, which says what it waits for", s.Name.Name)
	case !s.ThenKeyword.At.Valid():
		if lone := loneWord(s.Where); lone != nil {
			d.problems = append(d.problems, syntaxError(lone.At, fmt.Sprintf("expected `then`, found `%s`", lone.Name), replace("write `then`", lone.At, "then")))
			return
		}
		d.note(s.Name.At, "sync `%s` has no `then`, which says what it does", s.Name.Name)
	}
}

// loneWord finds a misspelt `then` among lines of where.
func loneWord(lines []Line) *Name {
	for _, line := range lines {
		if filter, ok := line.(*FilterLine); ok {
			if name, ok := filter.Cond.(*Name); ok && nearestKeyword(name.Name) == "then" {
				return name
			}
		}
	}
	return nil
}

func (d *declarer) guard(g *guardGrammar) *Guard {
	d.take(g.Signature.found)
	d.take(g.Lines.found)
	for _, stray := range g.Stray {
		d.take(stray.found)
	}
	decl := &Guard{Place: d.place(), View: g.Keyword.Value == "view", Name: g.Signature.name, Where: g.Lines.list}
	decl.Header = Place{d.span(&g.Keyword).To(decl.Name.At)}
	if p := g.Signature.params; p != nil {
		decl.Params = p.List
		decl.Header.At = decl.Header.At.To(p.At)
	}
	if r := g.Signature.results; r != nil {
		decl.Results = r.List
		if decl.Results == nil {
			decl.Results = []*Field{}
		}
		decl.Header.At = decl.Header.At.To(r.At)
	}
	if len(decl.Where) == 0 && len(d.problems) == 0 {
		d.note(decl.Name.At, "%s `%s` has no lines", decl.Kind(), decl.Name.Name)
	}
	decl.HasErrors = len(d.problems) > 0
	return decl
}

func (d *declarer) use(g *useGrammar) *Use {
	d.take(g.Header.found)
	for _, stray := range g.Stray {
		d.take(stray.found)
	}
	return &Use{Place: d.place(), Concept: g.Header.concept, Name: g.Header.name, HasErrors: len(d.problems) > 0}
}

func (d *declarer) concept(g *conceptGrammar) *Concept {
	d.take(g.Header.found)
	c := &Concept{Place: d.place(), Name: g.Header.name, TypeParams: g.Header.typeParams}
	c.Header = Place{source.Span{File: d.file, Start: int32(g.Keyword.Pos.Offset), End: d.headerEnd(g)}}
	for _, section := range g.Sections {
		switch {
		case section.Prose != nil:
			d.prose(c, section.Prose)
		case section.State != nil:
			d.take(section.State.Sets.found)
			at := d.span(&section.State.Keyword)
			if c.State != nil {
				d.note(at, "`state` stands twice in one concept")
				continue
			}
			c.State = &State{Place: Place{at}, Sets: section.State.Sets.list}
			if n := len(c.State.Sets); n > 0 {
				c.State.At = at.To(c.State.Sets[n-1].At)
			}
		case section.Actions != nil:
			d.actions(c, section.Actions)
		default:
			d.take(section.Stray.found)
		}
	}
	c.HasErrors = len(d.problems) > 0
	return c
}

// headerEnd is the end of the last token before the first section.
func (d *declarer) headerEnd(g *conceptGrammar) int32 {
	for i := 2; i < len(d.tokens); i++ {
		if d.tokens[i].Type == kindSection || d.tokens[i].Type == kindEOF {
			return tokenEnd(&d.tokens[i-1])
		}
	}
	return tokenEnd(&g.Keyword)
}

func (d *declarer) prose(c *Concept, section *proseSection) {
	keyword := &section.Keyword
	into := &c.Purpose
	if keyword.Value == "principle" {
		into = &c.Principle
	}
	at := d.span(keyword)
	if *into != nil {
		d.note(at, "`%s` stands twice in one concept", keyword.Value)
		return
	}
	p := &Prose{Place: Place{at}, Keyword: Ident{Place{at}, keyword.Value}}
	if section.Text.Type == kindProse {
		p.At = at.To(d.span(&section.Text))
		p.Text = proseText(section.Text.Value)
	}
	*into = p
}

func (d *declarer) actions(c *Concept, section *actionsSection) {
	d.take(section.Actions.found)
	keyword := &section.Keyword
	into, list := &c.ActionsKeyword, &c.Actions
	if keyword.Value == "queries" {
		into, list = &c.QueriesKeyword, &c.Queries
	}
	if into.At.Valid() {
		d.note(d.span(keyword), "`%s` stands twice in one concept", keyword.Value)
		return
	}
	into.At = d.span(keyword)
	*list = section.Actions.list
	for _, a := range *list {
		d.checkName(a, keyword.Value == "queries")
	}
}

// checkName sees that queries, and only queries, have a name that begins with
// an underscore.
func (d *declarer) checkName(a *Action, query bool) {
	bare := strings.TrimLeft(a.Name.Name, "_")
	switch {
	case bare == "" || len(d.problems) >= maxProblems:
	case query && bare == a.Name.Name:
		d.problems = append(d.problems, syntaxError(a.Name.At, fmt.Sprintf("the name of a query begins with an underscore: `_%s`", bare),
			replace("write `_"+bare+"`", a.Name.At, "_"+bare)))
	case !query && bare != a.Name.Name:
		d.problems = append(d.problems, syntaxError(a.Name.At, fmt.Sprintf("only the name of a query begins with an underscore: move `%s` below `queries`, or name it `%s`", a.Name.Name, bare), nil))
	}
}
