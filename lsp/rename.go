package lsp

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// renamed is what a rename at the place would rename: of a shorthand the
// variable. It fails where nothing can be renamed.
func (p place) renamed() (symbol.Occurrence, error) {
	found := p.symbols()
	if len(found) == 0 {
		return symbol.Occurrence{}, errors.New("there is no name here that could be another")
	}
	o := found[0]
	s := o.Symbol
	switch s.Kind {
	case symbol.Variable, symbol.Sync, symbol.Guard, symbol.Concept, symbol.Action, symbol.Query, symbol.Parameter, symbol.Result:
	default:
		return o, fmt.Errorf("`%s` is a %s, which has its name from elsewhere", s.Name, s.What())
	}
	if f := p.source(s.Decl.File); f == nil || f.BuiltIn() {
		return o, fmt.Errorf("`%s` is built in", s.Name)
	}
	if s.Kind == symbol.Result && s.Name == "error" {
		return o, errors.New("a result `error` makes its outcome the refusal: under another name it would be none")
	}
	if d := p.unread(s); d != nil {
		return o, fmt.Errorf("`%s` cannot be read as a whole, and may name `%s`: mend its syntax first", d.DeclName().Name, s.Name)
	}
	return o, nil
}

// unread is a declaration that may name a symbol in text that did not parse.
func (p place) unread(s *symbol.Symbol) syntax.Decl {
	if s.Kind == symbol.Variable && s.Owner.Kind == symbol.Sync {
		if d, ok := s.Owner.Decls[0].(syntax.Decl); ok && d.Broken() {
			return d
		}
		return nil
	}
	for _, f := range p.parsed().Files {
		for _, d := range f.Decls {
			if d.Broken() {
				return d
			}
		}
	}
	return nil
}

// rename gives what stands at the place another name wherever it is named. It
// is refused where the name would clash, and where the program would have an
// error that it does not have now.
func (p place) rename(name string) ([]diagnostic.Edit, error) {
	o, err := p.renamed()
	if err != nil {
		return nil, err
	}
	if err := p.fits(o.Symbol, name); err != nil {
		return nil, err
	}
	var edits []diagnostic.Edit
	for _, at := range p.index().Of(o.Symbol) {
		edits = append(edits, p.renameAt(at, name))
	}
	return edits, p.try(edits)
}

// fits reports why a symbol cannot have a name, if it cannot.
func (p place) fits(s *symbol.Symbol, name string) error {
	switch {
	case name == s.Name:
		return fmt.Errorf("`%s` is its name already", name)
	case !syntax.IsName(name):
		return fmt.Errorf("`%s` is no name: one is letters, digits and underscores, does not begin with a digit, and is no word of the language", name)
	case s.Kind == symbol.Query && name[0] != '_':
		return fmt.Errorf("`%s` is a query, whose name begins with an underscore: `_%s`", s.Name, name)
	case s.Kind != symbol.Query && name[0] == '_':
		return fmt.Errorf("`%s` begins with an underscore, as queries do: `%s` is a %s", name, s.Name, s.What())
	case s.Kind == symbol.Guard && !startsUpper(name):
		return fmt.Errorf("`%s` begins with a small letter, as functions do: the name of a %s begins with a capital one", name, s.What())
	case s.Kind == symbol.Result && name == "error":
		return errors.New("a result `error` would make its outcome a refusal")
	}
	if other := p.clashing(s, name); other != nil {
		f := p.source(other.Decl.File)
		if f == nil {
			return fmt.Errorf("there is a %s `%s` already", other.What(), name)
		}
		return fmt.Errorf("there is a %s `%s` already: %s:%d", other.What(), name, f.Path, f.Position(other.Decl.Start).Line)
	}
	return nil
}

func startsUpper(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r)
}

// clashing is something that has a name already and could not be told from a
// symbol of that name.
func (p place) clashing(s *symbol.Symbol, name string) *symbol.Symbol {
	if s.Kind == symbol.Variable {
		d, _ := s.Owner.Decls[0].(syntax.Decl)
		if places := program.Variables(d)[name]; len(places) > 0 {
			return &symbol.Symbol{Kind: symbol.Variable, Name: name, Decl: places[0]}
		}
		return nil
	}
	i := slices.IndexFunc(p.index().Symbols, func(other *symbol.Symbol) bool {
		return other.Name == name && sameList(s.Kind, other.Kind) && (s.Owner == other.Owner || s.Kind == symbol.Concept)
	})
	if i < 0 {
		return nil
	}
	return p.index().Symbols[i]
}

// sameList reports whether two kinds of things cannot share a name.
func sameList(a, b symbol.Kind) bool {
	return a == b || b == symbol.Value && (a == symbol.Parameter || a == symbol.Result)
}

// renameAt writes the name at one place. What else a shorthand names keeps its
// name.
func (p place) renameAt(o symbol.Occurrence, name string) diagnostic.Edit {
	if o.Shorthand == nil {
		return diagnostic.Edit{Span: o.At, New: name}
	}
	mark, end := "", o.At.End
	if o.Shorthand.Optional {
		mark = "?"
		text := p.source(o.At.File).Text
		end += int32(strings.IndexByte(text[end:], '?') + 1)
	}
	at := source.Span{File: o.At.File, Start: o.At.Start, End: end}
	if o.AsField() {
		return diagnostic.Edit{Span: at, New: name + mark + ": " + o.Shorthand.Name.Name}
	}
	return diagnostic.Edit{Span: at, New: o.Shorthand.Name.Name + mark + ": " + name}
}

// try checks the program as edits would leave it.
func (p place) try(edits []diagnostic.Edit) error {
	var texts []dsl.Text
	for _, f := range p.parsed().Sources.Files() {
		text, err := diagnostic.Apply(f, edits)
		if err != nil {
			return err
		}
		texts = append(texts, dsl.Text{Path: f.Path, Text: text})
	}
	_, before := p.parsed().Typed()
	_, after := p.known.memory.Copy().Parse(p.dir, texts).Typed()
	if after.Errors() <= before.Errors() {
		return nil
	}
	for _, d := range after {
		if d.Severity == diagnostic.Error {
			return fmt.Errorf("the program would not be right any more: %s", d.Message)
		}
	}
	return nil
}
