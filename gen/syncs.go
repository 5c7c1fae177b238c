package gen

import (
	"fmt"
	"hash/fnv"
	"math"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// nameSyncs names and numbers the syncs. In a large app the numbers come from
// the names: with those of their places a sync that is added would change the
// numbers of all after it, and with them all packages of flows.
func (l *layout) nameSyncs() {
	taken := map[uint32]bool{0: true, math.MaxUint32: true} // no number, and runtime.NoSync
	for _, s := range l.program.Syncs {
		l.syncIDs[s] = l.scope.take(exported(s.Name), exported(s.Name)+"Sync")
		l.numbers[s] = uint32(s.Index)
		if !l.split {
			continue
		}
		h := fnv.New32a()
		_, _ = h.Write([]byte(s.Name))
		number := h.Sum32()
		for taken[number] {
			number++
		}
		taken[number] = true
		l.numbers[s] = number
	}
}

// syncNumber is the number of a sync, as Go has it.
func (l *layout) syncNumber(s *program.Sync) *jen.Statement {
	if l.split {
		return jen.Op(fmt.Sprintf("0x%08x", l.numbers[s]))
	}
	return jen.Lit(s.Index)
}

// emitSyncIDs emits the constants by which a package's flows name syncs.
func (g *emitter) emitSyncIDs(code *jen.Group, named func(*program.Sync) bool) {
	if g.split {
		code.Add(comment("The syncs, by their numbers in the app's table of them."))
	} else {
		code.Add(comment("The syncs, by their place in the app's table of them."))
	}
	code.Const().DefsFunc(func(defs *jen.Group) {
		for _, s := range g.program.Syncs {
			if named(s) {
				defs.Id(g.syncIDs[s]).Qual(runtimePath, "SyncID").Op("=").Add(g.syncNumber(s))
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
				if g.split {
					row.Id("ID").Op(":").Add(g.syncNumber(s))
				}
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
