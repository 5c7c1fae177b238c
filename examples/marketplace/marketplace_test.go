package marketplace_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/examples/internal/drive"
	impl "github.com/syncgen/syncgen/examples/marketplace"
	"github.com/syncgen/syncgen/generated/marketplace"
	"github.com/syncgen/syncgen/generated/marketplace/ordering"
	"github.com/syncgen/syncgen/generated/marketplace/reserving"
)

var coverage drive.Coverage

func TestMain(m *testing.M) { coverage.Main(m) }

type driver = drive.Driver[*marketplace.App]

// signIn has sue, bob and ann sign in: user-1 has session-1, and so on. Sue sells, Bob
// buys, and Ann would like to.
const signIn = `
	POST /users {"username": "sue", "password": "12345678"}
	→ 201 {"user":"user-1","username":"sue","session":"session-1"}
	POST /users {"username": "bob", "password": "12345678"}
	→ 201 {"user":"user-2","username":"bob","session":"session-2"}
	POST /users {"username": "ann", "password": "12345678"}
	→ 201 {"user":"user-3","username":"ann","session":"session-3"}
`

// start makes an app in which they are signed in.
func start(t *testing.T) *driver {
	t.Helper()
	d := drive.Start(t, &coverage, impl.New)
	d.Run(t, signIn)
	return d
}

// startSelling makes an app in which Sue offers two listings.
func startSelling(t *testing.T) *driver {
	t.Helper()
	d := start(t)
	d.Run(t, `
		POST /listings {"session": "session-1", "title": "Moby-Dick", "category": "BOOKS", "price": 900}
		→ 201 {"listing":"listing-1","number":1}
		POST /listings {"session": "session-1", "title": "Piano", "category": "MUSIC", "price": 90000}
		→ 201 {"listing":"listing-2","number":2}
	`)
	return d
}

// startSold makes an app in which Bob has bought Sue's book.
func startSold(t *testing.T) *driver {
	t.Helper()
	d := startSelling(t)
	d.Run(t, `
		POST /listings/listing-1/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 201 {"order":"order-1","payment":"payment-1","price":900}
	`)
	return d
}

func TestAccounts(t *testing.T) {
	start(t).Run(t, `
		POST /users {"username": "sue", "password": "87654321"}
		→ 400 {"error":"the username is taken"}
		POST /users {"username": "dan", "password": "short"}
		→ 400 {"error":"a password has at least 8 characters"}

		POST /sessions {"username": "sue", "password": "12345678"}
		→ 201 {"user":"user-1","session":"session-4"}
		POST /sessions {"username": "sue", "password": "87654321"}
		→ 401 {"error":"wrong username or password"}

		DELETE /sessions/session-1
		→ 200 {"ended":"session-1"}
		DELETE /sessions/session-1
		→ 404 {"error":"there is no such session"}
		GET /orders?session=session-1
		→ 401 {"error":"sign in first"}
		GET /orders?session=session-4
		→ 200 {"orders":[],"spent":0}
	`)
}

// What needs a session is not done without one.
func TestSessions(t *testing.T) {
	startSold(t).RunAlike(t, `
		POST /listings {"session": "guess", "title": "Piano", "price": 100}
		PUT /listings/listing-2/price {"session": "guess", "price": 1}
		DELETE /listings/listing-2?session=guess
		POST /listings/listing-2/reservation {"session": "guess"}
		GET /reservations?session=guess
		DELETE /reservations/reservation-1?session=guess
		POST /orders {"session": "guess", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		GET /orders?session=guess
		POST /orders/order-1/shipment {"session": "guess"}
		DELETE /orders/order-1?session=guess
		POST /orders/order-1/rating {"session": "guess", "stars": 5}
		GET /recommendations?session=guess
	`, `401 {"error":"sign in first"}`)
}

func TestListings(t *testing.T) {
	startSelling(t).Run(t, `
		POST /listings {"session": "session-1", "title": " ", "price": 1}
		→ 400 {"error":"a title has 1 to 80 characters"}
		POST /listings {"session": "session-1", "title": "Piano", "price": 0}
		→ 400 {"error":"a price is greater than 0"}
		POST /listings {"session": "session-1", "title": "Piano", "price": 1, "category": "PIANOS", "availableFrom": "2026-02-30"}
		→ 400 {"type":"about:blank","title":"Bad Request","status":400,"detail":"some fields are missing or mistyped","errors":[{"name":"category","in":"body","detail":"must be one of BOOKS, GAMES, MUSIC, OTHER"},{"name":"availableFrom","in":"body","detail":"must be a date that exists, as 2006-01-02"}],"request":"ID"}
		POST /listings {"session": "session-1", "title": "Chair", "description": "Red", "price": 500, "availableFrom": "2026-04-01"}
		→ 201 {"listing":"listing-3","number":3}

		GET /listings/listing-1
		→ 200 {"listing":"listing-1","seller":{"user":"user-1","username":"sue"},"title":"Moby-Dick","category":"BOOKS","price":900,"availableFrom":"2026-03-01","open":true}
		GET /listings/listing-3
		→ 200 {"listing":"listing-3","seller":{"user":"user-1","username":"sue"},"title":"Chair","description":"Red","category":"OTHER","price":500,"availableFrom":"2026-04-01","open":true}
		GET /listings/none
		→ 404 {"error":"there is no such listing"}

		PUT /listings/listing-1/price {"session": "session-1", "price": 800}
		→ 200 {"listing":"listing-1","price":800,"before":900}
		PUT /listings/listing-1/price {"session": "session-1", "price": 0}
		→ 400 {"error":"a price is greater than 0"}
		PUT /listings/listing-1/price {"session": "session-2", "price": 1}
		→ 403 {"error":"this listing is somebody else's"}
		PUT /listings/none/price {"session": "session-1", "price": 1}
		→ 404 {"error":"there is no such listing"}

		DELETE /listings/listing-1?session=session-2
		→ 403 {"error":"this listing is somebody else's"}
		DELETE /listings/listing-1?session=session-1
		→ 200 {"withdrawn":"listing-1"}
		DELETE /listings/listing-1?session=session-1
		→ 404 {"error":"there is no such listing"}
		GET /listings/listing-1
		→ 404 {"error":"there is no such listing"}
	`)
}

// Each filter alone, some together, and page after page.
func TestSearch(t *testing.T) {
	d := startSelling(t)
	d.Run(t, `
		POST /listings {"session": "session-2", "title": "Moby on vinyl", "category": "MUSIC", "price": 1500, "availableFrom": "2026-04-01"}
		→ 201 {"listing":"listing-3","number":3}
		POST /listings {"session": "session-2", "title": "Chess", "category": "GAMES", "price": 2000}
		→ 201 {"listing":"listing-4","number":4}
		POST /listings/listing-4/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:00:00.000Z"}
	`)
	const (
		book  = `{"listing":"listing-1","number":1,"title":"Moby-Dick","category":"BOOKS","price":900,"reserved":false}`
		piano = `{"listing":"listing-2","number":2,"title":"Piano","category":"MUSIC","price":90000,"reserved":false}`
		vinyl = `{"listing":"listing-3","number":3,"title":"Moby on vinyl","category":"MUSIC","price":1500,"reserved":false}`
		chess = `{"listing":"listing-4","number":4,"title":"Chess","category":"GAMES","price":2000,"reserved":true}`
	)
	for _, test := range []struct {
		query string
		found []string
		next  string
		total int
	}{
		{"", []string{chess, vinyl, piano, book}, `,"next":1`, 4},
		{"?text=moby", []string{vinyl, book}, `,"next":1`, 2},
		{"?text=opera", nil, "", 0},
		{"?category=MUSIC", []string{vinyl, piano}, `,"next":2`, 2},
		{"?atLeast=1500", []string{chess, vinyl, piano}, `,"next":2`, 3},
		{"?atMost=1500", []string{vinyl, book}, `,"next":1`, 2},
		{"?atLeast=1000&atMost=2000", []string{chess, vinyl}, `,"next":3`, 2},
		{"?availableBy=2026-03-31", []string{chess, piano, book}, `,"next":1`, 3},
		{"?availableBy=2026-04-01", []string{chess, vinyl, piano, book}, `,"next":1`, 4},
		{"?unreserved=true", []string{vinyl, piano, book}, `,"next":1`, 3},
		{"?unreserved=true&category=GAMES", nil, "", 0},
		{"?category=MUSIC&text=moby&atMost=1500&availableBy=2026-05-01", []string{vinyl}, `,"next":3`, 1},
		{"?most=3", []string{chess, vinyl, piano}, `,"next":2`, 4},
		{"?most=3&before=2", []string{book}, `,"next":1`, 4},
		{"?most=3&before=1", nil, "", 4},
	} {
		d.Run(t, fmt.Sprintf("GET /listings%s\n"+`→ 200 {"listings":[%s]%s,"total":%d}`, test.query, strings.Join(test.found, ","), test.next, test.total))
	}
	d.Run(t, `
		GET /listings?most=0
		→ 400 {"error":"a page has 1 to 50 listings, not 0"}
		GET /listings?most=51
		→ 400 {"error":"a page has 1 to 50 listings, not 51"}
	`)
}

func TestReservations(t *testing.T) {
	startSelling(t).Run(t, `
		at 09:30
		POST /listings/listing-1/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:30:00.000Z"}
		at 09:40
		POST /listings/listing-2/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:40:00.000Z"}
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 409 {"error":"it is reserved","until":"2026-03-01T10:30:00.000Z"}
		POST /listings/listing-1/reservation {"session": "session-1"}
		→ 403 {"error":"this listing is your own"}
		POST /listings/none/reservation {"session": "session-2"}
		→ 404 {"error":"there is no such listing"}

		GET /listings/listing-1
		→ 200 {"listing":"listing-1","seller":{"user":"user-1","username":"sue"},"title":"Moby-Dick","category":"BOOKS","price":900,"availableFrom":"2026-03-01","open":true,"reservedUntil":"2026-03-01T10:30:00.000Z"}
		GET /reservations?session=session-2
		→ 200 {"reservations":[{"reservation":"reservation-1","listing":"listing-1","title":"Moby-Dick","price":900,"until":"2026-03-01T10:30:00.000Z"},{"reservation":"reservation-2","listing":"listing-2","title":"Piano","price":90000,"until":"2026-03-01T10:40:00.000Z"}],"total":90900}
		GET /reservations?session=session-3
		→ 200 {"reservations":[],"total":0}

		DELETE /reservations/reservation-1?session=session-3
		→ 403 {"error":"this reservation is somebody else's"}
		DELETE /reservations/reservation-1?session=session-2
		→ 200 {"released":"reservation-1"}
		DELETE /reservations/reservation-1?session=session-2
		→ 404 {"error":"there is no such reservation"}
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-3","until":"2026-03-01T10:40:00.000Z"}

		# A reservation goes with its listing.
		DELETE /listings/listing-1?session=session-1
		→ 200 {"withdrawn":"listing-1"}
		GET /reservations?session=session-3
		→ 200 {"reservations":[],"total":0}
		DELETE /reservations/reservation-3?session=session-3
		→ 404 {"error":"there is no such reservation"}
	`)
}

func TestOrders(t *testing.T) {
	startSold(t).Run(t, `
		# What is sold is not found, not reserved, and can neither be changed nor withdrawn.
		GET /listings
		→ 200 {"listings":[{"listing":"listing-2","number":2,"title":"Piano","category":"MUSIC","price":90000,"reserved":false}],"next":2,"total":1}
		GET /listings/listing-1
		→ 200 {"listing":"listing-1","seller":{"user":"user-1","username":"sue"},"title":"Moby-Dick","category":"BOOKS","price":900,"availableFrom":"2026-03-01","open":false}
		GET /reservations?session=session-2
		→ 200 {"reservations":[],"total":0}
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 409 {"error":"Moby-Dick is sold"}
		PUT /listings/listing-1/price {"session": "session-1", "price": 1}
		→ 409 {"error":"the listing is not open"}
		DELETE /listings/listing-1?session=session-1
		→ 409 {"error":"the listing is not open"}

		# Who has reserved it can buy it, and nobody else.
		POST /orders {"session": "session-3", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 409 {"error":"Moby-Dick is sold"}
		POST /orders {"session": "session-3", "listing": "none", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 404 {"error":"there is no such listing"}
		POST /orders {"session": "session-1", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 403 {"error":"this listing is your own"}
		POST /orders {"session": "session-3", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 409 {"error":"reserve it first"}
		POST /listings/listing-2/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-3", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 409 {"error":"somebody else has reserved it"}
		POST /orders {"session": "session-2", "listing": "listing-2", "card": {"number": "4000111122223333"}}
		→ 400 {"type":"about:blank","title":"Bad Request","status":400,"detail":"some fields are missing or mistyped","errors":[{"name":"card.expires","in":"body","detail":"is missing"}],"request":"ID"}

		GET /orders?session=session-2
		→ 200 {"orders":[{"order":"order-1","role":"BUYER","title":"Moby-Dick","price":900,"status":"PAID","at":"2026-03-01T09:00:00.000Z"}],"spent":900}
		GET /orders?session=session-1
		→ 200 {"orders":[{"order":"order-1","role":"SELLER","title":"Moby-Dick","price":900,"status":"PAID","at":"2026-03-01T09:00:00.000Z"}],"spent":0}
		GET /orders?session=session-1&role=BUYER
		→ 200 {"orders":[],"spent":0}
		GET /orders?session=session-1&role=SELLER&status=PAID
		→ 200 {"orders":[{"order":"order-1","role":"SELLER","title":"Moby-Dick","price":900,"status":"PAID","at":"2026-03-01T09:00:00.000Z"}],"spent":0}
		GET /orders?session=session-1&status=SHIPPED
		→ 200 {"orders":[],"spent":0}
		GET /orders?session=session-3
		→ 200 {"orders":[],"spent":0}
	`)
}

// A payment that fails leaves everything as it was, so another card may do.
func TestPaymentMayBeDeclined(t *testing.T) {
	d := startSelling(t)
	d.Run(t, `
		POST /listings/listing-1/reservation {"session": "session-2"}
		→ 201 {"reservation":"reservation-1","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122220000", "expires": "2027-01-31"}}
		→ 402 {"error":"the bank declines the payment"}
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2026-02-28"}}
		→ 402 {"error":"the card has expired"}
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000", "expires": "2027-01-31"}}
		→ 400 {"error":"a card's number has 16 digits"}
		GET /orders?session=session-2
		→ 200 {"orders":[],"spent":0}
	`)
	assertBalance(t, d, 0)
	d.Run(t, `
		POST /orders {"session": "session-2", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2026-03-01"}}
		→ 201 {"order":"order-4","payment":"payment-1","price":900}
	`)
	assertBalance(t, d, 900)
}

func TestShipping(t *testing.T) {
	startSold(t).Run(t, `
		POST /orders/order-1/shipment {"session": "session-2"}
		→ 403 {"error":"it is for the seller to ship"}
		POST /orders/order-1/shipment {"session": "session-3"}
		→ 403 {"error":"this order is between others"}
		POST /orders/none/shipment {"session": "session-1"}
		→ 404 {"error":"there is no such order"}
		POST /orders/order-1/shipment {"session": "session-1"}
		→ 200 {"shipped":"order-1"}
		POST /orders/order-1/shipment {"session": "session-1"}
		→ 409 {"error":"the order is not one to be shipped"}

		DELETE /orders/order-1?session=session-2
		→ 409 {"error":"the order is on its way","hint":"send it back"}
		GET /orders?session=session-2&status=SHIPPED
		→ 200 {"orders":[{"order":"order-1","role":"BUYER","title":"Moby-Dick","price":900,"status":"SHIPPED","at":"2026-03-01T09:00:00.000Z"}],"spent":900}
	`)
}

// The money goes back, and the item is for sale again.
func TestCancelling(t *testing.T) {
	d := startSold(t)
	assertBalance(t, d, 900)
	d.Run(t, `
		DELETE /orders/order-1?session=session-3
		→ 403 {"error":"this order is between others"}
		DELETE /orders/none?session=session-2
		→ 404 {"error":"there is no such order"}
		DELETE /orders/order-1?session=session-2
		→ 200 {"cancelled":"order-1","refunded":900}
		DELETE /orders/order-1?session=session-1
		→ 409 {"error":"the order is not one to be cancelled","hint":"there is nothing to cancel"}
	`)
	assertBalance(t, d, 0)
	d.Run(t, `
		GET /orders?session=session-2
		→ 200 {"orders":[{"order":"order-1","role":"BUYER","title":"Moby-Dick","price":900,"status":"CANCELLED","at":"2026-03-01T09:00:00.000Z"}],"spent":0}
		POST /listings/listing-1/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-3", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 201 {"order":"order-2","payment":"payment-2","price":900}

		# A seller who cancels may withdraw what nobody gets.
		DELETE /orders/order-2?session=session-1
		→ 200 {"cancelled":"order-2","refunded":900}
		DELETE /listings/listing-1?session=session-1
		→ 200 {"withdrawn":"listing-1"}
		GET /orders?session=session-3
		→ 200 {"orders":[{"order":"order-2","role":"BUYER","title":"no longer listed","price":900,"status":"CANCELLED","at":"2026-03-01T09:00:00.000Z"}],"spent":0}
	`)
}

func TestRatings(t *testing.T) {
	startSold(t).Run(t, `
		GET /sellers/user-1
		→ 200 {"seller":"user-1","username":"sue","ratings":0,"average":0,"listings":[{"listing":"listing-2","title":"Piano","price":90000}]}
		POST /orders/order-1/rating {"session": "session-2", "stars": 4}
		→ 409 {"error":"the order has not been shipped"}
		POST /orders/order-1/shipment {"session": "session-1"}
		→ 200 {"shipped":"order-1"}
		POST /orders/order-1/rating {"session": "session-1", "stars": 5}
		→ 403 {"error":"it is for the buyer to rate"}
		POST /orders/order-1/rating {"session": "session-3", "stars": 5}
		→ 403 {"error":"this order is between others"}
		POST /orders/none/rating {"session": "session-2", "stars": 5}
		→ 404 {"error":"there is no such order"}
		POST /orders/order-1/rating {"session": "session-2", "stars": 6}
		→ 400 {"error":"a rating has 1 to 5 stars"}
		POST /orders/order-1/rating {"session": "session-2", "stars": 4}
		→ 201 {"rating":"rating-1","stars":4}
		POST /orders/order-1/rating {"session": "session-2", "stars": 5}
		→ 409 {"error":"this has been rated already"}

		POST /listings/listing-2/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-3", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 201 {"order":"order-2","payment":"payment-2","price":90000}
		POST /orders/order-2/shipment {"session": "session-1"}
		→ 200 {"shipped":"order-2"}
		POST /orders/order-2/rating {"session": "session-3", "stars": 1, "text": "out of tune"}
		→ 201 {"rating":"rating-2","stars":1}

		GET /sellers/user-1
		→ 200 {"seller":"user-1","username":"sue","ratings":2,"average":2.5,"worst":{"stars":1,"why":"out of tune"},"listings":[]}
		GET /sellers/nobody
		→ 404 {"error":"there is no such seller"}
	`)
}

// Sue is rated well by one buyer, and badly by another.
func TestRecommendations(t *testing.T) {
	startSold(t).Run(t, `
		POST /listings {"session": "session-1", "title": "Chair", "price": 500}
		→ 201 {"listing":"listing-3","number":3}
		POST /listings {"session": "session-3", "title": "Table", "price": 500}
		→ 201 {"listing":"listing-4","number":4}
		GET /recommendations?session=session-2
		→ 200 {"listings":[]}

		POST /orders/order-1/shipment {"session": "session-1"}
		→ 200 {"shipped":"order-1"}
		POST /orders/order-1/rating {"session": "session-2", "stars": 4}
		→ 201 {"rating":"rating-1","stars":4}
		GET /recommendations?session=session-2
		→ 200 {"listings":[{"listing":"listing-3","seller":"user-1","title":"Chair","price":500},{"listing":"listing-2","seller":"user-1","title":"Piano","price":90000}]}
		GET /recommendations?session=session-1
		→ 200 {"listings":[]}

		POST /listings/listing-2/reservation {"session": "session-3"}
		→ 201 {"reservation":"reservation-2","until":"2026-03-01T10:00:00.000Z"}
		POST /orders {"session": "session-3", "listing": "listing-2", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}
		→ 201 {"order":"order-2","payment":"payment-2","price":90000}
		POST /orders/order-2/shipment {"session": "session-1"}
		→ 200 {"shipped":"order-2"}
		POST /orders/order-2/rating {"session": "session-3", "stars": 2}
		→ 201 {"rating":"rating-2","stars":2}
		GET /recommendations?session=session-2
		→ 200 {"listings":[]}
	`)
}

// Of many who reserve one item at once, one does; of many orders by that one at once,
// one is paid.
func TestManyAtOnce(t *testing.T) {
	const many = 30
	d := startSelling(t)
	var all sync.WaitGroup
	var reserved, bought atomic.Int32
	for i := range many {
		all.Go(func() {
			status, answer := d.Send(t, fmt.Sprintf(`POST /listings/listing-1/reservation {"session": "session-%d"}`, 2+i%2))
			switch status {
			case http.StatusCreated:
				reserved.Add(1)
			default:
				assert.Equal(t, http.StatusConflict, status, answer)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, reserved.Load())

	row, found, err := d.Plain.Reserving.GetByItem(t.Context(), reserving.GetByItemInput{Item: "listing-1"})
	require.NoError(t, err)
	require.True(t, found)
	session := map[reserving.User]string{"user-2": "session-2", "user-3": "session-3"}[row.User]
	for range many {
		all.Go(func() {
			status, answer := d.Send(t, `POST /orders {"session": "`+session+`", "listing": "listing-1", "card": {"number": "4000111122223333", "expires": "2027-01-31"}}`)
			switch status {
			case http.StatusCreated:
				bought.Add(1)
			default:
				assert.Equal(t, http.StatusConflict, status, answer)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, bought.Load())
	assert.EqualValues(t, 900, d.Plain.Paying.(*impl.Paying).Balance())
}

// In whatever order: each request has one answer, and no money is lost.
func TestAnyOrder(t *testing.T) {
	d := startSelling(t)
	d.Wander(t, 5000, []string{
		`POST /listings {"session": "<session>", "title": "Piano", "price": <number>}`,
		`GET /listings?most=<number>&atMost=3`,
		`GET /listings/<listing>`,
		`PUT /listings/<listing>/price {"session": "<session>", "price": <number>}`,
		`DELETE /listings/<listing>?session=<session>`,
		`POST /listings/<listing>/reservation {"session": "<session>"}`,
		`GET /reservations?session=<session>`,
		`DELETE /reservations/<reservation>?session=<session>`,
		`POST /orders {"session": "<session>", "listing": "<listing>", "card": {"number": "<card>", "expires": "<date>"}}`,
		`GET /orders?session=<session>`,
		`POST /orders/<order>/shipment {"session": "<session>"}`,
		`POST /orders/<order>/rating {"session": "<session>", "stars": <number>}`,
		`DELETE /orders/<order>?session=<session>`,
		`GET /sellers/<user>`,
		`GET /recommendations?session=<session>`,
	}, map[string][]string{
		"session":     {"guess", "session-1", "session-2", "session-3"},
		"user":        {"nobody", "user-1", "user-2", "user-3"},
		"listing":     drive.Numbered("listing", 20),
		"reservation": drive.Numbered("reservation", 20),
		"order":       drive.Numbered("order", 20),
		"number":      {"0", "1", "2", "3"},
		"card":        {"4000111122223333", "4000111122223333", "4000111122220000", "4000"},
		"date":        {"2026-02-28", "2027-01-31"},
	})
	for _, app := range d.Apps() {
		var sold int64
		for _, user := range []ordering.User{"user-1", "user-2", "user-3"} {
			orders, err := app.Ordering.GetByParty(t.Context(), ordering.GetByPartyInput{User: user})
			require.NoError(t, err)
			for _, order := range orders {
				assert.NotEqual(t, ordering.StatusPlaced, order.Status, "an order is paid or dropped")
				if order.Buyer == user && order.Status != ordering.StatusCancelled {
					sold += order.Price
				}
			}
		}
		assert.Equal(t, sold, app.Paying.(*impl.Paying).Balance())
		assert.NotZero(t, sold)
	}
}

// assertBalance says what buyers have paid and not got back.
func assertBalance(t *testing.T, d *driver, balance int64) {
	t.Helper()
	for _, app := range d.Apps() {
		assert.Equal(t, balance, app.Paying.(*impl.Paying).Balance())
	}
}
