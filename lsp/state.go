package lsp

import (
	"maps"
	"path"
	"slices"

	"github.com/syncgen/syncgen/dsl"
)

// document is a text that is open in the editor.
type document struct {
	path    string // absolute, with forward slashes
	version int32
	text    string
}

// state is what the editor has shown the server up to some message: the open
// documents, and the programs that they are of. It never changes; a message
// that changes something makes another one. A request is answered from the
// state that it found, however long that takes.
type state struct {
	documents map[string]*document // by path
	programs  map[string]*snapshot // by folder
	roots     []string             // the folders that the editor has open
}

func (s *state) clone() *state {
	return &state{documents: maps.Clone(s.documents), programs: maps.Clone(s.programs), roots: slices.Clone(s.roots)}
}

// isSpec reports whether a file of this path is part of a program.
func isSpec(file string) bool {
	return dsl.IsSpec(path.Base(file))
}

// with is the state with a document opened or changed.
func (s *state) with(d *document) *state {
	next := s.clone()
	if next.documents == nil {
		next.documents, next.programs = map[string]*document{}, map[string]*snapshot{}
	}
	next.documents[d.path] = d
	if dir := path.Dir(d.path); next.programs[dir] == nil {
		next.reload(dir)
	} else {
		next.refresh(dir)
	}
	return next
}

// without is the state with a document closed: its text is then the file's. A
// program of which nothing is open any more is forgotten.
func (s *state) without(file string) *state {
	next := s.clone()
	delete(next.documents, file)
	next.reload(path.Dir(file))
	return next
}

// reloaded is the state after files of a folder changed, if it is known.
func (s *state) reloaded(dir string) *state {
	if s.programs[dir] == nil {
		return s
	}
	next := s.clone()
	next.reload(dir)
	return next
}

// reload reads the files of a folder again.
func (s *state) reload(dir string) {
	saved, _ := dsl.Load(dir) // an error means that there are none, or none that can be read
	s.program(dir, saved)
}

// refresh puts the texts of the open documents in.
func (s *state) refresh(dir string) { s.program(dir, s.programs[dir].saved) }

func (s *state) program(dir string, saved []dsl.Text) {
	open := map[string]*document{}
	for file, d := range s.documents {
		if path.Dir(file) == dir && isSpec(file) {
			open[file] = d
		}
	}
	if len(open) == 0 {
		delete(s.programs, dir)
		return
	}
	s.programs[dir] = newSnapshot(dir, saved, open, s.programs[dir])
}
