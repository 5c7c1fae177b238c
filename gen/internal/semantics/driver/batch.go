package driver

import (
	"errors"

	"github.com/syncgen/syncgen/runtime"
)

// errNothingAsked is why a batch query fails that is asked for nothing.
var errNothingAsked = errors.New("driver: a batch query is asked for nothing")

// Batch answers a batch query, by what answers it for one of its inputs.
func Batch[In, Result any](inputs []In, answer func(In) (Result, error)) ([]Result, error) {
	if len(inputs) == 0 {
		return nil, errNothingAsked
	}
	results := make([]Result, len(inputs))
	for i, in := range inputs {
		var err error
		if results[i], err = answer(in); err != nil {
			return nil, err
		}
	}
	return results, nil
}

// Optional answers a batch query for one input, of which there is one row or
// none.
func Optional[R any](r *Run, name string, in any) (runtime.Optional[R], error) {
	row, found, err := Perhaps[R](r, name, in)
	return runtime.Optional[R]{Value: row, Present: found}, err
}
