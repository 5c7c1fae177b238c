package library_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/library"
	"github.com/syncgen/syncgen/concepts/sqlite/sqlitetest"
	"github.com/syncgen/syncgen/generated/focusreader/library"
	"github.com/syncgen/syncgen/runtime"
)

var noon = time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC)

const missing = "there is no such document"

// After a library is created for its owner and a document is put in it, the
// document is listed under its name, and opening it gives the text that was
// put in, until it is removed.
func TestPrinciple(t *testing.T) {
	ctx := t.Context()
	l := open(t)
	_, err := l.Create(ctx, library.CreateInput{Owner: "bob"})
	require.NoError(t, err)
	document := add(t, l, "bob", "Moby-Dick", "Call me Ishmael.")
	assert.Equal(t, []library.GetDocumentsRow{{Document: document, Name: "Moby-Dick", AddedAt: noon}}, list(t, l, "bob"))

	opened, err := l.OpenDocument(ctx, library.OpenDocumentInput{Document: document})
	require.NoError(t, err)
	assert.Equal(t, library.OpenDocumentOutput{Owner: "bob", Name: "Moby-Dick", Content: "Call me Ishmael."}, opened)

	require.NoError(t, l.RemoveDocument(ctx, library.RemoveDocumentInput{Document: document}))
	assert.Empty(t, list(t, l, "bob"))
	_, err = l.OpenDocument(ctx, library.OpenDocumentInput{Document: document})
	assertRefused(t, err, missing)
}

func TestAnOwnerHasOneLibrary(t *testing.T) {
	ctx := t.Context()
	l := open(t)
	first, err := l.Create(ctx, library.CreateInput{Owner: "bob"})
	require.NoError(t, err)
	require.NotEmpty(t, first.Library)
	second, err := l.Create(ctx, library.CreateInput{Owner: "bob"})
	require.NoError(t, err)
	assert.Equal(t, first, second)
	other, err := l.Create(ctx, library.CreateInput{Owner: "alice"})
	require.NoError(t, err)
	assert.NotEqual(t, first, other)
}

// Whoever has no library gets one with the first document.
func TestADocumentBringsItsLibrary(t *testing.T) {
	l := open(t)
	add(t, l, "bob", "Moby-Dick", "")
	assert.Len(t, list(t, l, "bob"), 1)
	assert.Empty(t, list(t, l, "alice"))
}

func TestRename(t *testing.T) {
	ctx := t.Context()
	l := open(t)
	document := add(t, l, "bob", "Moby-Dick", "")
	require.NoError(t, l.RenameDocument(ctx, library.RenameDocumentInput{Document: document, Name: "The Whale"}))
	row, found, err := l.GetName(ctx, library.GetNameInput{Document: document})
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, "The Whale", row.Name)
}

func TestNamesThatAreRefused(t *testing.T) {
	ctx := t.Context()
	l := open(t)
	document := add(t, l, "bob", strings.Repeat("é", 200), "")
	for _, name := range []string{"", " \t", strings.Repeat("é", 201)} {
		_, err := l.CreateDocument(ctx, library.CreateDocumentInput{Owner: "bob", Name: name})
		assertRefused(t, err, "a document's name has 1 to 200 characters, not all of them blank")
		err = l.RenameDocument(ctx, library.RenameDocumentInput{Document: document, Name: name})
		assertRefused(t, err, "a document's name has 1 to 200 characters, not all of them blank")
	}
	assert.Len(t, list(t, l, "bob"), 1)
}

func TestDocumentsThatAreNotThere(t *testing.T) {
	ctx := t.Context()
	l := open(t)
	assertRefused(t, l.RenameDocument(ctx, library.RenameDocumentInput{Document: "none", Name: "x"}), missing)
	assertRefused(t, l.RemoveDocument(ctx, library.RemoveDocumentInput{Document: "none"}), missing)
	_, err := l.OpenDocument(ctx, library.OpenDocumentInput{Document: "none"})
	assertRefused(t, err, missing)
	_, found, err := l.GetOwner(ctx, library.GetOwnerInput{Document: "none"})
	assert.NoError(t, err)
	assert.False(t, found)
	_, found, err = l.GetName(ctx, library.GetNameInput{Document: "none"})
	assert.NoError(t, err)
	assert.False(t, found)
}

func TestOpenAndClose(t *testing.T) {
	ctx := t.Context()
	l := open(t)
	document := add(t, l, "bob", "Moby-Dick", "")
	closing := library.CloseDocumentInput{Document: document}
	_, err := l.CloseDocument(ctx, closing)
	assertRefused(t, err, "the document is not open")

	for range 2 { // an open document opens again
		_, err = l.OpenDocument(ctx, library.OpenDocumentInput{Document: document})
		require.NoError(t, err)
		assert.True(t, list(t, l, "bob")[0].Open)
	}
	closed, err := l.CloseDocument(ctx, closing)
	require.NoError(t, err)
	assert.Equal(t, library.User("bob"), closed.Owner)
	assert.False(t, list(t, l, "bob")[0].Open)
	_, err = l.CloseDocument(ctx, closing)
	assertRefused(t, err, "the document is not open")
}

func TestManyDocumentsAtOnce(t *testing.T) {
	l := open(t)
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			_, err := l.CreateDocument(t.Context(), library.CreateDocumentInput{Owner: "bob", Name: fmt.Sprint("document ", i)})
			assert.NoError(t, err)
		})
	}
	all.Wait()
	assert.Len(t, list(t, l, "bob"), 50)
}

func TestDocumentsOutliveTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	db := sqlitetest.OpenFile(t, file)
	l, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	content := strings.Repeat("Call me Ishmael. \x00 Ü ", 100_000)
	document := add(t, l, "bob", "Moby-Dick", content)
	require.NoError(t, db.Close())

	l, err = impl.New(t.Context(), sqlitetest.OpenFile(t, file))
	require.NoError(t, err)
	opened, err := l.OpenDocument(t.Context(), library.OpenDocumentInput{Document: document})
	require.NoError(t, err)
	assert.True(t, content == opened.Content, "the text is as it was put in")
	owner, found, err := l.GetOwner(t.Context(), library.GetOwnerInput{Document: document})
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, library.User("bob"), owner.Owner)
}

func TestFailuresAreNoRefusals(t *testing.T) {
	db := sqlitetest.Open(t)
	l, err := impl.New(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = l.OpenDocument(t.Context(), library.OpenDocumentInput{Document: "any"})
	require.Error(t, err)
	_, refused := runtime.Refused(err)
	assert.False(t, refused)
}

func open(t *testing.T) *impl.Library {
	t.Helper()
	l, err := impl.New(t.Context(), sqlitetest.Open(t))
	require.NoError(t, err)
	return l
}

func add(t *testing.T, l *impl.Library, owner library.User, name, content string) library.Document {
	t.Helper()
	out, err := l.CreateDocument(t.Context(), library.CreateDocumentInput{Owner: owner, Name: name, Content: content, At: noon})
	require.NoError(t, err)
	return out.Document
}

func list(t *testing.T, l *impl.Library, owner library.User) []library.GetDocumentsRow {
	t.Helper()
	rows, err := l.GetDocuments(t.Context(), library.GetDocumentsInput{Owner: owner})
	require.NoError(t, err)
	return rows
}

func assertRefused(t *testing.T, err error, reason string) {
	t.Helper()
	got, refused := runtime.Refused(err)
	assert.True(t, refused, "%v", err)
	assert.Equal(t, reason, got)
}
