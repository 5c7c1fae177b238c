package social

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/generated/social/karma"
)

// Karma keeps each user's points.
type Karma struct {
	mu     sync.Mutex
	points map[karma.User]int64
}

var _ karma.Concept = (*Karma)(nil)

// Award adds points, which may be negative.
func (k *Karma) Award(_ context.Context, in karma.AwardInput) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.points == nil {
		k.points = map[karma.User]int64{}
	}
	k.points[in.User] += in.Points
	return nil
}

// GetPoints returns a user's points.
func (k *Karma) GetPoints(_ context.Context, in karma.GetPointsInput) (karma.GetPointsRow, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return karma.GetPointsRow{Points: k.points[in.User]}, nil
}
