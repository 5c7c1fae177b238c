package sessioning_test

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/sessioning"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/focusreader/sessioning"
	"github.com/syncgen/syncgen/runtime"
)

// After a session is created for a user, the session identifies that user
// until it is deleted.
func TestPrinciple(t *testing.T) {
	s := open(t)
	session := create(t, s, "bob")
	assertUser(t, s, session, "bob")

	require.NoError(t, s.Delete(t.Context(), sessioning.DeleteInput{Session: session}))
	assertNobody(t, s, session)
}

func TestDeleteRefusesWhatIsNotThere(t *testing.T) {
	s := open(t)
	session := create(t, s, "bob")
	require.NoError(t, s.Delete(t.Context(), sessioning.DeleteInput{Session: session}))
	for _, absent := range []sessioning.Session{session, "", "guess"} {
		err := s.Delete(t.Context(), sessioning.DeleteInput{Session: absent})
		reason, refused := runtime.Refused(err)
		assert.True(t, refused, "%v", err)
		assert.Equal(t, "there is no such session", reason)
		assertNobody(t, s, absent)
	}
}

func TestSessionsOfOneUserAreApart(t *testing.T) {
	s := open(t)
	phone, desk := create(t, s, "bob"), create(t, s, "bob")
	assert.NotEqual(t, phone, desk)
	assert.GreaterOrEqual(t, len(phone), 26, "130 random bits in base 32")

	require.NoError(t, s.Delete(t.Context(), sessioning.DeleteInput{Session: phone}))
	assertNobody(t, s, phone)
	assertUser(t, s, desk, "bob")
}

// Of many who delete one session at once, one does.
func TestSessionIsDeletedOnce(t *testing.T) {
	s := open(t)
	session := create(t, s, "bob")
	var all sync.WaitGroup
	var deleted atomic.Int32
	for range 50 {
		all.Go(func() {
			err := s.Delete(t.Context(), sessioning.DeleteInput{Session: session})
			if _, refused := runtime.Refused(err); err == nil {
				deleted.Add(1)
			} else {
				assert.True(t, refused, "%v", err)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, deleted.Load())
}

func TestSessionsOutliveTheProgramButAreNotStored(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	s, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	session := create(t, s, "bob")
	require.NoError(t, db.Close())

	stored, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.NotContains(t, string(stored), string(session), "a copy of the database signs nobody in")

	s, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assertUser(t, s, session, "bob")
}

func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	s, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	err = s.Delete(t.Context(), sessioning.DeleteInput{Session: "any"})
	require.Error(t, err)
	_, refused := runtime.Refused(err)
	assert.False(t, refused)
	_, found, err := s.GetUser(t.Context(), sessioning.GetUserInput{Session: "any"})
	assert.Error(t, err)
	assert.False(t, found)
}

func open(t *testing.T) *impl.Sessioning {
	t.Helper()
	s, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return s
}

func create(t *testing.T, s *impl.Sessioning, user sessioning.User) sessioning.Session {
	t.Helper()
	out, err := s.Create(t.Context(), sessioning.CreateInput{User: user})
	require.NoError(t, err)
	return out.Session
}

func assertUser(t *testing.T, s *impl.Sessioning, session sessioning.Session, user sessioning.User) {
	t.Helper()
	row, found, err := s.GetUser(t.Context(), sessioning.GetUserInput{Session: session})
	assert.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, user, row.User)
}

func assertNobody(t *testing.T, s *impl.Sessioning, session sessioning.Session) {
	t.Helper()
	_, found, err := s.GetUser(t.Context(), sessioning.GetUserInput{Session: session})
	assert.NoError(t, err)
	assert.False(t, found)
}
