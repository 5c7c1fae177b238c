package marketplace

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/syncgen/syncgen/generated/marketplace/reserving"
)

// Reserving keeps who has reserved what.
type Reserving struct {
	mu           sync.Mutex
	made         int
	reservations []reservation
}

type reservation struct {
	reservation reserving.Reservation
	user        reserving.User
	item        reserving.Item
	until       time.Time
}

var _ reserving.Concept = (*Reserving)(nil)

// Reserve reserves an item for an hour.
func (r *Reserving) Reserve(_ context.Context, in reserving.ReserveInput) (reserving.ReserveOutput, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, other := range r.reservations {
		if other.item == in.Item {
			return reserving.ReserveOutput{}, &reserving.ReserveRefusal{Reason: "it is reserved", Until: other.until}
		}
	}
	r.made++
	made := reservation{
		reservation: reserving.Reservation(fmt.Sprintf("reservation-%d", r.made)),
		user:        in.User,
		item:        in.Item,
		until:       in.At.Add(time.Hour),
	}
	r.reservations = append(r.reservations, made)
	return reserving.ReserveOutput{Reservation: made.reservation, Until: made.until}, nil
}

// Release ends a reservation.
func (r *Reserving) Release(_ context.Context, in reserving.ReleaseInput) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reservations = slices.DeleteFunc(r.reservations, func(known reservation) bool { return known.reservation == in.Reservation })
	return nil
}

// GetReservation returns a reservation.
func (r *Reserving) GetReservation(_ context.Context, in reserving.GetReservationInput) (row reserving.GetReservationRow, found bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, known := range r.reservations {
		if known.reservation == in.Reservation {
			return reserving.GetReservationRow{User: known.user, Item: known.item}, true, nil
		}
	}
	return row, false, nil
}

// GetByItem returns the reservation of an item.
func (r *Reserving) GetByItem(_ context.Context, in reserving.GetByItemInput) (row reserving.GetByItemRow, found bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, known := range r.reservations {
		if known.item == in.Item {
			return reserving.GetByItemRow{Reservation: known.reservation, User: known.user, Until: known.until}, true, nil
		}
	}
	return row, false, nil
}

// GetByUser returns a user's reservations.
func (r *Reserving) GetByUser(_ context.Context, in reserving.GetByUserInput) (rows []reserving.GetByUserRow, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, known := range r.reservations {
		if known.user == in.User {
			rows = append(rows, reserving.GetByUserRow{Reservation: known.reservation, Item: known.item, Until: known.until})
		}
	}
	return rows, nil
}

// GetDue returns the reservations whose time is over.
func (r *Reserving) GetDue(_ context.Context, in reserving.GetDueInput) (rows []reserving.GetDueRow, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, known := range r.reservations {
		if !known.until.After(in.At) {
			rows = append(rows, reserving.GetDueRow{Reservation: known.reservation})
		}
	}
	return rows, nil
}
