package textsettings_test

import (
	"math"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	impl "github.com/syncgen/syncgen/concepts/textsettings"
	"github.com/syncgen/syncgen/generated/focusreader/textsettings"
	"github.com/syncgen/syncgen/runtime"
)

var defaults = textsettings.GetSettingsRow{Font: "Georgia", FontSize: 16, LineHeight: 1.5}

// A user reads in the default type at first; after the user changes the font,
// the size or the line height, all text is shown to that user in this way.
func TestPrinciple(t *testing.T) {
	s := open(t)
	require.NoError(t, s.InitUser(t.Context(), textsettings.InitUserInput{User: "bob"}))
	assert.Equal(t, defaults, settings(t, s, "bob"))

	require.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{
		User: "bob", Font: runtime.Some("Atkinson"), FontSize: runtime.Some(int64(20)), LineHeight: runtime.Some(1.8),
	}))
	assert.Equal(t, textsettings.GetSettingsRow{Font: "Atkinson", FontSize: 20, LineHeight: 1.8}, settings(t, s, "bob"))
	assert.Equal(t, defaults, settings(t, s, "alice"))
}

func TestWhatIsLeftOutStays(t *testing.T) {
	s := open(t)
	require.NoError(t, s.InitUser(t.Context(), textsettings.InitUserInput{User: "bob"}))
	want := defaults
	require.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob", FontSize: runtime.Some(int64(20))}))
	want.FontSize = 20
	assert.Equal(t, want, settings(t, s, "bob"))
	require.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob", Font: runtime.Some("Atkinson")}))
	want.Font = "Atkinson"
	assert.Equal(t, want, settings(t, s, "bob"))
	require.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob"}))
	assert.Equal(t, want, settings(t, s, "bob"))
}

func TestAUserWithoutSettings(t *testing.T) {
	s := open(t)
	assert.Equal(t, defaults, settings(t, s, "bob"))
	require.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob", FontSize: runtime.Some(int64(20))}))
	changed := settings(t, s, "bob")
	assert.Equal(t, textsettings.GetSettingsRow{Font: defaults.Font, FontSize: 20, LineHeight: defaults.LineHeight}, changed)

	require.NoError(t, s.InitUser(t.Context(), textsettings.InitUserInput{User: "bob"}))
	assert.Equal(t, changed, settings(t, s, "bob"), "settings that are there stay")
}

func TestChangeRefuses(t *testing.T) {
	s := open(t)
	for name, test := range map[string]struct {
		in     textsettings.ChangeInput
		reason string
	}{
		"no font":             {textsettings.ChangeInput{Font: runtime.Some(" ")}, "a font's name has 1 to 100 characters, not all of them blank"},
		"a long font":         {textsettings.ChangeInput{Font: runtime.Some(strings.Repeat("é", 101))}, "a font's name has 1 to 100 characters, not all of them blank"},
		"a tiny size":         {textsettings.ChangeInput{FontSize: runtime.Some(int64(5))}, "a font's size is 6 to 96"},
		"a huge size":         {textsettings.ChangeInput{FontSize: runtime.Some(int64(97))}, "a font's size is 6 to 96"},
		"a flat line":         {textsettings.ChangeInput{LineHeight: runtime.Some(0.9)}, "a line's height is 1 to 4"},
		"a high line":         {textsettings.ChangeInput{LineHeight: runtime.Some(4.1)}, "a line's height is 1 to 4"},
		"a line of no height": {textsettings.ChangeInput{LineHeight: runtime.Some(math.NaN())}, "a line's height is 1 to 4"},
		"one of two":          {textsettings.ChangeInput{Font: runtime.Some("Atkinson"), FontSize: runtime.Some(int64(0))}, "a font's size is 6 to 96"},
	} {
		t.Run(name, func(t *testing.T) {
			test.in.User = "bob"
			err := s.Change(t.Context(), test.in)
			reason, refused := runtime.Refused(err)
			assert.True(t, refused, "%v", err)
			assert.Equal(t, test.reason, reason)
			assert.Equal(t, defaults, settings(t, s, "bob"), "a refusal changes nothing")
		})
	}
}

// Changes of different settings at the same time both last.
func TestChangesAtOnce(t *testing.T) {
	s := open(t)
	var all sync.WaitGroup
	for range 25 {
		all.Go(func() {
			assert.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob", FontSize: runtime.Some(int64(20))}))
		})
		all.Go(func() {
			assert.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob", Font: runtime.Some("Atkinson")}))
		})
	}
	all.Wait()
	assert.Equal(t, textsettings.GetSettingsRow{Font: "Atkinson", FontSize: 20, LineHeight: 1.5}, settings(t, s, "bob"))
}

func TestSettingsOutliveTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	s, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, s.Change(t.Context(), textsettings.ChangeInput{User: "bob", LineHeight: runtime.Some(2.0)}))
	require.NoError(t, db.Close())

	s, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	assert.Equal(t, 2.0, settings(t, s, "bob").LineHeight)
}

func open(t *testing.T) *impl.TextSettings {
	t.Helper()
	s, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return s
}

func settings(t *testing.T, s *impl.TextSettings, user textsettings.User) textsettings.GetSettingsRow {
	t.Helper()
	row, err := s.GetSettings(t.Context(), textsettings.GetSettingsInput{User: user})
	require.NoError(t, err)
	return row
}
