package filesharing

import (
	"context"
	"sync"
	"time"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/linking"
	"github.com/syncgen/syncgen/runtime"
)

// Linking carries out the concept Linking.
type Linking struct {
	mu    sync.Mutex
	links memory.Table[linking.Link, link]
}

type link struct {
	item    linking.Item
	expires time.Time
	visits  int64
	given   bool // by Expire
}

// Make makes a link.
func (l *Linking) Make(_ context.Context, in linking.MakeInput) (linking.MakeOutput, error) {
	if !in.Expires.After(in.At) {
		return linking.MakeOutput{}, runtime.Refuse("a link expires in the future")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return linking.MakeOutput{Link: l.links.Add("link", link{item: in.Item, expires: in.Expires})}, nil
}

// Follow leads to a link's item.
func (l *Linking) Follow(_ context.Context, in linking.FollowInput) (linking.FollowOutput, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	row := l.links.Get(in.Link)
	if row == nil {
		return linking.FollowOutput{}, &linking.FollowRefusal{Reason: "there is no such link"}
	}
	if !in.At.Before(row.expires) {
		return linking.FollowOutput{}, &linking.FollowRefusal{Reason: "the link has expired", Expired: true}
	}
	row.visits++
	return linking.FollowOutput{Item: row.item, Visits: row.visits}, nil
}

// Expire gives what has expired since it was called last.
func (l *Linking) Expire(_ context.Context, in linking.ExpireInput) (out linking.ExpireOutput, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, row := range l.links.All() {
		if !row.given && !in.At.Before(row.expires) {
			row.given = true
			out.Expired = append(out.Expired, linking.ExpiredRecord{Item: row.item, Visits: row.visits})
		}
	}
	return out, nil
}

// RemoveAll removes the links to an item.
func (l *Linking) RemoveAll(_ context.Context, in linking.RemoveAllInput) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.links.RemoveAll(func(row *link) bool { return row.item == in.Item })
	return nil
}

// GetByItem returns the links to an item.
func (l *Linking) GetByItem(_ context.Context, in linking.GetByItemInput) (rows []linking.GetByItemRow, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, row := range l.links.All() {
		if row.item == in.Item {
			rows = append(rows, linking.GetByItemRow{Link: id, Expires: row.expires, Visits: row.visits})
		}
	}
	return rows, nil
}
