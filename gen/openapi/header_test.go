package openapi_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

const sessioning = `
concept Sessioning

purpose know who asks

queries
  _getUser (token: Secret) : optional (user: String)
`

// The header Authorization is a security scheme, which is optional where the
// syncs may do without it.
func TestAuthorization(t *testing.T) {
	const required, optional = `[{"authorization":[]}]`, `[{},{"authorization":[]}]`
	for name, test := range map[string]struct{ header, where, security string }{
		"the server insists": {"authorization", `Sessioning._getUser (token: authorization) : (user)
    else Requesting.respond (request, status: 404)`, required},
		"a guard looks it up": {"authorization?", `SignedIn (request, authorization) : (user)`, required},
		"the first row is looked up": {"authorization?", `token = authorization ?? ""
  user = first (user) { Sessioning._getUser (token) : (user) }
    else Requesting.respond (request, status: 401)`, required},
		"it is taken apart": {"authorization?", `token = after (authorization ?? "", "Token ")
    else Requesting.respond (request, status: 401)
  user = token`, required},
		"nobody need be found": {"authorization?", `user = first (user) {
    for token in authorization
    Sessioning._getUser (token) : (user)
  }
  none {
    for _ in authorization
    none { for _ in user }
  } else Requesting.respond (request, status: 401)`, optional},
		"nothing may be found": {"authorization?", `token = authorization ?? ""
  user = first (user) { Sessioning._getUser (token) : (user) } else "nobody"`, optional},
		"another answer where nothing is found": {"authorization?", `token = authorization ?? ""
  Sessioning._getUser (token) : (user)
    else Requesting.respond (request, status: 404)`, optional},
		"another value is looked up": {"authorization?, xKey", `Sessioning._getUser (token: xKey) : (user)
    else Requesting.respond (request, status: 401)
  used = authorization ?? xKey
  some { Sessioning._getUser (token: used) : (user: _) }
    else Requesting.respond (request, status: 403)`, optional},
		"it is not asked for": {"xKey", `Sessioning._getUser (token: xKey) : (user)
    else Requesting.respond (request, status: 401)`, `null`},
	} {
		t.Run(name, func(t *testing.T) {
			doc, _ := read(t, []dsl.Text{{Path: "a.concept", Text: sessioning}, {Path: "a.sync", Text: `
guard SignedIn (request, authorization) : (user)
  token = authorization ?? ""
  Sessioning._getUser (token) : (user)
    else Requesting.respond (request, status: 401)

sync Show
when
  Requesting.request (method: "GET", path: "/user", headers: { ` + test.header + ` }) : (request)
where
  ` + test.where + `
then
  Requesting.respond (request, user)
`}})
			got, err := json.Marshal(doc.Paths.Get("/user").Get("get").Security)
			require.NoError(t, err)
			assert.Equal(t, test.security, string(got))
			assert.Equal(t, test.security != "null", doc.Components.SecuritySchemes != nil)
		})
	}
}
