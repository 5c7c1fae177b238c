package courses

import (
	"context"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/courses/assigning"
	"github.com/syncgen/syncgen/runtime"
)

// Assigning carries out the concept Assigning.
type Assigning struct {
	mu          sync.Mutex
	assignments memory.Table[assigning.Assignment, assigning.AssignInput]
}

// Assign makes an assignment.
func (a *Assigning) Assign(_ context.Context, in assigning.AssignInput) (out assigning.AssignOutput, err error) {
	if n := utf8.RuneCountInString(in.Title); n < 1 || n > 100 {
		return out, runtime.Refuse("a title has 1 to 100 characters")
	}
	if in.Points < 1 || in.Points > 1000 {
		return out, runtime.Refuse("an assignment is worth 1 to 1,000 points")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return assigning.AssignOutput{Assignment: a.assignments.Add("assignment", in)}, nil
}

// Withdraw removes an assignment.
func (a *Assigning) Withdraw(_ context.Context, in assigning.WithdrawInput) (out assigning.WithdrawOutput, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	row := a.assignments.Get(in.Assignment)
	if row == nil {
		return out, runtime.Refuse("there is no such assignment")
	}
	a.assignments.Remove(in.Assignment)
	return assigning.WithdrawOutput{Course: row.Course, Title: row.Title}, nil
}

// WithdrawAll removes the assignments of a course.
func (a *Assigning) WithdrawAll(_ context.Context, in assigning.WithdrawAllInput) (out assigning.WithdrawAllOutput, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for id, row := range a.assignments.All() {
		if row.Course == in.Course {
			a.assignments.Remove(id)
			out.Withdrawn = append(out.Withdrawn, id)
		}
	}
	return out, nil
}

// GetAssignment returns all of an assignment.
func (a *Assigning) GetAssignment(_ context.Context, in assigning.GetAssignmentInput) (row assigning.GetAssignmentRow, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if set := a.assignments.Get(in.Assignment); set != nil {
		return assigning.GetAssignmentRow(*set), true, nil
	}
	return row, false, nil
}

// GetByCourse returns the assignments of a course.
func (a *Assigning) GetByCourse(_ context.Context, in assigning.GetByCourseInput) (rows []assigning.GetByCourseRow, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for id, row := range a.assignments.All() {
		if row.Course == in.Course {
			rows = append(rows, assigning.GetByCourseRow{Assignment: id, Title: row.Title, Due: row.Due, Points: row.Points})
		}
	}
	return rows, nil
}
