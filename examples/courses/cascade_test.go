package courses_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/generated/courses/announcing"
	"github.com/syncgen/syncgen/generated/courses/appointing"
	"github.com/syncgen/syncgen/generated/courses/assigning"
	"github.com/syncgen/syncgen/generated/courses/enrolling"
	"github.com/syncgen/syncgen/generated/courses/grading"
	"github.com/syncgen/syncgen/generated/courses/submitting"
)

func TestEndedCourse(t *testing.T) {
	d := start(t)
	d.Run(t, benEnrols+essay)
	dawn(t, d, 31) // the last day
	d.Run(t, benSubmits)
	dawn(t, d, 32)
	dawn(t, d, 33) // members are told once
	d.Run(t, `
		POST /assignments/assignment-1/submissions {"token":"token-2","text":"a"}
		→ 409 {"error":"this course has ended"}
		POST /courses/course-1/enrolment {"token":"token-3"}
		→ 409 {"error":"this course has ended"}
		PUT /courses/course-1/assistants/Dan {"token":"token-1"}
		→ 409 {"error":"this course has ended"}
		POST /courses/course-1/assignments {"token":"token-1","title":"a","due":"2026-03-31T12:00:00Z"}
		→ 409 {"error":"this course has ended"}
		POST /courses/course-1/announcements {"token":"token-1","title":"a"}
		→ 409 {"error":"this course has ended"}
		# What was done can still be graded.
		PUT /submissions/submission-1/grade {"token":"token-1","points":10}
		→ 201 {"submission":"submission-1","points":10,"outOf":10}
	`)
	assertNews(t, d, "person-1", "Go has ended")
	assertNews(t, d, "person-2", "Go: Essay is due 2026-03-02T09:00:00.000Z", "Go has ended", "Essay was graded, 10 of 10: no comment")
}

// hang has all sorts of things hang on Ann's course-1.
func hang(t *testing.T, d *driver) {
	t.Helper()
	d.Run(t, benEnrols+catWaits+essay+benSubmits+`
		PUT /submissions/submission-1/grade {"token":"token-1","points":7}
		→ 201 {"submission":"submission-1","points":7,"outOf":10}
		POST /courses/course-1/announcements {"token":"token-1","title":"Welcome"}
		→ 201 {"announcement":"announcement-1","title":"Welcome"}
	`)
}

// assertNoEssay says that assignment-1 is gone with all that hung on it, in
// each concept by itself.
func assertNoEssay(t *testing.T, d *driver) {
	t.Helper()
	for _, app := range d.Apps() {
		_, found, err := app.Assigning.GetAssignment(t.Context(), assigning.GetAssignmentInput{Assignment: "assignment-1"})
		require.NoError(t, err)
		assert.False(t, found, "the assignment")
		_, found, err = app.Submitting.GetSubmission(t.Context(), submitting.GetSubmissionInput{Submission: "submission-1"})
		require.NoError(t, err)
		assert.False(t, found, "the submission")
		_, found, err = app.Grading.GetGrade(t.Context(), grading.GetGradeInput{Item: "submission-1"})
		require.NoError(t, err)
		assert.False(t, found, "the grade")
	}
}

func TestWithdrawnAssignment(t *testing.T) {
	d := start(t)
	hang(t, d)
	d.Run(t, `
		DELETE /assignments/assignment-9?token=token-1
		→ 404 {"error":"there is no such assignment"}
		DELETE /assignments/assignment-1?token=token-2
		→ 403 {"error":"this is for the course's teacher"}
		DELETE /assignments/assignment-1?token=token-3
		→ 403 {"error":"this course is for its members"}
		DELETE /assignments/assignment-1?token=token-1
		→ 200 {"title":"Essay","removedSubmissions":1}
		GET /courses/course-1/assignments?token=token-2
		→ 200 {"assignments":[]}
		GET /courses/course-1/grades?token=token-2
		→ 200 {"grades":[],"earned":0,"possible":0}
	`)
	assertNoEssay(t, d)
	assertNews(t, d, "person-2",
		"Go: Essay is due 2026-03-02T09:00:00.000Z",
		"Essay was graded, 7 of 10: no comment",
		"Go: Welcome",
		"Essay was withdrawn",
	)
}

func TestDroppedCourse(t *testing.T) {
	d := start(t)
	hang(t, d)
	d.Run(t, `
		POST /courses {"token":"token-4","course":{"title":"Art","lastDay":"2026-03-31"}}
		→ 201 {"course":"course-2","title":"Art"}
		POST /courses/course-2/assignments {"token":"token-4","title":"Draw","due":"2026-03-02T09:00:00Z"}
		→ 201 {"assignment":"assignment-2","title":"Draw","points":100}
		POST /courses/course-1/assignments {"token":"token-1","title":"Quiz","due":"2026-03-02T09:00:00Z"}
		→ 201 {"assignment":"assignment-3","title":"Quiz","points":100}
		DELETE /courses/course-9?token=token-1
		→ 404 {"error":"there is no such course"}
		DELETE /courses/course-1?token=token-2
		→ 403 {"error":"this is for the course's teacher"}
		DELETE /courses/course-1?token=token-3
		→ 403 {"error":"this course is for its members"}
		DELETE /courses/course-1?token=token-1
		→ 200 {"title":"Go","withdrawnAssignments":2}
		GET /courses/course-1?token=token-1
		→ 404 {"error":"there is no such course"}
		# Other courses stay.
		GET /courses/course-2/assignments?token=token-4
		→ 200 {"assignments":[{"assignment":"assignment-2","title":"Draw","due":"2026-03-02T09:00:00.000Z","points":100}]}
	`)
	assertNoEssay(t, d)
	for _, app := range d.Apps() {
		places, err := app.Enrolling.GetPlaces(t.Context(), enrolling.GetPlacesInput{Course: "course-1"})
		require.NoError(t, err)
		assert.Zero(t, places)
		members, err := app.Appointing.GetMembers(t.Context(), appointing.GetMembersInput{Scope: "course-1"})
		require.NoError(t, err)
		assert.Empty(t, members)
		posted, err := app.Announcing.GetByBoard(t.Context(), announcing.GetByBoardInput{Board: "course-1"})
		require.NoError(t, err)
		assert.Empty(t, posted)
	}
	assertNews(t, d, "person-1")                   // Ann dropped it herself
	assertNews(t, d, "person-2", "Go was dropped") // and all older news are forgotten
}
