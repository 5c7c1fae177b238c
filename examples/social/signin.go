package social

import (
	"context"

	"github.com/syncgen/syncgen/examples/internal/signin"
	"github.com/syncgen/syncgen/generated/social/authenticating"
	"github.com/syncgen/syncgen/generated/social/sessioning"
)

// Authenticating keeps who may sign in.
type Authenticating struct{ accounts signin.Accounts }

var _ authenticating.Concept = (*Authenticating)(nil)

// Register makes a user.
func (a *Authenticating) Register(_ context.Context, in authenticating.RegisterInput) (authenticating.RegisterOutput, error) {
	user, err := a.accounts.Register(in.Username, in.Password)
	return authenticating.RegisterOutput{User: authenticating.User(user)}, err
}

// Authenticate finds the user with a username and a password.
func (a *Authenticating) Authenticate(_ context.Context, in authenticating.AuthenticateInput) (authenticating.AuthenticateOutput, error) {
	user, err := a.accounts.Authenticate(in.Username, in.Password)
	return authenticating.AuthenticateOutput{User: authenticating.User(user)}, err
}

// GetUsername returns a user's name.
func (a *Authenticating) GetUsername(_ context.Context, in authenticating.GetUsernameInput) (authenticating.GetUsernameRow, bool, error) {
	username, found := a.accounts.Username(string(in.User))
	return authenticating.GetUsernameRow{Username: username}, found, nil
}

// Sessioning keeps who is signed in.
type Sessioning struct{ sessions signin.Sessions }

var _ sessioning.Concept = (*Sessioning)(nil)

// Create makes a session.
func (s *Sessioning) Create(_ context.Context, in sessioning.CreateInput) (sessioning.CreateOutput, error) {
	session := s.sessions.Create(string(in.User))
	return sessioning.CreateOutput{Session: sessioning.Session(session)}, nil
}

// Delete ends a session.
func (s *Sessioning) Delete(_ context.Context, in sessioning.DeleteInput) error {
	return s.sessions.Delete(string(in.Session))
}

// GetUser returns whose session it is.
func (s *Sessioning) GetUser(_ context.Context, in sessioning.GetUserInput) (sessioning.GetUserRow, bool, error) {
	user, found := s.sessions.User(string(in.Session))
	return sessioning.GetUserRow{User: sessioning.User(user)}, found, nil
}
