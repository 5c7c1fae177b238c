package dsl

import (
	"slices"
	"sort"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// withoutEchoes keeps one mistake from giving several findings where types
// disagree. Where the wrong value is passed the right one is often left over,
// so nothing is said of unused variables there; and later passes leave those
// syncs out.
func withoutEchoes(p *program.Program, list diagnostic.List) diagnostic.List {
	in := disagreement{files: map[source.FileID]*syntax.File{}, decls: map[syntax.Decl]bool{}}
	for _, f := range p.Files {
		in.files[f.Source.ID] = f
	}
	for i := range list {
		if d := &list[i]; d.Code == diagnostic.TypeMismatch {
			in.add(d.Primary.Span)
			for _, l := range d.Secondary {
				in.add(l.Span)
			}
		}
	}
	if len(in.decls) == 0 {
		return list
	}
	for _, s := range p.Syncs {
		program.Visitor{Expr: func(e program.Expr) { // also what comes from guards
			s.HasErrors = s.HasErrors || in.covers(e.Syntax().Span())
		}}.Sync(s)
		s.HasErrors = s.HasErrors || in.decls[s.Decl]
	}
	return slices.DeleteFunc(list, func(d diagnostic.Diagnostic) bool {
		return d.Code == diagnostic.UnusedVariable && in.covers(d.Primary.Span)
	})
}

// disagreement is where types disagree: the syncs, guards and concepts that
// findings name.
type disagreement struct {
	files map[source.FileID]*syntax.File
	decls map[syntax.Decl]bool
}

func (in *disagreement) add(at source.Span) {
	if decl := in.around(at); decl != nil {
		in.decls[decl] = true
	}
}

func (in *disagreement) covers(at source.Span) bool { return in.decls[in.around(at)] }

// around is the declaration that a place belongs to, or nil.
func (in *disagreement) around(at source.Span) syntax.Decl {
	f := in.files[at.File]
	if f == nil {
		return nil
	}
	after := sort.Search(len(f.Decls), func(i int) bool { return f.Decls[i].Span().Start > at.Start })
	if after == 0 {
		return nil
	}
	return f.Decls[after-1]
}
