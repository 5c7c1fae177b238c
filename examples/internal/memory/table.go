// Package memory keeps the state of the examples' concepts.
//
// Identities are a word and a number, so that a test can name them. A real app
// makes them, sessions above all, so that nobody can guess them: see concepts.
package memory

import (
	"iter"
	"slices"
	"strconv"
)

// Table keeps rows by their identities, in the order in which they were added.
// Its user locks it.
type Table[ID ~string, Row any] struct {
	rows  map[ID]*Row
	order []ID
	last  int
}

// Add keeps a row and returns its identity: word-1 for the first row that was
// ever added, word-2 for the next, and so on.
func (t *Table[ID, Row]) Add(word string, row Row) ID {
	t.last++
	id := ID(word + "-" + strconv.Itoa(t.last))
	t.Put(id, row)
	return id
}

// Put keeps a row whose identity was made elsewhere, in place of the one that
// has it already.
func (t *Table[ID, Row]) Put(id ID, row Row) {
	if t.rows == nil {
		t.rows = map[ID]*Row{}
	}
	if t.rows[id] == nil {
		t.order = append(t.order, id)
	}
	t.rows[id] = &row
}

// Get returns a row, which may be changed, or nil where there is none.
func (t *Table[ID, Row]) Get(id ID) *Row { return t.rows[id] }

// All iterates over the rows. The loop may remove the row that it is given.
func (t *Table[ID, Row]) All() iter.Seq2[ID, *Row] {
	return func(yield func(ID, *Row) bool) {
		for _, id := range slices.Clone(t.order) {
			if !yield(id, t.rows[id]) {
				return
			}
		}
	}
}

// Find returns the first row for which a condition holds, or nil.
func (t *Table[ID, Row]) Find(holds func(*Row) bool) (ID, *Row) {
	for id, row := range t.All() {
		if holds(row) {
			return id, row
		}
	}
	return "", nil
}

// Remove removes a row and reports whether it was there.
func (t *Table[ID, Row]) Remove(id ID) bool {
	if t.rows[id] == nil {
		return false
	}
	delete(t.rows, id)
	t.order = slices.DeleteFunc(t.order, func(other ID) bool { return other == id })
	return true
}

// RemoveAll removes the rows for which a condition holds.
func (t *Table[ID, Row]) RemoveAll(holds func(*Row) bool) (removed []Row) {
	for id, row := range t.All() {
		if holds(row) {
			removed = append(removed, *row)
			t.Remove(id)
		}
	}
	return removed
}
