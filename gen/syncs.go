package gen

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// emitSyncIDs emits the constants by which a package's flows name syncs.
func (g *emitter) emitSyncIDs(code *jen.Group, named func(*program.Sync) bool) {
	code.Add(comment("The syncs, by their place in the app's table of them."))
	code.Const().DefsFunc(func(defs *jen.Group) {
		for _, s := range g.program.Syncs {
			if named(s) {
				defs.Id(g.syncIDs[s]).Qual(runtimePath, "SyncID").Op("=").Lit(s.Index)
			}
		}
	})
	code.Line()
}

// emitSyncTable emits what traces and failures say of each sync.
func (g *emitter) emitSyncTable(code *jen.Group) {
	code.Add(commentf("%s says what each sync is called, where it stands, and what the lines of its where are.", g.syncsVar))
	code.Var().Id(g.syncsVar).Op("=").Index().Qual(runtimePath, "Sync").ValuesFunc(func(rows *jen.Group) {
		for _, s := range g.program.Syncs {
			rows.Line().ValuesFunc(func(row *jen.Group) {
				row.Id("Name").Op(":").Lit(s.Name)
				row.Id("At").Op(":").Lit(g.place(s.Decl.Name.At))
				if len(s.Where) > 0 {
					row.Id("Where").Op(":").Index().String().ValuesFunc(func(lines *jen.Group) {
						for _, step := range s.Where {
							lines.Lit(g.lineText(step))
						}
					})
				}
			})
		}
		rows.Line()
	})
	code.Line()
}

// lineText is the first line of a line of where, as written.
func (l *layout) lineText(step program.Step) string {
	span := step.Line().Span()
	source := l.program.Sources.File(span.File)
	if source == nil {
		return ""
	}
	first, _, more := strings.Cut(source.Slice(span), "\n")
	first = strings.TrimSpace(first)
	if more {
		first += " …"
	}
	return first
}
