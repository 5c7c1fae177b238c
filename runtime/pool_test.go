package runtime_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime"
)

func TestPoolForgets(t *testing.T) {
	var pool runtime.Pool[createInput]
	for range 10 {
		record := pool.Get()
		assert.Zero(t, *record)
		record.User = "u1"
		pool.Put(record)
		assert.Zero(t, *record)
	}
}
