package signin

import (
	"context"
	"fmt"
	"sync"

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
	mu    sync.Mutex
	made  int
	users map[Session]User
}

// Create makes a session of a user.
func (s *Sessioning[User, Session, CI, CO, DI, GI, GR]) Create(_ context.Context, in CI) (CO, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == nil {
		s.users = map[Session]User{}
	}
	s.made++
	session := Session(fmt.Sprintf("session-%d", s.made))
	s.users[session] = struct{ User User }(in).User
	return CO(struct{ Session Session }{session}), nil
}

// Delete ends a session.
func (s *Sessioning[User, Session, CI, CO, DI, GI, GR]) Delete(_ context.Context, in DI) error {
	session := struct{ Session Session }(in).Session
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, found := s.users[session]; !found {
		return runtime.Refuse("there is no such session")
	}
	delete(s.users, session)
	return nil
}

// GetUser returns whose session it is.
func (s *Sessioning[User, Session, CI, CO, DI, GI, GR]) GetUser(_ context.Context, in GI) (row GR, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, found := s.users[struct{ Session Session }(in).Session]
	return GR(struct{ User User }{user}), found, nil
}
