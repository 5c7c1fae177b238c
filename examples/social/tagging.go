package social

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/syncgen/syncgen/generated/social/tagging"
)

// Tagging keeps the tags of items.
type Tagging struct {
	mu   sync.Mutex
	tags []tagging.AttachInput
}

var _ tagging.Concept = (*Tagging)(nil)

// Attach gives an item a tag.
func (t *Tagging) Attach(_ context.Context, in tagging.AttachInput) error {
	in.Tag = plain(in.Tag)
	t.mu.Lock()
	defer t.mu.Unlock()
	if !slices.Contains(t.tags, in) {
		t.tags = append(t.tags, in)
	}
	return nil
}

// DetachAll takes all tags from an item.
func (t *Tagging) DetachAll(_ context.Context, in tagging.DetachAllInput) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tags = slices.DeleteFunc(t.tags, func(known tagging.AttachInput) bool { return known.Item == in.Item })
	return nil
}

// GetItems returns the items with a tag.
func (t *Tagging) GetItems(_ context.Context, in tagging.GetItemsInput) (rows []tagging.GetItemsRow, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, known := range t.tags {
		if known.Tag == plain(in.Tag) {
			rows = append(rows, tagging.GetItemsRow{Item: known.Item})
		}
	}
	return rows, nil
}

// GetTags returns an item's tags.
func (t *Tagging) GetTags(_ context.Context, in tagging.GetTagsInput) (rows []tagging.GetTagsRow, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, known := range t.tags {
		if known.Item == in.Item {
			rows = append(rows, tagging.GetTagsRow{Tag: known.Tag})
		}
	}
	return rows, nil
}

func plain(tag string) string { return strings.ToLower(strings.TrimSpace(tag)) }
