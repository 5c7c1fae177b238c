package scenario

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

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
