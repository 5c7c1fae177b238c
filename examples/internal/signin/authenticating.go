package signin

import (
	"context"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/runtime"
)

// Authenticating keeps who may sign in. Its parameters are the user's type, and what
// the methods take and give, in their order.
type Authenticating[
	User ~string,
	RegisterInput ~credentials, RegisterOutput ~struct{ User User },
	AuthenticateInput ~credentials, AuthenticateOutput ~struct{ User User },
	GetUsernameInput ~struct{ User User }, GetUsernameRow ~struct{ Username string },
] struct {
	mu    sync.Mutex
	users memory.Table[User, credentials]
}

// credentials have the password as it is, which nothing but memory may.
type credentials = struct {
	Username string
	Password runtime.Secret
}

// Register makes a user.
func (a *Authenticating[User, RI, RO, AI, AO, GI, GR]) Register(_ context.Context, in RI) (out RO, err error) {
	wanted := credentials(in)
	if n := utf8.RuneCountInString(wanted.Username); n < 1 || n > 32 {
		return out, runtime.Refuse("a username has 1 to 32 characters")
	}
	if utf8.RuneCountInString(wanted.Password.Reveal()) < 8 {
		return out, runtime.Refuse("a password has at least 8 characters")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, other := a.users.Find(func(row *credentials) bool { return row.Username == wanted.Username }); other != nil {
		return out, runtime.Refuse("the username is taken")
	}
	return RO(struct{ User User }{a.users.Add("user", wanted)}), nil
}

// Authenticate finds the user with a username and a password.
func (a *Authenticating[User, RI, RO, AI, AO, GI, GR]) Authenticate(_ context.Context, in AI) (out AO, err error) {
	given := credentials(in)
	a.mu.Lock()
	defer a.mu.Unlock()
	id, known := a.users.Find(func(row *credentials) bool {
		return row.Username == given.Username && row.Password.Equal(given.Password)
	})
	if known == nil {
		return out, runtime.Refuse("wrong username or password")
	}
	return AO(struct{ User User }{id}), nil
}

// GetUsername returns a user's name.
func (a *Authenticating[User, RI, RO, AI, AO, GI, GR]) GetUsername(_ context.Context, in GI) (row GR, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if known := a.users.Get(struct{ User User }(in).User); known != nil {
		return GR(struct{ Username string }{known.Username}), true, nil
	}
	return row, false, nil
}
