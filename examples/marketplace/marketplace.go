// Package marketplace implements the concepts of specs/marketplace in memory: an
// example of listings, reservations, orders and payments. Its test drives every
// route, and the clock.
package marketplace

import (
	"github.com/syncgen/syncgen/generated/marketplace"
	"github.com/syncgen/syncgen/runtime"
)

// New returns the app, with nothing in it yet.
func New(options ...runtime.Option) (*marketplace.App, error) {
	return marketplace.New(Concepts(), options...)
}

// Concepts returns what the app is made of.
func Concepts() marketplace.Concepts {
	return marketplace.Concepts{
		Authenticating: new(Authenticating),
		Clocking:       Clocking{},
		Listing:        new(Listing),
		Ordering:       new(Ordering),
		Paying:         new(Paying),
		Rating:         new(Rating),
		Reserving:      new(Reserving),
		Sessioning:     new(Sessioning),
	}
}
