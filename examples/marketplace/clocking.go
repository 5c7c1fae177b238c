package marketplace

import (
	"context"

	"github.com/syncgen/syncgen/generated/marketplace/clocking"
)

// Clocking keeps nothing: a tick matters for what the syncs make of it.
type Clocking struct{}

var _ clocking.Concept = Clocking{}

// Tick says what time it is.
func (Clocking) Tick(context.Context, clocking.TickInput) error { return nil }
