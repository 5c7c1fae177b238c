package driver

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
)

// actionLimit is how many actions a flow may have.
const actionLimit = 40

// Case is one flow: where it begins, and in which world.
type Case struct {
	Root string
	// Method and Path are those of a request.
	Method, Path string `json:",omitempty"`
	Seed         uint64
}

// Cases lists flows of a program: for each root that many.
func Cases(p *program.Program, each int) []Case {
	var cases []Case
	add := func(c Case) {
		for seed := range each {
			c.Seed = uint64(seed)
			cases = append(cases, c)
		}
	}
	for _, c := range p.Concepts {
		for _, a := range c.Actions {
			if a.System && !c.BuiltIn {
				add(Case{Root: a.FullName()})
			}
		}
	}
	for _, r := range p.Routes() {
		if r.Root.Concept.BuiltIn {
			add(Case{Root: r.Root.FullName(), Method: r.Literal("method").(string), Path: r.Literal("path").(string)})
		}
	}
	return cases
}

// settings makes most worlds whole, some failing, and some rich.
func (c Case) settings(p *program.Program) world.Settings {
	s := world.Settings{Seed: c.Seed, Refusals: 25, Rows: 2, NewIDs: !hasBlocks(p)}
	switch c.Seed % 8 {
	case 5:
		s.Rows = 4
	case 6:
		s.ActionFailures = 100
	case 7:
		if !hasBlocks(p) {
			s.QueryFailures = 50
		}
	}
	return s
}

// hasBlocks reports whether a program looks at rows in a block. How many of
// them it looks at is not laid down: `first`, `some` and `none` may know enough
// before the last. That shows only when a query fails, or an identity is made.
func hasBlocks(p *program.Program) bool {
	for _, s := range p.Syncs {
		for _, line := range s.Where {
			switch line.(type) {
			case *program.ExistsStep, *program.AggregateStep:
				return true
			}
		}
	}
	return false
}

// inputs are those of the flow's root: for a request its literals, and the
// further values that the syncs of its route name.
func (c Case) inputs(p *program.Program) (*program.Action, value.Record) {
	return action(p, c.Root), c.values(c.params(p))
}

// params are the inputs of the flow's root that have no fixed value.
func (c Case) params(p *program.Program) []*program.Param {
	if c.Path == "" {
		return action(p, c.Root).Params
	}
	return c.further(p)
}

// values are inputs of the flow's root, with random ones for params.
func (c Case) values(params []*program.Param) value.Record {
	inputs := world.Inputs(c.Seed, params)
	if c.Path == "" {
		return inputs
	}
	return append(value.Record{{Name: "method", Value: c.Method}, {Name: "path", Value: c.Path}}, inputs...)
}

// further are the further values of a request as if they were declared: a
// value that no sync insists on is an optional one.
func (c Case) further(p *program.Program) []*program.Param {
	var params []*program.Param
	required, null := map[string]bool{}, map[string]types.Lack{}
	index := map[string]*program.Param{}
	for _, r := range p.Routes() {
		if r.Literal("method") != any(c.Method) || r.Literal("path") != any(c.Path) {
			continue
		}
		for _, s := range p.Syncs {
			for _, pattern := range s.When {
				for _, m := range pattern.Inputs {
					if !m.Rest || !r.Matches(pattern) {
						continue
					}
					if index[m.Name] == nil {
						index[m.Name] = &program.Param{Name: m.Name, Type: m.Type}
						params = append(params, index[m.Name])
					}
					required[m.Name] = required[m.Name] || !m.Optional
					if m.Null {
						null[m.Name] = types.AbsentOrNull
					}
				}
			}
		}
	}
	for _, param := range params {
		if !required[param.Name] {
			param.Type = &types.Optional{Elem: param.Type, Lack: null[param.Name]}
		}
	}
	return params
}

// entry is the name of the method that starts the flow.
func (c Case) entry() string {
	if c.Path == "" {
		concept, action, _ := strings.Cut(c.Root, ".")
		return concept + title(action)
	}
	name := title(c.Path[1:])
	if c.Method != "POST" {
		name = title(strings.ToLower(c.Method)) + name
	}
	return name
}

// title is the Go name for the plain names that random programs have, and for
// those of headers, `headers.count`.
func title(name string) string {
	first, rest, header := strings.Cut(name, ".")
	if header {
		return title(first) + title(rest)
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
