package social

import (
	"context"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/generated/social/notifying"
)

// Notifying keeps what is news for whom.
type Notifying struct {
	mu      sync.Mutex
	notices []notifying.NotifyInput
}

var _ notifying.Concept = (*Notifying)(nil)

// Notify tells a user of an item.
func (n *Notifying) Notify(_ context.Context, in notifying.NotifyInput) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.notices = append(n.notices, in)
	return nil
}

// Dismiss removes a user's news.
func (n *Notifying) Dismiss(_ context.Context, in notifying.DismissInput) (notifying.DismissOutput, error) {
	removed := n.remove(func(known notifying.NotifyInput) bool { return known.User == in.User })
	return notifying.DismissOutput{Dismissed: int64(removed)}, nil
}

// Forget removes an item from all news.
func (n *Notifying) Forget(_ context.Context, in notifying.ForgetInput) error {
	n.remove(func(known notifying.NotifyInput) bool { return known.Item == in.Item })
	return nil
}

func (n *Notifying) remove(which func(notifying.NotifyInput) bool) (removed int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	before := len(n.notices)
	n.notices = slices.DeleteFunc(n.notices, which)
	return before - len(n.notices)
}

// GetNews returns a user's news.
func (n *Notifying) GetNews(_ context.Context, in notifying.GetNewsInput) (rows []notifying.GetNewsRow, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, known := range n.notices {
		if known.User == in.User {
			rows = append(rows, notifying.GetNewsRow{Kind: known.Kind, Item: known.Item, At: known.At})
		}
	}
	return rows, nil
}
