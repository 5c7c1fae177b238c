package filesharing_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/examples/filesharing"
	"github.com/syncgen/syncgen/examples/internal/drive"
	"github.com/syncgen/syncgen/generated/filesharing"
	"github.com/syncgen/syncgen/generated/filesharing/accessrequesting"
	"github.com/syncgen/syncgen/generated/filesharing/clocking"
	"github.com/syncgen/syncgen/generated/filesharing/foldering"
	"github.com/syncgen/syncgen/generated/filesharing/linking"
	"github.com/syncgen/syncgen/generated/filesharing/notifying"
	"github.com/syncgen/syncgen/generated/filesharing/sharing"
	"github.com/syncgen/syncgen/generated/filesharing/storing"
)

var coverage drive.Coverage

func TestMain(m *testing.M) { coverage.Main(m) }

type driver = drive.Driver[*filesharing.App]

// signIn has Ann, Ben and Cat sign in: user-1 has session-1, and so on.
const signIn = `
	POST /users {"name":"Ann","password":"ann's secret"}
	→ 201 {"user":"user-1","name":"Ann"}
	POST /users {"name":"Ben","password":"ben's secret"}
	→ 201 {"user":"user-2","name":"Ben"}
	POST /users {"name":"Cat","password":"cat's secret"}
	→ 201 {"user":"user-3","name":"Cat"}

	POST /sessions {"name":"ann","password":"ann's secret"}
	→ 201 {"user":"user-1","session":"session-1"}
	POST /sessions {"name":"Ben","password":"ben's secret"}
	→ 201 {"user":"user-2","session":"session-2"}
	POST /sessions {"name":"Cat","password":"cat's secret"}
	→ 201 {"user":"user-3","session":"session-3"}
`

// start makes an app in which they are signed in.
func start(t *testing.T) *driver {
	t.Helper()
	d := drive.Start(t, &coverage, impl.New)
	d.Run(t, signIn)
	return d
}

// strike lets the clocks strike.
func strike(t *testing.T, d *driver) {
	t.Helper()
	for _, app := range d.Apps() {
		require.NoError(t, app.ClockingStrike(t.Context(), clocking.StrikeInput{At: d.Now()}))
	}
}

func TestAccounts(t *testing.T) {
	d := start(t)
	d.Run(t, `
		POST /users {"name":"","password":"12345678"}
		→ 400 {"error":"a name has 1 to 40 characters"}
		POST /users {"name":"Dan","password":"1234567"}
		→ 400 {"error":"a password has at least 8 characters"}
		POST /users {"name":"ANN","password":"12345678"}
		→ 409 {"error":"the name is taken"}
		POST /sessions {"name":"Ann","password":"ben's secret"}
		→ 401 {"error":"wrong name or password"}
		POST /sessions {"name":"Dan","password":"ben's secret"}
		→ 401 {"error":"wrong name or password"}
		DELETE /sessions/session-1
		→ 200 {"message":"signed out"}
		DELETE /sessions/session-1
		→ 404 {"error":"there is no such session"}
	`)
	// Nothing but an account, a session or a link can be had without a session.
	d.RunAlike(t, `
		POST /files {"session":"session-1","file":{"name":"a","content":""}}
		GET /files?session=session-1
		GET /files/file-1?session=session-1
		PUT /files/file-1 {"session":"session-1","content":""}
		DELETE /files/file-1?session=session-1
		POST /files/file-1/shares {"session":"session-1","names":[]}
		GET /files/file-1/shares?session=session-1
		DELETE /files/file-1/shares/Ben?session=session-1
		POST /files/file-1/accessRequests {"session":"session-1"}
		GET /accessRequests?session=session-1
		POST /accessRequests/accessRequest-1/grant {"session":"session-1"}
		POST /accessRequests/accessRequest-1/deny {"session":"session-1"}
		POST /files/file-1/links {"session":"session-1","expires":"2026-03-02T00:00:00Z"}
		POST /folders {"session":"session-1","name":"a"}
		GET /folders?session=session-1
		GET /folders/folder-1?session=session-1
		PUT /folders/folder-1/files/file-1 {"session":"session-1"}
		DELETE /folders/folder-1?session=session-1
		GET /notifications?session=session-1
		DELETE /notifications/notification-1?session=session-1
	`, `401 {"error":"sign in first"}`)
}

// store is Ann storing her file-1.
const store = `
	POST /files {"session":"session-1","file":{"name":" a.txt ","content":"aGVsbG8="}}
	→ 201 {"file":"file-1","name":"a.txt"}
`

// shareWithBen is Ann letting Ben view her file-1.
const shareWithBen = `
	POST /files/file-1/shares {"session":"session-1","names":["Ben"]}
	→ 200 {"file":"file-1","level":"VIEW","added":1}
`

func TestFiles(t *testing.T) {
	d := start(t)
	large := `"` + strings.Repeat("AAAA", 100_000/3+1) + `"`
	d.Run(t, store+`
		POST /files {"session":"session-1","file":{"name":" ","content":""}}
		→ 400 {"error":"a file's name has 1 to 100 characters"}
		POST /files {"session":"session-1","file":{"name":"b","content":`+large+`}}
		→ 400 {"error":"a file has at most 100,000 bytes"}
		GET /files/file-1?session=session-1
		→ 200 {"file":"file-1","name":"a.txt","content":"aGVsbG8=","revision":1}
		PUT /files/file-1 {"session":"session-1","content":"Ynll"}
		→ 200 {"file":"file-1","revision":2}
		PUT /files/file-1 {"session":"session-1","content":`+large+`}
		→ 400 {"error":"a file has at most 100,000 bytes"}
		GET /files/file-1?session=session-1
		→ 200 {"file":"file-1","name":"a.txt","content":"Ynll","revision":2}
		# One's own changes are no news.
		GET /notifications?session=session-1
		→ 200 {"notifications":[],"total":0}

		GET /files/file-1?session=session-2
		→ 403 {"error":"ask the owner for access to this file"}
		PUT /files/file-1 {"session":"session-2","content":""}
		→ 403 {"error":"ask the owner to let you edit this file"}
		DELETE /files/file-1?session=session-2
		→ 403 {"error":"this file is somebody else's"}
	`+shareWithBen+`
		GET /files/file-1?session=session-2
		→ 200 {"file":"file-1","name":"a.txt","content":"Ynll","revision":2}
		# To view is not to edit.
		PUT /files/file-1 {"session":"session-2","content":""}
		→ 403 {"error":"ask the owner to let you edit this file"}
		POST /files/file-1/shares {"session":"session-1","names":["Ben"],"level":"EDIT"}
		→ 200 {"file":"file-1","level":"EDIT","added":0}
		PUT /files/file-1 {"session":"session-2","content":"aGVsbG8="}
		→ 200 {"file":"file-1","revision":3}
		GET /notifications?session=session-1
		→ 200 {"notifications":[{"notification":"notification-2","file":"file-1","text":"Ben changed a.txt, now at revision 3","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}
		# To edit is not to own.
		DELETE /files/file-1?session=session-2
		→ 403 {"error":"this file is somebody else's"}

		GET /files/file-9?session=session-1
		→ 404 {"error":"there is no such file"}
		PUT /files/file-9 {"session":"session-1","content":""}
		→ 404 {"error":"there is no such file"}
		DELETE /files/file-9?session=session-1
		→ 404 {"error":"there is no such file"}

		POST /files {"session":"session-1","file":{"name":"B.txt","content":""}}
		→ 201 {"file":"file-2","name":"B.txt"}
		GET /files?session=session-1
		→ 200 {"own":[{"file":"file-1","name":"a.txt","changedAt":"2026-03-01T09:00:00.000Z"},{"file":"file-2","name":"B.txt","changedAt":"2026-03-01T09:00:00.000Z"}],"shared":[]}
		GET /files?session=session-1&search=b.
		→ 200 {"own":[{"file":"file-2","name":"B.txt","changedAt":"2026-03-01T09:00:00.000Z"}],"shared":[]}
		GET /files?session=session-2&search=TXT
		→ 200 {"own":[],"shared":[{"file":"file-1","name":"a.txt","owner":"Ann","level":"EDIT"}]}
		GET /files?session=session-2&search=b
		→ 200 {"own":[],"shared":[]}
	`)
}

func TestSharing(t *testing.T) {
	start(t).Run(t, store+`
		POST /files/file-1/shares {"session":"session-1","names":["Ben","cat"],"level":"EDIT"}
		→ 200 {"file":"file-1","level":"EDIT","added":2}
		GET /notifications?session=session-3
		→ 200 {"notifications":[{"notification":"notification-2","file":"file-1","text":"Ann lets you edit a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}
		# Ben has access already, and gets less of it.
		POST /files/file-1/shares {"session":"session-1","names":["Ben"]}
		→ 200 {"file":"file-1","level":"VIEW","added":0}
		GET /files/file-1/shares?session=session-1
		→ 200 {"people":[{"name":"Ben","level":"VIEW"},{"name":"Cat","level":"EDIT"}],"links":[],"visits":0}
		# No news for Ben.
		GET /notifications?session=session-2
		→ 200 {"notifications":[{"notification":"notification-1","file":"file-1","text":"Ann lets you edit a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}

		POST /files/file-9/shares {"session":"session-1","names":["Ben"]}
		→ 404 {"error":"there is no such file"}
		POST /files/file-1/shares {"session":"session-2","names":["Ben"]}
		→ 403 {"error":"this file is somebody else's"}
		POST /files/file-1/shares {"session":"session-1","names":["Ben","Dan"]}
		→ 404 {"error":"one of these names is nobody's"}
		POST /files/file-1/shares {"session":"session-1","names":["Ben","Ann"]}
		→ 400 {"error":"the file is your own already"}
		POST /files/file-1/shares {"session":"session-1","names":[]}
		→ 400 {"error":"share with 1 to 50 people at once"}
		GET /files/file-9/shares?session=session-1
		→ 404 {"error":"there is no such file"}
		GET /files/file-1/shares?session=session-2
		→ 403 {"error":"this file is somebody else's"}

		DELETE /files/file-9/shares/Ben?session=session-1
		→ 404 {"error":"there is no such file"}
		DELETE /files/file-1/shares/Ben?session=session-2
		→ 403 {"error":"this file is somebody else's"}
		DELETE /files/file-1/shares/Dan?session=session-1
		→ 404 {"error":"nobody has this name"}
		DELETE /files/file-1/shares/Ben?session=session-1
		→ 200 {"file":"file-1","name":"Ben"}
		DELETE /files/file-1/shares/Ben?session=session-1
		→ 409 {"error":"it is not shared with this person"}
		GET /files/file-1?session=session-2
		→ 403 {"error":"ask the owner for access to this file"}
	`)
}

func TestAccessRequests(t *testing.T) {
	start(t).Run(t, store+`
		POST /files/file-1/accessRequests {"session":"session-2","message":"I found a typo","level":"EDIT"}
		→ 201 {"accessRequest":"accessRequest-1"}
		POST /files/file-1/accessRequests {"session":"session-2"}
		→ 200 {"accessRequest":"accessRequest-1"}
		POST /files/file-1/accessRequests {"session":"session-3"}
		→ 201 {"accessRequest":"accessRequest-2"}
		GET /notifications?session=session-1
		→ 200 {"notifications":[{"notification":"notification-2","file":"file-1","text":"Cat asks for a.txt: please","sentAt":"2026-03-01T09:00:00.000Z"},{"notification":"notification-1","file":"file-1","text":"Ben asks for a.txt: I found a typo","sentAt":"2026-03-01T09:00:00.000Z"}],"total":2}
		GET /accessRequests?session=session-1
		→ 200 {"accessRequests":[{"accessRequest":"accessRequest-1","file":"file-1","fileName":"a.txt","asker":"Ben","level":"EDIT","message":"I found a typo","askedAt":"2026-03-01T09:00:00.000Z"},{"accessRequest":"accessRequest-2","file":"file-1","fileName":"a.txt","asker":"Cat","level":"VIEW","askedAt":"2026-03-01T09:00:00.000Z"}]}
		# They are not Ben's to decide.
		GET /accessRequests?session=session-2
		→ 200 {"accessRequests":[]}
		POST /accessRequests/accessRequest-1/grant {"session":"session-2"}
		→ 403 {"error":"this file is somebody else's"}
		POST /accessRequests/accessRequest-1/deny {"session":"session-2"}
		→ 403 {"error":"this file is somebody else's"}

		POST /accessRequests/accessRequest-1/grant {"session":"session-1"}
		→ 200 {"accessRequest":"accessRequest-1","file":"file-1","level":"EDIT"}
		PUT /files/file-1 {"session":"session-2","content":"Ynll"}
		→ 200 {"file":"file-1","revision":2}
		GET /notifications?session=session-2
		→ 200 {"notifications":[{"notification":"notification-3","file":"file-1","text":"you have access to a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}
		# Decided is decided.
		POST /accessRequests/accessRequest-1/grant {"session":"session-1"}
		→ 409 {"error":"this access request is not pending"}
		POST /accessRequests/accessRequest-1/deny {"session":"session-1"}
		→ 409 {"error":"this access request is not pending"}

		POST /accessRequests/accessRequest-2/deny {"session":"session-1","reason":"it is a draft"}
		→ 200 {"accessRequest":"accessRequest-2","file":"file-1"}
		GET /files/file-1?session=session-3
		→ 403 {"error":"ask the owner for access to this file"}
		# Whom one has denied may ask again.
		POST /files/file-1/accessRequests {"session":"session-3"}
		→ 201 {"accessRequest":"accessRequest-3"}
		POST /accessRequests/accessRequest-3/deny {"session":"session-1"}
		→ 200 {"accessRequest":"accessRequest-3","file":"file-1"}
		GET /notifications?session=session-3
		→ 200 {"notifications":[{"notification":"notification-7","file":"file-1","text":"you get no access to a.txt: no reason was given","sentAt":"2026-03-01T09:00:00.000Z"},{"notification":"notification-5","file":"file-1","text":"you get no access to a.txt: it is a draft","sentAt":"2026-03-01T09:00:00.000Z"}],"total":2}
		GET /accessRequests?session=session-1
		→ 200 {"accessRequests":[]}

		POST /files/file-9/accessRequests {"session":"session-2"}
		→ 404 {"error":"there is no such file"}
		POST /files/file-1/accessRequests {"session":"session-1"}
		→ 409 {"error":"the file is your own already"}
		POST /files/file-1/accessRequests {"session":"session-2"}
		→ 409 {"error":"you have this access already"}
		POST /files/file-1/accessRequests {"session":"session-2","level":"EDIT"}
		→ 409 {"error":"you have this access already"}
		POST /files/file-1/accessRequests {"session":"session-3","message":"`+strings.Repeat("please ", 30)+`"}
		→ 400 {"error":"a message has at most 200 characters"}
		POST /accessRequests/accessRequest-9/grant {"session":"session-1"}
		→ 404 {"error":"there is no such access request"}
		POST /accessRequests/accessRequest-9/deny {"session":"session-1"}
		→ 404 {"error":"there is no such access request"}

		# Viewers may ask for more.
		POST /files/file-1/shares {"session":"session-1","names":["Cat"]}
		→ 200 {"file":"file-1","level":"VIEW","added":1}
		POST /files/file-1/accessRequests {"session":"session-3","level":"EDIT"}
		→ 201 {"accessRequest":"accessRequest-4"}
		POST /accessRequests/accessRequest-4/grant {"session":"session-1"}
		→ 200 {"accessRequest":"accessRequest-4","file":"file-1","level":"EDIT"}
		PUT /files/file-1 {"session":"session-3","content":""}
		→ 200 {"file":"file-1","revision":3}
	`)
}

func TestLinks(t *testing.T) {
	d := start(t)
	d.Run(t, store+`
		POST /files/file-1/links {"session":"session-1","expires":"2026-03-01T10:00:00Z"}
		→ 201 {"link":"link-1","expires":"2026-03-01T10:00:00.000Z"}
		POST /files/file-1/links {"session":"session-1","expires":"2026-03-01T12:00:00Z"}
		→ 201 {"link":"link-2","expires":"2026-03-01T12:00:00.000Z"}
		POST /files/file-1/links {"session":"session-1","expires":"2026-03-01T09:00:00Z"}
		→ 400 {"error":"a link expires in the future"}
		POST /files/file-9/links {"session":"session-1","expires":"2026-03-01T10:00:00Z"}
		→ 404 {"error":"there is no such file"}
		POST /files/file-1/links {"session":"session-2","expires":"2026-03-01T10:00:00Z"}
		→ 403 {"error":"this file is somebody else's"}
		GET /links/link-1
		→ 200 {"name":"a.txt","content":"aGVsbG8=","visits":1}
		GET /links/link-1
		→ 200 {"name":"a.txt","content":"aGVsbG8=","visits":2}
		GET /links/link-9
		→ 404 {"error":"there is no such link"}
	`)
	strike(t, d) // nothing is due
	d.Run(t, `
		GET /notifications?session=session-1
		→ 200 {"notifications":[],"total":0}
		GET /files/file-1/shares?session=session-1
		→ 200 {"people":[],"links":[{"link":"link-1","expires":"2026-03-01T10:00:00.000Z","visits":2},{"link":"link-2","expires":"2026-03-01T12:00:00.000Z","visits":0}],"visits":2}
	`)

	d.Run(t, "at 10:00")
	strike(t, d)
	strike(t, d) // an owner is told once
	d.Run(t, `
		GET /links/link-1
		→ 410 {"error":"the link has expired"}
		GET /links/link-2
		→ 200 {"name":"a.txt","content":"aGVsbG8=","visits":1}
		GET /notifications?session=session-1
		→ 200 {"notifications":[{"notification":"notification-1","file":"file-1","text":"a link to a.txt has expired after 2 visits","sentAt":"2026-03-01T10:00:00.000Z"}],"total":1}
		GET /files/file-1/shares?session=session-1
		→ 200 {"people":[],"links":[{"link":"link-2","expires":"2026-03-01T12:00:00.000Z","visits":1}],"visits":3}
	`)
}

func TestNotifications(t *testing.T) {
	start(t).Run(t, store+shareWithBen+`
		DELETE /files/file-1/shares/Ben?session=session-1
		→ 200 {"file":"file-1","name":"Ben"}
	`+shareWithBen+`
		GET /notifications?session=session-2&limit=1
		→ 200 {"notifications":[{"notification":"notification-2","file":"file-1","text":"Ann lets you view a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":2}
		DELETE /notifications/notification-1?session=session-1
		→ 403 {"error":"this notification is somebody else's"}
		DELETE /notifications/notification-1?session=session-2
		→ 200 {"notification":"notification-1"}
		DELETE /notifications/notification-1?session=session-2
		→ 404 {"error":"there is no such notification"}
		GET /notifications?session=session-2
		→ 200 {"notifications":[{"notification":"notification-2","file":"file-1","text":"Ann lets you view a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}
	`)
}

// makeFolder is Ann making her folder-1.
const makeFolder = `
	POST /folders {"session":"session-1","name":"drafts "}
	→ 201 {"folder":"folder-1","name":"drafts"}
`

// putInFolder is Ann putting her file-1 in her folder-1.
const putInFolder = `
	PUT /folders/folder-1/files/file-1 {"session":"session-1"}
	→ 200 {"folder":"folder-1","file":"file-1"}
`

func TestFolders(t *testing.T) {
	start(t).Run(t, store+makeFolder+putInFolder+`
		POST /folders {"session":"session-1","name":"drafts"}
		→ 409 {"error":"you have a folder of this name"}
		POST /folders {"session":"session-1","name":""}
		→ 409 {"error":"a folder's name has 1 to 100 characters"}
		POST /folders {"session":"session-2","name":"drafts"}
		→ 201 {"folder":"folder-2","name":"drafts"}
		GET /folders/folder-1?session=session-1
		→ 200 {"folder":"folder-1","name":"drafts","files":[{"file":"file-1","name":"a.txt","changedAt":"2026-03-01T09:00:00.000Z"}]}

		# A file is in one folder.
		POST /folders {"session":"session-1","name":"Attic"}
		→ 201 {"folder":"folder-3","name":"Attic"}
		PUT /folders/folder-3/files/file-1 {"session":"session-1"}
		→ 200 {"folder":"folder-3","file":"file-1"}
		GET /folders?session=session-1
		→ 200 {"folders":[{"folder":"folder-3","name":"Attic","size":1},{"folder":"folder-1","name":"drafts","size":0}]}

		GET /folders/folder-9?session=session-1
		→ 404 {"error":"there is no such folder"}
		GET /folders/folder-1?session=session-2
		→ 403 {"error":"this folder is somebody else's"}
		PUT /folders/folder-9/files/file-1 {"session":"session-1"}
		→ 404 {"error":"there is no such folder"}
		PUT /folders/folder-2/files/file-1 {"session":"session-1"}
		→ 403 {"error":"this folder is somebody else's"}
		PUT /folders/folder-1/files/file-9 {"session":"session-1"}
		→ 404 {"error":"there is no such file"}
		PUT /folders/folder-2/files/file-1 {"session":"session-2"}
		→ 403 {"error":"this file is somebody else's"}
		DELETE /folders/folder-9?session=session-1
		→ 404 {"error":"there is no such folder"}
		DELETE /folders/folder-1?session=session-2
		→ 403 {"error":"this folder is somebody else's"}
	`)
}

// hang has all sorts of things hang on Ann's file-1, which is in folder-1.
func hang(t *testing.T, d *driver) {
	t.Helper()
	d.Run(t, store+makeFolder+putInFolder+shareWithBen+`
		POST /files/file-1/accessRequests {"session":"session-3"}
		→ 201 {"accessRequest":"accessRequest-1"}
		POST /files/file-1/links {"session":"session-1","expires":"2026-03-02T00:00:00Z"}
		→ 201 {"link":"link-1","expires":"2026-03-02T00:00:00.000Z"}
	`)
}

// assertNothingLeft says that file-1 is gone with all that hung on it, in each
// concept by itself, and that those who cared know.
func assertNothingLeft(t *testing.T, d *driver) {
	t.Helper()
	for _, app := range d.Apps() {
		_, found, err := app.Storing.GetFile(t.Context(), storing.GetFileInput{File: "file-1"})
		require.NoError(t, err)
		assert.False(t, found, "the file")
		shares, err := app.Sharing.GetByItem(t.Context(), sharing.GetByItemInput{Item: "file-1"})
		require.NoError(t, err)
		assert.Empty(t, shares)
		_, found, err = app.AccessRequesting.GetItem(t.Context(), accessrequesting.GetItemInput{AccessRequest: "accessRequest-1"})
		require.NoError(t, err)
		assert.False(t, found, "the access request")
		links, err := app.Linking.GetByItem(t.Context(), linking.GetByItemInput{Item: "file-1"})
		require.NoError(t, err)
		assert.Empty(t, links)
		items, err := app.Foldering.GetItems(t.Context(), foldering.GetItemsInput{Folder: "folder-1"})
		require.NoError(t, err)
		assert.NotContains(t, items, foldering.GetItemsRow{Item: "file-1"})

		for user, texts := range map[notifying.User][]string{
			"user-1": nil, // that Cat asked is forgotten
			"user-2": {"a.txt was deleted"},
			"user-3": {"a.txt, which you asked for, was deleted"},
		} {
			rows, err := app.Notifying.GetByUser(t.Context(), notifying.GetByUserInput{User: user})
			require.NoError(t, err)
			var got []string
			for _, row := range rows {
				got = append(got, row.Text)
			}
			assert.Equal(t, texts, got, "%s", user)
		}
	}
}

func TestDeletedFile(t *testing.T) {
	d := start(t)
	hang(t, d)
	d.Run(t, `
		DELETE /files/file-1?session=session-1
		→ 200 {"file":"file-1","name":"a.txt","endedShares":1}
		GET /files/file-1?session=session-2
		→ 404 {"error":"there is no such file"}
		GET /links/link-1
		→ 404 {"error":"there is no such link"}
		POST /accessRequests/accessRequest-1/grant {"session":"session-1"}
		→ 404 {"error":"there is no such access request"}
		GET /folders/folder-1?session=session-1
		→ 200 {"folder":"folder-1","name":"drafts","files":[]}
	`)
	assertNothingLeft(t, d)
}

func TestDeletedFolder(t *testing.T) {
	d := start(t)
	hang(t, d)
	d.Run(t, `
		POST /files {"session":"session-1","file":{"name":"b.txt","content":""}}
		→ 201 {"file":"file-2","name":"b.txt"}
		POST /files {"session":"session-1","file":{"name":"c.txt","content":""}}
		→ 201 {"file":"file-3","name":"c.txt"}
		PUT /folders/folder-1/files/file-2 {"session":"session-1"}
		→ 200 {"folder":"folder-1","file":"file-2"}
		DELETE /folders/folder-1?session=session-1
		→ 200 {"folder":"folder-1","deletedFiles":2}
		GET /folders/folder-1?session=session-1
		→ 404 {"error":"there is no such folder"}
		# What was not in the folder stays.
		GET /files?session=session-1
		→ 200 {"own":[{"file":"file-3","name":"c.txt","changedAt":"2026-03-01T09:00:00.000Z"}],"shared":[]}
	`)
	assertNothingLeft(t, d)
}

// Of many who delete a file at once one does, and nobody is told twice.
func TestDeletedOnce(t *testing.T) {
	d := start(t)
	hang(t, d)
	var all sync.WaitGroup
	var deleted, missed atomic.Int32
	for range 20 {
		all.Go(func() {
			switch status, answer := d.Send(t, "DELETE /files/file-1?session=session-1"); status {
			case http.StatusOK:
				deleted.Add(1)
			case http.StatusNotFound:
				missed.Add(1)
			default:
				assert.Fail(t, "answer", "%d %s", status, answer)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, deleted.Load())
	assert.EqualValues(t, 19, missed.Load())
	assertNothingLeft(t, d)
}

// In whatever order: each request has one answer.
func TestAnyOrder(t *testing.T) {
	start(t).Wander(t, 5000, []string{
		`POST /files {"session":"<session>","file":{"name":"<name>","content":""}}`,
		`GET /files?session=<session>`,
		`GET /files/<file>?session=<session>`,
		`PUT /files/<file> {"session":"<session>","content":""}`,
		`DELETE /files/<file>?session=<session>`,
		`POST /files/<file>/shares {"session":"<session>","names":["<name>"],"level":"<level>"}`,
		`GET /files/<file>/shares?session=<session>`,
		`DELETE /files/<file>/shares/<name>?session=<session>`,
		`POST /files/<file>/accessRequests {"session":"<session>","level":"<level>"}`,
		`GET /accessRequests?session=<session>`,
		`POST /accessRequests/<access>/grant {"session":"<session>"}`,
		`POST /accessRequests/<access>/deny {"session":"<session>"}`,
		`POST /files/<file>/links {"session":"<session>","expires":"2026-03-02T00:00:00Z"}`,
		`GET /links/<link>`,
		`POST /folders {"session":"<session>","name":"<name>"}`,
		`GET /folders?session=<session>`,
		`GET /folders/<folder>?session=<session>`,
		`PUT /folders/<folder>/files/<file> {"session":"<session>"}`,
		`DELETE /folders/<folder>?session=<session>`,
		`GET /notifications?session=<session>`,
		`DELETE /notifications/<notification>?session=<session>`,
	}, map[string][]string{
		"session":      {"guess", "session-1", "session-2", "session-3"},
		"name":         {"Ann", "Ben", "Cat", "Dan"},
		"level":        {"VIEW", "EDIT"},
		"file":         drive.Numbered("file", 40),
		"access":       drive.Numbered("accessRequest", 40),
		"link":         drive.Numbered("link", 20),
		"folder":       drive.Numbered("folder", 20),
		"notification": drive.Numbered("notification", 100),
	})
}
