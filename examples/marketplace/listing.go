package marketplace

import (
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/marketplace/listing"
	"github.com/syncgen/syncgen/runtime"
)

// Listing keeps what is offered, the oldest first.
type Listing struct {
	mu     sync.Mutex
	made   int64
	offers memory.Table[listing.Listing, offer]
}

type offer struct {
	number        int64
	availableFrom runtime.Date
	open          bool
	listing.OfferInput
}

var _ listing.Concept = (*Listing)(nil)

// Offer makes a listing.
func (l *Listing) Offer(_ context.Context, in listing.OfferInput) (listing.OfferOutput, error) {
	if n := utf8.RuneCountInString(strings.TrimSpace(in.Title)); n < 1 || n > 80 {
		return listing.OfferOutput{}, runtime.Refuse("a title has 1 to 80 characters")
	}
	if in.Price <= 0 {
		return listing.OfferOutput{}, errPrice
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.made++
	return listing.OfferOutput{
		Listing: l.offers.Add("listing", offer{
			number:        l.made,
			availableFrom: in.AvailableFrom.Or(runtime.DateOf(in.At)),
			open:          true,
			OfferInput:    in,
		}),
		Number: l.made,
	}, nil
}

// Reprice changes the price of a listing.
func (l *Listing) Reprice(_ context.Context, in listing.RepriceInput) (listing.RepriceOutput, error) {
	if in.Price <= 0 {
		return listing.RepriceOutput{}, errPrice
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	o := l.offers.Get(in.Listing)
	if o == nil || !o.open {
		return listing.RepriceOutput{}, errNotOpen
	}
	before := o.Price
	o.Price = in.Price
	return listing.RepriceOutput{Before: before}, nil
}

// Withdraw removes a listing.
func (l *Listing) Withdraw(_ context.Context, in listing.WithdrawInput) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if o := l.offers.Get(in.Listing); o == nil || !o.open {
		return errNotOpen
	}
	l.offers.Remove(in.Listing)
	return nil
}

// Sell closes a listing.
func (l *Listing) Sell(_ context.Context, in listing.SellInput) error {
	l.set(in.Listing, false)
	return nil
}

// Reopen opens a listing again.
func (l *Listing) Reopen(_ context.Context, in listing.ReopenInput) error {
	l.set(in.Listing, true)
	return nil
}

func (l *Listing) set(wanted listing.Listing, open bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if o := l.offers.Get(wanted); o != nil {
		o.open = open
	}
}

// GetListing returns a listing.
func (l *Listing) GetListing(_ context.Context, in listing.GetListingInput) (row listing.GetListingRow, found bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	o := l.offers.Get(in.Listing)
	if o == nil {
		return row, false, nil
	}
	return listing.GetListingRow{
		Seller: o.Seller, Title: o.Title, Description: o.Description, Category: o.Category,
		Price: o.Price, AvailableFrom: o.availableFrom, Open: o.open,
	}, true, nil
}

// GetOpen returns what is for sale.
func (l *Listing) GetOpen(context.Context) (rows []listing.GetOpenRow, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, o := range l.offers.All() {
		if o.open {
			rows = append(rows, listing.GetOpenRow{
				Listing: id, Number: o.number, Seller: o.Seller, Title: o.Title,
				Category: o.Category, Price: o.Price, AvailableFrom: o.availableFrom,
			})
		}
	}
	return rows, nil
}

var (
	errPrice   = runtime.Refuse("a price is greater than 0")
	errNotOpen = runtime.Refuse("the listing is not open")
)
