package memory

import (
	"sync"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

// Notifications are what users are told. The zero Notifications have none.
type Notifications[ID, User, Subject ~string] struct {
	mu   sync.Mutex
	sent Table[ID, Notification[ID, User, Subject]]
}

// Notification is something that a user is told about a subject.
type Notification[ID, User, Subject ~string] struct {
	ID      ID
	User    User
	Subject Subject
	Text    string
	SentAt  time.Time
}

// Notify keeps a notification, whose ID is given here.
func (n *Notifications[ID, User, Subject]) Notify(notification Notification[ID, User, Subject]) {
	n.mu.Lock()
	defer n.mu.Unlock()
	id := n.sent.Add("notification", notification)
	n.sent.Get(id).ID = id
}

// Dismiss removes a notification.
func (n *Notifications[ID, User, Subject]) Dismiss(id ID) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.sent.Remove(id) {
		return runtime.Refuse("there is no such notification")
	}
	return nil
}

// Forget removes what was told about a subject.
func (n *Notifications[ID, User, Subject]) Forget(subject Subject) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.sent.RemoveAll(func(row *Notification[ID, User, Subject]) bool { return row.Subject == subject })
}

// Get returns a notification.
func (n *Notifications[ID, User, Subject]) Get(id ID) (notification Notification[ID, User, Subject], found bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if row := n.sent.Get(id); row != nil {
		return *row, true
	}
	return notification, false
}

// Of returns what a user was told.
func (n *Notifications[ID, User, Subject]) Of(user User) (all []Notification[ID, User, Subject]) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, row := range n.sent.All() {
		if row.User == user {
			all = append(all, *row)
		}
	}
	return all
}
