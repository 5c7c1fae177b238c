package article

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
)

// How SQLite finds a page: by an index that has its order, too, where there is
// one, and never by going through all articles.
func TestPlans(t *testing.T) {
	const (
		newest   = "SCAN article_articles USING COVERING INDEX article_articles_newest"
		author   = "SEARCH article_articles USING COVERING INDEX article_articles_by_author (author=?)"
		identity = "SEARCH article_articles USING INTEGER PRIMARY KEY (rowid=?)"
	)
	db := sqlitetest.Open(t)
	_, err := New(t.Context(), db)
	require.NoError(t, err)
	for _, test := range []struct {
		name          string
		authors, told int
		search        string
		sorts         bool
	}{
		{"the newest", anyAuthor, 0, newest, false},
		{"of an author", oneAuthor, 0, author, false},
		{"of several authors", severalAuthors, 0, author, true},
		{"among some", anyAuthor, 1, identity, true},
		{"of an author among some", oneAuthor, 1, author, false},
		{"of several authors among some", severalAuthors, 1, identity, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			from := matching(test.authors, test.told)
			found := plan(t, db, page(from))
			assert.Contains(t, found, test.search)
			assert.Contains(t, found, "SEARCH a USING INTEGER PRIMARY KEY", "what is on the page")
			inner, _, _ := strings.Cut(found, "SEARCH a USING")
			assert.Equal(t, test.sorts, strings.Contains(inner, "USE TEMP B-TREE FOR ORDER BY"), found)

			if counted := plan(t, db, `SELECT count(*)`+from); test.authors+test.told > 0 {
				assert.Contains(t, counted, test.search)
			} else {
				assert.Contains(t, counted, "USING COVERING INDEX")
			}
		})
	}
}

func plan(t *testing.T, db *sqlite.DB, query string) string {
	t.Helper()
	prepare := db.Prepare(t.Context())
	explain := prepare.Read(`EXPLAIN QUERY PLAN ` + query)
	require.NoError(t, prepare.Err())
	args := make([]any, strings.Count(query, "?"))
	steps, err := sqlite.Many(t.Context(), explain, func(rows *sql.Rows) (detail string, err error) {
		var id, parent, unused int
		err = rows.Scan(&id, &parent, &unused, &detail)
		return fmt.Sprintf("%s\n", detail), err
	}, args...)
	require.NoError(t, err)
	return strings.Join(steps, "")
}
