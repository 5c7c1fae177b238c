package courses

import (
	"context"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/courses/announcing"
	"github.com/syncgen/syncgen/runtime"
)

// Announcing carries out the concept Announcing.
type Announcing struct {
	mu            sync.Mutex
	announcements memory.Table[announcing.Announcement, announcing.PostInput]
}

// Post makes an announcement.
func (a *Announcing) Post(_ context.Context, in announcing.PostInput) (out announcing.PostOutput, err error) {
	if n := utf8.RuneCountInString(in.Title); n < 1 || n > 100 {
		return out, runtime.Refuse("a title has 1 to 100 characters")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return announcing.PostOutput{Announcement: a.announcements.Add("announcement", in)}, nil
}

// Retract removes an announcement.
func (a *Announcing) Retract(_ context.Context, in announcing.RetractInput) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.announcements.Remove(in.Announcement) {
		return runtime.Refuse("there is no such announcement")
	}
	return nil
}

// RetractAll removes the announcements on a board.
func (a *Announcing) RetractAll(_ context.Context, in announcing.RetractAllInput) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.announcements.RemoveAll(func(row *announcing.PostInput) bool { return row.Board == in.Board })
	return nil
}

// GetAnnouncement returns where an announcement is, and who wrote it.
func (a *Announcing) GetAnnouncement(_ context.Context, in announcing.GetAnnouncementInput) (row announcing.GetAnnouncementRow, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if posted := a.announcements.Get(in.Announcement); posted != nil {
		return announcing.GetAnnouncementRow{Board: posted.Board, Author: posted.Author}, true, nil
	}
	return row, false, nil
}

// GetByBoard returns the announcements on a board.
func (a *Announcing) GetByBoard(_ context.Context, in announcing.GetByBoardInput) (rows []announcing.GetByBoardRow, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for id, row := range a.announcements.All() {
		if row.Board == in.Board {
			rows = append(rows, announcing.GetByBoardRow{Announcement: id, Author: row.Author, Title: row.Title, Text: row.Text, PostedAt: row.At})
		}
	}
	return rows, nil
}
