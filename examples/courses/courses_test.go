package courses_test

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

	impl "github.com/syncgen/syncgen/examples/courses"
	"github.com/syncgen/syncgen/examples/drive"
	"github.com/syncgen/syncgen/generated/courses"
	"github.com/syncgen/syncgen/generated/courses/announcing"
	"github.com/syncgen/syncgen/generated/courses/appointing"
	"github.com/syncgen/syncgen/generated/courses/assigning"
	"github.com/syncgen/syncgen/generated/courses/clocking"
	"github.com/syncgen/syncgen/generated/courses/enrolling"
	"github.com/syncgen/syncgen/generated/courses/grading"
	"github.com/syncgen/syncgen/generated/courses/informing"
	"github.com/syncgen/syncgen/generated/courses/offering"
	"github.com/syncgen/syncgen/generated/courses/submitting"
	"github.com/syncgen/syncgen/runtime"
)

// world is an app in a test: what it holds, and what time it is there.
type world struct {
	*courses.App
	now time.Time
}

// start makes a world on the first of March, at nine o'clock. Ann, Ben, Cat
// and Dan are persons 1 to 4 and have the tokens of the same numbers. Ann
// teaches course1, which has room for one.
func start(t *testing.T, options ...runtime.Option) *world {
	t.Helper()
	w := &world{now: time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)}
	app, err := impl.New(append(options, runtime.WithClock(func() time.Time { return w.now }))...)
	require.NoError(t, err)
	w.App = app
	w.run(t, []drive.Exchange{
		{Request: "POST /people", Body: `{"person":{"name":"Ann"}}`, Status: 201, Answer: `{"person":{"person":"person1","name":"Ann"},"token":"token1"}`},
		{Request: "POST /people", Body: `{"person":{"name":"Ben"}}`, Status: 201, Answer: `{"person":{"person":"person2","name":"Ben"},"token":"token2"}`},
		{Request: "POST /people", Body: `{"person":{"name":"Cat"}}`, Status: 201, Answer: `{"person":{"person":"person3","name":"Cat"},"token":"token3"}`},
		{Request: "POST /people", Body: `{"person":{"name":"Dan"}}`, Status: 201, Answer: `{"person":{"person":"person4","name":"Dan"},"token":"token4"}`},
		{Request: "POST /courses", Body: `{"token":"token1","course":{"title":"Go","lastDay":"2026-03-31","capacity":1}}`, Status: 201, Answer: `{"course":"course1","title":"Go"}`},
	})
	return w
}

func (w *world) run(t *testing.T, exchanges []drive.Exchange) {
	t.Helper()
	drive.Run(t, w.Handler(), exchanges)
}

// dawn lets a day of March begin.
func (w *world) dawn(t *testing.T, day int) {
	t.Helper()
	require.NoError(t, w.ClockingDawn(context.Background(), clocking.DawnInput{Today: runtime.NewDate(2026, time.March, day)}))
}

// news are the texts that somebody has not read.
func (w *world) news(t *testing.T, user informing.User) (texts []string) {
	t.Helper()
	rows, err := w.Informing.GetNews(t.Context(), informing.GetNewsInput{User: user})
	require.NoError(t, err)
	for _, row := range rows {
		texts = append(texts, row.Text)
	}
	return texts
}

// stories are what the app is for, each in a world of its own. Together they
// have every route answer in every way that it can.
var stories = map[string]func(t *testing.T, w *world){
	"people":             people,
	"offers":             offers,
	"enrolment":          enrolment,
	"assistants":         assistants,
	"assignments":        assignments,
	"submissions":        submissions,
	"grades":             grades,
	"announcements":      announcements,
	"news":               news,
	"ended course":       endedCourse,
	"deleted assignment": withdrawnAssignment,
	"dropped course":     droppedCourse,
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

// What is answered in many places.
const (
	noCourse     = `{"error":"there is no such course"}`
	noAssignment = `{"error":"there is no such assignment"}`
	hasEnded     = `{"error":"this course has ended"}`
	forMembers   = `{"error":"this course is for its members"}`
	forStaff     = `{"error":"this is for those who teach the course"}`
	forTeacher   = `{"error":"this is for the course's teacher"}`
	nobody       = `{"error":"nobody has this name"}`
)

func people(t *testing.T, w *world) {
	const noToken = `{"error":"there is no such token"}`
	w.run(t, []drive.Exchange{
		{Request: "POST /people", Body: `{"person":{"name":" "}}`, Status: 400, Answer: `{"error":"a name has 1 to 40 characters"}`},
		{Request: "POST /people", Body: `{"person":{"name":" ANN"}}`, Status: 409, Answer: `{"error":"the name is taken"}`},
		{Request: "POST /tokens/token1/renewal", Status: 200, Answer: `{"token":"token5"}`},
		{Request: "POST /tokens/token1/renewal", Status: 404, Answer: noToken},
		{Request: "GET /news?token=token5", Status: 200, Answer: `{"news":[],"total":0}`},
		{Request: "DELETE /tokens/token5", Status: 200, Answer: `{"person":"person1"}`},
		{Request: "DELETE /tokens/token5", Status: 404, Answer: noToken},
	})
	// Nothing but an account can be had without a token.
	const unknown = `{"error":"this token is nobody's"}`
	w.run(t, []drive.Exchange{
		{Request: "POST /courses", Body: `{"token":"token1","course":{"title":"Go","lastDay":"2026-03-31"}}`, Status: 401, Answer: unknown},
		{Request: "GET /courses?token=token1", Status: 401, Answer: unknown},
		{Request: "GET /courses/course1?token=token1", Status: 401, Answer: unknown},
		{Request: "DELETE /courses/course1?token=token1", Status: 401, Answer: unknown},
		{Request: "POST /courses/course1/enrolment", Body: `{"token":"token1"}`, Status: 401, Answer: unknown},
		{Request: "DELETE /courses/course1/enrolment?token=token1", Status: 401, Answer: unknown},
		{Request: "PUT /courses/course1/assistants/Ben", Body: `{"token":"token1"}`, Status: 401, Answer: unknown},
		{Request: "DELETE /courses/course1/assistants/Ben?token=token1", Status: 401, Answer: unknown},
		{Request: "GET /courses/course1/members?token=token1", Status: 401, Answer: unknown},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"a","due":"2026-03-02T00:00:00Z"}`, Status: 401, Answer: unknown},
		{Request: "GET /courses/course1/assignments?token=token1", Status: 401, Answer: unknown},
		{Request: "GET /courses/course1/assignments/next?token=token1", Status: 401, Answer: unknown},
		{Request: "DELETE /assignments/assignment1?token=token1", Status: 401, Answer: unknown},
		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token1","text":"a"}`, Status: 401, Answer: unknown},
		{Request: "GET /assignments/assignment1/submissions?token=token1", Status: 401, Answer: unknown},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":1}`, Status: 401, Answer: unknown},
		{Request: "GET /courses/course1/grades?token=token1", Status: 401, Answer: unknown},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token1","title":"a"}`, Status: 401, Answer: unknown},
		{Request: "GET /courses/course1/announcements?token=token1", Status: 401, Answer: unknown},
		{Request: "DELETE /announcements/announcement1?token=token1", Status: 401, Answer: unknown},
		{Request: "GET /news?token=token1", Status: 401, Answer: unknown},
		{Request: "DELETE /news?token=token1", Status: 401, Answer: unknown},
	})
}

func offers(t *testing.T, w *world) {
	const (
		golang = `{"course":"course1","title":"Go","lastDay":"2026-03-31","status":"OPEN"`
		logic  = `{"course":"course2","title":"Logic","lastDay":"2026-03-02","status":`
	)
	w.run(t, []drive.Exchange{
		{Request: "POST /courses", Body: `{"token":"token2","course":{"title":" Logic ","lastDay":"2026-03-02"}}`, Status: 201, Answer: `{"course":"course2","title":"Logic"}`},
		{Request: "POST /courses", Body: `{"token":"token2","course":{"title":"","lastDay":"2026-03-02"}}`, Status: 400, Answer: `{"error":"a title has 1 to 100 characters"}`},
		{Request: "POST /courses", Body: `{"token":"token2","course":{"title":"Go","lastDay":"2026-03-02","capacity":0}}`, Status: 400, Answer: `{"error":"a course has 1 to 1,000 places"}`},
		{About: "a course that ends first comes first", Request: "GET /courses?token=token1", Status: 200,
			Answer: `{"courses":[` + logic + `"OPEN"},` + golang + `,"role":"TEACHER"}]}`},
		{Request: "GET /courses?token=token1&mine=true", Status: 200, Answer: `{"courses":[` + golang + `,"role":"TEACHER"}]}`},
		{Request: "GET /courses?token=token1&search=LOG", Status: 200, Answer: `{"courses":[` + logic + `"OPEN"}]}`},
		{Request: "GET /courses?token=token1&search=LOG&mine=true", Status: 200, Answer: `{"courses":[]}`},
		{Request: "GET /courses?token=token1&limit=1", Status: 200, Answer: `{"courses":[` + logic + `"OPEN"}]}`},
		{Request: "GET /courses/course1?token=token2", Status: 200,
			Answer: `{"course":{"title":"Go","lastDay":"2026-03-31","status":"OPEN","teachers":["Ann"],"places":{"taken":0,"waiting":0}}}`},
		{Request: "GET /courses/course9?token=token2", Status: 404, Answer: noCourse},
	})
	w.dawn(t, 3)
	w.run(t, []drive.Exchange{
		{Request: "GET /courses?token=token1&status=ENDED", Status: 200, Answer: `{"courses":[` + logic + `"ENDED"}]}`},
		{Request: "GET /courses?token=token1&status=OPEN", Status: 200, Answer: `{"courses":[` + golang + `,"role":"TEACHER"}]}`},
		{Request: "GET /courses?token=token1", Status: 200, Answer: `{"courses":[` + logic + `"ENDED"},` + golang + `,"role":"TEACHER"}]}`},
	})
}

// benEnrols and catWaits fill course1.
var (
	benEnrols = drive.Exchange{Request: "POST /courses/course1/enrolment", Body: `{"token":"token2"}`, Status: 201, Answer: `{"enrolment":"enrolment1"}`}
	catWaits  = drive.Exchange{Request: "POST /courses/course1/enrolment", Body: `{"token":"token3"}`, Status: 202, Answer: `{"waiting":1}`}
)

func enrolment(t *testing.T, w *world) {
	const alreadyIn = `{"error":"you are a member of this course already"}`
	places := func(taken string) drive.Exchange {
		return drive.Exchange{Request: "GET /courses/course1?token=token4", Status: 200,
			Answer: `{"course":{"title":"Go","lastDay":"2026-03-31","status":"OPEN","teachers":["Ann"],"places":` + taken + `}}`}
	}
	w.run(t, []drive.Exchange{
		benEnrols,
		catWaits,
		{Request: "POST /courses/course1/enrolment", Body: `{"token":"token4"}`, Status: 202, Answer: `{"waiting":2}`},
		places(`{"taken":1,"waiting":2}`),
		{Request: "POST /courses/course1/enrolment", Body: `{"token":"token2"}`, Status: 409, Answer: alreadyIn},
		{Request: "POST /courses/course1/enrolment", Body: `{"token":"token1"}`, Status: 409, Answer: alreadyIn},
		{Request: "POST /courses/course1/enrolment", Body: `{"token":"token3"}`, Status: 409, Answer: `{"error":"you wait for a place already"}`},
		{Request: "POST /courses/course9/enrolment", Body: `{"token":"token3"}`, Status: 404, Answer: noCourse},
		{Request: "GET /courses/course1/members?token=token2", Status: 200, Answer: `{"staff":[{"name":"Ann","role":"TEACHER"}],"students":["Ben"]}`},
		{About: "who waits is no member", Request: "GET /courses/course1/members?token=token3", Status: 403, Answer: forMembers},

		{About: "Cat gets the place", Request: "DELETE /courses/course1/enrolment?token=token2", Status: 200, Answer: `{"course":"course1","left":true}`},
		{Request: "GET /courses/course1/members?token=token3", Status: 200, Answer: `{"staff":[{"name":"Ann","role":"TEACHER"}],"students":["Cat"]}`},
		{Request: "GET /courses/course1/members?token=token2", Status: 403, Answer: forMembers},
		places(`{"taken":1,"waiting":1}`),
		{Request: "DELETE /courses/course1/enrolment?token=token4", Status: 200, Answer: `{"course":"course1","left":false}`},
		{Request: "DELETE /courses/course1/enrolment?token=token3", Status: 200, Answer: `{"course":"course1","left":true}`},
		places(`{"taken":0,"waiting":0}`),
		{Request: "DELETE /courses/course1/enrolment?token=token3", Status: 409, Answer: `{"error":"you are not enrolled in this course"}`},
		{Request: "DELETE /courses/course9/enrolment?token=token3", Status: 404, Answer: noCourse},
		{Request: "GET /courses/course9/members?token=token3", Status: 404, Answer: noCourse},
	})
	assert.Equal(t, []string{"you have a place in Go now"}, w.news(t, "person3"))
	assert.Empty(t, w.news(t, "person4"), "Dan waited in vain")
}

func assistants(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		benEnrols,
		catWaits,
		{Request: "PUT /courses/course1/assistants/dan", Body: `{"token":"token1"}`, Status: 200, Answer: `{"course":"course1","name":"dan","role":"ASSISTANT"}`},
		{Request: "PUT /courses/course1/assistants/Dan", Body: `{"token":"token1"}`, Status: 409, Answer: `{"error":"Dan is a member of this course already"}`},
		{Request: "PUT /courses/course1/assistants/Ben", Body: `{"token":"token1"}`, Status: 409, Answer: `{"error":"Ben is a member of this course already"}`},
		{Request: "PUT /courses/course1/assistants/Eve", Body: `{"token":"token1"}`, Status: 404, Answer: nobody},
		{Request: "PUT /courses/course1/assistants/Cat", Body: `{"token":"token4"}`, Status: 403, Answer: forTeacher},
		{Request: "PUT /courses/course1/assistants/Cat", Body: `{"token":"token3"}`, Status: 403, Answer: forMembers},
		{Request: "PUT /courses/course9/assistants/Cat", Body: `{"token":"token1"}`, Status: 404, Answer: noCourse},
		{Request: "GET /courses/course1/members?token=token1", Status: 200,
			Answer: `{"staff":[{"name":"Ann","role":"TEACHER"},{"name":"Dan","role":"ASSISTANT"}],"students":["Ben"]}`},

		{Request: "DELETE /courses/course9/assistants/Dan?token=token1", Status: 404, Answer: noCourse},
		{Request: "DELETE /courses/course1/assistants/Dan?token=token3", Status: 403, Answer: forMembers},
		{Request: "DELETE /courses/course1/assistants/Dan?token=token4", Status: 403, Answer: forTeacher},
		{Request: "DELETE /courses/course1/assistants/Eve?token=token1", Status: 404, Answer: nobody},
		{Request: "DELETE /courses/course1/assistants/Ben?token=token1", Status: 404, Answer: `{"error":"Ben is no assistant in this course"}`},
		{Request: "DELETE /courses/course1/assistants/Dan?token=token1", Status: 200, Answer: `{"course":"course1","name":"Dan"}`},
		{Request: "GET /courses/course1/members?token=token4", Status: 403, Answer: forMembers},

		{About: "who waits may help meanwhile", Request: "PUT /courses/course1/assistants/Cat", Body: `{"token":"token1"}`, Status: 200,
			Answer: `{"course":"course1","name":"Cat","role":"ASSISTANT"}`},
		{Request: "DELETE /courses/course1/enrolment?token=token2", Status: 200, Answer: `{"course":"course1","left":true}`},
		{About: "and goes on helping with a place", Request: "GET /courses/course1/members?token=token1", Status: 200,
			Answer: `{"staff":[{"name":"Ann","role":"TEACHER"},{"name":"Cat","role":"ASSISTANT"}],"students":[]}`},
		{Request: "DELETE /courses/course1/enrolment?token=token3", Status: 200, Answer: `{"course":"course1","left":true}`},
		{About: "and without one", Request: "GET /courses/course1/members?token=token1", Status: 200,
			Answer: `{"staff":[{"name":"Ann","role":"TEACHER"},{"name":"Cat","role":"ASSISTANT"}],"students":[]}`},
	})
	assert.Equal(t, []string{"you are an assistant in Go now"}, w.news(t, "person4"))
}

// essay is Ann setting assignment1, which is due tomorrow.
var essay = drive.Exchange{
	Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"Essay","due":"2026-03-02T09:00:00Z","points":10}`,
	Status: 201, Answer: `{"assignment":"assignment1","title":"Essay","points":10}`,
}

// benSubmits is Ben's submission1 for it.
var benSubmits = drive.Exchange{
	Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"Well."}`,
	Status: 201, Answer: `{"submission":"submission1"}`,
}

func assignments(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		benEnrols,
		essay,
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"Quiz","due":"2026-03-01T12:00:00Z"}`, Status: 201,
			Answer: `{"assignment":"assignment2","title":"Quiz","points":100}`},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"","due":"2026-03-01T12:00:00Z"}`, Status: 400, Answer: `{"error":"a title has 1 to 100 characters"}`},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"a","due":"2026-03-01T12:00:00Z","points":0}`, Status: 400,
			Answer: `{"error":"an assignment is worth 1 to 1,000 points"}`},
		{Request: "POST /courses/course9/assignments", Body: `{"token":"token1","title":"a","due":"2026-03-01T12:00:00Z"}`, Status: 404, Answer: noCourse},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token2","title":"a","due":"2026-03-01T12:00:00Z"}`, Status: 403, Answer: forStaff},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token3","title":"a","due":"2026-03-01T12:00:00Z"}`, Status: 403, Answer: forMembers},
		benSubmits,
		{Request: "GET /courses/course1/assignments?token=token2", Status: 200, Answer: `{"assignments":[` +
			`{"assignment":"assignment2","title":"Quiz","due":"2026-03-01T12:00:00.000Z","points":100},` +
			`{"assignment":"assignment1","title":"Essay","due":"2026-03-02T09:00:00.000Z","points":10,"submittedAt":"2026-03-01T09:00:00.000Z"}]}`},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":7}`, Status: 201, Answer: `{"submission":"submission1","points":7,"outOf":10}`},
		{Request: "GET /courses/course1/assignments?token=token2", Status: 200, Answer: `{"assignments":[` +
			`{"assignment":"assignment2","title":"Quiz","due":"2026-03-01T12:00:00.000Z","points":100},` +
			`{"assignment":"assignment1","title":"Essay","due":"2026-03-02T09:00:00.000Z","points":10,"submittedAt":"2026-03-01T09:00:00.000Z","earned":7}]}`},
		{Request: "GET /courses/course9/assignments?token=token2", Status: 404, Answer: noCourse},
		{Request: "GET /courses/course1/assignments?token=token3", Status: 403, Answer: forMembers},
	})
	next := func(status int, answer string) drive.Exchange {
		return drive.Exchange{Request: "GET /courses/course1/assignments/next?token=token2", Status: status, Answer: answer}
	}
	w.run(t, []drive.Exchange{
		next(200, `{"due":"2026-03-01T12:00:00.000Z","assignments":[{"assignment":"assignment2","title":"Quiz","points":100}]}`),
		{Request: "GET /courses/course9/assignments/next?token=token2", Status: 404, Answer: noCourse},
		{Request: "GET /courses/course1/assignments/next?token=token3", Status: 403, Answer: forMembers},
	})
	w.now = w.now.Add(12 * time.Hour)
	w.run(t, []drive.Exchange{next(200, `{"due":"2026-03-02T09:00:00.000Z","assignments":[{"assignment":"assignment1","title":"Essay","points":10}]}`)})
	w.now = w.now.Add(24 * time.Hour)
	w.run(t, []drive.Exchange{next(404, `{"error":"nothing is due"}`)})
	assert.Equal(t, []string{
		"Go: Essay is due 2026-03-02T09:00:00.000Z",
		"Go: Quiz is due 2026-03-01T12:00:00.000Z",
		"Essay was graded, 7 of 10: no comment",
	}, w.news(t, "person2"))
	assert.Empty(t, w.news(t, "person1"), "Ann has nothing to submit")
}

func submissions(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		{Request: "POST /courses", Body: `{"token":"token1","course":{"title":"Art","lastDay":"2026-03-31","capacity":2}}`, Status: 201, Answer: `{"course":"course2","title":"Art"}`},
		{Request: "POST /courses/course2/enrolment", Body: `{"token":"token2"}`, Status: 201, Answer: `{"enrolment":"enrolment1"}`},
		{Request: "POST /courses/course2/enrolment", Body: `{"token":"token3"}`, Status: 201, Answer: `{"enrolment":"enrolment2"}`},
		{Request: "POST /courses/course2/assignments", Body: `{"token":"token1","title":"Draw","due":"2026-03-02T09:00:00Z"}`, Status: 201,
			Answer: `{"assignment":"assignment1","title":"Draw","points":100}`},
		benSubmits,
		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token3","text":"Look!"}`, Status: 201, Answer: `{"submission":"submission2"}`},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":50}`, Status: 201, Answer: `{"submission":"submission1","points":50,"outOf":100}`},
		{About: "those who teach see all", Request: "GET /assignments/assignment1/submissions?token=token1", Status: 200, Answer: `{"points":100,"submissions":[` +
			`{"submission":"submission1","student":"Ben","text":"Well.","submittedAt":"2026-03-01T09:00:00.000Z","earned":50},` +
			`{"submission":"submission2","student":"Cat","text":"Look!","submittedAt":"2026-03-01T09:00:00.000Z"}]}`},
		{About: "students see their own", Request: "GET /assignments/assignment1/submissions?token=token2", Status: 200, Answer: `{"points":100,"submissions":[` +
			`{"submission":"submission1","student":"Ben","text":"Well.","submittedAt":"2026-03-01T09:00:00.000Z","earned":50}]}`},
		{About: "the grade was for the old text", Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"Better."}`, Status: 200,
			Answer: `{"submission":"submission1"}`},
		{Request: "GET /assignments/assignment1/submissions?token=token2", Status: 200, Answer: `{"points":100,"submissions":[` +
			`{"submission":"submission1","student":"Ben","text":"Better.","submittedAt":"2026-03-01T09:00:00.000Z"}]}`},

		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":""}`, Status: 400, Answer: `{"error":"a submission has 1 to 10,000 characters"}`},
		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"` + strings.Repeat("long ", 3000) + `"}`, Status: 400,
			Answer: `{"error":"a submission has 1 to 10,000 characters"}`},
		{Request: "POST /assignments/assignment9/submissions", Body: `{"token":"token2","text":"a"}`, Status: 404, Answer: noAssignment},
		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token4","text":"a"}`, Status: 403, Answer: forMembers},
		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token1","text":"a"}`, Status: 403, Answer: `{"error":"this is for the course's students"}`},
		{Request: "GET /assignments/assignment9/submissions?token=token2", Status: 404, Answer: noAssignment},
		{Request: "GET /assignments/assignment1/submissions?token=token4", Status: 403, Answer: forMembers},
	})
	w.now = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	w.run(t, []drive.Exchange{
		{About: "just in time", Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"Best."}`, Status: 200, Answer: `{"submission":"submission1"}`},
	})
	w.now = w.now.Add(time.Millisecond)
	w.run(t, []drive.Exchange{
		{About: "too late", Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"Perfect."}`, Status: 409,
			Answer: `{"error":"the assignment was due 2026-03-02T09:00:00.000Z"}`},
	})
	news := w.news(t, "person2")
	require.NotEmpty(t, news)
	assert.Equal(t, "what you submitted came too late", news[len(news)-1])
}

func grades(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{
		benEnrols,
		essay,
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"Quiz","due":"2026-03-01T12:00:00Z","points":40}`, Status: 201,
			Answer: `{"assignment":"assignment2","title":"Quiz","points":40}`},
		benSubmits,
		{Request: "POST /assignments/assignment2/submissions", Body: `{"token":"token2","text":"42"}`, Status: 201, Answer: `{"submission":"submission2"}`},
		{About: "none yet", Request: "GET /courses/course1/grades?token=token2", Status: 200, Answer: `{"grades":[],"earned":0,"possible":0}`},

		{Request: "PUT /courses/course1/assistants/Dan", Body: `{"token":"token1"}`, Status: 200, Answer: `{"course":"course1","name":"Dan","role":"ASSISTANT"}`},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token4","points":4}`, Status: 201, Answer: `{"submission":"submission1","points":4,"outOf":10}`},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":5,"comment":"better than that"}`, Status: 200, Answer: `{"submission":"submission1","points":5,"outOf":10}`},
		{Request: "PUT /submissions/submission2/grade", Body: `{"token":"token4","points":40}`, Status: 201, Answer: `{"submission":"submission2","points":40,"outOf":40}`},
		{Request: "GET /courses/course1/grades?token=token2", Status: 200, Answer: `{"grades":[` +
			`{"title":"Essay","points":5,"outOf":10,"grader":"Ann","comment":"better than that"},` +
			`{"title":"Quiz","points":40,"outOf":40,"grader":"Dan"}],"earned":45,"possible":50,"best":1,"worst":0.5}`},

		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":11}`, Status: 400, Answer: `{"error":"points are 0 to what there is to earn"}`},
		{Request: "PUT /submissions/submission9/grade", Body: `{"token":"token1","points":1}`, Status: 404, Answer: `{"error":"there is no such submission"}`},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token2","points":10}`, Status: 403, Answer: forStaff},
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token3","points":10}`, Status: 403, Answer: forMembers},
		{Request: "GET /courses/course9/grades?token=token2", Status: 404, Answer: noCourse},
		{Request: "GET /courses/course1/grades?token=token3", Status: 403, Answer: forMembers},
	})
	assert.Equal(t, []string{
		"Go: Essay is due 2026-03-02T09:00:00.000Z",
		"Go: Quiz is due 2026-03-01T12:00:00.000Z",
		"Essay was graded, 4 of 10: no comment",
		"Essay was graded again, 5 of 10: better than that",
		"Quiz was graded, 40 of 40: no comment",
	}, w.news(t, "person2"))
}

func announcements(t *testing.T, w *world) {
	const (
		welcome = `{"announcement":"announcement1","author":"Ann","title":"Welcome","text":"to Go","postedAt":"2026-03-01T09:00:00.000Z"}`
		help    = `{"announcement":"announcement2","author":"Dan","title":"Help","postedAt":"2026-03-01T09:00:00.000Z"}`
	)
	w.run(t, []drive.Exchange{
		benEnrols,
		{Request: "PUT /courses/course1/assistants/Dan", Body: `{"token":"token1"}`, Status: 200, Answer: `{"course":"course1","name":"Dan","role":"ASSISTANT"}`},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token1","title":"Welcome","text":"to Go"}`, Status: 201, Answer: `{"announcement":"announcement1","title":"Welcome"}`},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token4","title":"Help"}`, Status: 201, Answer: `{"announcement":"announcement2","title":"Help"}`},
		{Request: "GET /courses/course1/announcements?token=token2", Status: 200, Answer: `{"announcements":[` + help + `,` + welcome + `]}`},
		{Request: "GET /courses/course1/announcements?token=token2&limit=1", Status: 200, Answer: `{"announcements":[` + help + `]}`},

		{Request: "POST /courses/course1/announcements", Body: `{"token":"token1","title":""}`, Status: 400, Answer: `{"error":"a title has 1 to 100 characters"}`},
		{Request: "POST /courses/course9/announcements", Body: `{"token":"token1","title":"a"}`, Status: 404, Answer: noCourse},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token2","title":"a"}`, Status: 403, Answer: forStaff},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token3","title":"a"}`, Status: 403, Answer: forMembers},
		{Request: "GET /courses/course9/announcements?token=token1", Status: 404, Answer: noCourse},
		{Request: "GET /courses/course1/announcements?token=token3", Status: 403, Answer: forMembers},

		{Request: "DELETE /announcements/announcement9?token=token1", Status: 404, Answer: `{"error":"there is no such announcement"}`},
		{Request: "DELETE /announcements/announcement2?token=token3", Status: 403, Answer: forMembers},
		{Request: "DELETE /announcements/announcement1?token=token4", Status: 403, Answer: `{"error":"this announcement is somebody else's"}`},
		{About: "the teacher may", Request: "DELETE /announcements/announcement2?token=token1", Status: 200, Answer: `{"announcement":"announcement2"}`},
		{Request: "GET /courses/course1/announcements?token=token2", Status: 200, Answer: `{"announcements":[` + welcome + `]}`},
	})
	assert.Equal(t, []string{"Go: Welcome", "Go: Help"}, w.news(t, "person2"))
	assert.Equal(t, []string{"you are an assistant in Go now", "Go: Welcome"}, w.news(t, "person4"))
	assert.Equal(t, []string{"Go: Help"}, w.news(t, "person1"))
}

func news(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{benEnrols, essay})
	w.now = w.now.Add(time.Hour)
	const (
		due     = `{"course":"course1","text":"Go: Essay is due 2026-03-02T09:00:00.000Z","happenedAt":"2026-03-01T09:00:00.000Z"}`
		welcome = `{"course":"course1","text":"Go: Welcome","happenedAt":"2026-03-01T10:00:00.000Z"}`
	)
	w.run(t, []drive.Exchange{
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token1","title":"Welcome"}`, Status: 201, Answer: `{"announcement":"announcement1","title":"Welcome"}`},
		{Request: "GET /news?token=token2", Status: 200, Answer: `{"news":[` + welcome + `,` + due + `],"total":2}`},
		{Request: "GET /news?token=token2&limit=1", Status: 200, Answer: `{"news":[` + welcome + `],"total":2}`},
		{Request: "DELETE /news?token=token2", Status: 200, Answer: `{"read":2}`},
		{Request: "GET /news?token=token2", Status: 200, Answer: `{"news":[],"total":0}`},
		{Request: "DELETE /news?token=token2", Status: 200, Answer: `{"read":0}`},
	})
}

func endedCourse(t *testing.T, w *world) {
	w.run(t, []drive.Exchange{benEnrols, essay})
	w.dawn(t, 31) // the last day
	w.run(t, []drive.Exchange{benSubmits})
	w.dawn(t, 32)
	w.dawn(t, 33) // members are told once
	w.run(t, []drive.Exchange{
		{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"a"}`, Status: 409, Answer: hasEnded},
		{Request: "POST /courses/course1/enrolment", Body: `{"token":"token3"}`, Status: 409, Answer: hasEnded},
		{Request: "PUT /courses/course1/assistants/Dan", Body: `{"token":"token1"}`, Status: 409, Answer: hasEnded},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"a","due":"2026-03-31T12:00:00Z"}`, Status: 409, Answer: hasEnded},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token1","title":"a"}`, Status: 409, Answer: hasEnded},
		{About: "what was done can still be graded", Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":10}`, Status: 201,
			Answer: `{"submission":"submission1","points":10,"outOf":10}`},
	})
	assert.Equal(t, []string{"Go has ended"}, w.news(t, "person1"))
	assert.Equal(t, []string{"Go: Essay is due 2026-03-02T09:00:00.000Z", "Go has ended", "Essay was graded, 10 of 10: no comment"}, w.news(t, "person2"))
}

// hang has all sorts of things hang on Ann's course1.
func hang(t *testing.T, w *world) {
	t.Helper()
	w.run(t, []drive.Exchange{
		benEnrols,
		catWaits,
		essay,
		benSubmits,
		{Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":7}`, Status: 201, Answer: `{"submission":"submission1","points":7,"outOf":10}`},
		{Request: "POST /courses/course1/announcements", Body: `{"token":"token1","title":"Welcome"}`, Status: 201, Answer: `{"announcement":"announcement1","title":"Welcome"}`},
	})
}

// assertNoEssay says that assignment1 is gone with all that hung on it, in
// each concept by itself.
func assertNoEssay(t *testing.T, w *world) {
	t.Helper()
	_, found, err := w.Assigning.GetAssignment(t.Context(), assigning.GetAssignmentInput{Assignment: "assignment1"})
	require.NoError(t, err)
	assert.False(t, found, "the assignment")
	_, found, err = w.Submitting.GetSubmission(t.Context(), submitting.GetSubmissionInput{Submission: "submission1"})
	require.NoError(t, err)
	assert.False(t, found, "the submission")
	_, found, err = w.Grading.GetGrade(t.Context(), grading.GetGradeInput{Item: "submission1"})
	require.NoError(t, err)
	assert.False(t, found, "the grade")
}

func withdrawnAssignment(t *testing.T, w *world) {
	hang(t, w)
	w.run(t, []drive.Exchange{
		{Request: "DELETE /assignments/assignment9?token=token1", Status: 404, Answer: noAssignment},
		{Request: "DELETE /assignments/assignment1?token=token2", Status: 403, Answer: forTeacher},
		{Request: "DELETE /assignments/assignment1?token=token3", Status: 403, Answer: forMembers},
		{Request: "DELETE /assignments/assignment1?token=token1", Status: 200, Answer: `{"title":"Essay","removedSubmissions":1}`},
		{Request: "GET /courses/course1/assignments?token=token2", Status: 200, Answer: `{"assignments":[]}`},
		{Request: "GET /courses/course1/grades?token=token2", Status: 200, Answer: `{"grades":[],"earned":0,"possible":0}`},
	})
	assertNoEssay(t, w)
	assert.Contains(t, w.news(t, "person2"), "Essay was withdrawn")
}

func droppedCourse(t *testing.T, w *world) {
	hang(t, w)
	w.run(t, []drive.Exchange{
		{Request: "POST /courses", Body: `{"token":"token4","course":{"title":"Art","lastDay":"2026-03-31"}}`, Status: 201, Answer: `{"course":"course2","title":"Art"}`},
		{Request: "POST /courses/course2/assignments", Body: `{"token":"token4","title":"Draw","due":"2026-03-02T09:00:00Z"}`, Status: 201,
			Answer: `{"assignment":"assignment2","title":"Draw","points":100}`},
		{Request: "POST /courses/course1/assignments", Body: `{"token":"token1","title":"Quiz","due":"2026-03-02T09:00:00Z"}`, Status: 201,
			Answer: `{"assignment":"assignment3","title":"Quiz","points":100}`},
		{Request: "DELETE /courses/course9?token=token1", Status: 404, Answer: noCourse},
		{Request: "DELETE /courses/course1?token=token2", Status: 403, Answer: forTeacher},
		{Request: "DELETE /courses/course1?token=token3", Status: 403, Answer: forMembers},
		{Request: "DELETE /courses/course1?token=token1", Status: 200, Answer: `{"title":"Go","withdrawnAssignments":2}`},
		{Request: "GET /courses/course1?token=token1", Status: 404, Answer: noCourse},
		{About: "other courses stay", Request: "GET /courses/course2/assignments?token=token4", Status: 200,
			Answer: `{"assignments":[{"assignment":"assignment2","title":"Draw","due":"2026-03-02T09:00:00.000Z","points":100}]}`},
	})
	assertNoEssay(t, w)
	places, err := w.Enrolling.GetPlaces(t.Context(), enrolling.GetPlacesInput{Course: "course1"})
	require.NoError(t, err)
	assert.Zero(t, places)
	members, err := w.Appointing.GetMembers(t.Context(), appointing.GetMembersInput{Scope: "course1"})
	require.NoError(t, err)
	assert.Empty(t, members)
	posted, err := w.Announcing.GetByBoard(t.Context(), announcing.GetByBoardInput{Board: "course1"})
	require.NoError(t, err)
	assert.Empty(t, posted)
	assert.Empty(t, w.news(t, "person1"), "Ann dropped it herself")
	assert.Equal(t, []string{"Go was dropped"}, w.news(t, "person2"), "and all older news are forgotten")
}

// Of many who want the last place at once one gets it, and all others wait.
func TestLastPlace(t *testing.T) {
	w := start(t)
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	var all sync.WaitGroup
	var enrolled, waiting atomic.Int32
	for _, token := range []string{"token2", "token3", "token4"} {
		all.Go(func() {
			x := drive.Exchange{Request: "POST /courses/course1/enrolment", Body: `{"token":"` + token + `"}`}
			switch status, answer := drive.Send(t, server, x); status {
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
	members, err := w.Appointing.GetMembers(t.Context(), appointing.GetMembersInput{Scope: "course1"})
	require.NoError(t, err)
	assert.Len(t, members, 2, "the teacher and one student")
}

// races are requests between whose guards and actions something else happens.
func races(t *testing.T, coverage *drive.Coverage) {
	withdraw := func(w *world) error {
		_, err := w.Assigning.Withdraw(context.Background(), assigning.WithdrawInput{Assignment: "assignment1"})
		return err
	}
	for name, race := range map[string]struct {
		after     string
		meanwhile func(w *world) error
		exchange  drive.Exchange
	}{
		"drop": {"Appointing._getRole", func(w *world) error {
			_, err := w.Offering.Drop(context.Background(), offering.DropInput{Course: "course1"})
			return err
		}, drive.Exchange{Request: "DELETE /courses/course1?token=token1", Status: 404, Answer: noCourse}},
		"submit": {"Assigning._getAssignment", func(w *world) error {
			_, err := w.Offering.Drop(context.Background(), offering.DropInput{Course: "course1"})
			return err
		}, drive.Exchange{Request: "POST /assignments/assignment1/submissions", Body: `{"token":"token2","text":"a"}`, Status: 404, Answer: noCourse}},
		"withdraw": {"Appointing._getRole", withdraw, drive.Exchange{
			Request: "DELETE /assignments/assignment1?token=token1", Status: 404, Answer: noAssignment}},
		"grade": {"Submitting._getSubmission", withdraw, drive.Exchange{
			Request: "PUT /submissions/submission1/grade", Body: `{"token":"token1","points":1}`, Status: 404, Answer: noAssignment}},
		"retract": {"Appointing._getRole", func(w *world) error {
			return w.Announcing.Retract(context.Background(), announcing.RetractInput{Announcement: "announcement1"})
		}, drive.Exchange{Request: "DELETE /announcements/announcement1?token=token1", Status: 404, Answer: `{"error":"there is no such announcement"}`}},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t, runtime.WithTracer(coverage))
			hang(t, w)
			coverage.Meanwhile(race.after, func() { assert.NoError(t, race.meanwhile(w)) })
			w.run(t, []drive.Exchange{race.exchange})
		})
	}
}
