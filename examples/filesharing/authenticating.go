package filesharing

import (
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/authenticating"
	"github.com/syncgen/syncgen/runtime"
)

// Authenticating carries out the concept Authenticating.
type Authenticating struct {
	mu    sync.Mutex
	users memory.Table[authenticating.User, user]
}

// user has the password as it is, which nothing but memory may.
type user struct {
	name     string
	password runtime.Secret
}

// Register makes a user.
func (a *Authenticating) Register(_ context.Context, in authenticating.RegisterInput) (out authenticating.RegisterOutput, err error) {
	if n := utf8.RuneCountInString(in.Name); n < 1 || n > 40 {
		return out, &authenticating.RegisterRefusal{Reason: "a name has 1 to 40 characters"}
	}
	if utf8.RuneCountInString(in.Password.Reveal()) < 8 {
		return out, &authenticating.RegisterRefusal{Reason: "a password has at least 8 characters"}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, other := a.named(in.Name); other != nil {
		return out, &authenticating.RegisterRefusal{Reason: "the name is taken", Taken: true}
	}
	out.User = a.users.Add("user", user{in.Name, in.Password})
	return out, nil
}

// Authenticate recognises a user.
func (a *Authenticating) Authenticate(_ context.Context, in authenticating.AuthenticateInput) (out authenticating.AuthenticateOutput, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	id, row := a.named(in.Name)
	if row == nil || !row.password.Equal(in.Password) {
		return out, runtime.Refuse("wrong name or password")
	}
	out.User = id
	return out, nil
}

// GetByName returns who has a name.
func (a *Authenticating) GetByName(_ context.Context, in authenticating.GetByNameInput) (authenticating.GetByNameRow, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	id, row := a.named(in.Name)
	return authenticating.GetByNameRow{User: id}, row != nil, nil
}

// GetName returns a user's name.
func (a *Authenticating) GetName(_ context.Context, in authenticating.GetNameInput) (row authenticating.GetNameRow, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if u := a.users.Get(in.User); u != nil {
		return authenticating.GetNameRow{Name: u.name}, true, nil
	}
	return row, false, nil
}

func (a *Authenticating) named(name string) (authenticating.User, *user) {
	return a.users.Find(func(row *user) bool { return strings.EqualFold(row.name, name) })
}
