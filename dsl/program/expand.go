package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// maxExpansion is how many lines the guards and views of one sync may come to.
// Guards that each use another twice grow without bound otherwise.
const maxExpansion = 10_000

// expand puts the lines of a guard or view in the place of its use. Its variables are
// new for each use; a parameter that is given a variable is that variable.
func (b *binder) expand(l *syntax.QueryLine, g *guard, args []*Arg, outputs []*syntax.Field) []Step {
	outer := *b
	b.scope, b.quiet = nil, true
	b.chain = append(b.chain[:len(b.chain):len(b.chain)], Use{l.Call, g.Guard})
	chain := b.chain

	var steps []Step
	given := map[*Var]bool{}
	for _, a := range args {
		if ref, ok := a.Value.(*Ref); ok {
			b.scope = append(b.scope, binding{a.Name, ref.Var})
			given[ref.Var] = true
			continue
		}
		v := b.bind(a.Field.Name, role{})
		steps = append(steps, &BindStep{Common: b.common(l), Var: v, Value: a.Value})
	}
	if b.steps += len(g.Decl.Where); b.steps <= maxExpansion {
		steps = append(steps, b.lines(g.Decl.Where)...)
	}
	inner := b.scope
	b.scope, b.quiet, b.chain = outer.scope, outer.quiet, outer.chain
	if b.steps > maxExpansion {
		if len(b.chain) == 0 && outer.steps <= maxExpansion {
			d := finding(diagnostic.TooDeep, l.Call.Name.At, "expands to too many", "the guards of this sync come to more than %d lines", maxExpansion)
			help(&d, "a guard is expanded wherever it is used: use each one once")
			b.report(d)
		}
		b.guardOutputs(l, outputs)
		return nil
	}

	from := &binder{scope: inner}
	for _, f := range outputs {
		v := from.lookup(f.Name.Name)
		if v == nil { // the guard has errors, which were said
			b.failed = true
			b.matchTyped(f, nil, true)
			continue
		}
		steps = append(steps, b.takeResult(Common{Decl: l, Guards: chain}, f, v, !given[v])...)
		given[v] = true
	}
	return steps
}

// takeResult matches a result of a guard, the variable v of its expansion,
// with what the use makes of it. Where it can, the use's name becomes the name
// of v itself.
func (b *binder) takeResult(at Common, f *syntax.Field, v *Var, own bool) []Step {
	name, isName := resultName(f)
	if isName && name.Name == "_" {
		return nil
	}
	if isName && own && f.Default == nil && b.lookup(name.Name) == nil {
		v.Name, v.Decl = name.Name, name.At
		b.scope = append(b.scope, binding{name.Name, v})
		for i := range b.vars {
			if b.vars[i] == v {
				b.roles[i] = role{field: f, kind: b.kindHere(), seen: len(v.Uses)}
			}
		}
		return nil
	}
	return b.matchValue(at, f, &Ref{Typed{Decl: &syntax.Name{Ident: f.Name}}, v})
}

// matchValue matches a value with a pattern by steps: what a query's results
// do in one.
func (b *binder) matchValue(at Common, f *syntax.Field, value Expr) []Step {
	typed := Typed{Decl: value.Syntax()}
	if f.Default != nil {
		value = &Binary{typed, syntax.Coalesce, value, b.expr(f.Default)}
	}
	equals := func(y Expr) []Step {
		return []Step{&FilterStep{Common: at, Cond: &Binary{typed, syntax.Equal, value, y}}}
	}
	if rec, ok := f.Value.(*syntax.Record); ok {
		var steps []Step
		for _, inner := range rec.Fields {
			x := &Select{Typed{Decl: &syntax.Name{Ident: inner.Name}}, value, inner.Name.Name}
			steps = append(steps, b.matchValue(at, inner, x)...)
		}
		return steps
	}
	if null, ok := f.Value.(*syntax.Null); ok {
		b.matchedNull(f, null, nil)
		return nil
	}
	name, isName := resultName(f)
	switch {
	case !isName:
		return equals(b.expr(f.Value))
	case name.Name == "_":
		return nil
	case b.lookup(name.Name) != nil:
		return equals(&Ref{Typed{Decl: &syntax.Name{Ident: name}}, b.use(name)})
	}
	v := b.bind(name, role{field: f})
	return []Step{&BindStep{Common: at, Var: v, Value: value}}
}

// resultName is the variable that a field binds or joins with, if it is one.
func resultName(f *syntax.Field) (syntax.Ident, bool) {
	switch v := f.Value.(type) {
	case nil:
		return f.Name, true
	case *syntax.Name:
		return v.Ident, true
	}
	return syntax.Ident{}, false
}

// kindHere is the role of a variable that a pattern binds at this place.
func (b *binder) kindHere() roleKind {
	if len(b.chain) > 0 {
		return fromGuard
	}
	return fromPattern
}
