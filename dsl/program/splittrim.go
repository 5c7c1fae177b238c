package program

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// trim writes a `when` pattern of the original with only the variables that
// the part looks at or joins by.
func (p *part) trim(call *syntax.Call) *syntax.Call {
	inputs := filterFields(call.Inputs, func(f *syntax.Field) *syntax.Field {
		if !isLiteral(f) && !p.keeps(fieldVariable(f)) {
			return nil
		}
		return f
	})
	return p.withOutputs(call, inputs, p.keeps)
}

// waitFor writes the pattern for an action that the part waits for.
func (p *part) waitFor(call *syntax.Call) *syntax.Call {
	inputs := filterFields(call.Inputs, func(f *syntax.Field) *syntax.Field {
		if p.keeps(fieldVariable(f)) || p.exact && isLiteral(f) {
			return f
		}
		return nil
	})
	return p.withOutputs(call, inputs, p.keeps)
}

// keeps reports whether a variable stays: one that is looked at, or that joins
// two patterns.
func (p *part) keeps(name string) bool {
	if name == "" || !p.needed[name] {
		return false
	}
	if p.used[name] {
		return true
	}
	places := 0
	for _, call := range p.when {
		if mentionsName(call, name) {
			places++
		}
	}
	for i := range p.producers {
		if slices.ContainsFunc(p.s.Then[i].Inputs.List, func(f *syntax.Field) bool { return fieldVariable(f) == name }) {
			places++
		}
	}
	return places > 1
}

// withOutputs writes a pattern that matches the same outcomes as call does and
// binds only the results that keep wants.
func (c *cutter) withOutputs(call *syntax.Call, inputs *syntax.Fields, keep func(string) bool) *syntax.Call {
	out := &syntax.Call{Place: call.Place, Concept: call.Concept, Name: call.Name, Inputs: inputs}
	if call.Outputs == nil || len(call.Outputs.List) == 0 {
		return out
	}
	kept := filterFields(call.Outputs, func(f *syntax.Field) *syntax.Field {
		if isLiteral(f) || keep(fieldVariable(f)) {
			return f
		}
		return nil
	})
	if a := c.actionOf(call); a != nil && !slices.Equal(matching(a, kept), matching(a, call.Outputs)) {
		kept = filterFields(call.Outputs, func(f *syntax.Field) *syntax.Field {
			if isLiteral(f) || keep(fieldVariable(f)) {
				return f
			}
			return ignored(f)
		})
	}
	if len(kept.List) > 0 {
		out.Outputs = kept
	}
	return out
}

// matching lists the outcomes that a pattern with these results matches.
func matching(a *Action, outputs *syntax.Fields) []*Outcome {
	var list []*Outcome
	for _, o := range a.Outcomes {
		if len(outputs.List) == 0 && !o.Refusal || len(outputs.List) > 0 && hasAll(o, outputs.List) {
			list = append(list, o)
		}
	}
	return list
}

// trimFirst takes out of the sync's own when and where what only the actions
// that leave it look at.
func (c *cutter) trimFirst() []diagnostic.Edit {
	first := *c.s
	first.Then = nil
	for _, call := range c.s.Then[:c.cuts[0]+1] {
		first.Then = append(first.Then, &syntax.Call{Place: call.Place, Concept: call.Concept, Name: call.Name, Inputs: call.Inputs})
	}
	before := countMentions(c.s)
	idle := func(name string) bool { return name != "" && before[name] > 1 && countMentions(&first)[name] == 1 }

	var edits []diagnostic.Edit
	for i := len(first.Where) - 1; i >= 0; i-- {
		if bind, ok := first.Where[i].(*syntax.BindLine); ok && idle(bind.Name.Name) {
			c.moved[bind] = true
			edits = append(edits, replace(c.b.r.wholeLines(withComments(bind, bind.LineComments())), ""))
			first.Where = slices.Delete(slices.Clone(first.Where), i, i+1)
		}
	}
	if len(first.Where) == 0 && len(c.s.Where) > 0 {
		last := c.s.Where[len(c.s.Where)-1]
		edits = []diagnostic.Edit{replace(c.b.r.wholeLines(c.s.WhereKeyword.At.To(withComments(last, last.LineComments()))), "")}
	}
	for _, l := range first.Where {
		if q, ok := l.(*syntax.QueryLine); ok && q.Call.Outputs != nil {
			for _, f := range q.Call.Outputs.List {
				if idle(fieldVariable(f)) {
					edits = append(edits, replace(f.At, f.Name.Name+": _"))
				}
			}
		}
	}
	for _, call := range first.When {
		names := append(patternNames(call.Inputs), patternNames(call.Outputs)...)
		if slices.ContainsFunc(names, func(id syntax.Ident) bool { return idle(id.Name) }) {
			edits = append(edits, replace(call.At, patternText(c.withoutIdle(call, idle))))
		}
	}
	return edits
}

// patternText writes a pattern as it stands in `when`, on several lines if it
// is long.
func patternText(call *syntax.Call) string {
	_, text, _ := strings.Cut(syntax.FormatSync(&syntax.Sync{When: []*syntax.Call{call}}), "when\n")
	return strings.TrimSpace(text)
}

// withoutIdle writes a pattern that matches the same and leaves idle names
// unbound. An input that need not be there is asked for as before.
func (c *cutter) withoutIdle(call *syntax.Call, idle func(string) bool) *syntax.Call {
	a := c.actionOf(call)
	inputs := filterFields(call.Inputs, func(f *syntax.Field) *syntax.Field {
		if !idle(fieldVariable(f)) {
			return f
		}
		if f.Optional || a != nil && alwaysPresent(a.Param(f.Name.Name)) {
			return nil
		}
		return ignored(f)
	})
	return c.withOutputs(call, inputs, func(name string) bool { return !idle(name) })
}

func alwaysPresent(p *Param) bool {
	return p != nil && !p.mayLackValue()
}

// withComments is the place of a line and the comments on it.
func withComments(l syntax.Node, comments *syntax.Comments) source.Span {
	at := l.Span()
	if len(comments.Leading) > 0 {
		at = comments.Leading[0].At.To(at)
	}
	if comments.Trailing != nil {
		at = at.To(comments.Trailing.At)
	}
	return at
}

// wholeLines widens a span by the white space before it, up to and with the
// end of the line above.
func (r *resolver) wholeLines(at source.Span) source.Span {
	text := r.program.Sources.File(at.File).Text
	for at.Start > 0 && (text[at.Start-1] == ' ' || text[at.Start-1] == '\t') {
		at.Start--
	}
	if at.Start > 0 && text[at.Start-1] == '\n' {
		at.Start--
	}
	if at.Start > 0 && text[at.Start-1] == '\r' {
		at.Start--
	}
	return at
}

func countMentions(s *syntax.Sync) map[string]int {
	n := map[string]int{}
	for _, m := range mentions(s) {
		n[m.name.Name]++
	}
	return n
}
