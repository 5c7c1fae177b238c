package benchmarks

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/generated/benchmarks"
	"github.com/syncgen/syncgen/generated/benchmarks/feeding"
	"github.com/syncgen/syncgen/runtime"
)

// feed does nothing but count what it is asked to do. Its rows are made once.
type feed struct {
	rows  []feeding.ItemsRow
	taken int
	sum   int64 // of what was paired
}

func newFeed(count int) *feed {
	f := &feed{rows: make([]feeding.ItemsRow, count)}
	for i := range f.rows {
		f.rows[i] = feeding.ItemsRow{Item: feeding.Item(fmt.Sprint("item ", i)), N: int64(i)}
	}
	return f
}

func (f *feed) Start(context.Context, feeding.StartInput) error { return nil }
func (f *feed) Take(context.Context, feeding.TakeInput) error   { f.taken++; return nil }
func (f *feed) Pass(context.Context, feeding.PassInput) error   { f.taken++; return nil }
func (f *feed) Left(context.Context, feeding.LeftInput) error   { f.taken++; return nil }
func (f *feed) Right(context.Context, feeding.RightInput) error { f.taken++; return nil }
func (f *feed) Pair(_ context.Context, in feeding.PairInput) error {
	f.taken++
	f.sum += in.Left * in.Right
	return nil
}
func (f *feed) Step(_ context.Context, in feeding.StepInput) (feeding.StepOutput, error) {
	f.taken++
	return feeding.StepOutput{Next: in.N - 1}, nil
}
func (f *feed) Items(context.Context, feeding.ItemsInput) ([]feeding.ItemsRow, error) {
	return f.rows, nil
}

// shape is a shape of flow, with the same thing by hand.
type shape struct {
	name   string
	counts []int
	byHand func(ctx context.Context, c feeding.Concept, count int64) error
}

var shapes = []shape{
	{"fan-out", []int{10, 1000, 100_000}, fanOutByHand},
	{"fan-out and pass", []int{10, 1000, 100_000}, fanOutAndPassByHand},
	{"join", []int{10, 1000, 100_000}, joinByHand},
	{"chain", []int{10, 1000, 1_000_000}, chainByHand},
}

func fanOutByHand(ctx context.Context, c feeding.Concept, count int64) error {
	if err := c.Start(ctx, feeding.StartInput{Shape: "fan-out", Count: count}); err != nil {
		return err
	}
	rows, err := c.Items(ctx, feeding.ItemsInput{Count: count})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := c.Take(ctx, feeding.TakeInput(row)); err != nil {
			return err
		}
	}
	return nil
}

func fanOutAndPassByHand(ctx context.Context, c feeding.Concept, count int64) error {
	if err := c.Start(ctx, feeding.StartInput{Shape: "fan-out and pass", Count: count}); err != nil {
		return err
	}
	rows, err := c.Items(ctx, feeding.ItemsInput{Count: count})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := c.Take(ctx, feeding.TakeInput(row)); err != nil {
			return err
		}
		if err := c.Pass(ctx, feeding.PassInput{Item: row.Item}); err != nil {
			return err
		}
	}
	return nil
}

// joinByHand pairs by maps that are made as large as they get.
func joinByHand(ctx context.Context, c feeding.Concept, count int64) error {
	if err := c.Start(ctx, feeding.StartInput{Shape: "join", Count: count}); err != nil {
		return err
	}
	rows, err := c.Items(ctx, feeding.ItemsInput{Count: count})
	if err != nil {
		return err
	}
	lefts := make(map[feeding.Item][]int64, count)
	rights := make(map[feeding.Item][]int64, count)
	for _, row := range rows {
		if err := c.Left(ctx, feeding.LeftInput{Key: row.Item, N: row.N}); err != nil {
			return err
		}
		lefts[row.Item] = append(lefts[row.Item], row.N)
		for _, right := range rights[row.Item] {
			if err := c.Pair(ctx, feeding.PairInput{Left: row.N, Right: right}); err != nil {
				return err
			}
		}
		if err := c.Right(ctx, feeding.RightInput{Key: row.Item, N: row.N}); err != nil {
			return err
		}
		rights[row.Item] = append(rights[row.Item], row.N)
		for _, left := range lefts[row.Item] {
			if err := c.Pair(ctx, feeding.PairInput{Left: left, Right: row.N}); err != nil {
				return err
			}
		}
	}
	return nil
}

func chainByHand(ctx context.Context, c feeding.Concept, count int64) error {
	if err := c.Start(ctx, feeding.StartInput{Shape: "chain", Count: count}); err != nil {
		return err
	}
	for n := count; n > 0; {
		out, err := c.Step(ctx, feeding.StepInput{N: n})
		if err != nil {
			return err
		}
		n = out.Next
	}
	return nil
}

func feedingApp(tb testing.TB, f *feed) *benchmarks.App {
	app, err := benchmarks.New(benchmarks.Concepts{Feeding: f}, runtime.WithLimits(runtime.Limits{Actions: -1}))
	require.NoError(tb, err)
	return app
}

// BenchmarkShape reports the time of a flow; divide by the count for that of a
// row, a pair or an action.
func BenchmarkShape(b *testing.B) {
	ctx := context.Background()
	for _, s := range shapes {
		for _, count := range s.counts {
			f := newFeed(0)
			if s.name != "chain" {
				f = newFeed(count)
			}
			b.Run(fmt.Sprintf("%s/%d/by hand", s.name, count), func(b *testing.B) {
				loop(b, func() error { return s.byHand(ctx, f, int64(count)) })
			})
			b.Run(fmt.Sprintf("%s/%d/emitted", s.name, count), func(b *testing.B) {
				app := feedingApp(b, f)
				loop(b, func() error {
					return app.FeedingStart(ctx, feeding.StartInput{Shape: s.name, Count: int64(count)})
				})
			})
		}
	}
}

// TestShapesByHandAreTheSame keeps the baselines honest.
func TestShapesByHandAreTheSame(t *testing.T) {
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			const count = 100
			hand, emitted := newFeed(count), newFeed(count)
			require.NoError(t, s.byHand(t.Context(), hand, count))
			require.NoError(t, feedingApp(t, emitted).FeedingStart(t.Context(), feeding.StartInput{Shape: s.name, Count: count}))
			assert.Equal(t, hand.taken, emitted.taken)
			assert.Equal(t, hand.sum, emitted.sum)
			assert.Positive(t, emitted.taken)
		})
	}
}
