package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// From account to account.
func TestRegisterAndLogin(t *testing.T) {
	s := start(t)
	account := s.anybody().ok(t, http.StatusCreated, "POST", "/users", object{"user": object{
		"username": "ann", "email": "ann@example.com", "password": password,
	}}, "user")
	assert.Equal(t, object{
		"username": "ann", "email": "ann@example.com", "bio": nil, "image": nil, "token": account["token"],
	}, account)

	login := s.anybody().ok(t, http.StatusOK, "POST", "/users/login", object{"user": object{
		"email": "ann@example.com", "password": password,
	}}, "user")
	assert.Equal(t, "ann", login["username"])
	ann := &person{server: s, username: "ann", token: login["token"].(string)}
	assert.Equal(t, login, ann.ok(t, http.StatusOK, "GET", "/user", nil, "user"))
}

func TestRegisterIsRefused(t *testing.T) {
	s := start(t)
	s.register(t, "ann")
	user := func(changes object) object {
		user := object{"username": "bob", "email": "bob@example.com", "password": password}
		for name, value := range changes {
			user[name] = value
		}
		return object{"user": user}
	}
	for _, field := range []string{"username", "email", "password"} {
		for _, blank := range []any{"", nil} {
			s.anybody().refused(t, http.StatusUnprocessableEntity, field, "can't be blank", "POST", "/users", user(object{field: blank}))
		}
	}
	s.anybody().refused(t, http.StatusUnprocessableEntity, "username", "can't be blank", "POST", "/users", user(object{"username": " \t"}))
	for _, body := range []object{{}, {"user": object{}}, {"user": nil}} { // all that is blank is named
		a := s.anybody().send(t, "POST", "/users", body)
		assert.Equal(t, http.StatusUnprocessableEntity, a.status)
		blank := []any{"can't be blank"}
		assert.Equal(t, object{"errors": object{"username": blank, "email": blank, "password": blank}}, a.body)
	}
	s.anybody().refused(t, http.StatusConflict, "username", "has already been taken", "POST", "/users", user(object{"username": "ann"}))
	s.anybody().refused(t, http.StatusConflict, "email", "has already been taken", "POST", "/users", user(object{"email": "ann@example.com"}))
	s.register(t, "bob") // a refusal leaves nothing behind
}

func TestLoginIsRefused(t *testing.T) {
	s := start(t)
	s.register(t, "ann")
	login := func(email, password any) object {
		return object{"user": object{"email": email, "password": password}}
	}
	nobody := s.anybody()
	for _, blank := range []any{"", nil} {
		nobody.refused(t, http.StatusUnprocessableEntity, "email", "can't be blank", "POST", "/users/login", login(blank, password))
		nobody.refused(t, http.StatusUnprocessableEntity, "password", "can't be blank", "POST", "/users/login", login("ann@example.com", blank))
	}
	nobody.refused(t, http.StatusUnauthorized, "credentials", "invalid", "POST", "/users/login", login("ann@example.com", "wrong horse"))
	nobody.refused(t, http.StatusUnauthorized, "credentials", "invalid", "POST", "/users/login", login("bob@example.com", password))
}

// What needs an account says so before anything else: sharp edge 1.
func TestAuthenticationComesFirst(t *testing.T) {
	s := start(t)
	s.register(t, "ann")
	other := start(t, "--secret", strings.Repeat("o", 32))
	stranger := &person{server: s, username: "ann", token: other.register(t, "ann").token}
	unknown := &person{server: s, username: "eve", token: start(t).register(t, "eve").token} // signed with our secret, in another database
	for _, route := range []struct{ method, path string }{
		{"GET", "/user"}, {"PUT", "/user"},
		{"POST", "/profiles/ann/follow"}, {"DELETE", "/profiles/ann/follow"},
		{"POST", "/profiles/nobody/follow"}, {"DELETE", "/profiles/nobody/follow"},
		{"GET", "/articles/feed"}, {"POST", "/articles"},
		{"PUT", "/articles/none"}, {"DELETE", "/articles/none"},
		{"POST", "/articles/none/comments"}, {"DELETE", "/articles/none/comments/1"},
		{"POST", "/articles/none/favorite"}, {"DELETE", "/articles/none/favorite"},
	} {
		var body any
		if route.method == "PUT" || route.path == "/articles" || strings.HasSuffix(route.path, "comments") {
			body = object{}
		}
		s.anybody().refused(t, http.StatusUnauthorized, "token", "is missing", route.method, route.path, body)
		for _, p := range []*person{{server: s, token: "forged"}, stranger, unknown} {
			p.refused(t, http.StatusUnauthorized, "token", "is invalid", route.method, route.path, body)
		}
	}
}

// A token that is no good is said to be so, too, where none is needed.
func TestOptionalAuthentication(t *testing.T) {
	s := start(t)
	slug := s.register(t, "ann").slug(t, "One")
	for _, path := range []string{"/profiles/ann", "/articles", "/articles/" + slug, "/articles/" + slug + "/comments"} {
		assert.Equal(t, http.StatusOK, s.anybody().send(t, "GET", path, nil).status, path)
		(&person{server: s, username: "", token: "forged"}).refused(t, http.StatusUnauthorized, "token", "is invalid", "GET", path, nil)
		basic := s.anybody()
		basic.scheme = "Basic"
		basic.token = "YW5uOnBhc3N3b3Jk"
		assert.Equal(t, http.StatusOK, basic.send(t, "GET", path, nil).status, "what is no token says nothing")
	}
}

func TestChangeAccount(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	change := func(user object) object {
		t.Helper()
		return ann.ok(t, http.StatusOK, "PUT", "/user", object{"user": user}, "user")
	}
	account := object{"username": "ann", "email": "ann@example.com", "bio": nil, "image": nil, "token": ann.token}
	assert.Equal(t, account, change(object{}), "what is left out stays")
	for _, step := range []object{
		{"bio": "I write."}, {"image": "https://example.com/a.png"}, {"username": "anna"}, {"email": "anna@example.com"},
		{"bio": "I wrote.", "username": "ann"},
	} {
		for name, value := range step {
			account[name] = value
		}
		assert.Equal(t, account, change(step))
	}
	// Sharp edge 3: an empty text is none.
	account["bio"], account["image"] = nil, nil
	assert.Equal(t, account, change(object{"bio": "", "image": nil}))
	change(object{"bio": "again", "image": "again"})
	assert.Equal(t, account, change(object{"bio": nil, "image": ""}))
	assert.Equal(t, account, ann.ok(t, http.StatusOK, "GET", "/user", nil, "user"))
}

func TestChangeAccountIsRefused(t *testing.T) {
	s := start(t)
	s.register(t, "bob")
	ann := s.register(t, "ann")
	refused := func(status int, key, message string, user object) {
		t.Helper()
		ann.refused(t, status, key, message, "PUT", "/user", object{"user": user})
	}
	for _, field := range []string{"username", "email", "password"} {
		for _, blank := range []any{"", nil} {
			refused(http.StatusUnprocessableEntity, field, "can't be blank", object{field: blank})
		}
	}
	refused(http.StatusUnprocessableEntity, "password", "is too short (minimum is 8 characters)", object{"password": "1234567"})
	refused(http.StatusConflict, "username", "has already been taken", object{"username": "bob"})
	refused(http.StatusConflict, "email", "has already been taken", object{"email": "bob@example.com"})
	account := ann.ok(t, http.StatusOK, "GET", "/user", nil, "user")
	assert.Equal(t, "ann", account["username"], "a refusal changes nothing")
	assert.Equal(t, "ann@example.com", account["email"])
}

// Sharp edge 4.
func TestChangePassword(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	for _, changed := range []string{"8 bytes.", strings.Repeat("64", 32)} {
		ann.ok(t, http.StatusOK, "PUT", "/user", object{"user": object{"password": changed}}, "user")
		ann.ok(t, http.StatusOK, "GET", "/user", nil, "user") // the old token survives
		s.anybody().refused(t, http.StatusUnauthorized, "credentials", "invalid", "POST", "/users/login",
			object{"user": object{"email": "ann@example.com", "password": password}})
		s.anybody().ok(t, http.StatusOK, "POST", "/users/login",
			object{"user": object{"email": "ann@example.com", "password": changed}}, "user")
	}
}

func TestProfiles(t *testing.T) {
	s := start(t)
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	bob.ok(t, http.StatusOK, "PUT", "/user", object{"user": object{"bio": "I read."}}, "user")
	profile := func(p *person, method, path string) object {
		t.Helper()
		return p.ok(t, http.StatusOK, method, path, nil, "profile")
	}
	shown := object{"username": "bob", "bio": "I read.", "image": nil, "following": false}
	assert.Equal(t, shown, profile(s.anybody(), "GET", "/profiles/bob"))
	assert.Equal(t, shown, profile(ann, "GET", "/profiles/bob"))
	followed := object{"username": "bob", "bio": "I read.", "image": nil, "following": true}
	for range 2 {
		assert.Equal(t, followed, profile(ann, "POST", "/profiles/bob/follow"))
	}
	assert.Equal(t, followed, profile(ann, "GET", "/profiles/bob"))
	assert.Equal(t, shown, profile(s.anybody(), "GET", "/profiles/bob"), "following is the viewer's own")
	assert.Equal(t, false, profile(bob, "GET", "/profiles/ann")["following"], "in one direction")
	for range 2 {
		assert.Equal(t, shown, profile(ann, "DELETE", "/profiles/bob/follow"))
	}
	for _, p := range []*person{s.anybody(), ann} {
		p.refused(t, http.StatusNotFound, "profile", "not found", "GET", "/profiles/nobody", nil)
	}
	ann.refused(t, http.StatusNotFound, "profile", "not found", "POST", "/profiles/nobody/follow", nil)
	ann.refused(t, http.StatusNotFound, "profile", "not found", "DELETE", "/profiles/nobody/follow", nil)
}

// What is no request of the API gets errors of the same shape, and nobody is
// sent elsewhere: sharp edge 12.
func TestWhatIsNoRequest(t *testing.T) {
	s := start(t)
	ann := s.register(t, "ann")
	for name, test := range map[string]struct {
		method, path string
		body         any
		status       int
	}{
		"a slash at the end":   {"GET", "/tags/", nil, http.StatusNotFound},
		"another path":         {"GET", "/nothing", nil, http.StatusNotFound},
		"another method":       {"PATCH", "/user", nil, http.StatusMethodNotAllowed},
		"no JSON":              {"POST", "/users", "username=ann", http.StatusBadRequest},
		"a number for a text":  {"POST", "/users", object{"user": object{"username": 7}}, http.StatusUnprocessableEntity},
		"a text for a number":  {"GET", "/articles?limit=many", nil, http.StatusUnprocessableEntity},
		"a text for a list":    {"POST", "/articles", object{"article": object{"tagList": "go"}}, http.StatusUnprocessableEntity},
		"a word for an id":     {"DELETE", "/articles/none/comments/first", nil, http.StatusUnprocessableEntity},
		"a list for an object": {"POST", "/users/login", object{"user": []any{}}, http.StatusUnprocessableEntity},
	} {
		t.Run(name, func(t *testing.T) {
			a := ann.unreadable(t, test.method, test.path, test.body)
			assert.Equal(t, test.status, a.status)
			require.Contains(t, a.body, "errors")
			for _, messages := range a.body["errors"].(object) {
				assert.NotEmpty(t, messages.([]any))
			}
			assert.Equal(t, "application/json", a.header.Get("Content-Type"))
			assert.Empty(t, a.header.Get("Location"))
		})
	}
}
