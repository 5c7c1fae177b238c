package password_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/argon2id"
	impl "github.com/syncgen/syncgen/concepts/conduit/password"
	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/password"
	"github.com/syncgen/syncgen/runtime"
)

// After a password is set for a user, a check with that password succeeds, and
// one with any other is refused, until another password is set.
func TestPrinciple(t *testing.T) {
	p := open(t, sqlitetest.Open(t))
	require.NoError(t, set(t, p, "ann", "correct horse"))
	assert.NoError(t, check(t, p, "ann", "correct horse"))
	assertRefused(t, check(t, p, "ann", "correct house"))
	assertRefused(t, check(t, p, "bob", "correct horse"))

	require.NoError(t, set(t, p, "ann", "battery staple"))
	assert.NoError(t, check(t, p, "ann", "battery staple"))
	assertRefused(t, check(t, p, "ann", "correct horse"))
}

// Who has no password has none that can be guessed, not even an empty one.
func TestWhoHasNone(t *testing.T) {
	p := open(t, sqlitetest.Open(t))
	assertRefused(t, check(t, p, "nobody", ""))
	assertRefused(t, check(t, p, "nobody", "guess"))
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := p.Check(gone, password.CheckInput{User: runtime.Some[password.User]("nobody")})
	assert.ErrorIs(t, err, context.Canceled)
	_, err = p.Check(t.Context(), password.CheckInput{Password: runtime.NewSecret("")})
	assertRefused(t, err)
}

// How long a password may be is for whoever sets it to say.
func TestAnyPasswordWillDo(t *testing.T) {
	p := open(t, sqlitetest.Open(t))
	long := strings.Repeat("long ", 200)
	for _, text := range []string{"", "8 chars!", long, "pass\x00word", "ключ🔑"} {
		require.NoError(t, set(t, p, "ann", text))
		assert.NoError(t, check(t, p, "ann", text))
		assertRefused(t, check(t, p, "ann", text+"."))
	}
	require.NoError(t, set(t, p, "ann", long))
	assertRefused(t, check(t, p, "ann", long[:999]))
}

// Of passwords that are set at once, one is the user's in the end.
func TestManyPasswordsAtOnce(t *testing.T) {
	p := open(t, sqlitetest.Open(t))
	texts := strings.Fields("alpha beta gamma delta epsilon zeta eta theta")
	var all sync.WaitGroup
	for _, text := range texts {
		all.Go(func() { assert.NoError(t, set(t, p, "ann", text)) })
	}
	all.Wait()
	right := 0
	for _, text := range texts {
		if check(t, p, "ann", text) == nil {
			right++
		}
	}
	assert.Equal(t, 1, right)
}

func TestOutlivesTheProgramButIsNotStored(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	require.NoError(t, set(t, open(t, db), "ann", "correct horse"))
	require.NoError(t, db.Close())
	stored, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.NotContains(t, string(stored), "correct horse")

	assert.NoError(t, check(t, open(t, sqlitetest.OpenFile(t, file)), "ann", "correct horse"))
}

func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	p := open(t, db)
	require.NoError(t, db.Close())
	for _, err := range []error{set(t, p, "ann", "correct horse"), check(t, p, "ann", "correct horse")} {
		require.Error(t, err)
		_, refused := runtime.Refused(err)
		assert.False(t, refused)
	}
}

func open(t *testing.T, db *sqlite.DB) *impl.Password {
	t.Helper()
	hasher, err := argon2id.New(t.Context(), argon2id.Cheap)
	require.NoError(t, err)
	p, err := impl.New(t.Context(), db, hasher)
	require.NoError(t, err)
	return p
}

func set(t *testing.T, p *impl.Password, user password.User, text string) error {
	t.Helper()
	hashed, err := p.Hash(t.Context(), password.HashInput{Password: runtime.NewSecret(text)})
	require.NoError(t, err)
	return p.Set(t.Context(), password.SetInput{User: user, Hash: hashed.Hash})
}

func check(t *testing.T, p *impl.Password, user password.User, text string) error {
	t.Helper()
	out, err := p.Check(t.Context(), password.CheckInput{User: runtime.Some(user), Password: runtime.NewSecret(text)})
	if err == nil {
		assert.Equal(t, user, out.User)
	}
	return err
}

func assertRefused(t *testing.T, err error) {
	t.Helper()
	reason, refused := runtime.Refused(err)
	assert.True(t, refused, "%v", err)
	assert.Equal(t, "wrong password", reason)
}
