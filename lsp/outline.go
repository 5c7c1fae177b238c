package lsp

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// entry is a line of a file's outline, or of the list of a program's symbols.
type entry struct {
	name, detail string
	kind         kind
	whole, named source.Span
	within       string // the concept, in lists
	children     []entry
}

// outline lists the declarations of a file with what they declare in turn.
func outline(tree *syntax.File) []entry {
	var list []entry
	for _, d := range tree.Decls {
		if d.DeclName().Name == "" {
			continue // being typed
		}
		e := entry{name: d.DeclName().Name, whole: d.Span(), named: d.DeclName().At}
		switch d := d.(type) {
		case *syntax.Concept:
			e.kind, e.children = conceptKind, members(tree.Source, d)
		case *syntax.Use:
			e.kind, e.detail = conceptKind, "use of "+d.Concept.Name
		case *syntax.Guard:
			e.kind, e.detail = guardKind, headerOf(tree.Source, d.Header.At, d.Name)
		case *syntax.Sync:
			e.kind, e.detail = syncKind, firstPattern(tree.Source, d)
		}
		list = append(list, e)
	}
	return list
}

// members are the actions and queries of a concept. An action is listed once
// for each outcome, which its detail tells.
func members(f *source.File, d *syntax.Concept) []entry {
	var list []entry
	if d.State != nil {
		for _, set := range d.State.Sets {
			named := set.Object
			if set.Subset != nil {
				named = *set.Subset
			}
			list = append(list, entry{name: named.Name, detail: f.Slice(set.Header.At), kind: typeKind, whole: set.At, named: named.At})
		}
	}
	for i, actions := range [][]*syntax.Action{d.Actions, d.Queries} {
		k := []kind{actionKind, queryKind}[i]
		for _, a := range actions {
			list = append(list, entry{name: a.Name.Name, detail: headerOf(f, a.Header.At, a.Name), kind: k, whole: a.At, named: a.Name.At, within: d.Name.Name})
		}
	}
	return list
}

// headerOf is what stands behind the name in a header, in one line.
func headerOf(f *source.File, header source.Span, name syntax.Ident) string {
	if header.End <= name.At.End {
		return ""
	}
	return oneLine(f.Text[name.At.End:header.End])
}

func oneLine(text string) string {
	return strings.NewReplacer("( ", "(", " )", ")").Replace(strings.Join(strings.Fields(text), " "))
}

// firstPattern is what a sync waits for first, in one line.
func firstPattern(f *source.File, s *syntax.Sync) string {
	if len(s.When) == 0 {
		return ""
	}
	return "when " + oneLine(f.Slice(s.When[0].At))
}

// find lists the symbols of a program whose names have the letters of a query in
// their order, whatever stands between them.
func (s *snapshot) find(query string) []entry {
	var list []entry
	add := func(e entry) {
		if resembles(e.name, query) {
			list = append(list, e)
		}
	}
	for _, tree := range s.parsed().Files {
		if tree.Source.BuiltIn() {
			continue
		}
		for _, e := range outline(tree) {
			add(e)
			for _, child := range e.children {
				if child.kind != typeKind {
					add(child)
				}
			}
		}
	}
	return list
}

func resembles(name, query string) bool {
	rest := []rune(strings.ToLower(query))
	for _, r := range strings.ToLower(name) {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
