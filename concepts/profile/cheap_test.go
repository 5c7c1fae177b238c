package profile

import (
	"context"

	"github.com/syncgen/syncgen/concepts/sqlite"
)

// cheap is a cost for tests that hash a lot of passwords.
var cheap = cost{memory: 64, passes: 1, lanes: 1}

// NewCheap is New for such tests.
func NewCheap(ctx context.Context, db *sqlite.DB) (*Profile, error) {
	return newAtCost(ctx, db, cheap)
}
