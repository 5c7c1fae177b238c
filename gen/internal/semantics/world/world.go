// Package world is a pretended outside of programs: it completes actions and
// answers queries with values that depend on nothing but a seed, the inputs
// and how many actions came before. So two implementations of the language
// that do the same things in the same order see the same world, and two that
// do not soon see different ones.
package world

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// Settings say what kind of world it is.
type Settings struct {
	Seed uint64
	// ActionFailures and QueryFailures are how many in a thousand calls fail
	// as a broken machine does.
	ActionFailures, QueryFailures int
	// Refusals is how many in a hundred actions that may refuse do so.
	Refusals int
	// Rows is the greatest number of rows that a query returns.
	Rows int
	// NewIDs has each identity that is made be another one. Otherwise the same
	// is given out until the next action, so that it does not matter how often
	// a rule asks, but when it asks does.
	NewIDs bool
}

// World is a reference.World. It serves one flow.
type World struct {
	program  *program.Program
	settings Settings
	actions  int
	ids      int // how many have been made
}

// New returns the world of a program as it is before a flow's first action.
func New(p *program.Program, settings Settings) *World {
	return &World{program: p, settings: settings}
}

// The failures of actions and queries.
var (
	ErrAction = errors.New("the machine is broken, so the action failed")
	ErrQuery  = errors.New("the machine is broken, so the query failed")
)

// Act implements reference.World.
func (w *World) Act(action *program.Action, inputs value.Record) (reference.Completion, error) {
	w.actions++
	r := w.chance("act", action.FullName(), value.Canonical(inputs))
	if r.IntN(1000) < w.settings.ActionFailures {
		return reference.Completion{}, ErrAction
	}
	outcome := w.outcome(r, action)
	results := append(values(r, outcome.Results), values(r, w.further(outcome))...)
	return reference.Completion{Outcome: outcome, Results: results}, nil
}

// further are the values that syncs ask for of an outcome's `...`, as if they
// were declared. Each of them may be absent.
func (w *World) further(o *program.Outcome) []*program.Param {
	var params []*program.Param
	known := map[string]bool{}
	for _, s := range w.program.Syncs {
		for _, p := range s.When {
			if !o.Rest || !slices.Contains(p.Outcomes, o) {
				continue
			}
			for _, m := range p.Outputs {
				if o.Result(m.Name) == nil && !known[m.Name] {
					known[m.Name] = true
					params = append(params, &program.Param{Name: m.Name, Type: &types.Optional{Elem: m.Type}})
				}
			}
		}
	}
	return params
}

func (w *World) outcome(r *rand.Rand, action *program.Action) *program.Outcome {
	var good []*program.Outcome
	for _, o := range action.Outcomes {
		if !o.Refusal {
			good = append(good, o)
		}
	}
	if refusal := action.Refusal(); refusal != nil {
		if len(good) == 0 || r.IntN(100) < w.settings.Refusals {
			return refusal
		}
	}
	return good[r.IntN(len(good))]
}

// Query implements reference.World.
func (w *World) Query(query *program.Query, inputs value.Record) ([]value.Record, error) {
	r := w.chance("query", query.FullName(), value.Canonical(inputs))
	if r.IntN(1000) < w.settings.QueryFailures {
		return nil, ErrQuery
	}
	n := 1
	switch query.Cardinality {
	case syntax.Many:
		n = r.IntN(w.settings.Rows + 1)
	case syntax.Optional:
		n = r.IntN(2)
	}
	rows := make([]value.Record, n)
	for i := range rows {
		rows[i] = values(r, query.Results)
	}
	return rows, nil
}

// UUID implements reference.World.
func (w *World) UUID() string {
	if w.settings.NewIDs {
		w.ids++
	}
	return fmt.Sprintf("00000000-0000-4000-8000-%06d%06d", w.ids, w.actions)
}

// Now implements reference.World, by a clock that moves with each action.
func (w *World) Now() time.Time {
	return time.Date(2026, 1, 1, 0, 0, w.actions, 0, time.UTC)
}

func (w *World) chance(kind, name, inputs string) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d %s %s %s", w.settings.Seed, w.actions, kind, name, inputs)
	return rand.New(rand.NewPCG(w.settings.Seed, h.Sum64()))
}
