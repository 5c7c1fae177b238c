// Package filesharing carries out the concepts of specs/filesharing in memory:
// files and folders, sharing with people, access requests that an owner grants
// or denies, and links that expire.
package filesharing

import (
	"context"

	"github.com/syncgen/syncgen/generated/filesharing"
	"github.com/syncgen/syncgen/generated/filesharing/clocking"
	"github.com/syncgen/syncgen/runtime"
)

// New returns the app, with nothing in it yet.
func New(options ...runtime.Option) (*filesharing.App, error) {
	return filesharing.New(Concepts(), options...)
}

// Concepts returns what the app is made of.
func Concepts() filesharing.Concepts {
	return filesharing.Concepts{
		AccessRequesting: new(AccessRequesting),
		Authenticating:   new(Authenticating),
		Clocking:         Clocking{},
		Foldering:        new(Foldering),
		Linking:          new(Linking),
		Notifying:        new(Notifying),
		Sessioning:       new(Sessioning),
		Sharing:          new(Sharing),
		Storing:          new(Storing),
	}
}

// Clocking carries out the concept Clocking. It keeps nothing: whoever lets
// the clock strike knows the time.
type Clocking struct{}

// Strike has nothing to do of its own.
func (Clocking) Strike(context.Context, clocking.StrikeInput) error { return nil }
