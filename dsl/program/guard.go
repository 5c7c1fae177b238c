package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// guard is a guard or view while the program is resolved.
type guard struct {
	*Guard
	params   []*Param // names only: each use gives them its own types
	checked  bool
	checking bool    // on the path that check is on
	hasElse  bool    // a line of it, or of a guard that it uses, has an else
	made     passage // what its lines make of a frame
}

// checkGuards checks each guard once, those that it uses before it.
func (r *resolver) checkGuards() {
	for _, g := range r.guardOrder {
		for _, f := range g.Decl.Params {
			g.params = append(g.params, &Param{Name: f.Name.Name})
		}
	}
	for _, g := range r.guardOrder {
		r.checkGuard(g)
	}
}

func (r *resolver) checkGuard(g *guard) {
	if g.checked {
		return
	}
	if g.checked = true; g.Decl.Broken() {
		return
	}
	g.checking = true
	g.hasElse = slices.ContainsFunc(g.Decl.Where, func(l syntax.Line) bool { return elseOf(l) != nil })
	uses := guardUses(g.Decl.Where)
	for _, call := range uses {
		used := r.guards[call.Name.Name]
		switch {
		case used == nil:
		case used.checking:
			r.recursiveGuard(g, used, call)
		default:
			r.checkGuard(used)
			g.hasElse = g.hasElse || used.hasElse
			g.HasErrors = g.HasErrors || used.HasErrors
		}
	}
	g.checking = false
	b := &binder{r: r, decl: g.Decl, checking: true}
	for i, f := range g.Decl.Params {
		if first := named(g.Decl.Params[:i], f.Name.Name); first != nil {
			b.repeated(f, first, g.title())
			continue
		}
		b.bind(f.Name, role{kind: fromParam})
	}
	for _, l := range g.Decl.Where {
		steps := b.line(l)
		g.made.then(passageOf(steps))
		g.made.then(b.made)
		b.made = passage{}
	}
	for i, f := range g.Decl.Results {
		if first := named(g.Decl.Results[:i], f.Name.Name); first != nil {
			b.repeated(f, first, "the results of "+g.title())
		}
		b.use(f.Name)
	}
	b.unused()
	for _, v := range b.vars {
		g.Locals = append(g.Locals, Local{v.Name, v.Decl, v.Uses})
	}
	g.HasErrors = g.HasErrors || b.failed
}

func (r *resolver) recursiveGuard(g, used *guard, call *syntax.Call) {
	g.HasErrors, used.HasErrors = true, true
	d := finding(diagnostic.RecursiveGuard, call.Name.At, "uses itself", "%s is expanded inside itself", used.title())
	if g != used {
		d.Primary.Text = "leads back to where it came from"
		also(&d, used.Decl.Name.At, "`%s` leads to `%s`", used.Name, g.Name)
	}
	help(&d, "a %s stands for its lines: move those that both need into a third %[1]s", used.Decl.Kind())
	r.report(d)
}

// guardUses lists the uses of guards in lines and in their blocks.
func guardUses(lines []syntax.Line) []*syntax.Call {
	var uses []*syntax.Call
	for _, l := range lines {
		switch l := l.(type) {
		case *syntax.QueryLine:
			if l.Call.Concept == nil {
				uses = append(uses, l.Call)
			}
		case *syntax.BlockLine:
			uses = append(uses, guardUses(l.Block.Lines)...)
		case *syntax.AggregateLine:
			uses = append(uses, guardUses(l.Block.Lines)...)
		}
	}
	return uses
}

// guardUse binds the use of a guard: its lines take the place of the line.
func (b *binder) guardUse(l *syntax.QueryLine) []Step {
	call := l.Call
	g := b.r.guards[call.Name.Name]
	if g == nil {
		b.unknownGuard(call)
		b.useAll(call)
		b.orElse(l.Else)
		b.matchAll(call.Outputs)
		return nil
	}
	if g.hasElse && !g.HasErrors {
		b.answersHere(call, g)
	}
	if g.HasErrors {
		b.failed = true
	}
	c := callee{g.title(), g.Decl.Name.At, g.params, false, g.Decl.Broken(), nil}
	args := b.args(call, c)
	before := b.scope
	otherwise := b.useElse(l, g)
	var outputs []*syntax.Field
	if call.Outputs != nil {
		outputs = call.Outputs.List
	}
	known := b.guardResults(g, outputs)
	if b.checking || b.failed || !known {
		made := g.made
		made.then(b.guardOutputs(l, outputs))
		if otherwise != nil && !g.HasErrors {
			b.checkUseElse(l, g, made)
		}
		if !b.inBlock {
			b.made.then(made)
		}
		return nil
	}
	steps := b.expand(l, g, args, outputs)
	if otherwise != nil && !b.failed {
		b.checkUseElse(l, g, passageOf(steps))
		b.spread(l, steps, otherwise, before)
	}
	return steps
}

func (b *binder) unknownGuard(call *syntax.Call) {
	if b.failed = true; b.r.declaredUnread(call.Name.Name) {
		return
	}
	var names []string
	views := 0
	for _, g := range b.r.program.Guards {
		names = append(names, g.Name)
		if g.Decl.View {
			views++
		}
	}
	d := finding(diagnostic.UnknownGuard, call.Name.At, "neither is declared", "there is no guard or view `%s`", call.Name.Name)
	meant := spelling.Closest(call.Name.Name, names)
	if meant == "" && b.r.doubled["guard"] {
		return
	}
	if meant == "" {
		kind := "guard or view"
		switch {
		case views == 0 && len(names) > 0:
			kind = "guard"
		case views == len(names) && views > 0:
			kind = "view"
		}
		note(&d, "%s", describe(kind, "this program", names))
		help(&d, "a query is written with its concept: `Concept._query (…)`")
	}
	b.unknown(d, call.Name.Name, call.Name, meant)
}

// guardResults checks the results that a use names.
func (b *binder) guardResults(g *guard, outputs []*syntax.Field) bool {
	known := true
	for i, f := range outputs {
		b.checkRepeated(outputs, i, g.title())
		if named(g.Decl.Results, f.Name.Name) != nil {
			continue
		}
		known, b.failed = false, true
		if g.HasErrors {
			continue
		}
		d := finding(diagnostic.UnknownResult, f.Name.At, "no such result", "%s has no result `%s`", g.title(), f.Name.Name)
		names := fieldNames(g.Decl.Results)
		if len(names) == 0 {
			also(&d, g.Decl.Name.At, "it gives nothing")
		} else {
			also(&d, g.Decl.Name.At, "it gives %s", listed(names))
		}
		var free []string
		for _, n := range names {
			if named(outputs, n) == nil {
				free = append(free, n)
			}
		}
		b.renameResult(&d, f, meantResult(f, free))
		b.report(d)
	}
	return known
}

// guardOutputs binds the results of a guard that is not expanded.
func (b *binder) guardOutputs(l syntax.Line, outputs []*syntax.Field) (made passage) {
	for _, f := range outputs {
		if m := b.matchTyped(f, nil, true); mayMiss(m) {
			made.narrows = l
		}
	}
	return made
}
