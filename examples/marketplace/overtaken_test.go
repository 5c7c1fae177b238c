package marketplace_test

import (
	"context"
	"testing"

	"github.com/syncgen/syncgen/examples/internal/drive"
	impl "github.com/syncgen/syncgen/examples/marketplace"
	"github.com/syncgen/syncgen/generated/marketplace"
	"github.com/syncgen/syncgen/generated/marketplace/listing"
	"github.com/syncgen/syncgen/generated/marketplace/ordering"
	"github.com/syncgen/syncgen/runtime"
)

// overtaken are concepts in which somebody else is always a moment faster.
type (
	overtakenListing  struct{ *impl.Listing }
	overtakenOrdering struct{ *impl.Ordering }
)

func (o overtakenListing) Withdraw(ctx context.Context, in listing.WithdrawInput) error {
	if err := o.Sell(ctx, listing.SellInput(in)); err != nil {
		return err
	}
	return o.Listing.Withdraw(ctx, in)
}

func (o overtakenOrdering) Place(ctx context.Context, in ordering.PlaceInput) (ordering.PlaceOutput, error) {
	if _, err := o.Ordering.Place(ctx, in); err != nil {
		return ordering.PlaceOutput{}, err
	}
	return o.Ordering.Place(ctx, in)
}

// What a guard saw may be otherwise when the action looks.
func TestSomebodyElseWasFaster(t *testing.T) {
	d := drive.Start(t, &coverage, func(options ...runtime.Option) (*marketplace.App, error) {
		concepts := impl.Concepts()
		concepts.Listing = overtakenListing{new(impl.Listing)}
		concepts.Ordering = overtakenOrdering{new(impl.Ordering)}
		return marketplace.New(concepts, options...)
	})
	d.Run(t, signIn+`
		POST /listings {"session": "session-1", "title": "Piano", "price": 90000}
		→ 201 {"listing":"listing-1","number":1}
		POST /listings/listing-1/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 409 {"error":"it has been ordered already"}
		DELETE /listings/listing-1?session=session-1
		→ 409 {"error":"the listing is not open"}
	`)
}
