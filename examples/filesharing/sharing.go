package filesharing

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/sharing"
	"github.com/syncgen/syncgen/runtime"
)

// Sharing carries out the concept Sharing.
type Sharing struct {
	mu     sync.Mutex
	shares memory.Table[sharing.Share, share]
}

type share struct {
	item  sharing.Item
	user  sharing.User
	level sharing.Level
}

// Share gives users access.
func (s *Sharing) Share(_ context.Context, in sharing.ShareInput) (out sharing.ShareOutput, err error) {
	if len(in.Users) < 1 || len(in.Users) > 50 {
		return out, runtime.Refuse("share with 1 to 50 people at once")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, user := range in.Users {
		if _, had := s.find(in.Item, user); had != nil {
			had.level = in.Level
			continue
		}
		s.shares.Add("share", share{in.Item, user, in.Level})
		out.Added = append(out.Added, user)
	}
	return out, nil
}

// Admit gives a user access that adds to what the user has.
func (s *Sharing) Admit(_ context.Context, in sharing.AdmitInput) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, had := s.find(in.Item, in.User)
	switch {
	case had == nil:
		s.shares.Add("share", share{in.Item, in.User, in.Level})
	case in.Level == sharing.LevelEdit:
		had.level = in.Level
	}
	return nil
}

// Withdraw ends a user's access.
func (s *Sharing) Withdraw(_ context.Context, in sharing.WithdrawInput) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, had := s.find(in.Item, in.User)
	if had == nil {
		return runtime.Refuse("it is not shared with this person")
	}
	s.shares.Remove(id)
	return nil
}

// WithdrawAll ends everybody's access.
func (s *Sharing) WithdrawAll(_ context.Context, in sharing.WithdrawAllInput) (sharing.WithdrawAllOutput, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	removed := s.shares.RemoveAll(func(row *share) bool { return row.item == in.Item })
	return sharing.WithdrawAllOutput{Count: int64(len(removed))}, nil
}

// GetLevel returns what a user may do.
func (s *Sharing) GetLevel(_ context.Context, in sharing.GetLevelInput) (row sharing.GetLevelRow, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, had := s.find(in.Item, in.User); had != nil {
		return sharing.GetLevelRow{Level: had.level}, true, nil
	}
	return row, false, nil
}

// GetByItem returns who has access to an item.
func (s *Sharing) GetByItem(_ context.Context, in sharing.GetByItemInput) (rows []sharing.GetByItemRow, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range s.shares.All() {
		if row.item == in.Item {
			rows = append(rows, sharing.GetByItemRow{User: row.user, Level: row.level})
		}
	}
	return rows, nil
}

// GetByUser returns what a user has access to.
func (s *Sharing) GetByUser(_ context.Context, in sharing.GetByUserInput) (rows []sharing.GetByUserRow, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range s.shares.All() {
		if row.user == in.User {
			rows = append(rows, sharing.GetByUserRow{Item: row.item, Level: row.level})
		}
	}
	return rows, nil
}

func (s *Sharing) find(item sharing.Item, user sharing.User) (sharing.Share, *share) {
	return s.shares.Find(func(row *share) bool { return row.item == item && row.user == user })
}
