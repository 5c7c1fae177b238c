package lsp

import (
	"slices"
	"strings"
	"sync"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// snapshot is a program as its texts are at one moment. What is known of it is
// worked out when it is first asked for, and then kept.
type snapshot struct {
	dir      string
	saved    []dsl.Text       // of the files
	texts    []dsl.Text       // with those of open documents in their place, in path order
	versions map[string]int32 // of the open documents

	checked func() checked
	index   func() *symbol.Index
}

// checked is a program with all that was found wrong with it.
type checked struct {
	program  *program.Program
	findings diagnostic.List
	flows    *flow.Analysis // nil where none could be followed
}

func newSnapshot(dir string, saved []dsl.Text, open map[string]*document, before *snapshot) *snapshot {
	s := &snapshot{dir: dir, saved: saved, versions: map[string]int32{}}
	for _, t := range saved {
		if open[t.Path] == nil {
			s.texts = append(s.texts, t)
		}
	}
	for file, d := range open {
		s.texts = append(s.texts, dsl.Text{Path: file, Text: d.text})
		s.versions[file] = d.version
	}
	slices.SortFunc(s.texts, func(a, b dsl.Text) int { return strings.Compare(a.Path, b.Path) })
	s.checked = sync.OnceValue(func() checked {
		p, findings, flows := dsl.Analyze(dir, s.texts)
		return checked{p, findings, flows}
	})
	s.index = sync.OnceValue(func() *symbol.Index { return symbol.NewIndex(s.checked().program) })
	return s
}

// file is the file of a path, or nil.
func (s *snapshot) file(path string) *source.File {
	for _, f := range s.checked().program.Sources.Files() {
		if f.Path == path {
			return f
		}
	}
	return nil
}

// tree is the tree of a file.
func (s *snapshot) tree(f *source.File) *syntax.File {
	for _, t := range s.checked().program.Files {
		if t.Source == f {
			return t
		}
	}
	return nil
}

// place is where a request asks about.
type place struct {
	*snapshot
	file   *source.File
	offset int32
}

// symbols are what the name at the place stands for, the variable first.
func (p place) symbols() []symbol.Occurrence { return p.index().At(p.file.ID, p.offset) }
