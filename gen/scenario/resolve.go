package scenario

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// resolver binds the names of one scenario.
type resolver struct {
	program  *program.Program
	requests *program.Requests
	known    map[string]bool // the variables so far
	found    diagnostic.List
}

func (r *resolver) report(code diagnostic.Code, at source.Span, label, format string, args ...any) *diagnostic.Diagnostic {
	r.found = append(r.found, diagnostic.Diagnostic{
		Code: code, Message: fmt.Sprintf(format, args...), Primary: diagnostic.Label{Span: at, Text: label},
	})
	return &r.found[len(r.found)-1]
}

// unknown reports a name that names nothing, with the one that may be meant,
// which it returns.
func (r *resolver) unknown(code diagnostic.Code, at syntax.Ident, kind, owner string, names []string, format string, args ...any) string {
	d := r.report(code, at.At, "no such "+kind, format, args...)
	meant := spelling.Closest(at.Name, names)
	switch {
	case meant != "":
		d.Message += ": did you mean `" + meant + "`?"
		title := "write `" + meant + "`"
		d.Help = append(d.Help, title)
		d.Fix = &diagnostic.Fix{Title: title, Edits: []diagnostic.Edit{{Span: at.At, New: meant}}}
	case len(names) > 0:
		d.Notes = append(d.Notes, owner+" has "+quoted(names))
	}
	return meant
}

func (r *resolver) scenario(decl *syntax.Scenario, file *source.File) *Scenario {
	s := &Scenario{Decl: decl, File: file, Now: startOfTime}
	if decl.Now != nil {
		s.Now = plainText(decl.Now)
		if t, err := time.Parse(dateTimeForm, s.Now); err != nil || t.Format(dateTimeForm) != s.Now {
			r.report(diagnostic.TypeMismatch, decl.Now.At, "no moment", "`now` is a moment of the form %q", startOfTime)
		}
	}
	for i, l := range decl.After {
		line := r.line(l)
		switch {
		case line == nil:
		case i == 0:
			r.root(s, line)
		case line.isAnswer():
			r.report(diagnostic.SyntaxError, l.At, "follows", "what a client gets stands in `then`")
		default:
			r.inputs(line)
			r.comesTo(line, true)
			s.After = append(s.After, line)
		}
	}
	for _, l := range decl.Then {
		line := r.line(l)
		switch {
		case line == nil:
		case line.Query != nil:
			d := r.report(diagnostic.QueryAsAction, l.Call.Name.At, "a query", "`%s` is a query, and `then` has the actions that follow", line.Name())
			d.Help = append(d.Help, "say in `after` what rows it has")
		default:
			r.inputs(line)
			r.comesTo(line, false)
			s.Then = append(s.Then, line)
		}
	}
	return s
}

// line finds the action or query of a line; nil where there is none.
func (r *resolver) line(l *syntax.ScenarioLine) *Line {
	concept := r.program.Concept(l.Call.Concept.Name)
	if concept == nil {
		var names []string
		for _, c := range r.program.Concepts {
			names = append(names, c.Name)
		}
		r.unknown(diagnostic.UnknownConcept, *l.Call.Concept, "concept", "this program", names, "there is no concept `%s`", l.Call.Concept.Name)
		return nil
	}
	name := l.Call.Name
	line := &Line{Decl: l, Action: concept.Action(name.Name), Query: concept.Query(name.Name)}
	if line.Action != nil || line.Query != nil {
		return line
	}
	code, kind := diagnostic.UnknownAction, "action"
	var names []string
	for _, a := range concept.Actions {
		names = append(names, a.Name)
	}
	if strings.HasPrefix(name.Name, "_") {
		code, kind, names = diagnostic.UnknownQuery, "query", nil
		for _, q := range concept.Queries {
			names = append(names, q.Name)
		}
	}
	r.unknown(code, name, kind, "`"+concept.Name+"`", names, "there is no %s `%s.%s`", kind, concept.Name, name.Name)
	return nil
}

// root takes the line that begins the flow.
func (r *resolver) root(s *Scenario, line *Line) {
	s.Root = line
	switch {
	case line.Action == nil || !line.Action.System:
		r.report(diagnostic.SyntaxError, line.Decl.At, "begins no flow", "a scenario begins with what the outside world does: a system action such as `Requesting.request`")
	case line.Action.IsRequest():
		r.request(s, line)
	default:
		r.given(line.Decl.Call.Inputs, params(line.Action.Params), line.Action.Rest, "`"+line.Name()+"`", line.Decl.Call.At, diagnostic.UnknownParameter)
		r.comesTo(line, true)
	}
}

// request finds the route of a request and checks its values.
func (r *resolver) request(s *Scenario, line *Line) {
	inputs := line.Decl.Call.Inputs
	method, path := "POST", ""
	for _, f := range inputs.List {
		switch text := plainText(f.Value); f.Name.Name {
		case "method":
			method = text
		case "path":
			path = text
		}
	}
	var paths, methods []string
	for _, route := range r.program.Routes() {
		if route.Root != line.Action {
			continue
		}
		m, p := route.Endpoint()
		if p == path && m == method {
			s.Route = route
		}
		if p == path {
			methods = append(methods, m)
		}
		if !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	if path == "" {
		r.report(diagnostic.MissingArgument, inputs.At, "", "a request has a `path`, written as syncs do")
		return
	}
	if s.Route == nil {
		at := inputs.At
		if f := field(inputs, "path"); f != nil {
			at = f.At
		}
		d := r.report(diagnostic.BadPath, at, "no such route", "no sync waits for `%s %s`", method, path)
		switch meant := spelling.Closest(path, paths); {
		case len(methods) > 0:
			d.Help = append(d.Help, "give the request a method: `"+path+"` is served for "+quoted(methods))
		case meant != "":
			d.Help = append(d.Help, "did you mean `"+meant+"`?")
		default:
			d.Help = append(d.Help, "write the path as syncs do, with its `{name}` segments, and their values beside it")
		}
		return
	}
	s.Values = r.requests.Values(s.Route)
	var plain, headers []slot
	for _, v := range s.Values {
		if v.Header == "" {
			plain = append(plain, slot{v.Name, v.Whole()})
		} else {
			headers = append(headers, slot{strings.TrimPrefix(v.Name, headerPrefix), v.Whole()})
		}
	}
	title := "`" + method + " " + path + "`"
	rest := &syntax.Fields{Place: inputs.Place}
	for _, f := range inputs.List {
		record, ok := f.Value.(*syntax.Record)
		switch {
		case f.Name.Name == "method" || f.Name.Name == "path":
		case f.Name.Name == "headers" && ok:
			r.given(&syntax.Fields{Place: record.Place, List: record.Fields}, headers, false, "the head of "+title, record.At, diagnostic.UnknownParameter)
		default:
			rest.List = append(rest.List, f)
		}
	}
	r.given(rest, plain, false, title, inputs.At, diagnostic.UnknownParameter)
}

// headerPrefix begins the names of values that come from headers.
const headerPrefix = "headers."

// inputs checks what a line expects of an action or a query to be called with.
func (r *resolver) inputs(line *Line) {
	list, rest := []*program.Param(nil), false
	if line.Query != nil {
		list = line.Query.Params
	} else {
		list, rest = line.Action.Params, line.Action.Rest
	}
	slots := params(list)
	r.repeated(line.Decl.Call.Inputs)
	for _, f := range line.Decl.Call.Inputs.List {
		s := find(slots, f.Name.Name)
		switch {
		case s != nil:
			r.value(f, s.typ, false)
		case rest:
			r.value(f, nil, false)
		default:
			r.unknown(diagnostic.UnknownParameter, f.Name, "input", "`"+line.Name()+"`", names(slots), "`%s` takes no `%s`", line.Name(), f.Name.Name)
		}
	}
}

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
