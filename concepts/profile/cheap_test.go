package profile

import (
	"context"

	"github.com/syncgen/syncgen/concepts/argon2id"
	"github.com/syncgen/syncgen/concepts/sqlite"
)

// NewCheap is New for tests that hash a lot of passwords.
func NewCheap(ctx context.Context, db *sqlite.DB) (*Profile, error) {
	return newAtCost(ctx, db, argon2id.Cheap)
}
