package courses

import (
	"context"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/courses/offering"
	"github.com/syncgen/syncgen/runtime"
)

// Offering carries out the concept Offering.
type Offering struct {
	mu      sync.Mutex
	courses memory.Table[offering.Course, offering.GetCourseRow]
}

// Offer makes a course. Its teacher is for those who watch.
func (o *Offering) Offer(_ context.Context, in offering.OfferInput) (out offering.OfferOutput, err error) {
	if n := utf8.RuneCountInString(in.Title); n < 1 || n > 100 {
		return out, runtime.Refuse("a title has 1 to 100 characters")
	}
	if in.Capacity < 1 || in.Capacity > 1000 {
		return out, runtime.Refuse("a course has 1 to 1,000 places")
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	out.Course = o.courses.Add("course", offering.GetCourseRow{
		Title: in.Title, Capacity: in.Capacity, LastDay: in.LastDay, Status: offering.StatusOpen,
	})
	return out, nil
}

// Drop removes a course.
func (o *Offering) Drop(_ context.Context, in offering.DropInput) (out offering.DropOutput, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	row := o.courses.Get(in.Course)
	if row == nil {
		return out, runtime.Refuse("there is no such course")
	}
	o.courses.Remove(in.Course)
	return offering.DropOutput{Title: row.Title}, nil
}

// EndBefore ends the courses whose last day has passed.
func (o *Offering) EndBefore(_ context.Context, in offering.EndBeforeInput) (out offering.EndBeforeOutput, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, row := range o.courses.All() {
		if row.Status == offering.StatusOpen && row.LastDay.Compare(in.Today) < 0 {
			row.Status = offering.StatusEnded
			out.Ended = append(out.Ended, id)
		}
	}
	return out, nil
}

// GetCourse returns all of a course.
func (o *Offering) GetCourse(_ context.Context, in offering.GetCourseInput) (row offering.GetCourseRow, found bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if course := o.courses.Get(in.Course); course != nil {
		return *course, true, nil
	}
	return row, false, nil
}

// GetCourses returns all courses.
func (o *Offering) GetCourses(context.Context) (rows []offering.GetCoursesRow, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, row := range o.courses.All() {
		rows = append(rows, offering.GetCoursesRow{Course: id, Title: row.Title, LastDay: row.LastDay, Status: row.Status})
	}
	return rows, nil
}
