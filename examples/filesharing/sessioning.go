package filesharing

import (
	"github.com/syncgen/syncgen/examples/internal/signin"
	"github.com/syncgen/syncgen/generated/filesharing/sessioning"
)

// Sessioning carries out the concept Sessioning.
type Sessioning = signin.Sessioning[
	sessioning.User, sessioning.Session,
	sessioning.CreateInput, sessioning.CreateOutput,
	sessioning.DeleteInput,
	sessioning.GetUserInput, sessioning.GetUserRow,
]
