package main

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
)

// proofs says of each route of a program what was proved.
func (c *checked) proofs() diagnostic.ProgramProofs {
	out := diagnostic.ProgramProofs{Program: c.dir, Sources: c.program.Sources, Unread: c.flows == nil}
	if out.Unread {
		return out
	}
	for _, s := range c.program.Syncs {
		if s.HasErrors {
			out.LeftOut++
		}
	}
	for _, p := range c.flows.Routes {
		out.Routes = append(out.Routes, c.proof(p))
	}
	return out
}

func (c *checked) proof(p *flow.Proof) diagnostic.Proof {
	out := diagnostic.Proof{
		Route: flow.RouteName(p.Route), Root: p.Route.Root.FullName(), Literals: map[string]any{},
		Verdict: diagnostic.NotProved, Assumed: p.Assumed, Why: p.Why,
	}
	for _, l := range p.Route.Literals {
		out.Literals[l.Name] = l.Value
	}
	switch {
	case p.Proved:
		out.Verdict = diagnostic.Proved
	case !p.Owed:
		out.Verdict = diagnostic.NotOwed
	}
	for _, a := range p.Answers {
		out.Answers = append(out.Answers, diagnostic.Answer{Sync: a.Sync.Name, On: a.On, At: a.At})
	}
	for i := range p.Findings {
		d := &p.Findings[i]
		out.Against = append(out.Against, diagnostic.Objection{Diagnostic: d, Silenced: !c.reports(d)})
	}
	return out
}

// reports reports whether a finding, or one of the same code at the same place,
// is among those that are shown.
func (c *checked) reports(d *diagnostic.Diagnostic) bool {
	return slices.ContainsFunc(c.findings, func(f diagnostic.Diagnostic) bool {
		return f.Code == d.Code && f.Primary.Span == d.Primary.Span
	})
}
