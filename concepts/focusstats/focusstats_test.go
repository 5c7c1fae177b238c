package focusstats_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/focusstats"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/focusreader/focusstats"
)

var noon = time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC)

// After a user starts a focus session on a document and ends it some time
// later, that time is counted for the user and the document.
func TestPrinciple(t *testing.T) {
	f := open(t)
	start(t, f, "bob", "whale", noon)
	assert.EqualValues(t, 90, end(t, f, "bob", "whale", noon.Add(90*time.Second)))
	assert.Equal(t, []focusstats.GetByDocumentRow{{Document: "whale", Sessions: 1, Seconds: 90}}, stats(t, f, "bob"))
	assert.Empty(t, stats(t, f, "alice"))
}

func TestSessionsAddUp(t *testing.T) {
	f := open(t)
	for i := range 3 {
		at := noon.Add(time.Duration(i) * time.Hour)
		start(t, f, "bob", "whale", at)
		end(t, f, "bob", "whale", at.Add(1500*time.Millisecond))
	}
	start(t, f, "bob", "raven", noon)
	end(t, f, "bob", "raven", noon.Add(time.Minute))
	assert.ElementsMatch(t, []focusstats.GetByDocumentRow{
		{Document: "whale", Sessions: 3, Seconds: 4}, // 4.5, not three times 1
		{Document: "raven", Sessions: 1, Seconds: 60},
	}, stats(t, f, "bob"))
}

// A session that was never ended does not count.
func TestUnfinishedSessions(t *testing.T) {
	f := open(t)
	first := start(t, f, "bob", "whale", noon)
	assert.Empty(t, stats(t, f, "bob"))
	second := start(t, f, "bob", "whale", noon.Add(72*time.Hour))
	assert.NotEqual(t, first, second)
	assert.EqualValues(t, 10, end(t, f, "bob", "whale", noon.Add(72*time.Hour+10*time.Second)))
	assert.Equal(t, []focusstats.GetByDocumentRow{{Document: "whale", Sessions: 1, Seconds: 10}}, stats(t, f, "bob"))
}

func TestSessionsOfOthersGoOn(t *testing.T) {
	f := open(t)
	start(t, f, "bob", "whale", noon)
	start(t, f, "alice", "whale", noon)
	start(t, f, "bob", "raven", noon)
	assert.EqualValues(t, 1, end(t, f, "bob", "whale", noon.Add(1*time.Second)))
	assert.EqualValues(t, 2, end(t, f, "alice", "whale", noon.Add(2*time.Second)))
	assert.EqualValues(t, 3, end(t, f, "bob", "raven", noon.Add(3*time.Second)))
}

func TestEndWithoutStart(t *testing.T) {
	f := open(t)
	assert.Zero(t, end(t, f, "bob", "whale", noon))
	start(t, f, "bob", "whale", noon)
	end(t, f, "bob", "whale", noon.Add(time.Minute))
	assert.Zero(t, end(t, f, "bob", "whale", noon.Add(time.Hour)), "a session ends once")
	assert.EqualValues(t, 60, stats(t, f, "bob")[0].Seconds)
}

func TestAClockThatIsSetBack(t *testing.T) {
	f := open(t)
	start(t, f, "bob", "whale", noon)
	assert.Zero(t, end(t, f, "bob", "whale", noon.Add(-time.Hour)))
	assert.Zero(t, stats(t, f, "bob")[0].Seconds)
}

func TestAbandon(t *testing.T) {
	f := open(t)
	start(t, f, "bob", "whale", noon)
	end(t, f, "bob", "whale", noon.Add(time.Minute))
	start(t, f, "bob", "whale", noon.Add(time.Hour))
	start(t, f, "bob", "raven", noon.Add(time.Hour))

	require.NoError(t, f.Abandon(t.Context(), focusstats.AbandonInput{Document: "whale"}))
	assert.Zero(t, end(t, f, "bob", "whale", noon.Add(2*time.Hour)))
	assert.EqualValues(t, 3600, end(t, f, "bob", "raven", noon.Add(2*time.Hour)))
	assert.ElementsMatch(t, []focusstats.GetByDocumentRow{
		{Document: "whale", Sessions: 1, Seconds: 60}, // what was read stays read
		{Document: "raven", Sessions: 1, Seconds: 3600},
	}, stats(t, f, "bob"))
}

func TestCountingBeginsOnce(t *testing.T) {
	ctx := t.Context()
	f := open(t)
	_, found, err := f.GetSince(ctx, focusstats.GetSinceInput{User: "bob"})
	require.NoError(t, err)
	assert.False(t, found)
	for i := range 2 {
		require.NoError(t, f.InitUser(ctx, focusstats.InitUserInput{User: "bob", Since: noon.Add(time.Duration(i) * time.Hour)}))
		row, found, err := f.GetSince(ctx, focusstats.GetSinceInput{User: "bob"})
		require.NoError(t, err)
		assert.True(t, found)
		assert.Equal(t, noon, row.Since)
	}
}

// Of many windows that close one document at once, one counts.
func TestManyStartsAndEnds(t *testing.T) {
	f := open(t)
	var windows sync.WaitGroup
	for range 50 {
		windows.Go(func() { start(t, f, "bob", "whale", noon) })
	}
	windows.Wait()
	var seconds [50]int64
	for i := range seconds {
		windows.Go(func() { seconds[i] = end(t, f, "bob", "whale", noon.Add(time.Minute)) })
	}
	windows.Wait()
	var total int64
	for _, s := range seconds {
		total += s
	}
	assert.EqualValues(t, 60, total)
	assert.Equal(t, []focusstats.GetByDocumentRow{{Document: "whale", Sessions: 1, Seconds: 60}}, stats(t, f, "bob"))
}

func TestSessionsOutliveTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	f, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	start(t, f, "bob", "whale", noon)
	require.NoError(t, db.Close())

	f, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.EqualValues(t, 60, end(t, f, "bob", "whale", noon.Add(time.Minute)))
}

func open(t *testing.T) *impl.FocusStats {
	t.Helper()
	f, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return f
}

func start(t *testing.T, f *impl.FocusStats, user focusstats.User, document focusstats.Document, at time.Time) focusstats.FocusSession {
	t.Helper()
	out, err := f.StartSession(t.Context(), focusstats.StartSessionInput{User: user, Document: document, At: at})
	assert.NoError(t, err)
	return out.FocusSession
}

func end(t *testing.T, f *impl.FocusStats, user focusstats.User, document focusstats.Document, at time.Time) int64 {
	t.Helper()
	out, err := f.EndSession(t.Context(), focusstats.EndSessionInput{User: user, Document: document, At: at})
	assert.NoError(t, err)
	return out.Seconds
}

func stats(t *testing.T, f *impl.FocusStats, user focusstats.User) []focusstats.GetByDocumentRow {
	t.Helper()
	rows, err := f.GetByDocument(t.Context(), focusstats.GetByDocumentInput{User: user})
	require.NoError(t, err)
	return rows
}
