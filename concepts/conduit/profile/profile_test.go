package profile_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/profile"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/profile"
	"github.com/syncgen/syncgen/runtime"
)

var (
	some = runtime.Some[string]
	none = runtime.None[string]()
)

// After a user writes a biography, everybody who looks at that user reads it;
// a user who has written nothing has an empty profile.
func TestPrinciple(t *testing.T) {
	p := open(t)
	assert.Equal(t, profile.GetRow{}, get(t, p, "ann"))
	update(t, p, profile.UpdateInput{User: "ann", Bio: some("I train dragons.")})
	assert.Equal(t, profile.GetRow{Bio: some("I train dragons.")}, get(t, p, "ann"))
	assert.Equal(t, profile.GetRow{}, get(t, p, "bob"))
}

// Each update, and what the profile shows after it.
func TestUpdate(t *testing.T) {
	p := open(t)
	for _, step := range []struct {
		bio, image     runtime.Optional[string]
		shown, picture runtime.Optional[string]
	}{
		{none, none, none, none},
		{some(""), some(""), none, none},
		{some("bio"), none, some("bio"), none},
		{none, some("image"), some("bio"), some("image")},
		{none, none, some("bio"), some("image")},
		{some(""), none, none, some("image")},
		{some("new"), some(""), some("new"), none},
		{some(" "), some("image"), some(" "), some("image")},
	} {
		update(t, p, profile.UpdateInput{User: "ann", Bio: step.bio, Image: step.image})
		assert.Equal(t, profile.GetRow{Bio: step.shown, Image: step.picture}, get(t, p, "ann"))
	}
	update(t, p, profile.UpdateInput{User: "bob", Bio: some(""), Image: some("image")})
	assert.Equal(t, profile.GetRow{Image: some("image")}, get(t, p, "bob"), "also in the first one")
}

func TestGetAnswersInOrder(t *testing.T) {
	p := open(t)
	update(t, p, profile.UpdateInput{User: "ann", Bio: some("Ann")})
	update(t, p, profile.UpdateInput{User: "bob", Bio: some("Bob")})
	rows, err := p.Get(t.Context(), []profile.GetInput{{User: "bob"}, {User: "nobody"}, {User: "ann"}, {User: "bob"}})
	require.NoError(t, err)
	assert.Equal(t, []profile.GetRow{{Bio: some("Bob")}, {}, {Bio: some("Ann")}, {Bio: some("Bob")}}, rows)
	rows, err = p.Get(t.Context(), nil)
	assert.NoError(t, err)
	assert.Empty(t, rows)
}

// Two windows that change different things at once both have their way.
func TestManyUpdatesAtOnce(t *testing.T) {
	p := open(t)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { update(t, p, profile.UpdateInput{User: "ann", Bio: some("bio")}) })
		all.Go(func() { update(t, p, profile.UpdateInput{User: "ann", Image: some("image")}) })
	}
	all.Wait()
	assert.Equal(t, profile.GetRow{Bio: some("bio"), Image: some("image")}, get(t, p, "ann"))
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	p, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	update(t, p, profile.UpdateInput{User: "ann", Bio: some("kept")})
	require.NoError(t, db.Close())

	p, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, profile.GetRow{Bio: some("kept")}, get(t, p, "ann"))
}

func TestFailuresAreErrors(t *testing.T) {
	db := sqlitetest.Open(t)
	p, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	assert.Error(t, p.Update(t.Context(), profile.UpdateInput{User: "ann"}))
	_, err = p.Get(t.Context(), []profile.GetInput{{User: "ann"}})
	assert.Error(t, err)
}

func open(t testing.TB) *impl.Profile {
	t.Helper()
	p, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return p
}

func update(t testing.TB, p *impl.Profile, in profile.UpdateInput) {
	t.Helper()
	assert.NoError(t, p.Update(t.Context(), in))
}

func get(t testing.TB, p *impl.Profile, user profile.User) profile.GetRow {
	t.Helper()
	rows, err := p.Get(t.Context(), []profile.GetInput{{User: user}})
	require.NoError(t, err)
	require.Len(t, rows, 1)
	return rows[0]
}

func BenchmarkGet(b *testing.B) {
	p := open(b)
	var in []profile.GetInput
	for i := range 100 {
		user := profile.User(fmt.Sprint("ABCDEFGHIJKLMNOPQRSTUVWX", i))
		update(b, p, profile.UpdateInput{User: user, Bio: some("bio"), Image: some("image")})
		if i%5 == 0 {
			in = append(in, profile.GetInput{User: user})
		}
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Get(b.Context(), in[:n]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
