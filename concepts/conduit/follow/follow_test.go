package follow_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/follow"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/follow"
	"github.com/syncgen/syncgen/runtime"
)

// After a user follows another, the other is among those that the user
// follows, until the user unfollows them.
func TestPrinciple(t *testing.T) {
	f := open(t)
	start(t, f, "ann", "bob")
	assert.Equal(t, []follow.User{"bob"}, followees(t, f, "ann"))
	assert.Empty(t, followees(t, f, "bob"), "to be followed is not to follow")

	require.NoError(t, f.Unfollow(t.Context(), follow.UnfollowInput{Follower: "ann", Followee: "bob"}))
	assert.Empty(t, followees(t, f, "ann"))
}

func TestOnceIsEnough(t *testing.T) {
	f := open(t)
	start(t, f, "ann", "bob")
	start(t, f, "ann", "bob")
	assert.Equal(t, []follow.User{"bob"}, followees(t, f, "ann"))
	for range 2 {
		require.NoError(t, f.Unfollow(t.Context(), follow.UnfollowInput{Follower: "ann", Followee: "bob"}))
		assert.Empty(t, followees(t, f, "ann"))
	}
}

func TestIsFollowingAnswersInOrder(t *testing.T) {
	f := open(t)
	start(t, f, "ann", "bob")
	start(t, f, "bob", "cat")
	nobody := runtime.None[follow.User]()
	ann, bob := runtime.Some[follow.User]("ann"), runtime.Some[follow.User]("bob")
	rows, err := f.IsFollowing(t.Context(), []follow.IsFollowingInput{
		{Follower: ann, Followee: "bob"}, {Follower: nobody, Followee: "bob"}, {Follower: ann, Followee: "cat"},
		{Follower: bob, Followee: "cat"}, {Follower: bob, Followee: "ann"}, {Follower: ann, Followee: "bob"},
		{Follower: runtime.Some[follow.User](`"]`), Followee: `["`},
	})
	require.NoError(t, err)
	var following []bool
	for _, row := range rows {
		following = append(following, row.Following)
	}
	assert.Equal(t, []bool{true, false, false, true, false, true, false}, following)
}

// Nobody in particular follows no one, which needs no look.
func TestNobodyFollowsNobody(t *testing.T) {
	db := sqlitetest.Open(t)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	rows, err := f.IsFollowing(t.Context(), make([]follow.IsFollowingInput, 2))
	require.NoError(t, err)
	assert.Equal(t, make([]follow.IsFollowingRow, 2), rows)
}

func TestManyAtOnce(t *testing.T) {
	f := open(t)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() { start(t, f, "ann", follow.User(fmt.Sprint(i%10))) })
	}
	all.Wait()
	assert.Len(t, followees(t, f, "ann"), 10)
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	start(t, f, "ann", "bob")
	require.NoError(t, db.Close())

	f, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, []follow.User{"bob"}, followees(t, f, "ann"))
}

func TestFailuresAreErrors(t *testing.T) {
	db := sqlitetest.Open(t)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	assert.Error(t, f.Follow(t.Context(), follow.FollowInput{}))
	assert.Error(t, f.Unfollow(t.Context(), follow.UnfollowInput{}))
	_, err = f.GetFollowees(t.Context(), follow.GetFolloweesInput{})
	assert.Error(t, err)
	_, err = f.IsFollowing(t.Context(), []follow.IsFollowingInput{{Follower: runtime.Some[follow.User]("ann")}})
	assert.Error(t, err)
}

func open(t testing.TB) *impl.Follow {
	t.Helper()
	f, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return f
}

func start(t testing.TB, f *impl.Follow, follower, followee follow.User) {
	t.Helper()
	assert.NoError(t, f.Follow(t.Context(), follow.FollowInput{Follower: follower, Followee: followee}))
}

func followees(t *testing.T, f *impl.Follow, follower follow.User) (all []follow.User) {
	t.Helper()
	rows, err := f.GetFollowees(t.Context(), follow.GetFolloweesInput{Follower: follower})
	assert.NoError(t, err)
	for _, row := range rows {
		all = append(all, row.Followee)
	}
	return all
}

func BenchmarkIsFollowing(b *testing.B) {
	f := open(b)
	var in []follow.IsFollowingInput
	const reader = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for i := range 100 {
		author := follow.User(fmt.Sprint("ABCDEFGHIJKLMNOPQRSTUVWX", i))
		if i%2 == 0 {
			start(b, f, reader, author)
		}
		if i%5 == 0 {
			in = append(in, follow.IsFollowingInput{Follower: runtime.Some[follow.User](reader), Followee: author})
		}
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := f.IsFollowing(b.Context(), in[:n]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
