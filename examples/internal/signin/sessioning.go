package signin

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/runtime"
)

// Sessioning keeps who is signed in. Its parameters are the types of users and
// sessions, and what the methods take and give, in their order.
type Sessioning[
	User, Session ~string,
	CreateInput ~struct{ User User }, CreateOutput ~struct{ Session Session },
	DeleteInput ~struct{ Session Session },
	GetUserInput ~struct{ Session Session }, GetUserRow ~struct{ User User },
] struct {
	mu       sync.Mutex
	sessions memory.Table[Session, User]
}

// Create makes a session of a user.
func (s *Sessioning[User, Session, CI, CO, DI, GI, GR]) Create(_ context.Context, in CI) (CO, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	session := s.sessions.Add("session", struct{ User User }(in).User)
	return CO(struct{ Session Session }{session}), nil
}

// Delete ends a session.
func (s *Sessioning[User, Session, CI, CO, DI, GI, GR]) Delete(_ context.Context, in DI) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.sessions.Remove(struct{ Session Session }(in).Session) {
		return runtime.Refuse("there is no such session")
	}
	return nil
}

// GetUser returns whose session it is.
func (s *Sessioning[User, Session, CI, CO, DI, GI, GR]) GetUser(_ context.Context, in GI) (row GR, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if user := s.sessions.Get(struct{ Session Session }(in).Session); user != nil {
		return GR(struct{ User User }{*user}), true, nil
	}
	return row, false, nil
}
