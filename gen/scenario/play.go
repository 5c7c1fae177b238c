package scenario

import (
	"fmt"
	"maps"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/runtime/scripted"
)

// player plays one scenario: it tells the concepts what they come to, and notes
// where the flow does something else than the scenario says.
type player struct {
	*Result
	program  *program.Program
	coverage *Coverage
	vars     variables
	started  bool
	met      map[*Line]bool // the lines that the flow has come to
	answer   *Event         // the event of the answer
	expected *Line          // the line of the answer
}

// next is the first line of a list that is about an action and not met yet.
func (p *player) next(lines []*Line) *Line {
	for _, l := range lines {
		if l.Action != nil && !p.met[l] {
			return l
		}
	}
	return nil
}

func (p *player) problem(at source.Span, format string, args ...any) {
	p.Problems = append(p.Problems, Problem{at, fmt.Sprintf(format, args...)})
}

func (p *player) event(name string, inputs value.Record) *Event {
	e := &Event{Name: name, Inputs: inputs}
	p.Trail = append(p.Trail, e)
	return e
}

// call says what an action or a query comes to.
func (p *player) call(c *scripted.Call) *scripted.Reply {
	concept, name, _ := strings.Cut(c.Name, ".")
	of := p.program.Concept(concept)
	if q := of.Query(name); q != nil {
		return p.ask(q, p.event(c.Name, decodeInput(c.Input, q.Params)))
	}
	a := of.Action(name)
	return p.act(a, p.event(c.Name, decodeInput(c.Input, a.Params)))
}

func (p *player) act(a *program.Action, e *Event) *scripted.Reply {
	root := p.Scenario.Root
	candidates := []*Line{p.next(p.Scenario.After), p.next(p.Scenario.Then)}
	if !p.started {
		candidates = []*Line{root}
	}
	p.started = true
	for _, l := range candidates {
		if l != nil && l.Action == a && p.vars.try(l.Decl.Call.Inputs.List, e.Inputs) {
			return p.complete(l, e)
		}
	}
	return p.unexpected(e, candidates)
}

// complete says what an action comes to that the scenario expects.
func (p *player) complete(l *Line, e *Event) *scripted.Reply {
	p.met[l] = true
	o := l.Outcome
	p.coverage.outcomes[o] = true
	var given value.Record
	if l.given {
		given = p.vars.record(l.Decl.Rows[0].List)
		e.Outcome = "(" + spellFields(given) + ")"
	}
	reply := &scripted.Reply{Refused: o.Refusal}
	results := o.Results
	if o.Refusal {
		results = nil
		for _, r := range o.Results { // the reason comes first
			if r.Name == "error" {
				results = append([]*program.Param{r}, results...)
			} else {
				results = append(results, r)
			}
		}
	}
	for _, other := range o.Action.Outcomes[:o.Index] {
		if !other.Refusal && !o.Refusal {
			reply.Outcome++
		}
	}
	reply.Values = encodeAll(given, results, o.Rest)
	return reply
}

// ask answers a query by the first line about it that was not met yet, or by
// the last one that was: a state that nobody changes is the same each time.
func (p *player) ask(q *program.Query, e *Event) *scripted.Reply {
	var found, about *Line
	for _, l := range p.Scenario.After {
		if l.Query != q {
			continue
		}
		if !maps.Clone(p.vars).matchAll(l.Decl.Call.Inputs.List, e.Inputs) {
			if about == nil || p.met[about] {
				about = l
			}
			continue
		}
		found = l
		if !p.met[l] {
			break
		}
	}
	if found == nil {
		return p.unexpected(e, []*Line{about})
	}
	p.vars.try(found.Decl.Call.Inputs.List, e.Inputs)
	p.met[found] = true
	reply := &scripted.Reply{}
	var shown []string
	for _, row := range found.Decl.Rows {
		given := p.vars.record(row.List)
		reply.Rows = append(reply.Rows, encodeRow(given, q))
		shown = append(shown, "("+spellFields(given)+")")
	}
	if e.Outcome = strings.Join(shown, ", "); shown == nil {
		e.Outcome = "none"
	}
	return reply
}

func encodeRow(given value.Record, q *program.Query) []byte {
	var fields []string
	for _, f := range encodeAll(given, q.Results, false) {
		fields = append(fields, string(f))
	}
	return []byte("[" + strings.Join(fields, ",") + "]")
}

// unexpected ends a flow that does what the scenario does not say.
func (p *player) unexpected(e *Event, candidates []*Line) *scripted.Reply {
	e.Unexpected = true
	at := p.Scenario.Decl.Header.At
	for _, l := range candidates {
		if l != nil && l.Name() == e.Name {
			p.differs(l, e)
			return &scripted.Reply{Failure: stopped}
		}
	}
	for _, l := range candidates {
		if l != nil {
			at = l.Decl.At
			p.problem(at, "expected `%s`, and the flow calls `%s`", syntax.FormatCall(l.Decl.Call), e)
			return &scripted.Reply{Failure: stopped}
		}
	}
	p.problem(at, "the scenario does not say what `%s` comes to", e)
	return &scripted.Reply{Failure: stopped}
}

// stopped is the failure of flows that a scenario ends.
const stopped = "the scenario says nothing of this"

// differs reports which inputs of an event are not those of a line.
func (p *player) differs(l *Line, e *Event) {
	for _, f := range l.Decl.Call.Inputs.List {
		if actual := e.Inputs.Get(f.Name.Name); !maps.Clone(p.vars).match(valueOf(f), actual) {
			p.problem(f.At, "expected `%s` of `%s`, and it is %s", p.wanted(f), e.Name, shown(actual))
		}
	}
}

// wanted writes what is expected of a field, names replaced by what they stand for.
func (p *player) wanted(f *syntax.Field) string {
	if name, ok := valueOf(f).(*syntax.Name); ok {
		if known, ok := p.vars[name.Name]; ok {
			return f.Name.Name + ": " + spell(known)
		}
	}
	return f.Name.Name + ": " + syntax.FormatExpr(valueOf(f))
}
