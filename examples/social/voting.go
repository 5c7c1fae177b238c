package social

import (
	"context"
	"maps"
	"sync"

	"github.com/syncgen/syncgen/generated/social/voting"
	"github.com/syncgen/syncgen/runtime"
)

// Voting keeps each user's vote for each item.
type Voting struct {
	mu    sync.Mutex
	votes map[ballot]int64 // +1 or -1
}

type ballot struct {
	user voting.User
	item voting.Item
}

var _ voting.Concept = (*Voting)(nil)

// Vote casts a vote, or changes it.
func (v *Voting) Vote(_ context.Context, in voting.VoteInput) (voting.VoteOutput, error) {
	points := int64(1)
	if in.Direction == voting.DirectionDown {
		points = -1
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.votes == nil {
		v.votes = map[ballot]int64{}
	}
	cast := ballot{in.User, in.Item}
	before := v.votes[cast]
	v.votes[cast] = points
	return voting.VoteOutput{Change: points - before}, nil
}

// Unvote takes a vote back.
func (v *Voting) Unvote(_ context.Context, in voting.UnvoteInput) (voting.UnvoteOutput, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	cast := ballot{in.User, in.Item}
	before, found := v.votes[cast]
	if !found {
		return voting.UnvoteOutput{}, runtime.Refuse("you have not voted for this")
	}
	delete(v.votes, cast)
	return voting.UnvoteOutput{Change: -before}, nil
}

// Clear removes all votes for an item.
func (v *Voting) Clear(_ context.Context, in voting.ClearInput) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	maps.DeleteFunc(v.votes, func(cast ballot, _ int64) bool { return cast.item == in.Item })
	return nil
}

// GetScore returns an item's score.
func (v *Voting) GetScore(_ context.Context, in voting.GetScoreInput) (row voting.GetScoreRow, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for cast, points := range v.votes {
		if cast.item == in.Item {
			row.Score += points
		}
	}
	return row, nil
}
