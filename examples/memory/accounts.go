package memory

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/runtime"
)

// Accounts are people with their names and passwords. The zero Accounts have
// nobody.
type Accounts[User ~string] struct {
	mu       sync.Mutex
	accounts Table[User, account]
}

type account struct {
	name     string
	password runtime.Secret
}

// The reasons for which Register makes no account.
const (
	NameTaken    = "the name is taken"
	BadName      = "a name has 1 to 40 characters"
	WeakPassword = "a password has at least 8 characters"
)

// Register makes an account, or says why not.
func (a *Accounts[User]) Register(name string, password runtime.Secret) (user User, problem string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, other := a.named(name)
	switch n := utf8.RuneCountInString(name); {
	case n < 1 || n > 40:
		return "", BadName
	case utf8.RuneCountInString(password.Reveal()) < 8:
		return "", WeakPassword
	case other != nil:
		return "", NameTaken
	}
	return a.accounts.Add("user", account{name, password}), ""
}

// Authenticate returns whose name and password these are.
func (a *Accounts[User]) Authenticate(name string, password runtime.Secret) (User, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	user, found := a.named(name)
	if found == nil || !found.password.Equal(password) {
		return "", runtime.Refuse("wrong name or password")
	}
	return user, nil
}

// ByName returns who has a name.
func (a *Accounts[User]) ByName(name string) (user User, found bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	user, row := a.named(name)
	return user, row != nil
}

// Name returns a user's name.
func (a *Accounts[User]) Name(user User) (name string, found bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if row := a.accounts.Get(user); row != nil {
		return row.name, true
	}
	return "", false
}

func (a *Accounts[User]) named(name string) (User, *account) {
	return a.accounts.Find(func(row *account) bool { return strings.EqualFold(row.name, name) })
}
