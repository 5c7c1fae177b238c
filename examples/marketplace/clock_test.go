package marketplace_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/generated/marketplace/clocking"
)

// tick tells both apps the time.
func tick(t *testing.T, d *driver, at time.Time) {
	t.Helper()
	for _, app := range d.Apps() {
		require.NoError(t, app.ClockingTick(t.Context(), clocking.TickInput{At: at}))
	}
}

// The clock ends reservations whose time is over, and no others.
func TestReservationsLapse(t *testing.T) {
	d := startSelling(t)
	d.Run(t, `
		POST /listings/listing-1/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:00:00.000Z"}
		at 09:30
		POST /listings/listing-2/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:30:00.000Z"}
	`)
	at := d.Now()
	tick(t, d, at.Add(29*time.Minute))
	d.Run(t, `
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 409 {"error":"it is reserved","until":"2026-03-01T10:00:00.000Z"}
	`)
	tick(t, d, at.Add(30*time.Minute))
	d.Run(t, `
		GET /reservations?session=session-2
		→ 200 {"reservations":[{"reservation":"reservation-2","listing":"listing-2","title":"Piano","price":90000,"until":"2026-03-01T10:30:00.000Z"}],"total":90000}
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-3","until":"2026-03-01T10:30:00.000Z"}
	`)
	tick(t, d, at.Add(time.Hour))
	d.Run(t, `
		GET /reservations?session=session-2
		→ 200 {"reservations":[],"total":0}
		GET /reservations?session=session-3
		→ 200 {"reservations":[],"total":0}
	`)
}

// An order that comes too late ends the reservation, if the clock has not.
func TestReservationLapsesBeforeTheOrder(t *testing.T) {
	startSelling(t).Run(t, `
		POST /listings/listing-1/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:00:00.000Z"}
		at 10:00
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 409 {"error":"your reservation has lapsed"}
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 409 {"error":"reserve it first"}
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T11:00:00.000Z"}
	`)
}

// The clock cancels what was not shipped within two weeks, with all that follows.
func TestOverdueOrdersAreCancelled(t *testing.T) {
	d := startSold(t)
	d.Run(t, `
		POST /listings/listing-2/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-2", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 201 {"order":"order-2","payment":"payment-2","price":90000}
		POST /orders/order-2/shipment {"session": "session-1"}
		→ 200 {"shipped":"order-2"}
	`)
	tick(t, d, d.Now().Add(14*24*time.Hour-time.Minute))
	assertBalance(t, d, 90900)
	tick(t, d, d.Now().Add(14*24*time.Hour))
	assertBalance(t, d, 90000)
	d.Run(t, `
		GET /orders?session=session-1
		→ 200 {"orders":[{"order":"order-1","role":"SELLER","title":"Moby-Dick","price":900,"status":"CANCELLED","at":"2026-03-01T09:00:00.000Z"},{"order":"order-2","role":"SELLER","title":"Piano","price":90000,"status":"SHIPPED","at":"2026-03-01T09:00:00.000Z"}],"spent":0}
		GET /listings
		→ 200 {"listings":[{"listing":"listing-1","number":1,"title":"Moby-Dick","category":"BOOKS","price":900,"reserved":false}],"next":1,"total":1}
	`)
}
