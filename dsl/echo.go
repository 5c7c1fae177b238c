package dsl

import (
	"slices"
	"sort"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// withoutEchoes drops the warnings about unused variables from syncs and guards
// in which types disagree: where the wrong value is passed the right one is
// often left over, and one mistake is to give one finding.
func withoutEchoes(p *program.Program, list diagnostic.List) diagnostic.List {
	files := map[source.FileID]*syntax.File{}
	for _, f := range p.Files {
		files[f.Source.ID] = f
	}
	around := func(at source.Span) syntax.Decl {
		f := files[at.File]
		if f == nil {
			return nil
		}
		after := sort.Search(len(f.Decls), func(i int) bool { return f.Decls[i].Span().Start > at.Start })
		if after == 0 {
			return nil
		}
		return f.Decls[after-1]
	}
	disagree := map[syntax.Decl]bool{}
	for i := range list {
		if d := &list[i]; d.Code == diagnostic.TypeMismatch {
			disagree[around(d.Primary.Span)] = true
			for _, l := range d.Secondary {
				disagree[around(l.Span)] = true
			}
		}
	}
	return slices.DeleteFunc(list, func(d diagnostic.Diagnostic) bool {
		return d.Code == diagnostic.UnusedVariable && disagree[around(d.Primary.Span)]
	})
}
