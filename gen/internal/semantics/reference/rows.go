package reference

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// rows returns the frames that a block makes of one frame, ordered and
// limited as the block says.
func (d *decision) rows(block *program.Block, bound frame) ([]frame, error) {
	var rows []frame
	err := d.where(block.Steps, bound, func(row frame) error {
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b frame) int {
		for _, key := range block.OrderBy {
			order := value.Compare(d.eval(key.Key, a), d.eval(key.Key, b))
			if key.Desc {
				order = -order
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
	if block.Limit != nil {
		limit := d.eval(block.Limit, bound).(int64)
		rows = rows[:min(int64(len(rows)), max(limit, 0))]
	}
	return rows, nil
}

// sum adds numbers of the type that the variable has.
func sum(values []any, of *program.Var) any {
	if value.Resolve(of.Type) == types.Type(types.Integer) {
		var total int64
		for _, v := range values {
			total += v.(int64)
		}
		return total
	}
	var total float64
	for _, v := range values {
		n, _ := value.Float(v)
		total += n
	}
	return total
}
