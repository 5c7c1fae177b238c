package syntax

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// beginsScenario reports whether the chunk begins as a scenario does.
func (d *declarer) beginsScenario() bool {
	t := &d.tokens[1]
	if word(t, "scenario") {
		return true
	}
	message := "expected `scenario` and its name in quotes, found " + describe(t)
	if nearest(t.Value, "scenario") == "" {
		d.problems = diagnostic.List{syntaxError(d.span(t), message, nil)}
		return false
	}
	d.problems = diagnostic.List{syntaxError(d.span(t), message+": did you mean `scenario`?", replace("write `scenario`", d.span(t), "scenario"))}
	return false
}

func (d *declarer) scenario(g *scenarioGrammar) *Scenario {
	d.take(g.Title.found)
	s := &Scenario{Place: d.place(), Header: Place{d.span(&g.Keyword)}}
	if t := g.Title.text; t != nil {
		s.Name = Ident{Place{t.At}, t.Parts[0].(*TextPart).Value}
		s.Header.At = s.Header.At.To(t.At)
	}
	last := 0
	for _, clause := range g.Clauses {
		switch {
		case clause.Now != nil:
			d.scenarioClause(&s.NowKeyword, &clause.Now.Keyword, &last, 1, clause.Now.Text.found)
			if s.Now = clause.Now.Text.text; s.Now != nil {
				s.NowKeyword.At = s.NowKeyword.At.To(s.Now.At)
			}
		case clause.Lines != nil && clause.Lines.Keyword.Value == "after":
			d.scenarioClause(&s.AfterKeyword, &clause.Lines.Keyword, &last, 2, clause.Lines.Lines.found)
			s.After = append(s.After, clause.Lines.Lines.list...)
		case clause.Lines != nil:
			d.scenarioClause(&s.ThenKeyword, &clause.Lines.Keyword, &last, 3, clause.Lines.Lines.found)
			s.Then = append(s.Then, clause.Lines.Lines.list...)
		default:
			d.take(clause.Stray.found)
		}
	}
	switch {
	case len(d.problems) > 0:
	case !s.AfterKeyword.At.Valid():
		d.note(s.Header.At, "scenario %q has no `after`, which says how it begins", s.Name.Name)
	case !s.ThenKeyword.At.Valid():
		d.note(s.Header.At, "scenario %q has no `then`, which says what follows", s.Name.Name)
	}
	s.HasErrors = len(d.problems) > 0
	return s
}

// scenarioClause takes a clause's keyword, which must come once and in order.
func (d *declarer) scenarioClause(into *Keyword, keyword *lexer.Token, last *int, place int, f found) {
	d.take(f)
	at := d.span(keyword)
	switch {
	case into.At.Valid():
		d.note(at, "`%s` stands twice in one scenario", keyword.Value)
	case place < *last:
		d.note(at, "`%s` stands too late: a scenario has `now`, `after` and `then`, in this order", keyword.Value)
	}
	into.At, *last = at, place
}
