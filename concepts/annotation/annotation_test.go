package annotation_test

import (
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/annotation"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/focusreader/annotation"
	"github.com/syncgen/syncgen/runtime"
)

var noon = time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC)

// passage is an annotation that nothing is wrong with.
var passage = annotation.AddInput{
	Author: "bob", Document: "whale", Start: 8, End: 15, Color: annotation.ColorGreen, Note: runtime.Some("who?"), At: noon,
}

// After a reader annotates a passage of a document, the annotation is shown
// with the document until it is removed.
func TestPrinciple(t *testing.T) {
	a := open(t)
	added := add(t, a, passage)
	assert.Equal(t, []annotation.GetByDocumentRow{{
		Annotation: added, Start: 8, End: 15, Color: annotation.ColorGreen, Note: runtime.Some("who?"), AddedAt: noon,
	}}, of(t, a, "whale"))
	assert.Empty(t, of(t, a, "raven"))

	require.NoError(t, a.Remove(t.Context(), annotation.RemoveInput{Annotation: added}))
	assert.Empty(t, of(t, a, "whale"))
}

func TestANoteMayBeLeftOut(t *testing.T) {
	a := open(t)
	in := passage
	in.Note = runtime.Optional[string]{}
	add(t, a, in)
	assert.False(t, of(t, a, "whale")[0].Note.Present)

	in.Document, in.Note = "raven", runtime.Some("")
	add(t, a, in)
	assert.Equal(t, runtime.Some(""), of(t, a, "raven")[0].Note, "an empty note is a note")
}

func TestAddRefuses(t *testing.T) {
	a := open(t)
	for name, test := range map[string]struct {
		change func(in *annotation.AddInput)
		reason string
	}{
		"a start before the text": {func(in *annotation.AddInput) { in.Start = -1 }, "a passage starts at 0 or later and ends after its start"},
		"an empty passage":        {func(in *annotation.AddInput) { in.End = in.Start }, "a passage starts at 0 or later and ends after its start"},
		"a passage backwards":     {func(in *annotation.AddInput) { in.End = in.Start - 1 }, "a passage starts at 0 or later and ends after its start"},
		"a long note":             {func(in *annotation.AddInput) { in.Note = runtime.Some(strings.Repeat("é", 10_001)) }, "a note has at most 10,000 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			in := passage
			test.change(&in)
			_, err := a.Add(t.Context(), in)
			assertRefused(t, err, test.reason)
			assert.Empty(t, of(t, a, "whale"))
		})
	}
}

func TestRemoveRefusesWhatIsNotThere(t *testing.T) {
	a := open(t)
	assertRefused(t, a.Remove(t.Context(), annotation.RemoveInput{Annotation: "none"}), "there is no such annotation")
}

func TestAuthors(t *testing.T) {
	a := open(t)
	added := add(t, a, passage)
	row, found, err := a.GetAuthor(t.Context(), annotation.GetAuthorInput{Annotation: added})
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, annotation.User("bob"), row.Author)
	_, found, err = a.GetAuthor(t.Context(), annotation.GetAuthorInput{Annotation: "none"})
	require.NoError(t, err)
	assert.False(t, found)
}

func TestRemoveAll(t *testing.T) {
	a := open(t)
	add(t, a, passage)
	add(t, a, passage)
	other := passage
	other.Document = "raven"
	add(t, a, other)
	for range 2 { // nothing to remove is fine
		require.NoError(t, a.RemoveAll(t.Context(), annotation.RemoveAllInput{Document: "whale"}))
		assert.Empty(t, of(t, a, "whale"))
	}
	assert.Len(t, of(t, a, "raven"), 1)
}

// Of many who remove one annotation at once, one does.
func TestManyAtOnce(t *testing.T) {
	a := open(t)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { add(t, a, passage) })
	}
	all.Wait()
	rows := of(t, a, "whale")
	require.Len(t, rows, 50)

	var removed atomic.Int32
	for range 50 {
		all.Go(func() {
			err := a.Remove(t.Context(), annotation.RemoveInput{Annotation: rows[0].Annotation})
			if err == nil {
				removed.Add(1)
				return
			}
			assertRefused(t, err, "there is no such annotation")
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, removed.Load())
	assert.Len(t, of(t, a, "whale"), 49)
}

func TestAnnotationsOutliveTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	a, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	added := add(t, a, passage)
	require.NoError(t, db.Close())

	a, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	rows := of(t, a, "whale")
	require.Len(t, rows, 1)
	assert.Equal(t, added, rows[0].Annotation)
}

func open(t *testing.T) *impl.Annotation {
	t.Helper()
	a, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return a
}

func add(t *testing.T, a *impl.Annotation, in annotation.AddInput) annotation.Annotation {
	t.Helper()
	out, err := a.Add(t.Context(), in)
	assert.NoError(t, err)
	return out.Annotation
}

func of(t *testing.T, a *impl.Annotation, document annotation.Document) []annotation.GetByDocumentRow {
	t.Helper()
	rows, err := a.GetByDocument(t.Context(), annotation.GetByDocumentInput{Document: document})
	require.NoError(t, err)
	return rows
}

func assertRefused(t *testing.T, err error, reason string) {
	t.Helper()
	got, refused := runtime.Refused(err)
	assert.True(t, refused, "%v", err)
	assert.Equal(t, reason, got)
}
