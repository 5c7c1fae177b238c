package symbol

import (
	"cmp"
	"slices"
	"sort"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// Index has the symbols of a program by place.
type Index struct {
	Program *program.Program
	// Symbols are all that the program declares, in no order that matters.
	Symbols []*Symbol

	files map[source.FileID][]Occurrence // in the order of the text
	types map[*Symbol]types.Type         // of variables
}

// NewIndex finds the symbols of a checked program. Declarations with errors
// have theirs as far as they were read.
func NewIndex(p *program.Program) *Index {
	b := newBuilder(p)
	b.concepts()
	b.variables()
	for d := range b.conceptDecls { // parameters are known before calls name them
		b.concept(d)
	}
	for _, f := range p.Files {
		for _, d := range f.Decls {
			b.declaration(d)
		}
	}
	x := &Index{Program: p, Symbols: b.symbols, files: map[source.FileID][]Occurrence{}, types: map[*Symbol]types.Type{}}
	for _, o := range b.occurrences {
		if o.At.Valid() && o.At.End > o.At.Start {
			o.Shorthand = b.shorthands[o.At]
			if t := b.types[o.At]; t != nil && o.Symbol.Kind == Variable && !o.AsField() {
				x.types[o.Symbol] = t
			}
			x.files[o.At.File] = append(x.files[o.At.File], o)
		}
	}
	for id, list := range x.files {
		slices.SortStableFunc(list, func(a, b Occurrence) int {
			return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(rank(a), rank(b)))
		})
		x.files[id] = slices.CompactFunc(list, func(a, b Occurrence) bool { return a.At == b.At && a.Symbol == b.Symbol })
	}
	return x
}

// File lists the occurrences in a file in the order of the text.
func (x *Index) File(id source.FileID) []Occurrence { return x.files[id] }

// At lists what the name at a place stands for: nothing, one thing, or for a
// shorthand two, the variable first. A place right behind a name counts as in it.
func (x *Index) At(id source.FileID, offset int32) []Occurrence {
	list := x.files[id]
	first := sort.Search(len(list), func(i int) bool { return list[i].At.End >= offset })
	var found []Occurrence
	for _, o := range list[first:] {
		if o.At.Start > offset {
			break
		}
		if len(found) > 0 && found[0].At != o.At {
			found = nil // of two names that touch, the one that begins here
		}
		found = append(found, o)
	}
	return found
}

// rank puts the variable that a shorthand names before what the field is of.
func rank(o Occurrence) int {
	switch {
	case o.Symbol.Kind != Variable:
		return 2
	case o.AsField():
		return 1
	}
	return 0
}

// Of lists the occurrences of a symbol, file by file in the order of the text.
func (x *Index) Of(s *Symbol) []Occurrence {
	var found []Occurrence
	for _, f := range x.Program.Files {
		for _, o := range x.files[f.Source.ID] {
			if o.Symbol == s {
				found = append(found, o)
			}
		}
	}
	return found
}

// TypeOf is the type of a variable, or nil where it is not known. A guard's
// variables have those of one of its uses.
func (x *Index) TypeOf(variable *Symbol) types.Type { return x.types[variable] }
