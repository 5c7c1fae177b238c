package openapi_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen/openapi/conformance"
)

const articling = `
concept Articling

purpose keep what people write

queries
  _getArticle (slug: String) : optional (title: String, body: String, words: Integer)
  _getArticles () : (slug: String, title: String, words: Integer)
  _getAuthor (slug: String) : optional (username: String, bio: String, image: optional String)
`

// articles has one route with an article, one with articles, which lack the
// body, and one with an author alone. The order of values is another each time.
const articles = `
sync ShowArticle
when
  Requesting.request (method: "GET", path: "/articles/{slug}", slug) : (request)
where
  Articling._getArticle (slug) : (title, body, words)
    else Requesting.respond (request, status: 404)
  Articling._getAuthor (slug) : (username, bio, image?)
    else Requesting.respond (request, status: 404)
then
  Requesting.respond (request, article: { title, body, words, author: { username, bio, image } }, of: { slug })

sync EditArticle
when
  Requesting.request (method: "PUT", path: "/articles/{slug}", slug) : (request)
where
  Articling._getArticle (slug) : (title, body, words)
    else Requesting.respond (request, status: 404)
  Articling._getAuthor (slug) : (username, bio, image?)
    else Requesting.respond (request, status: 404)
then
  Requesting.respond (request, article: { body, title, author: { bio, username, image }, words }, of: { slug })

sync ListArticles
when
  Requesting.request (method: "GET", path: "/articles") : (request)
where
  articles = collect (title, words) { Articling._getArticles () : (slug: _, title, words) }
then
  Requesting.respond (request, articles)

sync ListNewest
when
  Requesting.request (method: "GET", path: "/newest") : (request)
where
  newest = collect (title, words) { Articling._getArticles () : (slug: _, title, words) }
then
  Requesting.respond (request, newest)

sync ShowProfile
when
  Requesting.request (method: "GET", path: "/profiles/{slug}", slug) : (request)
where
  Articling._getAuthor (slug) : (username, bio, image?)
    else Requesting.respond (request, status: 404)
then
  Requesting.respond (request, profile: { username, bio, image })
`

// A record that stands in several answers is one component, whatever the order of
// its values, and has the name of the field that says most of it.
func TestShapes(t *testing.T) {
	doc, _ := read(t, []dsl.Text{{Path: "a.concept", Text: articling}, {Path: "a.sync", Text: articles}})
	text, err := doc.YAML()
	require.NoError(t, err)
	conformance.Read(t, text)

	written := func(v any) string {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		return string(b)
	}
	schemas := doc.Components.Schemas
	var names []string
	for _, s := range schemas {
		names = append(names, s.Name)
	}
	assert.Equal(t, []string{"Article", "ArticleItem", "Problem", "Profile"}, names)
	assert.Equal(t, `{"type":"object","properties":{"title":{"type":"string"},"body":{"type":"string"},"words":{"type":"integer","format":"int64"},`+
		`"author":{"$ref":"#/components/schemas/Profile"}},"required":["title","body","words","author"]}`, written(schemas.Get("Article")))
	assert.Equal(t, `{"type":"object","properties":{"username":{"type":"string"},"bio":{"type":"string"},"image":{"type":"string"}},"required":["username","bio"]}`,
		written(schemas.Get("Profile")))
	for path, want := range map[string]string{
		// One value needs no name.
		"/articles/{slug}": `{"type":"object","properties":{"article":{"$ref":"#/components/schemas/Article"},` +
			`"of":{"type":"object","properties":{"slug":{"type":"string"}},"required":["slug"]}},"required":["article","of"]}`,
		"/articles":        `{"type":"object","properties":{"articles":{"type":"array","items":{"$ref":"#/components/schemas/ArticleItem"}}},"required":["articles"]}`,
		"/newest":          `{"type":"object","properties":{"newest":{"type":"array","items":{"$ref":"#/components/schemas/ArticleItem"}}},"required":["newest"]}`,
		"/profiles/{slug}": `{"type":"object","properties":{"profile":{"$ref":"#/components/schemas/Profile"}},"required":["profile"]}`,
	} {
		body := doc.Paths.Get(path).Get("get").Responses.Get("200").Content.Get("application/json").Schema
		assert.Equal(t, want, written(body), path)
	}
}
