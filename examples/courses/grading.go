package courses

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/generated/courses/grading"
	"github.com/syncgen/syncgen/runtime"
)

// Grading carries out the concept Grading.
type Grading struct {
	mu     sync.Mutex
	grades map[grading.Item]grading.GetGradeRow
}

// Grade gives an item a grade.
func (g *Grading) Grade(_ context.Context, in grading.GradeInput) (out grading.GradeOutput, err error) {
	if in.Points < 0 || in.Points > in.OutOf {
		return out, runtime.Refuse("points are 0 to what there is to earn")
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	_, had := g.grades[in.Item]
	if g.grades == nil {
		g.grades = map[grading.Item]grading.GetGradeRow{}
	}
	g.grades[in.Item] = grading.GetGradeRow{Grader: in.Grader, Points: in.Points, OutOf: in.OutOf, Comment: in.Comment}
	return grading.GradeOutput{First: !had}, nil
}

// Forget takes its grade from an item.
func (g *Grading) Forget(_ context.Context, in grading.ForgetInput) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.grades, in.Item)
	return nil
}

// GetGrade returns an item's grade.
func (g *Grading) GetGrade(_ context.Context, in grading.GetGradeInput) (row grading.GetGradeRow, found bool, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	row, found = g.grades[in.Item]
	return row, found, nil
}
