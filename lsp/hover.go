package lsp

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// hover is what there is to know of the name at a place, in Markdown, and where
// the name stands. The text is empty where there is nothing.
func (p place) hover() (text string, at source.Span) {
	var parts []string
	for _, o := range p.symbols() {
		if part := p.describe(o); part != "" {
			parts = append(parts, part)
			at = o.At
		}
	}
	return strings.Join(parts, "\n\n---\n\n"), at
}

func (p place) describe(o symbol.Occurrence) string {
	s := o.Symbol
	switch s.Kind {
	case symbol.Concept:
		return p.aboutConcept(s)
	case symbol.Action, symbol.Query:
		return p.aboutMember(s)
	case symbol.Parameter, symbol.Result:
		return p.aboutParam(s)
	case symbol.Value:
		return fmt.Sprintf("`%s`\n\nA further value of `%s`: nothing declares it, its type follows from what the syncs do with it.", s.Name, memberName(s.Owner))
	case symbol.Guard:
		return fenced("sync", p.text(s.Guard.Decl.Header.At)) + p.commentsOf(s.Guard.Decl.Comments)
	case symbol.Sync:
		return p.aboutSync(s)
	case symbol.Variable:
		return p.aboutVariable(o)
	case symbol.Type:
		return p.aboutType(s)
	case symbol.Function:
		return p.aboutFunction(s)
	}
	return ""
}

func fenced(language, code string) string { return "```" + language + "\n" + code + "\n```" }

// text is what stands at a place of any file of the program.
func (s *snapshot) text(at source.Span) string {
	f := s.source(at.File)
	if f == nil {
		return ""
	}
	return f.Slice(at)
}

func paragraph(p *syntax.Prose) string {
	if p == nil || p.Text == "" {
		return ""
	}
	return "\n\n*" + p.Keyword.Name + "* " + p.Text
}

// commentsOf are the comments above a declaration, as prose.
func (p place) commentsOf(c syntax.Comments) string {
	var lines []string
	for _, comment := range c.Leading {
		lines = append(lines, strings.TrimSpace(strings.TrimPrefix(comment.Text, "//")))
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n\n" + strings.Join(lines, "\n")
}

func (p place) aboutConcept(s *symbol.Symbol) string {
	text := ""
	if s.Owner != nil {
		text = fmt.Sprintf("`%s` is the concept `%s` in another role.\n\n", s.Name, s.Owner.Name)
		s = s.Owner
	}
	d, ok := s.Decls[0].(*syntax.Concept)
	if !ok {
		return text
	}
	return text + fenced("concept", p.text(d.Header.At)) + paragraph(d.Purpose) + paragraph(d.Principle)
}

// aboutMember shows the outcomes of an action, or a query, each with its prose.
func (p place) aboutMember(s *symbol.Symbol) string {
	var signatures []string
	prose := ""
	for _, d := range s.Decls {
		a, ok := d.(*syntax.Action)
		if !ok {
			continue
		}
		signatures = append(signatures, oneLine(p.text(a.Header.At)))
		if a.Answers != nil {
			prose += "\n\n*answers* `" + a.Answers.Name + "`"
		}
		prose += paragraph(a.Requires) + paragraph(a.Effects)
	}
	text := fenced("concept", strings.Join(signatures, "\n")) + prose
	if d, ok := s.Owner.Decls[0].(*syntax.Concept); ok && d.Purpose != nil {
		text += fmt.Sprintf("\n\n`%s`: %s", s.Owner.Name, strings.Join(strings.Fields(d.Purpose.Text), " "))
	}
	return text
}

// memberName is `Concept.action`.
func memberName(s *symbol.Symbol) string {
	if s.Owner == nil {
		return s.Name
	}
	return s.Owner.Name + "." + s.Name
}

func (p place) aboutParam(s *symbol.Symbol) string {
	text := s.Name
	if d, ok := s.Decls[0].(*syntax.Param); ok {
		text = oneLine(p.text(d.At))
	}
	text = fenced("concept", text) + fmt.Sprintf("\n\nA %s of `%s`.", s.Kind, memberName(s.Owner))
	if t := p.paramType(s); t != nil {
		text += standsFor(t)
	}
	return text
}

// paramType is the declared type of a parameter or result, or nil.
func (p place) paramType(s *symbol.Symbol) types.Type {
	switch {
	case s.Kind == symbol.Parameter && s.Action != nil && s.Action.Param(s.Name) != nil:
		return s.Action.Param(s.Name).Type
	case s.Kind == symbol.Result && s.Action != nil:
		for _, o := range s.Action.Outcomes {
			if r := o.Result(s.Name); r != nil {
				return r.Type
			}
		}
	case s.Query != nil && s.Kind == symbol.Parameter && s.Query.Param(s.Name) != nil:
		return s.Query.Param(s.Name).Type
	case s.Query != nil && s.Kind == symbol.Result && s.Query.Result(s.Name) != nil:
		return s.Query.Result(s.Name).Type
	}
	return nil
}

// standsFor says what a type parameter is in this program.
func standsFor(t types.Type) string {
	switch t := t.(type) {
	case *types.Optional:
		return standsFor(t.Elem)
	case *types.List:
		return standsFor(t.Elem)
	case *types.Object:
		if t.Param && t.Instance != nil && t.Instance != types.Type(t) {
			return fmt.Sprintf(" In this program `%s` is `%s`.", t.Name, t.Instance)
		}
	}
	return ""
}

func (p place) aboutVariable(o symbol.Occurrence) string {
	s := o.Symbol
	text := s.Name
	if t := p.index().TypeOf(s); t != nil {
		text += ": " + t.String()
	}
	text = fenced("sync", text)
	f := p.source(s.Decl.File)
	if line := f.Position(s.Decl.Start).Line; s.Decl != o.At {
		text += fmt.Sprintf("\n\nBound in line %d: `%s`", line, strings.TrimSpace(f.Line(line)))
	}
	return text
}

func (p place) aboutType(s *symbol.Symbol) string {
	text := "An object type of `" + s.Owner.Name + "`."
	if c := s.Owner.Concept; c != nil {
		if o := c.Object(s.Name); o != nil && o.Param {
			text = "A type parameter of `" + s.Owner.Name + "`." + standsFor(o)
		}
	}
	return fenced("concept", s.Name) + "\n\n" + text
}
