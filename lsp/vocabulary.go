package lsp

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// vocabulary is what a program declares, as far as completion has to know.
type vocabulary struct {
	files    map[source.FileID]*source.File
	trees    []*syntax.File
	concepts []*program.Concept
	guards   []*syntax.Guard
	syncs    []*program.Sync
}

// vocabulary reads the declarations of the program.
func (s *snapshot) vocabulary() vocabulary {
	p := s.checked().program
	v := vocabulary{files: map[source.FileID]*source.File{}, trees: p.Files, concepts: p.Concepts, syncs: p.Syncs}
	for _, f := range p.Sources.Files() {
		v.files[f.ID] = f
	}
	for _, f := range p.Files {
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
	for _, tree := range v.trees {
		if tree.Source != f {
			continue
		}
		for _, d := range tree.Decls {
			if d.Span().Start <= offset {
				found = d
			}
		}
	}
	return found
}

// typeOf is the type of a sync's variable of a name, or "".
func (v *vocabulary) typeOf(d syntax.Decl, name string) string {
	for _, s := range v.syncs {
		if s.Decl != d {
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
