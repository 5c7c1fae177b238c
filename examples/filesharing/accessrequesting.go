package filesharing

import (
	"context"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/accessrequesting"
	"github.com/syncgen/syncgen/runtime"
)

// AccessRequesting carries out the concept AccessRequesting.
type AccessRequesting struct {
	mu       sync.Mutex
	requests memory.Table[accessrequesting.AccessRequest, accessRequest]
}

type accessRequest struct {
	item    accessrequesting.Item
	asker   accessrequesting.User
	level   accessrequesting.Level
	message runtime.Optional[string]
	askedAt time.Time
	decided bool
}

// Ask makes a request, unless one is pending.
func (a *AccessRequesting) Ask(_ context.Context, in accessrequesting.AskInput) (accessrequesting.AskOutput, error) {
	if utf8.RuneCountInString(in.Message.Value) > 200 {
		return nil, runtime.Refuse("a message has at most 200 characters")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	id, pending := a.requests.Find(func(row *accessRequest) bool {
		return row.item == in.Item && row.asker == in.Asker && !row.decided
	})
	if pending != nil {
		return accessrequesting.AskWithPending{Pending: id}, nil
	}
	id = a.requests.Add("accessRequest", accessRequest{item: in.Item, asker: in.Asker, level: in.Level, message: in.Message, askedAt: in.At})
	return accessrequesting.AskWithAccessRequest{AccessRequest: id}, nil
}

// Grant decides for a request.
func (a *AccessRequesting) Grant(_ context.Context, in accessrequesting.GrantInput) (accessrequesting.GrantOutput, error) {
	row, err := a.decide(in.AccessRequest)
	return accessrequesting.GrantOutput{Item: row.item, Asker: row.asker, Level: row.level}, err
}

// Deny decides against a request.
func (a *AccessRequesting) Deny(_ context.Context, in accessrequesting.DenyInput) (accessrequesting.DenyOutput, error) {
	row, err := a.decide(in.AccessRequest)
	return accessrequesting.DenyOutput{Item: row.item, Asker: row.asker}, err
}

func (a *AccessRequesting) decide(id accessrequesting.AccessRequest) (accessRequest, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	row := a.requests.Get(id)
	if row == nil || row.decided {
		return accessRequest{}, runtime.Refuse("this access request is not pending")
	}
	row.decided = true
	return *row, nil
}

// DropAll removes the requests for an item.
func (a *AccessRequesting) DropAll(_ context.Context, in accessrequesting.DropAllInput) (out accessrequesting.DropAllOutput, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, row := range a.requests.RemoveAll(func(row *accessRequest) bool { return row.item == in.Item }) {
		if !row.decided {
			out.Askers = append(out.Askers, row.asker)
		}
	}
	return out, nil
}

// GetItem returns what is asked for.
func (a *AccessRequesting) GetItem(_ context.Context, in accessrequesting.GetItemInput) (row accessrequesting.GetItemRow, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if row := a.requests.Get(in.AccessRequest); row != nil {
		return accessrequesting.GetItemRow{Item: row.item}, true, nil
	}
	return row, false, nil
}

// GetPending returns the requests for an item that wait for a decision.
func (a *AccessRequesting) GetPending(_ context.Context, in accessrequesting.GetPendingInput) (rows []accessrequesting.GetPendingRow, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for id, row := range a.requests.All() {
		if row.item == in.Item && !row.decided {
			rows = append(rows, accessrequesting.GetPendingRow{
				AccessRequest: id, Asker: row.asker, Level: row.level, Message: row.message, AskedAt: row.askedAt,
			})
		}
	}
	return rows, nil
}
