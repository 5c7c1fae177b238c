package courses_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/examples/courses"
	"github.com/syncgen/syncgen/examples/internal/drive"
	"github.com/syncgen/syncgen/generated/courses"
	"github.com/syncgen/syncgen/generated/courses/appointing"
	"github.com/syncgen/syncgen/generated/courses/clocking"
	"github.com/syncgen/syncgen/generated/courses/informing"
	"github.com/syncgen/syncgen/runtime"
)

var coverage drive.Coverage

func TestMain(m *testing.M) { coverage.Main(m) }

type driver = drive.Driver[*courses.App]

// join has Ann, Ben, Cat and Dan join: person-1 has token-1, and so on. Ann teaches
// course-1, which has room for one.
const join = `
	POST /people {"person":{"name":"Ann"}}
	→ 201 {"person":{"person":"person-1","name":"Ann"},"token":"token-1"}
	POST /people {"person":{"name":"Ben"}}
	→ 201 {"person":{"person":"person-2","name":"Ben"},"token":"token-2"}
	POST /people {"person":{"name":"Cat"}}
	→ 201 {"person":{"person":"person-3","name":"Cat"},"token":"token-3"}
	POST /people {"person":{"name":"Dan"}}
	→ 201 {"person":{"person":"person-4","name":"Dan"},"token":"token-4"}
	POST /courses {"token":"token-1","course":{"title":"Go","lastDay":"2026-03-31","capacity":1}}
	→ 201 {"course":"course-1","title":"Go"}
`

// start makes an app in which all have joined.
func start(t *testing.T) *driver {
	t.Helper()
	d := drive.Start(t, &coverage, impl.New)
	d.Run(t, join)
	return d
}

// dawn lets a day of March begin.
func dawn(t *testing.T, d *driver, day int) {
	t.Helper()
	for _, app := range d.Apps() {
		require.NoError(t, app.ClockingDawn(t.Context(), clocking.DawnInput{Today: runtime.NewDate(2026, time.March, day)}))
	}
}

// assertNews says what somebody has not read.
func assertNews(t *testing.T, d *driver, user informing.User, texts ...string) {
	t.Helper()
	for _, app := range d.Apps() {
		rows, err := app.Informing.GetNews(t.Context(), informing.GetNewsInput{User: user})
		require.NoError(t, err)
		var got []string
		for _, row := range rows {
			got = append(got, row.Text)
		}
		assert.Equal(t, texts, got, "%s", user)
	}
}

func TestPeople(t *testing.T) {
	d := start(t)
	d.Run(t, `
		POST /people {"person":{"name":" "}}
		→ 400 {"error":"a name has 1 to 40 characters"}
		POST /people {"person":{"name":" ANN"}}
		→ 409 {"error":"the name is taken"}
		POST /tokens/token-1/renewal
		→ 200 {"token":"token-5"}
		POST /tokens/token-1/renewal
		→ 404 {"error":"there is no such token"}
		GET /news?token=token-5
		→ 200 {"news":[],"total":0}
		DELETE /tokens/token-5
		→ 200 {"person":"person-1"}
		DELETE /tokens/token-5
		→ 404 {"error":"there is no such token"}
	`)
	// Nothing but an account can be had without a token.
	d.RunAlike(t, `
		POST /courses {"token":"token-1","course":{"title":"Go","lastDay":"2026-03-31"}}
		GET /courses?token=token-1
		GET /courses/course-1?token=token-1
		DELETE /courses/course-1?token=token-1
		POST /courses/course-1/enrolment {"token":"token-1"}
		DELETE /courses/course-1/enrolment?token=token-1
		PUT /courses/course-1/assistants/Ben {"token":"token-1"}
		DELETE /courses/course-1/assistants/Ben?token=token-1
		GET /courses/course-1/members?token=token-1
		POST /courses/course-1/assignments {"token":"token-1","title":"a","due":"2026-03-02T00:00:00Z"}
		GET /courses/course-1/assignments?token=token-1
		GET /courses/course-1/assignments/next?token=token-1
		DELETE /assignments/assignment-1?token=token-1
		POST /assignments/assignment-1/submissions {"token":"token-1","text":"a"}
		GET /assignments/assignment-1/submissions?token=token-1
		PUT /submissions/submission-1/grade {"token":"token-1","points":1}
		GET /courses/course-1/grades?token=token-1
		POST /courses/course-1/announcements {"token":"token-1","title":"a"}
		GET /courses/course-1/announcements?token=token-1
		DELETE /announcements/announcement-1?token=token-1
		GET /news?token=token-1
		DELETE /news?token=token-1
	`, `401 {"error":"this token is nobody's"}`)
}

func TestOffers(t *testing.T) {
	d := start(t)
	d.Run(t, `
		POST /courses {"token":"token-2","course":{"title":" Logic ","lastDay":"2026-03-02"}}
		→ 201 {"course":"course-2","title":"Logic"}
		POST /courses {"token":"token-2","course":{"title":"","lastDay":"2026-03-02"}}
		→ 400 {"error":"a title has 1 to 100 characters"}
		POST /courses {"token":"token-2","course":{"title":"Go","lastDay":"2026-03-02","capacity":0}}
		→ 400 {"error":"a course has 1 to 1,000 places"}
		# A course that ends first comes first.
		GET /courses?token=token-1
		→ 200 {"courses":[{"course":"course-2","title":"Logic","lastDay":"2026-03-02","status":"OPEN"},{"course":"course-1","title":"Go","lastDay":"2026-03-31","status":"OPEN","role":"TEACHER"}]}
		GET /courses?token=token-1&mine=true
		→ 200 {"courses":[{"course":"course-1","title":"Go","lastDay":"2026-03-31","status":"OPEN","role":"TEACHER"}]}
		GET /courses?token=token-1&search=LOG
		→ 200 {"courses":[{"course":"course-2","title":"Logic","lastDay":"2026-03-02","status":"OPEN"}]}
		GET /courses?token=token-1&search=LOG&mine=true
		→ 200 {"courses":[]}
		GET /courses?token=token-1&limit=1
		→ 200 {"courses":[{"course":"course-2","title":"Logic","lastDay":"2026-03-02","status":"OPEN"}]}
		GET /courses/course-1?token=token-2
		→ 200 {"course":{"title":"Go","lastDay":"2026-03-31","status":"OPEN","teachers":["Ann"],"places":{"taken":0,"waiting":0}}}
		GET /courses/course-9?token=token-2
		→ 404 {"error":"there is no such course"}
	`)
	dawn(t, d, 3)
	d.Run(t, `
		GET /courses?token=token-1&status=ENDED
		→ 200 {"courses":[{"course":"course-2","title":"Logic","lastDay":"2026-03-02","status":"ENDED"}]}
		GET /courses?token=token-1&status=OPEN
		→ 200 {"courses":[{"course":"course-1","title":"Go","lastDay":"2026-03-31","status":"OPEN","role":"TEACHER"}]}
		GET /courses?token=token-1
		→ 200 {"courses":[{"course":"course-2","title":"Logic","lastDay":"2026-03-02","status":"ENDED"},{"course":"course-1","title":"Go","lastDay":"2026-03-31","status":"OPEN","role":"TEACHER"}]}
	`)
}

// benEnrols and catWaits fill course-1.
const (
	benEnrols = `
		POST /courses/course-1/enrolment {"token":"token-2"}
		→ 201 {"enrolment":"enrolment-1"}
	`
	catWaits = `
		POST /courses/course-1/enrolment {"token":"token-3"}
		→ 202 {"waiting":1}
	`
)

func TestEnrolment(t *testing.T) {
	d := start(t)
	d.Run(t, benEnrols+catWaits+`
		POST /courses/course-1/enrolment {"token":"token-4"}
		→ 202 {"waiting":2}
		GET /courses/course-1?token=token-4
		→ 200 {"course":{"title":"Go","lastDay":"2026-03-31","status":"OPEN","teachers":["Ann"],"places":{"taken":1,"waiting":2}}}
		POST /courses/course-1/enrolment {"token":"token-2"}
		→ 409 {"error":"you are a member of this course already"}
		POST /courses/course-1/enrolment {"token":"token-1"}
		→ 409 {"error":"you are a member of this course already"}
		POST /courses/course-1/enrolment {"token":"token-3"}
		→ 409 {"error":"you wait for a place already"}
		POST /courses/course-9/enrolment {"token":"token-3"}
		→ 404 {"error":"there is no such course"}
		GET /courses/course-1/members?token=token-2
		→ 200 {"staff":[{"name":"Ann","role":"TEACHER"}],"students":["Ben"]}
		# Who waits is no member.
		GET /courses/course-1/members?token=token-3
		→ 403 {"error":"this course is for its members"}

		# Cat gets the place.
		DELETE /courses/course-1/enrolment?token=token-2
		→ 200 {"course":"course-1","left":true}
		GET /courses/course-1/members?token=token-3
		→ 200 {"staff":[{"name":"Ann","role":"TEACHER"}],"students":["Cat"]}
		GET /courses/course-1/members?token=token-2
		→ 403 {"error":"this course is for its members"}
		GET /courses/course-1?token=token-4
		→ 200 {"course":{"title":"Go","lastDay":"2026-03-31","status":"OPEN","teachers":["Ann"],"places":{"taken":1,"waiting":1}}}
		DELETE /courses/course-1/enrolment?token=token-4
		→ 200 {"course":"course-1","left":false}
		DELETE /courses/course-1/enrolment?token=token-3
		→ 200 {"course":"course-1","left":true}
		GET /courses/course-1?token=token-4
		→ 200 {"course":{"title":"Go","lastDay":"2026-03-31","status":"OPEN","teachers":["Ann"],"places":{"taken":0,"waiting":0}}}
		DELETE /courses/course-1/enrolment?token=token-3
		→ 409 {"error":"you are not enrolled in this course"}
		DELETE /courses/course-9/enrolment?token=token-3
		→ 404 {"error":"there is no such course"}
		GET /courses/course-9/members?token=token-3
		→ 404 {"error":"there is no such course"}
	`)
	assertNews(t, d, "person-3", "you have a place in Go now")
	assertNews(t, d, "person-4") // Dan waited in vain
}

func TestAssistants(t *testing.T) {
	d := start(t)
	d.Run(t, benEnrols+catWaits+`
		PUT /courses/course-1/assistants/dan {"token":"token-1"}
		→ 200 {"course":"course-1","name":"dan","role":"ASSISTANT"}
		PUT /courses/course-1/assistants/Dan {"token":"token-1"}
		→ 409 {"error":"Dan is a member of this course already"}
		PUT /courses/course-1/assistants/Ben {"token":"token-1"}
		→ 409 {"error":"Ben is a member of this course already"}
		PUT /courses/course-1/assistants/Eve {"token":"token-1"}
		→ 404 {"error":"nobody has this name"}
		PUT /courses/course-1/assistants/Cat {"token":"token-4"}
		→ 403 {"error":"this is for the course's teacher"}
		PUT /courses/course-1/assistants/Cat {"token":"token-3"}
		→ 403 {"error":"this course is for its members"}
		PUT /courses/course-9/assistants/Cat {"token":"token-1"}
		→ 404 {"error":"there is no such course"}
		GET /courses/course-1/members?token=token-1
		→ 200 {"staff":[{"name":"Ann","role":"TEACHER"},{"name":"Dan","role":"ASSISTANT"}],"students":["Ben"]}

		DELETE /courses/course-9/assistants/Dan?token=token-1
		→ 404 {"error":"there is no such course"}
		DELETE /courses/course-1/assistants/Dan?token=token-3
		→ 403 {"error":"this course is for its members"}
		DELETE /courses/course-1/assistants/Dan?token=token-4
		→ 403 {"error":"this is for the course's teacher"}
		DELETE /courses/course-1/assistants/Eve?token=token-1
		→ 404 {"error":"nobody has this name"}
		DELETE /courses/course-1/assistants/Ben?token=token-1
		→ 404 {"error":"Ben is no assistant in this course"}
		DELETE /courses/course-1/assistants/Dan?token=token-1
		→ 200 {"course":"course-1","name":"Dan"}
		GET /courses/course-1/members?token=token-4
		→ 403 {"error":"this course is for its members"}

		# Who waits may help meanwhile.
		PUT /courses/course-1/assistants/Cat {"token":"token-1"}
		→ 200 {"course":"course-1","name":"Cat","role":"ASSISTANT"}
		DELETE /courses/course-1/enrolment?token=token-2
		→ 200 {"course":"course-1","left":true}
		# And goes on helping with a place.
		GET /courses/course-1/members?token=token-1
		→ 200 {"staff":[{"name":"Ann","role":"TEACHER"},{"name":"Cat","role":"ASSISTANT"}],"students":[]}
		DELETE /courses/course-1/enrolment?token=token-3
		→ 200 {"course":"course-1","left":true}
		# And without one.
		GET /courses/course-1/members?token=token-1
		→ 200 {"staff":[{"name":"Ann","role":"TEACHER"},{"name":"Cat","role":"ASSISTANT"}],"students":[]}
	`)
	assertNews(t, d, "person-4", "you are an assistant in Go now")
}

// essay is Ann setting assignment-1, which is due tomorrow.
const essay = `
	POST /courses/course-1/assignments {"token":"token-1","title":"Essay","due":"2026-03-02T09:00:00Z","points":10}
	→ 201 {"assignment":"assignment-1","title":"Essay","points":10}
`

// benSubmits is Ben's submission-1 for it.
const benSubmits = `
	POST /assignments/assignment-1/submissions {"token":"token-2","text":"Well."}
	→ 201 {"submission":"submission-1"}
`

func TestAssignments(t *testing.T) {
	d := start(t)
	d.Run(t, benEnrols+essay+`
		POST /courses/course-1/assignments {"token":"token-1","title":"Quiz","due":"2026-03-01T12:00:00Z"}
		→ 201 {"assignment":"assignment-2","title":"Quiz","points":100}
		POST /courses/course-1/assignments {"token":"token-1","title":"","due":"2026-03-01T12:00:00Z"}
		→ 400 {"error":"a title has 1 to 100 characters"}
		POST /courses/course-1/assignments {"token":"token-1","title":"a","due":"2026-03-01T12:00:00Z","points":0}
		→ 400 {"error":"an assignment is worth 1 to 1,000 points"}
		POST /courses/course-9/assignments {"token":"token-1","title":"a","due":"2026-03-01T12:00:00Z"}
		→ 404 {"error":"there is no such course"}
		POST /courses/course-1/assignments {"token":"token-2","title":"a","due":"2026-03-01T12:00:00Z"}
		→ 403 {"error":"this is for those who teach the course"}
		POST /courses/course-1/assignments {"token":"token-3","title":"a","due":"2026-03-01T12:00:00Z"}
		→ 403 {"error":"this course is for its members"}
	`+benSubmits+`
		GET /courses/course-1/assignments?token=token-2
		→ 200 {"assignments":[{"assignment":"assignment-2","title":"Quiz","due":"2026-03-01T12:00:00.000Z","points":100},{"assignment":"assignment-1","title":"Essay","due":"2026-03-02T09:00:00.000Z","points":10,"submittedAt":"2026-03-01T09:00:00.000Z"}]}
		PUT /submissions/submission-1/grade {"token":"token-1","points":7}
		→ 201 {"submission":"submission-1","points":7,"outOf":10}
		GET /courses/course-1/assignments?token=token-2
		→ 200 {"assignments":[{"assignment":"assignment-2","title":"Quiz","due":"2026-03-01T12:00:00.000Z","points":100},{"assignment":"assignment-1","title":"Essay","due":"2026-03-02T09:00:00.000Z","points":10,"submittedAt":"2026-03-01T09:00:00.000Z","earned":7}]}
		GET /courses/course-9/assignments?token=token-2
		→ 404 {"error":"there is no such course"}
		GET /courses/course-1/assignments?token=token-3
		→ 403 {"error":"this course is for its members"}
	`)
	d.Run(t, `
		GET /courses/course-1/assignments/next?token=token-2
		→ 200 {"due":"2026-03-01T12:00:00.000Z","assignments":[{"assignment":"assignment-2","title":"Quiz","points":100}]}
		GET /courses/course-9/assignments/next?token=token-2
		→ 404 {"error":"there is no such course"}
		GET /courses/course-1/assignments/next?token=token-3
		→ 403 {"error":"this course is for its members"}
		at 21:00
		GET /courses/course-1/assignments/next?token=token-2
		→ 200 {"due":"2026-03-02T09:00:00.000Z","assignments":[{"assignment":"assignment-1","title":"Essay","points":10}]}
		at 2026-03-02T21:00:00Z
		GET /courses/course-1/assignments/next?token=token-2
		→ 404 {"error":"nothing is due"}
	`)
	assertNews(t, d, "person-2",
		"Go: Essay is due 2026-03-02T09:00:00.000Z",
		"Go: Quiz is due 2026-03-01T12:00:00.000Z",
		"Essay was graded, 7 of 10: no comment",
	)
	assertNews(t, d, "person-1") // Ann has nothing to submit
}

func TestSubmissions(t *testing.T) {
	d := start(t)
	d.Run(t, `
		POST /courses {"token":"token-1","course":{"title":"Art","lastDay":"2026-03-31","capacity":2}}
		→ 201 {"course":"course-2","title":"Art"}
		POST /courses/course-2/enrolment {"token":"token-2"}
		→ 201 {"enrolment":"enrolment-1"}
		POST /courses/course-2/enrolment {"token":"token-3"}
		→ 201 {"enrolment":"enrolment-2"}
		POST /courses/course-2/assignments {"token":"token-1","title":"Draw","due":"2026-03-02T09:00:00Z"}
		→ 201 {"assignment":"assignment-1","title":"Draw","points":100}
	`+benSubmits+`
		POST /assignments/assignment-1/submissions {"token":"token-3","text":"Look!"}
		→ 201 {"submission":"submission-2"}
		PUT /submissions/submission-1/grade {"token":"token-1","points":50}
		→ 201 {"submission":"submission-1","points":50,"outOf":100}
		# Those who teach see all.
		GET /assignments/assignment-1/submissions?token=token-1
		→ 200 {"points":100,"submissions":[{"submission":"submission-1","student":"Ben","text":"Well.","submittedAt":"2026-03-01T09:00:00.000Z","earned":50},{"submission":"submission-2","student":"Cat","text":"Look!","submittedAt":"2026-03-01T09:00:00.000Z"}]}
		# Students see their own.
		GET /assignments/assignment-1/submissions?token=token-2
		→ 200 {"points":100,"submissions":[{"submission":"submission-1","student":"Ben","text":"Well.","submittedAt":"2026-03-01T09:00:00.000Z","earned":50}]}
		# The grade was for the old text.
		POST /assignments/assignment-1/submissions {"token":"token-2","text":"Better."}
		→ 200 {"submission":"submission-1"}
		GET /assignments/assignment-1/submissions?token=token-2
		→ 200 {"points":100,"submissions":[{"submission":"submission-1","student":"Ben","text":"Better.","submittedAt":"2026-03-01T09:00:00.000Z"}]}

		POST /assignments/assignment-1/submissions {"token":"token-2","text":""}
		→ 400 {"error":"a submission has 1 to 10,000 characters"}
		POST /assignments/assignment-1/submissions {"token":"token-2","text":"`+strings.Repeat("long ", 3000)+`"}
		→ 400 {"error":"a submission has 1 to 10,000 characters"}
		POST /assignments/assignment-9/submissions {"token":"token-2","text":"a"}
		→ 404 {"error":"there is no such assignment"}
		POST /assignments/assignment-1/submissions {"token":"token-4","text":"a"}
		→ 403 {"error":"this course is for its members"}
		POST /assignments/assignment-1/submissions {"token":"token-1","text":"a"}
		→ 403 {"error":"this is for the course's students"}
		GET /assignments/assignment-9/submissions?token=token-2
		→ 404 {"error":"there is no such assignment"}
		GET /assignments/assignment-1/submissions?token=token-4
		→ 403 {"error":"this course is for its members"}
		at 2026-03-02T09:00:00Z
		# Just in time.
		POST /assignments/assignment-1/submissions {"token":"token-2","text":"Best."}
		→ 200 {"submission":"submission-1"}
		at 2026-03-02T09:00:00.001Z
		# Too late.
		POST /assignments/assignment-1/submissions {"token":"token-2","text":"Perfect."}
		→ 409 {"error":"the assignment was due 2026-03-02T09:00:00.000Z"}
	`)
	assertNews(t, d, "person-2",
		"Art: Draw is due 2026-03-02T09:00:00.000Z",
		"Draw was graded, 50 of 100: no comment",
		"what you submitted came too late",
	)
}

func TestGrades(t *testing.T) {
	d := start(t)
	d.Run(t, benEnrols+essay+`
		POST /courses/course-1/assignments {"token":"token-1","title":"Quiz","due":"2026-03-01T12:00:00Z","points":40}
		→ 201 {"assignment":"assignment-2","title":"Quiz","points":40}
	`+benSubmits+`
		POST /assignments/assignment-2/submissions {"token":"token-2","text":"42"}
		→ 201 {"submission":"submission-2"}
		# None yet.
		GET /courses/course-1/grades?token=token-2
		→ 200 {"grades":[],"earned":0,"possible":0}

		PUT /courses/course-1/assistants/Dan {"token":"token-1"}
		→ 200 {"course":"course-1","name":"Dan","role":"ASSISTANT"}
		PUT /submissions/submission-1/grade {"token":"token-4","points":4}
		→ 201 {"submission":"submission-1","points":4,"outOf":10}
		PUT /submissions/submission-1/grade {"token":"token-1","points":5,"comment":"better than that"}
		→ 200 {"submission":"submission-1","points":5,"outOf":10}
		PUT /submissions/submission-2/grade {"token":"token-4","points":40}
		→ 201 {"submission":"submission-2","points":40,"outOf":40}
		GET /courses/course-1/grades?token=token-2
		→ 200 {"grades":[{"title":"Essay","points":5,"outOf":10,"grader":"Ann","comment":"better than that"},{"title":"Quiz","points":40,"outOf":40,"grader":"Dan"}],"earned":45,"possible":50,"best":1,"worst":0.5}

		PUT /submissions/submission-1/grade {"token":"token-1","points":11}
		→ 400 {"error":"points are 0 to what there is to earn"}
		PUT /submissions/submission-9/grade {"token":"token-1","points":1}
		→ 404 {"error":"there is no such submission"}
		PUT /submissions/submission-1/grade {"token":"token-2","points":10}
		→ 403 {"error":"this is for those who teach the course"}
		PUT /submissions/submission-1/grade {"token":"token-3","points":10}
		→ 403 {"error":"this course is for its members"}
		GET /courses/course-9/grades?token=token-2
		→ 404 {"error":"there is no such course"}
		GET /courses/course-1/grades?token=token-3
		→ 403 {"error":"this course is for its members"}
	`)
	assertNews(t, d, "person-2",
		"Go: Essay is due 2026-03-02T09:00:00.000Z",
		"Go: Quiz is due 2026-03-01T12:00:00.000Z",
		"Essay was graded, 4 of 10: no comment",
		"Essay was graded again, 5 of 10: better than that",
		"Quiz was graded, 40 of 40: no comment",
	)
}

func TestAnnouncements(t *testing.T) {
	d := start(t)
	d.Run(t, benEnrols+`
		PUT /courses/course-1/assistants/Dan {"token":"token-1"}
		→ 200 {"course":"course-1","name":"Dan","role":"ASSISTANT"}
		POST /courses/course-1/announcements {"token":"token-1","title":"Welcome","text":"to Go"}
		→ 201 {"announcement":"announcement-1","title":"Welcome"}
		POST /courses/course-1/announcements {"token":"token-4","title":"Help"}
		→ 201 {"announcement":"announcement-2","title":"Help"}
		GET /courses/course-1/announcements?token=token-2
		→ 200 {"announcements":[{"announcement":"announcement-2","author":"Dan","title":"Help","postedAt":"2026-03-01T09:00:00.000Z"},{"announcement":"announcement-1","author":"Ann","title":"Welcome","text":"to Go","postedAt":"2026-03-01T09:00:00.000Z"}]}
		GET /courses/course-1/announcements?token=token-2&limit=1
		→ 200 {"announcements":[{"announcement":"announcement-2","author":"Dan","title":"Help","postedAt":"2026-03-01T09:00:00.000Z"}]}

		POST /courses/course-1/announcements {"token":"token-1","title":""}
		→ 400 {"error":"a title has 1 to 100 characters"}
		POST /courses/course-9/announcements {"token":"token-1","title":"a"}
		→ 404 {"error":"there is no such course"}
		POST /courses/course-1/announcements {"token":"token-2","title":"a"}
		→ 403 {"error":"this is for those who teach the course"}
		POST /courses/course-1/announcements {"token":"token-3","title":"a"}
		→ 403 {"error":"this course is for its members"}
		GET /courses/course-9/announcements?token=token-1
		→ 404 {"error":"there is no such course"}
		GET /courses/course-1/announcements?token=token-3
		→ 403 {"error":"this course is for its members"}

		DELETE /announcements/announcement-9?token=token-1
		→ 404 {"error":"there is no such announcement"}
		DELETE /announcements/announcement-2?token=token-3
		→ 403 {"error":"this course is for its members"}
		DELETE /announcements/announcement-1?token=token-4
		→ 403 {"error":"this announcement is somebody else's"}
		# The teacher may.
		DELETE /announcements/announcement-2?token=token-1
		→ 200 {"announcement":"announcement-2"}
		GET /courses/course-1/announcements?token=token-2
		→ 200 {"announcements":[{"announcement":"announcement-1","author":"Ann","title":"Welcome","text":"to Go","postedAt":"2026-03-01T09:00:00.000Z"}]}
	`)
	assertNews(t, d, "person-2", "Go: Welcome", "Go: Help")
	assertNews(t, d, "person-4", "you are an assistant in Go now", "Go: Welcome")
	assertNews(t, d, "person-1", "Go: Help")
}

func TestNews(t *testing.T) {
	start(t).Run(t, benEnrols+essay+`
		at 10:00
		POST /courses/course-1/announcements {"token":"token-1","title":"Welcome"}
		→ 201 {"announcement":"announcement-1","title":"Welcome"}
		GET /news?token=token-2
		→ 200 {"news":[{"course":"course-1","text":"Go: Welcome","happenedAt":"2026-03-01T10:00:00.000Z"},{"course":"course-1","text":"Go: Essay is due 2026-03-02T09:00:00.000Z","happenedAt":"2026-03-01T09:00:00.000Z"}],"total":2}
		GET /news?token=token-2&limit=1
		→ 200 {"news":[{"course":"course-1","text":"Go: Welcome","happenedAt":"2026-03-01T10:00:00.000Z"}],"total":2}
		DELETE /news?token=token-2
		→ 200 {"read":2}
		GET /news?token=token-2
		→ 200 {"news":[],"total":0}
		DELETE /news?token=token-2
		→ 200 {"read":0}
	`)
}

// Of many who want the last place at once one gets it, and all others wait.
func TestLastPlace(t *testing.T) {
	d := start(t)
	var all sync.WaitGroup
	var enrolled, waiting atomic.Int32
	for _, token := range []string{"token-2", "token-3", "token-4"} {
		all.Go(func() {
			switch status, answer := d.Send(t, `POST /courses/course-1/enrolment {"token":"`+token+`"}`); status {
			case http.StatusCreated:
				enrolled.Add(1)
			case http.StatusAccepted:
				waiting.Add(1)
			default:
				assert.Fail(t, "answer", "%d %s", status, answer)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, enrolled.Load())
	assert.EqualValues(t, 2, waiting.Load())
	for _, app := range d.Apps() {
		members, err := app.Appointing.GetMembers(t.Context(), appointing.GetMembersInput{Scope: "course-1"})
		require.NoError(t, err)
		assert.Len(t, members, 2, "the teacher and one student")
	}
}

// In whatever order: each request has one answer.
func TestAnyOrder(t *testing.T) {
	start(t).Wander(t, 5000, []string{
		`POST /courses {"token":"<token>","course":{"title":"Art","lastDay":"2026-03-31","capacity":<number>}}`,
		`GET /courses?token=<token>`,
		`GET /courses/<course>?token=<token>`,
		`DELETE /courses/<dropped>?token=<token>`,
		`POST /courses/<course>/enrolment {"token":"<token>"}`,
		`DELETE /courses/<course>/enrolment?token=<token>`,
		`PUT /courses/<course>/assistants/<name> {"token":"<token>"}`,
		`DELETE /courses/<course>/assistants/<name>?token=<token>`,
		`GET /courses/<course>/members?token=<token>`,
		`POST /courses/<course>/assignments {"token":"<token>","title":"Essay","due":"2026-03-02T09:00:00Z"}`,
		`GET /courses/<course>/assignments?token=<token>`,
		`GET /courses/<course>/assignments/next?token=<token>`,
		`DELETE /assignments/<assignment>?token=<token>`,
		`POST /assignments/<assignment>/submissions {"token":"<token>","text":"Well."}`,
		`GET /assignments/<assignment>/submissions?token=<token>`,
		`PUT /submissions/<submission>/grade {"token":"<token>","points":<number>}`,
		`GET /courses/<course>/grades?token=<token>`,
		`POST /courses/<course>/announcements {"token":"<token>","title":"Welcome"}`,
		`GET /courses/<course>/announcements?token=<token>`,
		`DELETE /announcements/<announcement>?token=<token>`,
		`GET /news?token=<token>`,
		`DELETE /news?token=<token>`,
	}, map[string][]string{
		"token":        {"guess", "token-1", "token-2", "token-3"},
		"name":         {"Ann", "Ben", "Cat", "Eve"},
		"number":       {"0", "1", "2", "3"},
		"course":       drive.Numbered("course", 5),
		"dropped":      {"none", "course-4", "course-5"},
		"assignment":   drive.Numbered("assignment", 20),
		"submission":   drive.Numbered("submission", 5),
		"announcement": drive.Numbered("announcement", 20),
	})
}
