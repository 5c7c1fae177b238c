// Package routes checks the paths and methods by which syncs tell the requests
// of the built-in concept apart: that a server can serve them, and that they
// are what clients ask for. It checks what syncs make of headers, and answers that say
// what HTTP cannot send.
package routes

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Check reports the paths, methods, headers and answers that are not what they
// should be. Syncs
// that have errors are left out.
func Check(p *program.Program) diagnostic.List {
	c := &checker{answered: map[*syntax.Call]bool{}}
	for _, s := range p.Syncs {
		if s.HasErrors {
			continue
		}
		for _, pattern := range s.When {
			if pattern.Action.IsRequest() {
				c.pattern(pattern)
				c.headers(pattern)
			}
		}
		c.answers(s)
	}
	c.alike()
	c.based()
	c.found.Sort()
	return c.found
}

type checker struct {
	found diagnostic.List
	uses  []*use // of paths that are right by themselves
	// answered are the calls that were looked at.
	answered map[*syntax.Call]bool
}

// use is a path in a pattern.
type use struct {
	pattern *program.Pattern
	path    string
	method  string // as written; empty where the pattern has none
	at      source.Span
}

// pattern looks at the path and the method of a pattern.
func (c *checker) pattern(p *program.Pattern) {
	method, at, ok := literalOf(p, "method")
	if ok {
		c.method(method, at)
	}
	path, at, ok := literalOf(p, "path")
	if !ok {
		return
	}
	if s := slipIn(path, p); s != nil {
		c.report(p, path, at, s)
		return
	}
	c.uses = append(c.uses, &use{p, path, method, at})
}

// literalOf is the text that a pattern asks for in a parameter of the request.
func literalOf(p *program.Pattern, name string) (string, source.Span, bool) {
	for _, m := range p.Inputs {
		literal, ok := m.Test.(*program.Literal)
		if !ok || m.Rest || m.Optional || m.Name != name {
			continue
		}
		text, ok := literal.Value.(string)
		return text, literal.Syntax().Span(), ok
	}
	return "", source.Span{}, false
}

func (c *checker) report(p *program.Pattern, path string, at source.Span, s *slip) {
	d := finding(at, s.label, "the path `%s` %s", path, s.message)
	if path == "" {
		d.Message = "the path is empty"
	}
	d.Help = []string{s.help}
	if mended, safe := s.mend(p); mended != "" {
		write(&d, safe, mended)
	}
	c.found = append(c.found, d)
}

// mend is the path as it is meant, with nothing else wrong in it, and whether
// nothing else can be meant.
func (s *slip) mend(p *program.Pattern) (string, bool) {
	path, safe := s.mended, s.safe
	for path != "" {
		next := slipIn(path, p)
		if next == nil {
			return path, safe
		}
		path, safe = next.mended, safe && next.safe
	}
	return "", false
}

func finding(at source.Span, label, format string, args ...any) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code:    diagnostic.BadPath,
		Message: fmt.Sprintf(format, args...),
		Primary: diagnostic.Label{Span: at, Text: label},
	}
}

// write gives a finding the way out to write another text in its place.
func write(d *diagnostic.Diagnostic, safe bool, text string) {
	d.Fix = &diagnostic.Fix{
		Title: "write `" + text + "`", Safe: safe,
		Edits: []diagnostic.Edit{{Span: d.Primary.Span, New: quote(text)}},
	}
}

// quote writes a text as specs do.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "${", `\${`).Replace(text) + `"`
}
