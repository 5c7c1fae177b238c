package mutation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const listing = `concept Listing

purpose keep things

principle what is added is there until it is removed

state
  a set of Items

actions
  add (name: String) : (item: Item)
  add (name: String) : (error: String)
  remove (item: Item)

queries
  _all () : (item: Item)
`

const adding = `sync Add
when
  Requesting.request (path: "/add", name)
then
  Listing.add (name)

sync Added
when
  Requesting.request (path: "/add") : (request)
  Listing.add () : (item)
then
  Requesting.respond (request, item)

sync NotAdded
when
  Requesting.request (path: "/add") : (request)
  Listing.add () : (error)
then
  Requesting.respond (request, error, status: 409)
`

func texts(sync string) []dsl.Text {
	return []dsl.Text{{Path: "listing.concept", Text: listing}, {Path: "adding.sync", Text: sync}}
}

func TestJudge(t *testing.T) {
	app := NewApp("adding", texts(adding), 24)
	for _, c := range []struct {
		name, sync string
		verdict    Verdict
		codes      []diagnostic.Code
	}{
		{"the same program in other words", `sync Begin
when
  Requesting.request (path: "/add", name: n)
then
  Listing.add (name: n)

sync End
when
  Requesting.request (path: "/add") : (request)
  Listing.add () : (item: added)
then
  Requesting.respond (request, item: added)

sync Refuse
when
  Requesting.request (path: "/add") : (request)
  Listing.add () : (error: reason)
then
  Requesting.respond (request, status: 409, error: reason)
`, Same, nil},
		{"a request without an answer", `sync Add
when
  Requesting.request (path: "/add", name)
then
  Listing.add (name)
`, Found, []diagnostic.Code{diagnostic.UnansweredRequest}},
		{"an answer that gives nothing", `sync Answer
when
  Requesting.request (path: "/add", name: _) : (request)
then
  Requesting.respond (request)
`, Other, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := Judge(app, texts(c.sync), 24)
			assert.Equal(t, c.verdict, j.Verdict)
			assert.Equal(t, c.codes, j.Codes)
		})
	}
}

// What the checker finds is there to be seen when the flows are run.
func TestUnanswered(t *testing.T) {
	added, notAdded := adding[strings.Index(adding, "sync Added"):strings.Index(adding, "sync NotAdded")], adding[strings.Index(adding, "sync NotAdded"):]
	for _, c := range []struct {
		name, sync string
		broken     bool
	}{
		{"each request is answered once", adding, false},
		{"a success is not answered", strings.Replace(adding, added, "", 1), true},
		{"a refusal is not answered", strings.Replace(adding, notAdded, "", 1), true},
		{"a success is answered twice", adding + strings.Replace(added, "sync Added", "sync AddedToo", 1), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := dsl.Check("adding", texts(c.sync))
			assert.Equal(t, c.broken, len(found) > 0)
			assert.Equal(t, c.broken, unanswered(p, 24) != nil)
		})
	}
}
