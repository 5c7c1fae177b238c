package user_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/user"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/user"
	"github.com/syncgen/syncgen/runtime"
)

// After somebody registers with a username and an email address, nobody else
// can have either of the two, and each of them finds that person.
func TestPrinciple(t *testing.T) {
	u := open(t)
	ann := register(t, u, "ann", "Ann@example.com")
	assert.Equal(t, ann, byUsername(t, u, "ann"))
	assert.Equal(t, ann, byEmail(t, u, "Ann@example.com"))
	assert.Empty(t, byUsername(t, u, "bob"))
	assert.Empty(t, byEmail(t, u, "bob@example.com"))

	_, err := u.Register(t.Context(), user.RegisterInput{Username: "ann", Email: "other@example.com"})
	assertTaken(t, err, user.TakenUsername)
	_, err = u.Register(t.Context(), user.RegisterInput{Username: "other", Email: "Ann@example.com"})
	assertTaken(t, err, user.TakenEmail)
	assert.Empty(t, byUsername(t, u, "other"), "who is refused is not there")
}

func TestRegisterRefuses(t *testing.T) {
	u := open(t)
	register(t, u, "ann", "ann@example.com")
	for name, test := range map[string]struct {
		username, email string
		taken           user.Taken
	}{
		"a taken username":                {"ann", "new@example.com", user.TakenUsername},
		"a taken address":                 {"new", "ann@example.com", user.TakenEmail},
		"an address in other letters":     {"new", "ANN@Example.com", user.TakenEmail},
		"both, by the username":           {"ann", "ann@example.com", user.TakenUsername},
		"not a username in other letters": {"Ann", "new@example.com", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := u.Register(t.Context(), user.RegisterInput{Username: test.username, Email: test.email})
			if test.taken == "" {
				assert.NoError(t, err)
				return
			}
			assertTaken(t, err, test.taken)
		})
	}
}

func TestChange(t *testing.T) {
	u := open(t)
	ann := register(t, u, "ann", "ann@example.com")
	register(t, u, "bob", "bob@example.com")
	change := func(username, email runtime.Optional[string]) error {
		return u.Change(t.Context(), user.ChangeInput{User: ann, Username: username, Email: email})
	}
	some, none := runtime.Some[string], runtime.None[string]()

	assertTaken(t, change(some("bob"), none), user.TakenUsername)
	assertTaken(t, change(none, some("Bob@example.com")), user.TakenEmail)
	assertTaken(t, change(some("ann"), some("bob@example.com")), user.TakenEmail)
	assertTaken(t, change(some("bob"), some("bob@example.com")), user.TakenUsername)
	assertTaken(t, change(some("new"), some("bob@example.com")), user.TakenEmail)
	assertNames(t, u, ann, "ann", "ann@example.com")

	require.NoError(t, change(none, none))
	require.NoError(t, change(some("ann"), some("Ann@Example.com")), "what is one's own is not taken")
	assertNames(t, u, ann, "ann", "Ann@Example.com")
	require.NoError(t, change(none, some("new@example.com")))
	assertNames(t, u, ann, "ann", "new@example.com")
	require.NoError(t, change(some("anna"), none))
	assertNames(t, u, ann, "anna", "new@example.com")
	assert.Equal(t, ann, byUsername(t, u, "anna"))
	assert.Equal(t, ann, byEmail(t, u, "NEW@example.com"))
	assert.Empty(t, byUsername(t, u, "ann"))
	register(t, u, "ann", "ann@example.com") // both are free again
}

func TestGetAnswersInOrder(t *testing.T) {
	u := open(t)
	ann, bob := register(t, u, "ann", "ann@example.com"), register(t, u, "bob", "bob@example.com")
	rows, err := u.Get(t.Context(), []user.GetInput{{User: bob}, {User: "nobody"}, {User: ann}, {User: bob}})
	require.NoError(t, err)
	isBob := runtime.Some(user.GetRow{Username: "bob", Email: "bob@example.com"})
	assert.Equal(t, []runtime.Optional[user.GetRow]{
		isBob, runtime.None[user.GetRow](), runtime.Some(user.GetRow{Username: "ann", Email: "ann@example.com"}), isBob,
	}, rows)
	rows, err = u.Get(t.Context(), nil)
	assert.NoError(t, err)
	assert.Empty(t, rows)
}

// Of many who want one name at once, by registering or by changing to it, one
// has it, and what the others are told is so.
func TestManyOfOneName(t *testing.T) {
	u := open(t)
	var all sync.WaitGroup
	var got atomic.Int32
	count := func(err error, taken user.Taken) {
		if err == nil {
			got.Add(1)
			return
		}
		assertTaken(t, err, taken)
	}
	for i := range 20 {
		all.Go(func() {
			_, err := u.Register(t.Context(), user.RegisterInput{Username: "wanted", Email: fmt.Sprint(i, "@example.com")})
			count(err, user.TakenUsername)
		})
		all.Go(func() {
			other := register(t, u, fmt.Sprint("other", i), fmt.Sprint("other", i, "@example.com"))
			count(u.Change(t.Context(), user.ChangeInput{User: other, Username: runtime.Some("wanted")}), user.TakenUsername)
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, got.Load())
	for i := range 20 {
		all.Go(func() {
			_, err := u.Register(t.Context(), user.RegisterInput{Username: fmt.Sprint("new", i), Email: "wanted@example.com"})
			count(err, user.TakenEmail)
		})
	}
	all.Wait()
	assert.EqualValues(t, 2, got.Load())
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	u, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	ann := register(t, u, "ann", "ann@example.com")
	require.NoError(t, db.Close())

	u, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, ann, byEmail(t, u, "ann@example.com"))
}

func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	u, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	unknown := u.Change(t.Context(), user.ChangeInput{User: "nobody", Username: runtime.Some("ann")})
	assert.ErrorContains(t, unknown, `there is no user "nobody"`)
	require.NoError(t, db.Close())
	_, register := u.Register(t.Context(), user.RegisterInput{Username: "ann", Email: "ann@example.com"})
	_, get := u.Get(t.Context(), []user.GetInput{{User: "ann"}})
	for _, err := range []error{unknown, register, get, u.Change(t.Context(), user.ChangeInput{User: "ann"})} {
		require.Error(t, err)
		_, refused := runtime.Refused(err)
		assert.False(t, refused)
	}
}

func open(t testing.TB) *impl.User {
	t.Helper()
	u, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return u
}

func register(t testing.TB, u *impl.User, username, email string) user.User {
	t.Helper()
	out, err := u.Register(t.Context(), user.RegisterInput{Username: username, Email: email})
	assert.NoError(t, err)
	return out.User
}

func byUsername(t *testing.T, u *impl.User, username string) user.User {
	t.Helper()
	row, found, err := u.GetByUsername(t.Context(), user.GetByUsernameInput{Username: username})
	assert.NoError(t, err)
	assert.Equal(t, found, row.User != "")
	return row.User
}

func byEmail(t *testing.T, u *impl.User, email string) user.User {
	t.Helper()
	row, found, err := u.GetByEmail(t.Context(), user.GetByEmailInput{Email: email})
	assert.NoError(t, err)
	assert.Equal(t, found, row.User != "")
	return row.User
}

func assertNames(t *testing.T, u *impl.User, which user.User, username, email string) {
	t.Helper()
	rows, err := u.Get(t.Context(), []user.GetInput{{User: which}})
	assert.NoError(t, err)
	assert.Equal(t, []runtime.Optional[user.GetRow]{runtime.Some(user.GetRow{Username: username, Email: email})}, rows)
}

func assertTaken(t *testing.T, err error, taken user.Taken) {
	t.Helper()
	reason, refused := runtime.Refused(err)
	assert.True(t, refused, "%v", err)
	assert.Equal(t, "has already been taken", reason)
	var registering *user.RegisterRefusal
	var changing *user.ChangeRefusal
	if errors.As(err, &registering) {
		assert.Equal(t, taken, registering.Taken)
	} else if assert.ErrorAs(t, err, &changing) {
		assert.Equal(t, taken, changing.Taken)
	}
}

func BenchmarkGet(b *testing.B) {
	u := open(b)
	var in []user.GetInput
	for i := range 100 {
		id := register(b, u, fmt.Sprint("user", i), fmt.Sprint(i, "@example.com"))
		if i%5 == 0 {
			in = append(in, user.GetInput{User: id})
		}
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := u.Get(b.Context(), in[:n]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
