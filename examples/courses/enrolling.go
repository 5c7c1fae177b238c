package courses

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/courses/enrolling"
	"github.com/syncgen/syncgen/runtime"
)

// Enrolling carries out the concept Enrolling.
type Enrolling struct {
	mu         sync.Mutex
	enrolments memory.Table[enrolling.Enrolment, enrolment]
}

// enrolment is a place, or the wait for one. The table has those who wait in
// the order in which they came.
type enrolment struct {
	student enrolling.Student
	course  enrolling.Course
	waits   bool
}

// Enrol gives somebody a place, or has somebody wait.
func (e *Enrolling) Enrol(_ context.Context, in enrolling.EnrolInput) (enrolling.EnrolOutput, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, row := e.find(in.Student, in.Course); row != nil && row.waits {
		return nil, runtime.Refuse("you wait for a place already")
	} else if row != nil {
		return nil, runtime.Refuse("you have a place already")
	}
	places := e.places(in.Course)
	full := places.Taken >= in.Capacity
	id := e.enrolments.Add("enrolment", enrolment{in.Student, in.Course, full})
	if full {
		return enrolling.EnrolWithWaiting{Waiting: places.Waiting + 1}, nil
	}
	return enrolling.EnrolWithEnrolment{Enrolment: id}, nil
}

// Leave frees somebody's place, for the first of those who wait.
func (e *Enrolling) Leave(_ context.Context, in enrolling.LeaveInput) (enrolling.LeaveOutput, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	id, leaving := e.find(in.Student, in.Course)
	if leaving == nil {
		return nil, runtime.Refuse("you are not enrolled in this course")
	}
	e.enrolments.Remove(id)
	if leaving.waits {
		return enrolling.LeaveWithWaited{Waited: in.Student}, nil
	}
	_, next := e.enrolments.Find(func(row *enrolment) bool { return row.course == in.Course && row.waits })
	if next == nil {
		return enrolling.LeaveWithLeft{Left: in.Student}, nil
	}
	next.waits = false
	return enrolling.LeaveWithLeftPromoted{Left: in.Student, Promoted: next.student}, nil
}

// Disband frees every place in a course.
func (e *Enrolling) Disband(_ context.Context, in enrolling.DisbandInput) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.enrolments.RemoveAll(func(row *enrolment) bool { return row.course == in.Course })
	return nil
}

// GetPlaces counts who is in a course and who waits.
func (e *Enrolling) GetPlaces(_ context.Context, in enrolling.GetPlacesInput) (enrolling.GetPlacesRow, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.places(in.Course), nil
}

func (e *Enrolling) places(course enrolling.Course) (places enrolling.GetPlacesRow) {
	for _, row := range e.enrolments.All() {
		switch {
		case row.course != course:
		case row.waits:
			places.Waiting++
		default:
			places.Taken++
		}
	}
	return places
}

func (e *Enrolling) find(student enrolling.Student, course enrolling.Course) (enrolling.Enrolment, *enrolment) {
	return e.enrolments.Find(func(row *enrolment) bool { return row.student == student && row.course == course })
}
