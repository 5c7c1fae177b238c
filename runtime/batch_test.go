package runtime_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime"
)

func TestBatched(t *testing.T) {
	broken := errors.New("the disk is full")
	for name, c := range map[string]struct {
		inputs, results int
		err             error
		want            string
	}{
		"a result for each":     {3, 3, nil, ""},
		"a result too few":      {3, 2, nil, "`Tag._getTags` failed: the query was asked for 3 inputs at once and gave 2 results; it gives one for each, in the order of the inputs"},
		"a result too many":     {3, 4, nil, "`Tag._getTags` failed: the query was asked for 3 inputs at once and gave 4 results; it gives one for each, in the order of the inputs"},
		"a failure":             {3, 0, broken, "`Tag._getTags` failed: the disk is full"},
		"a failure and results": {3, 3, broken, "`Tag._getTags` failed: the disk is full"},
	} {
		t.Run(name, func(t *testing.T) {
			err := runtime.Batched("Tag._getTags", c.inputs, c.results, c.err)
			if c.want == "" {
				assert.NoError(t, err)
				return
			}
			assert.EqualError(t, err, c.want)
			if c.err != nil {
				assert.ErrorIs(t, err, c.err)
			}
		})
	}
}
