package lsp

import (
	"slices"
	"strings"
	"unicode"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// proposal is something that can be put in at a place.
type proposal struct {
	label, detail, about string
	kind                 kind
	insert               string // what is put in for the prefix; the label where empty
}

// completion lists what can stand at a place, and the part of the text that it
// takes the place of. The editor picks those that begin with what is there.
func (s *snapshot) completion(f *source.File, offset int32) ([]proposal, source.Span) {
	c := completer{cursor: cursorAt(f, offset), words: s.vocabulary()}
	switch {
	case c.prose:
	case c.concept:
		c.inConcept()
	case c.decl == "":
		c.add(keywordKind, declarationWords...)
	case c.decl == "use":
		c.inUse()
	case c.qualify != "":
		c.members()
	case c.inside() != nil && c.inside().fields && !c.inside().value:
		c.names()
	case c.inside() != nil && c.inside().mark == '(' && c.inside().fields && c.patterns():
		c.constants()
		c.variables()
		c.add(constantKind, "true", "false")
	case c.inside() != nil && (c.inside().mark != '{' || c.inside().fields):
		c.constants()
		c.expression()
	default:
		c.line()
	}
	if c.called() {
		for i := range c.list {
			c.list[i].insert = "" // the brackets are there
		}
	}
	return c.list, c.prefix
}

// called reports whether brackets follow the word at hand already.
func (c *cursor) called() bool {
	rest := strings.TrimLeftFunc(c.file.Text[c.prefix.End:], func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) })
	return strings.HasPrefix(strings.TrimLeft(rest, " \t"), "(")
}

type completer struct {
	*cursor
	words vocabulary
	list  []proposal
}

func (c *completer) add(k kind, labels ...string) {
	for _, l := range labels {
		c.list = append(c.list, proposal{label: l, kind: k})
	}
}

// patterns reports whether the bracket at hand is of a pattern: a call in when,
// or the results of a query.
func (c *completer) patterns() bool { return c.section == "when" || c.inside().results }

// line lists what can begin a line of a clause, or go on with one.
func (c *completer) line() {
	switch {
	case c.section == "":
		if c.decl == "sync" {
			c.add(keywordKind, "when")
		}
	case c.before == "else":
		c.concepts()
	case c.section == "where":
		c.concepts()
		c.guards()
		if c.first || c.before == "{" {
			c.add(keywordKind, lineWords...)
		}
		if c.before == "=" {
			c.add(keywordKind, aggregateWords...)
		}
		c.expression()
	default:
		c.concepts()
	}
	if c.first && c.inside() == nil {
		c.clauses()
	}
	if c.inside() != nil {
		c.add(keywordKind, "order by", "limit")
	}
	if !c.first && c.section == "where" && c.before != "else" {
		c.add(keywordKind, "else")
	}
}

// clauses lists the keywords that may follow the clause at hand, and those of
// the next declaration.
func (c *completer) clauses() {
	if c.decl == "sync" {
		c.add(keywordKind, map[string][]string{"when": {"where", "then"}, "where": {"then"}}[c.section]...)
	}
	if c.section == "then" || c.decl == "guard" || c.decl == "view" {
		c.add(keywordKind, declarationWords...)
	}
}

// variables lists the names in scope.
func (c *completer) variables() {
	if d := c.words.declaration(c.file, c.prefix.Start); d != nil {
		for _, id := range program.InScope(d, c.prefix.Start) {
			c.list = append(c.list, proposal{label: id.Name, kind: variableKind, detail: c.words.typeOf(d, id.Name)})
		}
	}
}

// expression lists what a value can begin with.
func (c *completer) expression() {
	c.variables()
	for _, name := range program.Functions() {
		c.list = append(c.list, proposal{label: name, kind: functionKind, detail: functionSignature(name), insert: name + " ("})
	}
	c.add(keywordKind, expressionWords...)
	if c.before == "==" || c.before == "!=" || c.before == "??" {
		c.add(keywordKind, "null")
	}
}

// inUse lists what can stand in a line of use.
func (c *completer) inUse() {
	switch c.before {
	case "use":
		c.concepts()
	case "as":
	default:
		c.add(keywordKind, "as")
		c.add(keywordKind, declarationWords...)
	}
}

// inConcept lists the words of a concept and, where a type stands, the types.
func (c *completer) inConcept() {
	if b := c.inside(); b != nil || c.section == "state" && !c.first {
		if b == nil || b.value {
			c.types()
		}
		return
	}
	switch {
	case c.decl == "":
		c.add(keywordKind, "concept")
	case c.first:
		c.add(keywordKind, sectionWords...)
		switch c.section {
		case "actions", "requires", "effects", "answers":
			c.add(keywordKind, "system", "answers", "requires", "effects")
		case "queries":
			c.add(keywordKind, "batch")
		case "state":
			c.add(keywordKind, "a set of", "an element")
		}
	case c.before == ":":
		c.add(keywordKind, "one", "optional")
	}
}

func (c *completer) types() {
	c.add(typeKind, types.PrimitiveNames()...)
	for _, known := range c.words.concepts {
		if known.Use == nil && known.Decl.At.File == c.file.ID {
			for _, list := range [][]*types.Object{known.TypeParams, known.Objects} {
				for _, o := range list {
					c.add(typeKind, o.Name)
				}
			}
		}
	}
	c.add(keywordKind, "optional", "set of", "seq of", "of")
}

func (c *completer) has(name string) bool { return slices.Contains(c.inside().given, name) }
