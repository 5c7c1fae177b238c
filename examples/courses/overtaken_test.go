package courses_test

import (
	"context"
	"testing"

	impl "github.com/syncgen/syncgen/examples/courses"
	"github.com/syncgen/syncgen/examples/internal/drive"
	"github.com/syncgen/syncgen/generated/courses"
	"github.com/syncgen/syncgen/generated/courses/announcing"
	"github.com/syncgen/syncgen/generated/courses/assigning"
	"github.com/syncgen/syncgen/generated/courses/offering"
	"github.com/syncgen/syncgen/generated/courses/submitting"
	"github.com/syncgen/syncgen/runtime"
)

// overtaken are concepts in which somebody else is always a moment faster.
type (
	overtakenAnnouncing struct{ *impl.Announcing }
	overtakenAssigning  struct{ *impl.Assigning }
	overtakenOffering   struct{ *impl.Offering }
	overtakenSubmitting struct {
		*impl.Submitting
		assignments *impl.Assigning
	}
)

func (o overtakenAnnouncing) Retract(ctx context.Context, in announcing.RetractInput) error {
	if err := o.Announcing.Retract(ctx, in); err != nil {
		return err
	}
	return o.Announcing.Retract(ctx, in)
}

func (o overtakenAssigning) Withdraw(ctx context.Context, in assigning.WithdrawInput) (assigning.WithdrawOutput, error) {
	if _, err := o.Assigning.Withdraw(ctx, in); err != nil {
		return assigning.WithdrawOutput{}, err
	}
	return o.Assigning.Withdraw(ctx, in)
}

func (o overtakenOffering) Drop(ctx context.Context, in offering.DropInput) (offering.DropOutput, error) {
	if _, err := o.Offering.Drop(ctx, in); err != nil {
		return offering.DropOutput{}, err
	}
	return o.Offering.Drop(ctx, in)
}

func (o overtakenSubmitting) GetSubmission(ctx context.Context, in submitting.GetSubmissionInput) (submitting.GetSubmissionRow, bool, error) {
	row, found, err := o.Submitting.GetSubmission(ctx, in)
	if err == nil {
		_, err = o.assignments.Withdraw(ctx, assigning.WithdrawInput{Assignment: assigning.Assignment(row.Assignment)})
	}
	return row, found, err
}

// What a guard saw may be gone when the action looks.
func TestSomebodyElseWasFaster(t *testing.T) {
	d := drive.Start(t, &coverage, func(options ...runtime.Option) (*courses.App, error) {
		assignments := new(impl.Assigning)
		concepts := impl.Concepts()
		concepts.Announcing = overtakenAnnouncing{new(impl.Announcing)}
		concepts.Assigning = overtakenAssigning{assignments}
		concepts.Offering = overtakenOffering{new(impl.Offering)}
		concepts.Submitting = overtakenSubmitting{new(impl.Submitting), assignments}
		return courses.New(concepts, options...)
	})
	d.Run(t, join+benEnrols+essay+benSubmits+`
		PUT /submissions/submission-1/grade {"token":"token-1","points":1}
		→ 404 {"error":"there is no such assignment"}
		POST /courses/course-1/announcements {"token":"token-1","title":"Welcome"}
		→ 201 {"announcement":"announcement-1","title":"Welcome"}
		DELETE /announcements/announcement-1?token=token-1
		→ 404 {"error":"there is no such announcement"}

		POST /courses/course-1/assignments {"token":"token-1","title":"Quiz","due":"2026-03-02T09:00:00Z"}
		→ 201 {"assignment":"assignment-2","title":"Quiz","points":100}
		DELETE /assignments/assignment-2?token=token-1
		→ 404 {"error":"there is no such assignment"}

		# With the course goes what might hang on it, but for the assignment.
		POST /courses/course-1/assignments {"token":"token-1","title":"Test","due":"2026-03-02T09:00:00Z"}
		→ 201 {"assignment":"assignment-3","title":"Test","points":100}
		DELETE /courses/course-1?token=token-1
		→ 404 {"error":"there is no such course"}
		POST /assignments/assignment-3/submissions {"token":"token-2","text":"Well."}
		→ 404 {"error":"there is no such course"}
	`)
}
