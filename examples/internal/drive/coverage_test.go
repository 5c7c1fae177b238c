package drive

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGuards(t *testing.T) {
	for where, want := range map[string]bool{
		"author == user …":            true,
		"most >= 1 and most <= 100 …": true,
		"open …":                      true,
		"none { …":                    true,
		"Sessioning._getUser (session) : (user) …":                   true,
		"Sessioning._getUser (session) : (user)":                     false,
		"change != 0":                                                false,
		"posts = collect (post, title) { …":                          false,
		"posts = count { Posting._getPost (post: item) : () }":       false,
		"username = first (name) { …":                                false,
		"reserved = holds > 0":                                       false,
		"KnownListing (request, listing) : (seller, title, price) …": true,
		"for tag in tags":                                            false,
	} {
		assert.Equal(t, want, guards(where), where)
	}
}
