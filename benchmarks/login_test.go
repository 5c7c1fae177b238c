package benchmarks

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/generated/focusreader"
	"github.com/syncgen/syncgen/generated/focusreader/annotation"
	"github.com/syncgen/syncgen/generated/focusreader/focusstats"
	"github.com/syncgen/syncgen/generated/focusreader/library"
	"github.com/syncgen/syncgen/generated/focusreader/profile"
	"github.com/syncgen/syncgen/generated/focusreader/sessioning"
	"github.com/syncgen/syncgen/generated/focusreader/textsettings"
	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// idleProfile and idleSessioning do nothing, so that what is left is the cost
// of the flow.
type idleProfile struct{ profile.Concept }

func (idleProfile) Authenticate(context.Context, profile.AuthenticateInput) (profile.AuthenticateOutput, error) {
	return profile.AuthenticateOutput{User: "u1"}, nil
}

type idleSessioning struct{ sessioning.Concept }

func (idleSessioning) Create(context.Context, sessioning.CreateInput) (sessioning.CreateOutput, error) {
	return sessioning.CreateOutput{Session: "s1"}, nil
}

// memoryProfile and memorySessioning keep their state in maps.
type memoryProfile struct {
	profile.Concept
	mu    sync.RWMutex
	users map[string]memoryUser
}

type memoryUser struct {
	user     profile.User
	password runtime.Secret
}

func (m *memoryProfile) Authenticate(_ context.Context, in profile.AuthenticateInput) (profile.AuthenticateOutput, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	u, ok := m.users[in.Username]
	if !ok || !u.password.Equal(in.Password) {
		return profile.AuthenticateOutput{}, runtime.Refuse("wrong username or password")
	}
	return profile.AuthenticateOutput{User: u.user}, nil
}

type memorySessioning struct {
	sessioning.Concept
	mu       sync.Mutex
	sessions map[sessioning.User]sessioning.Session
}

func (m *memorySessioning) Create(_ context.Context, in sessioning.CreateInput) (sessioning.CreateOutput, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sessions[in.User] = "s1"
	return sessioning.CreateOutput{Session: "s1"}, nil
}

func idleConcepts() focusreader.Concepts {
	return loginConcepts(idleProfile{}, idleSessioning{})
}

func memoryConcepts() focusreader.Concepts {
	users := map[string]memoryUser{"bob": {"u1", runtime.NewSecret("1234567890")}}
	return loginConcepts(&memoryProfile{users: users}, &memorySessioning{sessions: map[sessioning.User]sessioning.Session{}})
}

func loginConcepts(p profile.Concept, s sessioning.Concept) focusreader.Concepts {
	return focusreader.Concepts{
		Profile:      p,
		Sessioning:   s,
		Annotation:   struct{ annotation.Concept }{},
		FocusStats:   struct{ focusstats.Concept }{},
		Library:      struct{ library.Concept }{},
		TextSettings: struct{ textsettings.Concept }{},
	}
}

func loginApp(tb testing.TB, concepts focusreader.Concepts, options ...runtime.Option) *focusreader.App {
	app, err := focusreader.New(concepts, options...)
	require.NoError(tb, err)
	return app
}

// handLogin is the login that a person would write: the same concepts, called
// one after the other.
type handLogin struct {
	concepts focusreader.Concepts
}

//go:noinline
func (h *handLogin) login(ctx context.Context, in focusreader.AuthLoginInput) (handAnswer, error) {
	authenticated, err := h.concepts.Profile.Authenticate(ctx, profile.AuthenticateInput{Username: in.Username, Password: in.Password})
	if reason, refused := runtime.Refused(err); refused {
		return handAnswer{Status: 401, Error: reason}, nil
	}
	if err != nil {
		return handAnswer{}, err
	}
	created, err := h.concepts.Sessioning.Create(ctx, sessioning.CreateInput{User: sessioning.User(authenticated.User)})
	if err != nil {
		return handAnswer{}, err
	}
	return handAnswer{Request: in.Request, User: authenticated.User, Session: created.Session, Message: "Login successful"}, nil
}

// handAnswer is a response as a struct by value.
type handAnswer struct {
	Request requesting.Request
	Status  int
	User    profile.User
	Session sessioning.Session
	Message string
	Error   string
}

var loginInput = focusreader.AuthLoginInput{Request: "r1", Username: "bob", Password: runtime.NewSecret("1234567890")}

func BenchmarkLogin(b *testing.B) {
	for _, state := range []struct {
		name     string
		concepts func() focusreader.Concepts
	}{{"idle", idleConcepts}, {"memory", memoryConcepts}} {
		ctx := context.Background()
		b.Run(state.name+"/by hand", func(b *testing.B) {
			h := &handLogin{state.concepts()}
			loop(b, func() error { _, err := h.login(ctx, loginInput); return err })
		})
		b.Run(state.name+"/emitted", func(b *testing.B) {
			app := loginApp(b, state.concepts())
			loop(b, func() error { _, err := app.AuthLogin(ctx, loginInput); return err })
		})
	}
}

// BenchmarkLoginParallel is run with -cpu 1,2: flows share nothing, so two
// cores do twice as many.
func BenchmarkLoginParallel(b *testing.B) {
	app := loginApp(b, idleConcepts())
	b.RunParallel(func(pb *testing.PB) {
		ctx := context.Background()
		for pb.Next() {
			if _, err := app.AuthLogin(ctx, loginInput); err != nil {
				b.Error(err)
			}
		}
	})
}

// idleTracer takes steps and drops them: what is left is the cost of the door.
type idleTracer struct{ steps int }

func (t *idleTracer) Step(*runtime.Step)     { t.steps++ }
func (t *idleTracer) Ended(*runtime.FlowEnd) {}

// BenchmarkDoor compares a login of four actions with the door off and on.
func BenchmarkDoor(b *testing.B) {
	ctx := context.Background()
	b.Run("off", func(b *testing.B) {
		app := loginApp(b, idleConcepts())
		loop(b, func() error { _, err := app.AuthLogin(ctx, loginInput); return err })
	})
	b.Run("on", func(b *testing.B) {
		app := loginApp(b, idleConcepts(), runtime.WithTracer(&idleTracer{}))
		loop(b, func() error { _, err := app.AuthLogin(ctx, loginInput); return err })
	})
}

// TestLoginByHandIsTheSame keeps the baseline honest.
func TestLoginByHandIsTheSame(t *testing.T) {
	for _, concepts := range []focusreader.Concepts{idleConcepts(), memoryConcepts()} {
		hand, err := (&handLogin{concepts}).login(t.Context(), loginInput)
		require.NoError(t, err)
		emitted, err := loginApp(t, concepts).AuthLogin(t.Context(), loginInput)
		require.NoError(t, err)
		require.Equal(t,
			handAnswer{"r1", 0, emitted.User, emitted.Session, emitted.Message, emitted.Error},
			hand,
		)
	}
}
