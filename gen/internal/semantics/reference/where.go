package reference

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// where takes a frame through lines, one after the other, and calls next with
// each frame that is left of it, in order. A line that leaves nothing does
// its else instead, in that frame's place.
func (d *decision) where(lines []program.Step, bound frame, next func(frame) error) error {
	if len(lines) == 0 {
		return next(bound)
	}
	left, otherwise, err := d.line(lines[0], bound)
	if err != nil {
		return err
	}
	if len(left) == 0 {
		return d.invoke(otherwise, bound)
	}
	for _, extended := range left {
		if err := d.where(lines[1:], extended, next); err != nil {
			return err
		}
	}
	return nil
}

// line returns what one line leaves of one frame, and what the frame does
// when that is nothing.
func (d *decision) line(line program.Step, bound frame) (left []frame, otherwise []*program.Invocation, err error) {
	switch line := line.(type) {
	case *program.QueryStep:
		rows, err := d.flow.world.Query(line.Query, d.inputs(line.Args, bound))
		if err != nil {
			return nil, nil, QueryFailed
		}
		for _, row := range rows {
			if extended, ok := d.matches(line.Results, row, bound); ok {
				left = append(left, extended)
			}
		}
		return left, line.Else, nil

	case *program.FilterStep:
		if d.eval(line.Cond, bound).(bool) {
			left = []frame{bound}
		}
		return left, line.Else, nil

	case *program.ExistsStep:
		rows, err := d.rows(line.Block, bound)
		if (len(rows) > 0) != line.Negated {
			left = []frame{bound}
		}
		return left, line.Else, err

	case *program.BindStep:
		v := d.eval(line.Value, bound)
		if v == nil && line.Else != nil {
			return nil, line.Else, nil
		}
		return []frame{bound.with(line.Var, v)}, nil, nil

	case *program.EachStep:
		in := d.eval(line.In, bound)
		if _, optional := value.Resolve(line.In.Type()).(*types.Optional); optional {
			if in != nil {
				left = []frame{bound.with(line.Var, in)}
			}
			return left, line.Else, nil
		}
		for _, element := range in.([]any) {
			left = append(left, bound.with(line.Var, element))
		}
		return left, line.Else, nil

	case *program.AggregateStep:
		return d.aggregate(line, bound)
	}
	panic("reference: a line of a kind that the language does not have")
}

// aggregate binds what the rows of a block come to.
func (d *decision) aggregate(line *program.AggregateStep, bound frame) (left []frame, otherwise []*program.Invocation, err error) {
	rows, err := d.rows(line.Block, bound)
	if err != nil {
		return nil, nil, err
	}
	if line.Kind == syntax.Count {
		return []frame{bound.with(line.Var, int64(len(rows)))}, nil, nil
	}
	values := []any{}
	for _, row := range rows {
		values = append(values, d.result(line.Results, row))
	}
	switch line.Kind {
	case syntax.Collect:
		return []frame{bound.with(line.Var, values)}, nil, nil
	case syntax.Sum:
		return []frame{bound.with(line.Var, sum(values, line.Var))}, nil, nil
	case syntax.Some:
		return []frame{bound.with(line.Var, len(rows) > 0)}, nil, nil
	case syntax.None:
		return []frame{bound.with(line.Var, len(rows) == 0)}, nil, nil
	}
	switch {
	case len(values) > 0:
		return []frame{bound.with(line.Var, pick(line.Kind, values))}, nil, nil
	case line.Default != nil:
		return []frame{bound.with(line.Var, d.eval(line.Default, bound))}, nil, nil
	case line.Else != nil:
		return nil, line.Else, nil
	}
	return []frame{bound.with(line.Var, nil)}, nil, nil
}

// result is what one row gives: its one value, or a record of several.
func (d *decision) result(results []*program.Arg, row frame) any {
	record := d.inputs(results, row)
	if len(record) == 1 {
		return record[0].Value
	}
	return record
}

// pick chooses the first, the smallest or the greatest value.
func pick(kind syntax.AggregateKind, values []any) any {
	switch kind {
	case syntax.Min:
		return slices.MinFunc(values, value.Compare)
	case syntax.Max:
		return slices.MaxFunc(values, value.Compare)
	}
	return values[0]
}
