package scenario

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/runtime/scripted"
)

// step notes which sync caused what was called last, and that there is an answer.
func (p *player) step(s *scripted.Step) {
	concept, name, _ := strings.Cut(s.Name, ".")
	if a := p.program.Concept(concept).Action(name); a != nil && a.Concept.BuiltIn {
		e := p.event(s.Name, nil)
		e.Sync = s.Sync
		if isAnswer(a) {
			p.answered(e)
		}
		return
	}
	for _, e := range slices.Backward(p.Trail) {
		if e.Name != s.Name || e.Sync != "" {
			return
		}
		e.Sync = s.Sync
	}
}

func (p *player) answered(e *Event) {
	p.answer = e
	l := p.next(p.Scenario.Then)
	switch {
	case l == nil:
		e.Unexpected = true
		p.problem(p.Scenario.Decl.Header.At, "the scenario says nothing of an answer")
	case !l.isAnswer():
		e.Unexpected = true
		p.problem(l.Decl.At, "expected `%s`, and the flow answers", syntax.FormatCall(l.Decl.Call))
	default:
		p.met[l] = true
		p.expected = l
	}
}

// ended compares the answer, and what is left of the scenario.
func (p *player) ended(end *scripted.Ended) {
	header := p.Scenario.Decl.Header.At
	if p.Scenario.Route != nil && len(p.Trail) > 0 {
		p.Trail[0].Inputs = p.vars.record(p.Scenario.Root.Decl.Call.Inputs.List)
	}
	if p.answer != nil && end.Failure == "" {
		p.compareAnswer(end)
	}
	if len(p.Problems) > 0 && end.Failure != "" {
		return // the flow was ended because of them
	}
	switch {
	case end.Failure != "":
		p.problem(header, "the flow fails: %s", end.Failure)
	case !end.Flow && p.Scenario.Route != nil:
		p.problem(p.Scenario.Root.Decl.At, "the server takes no such request: %d %s", end.Status, end.Body)
		return
	}
	for _, l := range slices.Concat(p.Scenario.After, p.Scenario.Then) {
		switch {
		case p.met[l]:
		case l.Query != nil:
			p.problem(l.Decl.At, "the flow does not ask `%s`", syntax.FormatCall(l.Decl.Call))
		default:
			p.problem(l.Decl.At, "the flow does not call `%s`", syntax.FormatCall(l.Decl.Call))
		}
	}
}

func (p *player) compareAnswer(end *scripted.Ended) {
	body, _ := readJSON([]byte(end.Body)).(value.Record)
	status := value.Named{Name: "status", Value: json.Number(strconv.Itoa(end.Status))}
	p.answer.Inputs = append(value.Record{status}, body...)
	if p.expected == nil {
		return
	}
	inputs := p.expected.Decl.Call.Inputs
	if field(inputs, "status") == nil && end.Status != http.StatusOK {
		p.problem(p.expected.Decl.At, "expected the status 200, and it is %d", end.Status)
	}
	for _, f := range inputs.List {
		actual := p.answer.Inputs.Get(f.Name.Name)
		switch f.Name.Name {
		case "request":
			continue
		case "headers":
			actual = headers(end.Headers, f)
		}
		if !p.vars.match(valueOf(f), actual) {
			p.problem(f.At, "expected `%s` in the answer, and it is %s", p.wanted(f), shown(actual))
		}
	}
}

// headers are those of an answer that a field names.
func headers(all http.Header, f *syntax.Field) value.Record {
	record := value.Record{}
	named, ok := f.Value.(*syntax.Record)
	if !ok {
		return record
	}
	for _, h := range named.Fields {
		if list := all.Values(h.Name.Name); len(list) > 0 {
			record = append(record, value.Named{Name: h.Name.Name, Value: strings.Join(list, ", ")})
		}
	}
	return record
}

// start is how the flow of a scenario begins.
func (p *player) start(entries map[*program.Action]string) *scripted.Start {
	s := p.Scenario
	start := &scripted.Start{Now: s.Now}
	inputs := p.vars.record(s.Root.Decl.Call.Inputs.List)
	if s.Route == nil {
		a := s.Root.Action
		start.Entry = entries[a]
		start.Input = encodeList(encodeAll(inputs, a.Params, a.Rest))
		return start
	}
	p.started = true
	request(s, inputs, start)
	return start
}

func encodeList(list []json.RawMessage) json.RawMessage {
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // cannot happen: each of them is JSON
	}
	return text
}
