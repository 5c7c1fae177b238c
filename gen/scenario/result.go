package scenario

import (
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// Result is what became of a scenario. It passed when there are no problems.
type Result struct {
	Scenario *Scenario
	Trail    []*Event
	Problems []Problem
}

// Problem is a difference between what the scenario says and what the flow does.
type Problem struct {
	At   source.Span // in the scenario
	Text string
}

// Event is an action or a query that the flow called.
type Event struct {
	Name    string
	Inputs  value.Record
	Outcome string // as a scenario writes it, with its colon; empty where there are no results
	Sync    string // that called it; empty for the root
	// Unexpected tells that the scenario says nothing of it.
	Unexpected bool
}

// String writes the event as a line of a scenario.
func (e *Event) String() string {
	text := e.Name + " (" + spellFields(e.Inputs) + ")"
	if e.Outcome != "" {
		text += " : " + e.Outcome
	}
	return text
}
