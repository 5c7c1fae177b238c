package mutation

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// rules are the syncs and guards of an app.
func (a *App) rules() []syntax.Decl {
	var list []syntax.Decl
	for _, f := range a.Program.Files {
		for _, d := range f.Decls {
			if _, concept := d.(*syntax.Concept); !concept {
				list = append(list, d)
			}
		}
	}
	return list
}

// eachLine visits all lines of the syncs and guards, with the list that each
// is in: those of blocks after the line that the block is of.
func (a *App) eachLine(visit func(list *[]syntax.Line, i int)) {
	for _, d := range a.rules() {
		switch d := d.(type) {
		case *syntax.Sync:
			linesOf(&d.Where, visit)
		case *syntax.Guard:
			linesOf(&d.Where, visit)
		}
	}
}

func linesOf(list *[]syntax.Line, visit func(list *[]syntax.Line, i int)) {
	for i, l := range *list {
		visit(list, i)
		switch l := l.(type) {
		case *syntax.BlockLine:
			linesOf(&l.Block.Lines, visit)
		case *syntax.AggregateLine:
			linesOf(&l.Block.Lines, visit)
		}
	}
}

// calls lists all calls of the syncs and guards: patterns, queries, uses of
// guards and actions.
func (a *App) calls() []*syntax.Call {
	var list []*syntax.Call
	for _, d := range a.rules() {
		var lines *[]syntax.Line
		var then []*syntax.Call
		switch d := d.(type) {
		case *syntax.Sync:
			list = append(list, d.When...)
			lines, then = &d.Where, d.Then
		case *syntax.Guard:
			lines = &d.Where
		}
		linesOf(lines, func(lines *[]syntax.Line, i int) {
			if q, ok := (*lines)[i].(*syntax.QueryLine); ok {
				list = append(list, q.Call)
			}
			if e := elseOf((*lines)[i]); e != nil && *e != nil {
				list = append(list, (*e).Actions...)
			}
		})
		list = append(list, then...)
	}
	return list
}

// elseOf returns the place of a line's else, or nil where it cannot have one.
func elseOf(l syntax.Line) **syntax.Else {
	switch l := l.(type) {
	case *syntax.QueryLine:
		return &l.Else
	case *syntax.FilterLine:
		return &l.Else
	case *syntax.BlockLine:
		return &l.Else
	case *syntax.ForLine:
		return &l.Else
	case *syntax.AggregateLine:
		return &l.Else
	}
	return nil
}

// eachField visits the fields of a list, with the list that each is in: those
// of a record after the field that has it.
func eachField(list *[]*syntax.Field, visit func(list *[]*syntax.Field, i int)) {
	for i, f := range *list {
		visit(list, i)
		if r, ok := f.Value.(*syntax.Record); ok {
			eachField(&r.Fields, visit)
		}
	}
}

// eachMatch visits the fields that take values: all of patterns, and the
// results of queries and guards.
func (a *App) eachMatch(visit func(c *syntax.Call, list *[]*syntax.Field, i int)) {
	for _, c := range a.calls() {
		in := func(list *[]*syntax.Field, i int) { visit(c, list, i) }
		if a.meaning.patterns[c] != nil {
			eachField(&c.Inputs.List, in)
		}
		if c.Outputs != nil {
			eachField(&c.Outputs.List, in)
		}
	}
}

// eachArg visits the fields that give values to actions, queries and guards.
func (a *App) eachArg(visit func(c *syntax.Call, i int)) {
	for _, c := range a.calls() {
		if a.meaning.patterns[c] == nil {
			for i := range c.Inputs.List {
				visit(c, i)
			}
		}
	}
}

// without returns a list less one of its items.
func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

// with returns a list and more items.
func with[T any](list []T, more ...T) []T { return append(slices.Clone(list), more...) }

// name is an expression that names a variable.
func name(text string) syntax.Expr { return &syntax.Name{Ident: ident(text)} }

func ident(text string) syntax.Ident { return syntax.Ident{Name: text} }

// misspelt is a name with its last letter twice.
func misspelt(name string) string { return name + name[len(name)-1:] }

// valueOf is what stands for a field's value, also where it is written short.
func valueOf(f *syntax.Field) syntax.Expr {
	if f.Value == nil {
		return name(f.Name.Name)
	}
	return f.Value
}
