package dsl

import (
	"slices"
	"strings"
	"sync"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Memory is for whoever checks a program again and again while its texts change:
// what a change does not touch is not worked out again. It holds what is known
// of the last texts alone, and may be used from several goroutines.
type Memory struct {
	mu    sync.Mutex
	trees map[string]parsedFile // by path
	flows flow.Memory
}

// parsedFile is a file with its tree and what is wrong with its syntax.
type parsedFile struct {
	tree  *syntax.File
	found diagnostic.List
}

// Copy is a memory of the same texts, for somebody who tries others.
func (m *Memory) Copy() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	other := &Memory{trees: m.trees} // never written to
	m.flows.CopyTo(&other.flows)
	return other
}

// Parsed is the trees of a program's texts.
type Parsed struct {
	Dir     string
	Sources *source.Map
	Files   []*syntax.File // in path order
	found   diagnostic.List
}

// Parse reads texts as the files of the folder dir. Files that are as they were
// when the memory saw them keep their trees.
func (m *Memory) Parse(dir string, texts []Text) *Parsed {
	texts = slices.Clone(texts)
	slices.SortStableFunc(texts, func(a, b Text) int { return strings.Compare(a.Path, b.Path) })
	m.mu.Lock()
	known := m.trees
	m.mu.Unlock()

	p := &Parsed{Dir: dir, Sources: &source.Map{}}
	var changed []*source.File
	for i, t := range texts {
		old, ok := known[t.Path]
		if ok && old.tree.Source.Text == t.Text && old.tree.Source.ID == source.FileID(i+1) {
			p.Sources.Keep(old.tree.Source)
		} else {
			changed = append(changed, p.Sources.Add(t.Path, t.Text))
		}
	}
	fresh := map[*source.File]parsedFile{}
	trees, lists := parse(changed)
	for i, f := range changed {
		fresh[f] = parsedFile{trees[i], lists[i]}
	}
	now := map[string]parsedFile{}
	for _, f := range p.Sources.Files() {
		one, ok := fresh[f]
		if !ok {
			one = known[f.Path]
		}
		now[f.Path] = one
		p.Files = append(p.Files, one.tree)
		p.found = append(p.found, one.found...)
	}
	m.mu.Lock()
	m.trees = now
	m.mu.Unlock()
	return p
}

// sources are those of the files, for a pass that adds others.
func (p *Parsed) sources() *source.Map {
	own := &source.Map{}
	for _, f := range p.Sources.Files() {
		own.Keep(f)
	}
	return own
}

// Declared is the program with what its files declare, and nothing of what syncs
// and guards do.
func (p *Parsed) Declared() *program.Program { return program.Declare(p.Dir, p.sources(), p.Files) }

// Typed is the package's Typed for texts that were parsed.
func (p *Parsed) Typed() (*program.Program, diagnostic.List) { return typed(p) }

// Analyze is the package's Analyze for texts that were parsed.
func (m *Memory) Analyze(p *Parsed) (*program.Program, diagnostic.List, *flow.Analysis) {
	return analyze(p, &m.flows)
}
