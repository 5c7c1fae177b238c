package signin

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

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
	mu       sync.Mutex
	accounts []credentials // of user-1, user-2, and so on
}

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
	if slices.ContainsFunc(a.accounts, func(other credentials) bool { return other.Username == wanted.Username }) {
		return out, runtime.Refuse("the username is taken")
	}
	a.accounts = append(a.accounts, wanted)
	return RO(struct{ User User }{user[User](len(a.accounts))}), nil
}

// Authenticate finds the user with a username and a password.
func (a *Authenticating[User, RI, RO, AI, AO, GI, GR]) Authenticate(_ context.Context, in AI) (out AO, err error) {
	given := credentials(in)
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, known := range a.accounts {
		if known.Username == given.Username && known.Password.Reveal() == given.Password.Reveal() {
			return AO(struct{ User User }{user[User](i + 1)}), nil
		}
	}
	return out, runtime.Refuse("wrong username or password")
}

// GetUsername returns a user's name.
func (a *Authenticating[User, RI, RO, AI, AO, GI, GR]) GetUsername(_ context.Context, in GI) (row GR, found bool, err error) {
	wanted := struct{ User User }(in).User
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, known := range a.accounts {
		if user[User](i+1) == wanted {
			return GR(struct{ Username string }{known.Username}), true, nil
		}
	}
	return row, false, nil
}

func user[User ~string](n int) User { return User(fmt.Sprintf("user-%d", n)) }
