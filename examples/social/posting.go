package social

import (
	"context"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/social/posting"
	"github.com/syncgen/syncgen/runtime"
)

// Posting keeps posts, the oldest first.
type Posting struct {
	mu    sync.Mutex
	posts memory.Table[posting.Post, post]
}

type post struct {
	posting.PublishInput
	editedAt runtime.Optional[time.Time]
}

var _ posting.Concept = (*Posting)(nil)

// Publish makes a post.
func (p *Posting) Publish(_ context.Context, in posting.PublishInput) error {
	if err := checkTitle(in.Title); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.posts.Put(in.Post, post{PublishInput: in})
	return nil
}

// Edit changes what is given of a post.
func (p *Posting) Edit(_ context.Context, in posting.EditInput) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	known := p.posts.Get(in.Post)
	if known == nil {
		return errNoPost
	}
	changed := *known
	changed.Title = in.Title.Or(changed.Title)
	changed.Body = in.Body.Or(changed.Body)
	changed.editedAt = runtime.Some(in.At)
	if err := checkTitle(changed.Title); err != nil {
		return err
	}
	*known = changed
	return nil
}

// Delete removes a post.
func (p *Posting) Delete(_ context.Context, in posting.DeleteInput) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.posts.Remove(in.Post) {
		return errNoPost
	}
	return nil
}

// GetPost returns a post.
func (p *Posting) GetPost(_ context.Context, in posting.GetPostInput) (row posting.GetPostRow, found bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known := p.posts.Get(in.Post)
	if known == nil {
		return row, false, nil
	}
	return posting.GetPostRow{
		Author: known.Author, Title: known.Title, Body: known.Body, Link: known.Link,
		At: known.At, EditedAt: known.editedAt,
	}, true, nil
}

// GetByAuthor returns an author's posts.
func (p *Posting) GetByAuthor(_ context.Context, in posting.GetByAuthorInput) (rows []posting.GetByAuthorRow, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, known := range p.posts.All() {
		if known.Author == in.Author {
			rows = append(rows, posting.GetByAuthorRow{Post: known.Post, Title: known.Title, At: known.At})
		}
	}
	return rows, nil
}

var errNoPost = runtime.Refuse("there is no such post")

func checkTitle(title string) error {
	if n := utf8.RuneCountInString(strings.TrimSpace(title)); n < 1 || n > 120 {
		return runtime.Refuse("a title has 1 to 120 characters")
	}
	return nil
}
