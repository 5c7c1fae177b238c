package filesharing

import (
	"context"

	"github.com/syncgen/syncgen/examples/memory"
	"github.com/syncgen/syncgen/generated/filesharing/authenticating"
	"github.com/syncgen/syncgen/generated/filesharing/notifying"
	"github.com/syncgen/syncgen/generated/filesharing/sessioning"
)

// Authenticating carries out the concept Authenticating.
type Authenticating struct {
	accounts memory.Accounts[authenticating.User]
}

// Register makes a user.
func (a *Authenticating) Register(_ context.Context, in authenticating.RegisterInput) (authenticating.RegisterOutput, error) {
	user, problem := a.accounts.Register(in.Name, in.Password)
	if problem != "" {
		return authenticating.RegisterOutput{}, &authenticating.RegisterRefusal{Reason: problem, Taken: problem == memory.NameTaken}
	}
	return authenticating.RegisterOutput{User: user}, nil
}

// Authenticate recognises a user.
func (a *Authenticating) Authenticate(_ context.Context, in authenticating.AuthenticateInput) (authenticating.AuthenticateOutput, error) {
	user, err := a.accounts.Authenticate(in.Name, in.Password)
	return authenticating.AuthenticateOutput{User: user}, err
}

// GetByName returns who has a name.
func (a *Authenticating) GetByName(_ context.Context, in authenticating.GetByNameInput) (authenticating.GetByNameRow, bool, error) {
	user, found := a.accounts.ByName(in.Name)
	return authenticating.GetByNameRow{User: user}, found, nil
}

// GetName returns a user's name.
func (a *Authenticating) GetName(_ context.Context, in authenticating.GetNameInput) (authenticating.GetNameRow, bool, error) {
	name, found := a.accounts.Name(in.User)
	return authenticating.GetNameRow{Name: name}, found, nil
}

// Sessioning carries out the concept Sessioning.
type Sessioning struct {
	sessions memory.Sessions[sessioning.Session, sessioning.User]
}

// Create makes a session.
func (s *Sessioning) Create(_ context.Context, in sessioning.CreateInput) (sessioning.CreateOutput, error) {
	return sessioning.CreateOutput{Session: s.sessions.Create(in.User)}, nil
}

// Delete ends a session.
func (s *Sessioning) Delete(_ context.Context, in sessioning.DeleteInput) error {
	return s.sessions.Delete(in.Session)
}

// GetUser returns whose session it is.
func (s *Sessioning) GetUser(_ context.Context, in sessioning.GetUserInput) (sessioning.GetUserRow, bool, error) {
	user, found := s.sessions.User(in.Session)
	return sessioning.GetUserRow{User: user}, found, nil
}

// Notifying carries out the concept Notifying.
type Notifying struct {
	notifications memory.Notifications[notifying.Notification, notifying.User, notifying.Subject]
}

// Notify makes a notification.
func (n *Notifying) Notify(_ context.Context, in notifying.NotifyInput) error {
	n.notifications.Notify(memory.Notification[notifying.Notification, notifying.User, notifying.Subject]{
		User: in.User, Subject: in.Subject, Text: in.Text, SentAt: in.At,
	})
	return nil
}

// Dismiss removes a notification.
func (n *Notifying) Dismiss(_ context.Context, in notifying.DismissInput) error {
	return n.notifications.Dismiss(in.Notification)
}

// Forget removes the notifications about a subject.
func (n *Notifying) Forget(_ context.Context, in notifying.ForgetInput) error {
	n.notifications.Forget(in.Subject)
	return nil
}

// GetUser returns whose notification it is.
func (n *Notifying) GetUser(_ context.Context, in notifying.GetUserInput) (notifying.GetUserRow, bool, error) {
	row, found := n.notifications.Get(in.Notification)
	return notifying.GetUserRow{User: row.User}, found, nil
}

// GetByUser returns a user's notifications.
func (n *Notifying) GetByUser(_ context.Context, in notifying.GetByUserInput) (rows []notifying.GetByUserRow, err error) {
	for _, row := range n.notifications.Of(in.User) {
		rows = append(rows, notifying.GetByUserRow{Notification: row.ID, Subject: row.Subject, Text: row.Text, SentAt: row.SentAt})
	}
	return rows, nil
}
