// Package courses carries out the concepts of specs/courses in memory: courses
// with teachers, assistants and students, assignments, submissions, grades and
// announcements.
package courses

import (
	"context"

	"github.com/syncgen/syncgen/generated/courses"
	"github.com/syncgen/syncgen/generated/courses/clocking"
	"github.com/syncgen/syncgen/runtime"
)

// New returns the app, with nothing in it yet.
func New(options ...runtime.Option) (*courses.App, error) {
	return courses.New(Concepts(), options...)
}

// Concepts returns what the app is made of.
func Concepts() courses.Concepts {
	return courses.Concepts{
		Announcing:  new(Announcing),
		Appointing:  new(Appointing),
		Assigning:   new(Assigning),
		Clocking:    Clocking{},
		Enrolling:   new(Enrolling),
		Grading:     new(Grading),
		Identifying: new(Identifying),
		Informing:   new(Informing),
		Offering:    new(Offering),
		Submitting:  new(Submitting),
	}
}

// Clocking carries out the concept Clocking. It keeps nothing: whoever lets
// the day dawn knows the date.
type Clocking struct{}

// Dawn has nothing to do of its own.
func (Clocking) Dawn(context.Context, clocking.DawnInput) error { return nil }
