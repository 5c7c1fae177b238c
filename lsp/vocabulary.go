package lsp

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// vocabulary is what a program declares. It is there before the program is
// checked, so that nobody who types waits for that.
type vocabulary struct {
	*snapshot
	concepts []*program.Concept
	guards   []*syntax.Guard
}

func (s *snapshot) vocabulary() vocabulary {
	v := vocabulary{snapshot: s, concepts: s.declared().Concepts}
	for _, f := range s.parsed().Files {
		for _, d := range f.Decls {
			if g, ok := d.(*syntax.Guard); ok {
				v.guards = append(v.guards, g)
			}
		}
	}
	return v
}

func (v *vocabulary) concept(name string) *program.Concept {
	for _, c := range v.concepts {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// declaration is the one that an offset of a file is in or behind.
func (v *vocabulary) declaration(f *source.File, offset int32) syntax.Decl {
	var found syntax.Decl
	for _, d := range v.tree(f).Decls {
		if d.Span().Start <= offset {
			found = d
		}
	}
	return found
}

// typeOf is the type that a variable of a declaration had when the program was
// checked last, or "".
func (v *vocabulary) typeOf(d syntax.Decl, name string) string {
	last := v.known.last.Load()
	if last == nil {
		return ""
	}
	for _, s := range last.Syncs {
		if s.Name != d.DeclName().Name || s.HasErrors {
			continue
		}
		for _, x := range s.Vars {
			if x.Name == name && x.Type != nil {
				return x.Type.String()
			}
		}
	}
	return ""
}
