package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What people keep to themselves is in no trace, however the specs take it.
func TestTracesShowNoSecret(t *testing.T) {
	const first, second = "correct horse battery", "staple, stapled again"
	s := start(t, "--trace", "verbose")
	account := s.anybody().ok(t, http.StatusCreated, "POST", "/users", object{"user": object{
		"username": "ann", "email": "ann@example.com", "password": first,
	}}, "user")
	ann := &person{server: s, username: "ann", token: account["token"].(string)}
	changed := ann.ok(t, http.StatusOK, "PUT", "/user", object{"user": object{"password": second}}, "user")
	login := s.anybody().ok(t, http.StatusOK, "POST", "/users/login", object{"user": object{
		"email": "ann@example.com", "password": second,
	}}, "user")
	again := &person{server: s, username: "ann", token: login["token"].(string)}
	shown := again.ok(t, http.StatusOK, "GET", "/user", nil, "user")
	again.ok(t, http.StatusOK, "GET", "/profiles/ann", nil, "profile")
	s.anybody().refused(t, http.StatusUnauthorized, "credentials", "invalid", "POST", "/users/login", object{"user": object{
		"email": "ann@example.com", "password": first,
	}})
	stranger := &person{server: s, username: "eve", token: "forged and unsigned"}
	stranger.refused(t, http.StatusUnauthorized, "token", "is invalid", "GET", "/user", nil)

	// The server logs a flow before it answers the next request, the last one
	// before it has stopped.
	s.Stop()
	log := s.Log.String()
	for _, traced := range []string{"Requesting.request", "Password.hash", "Password.check", "Token.issue", "headers.authorization"} {
		assert.Contains(t, log, traced)
	}
	assert.GreaterOrEqual(t, strings.Count(log, "password: ••••"), 4, "all that take a password have it")
	for what, secret := range map[string]string{
		"the first password": first, "the second password": second, "the token of the registration": ann.token,
		"the token of the change": changed["token"].(string), "the token of the login": again.token,
		"the token shown": shown["token"].(string), "a forged token": stranger.token,
	} {
		start := secret[:min(len(secret), 32)] // since traces cut off what is long
		assert.False(t, strings.Contains(log, start), what)
	}
}
