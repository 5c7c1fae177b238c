package profile_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/profile"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/focusreader/profile"
	"github.com/syncgen/syncgen/runtime"
)

const password = "1234567890"

// After an account is created with a username and a password, whoever gives
// that username and that password is recognised as the account's user, and
// whoever gives another password is not.
func TestPrinciple(t *testing.T) {
	p := open(t)
	bob := create(t, p, "bob")
	alice := create(t, p, "alice")
	assert.NotEqual(t, bob, alice)

	out, err := p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "bob", Password: runtime.NewSecret(password)})
	require.NoError(t, err)
	assert.Equal(t, bob, out.User)

	_, err = p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "bob", Password: runtime.NewSecret("0987654321")})
	assertRefused(t, err, "wrong username or password")
}

func TestCreateAccountRefuses(t *testing.T) {
	p := open(t)
	create(t, p, "bob")
	for name, test := range map[string]struct {
		username, password, reason string
		taken                      bool
	}{
		"a taken name":                  {"bob", password, "the username is taken", true},
		"a taken name in other letters": {"BoB", password, "the username is taken", true},
		"no name":                       {"", password, "a username has 1 to 64 characters", false},
		"a long name":                   {strings.Repeat("é", 65), password, "a username has 1 to 64 characters", false},
		"a blank in the name":           {"bob smith", password, "a username has letters, digits, dots, hyphens and underscores only", false},
		"a combining mark":              {"rene\u0301", password, "a username has letters, digits, dots, hyphens and underscores only", false},
		"no password":                   {"carol", "", "a password has 8 to 256 characters", false},
		"a short password":              {"carol", "äöüäöüä", "a password has 8 to 256 characters", false},
		"a long password":               {"carol", strings.Repeat("x", 257), "a password has 8 to 256 characters", false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := p.CreateAccount(t.Context(), profile.CreateAccountInput{
				Username: test.username, Password: runtime.NewSecret(test.password),
			})
			assertRefused(t, err, test.reason)
			var refusal *profile.CreateAccountRefusal
			require.ErrorAs(t, err, &refusal)
			assert.Equal(t, test.taken, refusal.Taken)
		})
	}
	_, err := p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "carol"})
	assertRefused(t, err, "wrong username or password")
}

func TestCreateAccountTakesFitNames(t *testing.T) {
	p := open(t)
	for _, name := range []string{"a", "bob.smith-2_x", "Zoë", "Иван", "李雷", strings.Repeat("é", 64)} {
		create(t, p, name)
	}
}

func TestNamesAreFoundInAnyLetters(t *testing.T) {
	p := open(t)
	zoë := create(t, p, "Zoë")
	out, err := p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "ZOË", Password: runtime.NewSecret(password)})
	require.NoError(t, err)
	assert.Equal(t, zoë, out.User)
}

// An unknown name and a wrong password look the same.
func TestAuthenticateTellsNothing(t *testing.T) {
	p := open(t)
	create(t, p, "bob")
	_, wrong := p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "bob", Password: runtime.NewSecret("guess")})
	_, unknown := p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "eve", Password: runtime.NewSecret("guess")})
	assertRefused(t, wrong, "wrong username or password")
	assert.Equal(t, wrong.Error(), unknown.Error())
}

// Of many who ask for one name at once, one gets it.
func TestOneNameIsGivenOnce(t *testing.T) {
	p, err := impl.NewCheap(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	const many = 50
	var all sync.WaitGroup
	users := make([]profile.User, many)
	for i := range many {
		all.Go(func() {
			out, err := p.CreateAccount(t.Context(), profile.CreateAccountInput{
				Username: "bob", Password: runtime.NewSecret(fmt.Sprint("password ", i)),
			})
			if err != nil {
				reason, refused := runtime.Refused(err)
				assert.True(t, refused, "%v", err)
				assert.Equal(t, "the username is taken", reason)
			}
			users[i] = out.User
		})
	}
	all.Wait()
	var winner int
	var given int
	for i, user := range users {
		if user != "" {
			winner, given = i, given+1
		}
	}
	require.Equal(t, 1, given)
	out, err := p.Authenticate(t.Context(), profile.AuthenticateInput{
		Username: "bob", Password: runtime.NewSecret(fmt.Sprint("password ", winner)),
	})
	require.NoError(t, err)
	assert.Equal(t, users[winner], out.User)
}

func TestAccountsOutliveTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	p, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	bob := create(t, p, "bob")
	require.NoError(t, db.Close())

	stored, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.NotContains(t, string(stored), password)
	assert.Contains(t, string(stored), "$argon2id$v=19$m=19456,t=2,p=1$")

	p, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	out, err := p.Authenticate(t.Context(), profile.AuthenticateInput{Username: "bob", Password: runtime.NewSecret(password)})
	require.NoError(t, err)
	assert.Equal(t, bob, out.User)
}

// A disk that fails and a client that went away are no refusals.
func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	p, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	in := profile.CreateAccountInput{Username: "bob", Password: runtime.NewSecret(password)}

	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = p.CreateAccount(gone, in)
	require.Error(t, err)
	_, refused := runtime.Refused(err)
	assert.False(t, refused)

	require.NoError(t, db.Close())
	_, err = p.CreateAccount(t.Context(), in)
	require.Error(t, err)
	_, refused = runtime.Refused(err)
	assert.False(t, refused)
}

func open(t *testing.T) *impl.Profile {
	t.Helper()
	p, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return p
}

func create(t *testing.T, p *impl.Profile, username string) profile.User {
	t.Helper()
	out, err := p.CreateAccount(t.Context(), profile.CreateAccountInput{Username: username, Password: runtime.NewSecret(password)})
	require.NoError(t, err)
	require.NotEmpty(t, out.User)
	return out.User
}

func assertRefused(t *testing.T, err error, reason string) {
	t.Helper()
	got, refused := runtime.Refused(err)
	assert.True(t, refused, "%v", err)
	assert.Equal(t, reason, got)
}
