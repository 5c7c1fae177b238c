package benchmarks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/argon2id"
	"github.com/syncgen/syncgen/concepts/conduit"
	"github.com/syncgen/syncgen/concepts/sqlite"
	emitted "github.com/syncgen/syncgen/generated/conduit"
)

// conduitPaths are what a front end asks for on its first page.
var conduitPaths = []struct{ name, path string }{{"tags", "/api/tags"}, {"articles", "/api/articles"}}

// BenchmarkConduit serves Conduit's tags, and a page of 20 of 100 articles,
// over loopback from one database file: by hand, and as emitted from its rules.
// Beside what beside reports, `p99-µs` is what 99 of 100 requests took no
// longer than, with the client's four connections at work on the same cores.
func BenchmarkConduit(b *testing.B) {
	for _, route := range conduitPaths {
		b.Run(route.name, func(b *testing.B) {
			hand, emitted := openConduit(b)
			request := "GET " + route.path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
			clients := []*client{serve(b, hand, request), serve(b, emitted, request)}
			beside(b, contender{"hand", clients[0].send}, contender{"emitted", clients[1].send})
			for i, name := range []string{"hand", "emitted"} {
				b.ReportMetric(float64(median(clients[i].p99))/float64(time.Microsecond), name+"-p99-µs")
			}
		})
	}
}

// TestConduitByHandIsTheSame keeps the baseline honest.
func TestConduitByHandIsTheSame(t *testing.T) {
	hand, emitted := openConduit(t)
	for _, path := range []string{"/api/tags", "/api/articles", "/api/articles?limit=3&offset=98"} {
		ask := func(handler http.Handler) string {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, http.NoBody))
			require.Equal(t, http.StatusOK, w.Code, w.Body)
			return w.Body.String()
		}
		assert.JSONEq(t, ask(hand), ask(emitted), path)
	}
}

// openConduit returns both handlers on one database with 100 articles of ten
// authors, with three tags each out of ten, and with some favorites.
func openConduit(tb testing.TB) (hand, served http.Handler) {
	file := filepath.Join(tb.TempDir(), "conduit.db")
	db, err := sqlite.Open(tb.Context(), file)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	concepts, err := conduit.New(tb.Context(), db, conduit.Settings{Secret: bytes.Repeat([]byte("s"), 32), PasswordCost: argon2id.Cheap})
	require.NoError(tb, err)
	app, err := emitted.New(concepts)
	require.NoError(tb, err)
	served = app.Handler()

	var tokens []string
	for i := range 10 {
		tokens = append(tokens, tell(tb, served, "POST", "/api/users", "", map[string]any{"user": map[string]any{
			"username": fmt.Sprint("author", i), "email": fmt.Sprint("author", i, "@example.com"), "password": "correct horse",
		}})["user"].(map[string]any)["token"].(string))
	}
	for i := range 100 {
		tags := []string{fmt.Sprint("tag", i%10), fmt.Sprint("tag", (i+3)%10), fmt.Sprint("tag", (i+5)%10)}
		article := tell(tb, served, "POST", "/api/articles", tokens[i%10], map[string]any{"article": map[string]any{
			"title": fmt.Sprint("Article ", i), "description": "What it is about, in a sentence.", "body": "All of it, in a few words.", "tagList": tags,
		}})["article"].(map[string]any)
		for fan := range i % 4 {
			tell(tb, served, "POST", "/api/articles/"+article["slug"].(string)+"/favorite", tokens[fan], nil)
		}
	}
	return newHandConduit(tb, file).handler(), served
}

func tell(tb testing.TB, handler http.Handler, method, path, token string, body any) map[string]any {
	request := httptest.NewRequest(method, path, http.NoBody)
	if body != nil {
		sent, err := json.Marshal(body)
		require.NoError(tb, err)
		request = httptest.NewRequest(method, path, bytes.NewReader(sent))
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Token "+token)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, request)
	require.Less(tb, w.Code, 300, "%s %s: %s", method, path, w.Body)
	var answer map[string]any
	require.NoError(tb, json.Unmarshal(w.Body.Bytes(), &answer))
	return answer
}

func median(list []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}
