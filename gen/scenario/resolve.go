package scenario

import (
	"fmt"
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
