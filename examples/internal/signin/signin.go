// Package signin keeps accounts and sessions in memory, for the examples whose
// concepts Authenticating and Sessioning are alike. Each example's own types
// stand before it, since each has generated interfaces of its own.
//
// Identities are counted, so that a test can name them. For sessions that
// nobody can guess and passwords that are stored well, see concepts.
package signin

import (
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/runtime"
)

// Accounts are users, with their names and passwords.
type Accounts struct {
	mu    sync.Mutex
	users []account
}

type account struct {
	user, username string
	password       runtime.Secret
}

// Register makes a user, or refuses.
func (a *Accounts) Register(username string, password runtime.Secret) (user string, err error) {
	if n := utf8.RuneCountInString(username); n < 1 || n > 32 {
		return "", runtime.Refuse("a username has 1 to 32 characters")
	}
	if utf8.RuneCountInString(password.Reveal()) < 8 {
		return "", runtime.Refuse("a password has at least 8 characters")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, other := range a.users {
		if other.username == username {
			return "", runtime.Refuse("the username is taken")
		}
	}
	user = fmt.Sprintf("user-%d", len(a.users)+1)
	a.users = append(a.users, account{user, username, password})
	return user, nil
}

// Authenticate finds the user with a username and a password, or refuses.
func (a *Accounts) Authenticate(username string, password runtime.Secret) (user string, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, known := range a.users {
		if known.username == username && known.password.Reveal() == password.Reveal() {
			return known.user, nil
		}
	}
	return "", runtime.Refuse("wrong username or password")
}

// Username returns a user's name.
func (a *Accounts) Username(user string) (username string, found bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, known := range a.users {
		if known.user == user {
			return known.username, true
		}
	}
	return "", false
}

// Sessions are who is signed in.
type Sessions struct {
	mu    sync.Mutex
	made  int
	users map[string]string
}

// Create makes a session of a user.
func (s *Sessions) Create(user string) (session string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == nil {
		s.users = map[string]string{}
	}
	s.made++
	session = fmt.Sprintf("session-%d", s.made)
	s.users[session] = user
	return session
}

// Delete ends a session, or refuses.
func (s *Sessions) Delete(session string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, found := s.users[session]; !found {
		return runtime.Refuse("there is no such session")
	}
	delete(s.users, session)
	return nil
}

// User returns whose session it is.
func (s *Sessions) User(session string) (user string, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, found = s.users[session]
	return user, found
}
