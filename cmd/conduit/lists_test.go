package main

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A query, as a trace has it.
var asked = regexp.MustCompile(`(?m)msg="?(\w+\._\w+) `)

// A page takes as many queries as one article does.
func TestListsAskOnceForAllRows(t *testing.T) {
	s := start(t, "--trace", "verbose")
	ann, bob := s.register(t, "ann"), s.register(t, "bob")
	for i := range 20 {
		slug := ann.slug(t, fmt.Sprint("a", i), "tag")
		bob.comment(t, slug, "Nice.")
		ann.comment(t, slug, "Thanks.")
	}
	bob.ok(t, 200, "POST", "/profiles/ann/follow", nil, "profile")
	queries := func(p *person, path string) []string {
		before := len(s.Log.String())
		require.Equal(t, 200, p.send(t, "GET", path, nil).status)
		var names []string
		for _, found := range asked.FindAllStringSubmatch(s.Log.String()[before:], -1) {
			names = append(names, found[1])
		}
		return names
	}
	page := []string{"Article._count", "Article._find", "Tag._getNames", "Favorite._isFavorite", "Favorite._getCount",
		"User._get", "Profile._get", "Follow._isFollowing"}
	assert.Equal(t, page, queries(s.anybody(), "/articles"))
	assert.Equal(t, page, queries(s.anybody(), "/articles?limit=1"))
	who := []string{"Token._getSubject"}
	assert.Equal(t, append(who, page...), queries(bob, "/articles"))
	assert.Equal(t, append([]string{"Token._getSubject", "User._get", "Follow._getFollowees"}, page...), queries(bob, "/articles/feed"))
	assert.Equal(t, []string{"Article._getBySlug", "Comment._getByTarget", "User._get", "Profile._get", "Follow._isFollowing"},
		queries(s.anybody(), "/articles/a7/comments"))
}
