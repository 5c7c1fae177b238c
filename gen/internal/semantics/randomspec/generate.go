package randomspec

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// generator makes one program.
type generator struct {
	r          *rand.Rand
	plain      bool // no blocks, so that a query that fails is always noticed
	all        []*concept
	classes    []*class
	actionList []*action // of all concepts, by number
	allGuards  []*guard
	roots      []*root
	sink       *action         // that shows values
	answer     *action         // of requests, as syncs wait for it
	rests      map[string]*typ // of the further values of requests
}

// root is where flows begin, and the actions that its flows are known to
// reach so far.
type root struct {
	action  *action
	reached []*action
}

// Generate writes the program of a seed: its files by path.
func Generate(seed uint64) map[string]string {
	g := &generator{rests: map[string]*typ{}, r: rand.New(rand.NewPCG(seed, 0x5eed))}
	g.plain = g.r.IntN(4) == 0
	g.concepts()
	g.batches(seed)
	g.instances(seed)
	g.show()
	g.routes()
	for i := range 1 + g.r.IntN(2) {
		a := pick(g.r, g.actionList[i*2:i*2+2]...)
		a.system = true
		g.roots = append(g.roots, &root{a, []*action{a}})
	}
	g.guards()
	files := map[string]string{}
	for _, c := range g.all {
		if c.of != nil {
			continue
		}
		files[strings.ToLower(c.name)+".concept"] = g.text(c)
	}
	var guards strings.Builder
	for _, made := range g.allGuards {
		guards.WriteString(made.text + "\n")
	}
	n := 5 + g.r.IntN(12)
	var syncs [2]strings.Builder
	for i := range n {
		if text := g.sync(fmt.Sprintf("Sync%d", i)); text != "" {
			syncs[g.r.IntN(2)].WriteString(text + "\n")
		}
	}
	files["guards.sync"] = g.uses() + guards.String()
	for i := range syncs {
		files[fmt.Sprintf("part%d.sync", i)] = syncs[i].String()
	}
	return files
}

// sync makes a rule about actions that one of the roots reaches.
func (g *generator) sync(name string) string {
	from := pick(g.r, g.roots...)
	met := from.reached
	if len(met) > 3 && g.r.IntN(2) == 0 {
		met = met[len(met)-3:] // deeper rather than wider
	}
	s := g.scope()
	when := s.patterns(met, pick(g.r, 1, 1, 1, 2, 2, 2, 3))
	where := s.where(pick(g.r, 0, 0, 0, 1, 1, 2, 3))
	then, needed := s.then(1 + g.r.IntN(3))
	then = append(then, s.shown()...)
	if len(then) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "sync %s\nwhen\n", name)
	// The lines that are written last count what they use first.
	lines := written(slices.Concat(where, needed), "  ")
	b.WriteString(written(when, ""))
	if lines != "" {
		b.WriteString("where\n" + lines)
	}
	b.WriteString("then\n")
	for _, call := range then {
		b.WriteString("  " + call + "\n")
	}
	for _, r := range g.roots {
		if contains(r.reached, s.patterned) {
			for _, a := range s.calls {
				if !slices.Contains(r.reached, a) {
					r.reached = append(r.reached, a)
				}
			}
		}
	}
	return b.String()
}

func contains(all, some []*action) bool {
	for _, a := range some {
		if !slices.Contains(all, a) {
			return false
		}
	}
	return true
}
