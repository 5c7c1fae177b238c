package driver

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
)

// Start is a case with the inputs that its root has.
type Start struct {
	Case
	inputs value.Record
}

// Starts lists the flows of Cases with their inputs.
func Starts(p *program.Program, each int) []Start {
	var starts []Start
	for _, c := range Cases(p, 1) {
		params := c.params(p)
		for seed := range each {
			c.Seed = uint64(seed)
			starts = append(starts, Start{c, c.values(params)})
		}
	}
	return starts
}

// Run runs the flow by the reference alone, in a world of one's own choice. The
// program may be another than the one that the start is of: one with the same
// concepts.
func (s Start) Run(p *program.Program, settings world.Settings, options reference.Options) *reference.Trace {
	return reference.Run(p, outside{world.New(p, settings)}, action(p, s.Root), s.inputs, options)
}
