package tag_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/tag"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/tag"
)

// After an item is tagged with some words, each of them leads to the item,
// until it is tagged with others.
func TestPrinciple(t *testing.T) {
	g := open(t)
	set(t, g, "1", "reactjs", "angularjs")
	assert.Equal(t, []tag.Item{"1"}, items(t, g, "reactjs"))
	assert.Equal(t, []tag.Item{"1"}, items(t, g, "angularjs"))

	set(t, g, "1", "dragons")
	assert.Equal(t, []tag.Item{"1"}, items(t, g, "dragons"))
	assert.Empty(t, items(t, g, "reactjs"))
}

func TestNamesAreSortedAndOnce(t *testing.T) {
	g := open(t)
	set(t, g, "1", "b", "a", "C", "b", "ä", "", `"quoted"`, "a")
	assert.Equal(t, []string{"", `"quoted"`, "C", "a", "b", "ä"}, names(t, g, "1")[0])
	set(t, g, "1")
	assert.Empty(t, names(t, g, "1")[0])
}

func TestClear(t *testing.T) {
	g := open(t)
	set(t, g, "1", "a", "b")
	set(t, g, "2", "b")
	for range 2 {
		require.NoError(t, g.Clear(t.Context(), tag.ClearInput{Item: "1"}))
		assert.Equal(t, []tag.Item{"2"}, items(t, g, "b"))
		assert.Equal(t, []string{"b"}, everything(t, g))
	}
}

func TestGetNamesAnswersInOrder(t *testing.T) {
	g := open(t)
	set(t, g, "1", "b", "a")
	set(t, g, "2", "c")
	assert.Equal(t, [][]string{{"c"}, nil, {"a", "b"}, {"c"}}, names(t, g, "2", "none", "1", "2"))
	assert.Empty(t, names(t, g))
}

func TestGetAll(t *testing.T) {
	g := open(t)
	assert.Empty(t, everything(t, g))
	set(t, g, "1", "b", "a")
	set(t, g, "2", "b", "c", "B")
	set(t, g, "3", "a")
	assert.Equal(t, []string{"B", "a", "b", "c"}, everything(t, g))
	set(t, g, "2")
	assert.Equal(t, []string{"a", "b"}, everything(t, g), "a name that no item has is gone")
}

// Of sets that are made at once, one is the item's in the end, and whole.
func TestManyAtOnce(t *testing.T) {
	g := open(t)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { set(t, g, "1", fmt.Sprint("a", i), fmt.Sprint("b", i)) })
		all.Go(func() { assert.Contains(t, []int{0, 2}, len(names(t, g, "1")[0]), "no half of one is seen") })
	}
	all.Wait()
	last := names(t, g, "1")[0]
	require.Len(t, last, 2)
	assert.Equal(t, last[0][1:], last[1][1:])
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	g, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	set(t, g, "1", "kept")
	require.NoError(t, db.Close())

	g, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, []tag.Item{"1"}, items(t, g, "kept"))
}

func TestFailuresAreErrors(t *testing.T) {
	db := sqlitetest.Open(t)
	g, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	assert.Error(t, g.Set(t.Context(), tag.SetInput{}))
	assert.Error(t, g.Clear(t.Context(), tag.ClearInput{}))
	_, err = g.GetNames(t.Context(), make([]tag.GetNamesInput, 1))
	assert.Error(t, err)
	_, err = g.GetAll(t.Context())
	assert.Error(t, err)
}

func open(t testing.TB) *impl.Tag {
	t.Helper()
	g, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return g
}

func set(t testing.TB, g *impl.Tag, item tag.Item, names ...string) {
	t.Helper()
	assert.NoError(t, g.Set(t.Context(), tag.SetInput{Item: item, Names: names}))
}

func items(t *testing.T, g *impl.Tag, name string) (all []tag.Item) {
	t.Helper()
	rows, err := g.GetItems(t.Context(), tag.GetItemsInput{Name: name})
	assert.NoError(t, err)
	for _, row := range rows {
		all = append(all, row.Item)
	}
	return all
}

func names(t *testing.T, g *impl.Tag, items ...tag.Item) (all [][]string) {
	t.Helper()
	var in []tag.GetNamesInput
	for _, item := range items {
		in = append(in, tag.GetNamesInput{Item: item})
	}
	rows, err := g.GetNames(t.Context(), in)
	assert.NoError(t, err)
	for _, row := range rows {
		all = append(all, row.Names)
	}
	return all
}

func everything(t *testing.T, g *impl.Tag) (all []string) {
	t.Helper()
	rows, err := g.GetAll(t.Context())
	assert.NoError(t, err)
	for _, row := range rows {
		all = append(all, row.Name)
	}
	return all
}

// Of 100 items with three tags each, those on a page; and all tags.
func BenchmarkTags(b *testing.B) {
	g := open(b)
	var in []tag.GetNamesInput
	for i := range 100 {
		item := tag.Item(fmt.Sprint(i))
		set(b, g, item, fmt.Sprint("tag", i%10), fmt.Sprint("tag", i%7), "all")
		if i%5 == 0 {
			in = append(in, tag.GetNamesInput{Item: item})
		}
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprint("names/", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := g.GetNames(b.Context(), in[:n]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := g.GetAll(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
