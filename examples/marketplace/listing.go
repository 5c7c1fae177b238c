package marketplace

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/generated/marketplace/listing"
	"github.com/syncgen/syncgen/runtime"
)

// Listing keeps what is offered, the oldest first.
type Listing struct {
	mu      sync.Mutex
	made    int64
	offered []offer
}

type offer struct {
	listing       listing.Listing
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
	made := offer{
		listing:       listing.Listing(fmt.Sprintf("listing-%d", l.made)),
		number:        l.made,
		availableFrom: in.AvailableFrom.Or(runtime.DateOf(in.At)),
		open:          true,
		OfferInput:    in,
	}
	l.offered = append(l.offered, made)
	return listing.OfferOutput{Listing: made.listing, Number: made.number}, nil
}

// Reprice changes the price of a listing.
func (l *Listing) Reprice(_ context.Context, in listing.RepriceInput) (listing.RepriceOutput, error) {
	if in.Price <= 0 {
		return listing.RepriceOutput{}, errPrice
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.find(in.Listing)
	if i < 0 || !l.offered[i].open {
		return listing.RepriceOutput{}, errNotOpen
	}
	before := l.offered[i].Price
	l.offered[i].Price = in.Price
	return listing.RepriceOutput{Before: before}, nil
}

// Withdraw removes a listing.
func (l *Listing) Withdraw(_ context.Context, in listing.WithdrawInput) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.find(in.Listing)
	if i < 0 || !l.offered[i].open {
		return errNotOpen
	}
	l.offered = slices.Delete(l.offered, i, i+1)
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
	if i := l.find(wanted); i >= 0 {
		l.offered[i].open = open
	}
}

// GetListing returns a listing.
func (l *Listing) GetListing(_ context.Context, in listing.GetListingInput) (row listing.GetListingRow, found bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.find(in.Listing)
	if i < 0 {
		return row, false, nil
	}
	o := l.offered[i]
	return listing.GetListingRow{
		Seller: o.Seller, Title: o.Title, Description: o.Description, Category: o.Category,
		Price: o.Price, AvailableFrom: o.availableFrom, Open: o.open,
	}, true, nil
}

// GetOpen returns what is for sale.
func (l *Listing) GetOpen(context.Context) (rows []listing.GetOpenRow, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, o := range l.offered {
		if o.open {
			rows = append(rows, listing.GetOpenRow{
				Listing: o.listing, Number: o.number, Seller: o.Seller, Title: o.Title,
				Category: o.Category, Price: o.Price, AvailableFrom: o.availableFrom,
			})
		}
	}
	return rows, nil
}

func (l *Listing) find(wanted listing.Listing) int {
	return slices.IndexFunc(l.offered, func(o offer) bool { return o.listing == wanted })
}

var (
	errPrice   = runtime.Refuse("a price is greater than 0")
	errNotOpen = runtime.Refuse("the listing is not open")
)
