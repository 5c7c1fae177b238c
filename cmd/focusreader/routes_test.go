package main

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/generated/focusreader"
)

// From account to logout.
func TestStory(t *testing.T) {
	s := start(t)
	created := s.ok(t, "/auth/createAccount", object{"username": "bob", "password": password})
	assert.Len(t, created, 1)
	assert.NotEmpty(t, created["user"])

	login := s.ok(t, "/auth/login", object{"username": "bob", "password": password})
	session := login["session"]
	assert.Equal(t, object{"user": created["user"], "session": session, "message": "Login successful"}, login)
	assert.NotEmpty(t, session)

	added := s.ok(t, "/library/createDocument", object{"session": session, "name": "Moby-Dick", "content": "Call me Ishmael."})
	document := added["document"]
	opened := s.ok(t, "/library/openDocument", object{"session": session, "document": document})
	assert.NotEmpty(t, opened["focusSession"])
	assert.Equal(t, object{
		"document": document, "name": "Moby-Dick", "content": "Call me Ishmael.", "focusSession": opened["focusSession"],
	}, opened)
	s.ok(t, "/annotations/add", object{"session": session, "document": document, "start": 8, "end": 15, "note": "who?"})
	closed := s.ok(t, "/library/closeDocument", object{"session": session, "document": document})
	assert.Equal(t, document, closed["document"])

	assert.Equal(t, object{"message": "Logged out successfully"}, s.ok(t, "/auth/logout", object{"session": session}))
	s.refused(t, http.StatusUnauthorized, "sign in first", "/library/listDocuments", object{"session": session})
	s.refused(t, http.StatusNotFound, "there is no such session", "/auth/logout", object{"session": session})
}

func TestCreateAccountIsRefused(t *testing.T) {
	s := start(t)
	s.signUp(t, "bob")
	s.refused(t, http.StatusConflict, "the username is taken",
		"/auth/createAccount", object{"username": "Bob", "password": "another one"})
	s.refused(t, http.StatusBadRequest, "a username has 1 to 64 characters",
		"/auth/createAccount", object{"username": "", "password": password})
	s.refused(t, http.StatusBadRequest, "a password has 8 to 256 characters",
		"/auth/createAccount", object{"username": "alice", "password": "short"})
	s.signUp(t, "alice") // a refusal leaves nothing behind
}

func TestLoginIsRefused(t *testing.T) {
	s := start(t)
	s.signUp(t, "bob")
	s.refused(t, http.StatusUnauthorized, "wrong username or password",
		"/auth/login", object{"username": "bob", "password": "0987654321"})
	s.refused(t, http.StatusUnauthorized, "wrong username or password",
		"/auth/login", object{"username": "eve", "password": password})
}

// An account has all that belongs to it from the start.
func TestANewAccount(t *testing.T) {
	bob := start(t).signUp(t, "bob")
	assert.Equal(t, object{"documents": []any{}}, bob.ok(t, "/library/listDocuments", bob.with(nil)))
	assert.Equal(t, object{"font": "Georgia", "fontSize": 16.0, "lineHeight": 1.5}, bob.ok(t, "/settings/get", bob.with(nil)))
	stats := bob.ok(t, "/focus/summary", bob.with(nil))
	since, err := time.Parse(time.RFC3339, stats["since"].(string))
	require.NoError(t, err)
	assert.WithinDuration(t, time.Now(), since, time.Minute)
	assert.Equal(t, object{"since": stats["since"], "seconds": 0.0, "documents": []any{}}, stats)
}

func TestLibrary(t *testing.T) {
	bob := start(t).signUp(t, "bob")
	whale := bob.addDocument(t, "moby-dick", "Call me Ishmael.")
	raven := bob.addDocument(t, "The Raven", "Once upon a midnight dreary")
	list := func() (names []any) {
		for _, document := range bob.ok(t, "/library/listDocuments", bob.with(nil))["documents"].([]any) {
			names = append(names, document.(object)["name"])
		}
		return names
	}
	assert.Equal(t, []any{"moby-dick", "The Raven"}, list(), "by name, capitals or not")

	renamed := bob.ok(t, "/library/renameDocument", bob.with(object{"document": whale, "name": "Whale, The"}))
	assert.Equal(t, object{"document": whale, "name": "Whale, The"}, renamed)
	assert.Equal(t, []any{"The Raven", "Whale, The"}, list())

	const unfit = "a document's name has 1 to 200 characters, not all of them blank"
	bob.refused(t, http.StatusBadRequest, unfit, "/library/createDocument", bob.with(object{"name": " ", "content": ""}))
	bob.refused(t, http.StatusBadRequest, unfit, "/library/renameDocument", bob.with(object{"document": whale, "name": ""}))
	assert.Equal(t, []any{"The Raven", "Whale, The"}, list())

	removed := bob.ok(t, "/library/removeDocument", bob.with(object{"document": raven}))
	assert.Equal(t, object{"message": "Document removed"}, removed)
	assert.Equal(t, []any{"Whale, The"}, list())

	documents := bob.ok(t, "/library/listDocuments", bob.with(nil))["documents"].([]any)
	first := documents[0].(object)
	_, err := time.Parse(time.RFC3339, first["addedAt"].(string))
	assert.NoError(t, err)
	assert.Equal(t, object{"document": whale, "name": "Whale, The", "addedAt": first["addedAt"], "open": false}, first)
}

func TestReading(t *testing.T) {
	bob := start(t).signUp(t, "bob")
	whale := bob.addDocument(t, "Moby-Dick", "Call me Ishmael.")
	raven := bob.addDocument(t, "The Raven", "Once upon a midnight dreary")
	closing := bob.with(object{"document": whale})
	bob.refused(t, http.StatusConflict, "the document is not open", "/library/closeDocument", closing)

	bob.ok(t, "/library/openDocument", bob.with(object{"document": whale}))
	bob.ok(t, "/library/openDocument", bob.with(object{"document": whale})) // another window
	bob.ok(t, "/library/openDocument", bob.with(object{"document": raven}))
	closed := bob.ok(t, "/library/closeDocument", closing)
	assert.Equal(t, object{"document": whale, "seconds": closed["seconds"]}, closed)
	assert.GreaterOrEqual(t, closed["seconds"], 0.0)
	bob.refused(t, http.StatusConflict, "the document is not open", "/library/closeDocument", closing)

	stats := func() object {
		all := bob.ok(t, "/focus/summary", bob.with(nil))
		assert.Equal(t, closed["seconds"], all["seconds"])
		require.Len(t, all["documents"], 1, "a session that goes on is not counted yet")
		return all["documents"].([]any)[0].(object)
	}
	assert.Equal(t, object{"document": whale, "name": "Moby-Dick", "sessions": 1.0, "seconds": closed["seconds"]}, stats())

	bob.ok(t, "/library/removeDocument", bob.with(object{"document": whale}))
	bob.ok(t, "/library/removeDocument", bob.with(object{"document": raven}))
	assert.Equal(t, "a removed document", stats()["name"], "what was read stays read")
}

func TestSettings(t *testing.T) {
	s := start(t)
	bob, alice := s.signUp(t, "bob"), s.signUp(t, "alice")
	changed := bob.ok(t, "/settings/change", bob.with(object{"fontSize": 20}))
	assert.Equal(t, object{"font": "Georgia", "fontSize": 20.0, "lineHeight": 1.5}, changed)
	changed = bob.ok(t, "/settings/change", bob.with(object{"font": "Atkinson", "lineHeight": 2}))
	assert.Equal(t, object{"font": "Atkinson", "fontSize": 20.0, "lineHeight": 2.0}, changed)
	assert.Equal(t, changed, bob.ok(t, "/settings/change", bob.with(nil)))

	bob.refused(t, http.StatusBadRequest, "a font's size is 6 to 96", "/settings/change", bob.with(object{"fontSize": 4}))
	assert.Equal(t, changed, bob.ok(t, "/settings/get", bob.with(nil)))
	assert.Equal(t, "Georgia", alice.ok(t, "/settings/get", alice.with(nil))["font"])
}

func TestAnnotations(t *testing.T) {
	bob := start(t).signUp(t, "bob")
	whale := bob.addDocument(t, "Moby-Dick", "Call me Ishmael.")
	list := func() []any {
		return bob.ok(t, "/annotations/list", bob.with(object{"document": whale}))["annotations"].([]any)
	}
	assert.Empty(t, list())

	add := func(values object) any {
		values["document"] = whale
		return bob.ok(t, "/annotations/add", bob.with(values))["annotation"]
	}
	name := add(object{"start": 8, "end": 15, "color": "GREEN", "note": "who?"})
	call := add(object{"start": 0, "end": 4})
	rows := list()
	require.Len(t, rows, 2)
	for _, row := range rows {
		_, err := time.Parse(time.RFC3339, row.(object)["addedAt"].(string))
		assert.NoError(t, err)
		delete(row.(object), "addedAt")
	}
	assert.Equal(t, []any{
		object{"annotation": call, "start": 0.0, "end": 4.0, "color": "YELLOW"},
		object{"annotation": name, "start": 8.0, "end": 15.0, "color": "GREEN", "note": "who?"},
	}, rows, "in the order of the text; yellow where no colour was named")

	bob.refused(t, http.StatusBadRequest, "a passage starts at 0 or later and ends after its start",
		"/annotations/add", bob.with(object{"document": whale, "start": 3, "end": 3}))
	status, _ := bob.post(t, "/annotations/add", bob.with(object{"document": whale, "start": 0, "end": 4, "color": "MAUVE"}))
	assert.Equal(t, http.StatusBadRequest, status)

	assert.Equal(t, object{"message": "Annotation removed"}, bob.ok(t, "/annotations/remove", bob.with(object{"annotation": name})))
	bob.refused(t, http.StatusNotFound, "there is no such annotation", "/annotations/remove", bob.with(object{"annotation": name}))
	assert.Len(t, list(), 1)

	bob.ok(t, "/library/removeDocument", bob.with(object{"document": whale}))
	bob.refused(t, http.StatusNotFound, "there is no such annotation", "/annotations/remove", bob.with(object{"annotation": call}))
}

// valid has, for every route that needs a session, the rest of a request that
// would do something if the session were good.
var valid = map[string]object{
	"/annotations/add":        {"document": "any", "start": 0, "end": 4},
	"/annotations/list":       {"document": "any"},
	"/annotations/remove":     {"annotation": "any"},
	"/focus/summary":          {},
	"/library/closeDocument":  {"document": "any"},
	"/library/createDocument": {"name": "Moby-Dick", "content": "Call me Ishmael."},
	"/library/listDocuments":  {},
	"/library/openDocument":   {"document": "any"},
	"/library/removeDocument": {"document": "any"},
	"/library/renameDocument": {"document": "any", "name": "Moby-Dick"},
	"/settings/change":        {"fontSize": 20},
	"/settings/get":           {},
}

// Whoever is not signed in gets nowhere. The table has every route, so that no
// new one can go without its guard unnoticed.
func TestEveryRouteNeedsASession(t *testing.T) {
	s := start(t)
	open := []string{"/auth/createAccount", "/auth/login", "/auth/logout"}
	for _, route := range new(focusreader.App).Routes() {
		assert.Equal(t, http.MethodPost, route.Method, route.Path)
		if _, guarded := valid[route.Path]; !guarded {
			assert.Contains(t, open, route.Path, "a route that `valid` does not have")
		}
	}
	for path, values := range valid {
		stranger := &reader{server: s, session: "a guess"}
		s.refused(t, http.StatusUnauthorized, "sign in first", path, stranger.with(values))
	}
}

// What is Bob's is Bob's, and what is not there is nobody's.
func TestOwnership(t *testing.T) {
	s := start(t)
	bob, eve := s.signUp(t, "bob"), s.signUp(t, "eve")
	whale := bob.addDocument(t, "Moby-Dick", "Call me Ishmael.")
	note := bob.ok(t, "/annotations/add", bob.with(object{"document": whale, "start": 0, "end": 4}))["annotation"]
	bob.ok(t, "/library/openDocument", bob.with(object{"document": whale}))

	for path, values := range valid {
		mine := object{}
		for name, value := range values {
			mine[name] = value
		}
		if values["document"] != nil {
			bob.refused(t, http.StatusNotFound, "there is no such document", path, bob.with(mine))
			mine["document"] = whale
			eve.refused(t, http.StatusForbidden, "this document is somebody else's", path, eve.with(mine))
		}
		if values["annotation"] != nil {
			bob.refused(t, http.StatusNotFound, "there is no such annotation", path, bob.with(mine))
			mine["annotation"] = note
			eve.refused(t, http.StatusForbidden, "this annotation is somebody else's", path, eve.with(mine))
		}
	}

	assert.Empty(t, eve.ok(t, "/library/listDocuments", eve.with(nil))["documents"])
	documents := bob.ok(t, "/library/listDocuments", bob.with(nil))["documents"].([]any)
	require.Len(t, documents, 1)
	assert.Equal(t, "Moby-Dick", documents[0].(object)["name"])
	assert.Equal(t, true, documents[0].(object)["open"])
	assert.Len(t, bob.ok(t, "/annotations/list", bob.with(object{"document": whale}))["annotations"], 1)
}
