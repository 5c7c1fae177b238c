package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// InScope lists the names that a declaration binds before a place of its text
// and that can be used there, each once, in the order in which they are bound.
// The declaration may be broken.
func InScope(d syntax.Decl, offset int32) []syntax.Ident {
	var list []syntax.Ident
	for _, m := range mentions(d) {
		inside := m.block == nil || m.block.At.Start < offset && offset < m.block.At.End
		known := func(id syntax.Ident) bool { return id.Name == m.name.Name }
		if m.binds && m.call == nil && inside && m.name.At.End <= offset && !slices.ContainsFunc(list, known) {
			list = append(list, m.name)
		}
	}
	return slices.DeleteFunc(list, func(id syntax.Ident) bool { return bindsAround(linesOf(d), id, offset) })
}

func linesOf(d syntax.Decl) []syntax.Line {
	switch d := d.(type) {
	case *syntax.Sync:
		return d.Where
	case *syntax.Guard:
		return d.Where
	}
	return nil
}

// bindsAround reports whether a name is that of a line which a place is in: it
// is bound when the line is done.
func bindsAround(lines []syntax.Line, id syntax.Ident, offset int32) bool {
	return slices.ContainsFunc(lines, func(l syntax.Line) bool {
		if at := l.Span(); offset < at.Start || offset > at.End {
			return false
		}
		switch l := l.(type) {
		case *syntax.BindLine:
			return l.Name == id
		case *syntax.ForLine:
			return l.Name == id
		case *syntax.AggregateLine:
			return l.Name == id || l.Block != nil && bindsAround(l.Block.Lines, id, offset)
		case *syntax.BlockLine:
			return l.Block != nil && bindsAround(l.Block.Lines, id, offset)
		}
		return false
	})
}

// Variables lists the places where a declaration writes names of variables, by
// name, for those declarations that did not parse and were never resolved.
func Variables(d syntax.Decl) map[string][]source.Span {
	list := map[string][]source.Span{}
	for _, m := range mentions(d) {
		list[m.name.Name] = append(list[m.name.Name], m.name.At)
	}
	return list
}

// Functions lists the built-in functions in the order of the language's
// reference.
func Functions() []string { return slices.Clone(functionNames) }

// FunctionArguments are the names of a function's arguments.
func FunctionArguments(name string) []string { return functions[name] }

// Object returns the object type or type parameter that a name stands for in
// the concept's text, be it a plural, or nil.
func (c *Concept) Object(name string) *types.Object {
	for _, one := range append([]string{name}, spelling.Singulars(name)...) {
		for _, list := range [][]*types.Object{c.TypeParams, c.Objects} {
			for _, o := range list {
				if o.Name == one {
					return o
				}
			}
		}
	}
	return nil
}
