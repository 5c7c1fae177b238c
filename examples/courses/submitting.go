package courses

import (
	"context"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/courses/submitting"
	"github.com/syncgen/syncgen/runtime"
)

// Submitting carries out the concept Submitting.
type Submitting struct {
	mu          sync.Mutex
	submissions memory.Table[submitting.Submission, submitting.SubmitInput]
}

// Submit makes a submission, or puts a text in place of another.
func (s *Submitting) Submit(_ context.Context, in submitting.SubmitInput) (submitting.SubmitOutput, error) {
	if n := utf8.RuneCountInString(in.Text); n < 1 || n > 10_000 {
		return nil, runtime.Refuse("a submission has 1 to 10,000 characters")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if id, row := s.find(in.Assignment, in.Student); row != nil {
		*row = in
		return submitting.SubmitWithReplaced{Replaced: id}, nil
	}
	return submitting.SubmitWithSubmission{Submission: s.submissions.Add("submission", in)}, nil
}

// RemoveAll removes the submissions for an assignment.
func (s *Submitting) RemoveAll(_ context.Context, in submitting.RemoveAllInput) (out submitting.RemoveAllOutput, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, row := range s.submissions.All() {
		if row.Assignment == in.Assignment {
			s.submissions.Remove(id)
			out.Removed = append(out.Removed, id)
		}
	}
	return out, nil
}

// GetSubmission returns whose submission it is, and what for.
func (s *Submitting) GetSubmission(_ context.Context, in submitting.GetSubmissionInput) (row submitting.GetSubmissionRow, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if had := s.submissions.Get(in.Submission); had != nil {
		return submitting.GetSubmissionRow{Assignment: had.Assignment, Student: had.Student}, true, nil
	}
	return row, false, nil
}

// GetByStudent returns what somebody submitted for an assignment.
func (s *Submitting) GetByStudent(_ context.Context, in submitting.GetByStudentInput) (row submitting.GetByStudentRow, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id, had := s.find(in.Assignment, in.Student); had != nil {
		return submitting.GetByStudentRow{Submission: id, SubmittedAt: had.At}, true, nil
	}
	return row, false, nil
}

// GetByAssignment returns what was submitted for an assignment.
func (s *Submitting) GetByAssignment(_ context.Context, in submitting.GetByAssignmentInput) (rows []submitting.GetByAssignmentRow, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, row := range s.submissions.All() {
		if row.Assignment == in.Assignment {
			rows = append(rows, submitting.GetByAssignmentRow{Submission: id, Student: row.Student, Text: row.Text, SubmittedAt: row.At})
		}
	}
	return rows, nil
}

func (s *Submitting) find(assignment submitting.Assignment, student submitting.Student) (submitting.Submission, *submitting.SubmitInput) {
	return s.submissions.Find(func(row *submitting.SubmitInput) bool {
		return row.Assignment == assignment && row.Student == student
	})
}
