// Package flow follows what the syncs of a program can do: from each root and
// each set of literals by which syncs tell roots apart, through all outcomes
// and through all conditions both ways. It finds requests that are not answered
// exactly once, syncs that never fire and cascades that never end.
package flow

import (
	"runtime"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// Analysis is what is known of the flows of a program.
type Analysis struct {
	Routes   []*Proof // in the order of Program.Routes
	Findings diagnostic.List
}

// Analyze follows the flows of a program with its types. Routes on which a
// sync with errors may take part are left out.
func Analyze(p *program.Program) *Analysis { return AnalyzeAgain(p, nil) }

// AnalyzeAgain is Analyze for a program that is much like one before: what the
// memory knows is not found out again.
func AnalyzeAgain(p *program.Program, memory *Memory) *Analysis {
	index := NewIndex(p)
	known := memory.open(p)
	routes := routesOf(p)
	results := make([]*routeResult, len(routes))
	faulty := brokenSyncs(p)
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, r := range routes {
		slots <- struct{}{}
		wait.Go(func() {
			results[i] = analyzeRoute(p, index, r, faulty, known)
			<-slots
		})
	}
	wait.Wait()
	known.close()
	weighSharedLines(results)

	a := &Analysis{}
	alive, idle, said := map[*program.Sync]bool{}, map[*program.Sync]bool{}, map[*program.Sync]bool{}
	for _, r := range results {
		r.proof.Findings = r.findings
		a.Routes = append(a.Routes, r.proof)
		a.Findings = append(a.Findings, r.findings...)
		for _, s := range r.alive {
			alive[s] = true
		}
		for _, s := range r.idle {
			idle[s] = true
		}
		for _, s := range r.said {
			said[s] = true
		}
	}
	if len(faulty.syncs) == 0 {
		a.Findings = append(a.Findings, deadSyncs(p, alive, idle, said)...)
		for _, c := range endlessCascades(p) {
			a.Findings = append(a.Findings, c.finding)
			for _, r := range results {
				r.disprove(c)
			}
		}
	}
	a.Findings = append(a.Findings, earlyAnswers(p, a.Findings)...)
	a.Findings.Sort()
	return a
}

// routeResult is what one route comes to.
type routeResult struct {
	proof    *Proof
	findings diagnostic.List
	alive    []*program.Sync     // those that may fire
	said     []*program.Sync     // those that never fire, as a finding about the route says
	idle     []*program.Sync     // those of which a combination of records has conditions that never hold
	loops    [][]*program.Action // that its flows may go round in
}

// disprove takes back the proof of a route whose flows may come to a cascade:
// they then never get to what follows.
func (r *routeResult) disprove(c *cascade) {
	if slices.ContainsFunc(r.loops, func(group []*program.Action) bool { return slices.Contains(group, c.actions[0]) }) {
		r.proof.Proved = false
		r.proof.Findings = append(r.proof.Findings, c.finding)
	}
}

func analyzeRoute(p *program.Program, index *Index, r *program.Route, faulty *broken, known *recollection) *routeResult {
	reached := index.Reach(r)
	if s := faulty.taints(reached); s != nil {
		why := "its flows were not followed: sync `" + s.Name + "` may take part, and has errors"
		return &routeResult{proof: &Proof{Route: r, Owed: len(answersOf(r.Root)) > 0, Why: why}, alive: reached.Syncs}
	}
	return known.recall(reached, func() *routeResult { return followRoute(p, index, reached, faulty) })
}

// followRoute follows the flows of a route that no faulty sync takes part in.
func followRoute(p *program.Program, index *Index, reached *Reached, faulty *broken) (out *routeResult) {
	r := reached.Route
	answerers := answersOf(r.Root)
	proof := &Proof{Route: r, Owed: len(answerers) > 0}
	out = &routeResult{proof: proof}
	defer func() {
		if hit := recover(); hit != nil {
			bound, ok := hit.(tooLarge)
			if !ok {
				panic(hit)
			}
			out = &routeResult{proof: proof, alive: reached.Syncs}
			out.giveUp(reached, bound)
		}
	}()
	u := unfold(reached)
	seen := map[*program.Sync]bool{}
	if len(u.cut) > 0 { // what follows from the other combinations is not known
		out.alive = slices.Clone(reached.Syncs)
	}
	for _, f := range u.firings {
		switch {
		case !f.acts():
			out.idle = append(out.idle, f.sync)
		case !seen[f.sync]:
			seen[f.sync] = true
			out.alive = append(out.alive, f.sync)
		}
	}
	out.loops = u.loops
	if !proof.Owed {
		return out
	}
	j := &judge{u: u, program: p, sources: p.Sources, out: out, answerers: answerers}
	if len(reached.Syncs) > 0 {
		j.decide()
	} else if idle := index.waitingFor(r); len(idle) > 0 && len(faulty.syncs) == 0 {
		j.nothingFires(idle)
		out.said = idle
	} else if p := literalPattern(p, r.Root); r.Default && p != nil && len(faulty.syncs) == 0 {
		j.nothingTakes(p)
	} else {
		proof.Why = "no sync goes on from `" + r.Root.FullName() + "`"
	}
	return out
}

// answersOf lists the actions of which each completion of a root is owed one.
func answersOf(root *program.Action) []*program.Action {
	var list []*program.Action
	for _, a := range root.Concept.Actions {
		if a.Answers == root {
			list = append(list, a)
		}
	}
	return list
}
