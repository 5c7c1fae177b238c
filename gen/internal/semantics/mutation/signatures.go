package mutation

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// signatures are mistakes with what concepts declare.
var signatures = []*Kind{
	{Name: "misspell a concept", Promise: All, sites: misspellConcept},
	{Name: "misspell an action, a query or a guard", Promise: All, sites: misspellCall},
	{Name: "misspell a parameter or a result", Promise: All, sites: misspellField},
	{Name: "rename an action or a query that is declared", Promise: All, sites: renameDeclared},
	{Name: "rename a parameter or a result that is declared", Promise: All, sites: renameParam},
	{Name: "drop an argument that is needed", Promise: All, sites: dropArgument},
	{Name: "give an argument twice", Promise: All, sites: repeatArgument},
	{Name: "swap two identities", Promise: All, sites: swapIdentities(true)},
	{Name: "give another identity", Promise: All, sites: giveOtherIdentity(true)},
	{Name: "give null", Promise: All, sites: giveNull},
	{Name: "write a number for a string, or a string for a number", Promise: All, sites: swapLiteral},
}

func misspellConcept(a *App) (list []*Mutant) {
	for _, c := range a.calls() {
		if c.Concept != nil {
			list = append(list, mutant(set(c, &c.Concept.Name, misspelt(c.Concept.Name))))
		}
	}
	return list
}

func misspellCall(a *App) (list []*Mutant) {
	for _, c := range a.calls() {
		list = append(list, mutant(set(c, &c.Name.Name, misspelt(c.Name.Name))))
	}
	return list
}

// declared reports whether a field of a call has a name that a concept or a
// guard declares. Where an action takes any further values, what a call of it
// can do without might as well be one of them.
func (a *App) declared(c *syntax.Call, f *syntax.Field) bool {
	if m := a.meaning.matches[f]; m != nil {
		p := a.meaning.patterns[c]
		return !m.Rest && !(p != nil && p.Action.Rest && slices.Contains(c.Inputs.List, f))
	}
	if arg := a.meaning.args[f]; arg != nil {
		i := a.meaning.invocations[c]
		return !arg.Rest && !(i != nil && i.Action.Rest && isOptional(arg.Type))
	}
	return c.Concept == nil
}

// misspellField keeps the field's variable what it is.
func misspellField(a *App) (list []*Mutant) {
	for _, c := range a.calls() {
		fields := c.Inputs.List
		if c.Outputs != nil {
			fields = with(fields, c.Outputs.List...)
		}
		for _, f := range fields {
			if a.declared(c, f) {
				list = append(list, mutant(misspellName(f)...))
			}
		}
	}
	return list
}

func misspellName(f *syntax.Field) []change {
	return []change{set(f, &f.Value, valueOf(f)), set(f, &f.Name.Name, misspelt(f.Name.Name))}
}

// renameDeclared renames what some rule names, with all its outcomes.
func renameDeclared(a *App) (list []*Mutant) {
	used := a.used()
	renamed := map[string]*Mutant{}
	a.eachDeclaration(func(concept *program.Concept, d *syntax.Action) {
		full := concept.Name + "." + d.Name.Name
		if used[full] && renamed[full] == nil {
			renamed[full] = mutant()
			list = append(list, renamed[full])
		}
		if m := renamed[full]; m != nil {
			m.changes = append(m.changes, set(d, &d.Name.Name, misspelt(d.Name.Name)))
		}
	})
	return list
}

// renameParam renames a parameter or a result that some rule names.
func renameParam(a *App) (list []*Mutant) {
	used := a.used()
	a.eachDeclaration(func(concept *program.Concept, d *syntax.Action) {
		for _, params := range []*syntax.Params{d.Params, d.Results} {
			if params == nil {
				continue
			}
			for _, p := range params.List {
				if used[concept.Name+"."+d.Name.Name+" "+p.Name.Name] {
					list = append(list, mutant(set(p, &p.Name.Name, misspelt(p.Name.Name))))
				}
			}
		}
	})
	return list
}

// used has what rules name of concepts: `Concept.action` and `Concept.action field`.
func (a *App) used() map[string]bool {
	used := map[string]bool{}
	for _, c := range a.calls() {
		if c.Concept == nil {
			continue
		}
		of := c.Concept.Name + "." + c.Name.Name
		used[of] = true
		for _, fields := range []*syntax.Fields{c.Inputs, c.Outputs} {
			if fields == nil {
				continue
			}
			for _, f := range fields.List {
				used[of+" "+f.Name.Name] = true
			}
		}
	}
	return used
}

// eachDeclaration visits all declarations of actions and queries but the
// built-in ones.
func (a *App) eachDeclaration(visit func(*program.Concept, *syntax.Action)) {
	for _, c := range a.Program.Concepts {
		if c.BuiltIn {
			continue
		}
		for _, d := range with(c.Decl.Actions, c.Decl.Queries...) {
			visit(c, d)
		}
	}
}

// needed reports whether a call must have an argument.
func (a *App) needed(c *syntax.Call, f *syntax.Field) bool {
	arg := a.meaning.args[f]
	if arg == nil || c.Concept == nil {
		return c.Concept == nil
	}
	return !arg.Rest && !isOptional(arg.Type)
}

func dropArgument(a *App) (list []*Mutant) {
	a.eachArg(func(c *syntax.Call, i int) {
		if f := c.Inputs.List[i]; a.needed(c, f) {
			list = append(list, mutant(set(f, &c.Inputs.List, without(c.Inputs.List, i))))
		}
	})
	return list
}

func repeatArgument(a *App) (list []*Mutant) {
	a.eachArg(func(c *syntax.Call, i int) {
		list = append(list, mutant(set(c, &c.Inputs.List, with(c.Inputs.List, c.Inputs.List[i]))))
	})
	return list
}

// identity returns the type of an argument that concepts declare and that
// identifies something, or nil.
func (a *App) identity(f *syntax.Field) *types.Object {
	arg := a.meaning.args[f]
	if arg == nil || arg.Rest {
		return nil
	}
	object, _ := value.Resolve(arg.Value.Type()).(*types.Object)
	return object
}

// differ reports whether two identities are of different things, and both
// things are, or are not, of a concept's own. What is of no concept, as where a
// sync makes its identity, is whatever it is taken for.
func differ(x, y *types.Object, own bool) bool {
	return x != nil && y != nil && x != y && own == (!x.Param && !y.Param)
}

// swapIdentities swaps two arguments of a call that identify different things.
func swapIdentities(own bool) func(*App) []*Mutant {
	return func(a *App) (list []*Mutant) {
		a.eachArg(func(c *syntax.Call, i int) {
			f := c.Inputs.List[i]
			for _, g := range c.Inputs.List[:i] {
				if differ(a.identity(f), a.identity(g), own) {
					list = append(list, mutant(set(f, &f.Value, valueOf(g)), set(g, &g.Value, valueOf(f))))
				}
			}
		})
		return list
	}
}

// giveOtherIdentity gives an argument of `then` a variable of the sync's
// patterns that identifies something else.
func giveOtherIdentity(own bool) func(*App) []*Mutant {
	return func(a *App) (list []*Mutant) {
		for _, s := range a.Program.Syncs {
			for _, c := range s.Decl.Then {
				for _, f := range c.Inputs.List {
					for _, v := range awaited(s) {
						other, _ := value.Resolve(v.Type).(*types.Object)
						if differ(a.identity(f), other, own) {
							list = append(list, mutant(set(f, &f.Value, name(v.Name))))
						}
					}
				}
			}
		}
		return list
	}
}

// swapLiteral writes a literal of another type where the type is declared.
func swapLiteral(a *App) (list []*Mutant) {
	swap := func(f *syntax.Field, t types.Type, part *syntax.Expr) {
		number := value.Resolve(t) == types.Type(types.Integer) || value.Resolve(t) == types.Type(types.Number)
		switch (*part).(type) {
		case *syntax.Text:
			list = append(list, mutant(set(f, part, syntax.Expr(&syntax.Int{Value: 7, Raw: "7"}))))
		case *syntax.Int, *syntax.Float:
			if number {
				list = append(list, mutant(set(f, part, text("seven"))))
			}
		}
	}
	a.eachMatch(func(c *syntax.Call, fields *[]*syntax.Field, i int) {
		f := (*fields)[i]
		if m := a.meaning.matches[f]; m != nil && !m.Rest {
			swap(f, m.Type, &f.Value)
		}
	})
	a.eachArg(func(c *syntax.Call, i int) {
		f := c.Inputs.List[i]
		if arg := a.meaning.args[f]; arg != nil && !arg.Rest {
			swap(f, arg.Type, &f.Value)
		}
	})
	return list
}

// text is a string literal.
func text(s string) syntax.Expr {
	return &syntax.Text{Parts: []syntax.Expr{&syntax.TextPart{Value: s}}}
}

func isOptional(t types.Type) bool {
	_, optional := t.(*types.Optional)
	return optional
}

// giveNull gives null for a value.
func giveNull(a *App) (list []*Mutant) {
	a.eachArg(func(c *syntax.Call, i int) {
		f := c.Inputs.List[i]
		list = append(list, mutant(set(c, &f.Value, syntax.Expr(&syntax.Null{}))))
	})
	return list
}
