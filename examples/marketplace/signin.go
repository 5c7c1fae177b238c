package marketplace

import (
	"github.com/syncgen/syncgen/examples/internal/signin"
	"github.com/syncgen/syncgen/generated/marketplace/authenticating"
	"github.com/syncgen/syncgen/generated/marketplace/sessioning"
)

// Authenticating keeps who may sign in.
type Authenticating = signin.Authenticating[
	authenticating.User,
	authenticating.RegisterInput, authenticating.RegisterOutput,
	authenticating.AuthenticateInput, authenticating.AuthenticateOutput,
	authenticating.GetUsernameInput, authenticating.GetUsernameRow,
]

// Sessioning keeps who is signed in.
type Sessioning = signin.Sessioning[
	sessioning.User, sessioning.Session,
	sessioning.CreateInput, sessioning.CreateOutput,
	sessioning.DeleteInput,
	sessioning.GetUserInput, sessioning.GetUserRow,
]

var (
	_ authenticating.Concept = (*Authenticating)(nil)
	_ sessioning.Concept     = (*Sessioning)(nil)
)
