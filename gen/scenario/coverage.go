package scenario

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/runtime/scripted"
)

// Coverage is what of a program the scenarios have seen.
type Coverage struct {
	program  *program.Program
	fired    map[string]bool
	outcomes map[*program.Outcome]bool
	elses    map[source.Span]bool // by the first of their actions, as it is written
	syncs    map[string]*program.Sync
}

// Part is how much of one kind was seen.
type Part struct {
	Kind   string // syncs, outcomes, elses
	All    int
	Missed []string // what was not
}

func newCoverage(p *program.Program) *Coverage {
	c := &Coverage{program: p, fired: map[string]bool{}, outcomes: map[*program.Outcome]bool{}, elses: map[source.Span]bool{}, syncs: map[string]*program.Sync{}}
	for _, s := range p.Syncs {
		c.syncs[s.Name] = s
	}
	return c
}

func (c *Coverage) decided(d *scripted.Decided) {
	if d.Frames > 0 {
		c.fired[d.Sync] = true
	}
	for i, frames := range d.Left {
		if otherwise := program.ElseOf(c.syncs[d.Sync].Where[i]); frames == 0 && otherwise != nil {
			c.elses[otherwise[0].Call.At] = true
		}
	}
}

// Parts are the syncs that fired, the outcomes of actions that were met, and the
// `else` of lines that left nothing: that of a guard counts once, whichever sync
// uses it.
func (c *Coverage) Parts() []Part {
	syncs, outcomes, elses := Part{Kind: "syncs"}, Part{Kind: "outcomes"}, Part{Kind: "elses"}
	counted := map[source.Span]bool{}
	called := map[*program.Action]bool{}
	for _, s := range c.program.Syncs {
		syncs.count(c.fired[s.Name], "%s", s.Name)
		for _, exit := range s.Exits() {
			for _, call := range exit.Calls {
				called[call.Action] = true
			}
		}
		for _, step := range s.Where {
			otherwise := program.ElseOf(step)
			if otherwise == nil {
				continue
			}
			if at := otherwise[0].Call.At; !counted[at] {
				counted[at] = true
				elses.count(c.elses[at], "%s", lineText(c.program, at))
			}
		}
	}
	for _, concept := range c.program.Concepts {
		for _, a := range concept.Actions {
			if concept.BuiltIn || !called[a] && !a.System {
				continue
			}
			for _, o := range a.Outcomes {
				outcomes.count(c.outcomes[o], "%s %s", a.FullName(), outcomeText(o))
			}
		}
	}
	return []Part{syncs, outcomes, elses}
}

func (p *Part) count(seen bool, format string, args ...any) {
	p.All++
	if !seen {
		p.Missed = append(p.Missed, fmt.Sprintf(format, args...))
	}
}

// lineText is the line that a place is on.
func lineText(p *program.Program, span source.Span) string {
	file := p.Sources.File(span.File)
	at := file.Position(span.Start)
	return fmt.Sprintf("%s:%d: %s", file.Path, at.Line, strings.TrimSpace(file.Line(at.Line)))
}
