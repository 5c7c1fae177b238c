package mutation

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// conditions are mistakes with what a program is to do. Most of them make
// another program that is right by all rules.
var conditions = []*Kind{
	{Name: "drop a guard", sites: dropGuard},
	{Name: "drop a condition", sites: dropCondition},
	{Name: "negate a condition", sites: negate},
	{Name: "compare with null", sites: compareWithNull},
	{Name: "drop a comparison of two values", sites: dropJoin},
	{Name: "take every row and not the first", sites: everyRow},
	{Name: "drop an argument that may be left out", sites: dropFurther},
	{Name: "misspell a value of a request or an answer", sites: misspellFurther},
	{Name: "delete a sync that does not answer", sites: deleteOther},
	{Name: "swap two identities, one of nothing that a concept has", sites: swapIdentities(false)},
	{Name: "give another identity, one of nothing that a concept has", sites: giveOtherIdentity(false)},
}

func dropGuard(a *App) (list []*Mutant) {
	a.eachLine(func(lines *[]syntax.Line, i int) {
		if q, ok := (*lines)[i].(*syntax.QueryLine); ok && q.Call.Concept == nil {
			list = append(list, a.dropLine(lines, i)...)
		}
	})
	return list
}

// dropCondition drops a line that binds nothing.
func dropCondition(a *App) (list []*Mutant) {
	a.eachLine(func(lines *[]syntax.Line, i int) {
		switch (*lines)[i].(type) {
		case *syntax.FilterLine, *syntax.BlockLine:
			list = append(list, a.dropLine(lines, i)...)
		}
	})
	return list
}

func negate(a *App) (list []*Mutant) {
	a.eachLine(func(lines *[]syntax.Line, i int) {
		switch l := (*lines)[i].(type) {
		case *syntax.FilterLine:
			list = append(list, mutant(set(l, &l.Cond, syntax.Expr(&syntax.Unary{Op: syntax.Not, X: &syntax.Paren{X: l.Cond}}))))
		case *syntax.BlockLine:
			kind := syntax.Some
			if l.Kind == syntax.Some {
				kind = syntax.None
			}
			list = append(list, mutant(set(l, &l.Kind, kind)))
		}
	})
	return list
}

// compareWithNull asks whether a value is null and not what it is.
func compareWithNull(a *App) (list []*Mutant) {
	a.eachLine(func(lines *[]syntax.Line, i int) {
		l, ok := (*lines)[i].(*syntax.FilterLine)
		if !ok {
			return
		}
		b, ok := l.Cond.(*syntax.Binary)
		if !ok || b.Op != syntax.Equal && b.Op != syntax.NotEqual {
			return
		}
		if _, already := b.Y.(*syntax.Null); !already {
			list = append(list, mutant(set(l, &b.Y, syntax.Expr(&syntax.Null{}))))
		}
	})
	return list
}

// dropJoin drops one of two fields that must have the same value.
func dropJoin(a *App) (list []*Mutant) {
	a.eachMatch(func(c *syntax.Call, fields *[]*syntax.Field, i int) {
		f := (*fields)[i]
		if m := a.meaning.matches[f]; m != nil && (comparedWith(m) != nil || a.meaning.compared[f]) {
			list = append(list, mutant(set(f, fields, without(*fields, i))))
		}
	})
	return list
}

// everyRow puts the lines of a `first` in its place.
func everyRow(a *App) (list []*Mutant) {
	a.eachLine(func(lines *[]syntax.Line, i int) {
		l, ok := (*lines)[i].(*syntax.AggregateLine)
		if !ok || l.Kind != syntax.First {
			return
		}
		bind := &syntax.BindLine{Name: l.Name, Value: valueOf(l.Results.List[0])}
		list = append(list, mutant(set(l, lines, slices.Concat((*lines)[:i], l.Block.Lines, []syntax.Line{bind}, (*lines)[i+1:]))))
	})
	return list
}

// dropFurther drops an argument that a call can do without.
func dropFurther(a *App) (list []*Mutant) {
	a.eachArg(func(c *syntax.Call, i int) {
		if f := c.Inputs.List[i]; !a.needed(c, f) {
			list = append(list, mutant(set(c, &c.Inputs.List, without(c.Inputs.List, i))))
		}
	})
	return list
}

// misspellFurther misspells a name that nothing declares, or that is then one
// of any further values.
func misspellFurther(a *App) (list []*Mutant) {
	for _, c := range a.calls() {
		for _, f := range c.Inputs.List {
			if !a.declared(c, f) {
				list = append(list, mutant(misspellName(f)...))
			}
		}
	}
	return list
}

func deleteOther(a *App) (list []*Mutant) {
	for _, s := range a.syncs() {
		if !slices.ContainsFunc(s.Then, a.meaning.answers) {
			list = append(list, mutant(a.deleteDecl(s)))
		}
	}
	return list
}
