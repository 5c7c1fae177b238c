package program_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/program"
)

// The values of a route are those of its path and those that its syncs name; a
// sync that insists on one makes it required for all.
func TestRequestValues(t *testing.T) {
	const text = `
sync ShowShelf
when
  Requesting.request (method: "GET", path: "/shelves/{room}/{shelf}", shelf, most? = 20, from?) : (request)
then
  Requesting.respond (request, shelf, rest: most + 1, from)

sync ShowShelfAgain
when
  Requesting.request (method: "GET", path: "/shelves/{room}/{shelf}", from) : (request)
where
  from > 3
then
  Requesting.respond (request, from)

sync MoveShelf
when
  Requesting.request (method: "PUT", path: "/shelves/{room}/{shelf}", shelf, to: { x, y? }) : (request)
then
  Requesting.respond (request, shelf: shelf + 1, x, y)
`
	p, _ := dsl.Check(".", []dsl.Text{{Path: "a.sync", Text: text}})
	requests := program.NewRequests(p)
	var lines []string
	for _, r := range p.Routes() {
		method, path := r.Endpoint()
		lines = append(lines, method+" "+path)
		for _, v := range requests.Values(r) {
			lines = append(lines, fmt.Sprintf("  %s %s path=%t required=%t matches=%d", v.Name, v.Type, v.InPath, v.Required, len(v.Matches)))
		}
	}
	assert.Equal(t, strings.TrimSpace(`
GET /shelves/{room}/{shelf}
  room String path=true required=true matches=0
  shelf Json path=true required=true matches=1
  most Integer path=false required=false matches=1
  from Number path=false required=true matches=2
PUT /shelves/{room}/{shelf}
  room String path=true required=true matches=0
  shelf Number path=true required=true matches=1
  to { x: Json, y: optional Json } path=false required=true matches=1
`), strings.Join(lines, "\n"))
}
