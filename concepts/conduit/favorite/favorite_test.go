package favorite_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/favorite"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/favorite"
	"github.com/syncgen/syncgen/runtime"
)

// After a user marks an item, it counts one more, however often that user
// marks it, and is among the user's favorites until the user unmarks it.
func TestPrinciple(t *testing.T) {
	f := open(t)
	mark(t, f, "ann", "dragon")
	mark(t, f, "ann", "dragon")
	mark(t, f, "bob", "dragon")
	assert.Equal(t, []int64{2}, counts(t, f, "dragon"))
	assert.Equal(t, []favorite.Item{"dragon"}, items(t, f, favorite.GetItemsInput{User: "ann"}))

	for range 2 {
		require.NoError(t, f.Unmark(t.Context(), favorite.UnmarkInput{User: "ann", Item: "dragon"}))
		assert.Equal(t, []int64{1}, counts(t, f, "dragon"))
		assert.Empty(t, items(t, f, favorite.GetItemsInput{User: "ann"}))
	}
}

func TestClear(t *testing.T) {
	f := open(t)
	mark(t, f, "ann", "dragon")
	mark(t, f, "bob", "dragon")
	mark(t, f, "bob", "cat")
	for range 2 {
		require.NoError(t, f.Clear(t.Context(), favorite.ClearInput{Item: "dragon"}))
		assert.Equal(t, []int64{0, 1}, counts(t, f, "dragon", "cat"))
		assert.Equal(t, []favorite.Item{"cat"}, items(t, f, favorite.GetItemsInput{User: "bob"}))
	}
}

func TestGetItemsAmong(t *testing.T) {
	f := open(t)
	for _, item := range []favorite.Item{"1", "2", "3"} {
		mark(t, f, "ann", item)
	}
	mark(t, f, "bob", "4")
	among := func(list ...favorite.Item) []favorite.Item {
		return items(t, f, favorite.GetItemsInput{User: "ann", Among: runtime.Some(list)})
	}
	assert.ElementsMatch(t, []favorite.Item{"1", "3"}, among("3", "4", "1", "none", "3"))
	assert.Empty(t, among())
	assert.Len(t, items(t, f, favorite.GetItemsInput{User: "ann"}), 3)
}

func TestQueriesAnswerInOrder(t *testing.T) {
	f := open(t)
	mark(t, f, "ann", "dragon")
	mark(t, f, "bob", "dragon")
	mark(t, f, "bob", "cat")
	assert.Equal(t, []int64{1, 0, 2, 1}, counts(t, f, "cat", "dog", "dragon", "cat"))
	assert.Empty(t, counts(t, f))

	ann, bob := runtime.Some[favorite.User]("ann"), runtime.Some[favorite.User]("bob")
	rows, err := f.IsFavorite(t.Context(), []favorite.IsFavoriteInput{
		{User: ann, Item: "cat"}, {User: bob, Item: "cat"}, {Item: "dragon"}, {User: ann, Item: "dragon"}, {User: bob, Item: "cat"},
	})
	require.NoError(t, err)
	var marked []bool
	for _, row := range rows {
		marked = append(marked, row.Favorite)
	}
	assert.Equal(t, []bool{false, true, false, true, true}, marked)
}

// Nobody in particular has no favorites, which needs no look.
func TestNobodyHasNoFavorites(t *testing.T) {
	db := sqlitetest.Open(t)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	rows, err := f.IsFavorite(t.Context(), make([]favorite.IsFavoriteInput, 2))
	require.NoError(t, err)
	assert.Equal(t, make([]favorite.IsFavoriteRow, 2), rows)
}

// The count is exact, whoever marks and unmarks at once.
func TestManyAtOnce(t *testing.T) {
	f := open(t)
	var all sync.WaitGroup
	for i := range 15 {
		user := favorite.User(fmt.Sprint(i))
		mark(t, f, user, "cat")
		all.Go(func() { mark(t, f, user, "dragon") })
		all.Go(func() { mark(t, f, user, "dragon") })
		if i%3 == 0 {
			all.Go(func() {
				assert.NoError(t, f.Unmark(t.Context(), favorite.UnmarkInput{User: user, Item: "cat"}))
			})
		}
	}
	all.Wait()
	assert.Equal(t, []int64{15, 10}, counts(t, f, "dragon", "cat"))
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	mark(t, f, "ann", "dragon")
	require.NoError(t, db.Close())

	f, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, []int64{1}, counts(t, f, "dragon"))
}

func TestFailuresAreErrors(t *testing.T) {
	db := sqlitetest.Open(t)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	assert.Error(t, f.Mark(t.Context(), favorite.MarkInput{}))
	assert.Error(t, f.Unmark(t.Context(), favorite.UnmarkInput{}))
	assert.Error(t, f.Clear(t.Context(), favorite.ClearInput{}))
	_, err = f.GetCount(t.Context(), make([]favorite.GetCountInput, 1))
	assert.Error(t, err)
}

func open(t testing.TB) *impl.Favorite {
	t.Helper()
	f, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return f
}

func mark(t testing.TB, f *impl.Favorite, user favorite.User, item favorite.Item) {
	t.Helper()
	assert.NoError(t, f.Mark(t.Context(), favorite.MarkInput{User: user, Item: item}))
}

func counts(t *testing.T, f *impl.Favorite, items ...favorite.Item) (all []int64) {
	t.Helper()
	var in []favorite.GetCountInput
	for _, item := range items {
		in = append(in, favorite.GetCountInput{Item: item})
	}
	rows, err := f.GetCount(t.Context(), in)
	assert.NoError(t, err)
	for _, row := range rows {
		all = append(all, row.Count)
	}
	return all
}

func items(t *testing.T, f *impl.Favorite, in favorite.GetItemsInput) (all []favorite.Item) {
	t.Helper()
	rows, err := f.GetItems(t.Context(), in)
	assert.NoError(t, err)
	for _, row := range rows {
		all = append(all, row.Item)
	}
	return all
}

// Of 100 items, each of which 5 users have marked, those on a page.
func BenchmarkPage(b *testing.B) {
	f := open(b)
	var counted []favorite.GetCountInput
	var asked []favorite.IsFavoriteInput
	for i := range 100 {
		item := favorite.Item(fmt.Sprint(i))
		for j := range 5 {
			mark(b, f, favorite.User(fmt.Sprint("ABCDEFGHIJKLMNOPQRSTUVWX", (i+j)%20)), item)
		}
		if i%5 == 0 {
			counted = append(counted, favorite.GetCountInput{Item: item})
			asked = append(asked, favorite.IsFavoriteInput{User: runtime.Some[favorite.User]("ABCDEFGHIJKLMNOPQRSTUVWX1"), Item: item})
		}
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprint("count/", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := f.GetCount(b.Context(), counted[:n]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("favorite/", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := f.IsFavorite(b.Context(), asked[:n]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
