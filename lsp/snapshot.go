package lsp

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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

	known    *knowledge
	parsed   func() *dsl.Parsed
	declared func() *program.Program
	checked  func() checked
	index    func() *symbol.Index
}

// knowledge is what the snapshots of one program hand on to those that follow.
type knowledge struct {
	memory dsl.Memory
	last   atomic.Pointer[program.Program] // the last one that was checked
}

// checked is a program with all that was found wrong with it.
type checked struct {
	program  *program.Program
	findings diagnostic.List
	flows    *flow.Analysis // nil where none could be followed
}

func newSnapshot(dir string, saved []dsl.Text, open map[string]*document, before *snapshot) *snapshot {
	s := &snapshot{dir: dir, saved: saved, versions: map[string]int32{}, known: &knowledge{}}
	if before != nil {
		s.known = before.known
	}
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
	s.parsed = sync.OnceValue(func() *dsl.Parsed { return s.known.memory.Parse(dir, s.texts) })
	s.declared = sync.OnceValue(func() *program.Program { return s.parsed().Declared() })
	s.checked = sync.OnceValue(func() checked {
		p, findings, flows := s.known.memory.Analyze(s.parsed())
		s.known.last.Store(p)
		return checked{p, findings, flows}
	})
	s.index = sync.OnceValue(func() *symbol.Index { return symbol.NewIndex(s.checked().program) })
	return s
}

// file is the file of a path, or nil.
func (s *snapshot) file(path string) *source.File {
	for _, f := range s.parsed().Sources.Files() {
		if f.Path == path {
			return f
		}
	}
	return nil
}

// tree is the tree of a file.
func (s *snapshot) tree(f *source.File) *syntax.File {
	for _, t := range s.parsed().Files {
		if t.Source == f {
			return t
		}
	}
	return nil
}

// source is a file of the program: one of its texts, or a built-in one.
func (s *snapshot) source(id source.FileID) *source.File {
	if f := s.parsed().Sources.File(id); f != nil {
		return f
	}
	return s.checked().program.Sources.File(id)
}

// place is where a request asks about.
type place struct {
	*snapshot
	file   *source.File
	offset int32
}

// symbols are what the name at the place stands for, the variable first.
func (p place) symbols() []symbol.Occurrence { return p.index().At(p.file.ID, p.offset) }
