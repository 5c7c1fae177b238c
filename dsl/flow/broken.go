package flow

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// broken are the syncs that have errors. What they do is not known.
type broken struct {
	syncs    []*program.Sync
	declared map[string]bool // all actions, by their full names
}

func brokenSyncs(p *program.Program) *broken {
	b := &broken{declared: map[string]bool{}}
	for _, s := range p.Syncs {
		if s.HasErrors {
			b.syncs = append(b.syncs, s)
		}
	}
	for _, c := range p.Concepts {
		for _, a := range c.Actions {
			b.declared[a.FullName()] = true
		}
	}
	return b
}

// taints returns a broken sync that may take part in flows of a route, or nil.
func (b *broken) taints(reached *Reached) *program.Sync {
	if len(b.syncs) == 0 {
		return nil
	}
	actions := map[string]bool{}
	for _, a := range reached.Actions {
		actions[a.FullName()] = true
	}
	for _, s := range b.syncs {
		if b.mayFire(s.Decl, reached.Route, actions) {
			return s
		}
	}
	return nil
}

// mayFire judges by the text of a sync: a name that nothing has may be meant
// for any action.
func (b *broken) mayFire(s *syntax.Sync, r *program.Route, reached map[string]bool) bool {
	for _, call := range s.When {
		if call.Concept == nil || call.Inputs == nil {
			continue
		}
		name := call.Concept.Name + "." + call.Name.Name
		if name != r.Root.FullName() {
			if b.declared[name] && !reached[name] {
				return false
			}
			continue
		}
		for _, f := range call.Inputs.List {
			want, ok := r.Literal(f.Name.Name).(string)
			text, isText := f.Value.(*syntax.Text)
			if !ok || !isText || f.Optional || len(text.Parts) != 1 {
				continue
			}
			if part, ok := text.Parts[0].(*syntax.TextPart); ok && part.Value != want {
				return false
			}
		}
	}
	return true
}
