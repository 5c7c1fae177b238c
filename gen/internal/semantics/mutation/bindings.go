package mutation

import "github.com/syncgen/syncgen/dsl/syntax"

// bindings are mistakes with variables.
var bindings = []*Kind{
	{Name: "drop a binding", Promise: All, sites: dropBinding},
	{Name: "rename a variable where it is bound", Promise: All, sites: renameBinding},
	{Name: "rename a variable where it is used", Promise: All, sites: renameUse},
	{Name: "rename a variable where it is compared", Promise: All, sites: renameJoin},
}

// binds reports whether a field gives a variable its value, other than by
// being compared with it.
func (a *App) binds(c *syntax.Call, f *syntax.Field) bool {
	if m := a.meaning.matches[f]; m != nil {
		return m.Var != nil && !m.Join
	}
	if c.Concept != nil {
		return false
	}
	n, ok := valueOf(f).(*syntax.Name)
	return ok && n.Ident.Name != "_"
}

// dropBinding leaves out what binds a variable that nothing else would bind.
func dropBinding(a *App) (list []*Mutant) {
	a.eachMatch(func(c *syntax.Call, fields *[]*syntax.Field, i int) {
		if f := (*fields)[i]; a.binds(c, f) && !a.meaning.compared[f] {
			list = append(list, mutant(set(f, fields, without(*fields, i))))
		}
	})
	a.eachLine(func(lines *[]syntax.Line, i int) {
		switch (*lines)[i].(type) {
		case *syntax.BindLine, *syntax.AggregateLine, *syntax.ForLine:
			list = append(list, a.dropLine(lines, i)...)
		}
	})
	return list
}

// dropLine drops a line of where, with the keyword where it is the only one.
// Guards and blocks have at least one line.
func (a *App) dropLine(lines *[]syntax.Line, i int) []*Mutant {
	changes := []change{set((*lines)[i], lines, without(*lines, i))}
	if len(*lines) == 1 {
		for _, s := range a.syncs() {
			if &s.Where == lines {
				return []*Mutant{mutant(append(changes, set(s, &s.WhereKeyword, syntax.Keyword{}))...)}
			}
		}
		return nil
	}
	return []*Mutant{mutant(changes...)}
}

func renameBinding(a *App) (list []*Mutant) {
	a.eachMatch(func(c *syntax.Call, fields *[]*syntax.Field, i int) {
		if f := (*fields)[i]; a.binds(c, f) {
			list = append(list, mutant(set(f, &f.Value, otherName(f))))
		}
	})
	a.eachLine(func(lines *[]syntax.Line, i int) {
		switch l := (*lines)[i].(type) {
		case *syntax.BindLine:
			list = append(list, mutant(set(l, &l.Name.Name, misspelt(l.Name.Name))))
		case *syntax.AggregateLine:
			list = append(list, mutant(set(l, &l.Name.Name, misspelt(l.Name.Name))))
		case *syntax.ForLine:
			list = append(list, mutant(set(l, &l.Name.Name, misspelt(l.Name.Name))))
		}
	})
	return list
}

// otherName is the variable of a field, misspelt.
func otherName(f *syntax.Field) syntax.Expr {
	return name(misspelt(valueOf(f).(*syntax.Name).Ident.Name))
}

func renameUse(a *App) (list []*Mutant) {
	a.eachArg(func(c *syntax.Call, i int) {
		if f := c.Inputs.List[i]; f.Value == nil {
			list = append(list, mutant(set(f, &f.Value, otherName(f))))
		}
	})
	for _, ref := range a.meaning.refs {
		list = append(list, mutant(set(ref, &ref.Ident.Name, misspelt(ref.Ident.Name))))
	}
	return list
}

func renameJoin(a *App) (list []*Mutant) {
	a.eachMatch(func(c *syntax.Call, fields *[]*syntax.Field, i int) {
		f := (*fields)[i]
		if m := a.meaning.matches[f]; m != nil && comparedWith(m) != nil && (f.Value == nil || isName(f.Value)) {
			list = append(list, mutant(set(f, &f.Value, otherName(f))))
		}
	})
	return list
}

func isName(e syntax.Expr) bool {
	_, ok := e.(*syntax.Name)
	return ok
}
