package social

import (
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/social/commenting"
	"github.com/syncgen/syncgen/runtime"
)

// Commenting keeps comments, the oldest first.
type Commenting struct {
	mu       sync.Mutex
	comments memory.Table[commenting.Item, commenting.CommentInput]
}

var _ commenting.Concept = (*Commenting)(nil)

// Comment makes a comment.
func (c *Commenting) Comment(_ context.Context, in commenting.CommentInput) error {
	if n := utf8.RuneCountInString(strings.TrimSpace(in.Text)); n < 1 || n > 2000 {
		return runtime.Refuse("a comment has 1 to 2,000 characters")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.comments.Put(in.Comment, in)
	return nil
}

// Delete removes a comment that must be there.
func (c *Commenting) Delete(_ context.Context, in commenting.DeleteInput) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.comments.Remove(in.Comment) {
		return runtime.Refuse("there is no such comment")
	}
	return nil
}

// Uproot removes a comment that may be there.
func (c *Commenting) Uproot(_ context.Context, in commenting.UprootInput) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.comments.Remove(in.Comment)
	return nil
}

// GetComment returns a comment.
func (c *Commenting) GetComment(_ context.Context, in commenting.GetCommentInput) (row commenting.GetCommentRow, found bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.comments.Get(in.Comment); known != nil {
		return commenting.GetCommentRow{Subject: known.Subject, Author: known.Author, Text: known.Text, At: known.At}, true, nil
	}
	return row, false, nil
}

// GetOn returns the comments on an item.
func (c *Commenting) GetOn(_ context.Context, in commenting.GetOnInput) (rows []commenting.GetOnRow, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, known := range c.comments.All() {
		if known.Subject == in.Subject {
			rows = append(rows, commenting.GetOnRow{Comment: id, Author: known.Author, Text: known.Text, At: known.At})
		}
	}
	return rows, nil
}
