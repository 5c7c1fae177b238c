package runtime_test

import (
	"context"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
)

func TestProgressTakesAsManyActionsAsTheLimitSays(t *testing.T) {
	e := runtime.NewEngine(nil, runtime.WithLimits(runtime.Limits{Actions: 3}))
	names := []string{"A.a", "B.b"}
	var p runtime.Progress
	p.Begin(context.Background(), &e)
	for range 3 {
		assert.True(t, p.Take(1))
	}
	assert.False(t, p.Take(0))
	var limit *runtime.LimitError
	require.ErrorAs(t, e.Continue(context.Background(), &p, "A.a", names), &limit)
	assert.Equal(t, names, limit.Steps)
	assert.False(t, p.Take(0), "a flow that went too far stays so")
}

func TestProgressOfAContextThatCanEndIsAskedEachTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e := runtime.NewEngine(nil)
	var p runtime.Progress
	p.Begin(ctx, &e)
	assert.False(t, p.Take(0))
	require.NoError(t, e.Continue(ctx, &p, "A.a", nil))
	cancel()
	assert.False(t, p.Take(0))
	require.ErrorIs(t, e.Continue(ctx, &p, "A.a", nil), context.Canceled)
}

func TestProgressKnowsItsFirstAction(t *testing.T) {
	e := runtime.NewEngine(nil)
	var p runtime.Progress
	p.Begin(t.Context(), &e)
	p.Take(0)
	assert.True(t, p.IsFirst())
	p.Take(0)
	assert.False(t, p.IsFirst(), "the same action again is not the first")
}

func TestProgressNamesWhatWasTaken(t *testing.T) {
	names := make([]string, 70)
	for i := range names {
		names[i] = "A.a" + strconv.Itoa(i)
	}
	var p runtime.Progress
	assert.Empty(t, p.Steps(names))
	p.Take(5)
	p.Take(2)
	p.Take(2)
	assert.Equal(t, []string{"A.a2", "A.a5"}, p.Steps(names))
	p.Take(69)
	assert.Equal(t, []string{"A.a2", "A.a5", "… 7 steps …"}, p.Steps(names), "those after the 63rd are not told apart")
}

func TestProgressTakesAllAtOnceOrNone(t *testing.T) {
	e := runtime.NewEngine(nil, runtime.WithLimits(runtime.Limits{Actions: 3}))
	var p runtime.Progress
	p.Begin(context.Background(), &e)
	assert.False(t, p.TakeAll(0, 4))
	assert.True(t, p.TakeAll(0, 2))
	assert.True(t, p.Take(1), "the third")
	assert.False(t, p.TakeAll(0, 1))
	assert.Equal(t, []string{"A.a", "B.b"}, p.Steps([]string{"A.a", "B.b"}))

	p.Begin(t.Context(), &e)
	assert.False(t, p.TakeAll(0, 1), "a context that can end is asked each time")
}
