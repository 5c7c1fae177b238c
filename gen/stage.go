package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// stages emits the lines of a block. Where there may be several frames, those
// that the lines up to a batch query leave are gathered in a list, it is asked
// once for all of them, and a loop over the list goes on with the lines that
// follow. from is the list to begin with; nil for the one frame of the method.
func (w *where) stages(steps []program.Step, from *frames) []jen.Code {
	lines := func() []jen.Code { return w.lines(steps, from != nil) }
	n := firstAsked(steps, from != nil)
	switch {
	case n < 0 && from == nil:
		return lines()
	case n < 0:
		return []jen.Code{from.each(w, lines), w.miss}
	}
	end := n + togetherAsked(steps[n:])
	group := w.newAsked(steps[n:end])
	to, code := w.gather(steps[:n], group, from, steps[n:])
	for _, one := range group {
		w.openBlock(one, to)
	}
	to.asked = group
	rest := w.stages(steps[end:], to)
	for _, one := range group {
		code = append(code, w.ask(one)...)
	}
	return append(code, rest...)
}

// gather emits lines and puts what they leave into a list, and what the group
// takes of it into the lists of its inputs. The lines in later say what the
// frames need to have.
func (w *where) gather(steps []program.Step, group []*asked, from *frames, later []program.Step) (to *frames, code []jen.Code) {
	segment := *w
	segment.goesOn = true
	reused := from != nil && len(steps) == 0 && from.asked == nil
	if reused {
		again := *from
		to = &again
	}
	segment.leaf = func(bool) []jen.Code {
		var add []jen.Code
		if !reused {
			to = segment.gathered(w.method.mentioned(later))
			add = append(add, to.add(segment.scope))
		}
		for _, one := range group {
			if query, ok := one.step.(*program.QueryStep); ok {
				input := composite(segment.batchInput(query), segment.flow.queryInput(segment.scope, query))
				add = append(add, jen.Id(one.inputs).Op("=").Append(jen.Id(one.inputs), input))
			}
		}
		return add
	}
	var loop []jen.Code
	if from == nil {
		loop = segment.lines(steps, false)
	} else {
		loop = []jen.Code{from.each(&segment, func() []jen.Code { return segment.lines(steps, true) })}
	}
	list := func(name string, of *jen.Statement) jen.Code {
		if from == nil {
			return jen.Var().Id(name).Index().Add(of)
		}
		return jen.Id(name).Op(":=").Make(jen.Index().Add(of), jen.Lit(0), jen.Len(jen.Id(from.list)))
	}
	if !reused {
		code = append(code, list(to.list, jen.Id(to.typ)))
	}
	for _, one := range group {
		if query, ok := one.step.(*program.QueryStep); ok {
			code = append(code, list(one.inputs, w.batchInput(query)))
		}
	}
	code = append(code, loop...)
	if !reused {
		code = append(code, jen.If(jen.Len(jen.Id(to.list)).Op("==").Lit(0)).Block(w.miss))
	}
	return to, code
}

// firstAsked is the place of the first line that there may be several frames
// to ask for at once; -1 when there is none.
func firstAsked(steps []program.Step, several bool) int {
	for i, step := range steps {
		if several && asksBatch(step) {
			return i
		}
		switch step := step.(type) {
		case *program.QueryStep:
			several = several || step.Query.Cardinality == syntax.Many
		case *program.EachStep:
			several = true
		}
	}
	return -1
}

// togetherAsked is the number of lines, from the first on, that can be asked
// for the same frames: none of them leaves a frame out, multiplies it or takes
// what another one gives, but for the last.
func togetherAsked(steps []program.Step) int {
	var bound []*program.Var
	for n, step := range steps {
		switch step := step.(type) {
		case *program.QueryStep:
			if step.Query.Cardinality != syntax.One || tests(step.Results) {
				return n + 1
			}
			bound = append(bound, boundBy(step.Results)...)
		case *program.AggregateStep:
			bound = append(bound, step.Var)
		default:
			return n + 1
		}
		if n+1 == len(steps) || !asksBatch(steps[n+1]) || takes(steps[n+1], bound) {
			return n + 1
		}
	}
	return len(steps)
}

// boundBy lists the variables that matches bind.
func boundBy(list []*program.Match) []*program.Var {
	var vars []*program.Var
	for _, m := range list {
		if m.Var != nil {
			vars = append(vars, m.Var)
		}
		vars = append(vars, boundBy(m.Record)...)
	}
	return vars
}

// takes reports whether a line is asked with the value of one of the variables.
func takes(step program.Step, some []*program.Var) bool {
	used := variables(func(v program.Visitor) {
		if query, ok := step.(*program.QueryStep); ok {
			v.Args(query.Args)
		} else {
			v.Steps([]program.Step{step})
		}
	})
	return slices.ContainsFunc(used, func(v *program.Var) bool { return slices.Contains(some, v) })
}
