package filesharing

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/notifying"
	"github.com/syncgen/syncgen/runtime"
)

// Notifying carries out the concept Notifying.
type Notifying struct {
	mu            sync.Mutex
	notifications memory.Table[notifying.Notification, notifying.NotifyInput]
}

// Notify makes a notification.
func (n *Notifying) Notify(_ context.Context, in notifying.NotifyInput) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.notifications.Add("notification", in)
	return nil
}

// Dismiss removes a notification.
func (n *Notifying) Dismiss(_ context.Context, in notifying.DismissInput) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.notifications.Remove(in.Notification) {
		return runtime.Refuse("there is no such notification")
	}
	return nil
}

// Forget removes the notifications about a subject.
func (n *Notifying) Forget(_ context.Context, in notifying.ForgetInput) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.notifications.RemoveAll(func(row *notifying.NotifyInput) bool { return row.Subject == in.Subject })
	return nil
}

// GetUser returns whose notification it is.
func (n *Notifying) GetUser(_ context.Context, in notifying.GetUserInput) (row notifying.GetUserRow, found bool, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if sent := n.notifications.Get(in.Notification); sent != nil {
		return notifying.GetUserRow{User: sent.User}, true, nil
	}
	return row, false, nil
}

// GetByUser returns a user's notifications.
func (n *Notifying) GetByUser(_ context.Context, in notifying.GetByUserInput) (rows []notifying.GetByUserRow, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for id, sent := range n.notifications.All() {
		if sent.User == in.User {
			rows = append(rows, notifying.GetByUserRow{Notification: id, Subject: sent.Subject, Text: sent.Text, SentAt: sent.At})
		}
	}
	return rows, nil
}
