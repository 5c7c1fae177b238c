package dsl

import (
	"fmt"
	"slices"
	"sort"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// ApplyFixes carries out the safe fixes of a list. It returns the texts that
// they change and the findings whose fix was carried out; of several findings
// that share a fix, the first. A fix is carried out as a whole or not at all:
// of two that change the same place the first wins, and checking the result
// offers the other one again. One that relies on places comes before one that
// changes them, which may have no reason to any more.
func ApplyFixes(sources *source.Map, list diagnostic.List) (changed []Text, applied diagnostic.List) {
	done := map[string]bool{}
	taken := map[source.FileID]*claims{}
	edits := map[source.FileID][]diagnostic.Edit{}
	var kept, changes []source.Span
	var order []int
	for _, i := range inOrder(list) {
		f := list[i].Fix
		key := fmt.Sprint(f.Edits)
		if done[key] || touchAny(f.Keeps, changes) || slices.ContainsFunc(f.Edits, func(e diagnostic.Edit) bool {
			return taken[e.Span.File].meets(e.Span) || touchAny(kept, []source.Span{e.Span})
		}) {
			continue
		}
		done[key] = true
		order = append(order, i)
		kept = append(kept, f.Keeps...)
		for _, e := range f.Edits {
			id := e.Span.File
			if taken[id] == nil {
				taken[id] = &claims{}
			}
			taken[id].add(e.Span)
			edits[id] = append(edits[id], e)
			changes = append(changes, e.Span)
		}
	}
	slices.Sort(order)
	for _, i := range order {
		applied = append(applied, list[i])
	}
	for _, file := range sources.Files() {
		text, err := diagnostic.Apply(file, edits[file.ID])
		if err == nil && text != file.Text {
			changed = append(changed, Text{Path: file.Path, Text: text})
		}
	}
	return changed, applied
}

// inOrder are the findings with a safe fix, those before the others that rely
// on places.
func inOrder(list diagnostic.List) []int {
	var relying, others []int
	for i := range list {
		switch f := list[i].Fix; {
		case f == nil || !f.Safe || len(f.Edits) == 0:
		case len(f.Keeps) > 0:
			relying = append(relying, i)
		default:
			others = append(others, i)
		}
	}
	return append(relying, others...)
}

// touchAny reports whether one of some places overlaps one of others, or
// borders on it: what is put in right behind a name may be part of it.
func touchAny(some, others []source.Span) bool {
	return slices.ContainsFunc(some, func(x source.Span) bool {
		return slices.ContainsFunc(others, func(y source.Span) bool {
			return x.File == y.File && x.Start <= y.End && y.Start <= x.End
		})
	})
}

// claims are the places of one file that fixes change: spans that do not
// overlap and places where something is put in, both in order.
type claims struct {
	spans  []source.Span
	places []int32
}

// meets reports whether a change of a span cannot go with the others. Any
// number of texts can be put in at one place.
func (c *claims) meets(s source.Span) bool {
	if c == nil {
		return false
	}
	if i := c.spanAfter(s.Start); i < len(c.spans) && c.spans[i].Start < s.End || i < len(c.spans) && s.Start == s.End && c.spans[i].Start < s.Start {
		return true
	}
	i := sort.Search(len(c.places), func(i int) bool { return c.places[i] > s.Start })
	return i < len(c.places) && c.places[i] < s.End
}

// spanAfter is the first of the spans that ends behind an offset.
func (c *claims) spanAfter(offset int32) int {
	return sort.Search(len(c.spans), func(i int) bool { return c.spans[i].End > offset })
}

func (c *claims) add(s source.Span) {
	if s.Start == s.End {
		i := sort.Search(len(c.places), func(i int) bool { return c.places[i] > s.Start })
		c.places = slices.Insert(c.places, i, s.Start)
		return
	}
	c.spans = slices.Insert(c.spans, c.spanAfter(s.Start), s)
}
