package social_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/examples/internal/drive"
	impl "github.com/syncgen/syncgen/examples/social"
	"github.com/syncgen/syncgen/generated/social"
	"github.com/syncgen/syncgen/generated/social/commenting"
	"github.com/syncgen/syncgen/generated/social/posting"
	"github.com/syncgen/syncgen/generated/social/tagging"
	"github.com/syncgen/syncgen/generated/social/voting"
)

var coverage drive.Coverage

func TestMain(m *testing.M) { coverage.Main(m) }

type driver = drive.Driver[*social.App]

// signIn has ann, bob and cid sign in: user-1 has session-1, and so on.
const signIn = `
	POST /users {"username": "ann", "password": "12345678"}
	→ 201 {"user":"user-1","username":"ann"}
	POST /users {"username": "bob", "password": "12345678"}
	→ 201 {"user":"user-2","username":"bob"}
	POST /users {"username": "cid", "password": "12345678"}
	→ 201 {"user":"user-3","username":"cid"}

	POST /sessions {"username": "ann", "password": "12345678"}
	→ 201 {"session":"session-1","user":"user-1"}
	POST /sessions {"username": "bob", "password": "12345678"}
	→ 201 {"session":"session-2","user":"user-2"}
	POST /sessions {"username": "cid", "password": "12345678"}
	→ 201 {"session":"session-3","user":"user-3"}
`

// start makes an app in which they are signed in.
func start(t *testing.T) *driver {
	t.Helper()
	d := drive.Start(t, &coverage, impl.New)
	d.Run(t, signIn)
	return d
}

func TestAccounts(t *testing.T) {
	start(t).Run(t, `
		POST /users {"username": "ann", "password": "87654321"}
		→ 400 {"error":"the username is taken"}
		POST /users {"username": "", "password": "87654321"}
		→ 400 {"error":"a username has 1 to 32 characters"}
		POST /users {"username": "dan", "password": "short"}
		→ 400 {"error":"a password has at least 8 characters"}
		POST /users {"username": "dan"}
		→ 400 {"type":"about:blank","title":"Bad Request","status":400,"detail":"some fields are missing or mistyped","errors":[{"name":"password","in":"body","detail":"is missing"}],"request":"ID"}
		POST /sessions {"username": "ann", "password": "87654321"}
		→ 401 {"error":"wrong username or password"}
		POST /sessions {"username": "dan", "password": "12345678"}
		→ 401 {"error":"wrong username or password"}

		GET /users/user-2
		→ 200 {"user":"user-2","username":"bob","karma":0,"followers":0,"posts":[]}
		GET /users/nobody
		→ 404 {"error":"there is no such user"}

		DELETE /sessions/session-2
		→ 200 {"ended":"session-2"}
		DELETE /sessions/session-2
		→ 404 {"error":"there is no such session"}
		GET /feed?session=session-2
		→ 401 {"error":"sign in first"}
		GET /feed?session=session-1
		→ 200 {"posts":[]}
	`)
}

// What needs a session is not done without one.
func TestSessions(t *testing.T) {
	start(t).RunAlike(t, `
		POST /posts {"session": "guess", "title": "Hello", "body": ""}
		PUT /posts/any {"session": "guess"}
		DELETE /posts/any?session=guess
		POST /items/any/comments {"session": "guess", "text": "Hello"}
		DELETE /comments/any?session=guess
		PUT /items/any/vote {"session": "guess", "direction": "UP"}
		DELETE /items/any/vote?session=guess
		PUT /users/user-1/follow {"session": "guess"}
		DELETE /users/user-1/follow?session=guess
		GET /feed?session=guess
		GET /news?session=guess
		DELETE /news?session=guess
	`, `401 {"error":"sign in first"}`)
}

func TestPosts(t *testing.T) {
	start(t).Run(t, `
		at 10:00
		POST /posts {"session": "session-1", "title": "Hello", "body": "I am new.", "link": "https://example.com", "tags": ["News", " me ", "  "]}
		→ 201 {"post":"id-1","at":"2026-03-01T10:00:00.000Z"}
		POST /posts {"session": "session-1", "title": " ", "body": ""}
		→ 400 {"error":"a title has 1 to 120 characters"}
		at 11:00
		POST /posts {"session": "session-1", "title": "Again", "body": ""}
		→ 201 {"post":"id-3","at":"2026-03-01T11:00:00.000Z"}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":0,"followers":0,"posts":[{"post":"id-3","title":"Again"},{"post":"id-1","title":"Hello"}]}

		GET /posts/id-1
		→ 200 {"post":"id-1","author":{"user":"user-1","username":"ann"},"title":"Hello","body":"I am new.","link":"https://example.com","at":"2026-03-01T10:00:00.000Z","edited":"2026-03-01T10:00:00.000Z","score":0,"comments":0,"tags":["me","news"]}
		GET /posts/id-3
		→ 200 {"post":"id-3","author":{"user":"user-1","username":"ann"},"title":"Again","body":"","at":"2026-03-01T11:00:00.000Z","edited":"2026-03-01T11:00:00.000Z","score":0,"comments":0,"tags":[]}
		GET /posts/id-2
		→ 404 {"error":"there is no such post"}

		at 12:00
		PUT /posts/id-1 {"session": "session-1", "body": "I was new."}
		→ 200 {"post":"id-1","edited":"2026-03-01T12:00:00.000Z"}
		GET /posts/id-1
		→ 200 {"post":"id-1","author":{"user":"user-1","username":"ann"},"title":"Hello","body":"I was new.","link":"https://example.com","at":"2026-03-01T10:00:00.000Z","edited":"2026-03-01T12:00:00.000Z","score":0,"comments":0,"tags":["me","news"]}
		PUT /posts/id-1 {"session": "session-1", "title": ""}
		→ 400 {"error":"a title has 1 to 120 characters"}
		PUT /posts/id-1 {"session": "session-2", "title": "Mine"}
		→ 403 {"error":"this post is somebody else's"}
		PUT /posts/id-2 {"session": "session-2", "title": "Mine"}
		→ 404 {"error":"there is no such post"}

		DELETE /posts/id-1?session=session-2
		→ 403 {"error":"this post is somebody else's"}
		DELETE /posts/id-1?session=session-1
		→ 200 {"deleted":"id-1"}
		DELETE /posts/id-1?session=session-1
		→ 404 {"error":"there is no such post"}
		GET /posts/id-1
		→ 404 {"error":"there is no such post"}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":0,"followers":0,"posts":[{"post":"id-3","title":"Again"}]}
	`)
}

func TestTags(t *testing.T) {
	start(t).Run(t, `
		POST /posts {"session": "session-1", "title": "Rain", "body": "", "tags": ["weather", "Weather"]}
		→ 201 {"post":"id-1","at":"2026-03-01T09:00:00.000Z"}
		POST /posts {"session": "session-1", "title": "Snow", "body": "", "tags": ["weather", "winter"]}
		→ 201 {"post":"id-2","at":"2026-03-01T09:00:00.000Z"}
		POST /posts {"session": "session-1", "title": "Fog", "body": "", "tags": ["weather"]}
		→ 201 {"post":"id-3","at":"2026-03-01T09:00:00.000Z"}
		PUT /items/id-2/vote {"session": "session-2", "direction": "UP"}
		→ 200 {"item":"id-2","direction":"UP","score":1}
		PUT /items/id-1/vote {"session": "session-2", "direction": "DOWN"}
		→ 200 {"item":"id-1","direction":"DOWN","score":-1}

		GET /tags/weather/posts
		→ 200 {"tag":"weather","posts":[{"post":"id-2","title":"Snow","score":1},{"post":"id-3","title":"Fog","score":0},{"post":"id-1","title":"Rain","score":-1}]}
		GET /tags/WEATHER/posts?atLeast=0
		→ 200 {"tag":"WEATHER","posts":[{"post":"id-2","title":"Snow","score":1},{"post":"id-3","title":"Fog","score":0}]}
		GET /tags/summer/posts
		→ 200 {"tag":"summer","posts":[]}

		DELETE /posts/id-2?session=session-1
		→ 200 {"deleted":"id-2"}
		GET /tags/winter/posts
		→ 200 {"tag":"winter","posts":[]}
	`)
}

func TestComments(t *testing.T) {
	start(t).Run(t, `
		POST /posts {"session": "session-1", "title": "Hello", "body": ""}
		→ 201 {"post":"id-1","at":"2026-03-01T09:00:00.000Z"}
		GET /items/id-1/comments
		→ 200 {"comments":[]}
		at 10:00
		POST /items/id-1/comments {"session": "session-2", "text": "Welcome!"}
		→ 201 {"comment":"id-2","at":"2026-03-01T10:00:00.000Z"}
		at 11:00
		POST /items/id-1/comments {"session": "session-3", "text": "Hi"}
		→ 201 {"comment":"id-3","at":"2026-03-01T11:00:00.000Z"}
		POST /items/id-2/comments {"session": "session-1", "text": "Thank you."}
		→ 201 {"comment":"id-4","at":"2026-03-01T11:00:00.000Z"}
		POST /items/id-1/comments {"session": "session-2", "text": " "}
		→ 400 {"error":"a comment has 1 to 2,000 characters"}
		POST /items/none/comments {"session": "session-2", "text": "Hi"}
		→ 404 {"error":"there is no such post or comment"}
		PUT /items/id-2/vote {"session": "session-3", "direction": "UP"}
		→ 200 {"item":"id-2","direction":"UP","score":1}

		GET /items/id-1/comments
		→ 200 {"comments":[{"comment":"id-2","author":"user-2","text":"Welcome!","at":"2026-03-01T10:00:00.000Z","score":1,"replies":1},{"comment":"id-3","author":"user-3","text":"Hi","at":"2026-03-01T11:00:00.000Z","score":0,"replies":0}]}
		GET /items/id-2/comments
		→ 200 {"comments":[{"comment":"id-4","author":"user-1","text":"Thank you.","at":"2026-03-01T11:00:00.000Z","score":0,"replies":0}]}
		GET /items/none/comments
		→ 404 {"error":"there is no such post or comment"}

		# Cid may delete his own comment, Ann what is on her post, Bob neither.
		DELETE /comments/id-3?session=session-2
		→ 403 {"error":"this comment is somebody else's"}
		DELETE /comments/id-3?session=session-3
		→ 200 {"deleted":"id-3"}
		DELETE /comments/id-3?session=session-3
		→ 404 {"error":"there is no such comment"}
		DELETE /comments/id-4?session=session-2
		→ 403 {"error":"this comment is somebody else's"}
		DELETE /comments/id-2?session=session-1
		→ 200 {"deleted":"id-2"}
		GET /items/id-2/comments
		→ 404 {"error":"there is no such post or comment"}
		GET /items/id-4/comments
		→ 404 {"error":"there is no such post or comment"}
		GET /items/id-1/comments
		→ 200 {"comments":[]}
	`)
}

func TestVotesAndKarma(t *testing.T) {
	start(t).Run(t, `
		POST /posts {"session": "session-1", "title": "Hello", "body": ""}
		→ 201 {"post":"id-1","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-1/comments {"session": "session-1", "text": "And welcome"}
		→ 201 {"comment":"id-2","at":"2026-03-01T09:00:00.000Z"}

		PUT /items/id-1/vote {"session": "session-2", "direction": "UP"}
		→ 200 {"item":"id-1","direction":"UP","score":1}
		PUT /items/id-1/vote {"session": "session-3", "direction": "UP"}
		→ 200 {"item":"id-1","direction":"UP","score":2}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":2,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}
		PUT /items/id-1/vote {"session": "session-3", "direction": "DOWN"}
		→ 200 {"item":"id-1","direction":"DOWN","score":0}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":0,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}
		PUT /items/id-1/vote {"session": "session-3", "direction": "DOWN"}
		→ 200 {"item":"id-1","direction":"DOWN","score":0}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":0,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}
		DELETE /items/id-1/vote?session=session-3
		→ 200 {"item":"id-1","score":1}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":1,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}
		DELETE /items/id-1/vote?session=session-3
		→ 404 {"error":"you have not voted for this"}

		PUT /items/id-2/vote {"session": "session-2", "direction": "UP"}
		→ 200 {"item":"id-2","direction":"UP","score":1}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":2,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}
		DELETE /items/id-2/vote?session=session-2
		→ 200 {"item":"id-2","score":0}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":1,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}

		PUT /items/id-1/vote {"session": "session-1", "direction": "UP"}
		→ 403 {"error":"you wrote this yourself"}
		PUT /items/id-2/vote {"session": "session-1", "direction": "UP"}
		→ 403 {"error":"you wrote this yourself"}
		PUT /items/none/vote {"session": "session-1", "direction": "UP"}
		→ 404 {"error":"there is no such post or comment"}
		PUT /items/id-1/vote {"session": "session-2", "direction": "SIDEWAYS"}
		→ 400 {"type":"about:blank","title":"Bad Request","status":400,"detail":"some fields are missing or mistyped","errors":[{"name":"direction","in":"body","detail":"must be one of UP, DOWN"}],"request":"ID"}
	`)
}

func TestFollowingAndFeed(t *testing.T) {
	start(t).Run(t, `
		PUT /users/user-1/follow {"session": "session-3"}
		→ 200 {"following":"user-1"}
		PUT /users/user-2/follow {"session": "session-3"}
		→ 200 {"following":"user-2"}
		PUT /users/user-2/follow {"session": "session-3"}
		→ 409 {"error":"you follow this user already"}
		PUT /users/user-3/follow {"session": "session-3"}
		→ 409 {"error":"nobody follows oneself"}
		PUT /users/nobody/follow {"session": "session-3"}
		→ 404 {"error":"there is no such user"}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":0,"followers":1,"posts":[]}

		at 10:00
		POST /posts {"session": "session-1", "title": "From Ann", "body": ""}
		→ 201 {"post":"id-1","at":"2026-03-01T10:00:00.000Z"}
		at 11:00
		POST /posts {"session": "session-2", "title": "From Bob", "body": ""}
		→ 201 {"post":"id-2","at":"2026-03-01T11:00:00.000Z"}
		at 12:00
		POST /posts {"session": "session-3", "title": "From Cid", "body": ""}
		→ 201 {"post":"id-3","at":"2026-03-01T12:00:00.000Z"}
		POST /items/id-1/comments {"session": "session-2", "text": "Yes"}
		→ 201 {"comment":"id-4","at":"2026-03-01T12:00:00.000Z"}
		PUT /items/id-2/vote {"session": "session-1", "direction": "DOWN"}
		→ 200 {"item":"id-2","direction":"DOWN","score":-1}

		GET /feed?session=session-3
		→ 200 {"posts":[{"post":"id-2","author":"user-2","title":"From Bob","at":"2026-03-01T11:00:00.000Z","score":-1,"comments":0},{"post":"id-1","author":"user-1","title":"From Ann","at":"2026-03-01T10:00:00.000Z","score":0,"comments":1}]}
		GET /feed?session=session-3&most=1
		→ 200 {"posts":[{"post":"id-2","author":"user-2","title":"From Bob","at":"2026-03-01T11:00:00.000Z","score":-1,"comments":0}]}
		GET /feed?session=session-3&since=2026-03-01T10:30:00Z
		→ 200 {"posts":[{"post":"id-2","author":"user-2","title":"From Bob","at":"2026-03-01T11:00:00.000Z","score":-1,"comments":0}]}
		GET /feed?session=session-1
		→ 200 {"posts":[]}
		GET /feed?session=session-3&most=0
		→ 400 {"error":"a feed has 1 to 100 posts"}
		GET /feed?session=session-3&most=101
		→ 400 {"error":"a feed has 1 to 100 posts"}

		DELETE /users/user-2/follow?session=session-3
		→ 200 {"unfollowed":"user-2"}
		DELETE /users/user-2/follow?session=session-3
		→ 409 {"error":"you do not follow this user"}
		GET /feed?session=session-3
		→ 200 {"posts":[{"post":"id-1","author":"user-1","title":"From Ann","at":"2026-03-01T10:00:00.000Z","score":0,"comments":1}]}
	`)
}

func TestNews(t *testing.T) {
	start(t).Run(t, `
		PUT /users/user-1/follow {"session": "session-2"}
		→ 200 {"following":"user-1"}
		PUT /users/user-1/follow {"session": "session-3"}
		→ 200 {"following":"user-1"}
		at 10:00
		POST /posts {"session": "session-1", "title": "Hello", "body": ""}
		→ 201 {"post":"id-1","at":"2026-03-01T10:00:00.000Z"}
		at 11:00
		POST /items/id-1/comments {"session": "session-2", "text": "Welcome!"}
		→ 201 {"comment":"id-2","at":"2026-03-01T11:00:00.000Z"}
		at 12:00
		POST /items/id-2/comments {"session": "session-3", "text": "Indeed"}
		→ 201 {"comment":"id-3","at":"2026-03-01T12:00:00.000Z"}
		# Nobody is told of what they do themselves.
		at 13:00
		POST /items/id-1/comments {"session": "session-1", "text": "Well"}
		→ 201 {"comment":"id-4","at":"2026-03-01T13:00:00.000Z"}
		POST /items/id-2/comments {"session": "session-2", "text": "Well"}
		→ 201 {"comment":"id-5","at":"2026-03-01T13:00:00.000Z"}

		GET /news?session=session-1
		→ 200 {"news":[{"kind":"COMMENT","item":"id-2","at":"2026-03-01T11:00:00.000Z"}]}
		GET /news?session=session-2
		→ 200 {"news":[{"kind":"COMMENT","item":"id-3","at":"2026-03-01T12:00:00.000Z"},{"kind":"POST","item":"id-1","at":"2026-03-01T10:00:00.000Z"}]}
		GET /news?session=session-3
		→ 200 {"news":[{"kind":"POST","item":"id-1","at":"2026-03-01T10:00:00.000Z"}]}

		DELETE /news?session=session-2
		→ 200 {"dismissed":2}
		DELETE /news?session=session-2
		→ 200 {"dismissed":0}
		GET /news?session=session-2
		→ 200 {"news":[]}

		# What is gone is no news.
		DELETE /comments/id-2?session=session-2
		→ 200 {"deleted":"id-2"}
		GET /news?session=session-1
		→ 200 {"news":[]}
	`)
}

// A post goes with the comments on it, those on them, and the votes, tags and news of
// all of them. Another post keeps its own, and karma stays.
func TestCascade(t *testing.T) {
	d := start(t)
	d.Run(t, `
		PUT /users/user-1/follow {"session": "session-3"}
		→ 200 {"following":"user-1"}
		POST /posts {"session": "session-1", "title": "Goes", "body": "", "tags": ["tag"]}
		→ 201 {"post":"id-1","at":"2026-03-01T09:00:00.000Z"}
		POST /posts {"session": "session-1", "title": "Stays", "body": "", "tags": ["tag"]}
		→ 201 {"post":"id-2","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-1/comments {"session": "session-2", "text": "on the post"}
		→ 201 {"comment":"id-3","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-3/comments {"session": "session-3", "text": "on the comment"}
		→ 201 {"comment":"id-4","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-4/comments {"session": "session-2", "text": "on the reply"}
		→ 201 {"comment":"id-5","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-3/comments {"session": "session-1", "text": "another"}
		→ 201 {"comment":"id-6","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-2/comments {"session": "session-2", "text": "elsewhere"}
		→ 201 {"comment":"id-7","at":"2026-03-01T09:00:00.000Z"}
	`)
	items := []string{"id-1", "id-2", "id-3", "id-4", "id-5", "id-6", "id-7"}
	for _, item := range items {
		for _, session := range []string{"session-1", "session-2", "session-3"} {
			d.Send(t, `PUT /items/`+item+`/vote {"session": "`+session+`", "direction": "UP"}`)
		}
	}
	assert.Equal(t, map[string]int64{"id-1": 2, "id-2": 2, "id-3": 2, "id-4": 2, "id-5": 2, "id-6": 2, "id-7": 2}, scores(t, d.Plain, items))

	d.Run(t, `
		DELETE /posts/id-1?session=session-1
		→ 200 {"deleted":"id-1"}
	`)
	for _, app := range d.Apps() {
		assert.Equal(t, []string{"id-2", "id-7"}, left(t, app, items))
		assert.Equal(t, map[string]int64{"id-2": 2, "id-7": 2}, scores(t, app, items))
		tagged, err := app.Tagging.GetItems(t.Context(), tagging.GetItemsInput{Tag: "tag"})
		require.NoError(t, err)
		assert.Equal(t, []tagging.GetItemsRow{{Item: "id-2"}}, tagged)
	}
	d.Run(t, `
		GET /news?session=session-1
		→ 200 {"news":[{"kind":"COMMENT","item":"id-7","at":"2026-03-01T09:00:00.000Z"}]}
		GET /news?session=session-2
		→ 200 {"news":[]}
		GET /news?session=session-3
		→ 200 {"news":[{"kind":"POST","item":"id-2","at":"2026-03-01T09:00:00.000Z"}]}
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":6,"followers":1,"posts":[{"post":"id-2","title":"Stays"}]}
		GET /users/user-2
		→ 200 {"user":"user-2","username":"bob","karma":6,"followers":0,"posts":[]}
	`)
}

// A long thread goes as a short one does.
func TestCascadeOfALongThread(t *testing.T) {
	d := start(t)
	const depth = 1000
	d.Send(t, `POST /posts {"session": "session-1", "title": "Hello", "body": ""}`)
	items := []string{"id-1"}
	for i := range depth {
		d.Send(t, fmt.Sprintf(`POST /items/id-%d/comments {"session": "session-2", "text": "and"}`, i+1))
		items = append(items, fmt.Sprintf("id-%d", i+2))
	}
	assert.Len(t, left(t, d.Plain, items), depth+1)
	d.Run(t, `
		DELETE /comments/id-2?session=session-2
		→ 200 {"deleted":"id-2"}
	`)
	assert.Equal(t, []string{"id-1"}, left(t, d.Plain, items))
	assert.Equal(t, []string{"id-1"}, left(t, d.Traced, items))
}

// left returns which of the items are still there.
func left(t *testing.T, app *social.App, items []string) (left []string) {
	t.Helper()
	for _, item := range items {
		_, post, err := app.Posting.GetPost(t.Context(), posting.GetPostInput{Post: posting.Post(item)})
		require.NoError(t, err)
		_, comment, err := app.Commenting.GetComment(t.Context(), commenting.GetCommentInput{Comment: commenting.Item(item)})
		require.NoError(t, err)
		if post || comment {
			left = append(left, item)
		}
	}
	return left
}

// scores returns the scores that are not 0.
func scores(t *testing.T, app *social.App, items []string) map[string]int64 {
	t.Helper()
	scores := map[string]int64{}
	for _, item := range items {
		row, err := app.Voting.GetScore(t.Context(), voting.GetScoreInput{Item: voting.Item(item)})
		require.NoError(t, err)
		if row.Score != 0 {
			scores[item] = row.Score
		}
	}
	return scores
}

// Many flows at once: each vote counts once, and each has its own answer.
func TestManyAtOnce(t *testing.T) {
	const voters = 30
	d := start(t)
	d.Run(t, `
		POST /posts {"session": "session-1", "title": "Hello", "body": ""}
		→ 201 {"post":"id-1","at":"2026-03-01T09:00:00.000Z"}
	`)
	var all sync.WaitGroup
	for i := range voters {
		all.Go(func() {
			account := fmt.Sprintf(`{"username": "voter %d", "password": "12345678"}`, i)
			status, answer := d.Send(t, "POST /users "+account)
			assert.Equal(t, http.StatusCreated, status, answer)
		})
	}
	all.Wait()
	for i := range voters {
		d.Send(t, "POST /sessions "+fmt.Sprintf(`{"username": "voter %d", "password": "12345678"}`, i))
	}
	for i := range voters {
		all.Go(func() {
			vote := fmt.Sprintf(`{"session": "session-%d", "direction": "UP"}`, 4+i)
			for range 3 {
				status, answer := d.Send(t, "PUT /items/id-1/vote "+vote)
				assert.Equal(t, http.StatusOK, status, answer)
			}
			status, answer := d.Send(t, "POST /items/id-1/comments "+fmt.Sprintf(`{"session": "session-%d", "text": "Hi"}`, 4+i))
			assert.Equal(t, http.StatusCreated, status, answer)
		})
	}
	all.Wait()
	d.Run(t, `
		GET /users/user-1
		→ 200 {"user":"user-1","username":"ann","karma":30,"followers":0,"posts":[{"post":"id-1","title":"Hello"}]}
	`)
	for _, app := range d.Apps() {
		rows, err := app.Commenting.GetOn(t.Context(), commenting.GetOnInput{Subject: "id-1"})
		require.NoError(t, err)
		assert.Len(t, rows, voters)
	}
}

// In whatever order: each request has one answer.
func TestAnyOrder(t *testing.T) {
	start(t).Wander(t, 5000, []string{
		`POST /posts {"session": "<session>", "title": "<text>", "body": "", "tags": ["<text>"]}`,
		`POST /items/<item>/comments {"session": "<session>", "text": "<text>"}`,
		`PUT /items/<item>/vote {"session": "<session>", "direction": "<direction>"}`,
		`DELETE /items/<item>/vote?session=<session>`,
		`PUT /posts/<item> {"session": "<session>", "title": "<text>"}`,
		`DELETE /posts/<item>?session=<session>`,
		`DELETE /comments/<item>?session=<session>`,
		`PUT /users/<user>/follow {"session": "<session>"}`,
		`DELETE /users/<user>/follow?session=<session>`,
		`GET /posts/<item>`,
		`GET /items/<item>/comments`,
		`GET /users/<user>`,
		`GET /tags/<text>/posts`,
		`GET /feed?session=<session>`,
		`GET /news?session=<session>`,
		`DELETE /news?session=<session>`,
	}, map[string][]string{
		"session":   {"guess", "session-1", "session-2", "session-3"},
		"user":      {"nobody", "user-1", "user-2", "user-3"},
		"item":      drive.Numbered("id", 100),
		"text":      {"Hello", "News", "%20"},
		"direction": {"UP", "DOWN"},
	})
}
