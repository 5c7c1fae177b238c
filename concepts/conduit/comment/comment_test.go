package comment_test

import (
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/comment"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/comment"
	"github.com/syncgen/syncgen/runtime"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 123_000_000, time.UTC)

// After an author comments on a target, the comment stands beneath it, the
// newest first, until it is removed, or all of the target's comments are.
func TestPrinciple(t *testing.T) {
	c := open(t)
	first := add(t, c, "ann", "dragon", "Nice.", noon)
	second := add(t, c, "bob", "dragon", "So-so.", noon)
	elsewhere := add(t, c, "bob", "cat", "Meow.", noon)

	rows, err := c.GetByTarget(t.Context(), comment.GetByTargetInput{Target: "dragon"})
	require.NoError(t, err)
	require.Len(t, rows, 2)
	assert.Equal(t, second, rows[0].Comment, "of two at one moment, the later one")
	assert.Equal(t, first, rows[1].Comment)
	row, found, err := c.Get(t.Context(), comment.GetInput{Comment: first})
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, comment.GetRow{ID: rows[1].ID, Author: "ann", Body: "Nice.", CreatedAt: noon}, row)

	require.NoError(t, c.Remove(t.Context(), comment.RemoveInput{Comment: first}))
	assert.Equal(t, []comment.Comment{second}, beneath(t, c, "dragon"))
	for range 2 {
		require.NoError(t, c.RemoveAll(t.Context(), comment.RemoveAllInput{Target: "dragon"}))
		assert.Empty(t, beneath(t, c, "dragon"))
	}
	assert.Equal(t, []comment.Comment{elsewhere}, beneath(t, c, "cat"))
}

func TestTheNewestComesFirst(t *testing.T) {
	c := open(t)
	middle := add(t, c, "ann", "dragon", "2", noon.Add(time.Minute))
	newest := add(t, c, "ann", "dragon", "3", noon.Add(time.Hour))
	oldest := add(t, c, "ann", "dragon", "1", noon)
	assert.Equal(t, []comment.Comment{newest, middle, oldest}, beneath(t, c, "dragon"))
}

func TestRemoveRefusesWhatIsNotThere(t *testing.T) {
	c := open(t)
	removed := add(t, c, "ann", "dragon", "Nice.", noon)
	require.NoError(t, c.Remove(t.Context(), comment.RemoveInput{Comment: removed}))
	for _, absent := range []comment.Comment{removed, "", "guess", "01", "99999999999999999999"} {
		err := c.Remove(t.Context(), comment.RemoveInput{Comment: absent})
		reason, refused := runtime.Refused(err)
		assert.True(t, refused, "%v", err)
		assert.Equal(t, "there is no such comment", reason)
		_, found, err := c.Get(t.Context(), comment.GetInput{Comment: absent})
		assert.NoError(t, err)
		assert.False(t, found)
	}
}

// A comment is found by its number beneath its own target only.
func TestGetByID(t *testing.T) {
	c := open(t)
	added := add(t, c, "ann", "dragon", "Nice.", noon)
	get, _, err := c.Get(t.Context(), comment.GetInput{Comment: added})
	require.NoError(t, err)
	row, found, err := c.GetByID(t.Context(), comment.GetByIDInput{Target: "dragon", ID: get.ID})
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, comment.GetByIDRow{Comment: added, Author: "ann"}, row)
	for _, other := range []comment.GetByIDInput{{Target: "cat", ID: get.ID}, {Target: "dragon", ID: 99999}, {Target: "dragon", ID: -1}} {
		_, found, err = c.GetByID(t.Context(), other)
		assert.NoError(t, err)
		assert.False(t, found)
	}
}

// A number is given once, also when the newest comment is gone and when the
// program was started again.
func TestNumbersAreNeverReused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	seen := map[comment.Comment]bool{}
	for range 3 {
		db := sqlitetest.OpenFile(t, file)
		c, err := impl.New(t.Context(), db)
		require.NoError(t, err)
		added := add(t, c, "ann", "dragon", "Nice.", noon)
		assert.False(t, seen[added], added)
		seen[added] = true
		require.NoError(t, c.RemoveAll(t.Context(), comment.RemoveAllInput{Target: "dragon"}))
		require.NoError(t, db.Close())
	}
}

func TestManyAtOnce(t *testing.T) {
	c := open(t)
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() { add(t, c, "ann", "dragon", "Nice.", noon) })
	}
	all.Wait()
	seen := map[comment.Comment]bool{}
	for _, one := range beneath(t, c, "dragon") {
		seen[one] = true
	}
	assert.Len(t, seen, 40)
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	c, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	kept := add(t, c, "ann", "dragon", "Nice.", noon)
	require.NoError(t, db.Close())

	c, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, []comment.Comment{kept}, beneath(t, c, "dragon"))
}

func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	c, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = c.Add(t.Context(), comment.AddInput{At: noon})
	assert.Error(t, err)
	err = c.Remove(t.Context(), comment.RemoveInput{Comment: "1"})
	require.Error(t, err)
	_, refused := runtime.Refused(err)
	assert.False(t, refused)
	_, err = c.GetByTarget(t.Context(), comment.GetByTargetInput{})
	assert.Error(t, err)
}

func open(t testing.TB) *impl.Comment {
	t.Helper()
	c, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return c
}

func add(t testing.TB, c *impl.Comment, author comment.Author, target comment.Target, body string, at time.Time) comment.Comment {
	t.Helper()
	out, err := c.Add(t.Context(), comment.AddInput{Author: author, Target: target, Body: body, At: at})
	assert.NoError(t, err)
	return out.Comment
}

func beneath(t *testing.T, c *impl.Comment, target comment.Target) (all []comment.Comment) {
	t.Helper()
	rows, err := c.GetByTarget(t.Context(), comment.GetByTargetInput{Target: target})
	assert.NoError(t, err)
	for _, row := range rows {
		assert.EqualValues(t, row.Comment, strconv.FormatInt(row.ID, 10))
		all = append(all, row.Comment)
	}
	return all
}
