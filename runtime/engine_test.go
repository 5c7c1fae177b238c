package runtime_test

import (
	"io"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
)

func TestLimits(t *testing.T) {
	tests := []struct {
		limits runtime.Limits
		depth  int
	}{
		{runtime.Limits{}, math.MaxInt},
		{runtime.Limits{Actions: 5, Depth: 3}, 3},
		{runtime.Limits{Actions: -1, Depth: -1}, math.MaxInt},
	}
	for _, test := range tests {
		e := runtime.NewEngine(nil, runtime.WithLimits(test.limits))
		assert.Equal(t, test.depth, e.MaxDepth())
	}
}

func TestTooManyActions(t *testing.T) {
	_, err := loginWith(newStub(), runtime.WithLimits(runtime.Limits{Actions: 2})).Login(t.Context(), bob)
	var limit *runtime.LimitError
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, "Actions", limit.Limit)
	assert.Equal(t, 2, limit.Max)
	assert.Equal(t,
		"`Sessioning.create` failed: the flow took more than 2 actions, of these: "+
			loginRoot+", Profile.authenticate, Sessioning.create; "+
			"if that is meant, raise the limit with runtime.WithLimits(runtime.Limits{Actions: …}); "+
			"trail: "+loginRoot+" → HandleLogin → Profile.authenticate → CreateSession → Sessioning.create",
		err.Error())
}

func TestTooDeep(t *testing.T) {
	e := runtime.NewEngine(nil, runtime.WithLimits(runtime.Limits{Depth: 7}))
	err := e.TooDeep("Tree.delete", &runtime.Progress{}, nil)
	assert.Equal(t, "`Tree.delete` failed: the flow went more than 7 actions deep; if that is meant, raise the limit with runtime.WithLimits(runtime.Limits{Depth: …})", err.Error())
}

func TestSyncsByPlaceOrID(t *testing.T) {
	byPlace := runtime.NewEngine([]runtime.Sync{{Name: "First"}, {Name: "Second"}})
	byID := runtime.NewEngine([]runtime.Sync{{ID: 7, Name: "First"}, {ID: 0xffff_fff0, Name: "Second"}})
	for _, test := range []struct {
		engine runtime.Engine
		id     runtime.SyncID
		name   string
	}{
		{byPlace, 0, "First"},
		{byPlace, 1, "Second"},
		{byPlace, 2, ""},
		{byPlace, runtime.NoSync, ""},
		{byID, 7, "First"},
		{byID, 0xffff_fff0, "Second"},
		{byID, 0, ""},
		{byID, runtime.NoSync, ""},
	} {
		sync, ok := test.engine.Sync(test.id)
		assert.Equal(t, test.name != "", ok, test.id)
		assert.Equal(t, test.name, sync.Name, test.id)
	}
}

func TestClockAndIDs(t *testing.T) {
	at := time.Date(2025, 11, 10, 9, 23, 56, 123456789, time.FixedZone("EST", -5*3600))
	e := runtime.NewEngine(nil, runtime.WithClock(func() time.Time { return at }), runtime.WithIDs(func() string { return "id-1" }))
	assert.Equal(t, time.Date(2025, 11, 10, 14, 23, 56, 123e6, time.UTC), e.Now(), "in UTC, to the millisecond")
	assert.Equal(t, "id-1", e.UUID())

	e = runtime.NewEngine(nil)
	assert.WithinDuration(t, time.Now(), e.Now(), time.Second)
	assert.Len(t, e.UUID(), 36)
}

func TestEngineNamesSyncs(t *testing.T) {
	e := runtime.NewEngine(loginSyncs)
	s, ok := e.Sync(createSession)
	assert.True(t, ok)
	assert.Equal(t, "auth.sync:9", s.At)
	_, ok = e.Sync(runtime.NoSync)
	assert.False(t, ok)

	assert.Contains(t, e.By(createSession, runtime.Failed("A.b", io.EOF)).Error(), "CreateSession → A.b")
	assert.Contains(t, e.By(77, runtime.Failed("A.b", io.EOF)).Error(), "sync 77 → A.b")
	assert.NoError(t, e.By(createSession, nil))
}

func TestEngineWithoutADoorTakesNoNotice(t *testing.T) {
	e := runtime.NewEngine(loginSyncs)
	e.Fired(createSession)
	e.Matched(loggedIn)
	e.Left(0, 3)
	assert.False(t, e.Traced())
}
