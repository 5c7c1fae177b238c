package social

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/generated/social/commenting"
	"github.com/syncgen/syncgen/runtime"
)

// Commenting keeps comments, the oldest first.
type Commenting struct {
	mu       sync.Mutex
	comments []commenting.CommentInput
}

var _ commenting.Concept = (*Commenting)(nil)

// Comment makes a comment.
func (c *Commenting) Comment(_ context.Context, in commenting.CommentInput) error {
	if n := utf8.RuneCountInString(strings.TrimSpace(in.Text)); n < 1 || n > 2000 {
		return runtime.Refuse("a comment has 1 to 2,000 characters")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.comments = append(c.comments, in)
	return nil
}

// Delete removes a comment that must be there.
func (c *Commenting) Delete(_ context.Context, in commenting.DeleteInput) error {
	if !c.remove(in.Comment) {
		return runtime.Refuse("there is no such comment")
	}
	return nil
}

// Uproot removes a comment that may be there.
func (c *Commenting) Uproot(_ context.Context, in commenting.UprootInput) error {
	c.remove(in.Comment)
	return nil
}

func (c *Commenting) remove(comment commenting.Item) (removed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := len(c.comments)
	c.comments = slices.DeleteFunc(c.comments, func(known commenting.CommentInput) bool { return known.Comment == comment })
	return len(c.comments) < before
}

// GetComment returns a comment.
func (c *Commenting) GetComment(_ context.Context, in commenting.GetCommentInput) (row commenting.GetCommentRow, found bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, known := range c.comments {
		if known.Comment == in.Comment {
			return commenting.GetCommentRow{Subject: known.Subject, Author: known.Author, Text: known.Text, At: known.At}, true, nil
		}
	}
	return row, false, nil
}

// GetOn returns the comments on an item.
func (c *Commenting) GetOn(_ context.Context, in commenting.GetOnInput) (rows []commenting.GetOnRow, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, known := range c.comments {
		if known.Subject == in.Subject {
			rows = append(rows, commenting.GetOnRow{Comment: known.Comment, Author: known.Author, Text: known.Text, At: known.At})
		}
	}
	return rows, nil
}
