package filesharing_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/examples/drive"
	impl "github.com/syncgen/syncgen/examples/filesharing"
	"github.com/syncgen/syncgen/generated/filesharing"
	"github.com/syncgen/syncgen/generated/filesharing/accessrequesting"
	"github.com/syncgen/syncgen/generated/filesharing/clocking"
	"github.com/syncgen/syncgen/generated/filesharing/foldering"
	"github.com/syncgen/syncgen/generated/filesharing/linking"
	"github.com/syncgen/syncgen/generated/filesharing/notifying"
	"github.com/syncgen/syncgen/generated/filesharing/sharing"
	"github.com/syncgen/syncgen/generated/filesharing/storing"
	"github.com/syncgen/syncgen/runtime"
)

// world is an app in a test: what it holds, and what time it is there.
type world struct {
	*filesharing.App
	now time.Time
}

// start makes a world at nine o'clock, in which Ann, Ben and Cat are users 1
// to 3 and signed in with the sessions of the same numbers.
func start(t *testing.T, options ...runtime.Option) *world {
	t.Helper()
	w := &world{now: time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)}
	app, err := impl.New(append(options, runtime.WithClock(func() time.Time { return w.now }))...)
	require.NoError(t, err)
	w.App = app
	w.run(t, []drive.Exchange{
		{Request: "POST /users", Body: `{"name":"Ann","password":"ann's secret"}`, Status: 201, Answer: `{"user":"user1","name":"Ann"}`},
		{Request: "POST /users", Body: `{"name":"Ben","password":"ben's secret"}`, Status: 201, Answer: `{"user":"user2","name":"Ben"}`},
		{Request: "POST /users", Body: `{"name":"Cat","password":"cat's secret"}`, Status: 201, Answer: `{"user":"user3","name":"Cat"}`},
		{Request: "POST /sessions", Body: `{"name":"ann","password":"ann's secret"}`, Status: 201, Answer: `{"user":"user1","session":"session1"}`},
		{Request: "POST /sessions", Body: `{"name":"Ben","password":"ben's secret"}`, Status: 201, Answer: `{"user":"user2","session":"session2"}`},
		{Request: "POST /sessions", Body: `{"name":"Cat","password":"cat's secret"}`, Status: 201, Answer: `{"user":"user3","session":"session3"}`},
	})
	return w
}

func (w *world) run(t *testing.T, exchanges []drive.Exchange) {
	t.Helper()
	drive.Run(t, w.Handler(), exchanges)
}

// strike lets the clock strike.
func (w *world) strike(t *testing.T) {
	t.Helper()
	require.NoError(t, w.ClockingStrike(context.Background(), clocking.StrikeInput{At: w.now}))
}

// stories are what the app is for, each in a world of its own. Together they
// have every route answer in every way that it can.
var stories = map[string]func(t *testing.T, w *world){
	"accounts":        accounts,
	"files":           files,
	"sharing":         sharingFiles,
	"access requests": accessRequests,
	"links":           links,
	"notifications":   notifications,
	"folders":         folders,
	"a deleted file":  deletedFile,
	"deleted folders": deletedFolder,
}

func TestStories(t *testing.T) {
	for name, story := range stories {
		t.Run(name, func(t *testing.T) { story(t, start(t)) })
	}
}

// Whatever the syncs say happens somewhere in the stories, or when flows get
// in each other's way.
func TestEverySync(t *testing.T) {
	coverage := new(drive.Coverage)
	var last *world
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			last = start(t, runtime.WithTracer(coverage))
			story(t, last)
		})
	}
	t.Run("races", func(t *testing.T) { races(t, coverage) })
	coverage.AssertComplete(t, &last.Engine)
}

func accounts(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		{Request: "POST /users", Body: `{"name":"","password":"12345678"}`, Status: 400, Answer: `{"error":"a name has 1 to 40 characters"}`},
		{Request: "POST /users", Body: `{"name":"Dan","password":"1234567"}`, Status: 400, Answer: `{"error":"a password has at least 8 characters"}`},
		{Request: "POST /users", Body: `{"name":"ANN","password":"12345678"}`, Status: 409, Answer: `{"error":"the name is taken"}`},
		{Request: "POST /sessions", Body: `{"name":"Ann","password":"ben's secret"}`, Status: 401, Answer: `{"error":"wrong name or password"}`},
		{Request: "POST /sessions", Body: `{"name":"Dan","password":"ben's secret"}`, Status: 401, Answer: `{"error":"wrong name or password"}`},
		{Request: "DELETE /sessions/session1", Status: 200, Answer: `{"message":"signed out"}`},
		{Request: "DELETE /sessions/session1", Status: 404, Answer: `{"error":"there is no such session"}`},
	})
	// Nothing but an account, a session or a link can be had without a session.
	const signInFirst = `{"error":"sign in first"}`
	w.run(t, []drive.Exchange{
		{Request: "POST /files", Body: `{"session":"session1","file":{"name":"a","content":""}}`, Status: 401, Answer: signInFirst},
		{Request: "GET /files?session=session1", Status: 401, Answer: signInFirst},
		{Request: "GET /files/file1?session=session1", Status: 401, Answer: signInFirst},
		{Request: "PUT /files/file1", Body: `{"session":"session1","content":""}`, Status: 401, Answer: signInFirst},
		{Request: "DELETE /files/file1?session=session1", Status: 401, Answer: signInFirst},
		{Request: "POST /files/file1/shares", Body: `{"session":"session1","names":[]}`, Status: 401, Answer: signInFirst},
		{Request: "GET /files/file1/shares?session=session1", Status: 401, Answer: signInFirst},
		{Request: "DELETE /files/file1/shares/Ben?session=session1", Status: 401, Answer: signInFirst},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session1"}`, Status: 401, Answer: signInFirst},
		{Request: "GET /accessRequests?session=session1", Status: 401, Answer: signInFirst},
		{Request: "POST /accessRequests/accessRequest1/grant", Body: `{"session":"session1"}`, Status: 401, Answer: signInFirst},
		{Request: "POST /accessRequests/accessRequest1/deny", Body: `{"session":"session1"}`, Status: 401, Answer: signInFirst},
		{Request: "POST /files/file1/links", Body: `{"session":"session1","expires":"2026-03-02T00:00:00Z"}`, Status: 401, Answer: signInFirst},
		{Request: "POST /folders", Body: `{"session":"session1","name":"a"}`, Status: 401, Answer: signInFirst},
		{Request: "GET /folders?session=session1", Status: 401, Answer: signInFirst},
		{Request: "GET /folders/folder1?session=session1", Status: 401, Answer: signInFirst},
		{Request: "PUT /folders/folder1/files/file1", Body: `{"session":"session1"}`, Status: 401, Answer: signInFirst},
		{Request: "DELETE /folders/folder1?session=session1", Status: 401, Answer: signInFirst},
		{Request: "GET /notifications?session=session1", Status: 401, Answer: signInFirst},
		{Request: "DELETE /notifications/notification1?session=session1", Status: 401, Answer: signInFirst},
	})
}

// The content of files is bytes, which JSON has in base 64.
const (
	hello = `"aGVsbG8="`
	bye   = `"Ynll"`
)

// store is Ann storing her file1.
var store = drive.Exchange{
	Request: "POST /files", Body: `{"session":"session1","file":{"name":" a.txt ","content":` + hello + `}}`,
	Status: 201, Answer: `{"file":"file1","name":"a.txt"}`,
}

// shareWithBen is Ann letting Ben view her file1.
var shareWithBen = drive.Exchange{
	Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Ben"]}`,
	Status: 200, Answer: `{"file":"file1","level":"VIEW","added":1}`,
}

func files(t *testing.T, w *world) {
	large := `"` + strings.Repeat("AAAA", 100_000/3+1) + `"`
	const (
		noFile     = `{"error":"there is no such file"}`
		notYours   = `{"error":"this file is somebody else's"}`
		askToView  = `{"error":"ask the owner for access to this file"}`
		askToEdit  = `{"error":"ask the owner to let you edit this file"}`
		fileTooBig = `{"error":"a file has at most 100,000 bytes"}`
	)
	w.run(t, []drive.Exchange{
		store,
		{Request: "POST /files", Body: `{"session":"session1","file":{"name":" ","content":""}}`, Status: 400, Answer: `{"error":"a file's name has 1 to 100 characters"}`},
		{Request: "POST /files", Body: `{"session":"session1","file":{"name":"b","content":` + large + `}}`, Status: 400, Answer: fileTooBig},
		{Request: "GET /files/file1?session=session1", Status: 200, Answer: `{"file":"file1","name":"a.txt","content":"aGVsbG8=","revision":1}`},
		{Request: "PUT /files/file1", Body: `{"session":"session1","content":` + bye + `}`, Status: 200, Answer: `{"file":"file1","revision":2}`},
		{Request: "PUT /files/file1", Body: `{"session":"session1","content":` + large + `}`, Status: 400, Answer: fileTooBig},
		{Request: "GET /files/file1?session=session1", Status: 200, Answer: `{"file":"file1","name":"a.txt","content":"Ynll","revision":2}`},
		{About: "one's own changes are no news", Request: "GET /notifications?session=session1", Status: 200, Answer: `{"notifications":[],"total":0}`},

		{Request: "GET /files/file1?session=session2", Status: 403, Answer: askToView},
		{Request: "PUT /files/file1", Body: `{"session":"session2","content":""}`, Status: 403, Answer: askToEdit},
		{Request: "DELETE /files/file1?session=session2", Status: 403, Answer: notYours},
		shareWithBen,
		{Request: "GET /files/file1?session=session2", Status: 200, Answer: `{"file":"file1","name":"a.txt","content":"Ynll","revision":2}`},
		{About: "to view is not to edit", Request: "PUT /files/file1", Body: `{"session":"session2","content":""}`, Status: 403, Answer: askToEdit},
		{Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Ben"],"level":"EDIT"}`, Status: 200, Answer: `{"file":"file1","level":"EDIT","added":0}`},
		{Request: "PUT /files/file1", Body: `{"session":"session2","content":` + hello + `}`, Status: 200, Answer: `{"file":"file1","revision":3}`},
		{Request: "GET /notifications?session=session1", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification2","file":"file1","text":"Ben changed a.txt, now at revision 3","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}`},
		{About: "to edit is not to own", Request: "DELETE /files/file1?session=session2", Status: 403, Answer: notYours},

		{Request: "GET /files/file9?session=session1", Status: 404, Answer: noFile},
		{Request: "PUT /files/file9", Body: `{"session":"session1","content":""}`, Status: 404, Answer: noFile},
		{Request: "DELETE /files/file9?session=session1", Status: 404, Answer: noFile},

		{Request: "POST /files", Body: `{"session":"session1","file":{"name":"B.txt","content":""}}`, Status: 201, Answer: `{"file":"file2","name":"B.txt"}`},
		{Request: "GET /files?session=session1", Status: 200, Answer: `{"own":[` +
			`{"file":"file1","name":"a.txt","changedAt":"2026-03-01T09:00:00.000Z"},` +
			`{"file":"file2","name":"B.txt","changedAt":"2026-03-01T09:00:00.000Z"}],"shared":[]}`},
		{Request: "GET /files?session=session1&search=b.", Status: 200, Answer: `{"own":[{"file":"file2","name":"B.txt","changedAt":"2026-03-01T09:00:00.000Z"}],"shared":[]}`},
		{Request: "GET /files?session=session2&search=TXT", Status: 200, Answer: `{"own":[],"shared":[{"file":"file1","name":"a.txt","owner":"Ann","level":"EDIT"}]}`},
		{Request: "GET /files?session=session2&search=b", Status: 200, Answer: `{"own":[],"shared":[]}`},
	})
}

func sharingFiles(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		store,
		{Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Ben","cat"],"level":"EDIT"}`, Status: 200, Answer: `{"file":"file1","level":"EDIT","added":2}`},
		{Request: "GET /notifications?session=session3", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification2","file":"file1","text":"Ann lets you edit a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}`},
		{About: "Ben has access already, and gets less of it", Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Ben"]}`,
			Status: 200, Answer: `{"file":"file1","level":"VIEW","added":0}`},
		{Request: "GET /files/file1/shares?session=session1", Status: 200, Answer: `{"people":[{"name":"Ben","level":"VIEW"},{"name":"Cat","level":"EDIT"}],"links":[],"visits":0}`},
		{About: "no news for Ben", Request: "GET /notifications?session=session2", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification1","file":"file1","text":"Ann lets you edit a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}`},

		{Request: "POST /files/file9/shares", Body: `{"session":"session1","names":["Ben"]}`, Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "POST /files/file1/shares", Body: `{"session":"session2","names":["Ben"]}`, Status: 403, Answer: `{"error":"this file is somebody else's"}`},
		{Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Ben","Dan"]}`, Status: 404, Answer: `{"error":"one of these names is nobody's"}`},
		{Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Ben","Ann"]}`, Status: 400, Answer: `{"error":"the file is your own already"}`},
		{Request: "POST /files/file1/shares", Body: `{"session":"session1","names":[]}`, Status: 400, Answer: `{"error":"share with 1 to 50 people at once"}`},
		{Request: "GET /files/file9/shares?session=session1", Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "GET /files/file1/shares?session=session2", Status: 403, Answer: `{"error":"this file is somebody else's"}`},

		{Request: "DELETE /files/file9/shares/Ben?session=session1", Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "DELETE /files/file1/shares/Ben?session=session2", Status: 403, Answer: `{"error":"this file is somebody else's"}`},
		{Request: "DELETE /files/file1/shares/Dan?session=session1", Status: 404, Answer: `{"error":"nobody has this name"}`},
		{Request: "DELETE /files/file1/shares/Ben?session=session1", Status: 200, Answer: `{"file":"file1","name":"Ben"}`},
		{Request: "DELETE /files/file1/shares/Ben?session=session1", Status: 409, Answer: `{"error":"it is not shared with this person"}`},
		{Request: "GET /files/file1?session=session2", Status: 403, Answer: `{"error":"ask the owner for access to this file"}`},
	})
}

func accessRequests(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		store,
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session2","message":"I found a typo","level":"EDIT"}`, Status: 201, Answer: `{"accessRequest":"accessRequest1"}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session2"}`, Status: 200, Answer: `{"accessRequest":"accessRequest1"}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session3"}`, Status: 201, Answer: `{"accessRequest":"accessRequest2"}`},
		{Request: "GET /notifications?session=session1", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification2","file":"file1","text":"Cat asks for a.txt: please","sentAt":"2026-03-01T09:00:00.000Z"},` +
			`{"notification":"notification1","file":"file1","text":"Ben asks for a.txt: I found a typo","sentAt":"2026-03-01T09:00:00.000Z"}],"total":2}`},
		{Request: "GET /accessRequests?session=session1", Status: 200, Answer: `{"accessRequests":[` +
			`{"accessRequest":"accessRequest1","file":"file1","fileName":"a.txt","asker":"Ben","level":"EDIT","message":"I found a typo","askedAt":"2026-03-01T09:00:00.000Z"},` +
			`{"accessRequest":"accessRequest2","file":"file1","fileName":"a.txt","asker":"Cat","level":"VIEW","askedAt":"2026-03-01T09:00:00.000Z"}]}`},
		{About: "they are not Ben's to decide", Request: "GET /accessRequests?session=session2", Status: 200, Answer: `{"accessRequests":[]}`},
		{Request: "POST /accessRequests/accessRequest1/grant", Body: `{"session":"session2"}`, Status: 403, Answer: `{"error":"this file is somebody else's"}`},
		{Request: "POST /accessRequests/accessRequest1/deny", Body: `{"session":"session2"}`, Status: 403, Answer: `{"error":"this file is somebody else's"}`},

		{Request: "POST /accessRequests/accessRequest1/grant", Body: `{"session":"session1"}`, Status: 200, Answer: `{"accessRequest":"accessRequest1","file":"file1","level":"EDIT"}`},
		{Request: "PUT /files/file1", Body: `{"session":"session2","content":` + bye + `}`, Status: 200, Answer: `{"file":"file1","revision":2}`},
		{Request: "GET /notifications?session=session2", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification3","file":"file1","text":"you have access to a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}`},
		{About: "decided is decided", Request: "POST /accessRequests/accessRequest1/grant", Body: `{"session":"session1"}`, Status: 409, Answer: `{"error":"this access request is not pending"}`},
		{About: "decided is decided", Request: "POST /accessRequests/accessRequest1/deny", Body: `{"session":"session1"}`, Status: 409, Answer: `{"error":"this access request is not pending"}`},

		{Request: "POST /accessRequests/accessRequest2/deny", Body: `{"session":"session1","reason":"it is a draft"}`, Status: 200, Answer: `{"accessRequest":"accessRequest2","file":"file1"}`},
		{Request: "GET /files/file1?session=session3", Status: 403, Answer: `{"error":"ask the owner for access to this file"}`},
		{About: "whom one has denied may ask again", Request: "POST /files/file1/accessRequests", Body: `{"session":"session3"}`, Status: 201, Answer: `{"accessRequest":"accessRequest3"}`},
		{Request: "POST /accessRequests/accessRequest3/deny", Body: `{"session":"session1"}`, Status: 200, Answer: `{"accessRequest":"accessRequest3","file":"file1"}`},
		{Request: "GET /notifications?session=session3", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification7","file":"file1","text":"you get no access to a.txt: no reason was given","sentAt":"2026-03-01T09:00:00.000Z"},` +
			`{"notification":"notification5","file":"file1","text":"you get no access to a.txt: it is a draft","sentAt":"2026-03-01T09:00:00.000Z"}],"total":2}`},
		{Request: "GET /accessRequests?session=session1", Status: 200, Answer: `{"accessRequests":[]}`},

		{Request: "POST /files/file9/accessRequests", Body: `{"session":"session2"}`, Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session1"}`, Status: 409, Answer: `{"error":"the file is your own already"}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session2"}`, Status: 409, Answer: `{"error":"you have this access already"}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session2","level":"EDIT"}`, Status: 409, Answer: `{"error":"you have this access already"}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session3","message":"` + strings.Repeat("please ", 30) + `"}`, Status: 400, Answer: `{"error":"a message has at most 200 characters"}`},
		{Request: "POST /accessRequests/accessRequest9/grant", Body: `{"session":"session1"}`, Status: 404, Answer: `{"error":"there is no such access request"}`},
		{Request: "POST /accessRequests/accessRequest9/deny", Body: `{"session":"session1"}`, Status: 404, Answer: `{"error":"there is no such access request"}`},

		{About: "viewers may ask for more", Request: "POST /files/file1/shares", Body: `{"session":"session1","names":["Cat"]}`, Status: 200, Answer: `{"file":"file1","level":"VIEW","added":1}`},
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session3","level":"EDIT"}`, Status: 201, Answer: `{"accessRequest":"accessRequest4"}`},
		{Request: "POST /accessRequests/accessRequest4/grant", Body: `{"session":"session1"}`, Status: 200, Answer: `{"accessRequest":"accessRequest4","file":"file1","level":"EDIT"}`},
		{Request: "PUT /files/file1", Body: `{"session":"session3","content":""}`, Status: 200, Answer: `{"file":"file1","revision":3}`},
	})
}

func links(t *testing.T, w *world) {
	const followed = `{"name":"a.txt","content":"aGVsbG8=","visits":`
	w.run(t, []drive.Exchange{
		store,
		{Request: "POST /files/file1/links", Body: `{"session":"session1","expires":"2026-03-01T10:00:00Z"}`, Status: 201, Answer: `{"link":"link1","expires":"2026-03-01T10:00:00.000Z"}`},
		{Request: "POST /files/file1/links", Body: `{"session":"session1","expires":"2026-03-01T12:00:00Z"}`, Status: 201, Answer: `{"link":"link2","expires":"2026-03-01T12:00:00.000Z"}`},
		{Request: "POST /files/file1/links", Body: `{"session":"session1","expires":"2026-03-01T09:00:00Z"}`, Status: 400, Answer: `{"error":"a link expires in the future"}`},
		{Request: "POST /files/file9/links", Body: `{"session":"session1","expires":"2026-03-01T10:00:00Z"}`, Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "POST /files/file1/links", Body: `{"session":"session2","expires":"2026-03-01T10:00:00Z"}`, Status: 403, Answer: `{"error":"this file is somebody else's"}`},
		{Request: "GET /links/link1", Status: 200, Answer: followed + `1}`},
		{Request: "GET /links/link1", Status: 200, Answer: followed + `2}`},
		{Request: "GET /links/link9", Status: 404, Answer: `{"error":"there is no such link"}`},
	})
	w.strike(t) // nothing is due
	w.run(t, []drive.Exchange{
		{Request: "GET /notifications?session=session1", Status: 200, Answer: `{"notifications":[],"total":0}`},
		{Request: "GET /files/file1/shares?session=session1", Status: 200, Answer: `{"people":[],"links":[` +
			`{"link":"link1","expires":"2026-03-01T10:00:00.000Z","visits":2},` +
			`{"link":"link2","expires":"2026-03-01T12:00:00.000Z","visits":0}],"visits":2}`},
	})

	w.now = w.now.Add(time.Hour)
	w.strike(t)
	w.strike(t) // an owner is told once
	w.run(t, []drive.Exchange{
		{Request: "GET /links/link1", Status: 410, Answer: `{"error":"the link has expired"}`},
		{Request: "GET /links/link2", Status: 200, Answer: followed + `1}`},
		{Request: "GET /notifications?session=session1", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification1","file":"file1","text":"a link to a.txt has expired after 2 visits","sentAt":"2026-03-01T10:00:00.000Z"}],"total":1}`},
		{Request: "GET /files/file1/shares?session=session1", Status: 200, Answer: `{"people":[],"links":[` +
			`{"link":"link2","expires":"2026-03-01T12:00:00.000Z","visits":1}],"visits":3}`},
	})
}

func notifications(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		store,
		shareWithBen,
		{Request: "DELETE /files/file1/shares/Ben?session=session1", Status: 200, Answer: `{"file":"file1","name":"Ben"}`},
		shareWithBen,
		{Request: "GET /notifications?session=session2&limit=1", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification2","file":"file1","text":"Ann lets you view a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":2}`},
		{Request: "DELETE /notifications/notification1?session=session1", Status: 403, Answer: `{"error":"this notification is somebody else's"}`},
		{Request: "DELETE /notifications/notification1?session=session2", Status: 200, Answer: `{"notification":"notification1"}`},
		{Request: "DELETE /notifications/notification1?session=session2", Status: 404, Answer: `{"error":"there is no such notification"}`},
		{Request: "GET /notifications?session=session2", Status: 200, Answer: `{"notifications":[` +
			`{"notification":"notification2","file":"file1","text":"Ann lets you view a.txt","sentAt":"2026-03-01T09:00:00.000Z"}],"total":1}`},
	})
}

// makeFolder is Ann making her folder1.
var makeFolder = drive.Exchange{
	Request: "POST /folders", Body: `{"session":"session1","name":"drafts "}`,
	Status: 201, Answer: `{"folder":"folder1","name":"drafts"}`,
}

// putInFolder is Ann putting her file1 in her folder1.
var putInFolder = drive.Exchange{
	Request: "PUT /folders/folder1/files/file1", Body: `{"session":"session1"}`,
	Status: 200, Answer: `{"folder":"folder1","file":"file1"}`,
}

func folders(t *testing.T, w *world) {
	const (
		noFolder = `{"error":"there is no such folder"}`
		notYours = `{"error":"this folder is somebody else's"}`
	)
	w.run(t, []drive.Exchange{
		store,
		makeFolder,
		putInFolder,
		{Request: "POST /folders", Body: `{"session":"session1","name":"drafts"}`, Status: 409, Answer: `{"error":"you have a folder of this name"}`},
		{Request: "POST /folders", Body: `{"session":"session1","name":""}`, Status: 409, Answer: `{"error":"a folder's name has 1 to 100 characters"}`},
		{Request: "POST /folders", Body: `{"session":"session2","name":"drafts"}`, Status: 201, Answer: `{"folder":"folder2","name":"drafts"}`},
		{Request: "GET /folders/folder1?session=session1", Status: 200, Answer: `{"folder":"folder1","name":"drafts","files":[` +
			`{"file":"file1","name":"a.txt","changedAt":"2026-03-01T09:00:00.000Z"}]}`},

		{About: "a file is in one folder", Request: "POST /folders", Body: `{"session":"session1","name":"Attic"}`, Status: 201, Answer: `{"folder":"folder3","name":"Attic"}`},
		{Request: "PUT /folders/folder3/files/file1", Body: `{"session":"session1"}`, Status: 200, Answer: `{"folder":"folder3","file":"file1"}`},
		{Request: "GET /folders?session=session1", Status: 200, Answer: `{"folders":[{"folder":"folder3","name":"Attic","size":1},{"folder":"folder1","name":"drafts","size":0}]}`},

		{Request: "GET /folders/folder9?session=session1", Status: 404, Answer: noFolder},
		{Request: "GET /folders/folder1?session=session2", Status: 403, Answer: notYours},
		{Request: "PUT /folders/folder9/files/file1", Body: `{"session":"session1"}`, Status: 404, Answer: noFolder},
		{Request: "PUT /folders/folder2/files/file1", Body: `{"session":"session1"}`, Status: 403, Answer: notYours},
		{Request: "PUT /folders/folder1/files/file9", Body: `{"session":"session1"}`, Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "PUT /folders/folder2/files/file1", Body: `{"session":"session2"}`, Status: 403, Answer: `{"error":"this file is somebody else's"}`},
		{Request: "DELETE /folders/folder9?session=session1", Status: 404, Answer: noFolder},
		{Request: "DELETE /folders/folder1?session=session2", Status: 403, Answer: notYours},
	})
}

// hang has all sorts of things hang on Ann's file1, which is in folder1.
func hang(t *testing.T, w *world) {
	t.Helper()
	w.run(t, []drive.Exchange{
		store, makeFolder, putInFolder, shareWithBen,
		{Request: "POST /files/file1/accessRequests", Body: `{"session":"session3"}`, Status: 201, Answer: `{"accessRequest":"accessRequest1"}`},
		{Request: "POST /files/file1/links", Body: `{"session":"session1","expires":"2026-03-02T00:00:00Z"}`, Status: 201, Answer: `{"link":"link1","expires":"2026-03-02T00:00:00.000Z"}`},
	})
}

// assertNothingLeft says that file1 is gone with all that hung on it, in each
// concept by itself, and that those who cared know.
func assertNothingLeft(t *testing.T, w *world) {
	t.Helper()
	_, found, err := w.Storing.GetFile(t.Context(), storing.GetFileInput{File: "file1"})
	require.NoError(t, err)
	assert.False(t, found, "the file")
	shares, err := w.Sharing.GetByItem(t.Context(), sharing.GetByItemInput{Item: "file1"})
	require.NoError(t, err)
	assert.Empty(t, shares)
	_, found, err = w.AccessRequesting.GetItem(t.Context(), accessrequesting.GetItemInput{AccessRequest: "accessRequest1"})
	require.NoError(t, err)
	assert.False(t, found, "the access request")
	links, err := w.Linking.GetByItem(t.Context(), linking.GetByItemInput{Item: "file1"})
	require.NoError(t, err)
	assert.Empty(t, links)
	items, err := w.Foldering.GetItems(t.Context(), foldering.GetItemsInput{Folder: "folder1"})
	require.NoError(t, err)
	assert.NotContains(t, items, foldering.GetItemsRow{Item: "file1"})

	for user, texts := range map[notifying.User][]string{
		"user1": nil, // that Cat asked is forgotten
		"user2": {"a.txt was deleted"},
		"user3": {"a.txt, which you asked for, was deleted"},
	} {
		rows, err := w.Notifying.GetByUser(t.Context(), notifying.GetByUserInput{User: user})
		require.NoError(t, err)
		var got []string
		for _, row := range rows {
			got = append(got, row.Text)
		}
		assert.Equal(t, texts, got, "%s", user)
	}
}

func deletedFile(t *testing.T, w *world) {
	hang(t, w)
	w.run(t, []drive.Exchange{
		{Request: "DELETE /files/file1?session=session1", Status: 200, Answer: `{"file":"file1","name":"a.txt","endedShares":1}`},
		{Request: "GET /files/file1?session=session2", Status: 404, Answer: `{"error":"there is no such file"}`},
		{Request: "GET /links/link1", Status: 404, Answer: `{"error":"there is no such link"}`},
		{Request: "POST /accessRequests/accessRequest1/grant", Body: `{"session":"session1"}`, Status: 404, Answer: `{"error":"there is no such access request"}`},
		{Request: "GET /folders/folder1?session=session1", Status: 200, Answer: `{"folder":"folder1","name":"drafts","files":[]}`},
	})
	assertNothingLeft(t, w)
}

func deletedFolder(t *testing.T, w *world) {
	hang(t, w)
	w.run(t, []drive.Exchange{
		{Request: "POST /files", Body: `{"session":"session1","file":{"name":"b.txt","content":""}}`, Status: 201, Answer: `{"file":"file2","name":"b.txt"}`},
		{Request: "POST /files", Body: `{"session":"session1","file":{"name":"c.txt","content":""}}`, Status: 201, Answer: `{"file":"file3","name":"c.txt"}`},
		{Request: "PUT /folders/folder1/files/file2", Body: `{"session":"session1"}`, Status: 200, Answer: `{"folder":"folder1","file":"file2"}`},
		{Request: "DELETE /folders/folder1?session=session1", Status: 200, Answer: `{"folder":"folder1","deletedFiles":2}`},
		{Request: "GET /folders/folder1?session=session1", Status: 404, Answer: `{"error":"there is no such folder"}`},
		{About: "what was not in the folder stays", Request: "GET /files?session=session1", Status: 200, Answer: `{"own":[{"file":"file3","name":"c.txt","changedAt":"2026-03-01T09:00:00.000Z"}],"shared":[]}`},
	})
	assertNothingLeft(t, w)
}

// Of many who delete a file at once one does, and nobody is told twice.
func TestDeletedOnce(t *testing.T) {
	w := start(t)
	hang(t, w)
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	var all sync.WaitGroup
	var deleted, missed atomic.Int32
	for range 20 {
		all.Go(func() {
			switch status, answer := drive.Send(t, server, drive.Exchange{Request: "DELETE /files/file1?session=session1"}); status {
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
	assertNothingLeft(t, w)
}

// races are requests between whose guards and actions something else happens.
func races(t *testing.T, coverage *drive.Coverage) {
	const noFile = `{"error":"there is no such file"}`
	discard := func(w *world) error {
		_, err := w.Storing.Discard(context.Background(), storing.DiscardInput{File: "file1"})
		return err
	}
	deleteFolder := func(w *world) error {
		_, err := w.Foldering.Delete(context.Background(), foldering.DeleteInput{Folder: "folder1"})
		return err
	}
	dismiss := func(w *world) error {
		return w.Notifying.Dismiss(context.Background(), notifying.DismissInput{Notification: "notification1"})
	}
	for name, race := range map[string]struct {
		after     string
		meanwhile func(w *world) error
		exchange  drive.Exchange
	}{
		"write": {"Storing._getOwner", discard, drive.Exchange{
			Request: "PUT /files/file1", Body: `{"session":"session1","content":""}`, Status: 404, Answer: noFile}},
		"delete": {"Storing._getOwner", discard, drive.Exchange{
			Request: "DELETE /files/file1?session=session1", Status: 404, Answer: `{"error":"there is no such file","file":"file1"}`}},
		"follow": {"Linking.follow", discard, drive.Exchange{
			Request: "GET /links/link1", Status: 404, Answer: noFile}},
		"grant": {"AccessRequesting._getItem", discard, drive.Exchange{
			Request: "POST /accessRequests/accessRequest1/grant", Body: `{"session":"session1"}`, Status: 404, Answer: noFile}},
		"deny": {"AccessRequesting._getItem", discard, drive.Exchange{
			Request: "POST /accessRequests/accessRequest1/deny", Body: `{"session":"session1"}`, Status: 404, Answer: noFile}},
		"put in folder": {"Storing._getOwner", deleteFolder, drive.Exchange{
			Request: "PUT /folders/folder1/files/file1", Body: `{"session":"session1"}`, Status: 404, Answer: `{"error":"there is no such folder"}`}},
		"delete folder": {"Foldering._getFolder", deleteFolder, drive.Exchange{
			Request: "DELETE /folders/folder1?session=session1", Status: 404, Answer: `{"error":"there is no such folder"}`}},
		"dismiss": {"Notifying._getUser", dismiss, drive.Exchange{
			Request: "DELETE /notifications/notification1?session=session2", Status: 404, Answer: `{"error":"there is no such notification"}`}},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t, runtime.WithTracer(coverage))
			hang(t, w)
			coverage.Meanwhile(race.after, func() { assert.NoError(t, race.meanwhile(w)) })
			w.run(t, []drive.Exchange{race.exchange})
		})
	}
}
