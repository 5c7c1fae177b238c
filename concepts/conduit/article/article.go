// Package article carries out the concept Article, with articles in SQLite.
package article

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit/article"
	"github.com/syncgen/syncgen/runtime"
)

// Article is the concept, with its state in a database.
type Article struct {
	db       *sqlite.DB
	reserved []string

	insert, revise, remove *sqlite.Stmt
	bySlug, get, titled    *sqlite.Stmt
	searches               searches
}

var _ article.Concept = (*Article)(nil)

// New returns the concept on db, with its tables made where they are missing.
// The reserved slugs are given to no article, because something else is found
// at their address.
func New(ctx context.Context, db *sqlite.DB, reserved ...string) (*Article, error) {
	// The body comes last, so that no list of articles reads it. An identity is
	// a number that AUTOINCREMENT gives once; of two articles of one moment, the
	// larger one is the newer.
	err := db.Migrate(ctx, "conduit/article", `CREATE TABLE article_articles (
		id          INTEGER PRIMARY KEY AUTOINCREMENT,
		slug        TEXT NOT NULL UNIQUE,
		author      TEXT NOT NULL,
		created_at  INTEGER NOT NULL,
		updated_at  INTEGER NOT NULL,
		title       TEXT NOT NULL,
		description TEXT NOT NULL,
		body        TEXT NOT NULL
	) STRICT;
	CREATE INDEX article_articles_newest ON article_articles (created_at);
	CREATE INDEX article_articles_by_author ON article_articles (author, created_at)`)
	if err != nil {
		return nil, err
	}
	prepare := db.Prepare(ctx)
	a := &Article{
		db:       db,
		reserved: reserved,
		insert: prepare.Write(`INSERT INTO article_articles (slug, author, created_at, updated_at, title, description, body)
			VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6) ON CONFLICT (slug) DO NOTHING RETURNING id`),
		// A later moment also where the clock was set back or has not moved on
		// since, by as much as can be seen of a time with milliseconds.
		revise: prepare.Write(`UPDATE OR IGNORE article_articles SET slug = ?2, title = ?3, description = coalesce(?4, description),
			body = coalesce(?5, body), updated_at = max(?6, updated_at + ?7) WHERE id = ?1`),
		remove: prepare.Write(`DELETE FROM article_articles WHERE id = ?`),
		titled: prepare.Read(`SELECT slug, title FROM article_articles WHERE id = ?`),
		bySlug: prepare.Read(`SELECT id, author FROM article_articles WHERE slug = ?`),
		get: prepare.Read(`SELECT slug, author, title, description, body, created_at, updated_at
			FROM article_articles WHERE id = ?`),
		searches: prepareSearches(prepare),
	}
	return a, prepare.Err()
}

// Publish makes an article with a slug of its own.
func (a *Article) Publish(ctx context.Context, in article.PublishInput) (article.PublishOutput, error) {
	var id int64
	err := a.slugged(in.Title, func(slug string) (bool, error) {
		return sqlite.Optional(a.insert.QueryRowContext(ctx, slug, in.Author, sqlite.Micros(in.At), in.Title, in.Description, in.Body), &id)
	})
	if err != nil {
		return article.PublishOutput{}, err
	}
	return article.PublishOutput{Article: sqlite.Identity[article.Article](id)}, nil
}

// tries is how many slugs are tried for one title. A second one is needed for
// each title that there is twice, a third one hardly ever.
const tries = 5

// slugged tries slugs for a title until one of them is nobody else's, which
// take says: the unique index decides it, not a look before.
func (a *Article) slugged(title string, take func(slug string) (bool, error)) error {
	base := slugOf(title)
	slug := base
	if base == "" || slices.Contains(a.reserved, base) {
		slug = another(base)
	}
	for range tries {
		if taken, err := take(slug); err != nil || taken {
			return err
		}
		slug = another(base)
	}
	return fmt.Errorf("no slug for an article: %d in a row were taken", tries)
}

// Revise changes what is not left out of an article.
func (a *Article) Revise(ctx context.Context, in article.ReviseInput) error {
	id, ok := sqlite.Number(in.Article)
	if !ok {
		return errNone
	}
	return a.db.Update(ctx, func(ctx context.Context) error {
		var slug, title string
		found, err := sqlite.Optional(a.titled.QueryRowContext(ctx, id), &slug, &title)
		if err != nil {
			return err
		}
		if !found {
			return errNone
		}
		revised := in.Title.Or(title)
		take := func(slug string) (bool, error) {
			return sqlite.Changed(a.revise.ExecContext(ctx, id, slug, revised, sqlite.Null(in.Description), sqlite.Null(in.Body),
				sqlite.Micros(in.At), time.Millisecond.Microseconds()))
		}
		if slugOf(revised) == slugOf(title) { // the address stays where it can
			_, err := take(slug)
			return err
		}
		return a.slugged(revised, take)
	})
}

var errNone = runtime.Refuse("there is no such article")

// Remove removes an article.
func (a *Article) Remove(ctx context.Context, in article.RemoveInput) error {
	id, ok := sqlite.Number(in.Article)
	if !ok {
		return errNone
	}
	removed, err := sqlite.Changed(a.remove.ExecContext(ctx, id))
	if err == nil && !removed {
		err = errNone
	}
	return err
}

// GetBySlug returns the article that has a slug, and its author.
func (a *Article) GetBySlug(ctx context.Context, in article.GetBySlugInput) (row article.GetBySlugRow, found bool, err error) {
	var id int64
	found, err = sqlite.Optional(a.bySlug.QueryRowContext(ctx, in.Slug), &id, &row.Author)
	row.Article = sqlite.Identity[article.Article](id)
	return row, found, err
}

// Get returns an article.
func (a *Article) Get(ctx context.Context, in article.GetInput) (row article.GetRow, found bool, err error) {
	id, ok := sqlite.Number(in.Article)
	if !ok {
		return row, false, nil
	}
	var created, updated sqlite.Time
	found, err = sqlite.Optional(a.get.QueryRowContext(ctx, id),
		&row.Slug, &row.Author, &row.Title, &row.Description, &row.Body, &created, &updated)
	row.CreatedAt, row.UpdatedAt = created.Time, updated.Time
	return row, found, err
}
