package main

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// millis is a moment as clients get it: sharp edge 8.
const millis = `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`

func TestPublish(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	article := ann.publish(t, "How to train your dragon", "training", "dragons")
	assert.Equal(t, object{
		"slug": "how-to-train-your-dragon", "title": "How to train your dragon",
		"description": "about How to train your dragon", "body": "all of How to train your dragon",
		"tagList": []any{"dragons", "training"}, "favorited": false, "favoritesCount": 0.0,
		"createdAt": article["createdAt"], "updatedAt": article["createdAt"],
		"author": object{"username": "ann", "bio": nil, "image": nil, "following": false},
	}, article)
	assert.Regexp(t, millis, article["createdAt"])
	for _, p := range []*person{s.anybody(), ann} {
		assert.Equal(t, article, p.ok(t, http.StatusOK, "GET", "/articles/how-to-train-your-dragon", nil, "article"))
		p.refused(t, http.StatusNotFound, "article", "not found", "GET", "/articles/none", nil)
	}
	// Sharp edge 7: a title is nobody's own.
	again := ann.publish(t, "How to train your dragon")
	assert.NotEqual(t, article["slug"], again["slug"])
	assert.Equal(t, []any{}, again["tagList"])
}

func TestPublishIsRefused(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	for _, field := range []string{"title", "description", "body"} {
		for _, blank := range []any{"", nil} {
			article := object{"title": "t", "description": "d", "body": "b"}
			article[field] = blank
			ann.refused(t, http.StatusUnprocessableEntity, field, "can't be blank", "POST", "/articles", object{"article": article})
		}
	}
	a := ann.send(t, "POST", "/articles", object{})
	assert.Equal(t, http.StatusUnprocessableEntity, a.status)
	assert.Len(t, a.body["errors"], 3, "all that is blank is named")
	_, count := ann.titles(t, "/articles")
	assert.Equal(t, 0.0, count)
}

func TestRevise(t *testing.T) {
	s := start(t)
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	before := ann.publish(t, "One", "a", "b")
	path := "/articles/" + before["slug"].(string)
	revise := func(changes object) object {
		t.Helper()
		after := ann.ok(t, http.StatusOK, "PUT", path, object{"article": changes}, "article")
		assert.Equal(t, before["createdAt"], after["createdAt"], "createdAt never changes")
		assert.Greater(t, after["updatedAt"], before["updatedAt"])
		assert.Regexp(t, millis, after["updatedAt"])
		path = "/articles/" + after["slug"].(string)
		before = after
		return after
	}
	body := revise(object{"body": "another"})
	assert.Equal(t, "one", body["slug"], "a new body keeps the slug")
	assert.Equal(t, "another", body["body"])
	assert.Equal(t, []any{"a", "b"}, body["tagList"], "tags that are left out stay")
	assert.Equal(t, "another description", revise(object{"description": "another description"})["description"])
	assert.Equal(t, []any{"c"}, revise(object{"tagList": []string{"c", "c"}})["tagList"])
	assert.Equal(t, []any{}, revise(object{"tagList": []string{}})["tagList"])
	assert.Equal(t, "two", revise(object{"title": "Two"})["slug"])
	ann.refused(t, http.StatusNotFound, "article", "not found", "GET", "/articles/one", nil)
	assert.Equal(t, before, s.anybody().ok(t, http.StatusOK, "GET", path, nil, "article"))

	for _, field := range []string{"title", "description", "body"} {
		for _, blank := range []any{"", nil} {
			ann.refused(t, http.StatusUnprocessableEntity, field, "can't be blank", "PUT", path, object{"article": object{field: blank}})
		}
	}
	ann.refused(t, http.StatusUnprocessableEntity, "tagList", "can't be blank", "PUT", path, object{"article": object{"tagList": nil}})
	bob.refused(t, http.StatusForbidden, "article", "forbidden", "PUT", path, object{"article": object{"title": ""}})
	bob.refused(t, http.StatusNotFound, "article", "not found", "PUT", "/articles/none", object{"article": object{"title": ""}})
	assert.Equal(t, before, s.anybody().ok(t, http.StatusOK, "GET", path, nil, "article"), "a refusal changes nothing")
}

func TestRemove(t *testing.T) {
	s := start(t)
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	path := "/articles/" + ann.slug(t, "One", "gone")
	bob.comment(t, path[len("/articles/"):], "Nice.")
	bob.ok(t, http.StatusOK, "POST", path+"/favorite", nil, "article")
	bob.refused(t, http.StatusForbidden, "article", "forbidden", "DELETE", path, nil)
	removed := ann.send(t, "DELETE", path, nil)
	assert.Equal(t, http.StatusNoContent, removed.status)
	assert.Nil(t, removed.body)
	assert.Empty(t, removed.header.Get("Content-Type"))
	ann.refused(t, http.StatusNotFound, "article", "not found", "DELETE", path, nil)
	ann.refused(t, http.StatusNotFound, "article", "not found", "GET", path+"/comments", nil)
	assert.Equal(t, object{"tags": []any{}}, s.anybody().send(t, "GET", "/tags", nil).body, "what hung on it is gone")
	titles, count := s.anybody().titles(t, "/articles?favorited=bob")
	assert.Empty(t, titles)
	assert.Equal(t, 0.0, count)
}

func TestFavorites(t *testing.T) {
	s := start(t)
	ann, bob, cat := s.register(t, "ann"), s.register(t, "bob"), s.register(t, "cat")
	path := "/articles/" + ann.slug(t, "One")
	mark := func(p *person, method string, favorited bool, count float64) {
		t.Helper()
		article := p.ok(t, http.StatusOK, method, path+"/favorite", nil, "article")
		assert.Equal(t, favorited, article["favorited"])
		assert.Equal(t, count, article["favoritesCount"])
		assert.Equal(t, "all of One", article["body"])
	}
	mark(bob, "POST", true, 1)
	mark(bob, "POST", true, 1)
	mark(cat, "POST", true, 2)
	assert.Equal(t, false, s.anybody().ok(t, http.StatusOK, "GET", path, nil, "article")["favorited"])
	assert.Equal(t, true, cat.ok(t, http.StatusOK, "GET", path, nil, "article")["favorited"])
	mark(bob, "DELETE", false, 1)
	mark(bob, "DELETE", false, 1)
	bob.refused(t, http.StatusNotFound, "article", "not found", "POST", "/articles/none/favorite", nil)
	bob.refused(t, http.StatusNotFound, "article", "not found", "DELETE", "/articles/none/favorite", nil)
}

func TestLists(t *testing.T) {
	s := start(t)
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	for i := range 25 {
		writer, tag := ann, "odd"
		if i%2 == 0 {
			writer, tag = bob, "even"
		}
		slug := writer.slug(t, fmt.Sprint("a", i), tag, "all")
		if i%10 == 0 {
			ann.ok(t, http.StatusOK, "POST", "/articles/"+slug+"/favorite", nil, "article")
		}
	}
	newest := func(from, step, n int) []any {
		list := []any{}
		for i := from; len(list) < n; i -= step {
			list = append(list, fmt.Sprint("a", i))
		}
		return list
	}
	for query, want := range map[string]struct {
		titles []any
		count  float64
	}{
		"":                            {newest(24, 1, 20), 25},
		"?limit=5":                    {newest(24, 1, 5), 25},
		"?limit=5&offset=3":           {newest(21, 1, 5), 25},
		"?offset=20":                  {newest(4, 1, 5), 25},
		"?offset=30":                  {[]any{}, 25},
		"?limit=0":                    {[]any{}, 25},
		"?tag=odd&limit=3":            {newest(23, 2, 3), 12},
		"?author=bob&limit=3":         {newest(24, 2, 3), 13},
		"?favorited=ann":              {newest(20, 10, 3), 3},
		"?favorited=ann&tag=odd":      {[]any{}, 0},
		"?favorited=ann&author=bob":   {newest(20, 10, 3), 3},
		"?tag=even&author=ann":        {[]any{}, 0},
		"?tag=all&author=ann&limit=1": {newest(23, 2, 1), 12},
		"?tag=none":                   {[]any{}, 0},
		"?author=nobody":              {[]any{}, 0},
		"?favorited=nobody":           {[]any{}, 0},
	} {
		titles, count := s.anybody().titles(t, "/articles"+query)
		assert.Equal(t, want.titles, titles, query)
		assert.Equal(t, want.count, count, query)
	}
	// Sharp edges 5 and 10.
	for _, listed := range bob.send(t, "GET", "/articles", nil).body["articles"].([]any) {
		assert.NotContains(t, listed, "body")
		assert.Len(t, listed, 9)
	}
}

func TestFeed(t *testing.T) {
	s := start(t)
	ann, bob, cat := s.register(t, "ann"), s.register(t, "bob"), s.register(t, "cat")
	titles, count := ann.titles(t, "/articles/feed")
	assert.Equal(t, []any{}, titles)
	assert.Equal(t, 0.0, count)
	for i := range 3 {
		bob.publish(t, fmt.Sprint("b", i))
		cat.publish(t, fmt.Sprint("c", i))
		ann.publish(t, fmt.Sprint("a", i))
	}
	ann.ok(t, http.StatusOK, "POST", "/profiles/bob/follow", nil, "profile")
	titles, count = ann.titles(t, "/articles/feed")
	assert.Equal(t, []any{"b2", "b1", "b0"}, titles)
	assert.Equal(t, 3.0, count)
	ann.ok(t, http.StatusOK, "POST", "/profiles/cat/follow", nil, "profile")
	titles, count = ann.titles(t, "/articles/feed?limit=2&offset=1")
	assert.Equal(t, []any{"b2", "c1"}, titles)
	assert.Equal(t, 6.0, count)
	for _, listed := range ann.send(t, "GET", "/articles/feed", nil).body["articles"].([]any) {
		assert.Equal(t, true, listed.(object)["author"].(object)["following"])
		assert.NotContains(t, listed, "body")
	}
}

func TestTags(t *testing.T) {
	s := start(t)
	assert.Equal(t, object{"tags": []any{}}, s.anybody().send(t, "GET", "/tags", nil).body)
	ann := s.register(t, "ann")
	ann.publish(t, "One", "b", "a")
	slug := ann.slug(t, "Two", "c", "a")
	assert.Equal(t, object{"tags": []any{"a", "b", "c"}}, s.anybody().send(t, "GET", "/tags", nil).body)
	require.Equal(t, http.StatusNoContent, ann.send(t, "DELETE", "/articles/"+slug, nil).status)
	assert.Equal(t, object{"tags": []any{"a", "b"}}, s.anybody().send(t, "GET", "/tags", nil).body)
}

func TestComments(t *testing.T) {
	s := start(t)
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	slug := ann.slug(t, "One")
	path := "/articles/" + slug + "/comments"
	assert.Equal(t, object{"comments": []any{}}, s.anybody().send(t, "GET", path, nil).body)
	comment := bob.ok(t, http.StatusCreated, "POST", path, object{"comment": object{"body": "Nice."}}, "comment")
	assert.Equal(t, object{
		"id": comment["id"], "body": "Nice.", "createdAt": comment["createdAt"], "updatedAt": comment["createdAt"],
		"author": object{"username": "bob", "bio": nil, "image": nil, "following": false},
	}, comment)
	assert.Regexp(t, millis, comment["createdAt"])
	ann.ok(t, http.StatusOK, "POST", "/profiles/bob/follow", nil, "profile")
	second := ann.comment(t, slug, "Thanks.")
	assert.Equal(t, 2, len(s.anybody().send(t, "GET", path, nil).body["comments"].([]any)))
	for _, c := range ann.send(t, "GET", path, nil).body["comments"].([]any) {
		author := c.(object)["author"].(object)
		assert.Equal(t, author["username"] == "bob", author["following"])
	}

	for _, blank := range []any{"", nil} {
		bob.refused(t, http.StatusUnprocessableEntity, "body", "can't be blank", "POST", path, object{"comment": object{"body": blank}})
	}
	bob.refused(t, http.StatusNotFound, "article", "not found", "POST", "/articles/none/comments", object{"comment": object{"body": ""}})
	s.anybody().refused(t, http.StatusNotFound, "article", "not found", "GET", "/articles/none/comments", nil)
	// Sharp edge 2.
	ann.refused(t, http.StatusNotFound, "article", "not found", "DELETE", "/articles/none/comments/99999", nil)
	ann.refused(t, http.StatusNotFound, "comment", "not found", "DELETE", path+"/99999", nil)
	bob.refused(t, http.StatusForbidden, "comment", "forbidden", "DELETE", path+"/"+second, nil)
	other := ann.slug(t, "Two")
	ann.refused(t, http.StatusNotFound, "comment", "not found", "DELETE", "/articles/"+other+"/comments/"+second, nil)
	removed := ann.send(t, "DELETE", path+"/"+second, nil)
	assert.Equal(t, http.StatusNoContent, removed.status)
	assert.Nil(t, removed.body)
	ann.refused(t, http.StatusNotFound, "comment", "not found", "DELETE", path+"/"+second, nil)
	assert.NotEqual(t, second, ann.comment(t, slug, "Once more."), "a number is never used again")
}

// The moments of an article are those of its flow.
func TestMoments(t *testing.T) {
	s := start(t)
	before := time.Now().Add(-time.Millisecond)
	article := s.register(t, "ann").publish(t, "One")
	created, err := time.Parse(time.RFC3339, article["createdAt"].(string))
	require.NoError(t, err)
	assert.WithinRange(t, created, before, time.Now())
}
