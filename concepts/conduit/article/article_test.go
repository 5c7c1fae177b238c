package article_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/article"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/conduit/article"
	"github.com/syncgen/syncgen/runtime"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 123_000_000, time.UTC)

// After an author publishes an article, everybody finds it under its slug, the
// newest articles first, until the author removes it.
func TestPrinciple(t *testing.T) {
	a := open(t)
	dragon := publish(t, a, "ann", "How to train your dragon", noon)
	cat := publish(t, a, "bob", "How to obey your cat", noon.Add(time.Second))
	assert.NotEqual(t, dragon, cat)

	row, found, err := a.GetBySlug(t.Context(), article.GetBySlugInput{Slug: "how-to-train-your-dragon"})
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, article.GetBySlugRow{Article: dragon, Author: "ann"}, row)
	assert.Equal(t, article.GetRow{
		Slug: "how-to-train-your-dragon", Author: "ann", Title: "How to train your dragon",
		Description: "about it", Body: "all of it", CreatedAt: noon, UpdatedAt: noon,
	}, get(t, a, dragon))

	rows, err := a.Find(t.Context(), article.FindInput{Limit: 20})
	require.NoError(t, err)
	require.Len(t, rows, 2)
	assert.Equal(t, article.FindRow{
		Article: cat, Slug: "how-to-obey-your-cat", Author: "bob", Title: "How to obey your cat",
		Description: "about it", CreatedAt: noon.Add(time.Second), UpdatedAt: noon.Add(time.Second),
	}, rows[0])
	assert.Equal(t, dragon, rows[1].Article)

	require.NoError(t, a.Remove(t.Context(), article.RemoveInput{Article: dragon}))
	_, found, err = a.GetBySlug(t.Context(), article.GetBySlugInput{Slug: "how-to-train-your-dragon"})
	assert.NoError(t, err)
	assert.False(t, found)
	assert.Equal(t, []article.Article{cat}, find(t, a, article.FindInput{Limit: 20}))
}

func TestWhatIsNotThereIsRefused(t *testing.T) {
	a := open(t)
	removed := publish(t, a, "ann", "Gone", noon)
	require.NoError(t, a.Remove(t.Context(), article.RemoveInput{Article: removed}))
	assert.NotEqual(t, removed, publish(t, a, "ann", "Gone", noon), "an identity is given once")
	for _, absent := range []article.Article{removed, "", "0", "01", " 2", "+2", "2.0", "guess", "99999999999999999999"} {
		assertRefused(t, a.Revise(t.Context(), article.ReviseInput{Article: absent, At: noon}))
		assertRefused(t, a.Remove(t.Context(), article.RemoveInput{Article: absent}))
		_, found, err := a.Get(t.Context(), article.GetInput{Article: absent})
		assert.NoError(t, err)
		assert.False(t, found, absent)
	}
}

// Every article has a slug of its own, whatever its title.
func TestSlugsAreUnique(t *testing.T) {
	a := open(t, "feed")
	for title, pattern := range map[string]string{
		"Twice": `^twice-[a-z2-7]{8}$`, // see below
		"?!":    `^[a-z2-7]{8}$`,
		"Feed":  `^feed-[a-z2-7]{8}$`, // is reserved
	} {
		if title == "Twice" {
			assert.Equal(t, "twice", get(t, a, publish(t, a, "ann", title, noon)).Slug)
		}
		assert.Regexp(t, pattern, get(t, a, publish(t, a, "bob", title, noon)).Slug)
	}
}

// Of many who take one title at once, by publishing or by revising, each gets
// a slug of its own, and one of them the plain one.
func TestManyArticlesOfOneTitle(t *testing.T) {
	a := open(t)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { publish(t, a, "ann", "Same", noon) })
		all.Go(func() {
			other := publish(t, a, "ann", fmt.Sprint("Other ", i), noon)
			assert.NoError(t, a.Revise(t.Context(), article.ReviseInput{Article: other, Title: runtime.Some("Same"), At: noon}))
		})
	}
	all.Wait()
	rows, err := a.Find(t.Context(), article.FindInput{Limit: 100})
	require.NoError(t, err)
	slugs := map[string]bool{}
	for _, row := range rows {
		assert.Equal(t, "Same", row.Title)
		slugs[row.Slug] = true
	}
	assert.Len(t, slugs, 40)
	assert.True(t, slugs["same"])
}

func TestRevise(t *testing.T) {
	a := open(t)
	publish(t, a, "ann", "Second", noon)
	first := publish(t, a, "ann", "First", noon)
	revise := func(in article.ReviseInput) article.GetRow {
		in.Article = first
		before := get(t, a, first)
		require.NoError(t, a.Revise(t.Context(), in))
		after := get(t, a, first)
		assert.Equal(t, noon, after.CreatedAt)
		assert.GreaterOrEqual(t, after.UpdatedAt.Sub(before.UpdatedAt), time.Millisecond)
		assert.False(t, after.UpdatedAt.Before(in.At))
		return after
	}
	later := noon.Add(time.Hour)

	row := revise(article.ReviseInput{Body: runtime.Some(""), At: later})
	assert.Equal(t, article.GetRow{
		Slug: "first", Author: "ann", Title: "First", Description: "about it", CreatedAt: noon, UpdatedAt: later,
	}, row, "what is left out stays, the slug too")
	row = revise(article.ReviseInput{Description: runtime.Some("new"), At: later})
	assert.Equal(t, "new", row.Description)
	assert.Equal(t, later.Add(time.Millisecond), row.UpdatedAt, "of two revisions at one moment each is seen")
	row = revise(article.ReviseInput{Title: runtime.Some("First"), At: noon})
	assert.Equal(t, "first", row.Slug, "the same title keeps the slug")
	row = revise(article.ReviseInput{Title: runtime.Some("FIRST!"), At: noon})
	assert.Equal(t, "first", row.Slug, "so does one that is read the same")
	assert.Equal(t, "FIRST!", row.Title)
	row = revise(article.ReviseInput{Title: runtime.Some("Third"), At: noon})
	assert.Equal(t, "third", row.Slug)
	row = revise(article.ReviseInput{Title: runtime.Some("Second"), At: noon})
	assert.Regexp(t, `^second-[a-z2-7]{8}$`, row.Slug, "another article has the plain one")
	suffixed := row.Slug
	assert.Equal(t, suffixed, revise(article.ReviseInput{Title: runtime.Some("Second"), At: noon}).Slug)
	assert.Equal(t, "first", revise(article.ReviseInput{Title: runtime.Some("First"), At: noon}).Slug, "nobody took it since")
}

func TestOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	a, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	kept := publish(t, a, "ann", "Kept", noon)
	require.NoError(t, db.Close())

	a, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, "Kept", get(t, a, kept).Title)
}

func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	a, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = a.Publish(t.Context(), article.PublishInput{Title: "x", At: noon})
	errs := []error{err, a.Revise(t.Context(), article.ReviseInput{Article: "1", At: noon}), a.Remove(t.Context(), article.RemoveInput{Article: "1"})}
	_, err = a.Find(t.Context(), article.FindInput{Limit: 1})
	errs = append(errs, err)
	for _, err := range errs {
		require.Error(t, err)
		_, refused := runtime.Refused(err)
		assert.False(t, refused)
	}
}

func open(t testing.TB, reserved ...string) *impl.Article {
	t.Helper()
	a, err := impl.New(t.Context(), sqlitetest.Open(t), reserved...)
	require.NoError(t, err)
	return a
}

func publish(t testing.TB, a *impl.Article, author article.Author, title string, at time.Time) article.Article {
	t.Helper()
	out, err := a.Publish(t.Context(), article.PublishInput{
		Author: author, Title: title, Description: "about it", Body: "all of it", At: at,
	})
	assert.NoError(t, err)
	return out.Article
}

func get(t testing.TB, a *impl.Article, which article.Article) article.GetRow {
	t.Helper()
	row, found, err := a.Get(t.Context(), article.GetInput{Article: which})
	assert.NoError(t, err)
	assert.True(t, found)
	return row
}

func find(t testing.TB, a *impl.Article, in article.FindInput) (articles []article.Article) {
	t.Helper()
	rows, err := a.Find(t.Context(), in)
	assert.NoError(t, err)
	for _, row := range rows {
		articles = append(articles, row.Article)
	}
	return articles
}

func assertRefused(t *testing.T, err error) {
	t.Helper()
	reason, refused := runtime.Refused(err)
	assert.True(t, refused, "%v", err)
	assert.Equal(t, "there is no such article", reason)
}

// The page that most visitors see: 20 of 100 articles.
func BenchmarkFind(b *testing.B) {
	a := open(b)
	body := strings.Repeat("all of it ", 1000)
	for i := range 100 {
		_, err := a.Publish(b.Context(), article.PublishInput{
			Author: article.Author(fmt.Sprint("author", i%10)), Title: fmt.Sprint("Title ", i), Description: "about it", Body: body,
			At: noon.Add(time.Duration(i) * time.Second),
		})
		require.NoError(b, err)
	}
	among := make([]article.Article, 50)
	for i := range among {
		among[i] = article.Article(fmt.Sprint(2*i + 1))
	}
	for name, in := range map[string]article.FindInput{
		"newest":  {Limit: 20},
		"offset":  {Limit: 20, Offset: 80},
		"author":  {Limit: 20, Authors: runtime.Some([]article.Author{"author1"})},
		"authors": {Limit: 20, Authors: runtime.Some([]article.Author{"author1", "author2", "author3", "author4", "author5"})},
		"among":   {Limit: 20, Among: runtime.Some(among)},
	} {
		b.Run("page/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := a.Find(b.Context(), in); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("count/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := a.Count(b.Context(), article.CountInput{Authors: in.Authors, Among: in.Among}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
