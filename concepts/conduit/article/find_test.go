package article_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/generated/conduit/article"
	"github.com/syncgen/syncgen/runtime"
)

// Whatever is asked for, the page and the count are those of the articles that
// fit, sorted from the newest.
func TestFind(t *testing.T) {
	a := open(t)
	type published struct {
		article article.Article
		author  article.Author
		at      time.Time
	}
	var all []published
	for i := range 60 {
		// Three of each moment, and the clock set back now and then.
		p := published{author: article.Author(fmt.Sprint("author", i%4)), at: noon.Add(time.Duration((i/3*7)%20) * time.Second)}
		p.article = publish(t, a, p.author, fmt.Sprint("Title ", i), p.at)
		all = append(all, p)
	}
	newest := slices.Clone(all)
	slices.Reverse(newest)
	slices.SortStableFunc(newest, func(a, b published) int { return b.at.Compare(a.at) })

	rapid.Check(t, func(rt *rapid.T) {
		in := article.FindInput{Limit: rapid.Int64Range(-1, 70).Draw(rt, "limit"), Offset: rapid.Int64Range(-1, 70).Draw(rt, "offset")}
		if rapid.Bool().Draw(rt, "of authors") {
			in.Authors = runtime.Some(rapid.SliceOfN(rapid.SampledFrom([]article.Author{"author0", "author1", "author2", "author3", "nobody", "author0"}), 0, 4).Draw(rt, "authors"))
		}
		if rapid.Bool().Draw(rt, "among some") {
			in.Among = runtime.Some(rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 70), func(i int) article.Article {
				return article.Article(fmt.Sprint(i))
			}), 0, 80).Draw(rt, "among"))
		}
		var fit []article.Article
		for _, p := range newest {
			authors, of := in.Authors.Get()
			among, told := in.Among.Get()
			if (!of || slices.Contains(authors, p.author)) && (!told || slices.Contains(among, p.article)) {
				fit = append(fit, p.article)
			}
		}
		count, err := a.Count(t.Context(), article.CountInput{Authors: in.Authors, Among: in.Among})
		require.NoError(rt, err)
		require.EqualValues(rt, len(fit), count.Count)

		from := min(max(in.Offset, 0), int64(len(fit)))
		to := min(from+max(in.Limit, 0), int64(len(fit)))
		require.Equal(rt, append([]article.Article(nil), fit[from:to]...), find(t, a, in))
	})
}

// The articles that a tag leads to may be many, and some of them gone.
func TestFindAmongMany(t *testing.T) {
	a := open(t)
	one := publish(t, a, "ann", "One", noon)
	many := []article.Article{"no number"}
	for i := range 20_000 {
		many = append(many, article.Article(fmt.Sprint(1_000_000-i)))
	}
	many = append(many, one)
	assert.Equal(t, []article.Article{one}, find(t, a, article.FindInput{Among: runtime.Some(many), Limit: 20}))
}
