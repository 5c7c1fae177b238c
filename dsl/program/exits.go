package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Exit is a way in which a frame of a sync ends: the `then`, or an `else`.
type Exit struct {
	Step  Step // the line that the `else` is of; nil for `then`
	Calls []*Invocation
	Many  bool // more than one frame of a combination may end here
}

// Exits lists the ways in which frames of a sync end, the `then` first, then
// the lines with an `else` in their order. A line without one has no exit.
func (s *Sync) Exits() []Exit {
	list := []Exit{{Calls: s.Then}}
	many := false
	for _, step := range s.Where {
		if calls := ElseOf(step); calls != nil {
			list = append(list, Exit{step, calls, many})
		}
		many = many || Multiplies(step)
	}
	list[0].Many = many
	return list
}

// Multiplies reports whether a line may make several frames of one.
func Multiplies(step Step) bool {
	switch step := step.(type) {
	case *QueryStep:
		return step.Query.Cardinality == syntax.Many
	case *EachStep:
		return !step.IfThere()
	}
	return false
}

// IfThere reports whether the line looks at a value that may be absent, and not
// at a list. It is known when types are.
func (s *EachStep) IfThere() bool {
	_, ok := s.In.Type().(*types.Optional)
	return ok
}

// Narrows reports whether a line may leave nothing of a frame.
func Narrows(step Step) bool {
	switch step := step.(type) {
	case *QueryStep:
		return step.Query.Cardinality != syntax.One || slices.ContainsFunc(step.Results, mayMiss)
	case *FilterStep, *ExistsStep, *EachStep:
		return true
	}
	return ElseOf(step) != nil
}

// mayMiss reports whether a row may not be what a match asks for.
func mayMiss(m *Match) bool {
	_, optional := m.Type.(*types.Optional)
	return m.Test != nil || m.Join || m.Record != nil || optional && !m.Optional
}

// ElseOf returns the actions after a line's `else`; nil where it has none.
func ElseOf(step Step) []*Invocation {
	switch step := step.(type) {
	case *QueryStep:
		return step.Else
	case *FilterStep:
		return step.Else
	case *ExistsStep:
		return step.Else
	case *EachStep:
		return step.Else
	case *AggregateStep:
		return step.Else
	case *BindStep:
		return step.Else
	}
	return nil
}
