package memory

import (
	"sync"

	"github.com/syncgen/syncgen/runtime"
)

// Sessions say who is signed in. The zero Sessions have nobody.
type Sessions[Session, User ~string] struct {
	mu       sync.Mutex
	sessions Table[Session, User]
}

// Create makes a session for a user.
func (s *Sessions[Session, User]) Create(user User) Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions.Add("session", user)
}

// Delete ends a session.
func (s *Sessions[Session, User]) Delete(session Session) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.sessions.Remove(session) {
		return runtime.Refuse("there is no such session")
	}
	return nil
}

// User returns whose session it is.
func (s *Sessions[Session, User]) User(session Session) (user User, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if row := s.sessions.Get(session); row != nil {
		return *row, true
	}
	return "", false
}
