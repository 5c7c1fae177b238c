package article

import (
	"context"
	"database/sql"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/article"
	"github.com/syncgen/syncgen/runtime"
)

// search is what Find and Count ask for one form of their sets.
type search struct{ find, count *sqlite.Stmt }

// searches has a search for each form: what is said of the authors, and
// whether the articles are told.
type searches [3][2]search

// What can be said of the authors.
const (
	anyAuthor = iota
	oneAuthor // apart from several, because an index then has the order, too
	severalAuthors
)

func prepareSearches(prepare *sqlite.Preparer) (all searches) {
	for authors := range all {
		for told := range all[authors] {
			from := matching(authors, told)
			all[authors][told] = search{find: prepare.Read(page(from)), count: prepare.Read(`SELECT count(*)` + from)}
		}
	}
	return all
}

// matching says which articles a search is for.
func matching(authors, told int) string {
	by := [...]string{anyAuthor: `true`, oneAuthor: `author = ?`, severalAuthors: `author IN (SELECT value FROM json_each(?))`}
	among := [...]string{`true`, `id IN (SELECT value FROM json_each(?))`}
	return ` FROM article_articles WHERE ` + by[authors] + ` AND ` + among[told]
}

// page finds a page in an index alone, as far as it can, and reads only what
// is on it.
func page(from string) string {
	return `SELECT a.id, a.slug, a.author, a.title, a.description, a.created_at, a.updated_at
		FROM (SELECT id` + from + ` ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?) AS page
		CROSS JOIN article_articles a ON a.id = page.id ORDER BY a.created_at DESC, a.id DESC`
}

// choose returns the search for these sets, and their arguments; and false
// where nothing can be found.
func (s *searches) choose(authors runtime.Optional[[]article.Author], among runtime.Optional[[]article.Article]) (search, []any, bool) {
	form, told := anyAuthor, 0
	var args []any
	if authors, said := authors.Get(); said {
		switch len(authors) {
		case 0:
			return search{}, nil, false
		case 1:
			form, args = oneAuthor, append(args, authors[0])
		default:
			form, args = severalAuthors, append(args, sqlite.Texts(authors))
		}
	}
	if among, said := among.Get(); said {
		if len(among) == 0 {
			return search{}, nil, false
		}
		told, args = 1, append(args, numbers(among))
	}
	return s[form][told], args, true
}

// numbers makes a list of the articles' numbers.
func numbers(articles []article.Article) string {
	return sqlite.List(articles, func(b []byte, a article.Article) []byte {
		if _, ok := sqlite.Number(a); !ok {
			return append(b, "null"...) // which equals nothing
		}
		return append(b, a...)
	})
}

// Find returns a page of the articles that there are of these authors and
// among these articles, the newest first.
func (a *Article) Find(ctx context.Context, in article.FindInput) ([]article.FindRow, error) {
	search, args, some := a.searches.choose(in.Authors, in.Among)
	if !some || in.Limit <= 0 {
		return nil, nil // SQLite takes a negative limit for none
	}
	return sqlite.Many(ctx, search.find, func(rows *sql.Rows) (row article.FindRow, err error) {
		var id int64
		var created, updated sqlite.Time
		err = rows.Scan(&id, &row.Slug, &row.Author, &row.Title, &row.Description, &created, &updated)
		row.Article, row.CreatedAt, row.UpdatedAt = sqlite.Identity[article.Article](id), created.Time, updated.Time
		return row, err
	}, append(args, in.Limit, max(in.Offset, 0))...)
}

// Count returns how many articles there are of these authors and among these
// articles.
func (a *Article) Count(ctx context.Context, in article.CountInput) (row article.CountRow, err error) {
	search, args, some := a.searches.choose(in.Authors, in.Among)
	if !some {
		return row, nil
	}
	err = search.count.QueryRowContext(ctx, args...).Scan(&row.Count)
	return row, err
}
