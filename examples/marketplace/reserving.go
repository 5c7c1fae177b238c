package marketplace

import (
	"context"
	"sync"
	"time"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/marketplace/reserving"
)

// Reserving keeps who has reserved what.
type Reserving struct {
	mu           sync.Mutex
	reservations memory.Table[reserving.Reservation, reservation]
}

type reservation struct {
	user  reserving.User
	item  reserving.Item
	until time.Time
}

var _ reserving.Concept = (*Reserving)(nil)

// Reserve reserves an item for an hour.
func (r *Reserving) Reserve(_ context.Context, in reserving.ReserveInput) (reserving.ReserveOutput, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, other := r.find(in.Item); other != nil {
		return reserving.ReserveOutput{}, &reserving.ReserveRefusal{Reason: "it is reserved", Until: other.until}
	}
	until := in.At.Add(time.Hour)
	id := r.reservations.Add("reservation", reservation{in.User, in.Item, until})
	return reserving.ReserveOutput{Reservation: id, Until: until}, nil
}

// Release ends a reservation.
func (r *Reserving) Release(_ context.Context, in reserving.ReleaseInput) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reservations.Remove(in.Reservation)
	return nil
}

// GetReservation returns a reservation.
func (r *Reserving) GetReservation(_ context.Context, in reserving.GetReservationInput) (row reserving.GetReservationRow, found bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if known := r.reservations.Get(in.Reservation); known != nil {
		return reserving.GetReservationRow{User: known.user, Item: known.item}, true, nil
	}
	return row, false, nil
}

// GetByItem returns the reservation of an item.
func (r *Reserving) GetByItem(_ context.Context, in reserving.GetByItemInput) (row reserving.GetByItemRow, found bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id, known := r.find(in.Item); known != nil {
		return reserving.GetByItemRow{Reservation: id, User: known.user, Until: known.until}, true, nil
	}
	return row, false, nil
}

// GetByUser returns a user's reservations.
func (r *Reserving) GetByUser(_ context.Context, in reserving.GetByUserInput) (rows []reserving.GetByUserRow, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, known := range r.reservations.All() {
		if known.user == in.User {
			rows = append(rows, reserving.GetByUserRow{Reservation: id, Item: known.item, Until: known.until})
		}
	}
	return rows, nil
}

// GetDue returns the reservations whose time is over.
func (r *Reserving) GetDue(_ context.Context, in reserving.GetDueInput) (rows []reserving.GetDueRow, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, known := range r.reservations.All() {
		if !known.until.After(in.At) {
			rows = append(rows, reserving.GetDueRow{Reservation: id})
		}
	}
	return rows, nil
}

func (r *Reserving) find(item reserving.Item) (reserving.Reservation, *reservation) {
	return r.reservations.Find(func(known *reservation) bool { return known.item == item })
}
