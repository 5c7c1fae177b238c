package marketplace

import (
	"context"
	"sync"
	"time"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/marketplace/ordering"
	"github.com/syncgen/syncgen/runtime"
)

// Ordering keeps orders, the oldest first.
type Ordering struct {
	mu     sync.Mutex
	orders memory.Table[ordering.Order, order]
}

type order struct {
	status  ordering.Status
	payment ordering.Payment
	ordering.PlaceInput
}

var _ ordering.Concept = (*Ordering)(nil)

// Place makes an order.
func (o *Ordering) Place(_ context.Context, in ordering.PlaceInput) (ordering.PlaceOutput, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, other := o.orders.Find(func(known *order) bool { return known.Item == in.Item && known.status != ordering.StatusCancelled })
	if other != nil {
		return ordering.PlaceOutput{}, runtime.Refuse("it has been ordered already")
	}
	return ordering.PlaceOutput{Order: o.orders.Add("order", order{status: ordering.StatusPlaced, PlaceInput: in})}, nil
}

// Confirm notes that an order is paid.
func (o *Ordering) Confirm(_ context.Context, in ordering.ConfirmInput) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if known := o.orders.Get(in.Order); known != nil && known.status == ordering.StatusPlaced {
		known.status, known.payment = ordering.StatusPaid, in.Payment
	}
	return nil
}

// Drop removes an order that was not paid.
func (o *Ordering) Drop(_ context.Context, in ordering.DropInput) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if known := o.orders.Get(in.Order); known != nil && known.status == ordering.StatusPlaced {
		o.orders.Remove(in.Order)
	}
	return nil
}

// Ship notes that an order is on its way.
func (o *Ordering) Ship(_ context.Context, in ordering.ShipInput) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	known := o.orders.Get(in.Order)
	if known == nil || known.status != ordering.StatusPaid {
		return runtime.Refuse("the order is not one to be shipped")
	}
	known.status = ordering.StatusShipped
	return nil
}

// Cancel ends an order that is paid.
func (o *Ordering) Cancel(_ context.Context, in ordering.CancelInput) (ordering.CancelOutput, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	known := o.orders.Get(in.Order)
	switch {
	case known != nil && known.status == ordering.StatusShipped:
		return ordering.CancelOutput{}, &ordering.CancelRefusal{Reason: "the order is on its way", Shipped: true}
	case known == nil || known.status != ordering.StatusPaid:
		return ordering.CancelOutput{}, &ordering.CancelRefusal{Reason: "the order is not one to be cancelled"}
	}
	known.status = ordering.StatusCancelled
	return ordering.CancelOutput{Item: known.Item, Payment: known.payment}, nil
}

// GetOrder returns an order.
func (o *Ordering) GetOrder(_ context.Context, in ordering.GetOrderInput) (row ordering.GetOrderRow, found bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	known := o.orders.Get(in.Order)
	if known == nil {
		return row, false, nil
	}
	return ordering.GetOrderRow{
		Buyer: known.Buyer, Seller: known.Seller, Item: known.Item, Price: known.Price, Status: known.status,
	}, true, nil
}

// GetByParty returns the orders of which a user is the buyer or the seller.
func (o *Ordering) GetByParty(_ context.Context, in ordering.GetByPartyInput) (rows []ordering.GetByPartyRow, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, known := range o.orders.All() {
		if known.Buyer == in.User || known.Seller == in.User {
			rows = append(rows, ordering.GetByPartyRow{
				Order: id, Buyer: known.Buyer, Item: known.Item, Price: known.Price, Status: known.status, At: known.At,
			})
		}
	}
	return rows, nil
}

// GetOverdue returns the orders that should have been shipped.
func (o *Ordering) GetOverdue(_ context.Context, in ordering.GetOverdueInput) (rows []ordering.GetOverdueRow, err error) {
	const twoWeeks = 14 * 24 * time.Hour
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, known := range o.orders.All() {
		if known.status == ordering.StatusPaid && in.At.Sub(known.At) >= twoWeeks {
			rows = append(rows, ordering.GetOverdueRow{Order: id})
		}
	}
	return rows, nil
}
