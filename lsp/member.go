package lsp

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

func (c *completer) concepts() {
	for _, known := range c.words.concepts {
		c.list = append(c.list, proposal{label: known.Name, kind: conceptKind, detail: "concept", about: purposeOf(known)})
	}
}

func purposeOf(c *program.Concept) string {
	if c.Decl.Purpose == nil {
		return ""
	}
	return strings.Join(strings.Fields(c.Decl.Purpose.Text), " ")
}

func (c *completer) guards() {
	for _, g := range c.words.guards {
		c.list = append(c.list, proposal{
			label: g.Name.Name, kind: guardKind, detail: headerOf(c.words.source(g.At.File), g.Header.At, g.Name),
			insert: g.Name.Name + " (" + strings.Join(fieldNames(g.Params), ", ") + ")" + resultsOf(fieldNames(g.Results)),
		})
	}
}

func fieldNames(list []*syntax.Field) []string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.Name.Name
	}
	return names
}

func resultsOf(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " : (" + strings.Join(names, ", ") + ")"
}

// members lists the actions or queries of the concept before the dot: those that
// the clause takes.
func (c *completer) members() {
	known := c.words.concept(c.qualify)
	if known == nil {
		return
	}
	if c.section == "where" && c.before == "." && !c.afterElse() {
		for _, q := range known.Queries {
			c.list = append(c.list, proposal{
				label: q.Name, kind: queryKind, detail: paramList(q.Params, false) + " : " + paramList(q.Results, false),
				insert: q.Name + " (" + strings.Join(paramNames(q.Params), ", ") + ")" + resultsOf(paramNames(q.Results)),
			})
		}
		return
	}
	for _, a := range known.Actions {
		if a.System && c.section != "when" {
			continue // only the world outside does it
		}
		p := proposal{label: a.Name, kind: actionKind, detail: paramList(a.Params, a.Rest), insert: a.Name + " ("}
		if a.Decl.Effects != nil {
			p.about = strings.Join(strings.Fields(a.Decl.Effects.Text), " ")
		}
		if c.section != "when" {
			p.insert += strings.Join(neededNames(a.Params), ", ")
		}
		p.insert += ")"
		c.list = append(c.list, p)
	}
}

// afterElse reports whether the call at hand is the action of an else.
func (c *completer) afterElse() bool {
	line := c.file.Text[:c.prefix.Start]
	line = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(line), c.qualify+"."))
	return strings.HasSuffix(line, "else") || c.inElseBraces()
}

func (c *completer) inElseBraces() bool {
	b := c.inside()
	if b == nil || b.mark != '{' {
		return false
	}
	text := c.file.Text[:c.prefix.Start]
	open := strings.LastIndexByte(text, '{')
	return open >= 0 && strings.HasSuffix(strings.TrimSpace(text[:open]), "else")
}

func paramNames(list []*program.Param) []string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.Name
	}
	return names
}

// neededNames are the parameters that a call cannot leave out.
func neededNames(list []*program.Param) []string {
	var names []string
	for _, p := range list {
		if _, optional := p.Type.(*types.Optional); !optional {
			names = append(names, p.Name)
		}
	}
	return names
}

func paramList(list []*program.Param, rest bool) string {
	parts := make([]string, 0, len(list)+1)
	for _, p := range list {
		parts = append(parts, p.Name+": "+p.Type.String())
	}
	if rest {
		parts = append(parts, "...")
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
