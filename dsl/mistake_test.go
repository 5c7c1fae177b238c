package dsl_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const app = `guard SignedIn (request, session) : (user)
  Sessioning._getUser (session) : (user) else Requesting.respond (request, status: 401)

sync SignIn
when
  Requesting.request (path: "/login", username, password)
then
  Profile.authenticate (username, password)

sync Open
when
  Requesting.request (path: "/login")
  Profile.authenticate () : (user)
then
  Sessioning.create (user)

sync Answer
when
  Requesting.request (path: "/login") : (request)
  Sessioning.create (user) : (session)
where
  Profile._getUsername (user) : (username) else Requesting.respond (request, session)
then
  Requesting.respond (request, session, username)

sync Refuse
when
  Requesting.request (path: "/login") : (request)
  Profile.authenticate () : (error)
then
  Requesting.respond (request, error, status: 401)

sync Titles
when
  Requesting.request (path: "/titles", session, least? = 3) : (request)
where
  SignedIn (request, session) : (user: reader)
  titles = collect (title) {
    Library._getDocuments (user: reader) : (title, length)
    length > least
    order by title
  }
  n = count { Library._getDocuments (user: reader) }
then
  Requesting.respond (request, titles, n)
`

func appTexts(t *testing.T, sync string) []dsl.Text {
	t.Helper()
	texts := []dsl.Text{{Path: "app.sync", Text: sync}}
	for _, name := range []string{"profile", "sessioning", "library"} {
		text, err := os.ReadFile("testdata/concepts/" + name + ".concept")
		require.NoError(t, err)
		texts = append(texts, dsl.Text{Path: name + ".concept", Text: string(text)})
	}
	return texts
}

func TestRightAppGivesNothing(t *testing.T) {
	_, list := dsl.Check(".", appTexts(t, app))
	assert.Empty(t, list)
}

// One mistake in a right program gives one finding, however much depends on
// what is wrong.
func TestOneMistakeOneFinding(t *testing.T) {
	for _, c := range []struct {
		name, right, wrong string
		code               diagnostic.Code
	}{
		{"a concept", "Profile.authenticate (username", "Profil.authenticate (username", diagnostic.UnknownConcept},
		{"a concept that others wait for", "Sessioning._getUser", "Sessions._getUser", diagnostic.UnknownConcept},
		{"an action that is called", "Profile.authenticate (username", "Profile.autenticate (username", diagnostic.UnknownAction},
		{"an action that is awaited", "Sessioning.create (user) : (session)", "Sessioning.make (user) : (session)", diagnostic.UnknownAction},
		{"a query with results", "Profile._getUsername", "Profile._username", diagnostic.UnknownQuery},
		{"a query in a block", "Library._getDocuments (user: reader) : (title", "Library._documents (user: reader) : (title", diagnostic.UnknownQuery},
		{"a query of a guard", "Sessioning._getUser", "Sessioning._getOwner", diagnostic.UnknownQuery},
		{"a guard", "  SignedIn (request", "  SignIn (request", diagnostic.UnknownGuard},
		{"a guard's result where it is declared", "session) : (user)\n  Sess", "session) : (owner)\n  Sess", diagnostic.UnboundVariable},
		{"a guard's result where it is used", "(user: reader)\n", "(owner: reader)\n", diagnostic.UnknownResult},
		{"a result that is used later", "Profile.authenticate () : (user)", "Profile.authenticate () : (usr)", diagnostic.UnknownResult},
		{"a result of a query", ": (username) else", ": (userName) else", diagnostic.UnknownResult},
		{"the refusal", ": (error)", ": (eror)", diagnostic.UnknownResult},
		{"a variable at its only use", "Sessioning.create (user)\n\n", "Sessioning.create (user: usr)\n\n", diagnostic.UnboundVariable},
		{"a variable that is named in short", "respond (request, session, username)", "respond (request, session, username: usernam)", diagnostic.UnboundVariable},
		{"a parameter and variable where there may be others", "respond (request, error, status: 401)", "respond (requset, error, status: 401)", diagnostic.UnboundVariable},
		{"a variable in an expression", "length > least", "length > leest", diagnostic.UnboundVariable},
		{"a variable in order by", "order by title", "order by tilte", diagnostic.UnboundVariable},
		{"a variable of nothing", "titles, n)", "titles, n: amount)", diagnostic.UnboundVariable},
		{"a parameter", "authenticate (username, password)", "authenticate (usename: username, password)", diagnostic.UnknownParameter},
		{"a parameter and its variable", "authenticate (username, password)", "authenticate (usename, password)", diagnostic.UnknownParameter},
		{"a parameter of a query", "Profile._getUsername (user)", "Profile._getUsername (usr: user)", diagnostic.UnknownParameter},
		{"a parameter left out", "authenticate (username, password)", "authenticate (username)", diagnostic.MissingArgument},
		{"an argument of a guard left out", "SignedIn (request, session) : (user: reader)", "SignedIn (session) : (user: reader)", diagnostic.MissingArgument},
		{"an argument twice", "authenticate (username, password)", "authenticate (username, password, password)", diagnostic.RepeatedArgument},
		{"a query in then", "Sessioning.create (user)\n\n", "Profile._getUsername (user)\n\n", diagnostic.QueryAsAction},
		{"an action in where", "Profile._getUsername (user) : (username)", "Profile.createAccount (user) : (username)", diagnostic.ActionAsQuery},
		{"results of two outcomes", "Profile.authenticate () : (error)", "Profile.authenticate () : (error, user: _)", diagnostic.MixedOutcomes},
		{"a refusal that is none", "Sessioning.create (user) : (session)\nwhere", "Sessioning.create (user) : (error: session)\nwhere", diagnostic.NoRefusal},
		{"a name bound again", "least? = 3", "titles, least? = 3", diagnostic.ReboundVariable},
		{"a sync's name", "sync Answer", "sync Open", diagnostic.DuplicateName},
		{"an else in a block", "length > least", "length > least else Requesting.respond (request)", diagnostic.MisplacedElse},
		{"a function", `n = count {`, `n = size(titles) - count {`, diagnostic.SyntaxError},
		{"a keyword", "sync Refuse\nwhen", "sync Refuse\nwehn", diagnostic.SyntaxError},
		{"a bracket", "Requesting.respond (request, titles, n)", "Requesting.respond (request, titles, n", diagnostic.SyntaxError},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, app, c.right)
			p, list := dsl.Check(".", appTexts(t, strings.Replace(app, c.right, c.wrong, 1)))
			said := describe(p.Sources, list)
			if assert.Len(t, list, 1, said) {
				assert.Equal(t, c.code, list[0].Code, said)
			}
		})
	}
}
