package main

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
)

// at runs n of a function at once.
func at(n int, do func(i int)) {
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-begin
			do(i)
		})
	}
	close(begin)
	all.Wait()
}

// Of many who register one name at once, one wins.
func TestManyRegisterOneName(t *testing.T) {
	s := start(t)
	var made, taken atomic.Int32
	at(50, func(i int) {
		a := s.anybody().send(t, "POST", "/users", object{"user": object{
			"username": "ann", "email": fmt.Sprint(i, "@example.com"), "password": password,
		}})
		switch a.status {
		case http.StatusCreated:
			made.Add(1)
		case http.StatusConflict:
			assert.Equal(t, problem("username", "has already been taken"), a.body)
			taken.Add(1)
		default:
			assert.Fail(t, "answer", "%d %v", a.status, a.body)
		}
	})
	assert.EqualValues(t, 1, made.Load())
	assert.EqualValues(t, 49, taken.Load())
}

// Each favorite counts once, however many come at a time.
func TestManyFavorites(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	path := "/articles/" + ann.slug(t, "One")
	people := make([]*person, 200)
	at(len(people), func(i int) { people[i] = s.register(t, fmt.Sprint("reader", i)) })
	at(len(people), func(i int) { people[i].ok(t, http.StatusOK, "POST", path+"/favorite", nil, "article") })
	count := func() any {
		return s.anybody().ok(t, http.StatusOK, "GET", path, nil, "article")["favoritesCount"]
	}
	assert.Equal(t, 200.0, count())
	at(100, func(i int) { people[i%10].ok(t, http.StatusOK, "POST", path+"/favorite", nil, "article") })
	assert.Equal(t, 200.0, count(), "once for each of them")
	at(50, func(i int) { people[i].ok(t, http.StatusOK, "DELETE", path+"/favorite", nil, "article") })
	assert.Equal(t, 150.0, count())
}

// Articles of one title, published at once, have slugs of their own.
func TestManyOfOneTitle(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	var slugs sync.Map
	at(20, func(int) { slugs.Store(ann.slug(t, "One"), true) })
	n := 0
	slugs.Range(func(slug, _ any) bool {
		n++
		ann.ok(t, http.StatusOK, "GET", "/articles/"+slug.(string), nil, "article")
		return true
	})
	assert.Equal(t, 20, n)
}

// An article is removed while others comment on it and mark it: each of them is
// told that it is there or that it is not, and nothing of it stays.
func TestRemoveWhileOthersComment(t *testing.T) {
	s := start(t)
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	path := "/articles/" + ann.slug(t, "One", "gone")
	at(40, func(i int) {
		var a answer
		switch {
		case i == 20:
			a = ann.send(t, "DELETE", path, nil)
			assert.Equal(t, http.StatusNoContent, a.status)
			return
		case i%2 == 0:
			a = bob.send(t, "POST", path+"/comments", object{"comment": object{"body": "Nice."}})
		default:
			a = bob.send(t, "POST", path+"/favorite", nil)
		}
		assert.Contains(t, []int{http.StatusOK, http.StatusCreated, http.StatusNotFound}, a.status, a.body)
	})
	for _, below := range []string{"", "/comments"} {
		s.anybody().refused(t, http.StatusNotFound, "article", "not found", "GET", path+below, nil)
	}
	titles, count := s.anybody().titles(t, "/articles?favorited=bob")
	assert.Empty(t, titles)
	assert.Equal(t, 0.0, count)
	assert.Equal(t, object{"tags": []any{}}, s.anybody().send(t, "GET", "/tags", nil).body)
}
