package social

import (
	"context"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/generated/social/following"
	"github.com/syncgen/syncgen/runtime"
)

// Following keeps who follows whom.
type Following struct {
	mu    sync.Mutex
	pairs []following.FollowInput
}

var _ following.Concept = (*Following)(nil)

// Follow makes one user follow another.
func (f *Following) Follow(_ context.Context, in following.FollowInput) error {
	if in.Follower == in.Followee {
		return runtime.Refuse("nobody follows oneself")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if slices.Contains(f.pairs, in) {
		return runtime.Refuse("you follow this user already")
	}
	f.pairs = append(f.pairs, in)
	return nil
}

// Unfollow ends it.
func (f *Following) Unfollow(_ context.Context, in following.UnfollowInput) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.Index(f.pairs, following.FollowInput(in))
	if i < 0 {
		return runtime.Refuse("you do not follow this user")
	}
	f.pairs = slices.Delete(f.pairs, i, i+1)
	return nil
}

// GetFollowees returns whom a user follows.
func (f *Following) GetFollowees(_ context.Context, in following.GetFolloweesInput) (rows []following.GetFolloweesRow, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, pair := range f.pairs {
		if pair.Follower == in.Follower {
			rows = append(rows, following.GetFolloweesRow{Followee: pair.Followee})
		}
	}
	return rows, nil
}

// GetFollowers returns who follows a user.
func (f *Following) GetFollowers(_ context.Context, in following.GetFollowersInput) (rows []following.GetFollowersRow, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, pair := range f.pairs {
		if pair.Followee == in.Followee {
			rows = append(rows, following.GetFollowersRow{Follower: pair.Follower})
		}
	}
	return rows, nil
}
