package scenario

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// comesTo finds the outcome or checks the rows of a line.
func (r *resolver) comesTo(line *Line, matters bool) {
	l := line.Decl
	switch {
	case line.Query != nil:
		r.rows(line)
	case l.None || len(l.Rows) > 1:
		r.report(diagnostic.SyntaxError, l.At, "", "an action has one outcome: `%s` is no query, which has rows", line.Name())
	case len(l.Rows) == 0:
		for _, o := range line.Action.Outcomes {
			if !o.Refusal && (line.Outcome == nil || len(o.Results) == 0) {
				line.Outcome = o
			}
		}
		if line.Outcome == nil {
			line.Outcome = line.Action.Outcomes[0]
		}
		if len(line.Outcome.Results) > 0 && matters {
			r.report(diagnostic.MissingArgument, l.At, "no outcome", "say what `%s` comes to, as in `%s`", line.Name(), outcomeText(line.Outcome))
		}
	default:
		line.given = true
		r.outcome(line, l.Rows[0])
	}
}

func (r *resolver) outcome(line *Line, row *syntax.Fields) {
	fits := func(o *program.Outcome) bool {
		for _, f := range row.List {
			if o.Result(f.Name.Name) == nil && !o.Rest {
				return false
			}
		}
		return o.Refusal == (field(row, "error") != nil) && (len(row.List) > 0 || len(o.Results) == 0)
	}
	var known []string
	for _, o := range line.Action.Outcomes {
		if fits(o) && line.Outcome == nil {
			line.Outcome = o
		}
		known = append(known, outcomeText(o))
	}
	if line.Outcome == nil {
		line.Outcome = line.Action.Outcomes[0]
		d := r.report(diagnostic.UnknownResult, row.At, "no such outcome", "`%s` has no outcome with these results", line.Name())
		d.Notes = append(d.Notes, "its outcomes are "+quoted(known))
		return
	}
	r.given(row, params(line.Outcome.Results), line.Outcome.Rest, "this outcome of `"+line.Name()+"`", row.At, diagnostic.UnknownResult)
}

func (r *resolver) rows(line *Line) {
	q, l := line.Query, line.Decl
	if !l.None && l.Rows == nil {
		d := r.report(diagnostic.MissingArgument, l.At, "no rows", "say what rows `%s` has", line.Name())
		d.Help = append(d.Help, "write `: none` where it has none, and several between commas")
	}
	for _, row := range l.Rows {
		r.given(row, params(q.Results), false, "a row of `"+line.Name()+"`", row.At, diagnostic.UnknownResult)
	}
	switch {
	case q.Cardinality == syntax.One && (l.None || len(l.Rows) > 1):
		r.report(diagnostic.TypeMismatch, l.At, "", "`%s` has exactly one row", line.Name())
	case q.Cardinality == syntax.Optional && len(l.Rows) > 1:
		r.report(diagnostic.TypeMismatch, l.At, "", "`%s` has one row at most", line.Name())
	}
}

func outcomeText(o *program.Outcome) string {
	var list []string
	for _, p := range o.Results {
		list = append(list, p.Name)
	}
	return ": (" + strings.Join(list, ", ") + ")"
}
