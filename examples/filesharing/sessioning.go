package filesharing

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/examples/memory"
	"github.com/syncgen/syncgen/generated/filesharing/sessioning"
	"github.com/syncgen/syncgen/runtime"
)

// Sessioning carries out the concept Sessioning.
type Sessioning struct {
	mu       sync.Mutex
	sessions memory.Table[sessioning.Session, sessioning.User]
}

// Create makes a session.
func (s *Sessioning) Create(_ context.Context, in sessioning.CreateInput) (sessioning.CreateOutput, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return sessioning.CreateOutput{Session: s.sessions.Add("session", in.User)}, nil
}

// Delete ends a session.
func (s *Sessioning) Delete(_ context.Context, in sessioning.DeleteInput) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.sessions.Remove(in.Session) {
		return runtime.Refuse("there is no such session")
	}
	return nil
}

// GetUser returns whose session it is.
func (s *Sessioning) GetUser(_ context.Context, in sessioning.GetUserInput) (row sessioning.GetUserRow, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if user := s.sessions.Get(in.Session); user != nil {
		return sessioning.GetUserRow{User: *user}, true, nil
	}
	return row, false, nil
}
