package gen

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

// usedVars finds the variables whose values emitted code needs. The request
// that a sync answers is not such a use: a flow of the built-in concept answers
// the one request that it began with.
func usedVars(p *program.Program) map[*program.Var]bool {
	used := map[*program.Var]bool{}
	expr := func(e program.Expr) {
		if ref, ok := e.(*program.Ref); ok {
			used[ref.Var] = true
		}
	}
	// A variable that a query's result is joined with is read there.
	join := func(m *program.Match) {
		if m.Join {
			used[m.Var] = true
		}
	}
	watched := map[*program.Action]bool{}
	for _, s := range p.Syncs {
		for _, pattern := range s.When {
			watched[pattern.Action] = true
		}
	}
	for _, s := range p.Syncs {
		program.Visitor{Expr: expr}.Patterns(s.When)
		program.Visitor{Expr: expr, Match: join}.Steps(s.Where)
		for _, exit := range s.Exits() {
			for _, call := range exit.Calls {
				answers := call.Action.Concept.BuiltIn && call.Action.Answers != nil && !watched[call.Action]
				for _, a := range call.Args {
					if answers && !a.Rest && !slices.Contains([]string{"status", "headers"}, a.Name) {
						continue
					}
					program.Visitor{Expr: expr}.Exprs(a.Value)
				}
			}
		}
	}
	return used
}
