package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// guard is a guard while the program is resolved.
type guard struct {
	*Guard
	params   []*Param // names only: each use gives them its own types
	checked  bool
	checking bool // on the path that check is on
	hasElse  bool // a line of it, or of a guard that it uses, has an else
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
			b.repeated(f, first, "guard `"+g.Name+"`")
			continue
		}
		b.bind(f.Name, role{kind: fromParam})
	}
	b.lines(g.Decl.Where)
	for i, f := range g.Decl.Results {
		if first := named(g.Decl.Results[:i], f.Name.Name); first != nil {
			b.repeated(f, first, "the results of guard `"+g.Name+"`")
		}
		b.use(f.Name)
	}
	b.unused()
	g.Vars = b.vars
	g.HasErrors = g.HasErrors || b.failed
}

func (r *resolver) recursiveGuard(g, used *guard, call *syntax.Call) {
	g.HasErrors, used.HasErrors = true, true
	d := finding(diagnostic.RecursiveGuard, call.Name.At, "uses itself", "guard `%s` is expanded inside itself", used.Name)
	if g != used {
		d.Primary.Text = "leads back to where it came from"
		also(&d, used.Decl.Name.At, "`%s` leads to `%s`", used.Name, g.Name)
	}
	help(&d, "a guard stands for its lines: move those that both need into a third guard")
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
		b.matchAll(call.Outputs)
		return nil
	}
	if b.inBlock && g.hasElse && !g.HasErrors {
		d := finding(diagnostic.MisplacedElse, call.Name.At, "leaves frames out, and a block has only rows",
			"guard `%s` has lines with `else` and cannot be used in a block", g.Name)
		also(&d, g.Decl.Name.At, "declared here")
		b.report(d)
	}
	if g.HasErrors {
		b.failed = true
	}
	c := callee{"guard `" + g.Name + "`", g.Decl.Name.At, g.params, false, g.Decl.Broken(), nil}
	args := b.args(call, c)
	var outputs []*syntax.Field
	if call.Outputs != nil {
		outputs = call.Outputs.List
	}
	known := b.guardResults(g, outputs)
	if b.checking || b.failed || !known {
		if call.Outputs != nil {
			b.guardOutputs(outputs)
		}
		return nil
	}
	return b.expand(l, g, args, outputs)
}

func (b *binder) unknownGuard(call *syntax.Call) {
	if b.failed = true; b.r.declaredUnread(call.Name.Name) {
		return
	}
	var names []string
	for _, g := range b.r.program.Guards {
		names = append(names, g.Name)
	}
	d := finding(diagnostic.UnknownGuard, call.Name.At, "no such guard", "there is no guard `%s`", call.Name.Name)
	meant := spelling.Closest(call.Name.Name, names)
	if meant == "" && b.r.doubled["guard"] {
		return
	}
	if meant == "" {
		note(&d, "%s", describe("guard", "this program", names))
		help(&d, "a query is written with its concept: `Concept._query (…)`")
	}
	b.unknown(d, call.Name.Name, call.Name, meant)
}

// guardResults checks the results that a use names.
func (b *binder) guardResults(g *guard, outputs []*syntax.Field) bool {
	known := true
	for i, f := range outputs {
		b.checkRepeated(outputs, i, "guard `"+g.Name+"`")
		if named(g.Decl.Results, f.Name.Name) != nil {
			continue
		}
		known, b.failed = false, true
		if g.HasErrors {
			continue
		}
		d := finding(diagnostic.UnknownResult, f.Name.At, "no such result", "guard `%s` has no result `%s`", g.Name, f.Name.Name)
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
func (b *binder) guardOutputs(outputs []*syntax.Field) {
	for _, f := range outputs {
		b.matchTyped(f, nil, true)
	}
}
