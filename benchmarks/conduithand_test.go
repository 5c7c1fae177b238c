package benchmarks

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// handConduit is what a person would write for two of Conduit's endpoints on
// the tables that its concepts keep: one statement for what belongs together,
// whatever concept it is of, and one for the tags of all articles of a page.
type handConduit struct{ tags, count, page, tagsOf *sql.Stmt }

func newHandConduit(tb testing.TB, file string) *handConduit {
	db, err := sql.Open("sqlite", "file:"+file+"?_query_only=1&_busy_timeout=5000")
	require.NoError(tb, err)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	prepare := func(query string) *sql.Stmt {
		stmt, err := db.PrepareContext(tb.Context(), query)
		require.NoError(tb, err)
		return stmt
	}
	return &handConduit{
		tags:  prepare(`SELECT DISTINCT name FROM tag_tags ORDER BY name`),
		count: prepare(`SELECT count(*) FROM article_articles`),
		page: prepare(`SELECT a.id, a.slug, a.title, a.description, a.created_at, a.updated_at, u.username, p.bio, p.image,
				(SELECT count(*) FROM favorite_marks WHERE item = CAST(a.id AS TEXT))
			FROM (SELECT id FROM article_articles ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?) AS page
			CROSS JOIN article_articles a ON a.id = page.id
			JOIN user_users u ON u.id = a.author
			LEFT JOIN profile_profiles p ON p.user = a.author
			ORDER BY a.created_at DESC, a.id DESC`),
		tagsOf: prepare(`SELECT t.item, t.name FROM json_each(?) j CROSS JOIN tag_tags t ON t.item = j.value ORDER BY t.name`),
	}
}

func (h *handConduit) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/tags", h.serveTags)
	mux.HandleFunc("GET /api/articles", h.serveArticles)
	return mux
}

func answerJSON(w http.ResponseWriter, body any, err error) {
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	// An error here is the connection's: there is nobody left to tell.
	_ = json.NewEncoder(w).Encode(body)
}

func (h *handConduit) serveTags(w http.ResponseWriter, r *http.Request) {
	tags := []string{}
	err := eachRow(h.tags, r, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		tags = append(tags, name)
		return err
	})
	answerJSON(w, map[string][]string{"tags": tags}, err)
}

type handArticle struct {
	Slug           string     `json:"slug"`
	Title          string     `json:"title"`
	Description    string     `json:"description"`
	TagList        []string   `json:"tagList"`
	CreatedAt      handMoment `json:"createdAt"`
	UpdatedAt      handMoment `json:"updatedAt"`
	Favorited      bool       `json:"favorited"`
	FavoritesCount int64      `json:"favoritesCount"`
	Author         handAuthor `json:"author"`
}

type handAuthor struct {
	Username  string  `json:"username"`
	Bio       *string `json:"bio"`
	Image     *string `json:"image"`
	Following bool    `json:"following"`
}

// handMoment is a moment in microseconds since 1970.
type handMoment int64

func (m handMoment) MarshalJSON() ([]byte, error) {
	return time.UnixMicro(int64(m)).UTC().AppendFormat(nil, `"2006-01-02T15:04:05.000Z"`), nil
}

func (h *handConduit) serveArticles(w http.ResponseWriter, r *http.Request) {
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(r.URL.Query().Get(name)); err == nil && n >= 0 {
			return n
		}
		return otherwise
	}
	var answer struct {
		Articles []handArticle `json:"articles"`
		Count    int           `json:"articlesCount"`
	}
	answer.Articles = []handArticle{}
	if err := h.count.QueryRowContext(r.Context()).Scan(&answer.Count); err != nil {
		answerJSON(w, nil, err)
		return
	}
	var ids []string
	err := eachRow(h.page, r, func(rows *sql.Rows) error {
		var id string
		a := handArticle{TagList: []string{}}
		err := rows.Scan(&id, &a.Slug, &a.Title, &a.Description, &a.CreatedAt, &a.UpdatedAt,
			&a.Author.Username, &a.Author.Bio, &a.Author.Image, &a.FavoritesCount)
		ids, answer.Articles = append(ids, id), append(answer.Articles, a)
		return err
	}, number("limit", 20), number("offset", 0))
	if err != nil {
		answerJSON(w, nil, err)
		return
	}
	at := make(map[string]*handArticle, len(ids))
	for i, id := range ids {
		at[id] = &answer.Articles[i]
	}
	err = eachRow(h.tagsOf, r, func(rows *sql.Rows) error {
		var id, name string
		err := rows.Scan(&id, &name)
		at[id].TagList = append(at[id].TagList, name)
		return err
	}, `["`+strings.Join(ids, `","`)+`"]`)
	answerJSON(w, answer, err)
}

func eachRow(stmt *sql.Stmt, r *http.Request, scan func(*sql.Rows) error, args ...any) error {
	rows, err := stmt.QueryContext(r.Context(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
