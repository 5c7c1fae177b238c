package dsl_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/builtin"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

func TestCheckReadsFilesInPathOrder(t *testing.T) {
	texts := appTexts(t, app)
	want, _ := dsl.Check("specs", texts)
	for range 10 {
		rand.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		got, list := dsl.Check("specs", texts)
		assert.Empty(t, list)
		require.Len(t, got.Files, len(want.Files))
		for i := range got.Files {
			assert.Equal(t, want.Files[i].Source.Path, got.Files[i].Source.Path)
		}
		for i := range got.Concepts {
			assert.Equal(t, want.Concepts[i].Name, got.Concepts[i].Name)
		}
	}
	assert.Equal(t, "specs", want.Dir)
	assert.Equal(t, "<syncgen>/requesting.concept", want.Files[0].Source.Path)
	assert.True(t, want.Concepts[0].BuiltIn)
}

func TestBuiltInConceptsAreFormatted(t *testing.T) {
	for _, c := range builtin.Concepts() {
		assert.Equal(t, formattedText(c.Path, c.Text), c.Text)
		_, list := dsl.Check(".", []dsl.Text{{Path: "own.concept", Text: c.Text}})
		assert.Empty(t, list)
	}
}

func TestCheckOfNothing(t *testing.T) {
	p, list := dsl.Check(".", nil)
	assert.Empty(t, list)
	assert.NotNil(t, p)
	assert.Empty(t, p.Concepts, "a built-in concept that nothing uses is left out")
	assert.Empty(t, p.Files)
}

// What is wrong in one declaration hides nothing of another.
func TestCheckGatesByDeclaration(t *testing.T) {
	p, list := dsl.Check(".", []dsl.Text{{Path: "a.sync", Text: `sync DoesNotParse
when
  Requesting.request (path: "/a" : (request)
then
  Requesting.respond (request)

sync DoesNotResolve
when
  Requesting.request (path: "/b") : (request)
then
  Requesting.respond (request, answer)

sync HasWrongTypes
when
  Requesting.request (path: "/c") : (request)
then
  Requesting.respond (request, status: "fine")

sync IsRight
when
  Requesting.request (path: "/d") : (request)
then
  Requesting.respond (request)
`}})
	var codes []diagnostic.Code
	for _, d := range list {
		codes = append(codes, d.Code)
	}
	assert.Equal(t, []diagnostic.Code{diagnostic.SyntaxError, diagnostic.UnboundVariable, diagnostic.TypeMismatch}, codes)
	require.Len(t, p.Syncs, 4)
	assert.True(t, p.Syncs[0].HasErrors)
	assert.True(t, p.Syncs[1].HasErrors)
	assert.False(t, p.Syncs[3].HasErrors)
}

func TestApplyFixes(t *testing.T) {
	var sources source.Map
	f := sources.Add("a.sync", "one two three")
	g := sources.Add("b.sync", "four")
	at := func(f *source.File, start, end int32) source.Span {
		return source.Span{File: f.ID, Start: start, End: end}
	}
	fix := func(safe bool, edits ...diagnostic.Edit) diagnostic.Diagnostic {
		return diagnostic.Diagnostic{Fix: &diagnostic.Fix{Safe: safe, Edits: edits}}
	}
	both := fix(true, diagnostic.Edit{Span: at(f, 0, 3), New: "1"}, diagnostic.Edit{Span: at(g, 0, 4), New: "4"})
	changed, applied := dsl.ApplyFixes(&sources, diagnostic.List{
		both,
		both, // shared by two findings
		fix(true, diagnostic.Edit{Span: at(f, 2, 5), New: "overlaps"}, diagnostic.Edit{Span: at(f, 8, 13), New: "and so is left out as a whole"}),
		fix(false, diagnostic.Edit{Span: at(f, 4, 7), New: "is not safe"}),
		fix(true, diagnostic.Edit{Span: at(f, 13, 13), New: "!"}),
		{Code: diagnostic.UnknownAction},
	})
	assert.Len(t, applied, 2)
	assert.Equal(t, []dsl.Text{{Path: "a.sync", Text: "1 two three!"}, {Path: "b.sync", Text: "4"}}, changed)
}

// A fix does not go together with one that changes what it relies on, even right
// behind it, and comes before that; two may rely on the same.
func TestApplyFixesKeep(t *testing.T) {
	var sources source.Map
	f := sources.Add("a.sync", "name one two")
	at := func(start, end int32) source.Span { return source.Span{File: f.ID, Start: start, End: end} }
	fix := func(title string, edit diagnostic.Edit, keeps ...source.Span) diagnostic.Diagnostic {
		return diagnostic.Diagnostic{Fix: &diagnostic.Fix{Title: title, Safe: true, Edits: []diagnostic.Edit{edit}, Keeps: keeps}}
	}
	name := at(0, 4)
	changed, applied := dsl.ApplyFixes(&sources, diagnostic.List{
		fix("changes it", diagnostic.Edit{Span: at(4, 4), New: ": _"}),
		fix("leaves it alone", diagnostic.Edit{Span: at(5, 8), New: "1"}),
		fix("relies on it", diagnostic.Edit{Span: at(9, 12), New: "2"}, name),
		fix("relies on it as well", diagnostic.Edit{Span: at(12, 12), New: "!"}, name),
		fix("binds it anew, and relies on it", diagnostic.Edit{Span: name, New: "it"}, name),
	})
	var titles []string
	for _, d := range applied {
		titles = append(titles, d.Fix.Title)
	}
	assert.Equal(t, []string{"leaves it alone", "relies on it", "relies on it as well"}, titles)
	assert.Equal(t, []dsl.Text{{Path: "a.sync", Text: "name 1 2!"}}, changed)
}

// Of random edits those are carried out that Edit.Overlap allows.
func TestApplyFixesNeverOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sources source.Map
		f := sources.Add("a.sync", strings.Repeat("x", 20))
		var list diagnostic.List
		var taken []diagnostic.Edit
		for i := range rapid.IntRange(0, 8).Draw(t, "edits") {
			start := rapid.Int32Range(0, 20).Draw(t, "start")
			end := rapid.Int32Range(start, min(start+4, 20)).Draw(t, "end")
			e := diagnostic.Edit{Span: source.Span{File: f.ID, Start: start, End: end}, New: strconv.Itoa(i)}
			list = append(list, diagnostic.Diagnostic{Fix: &diagnostic.Fix{Safe: true, Edits: []diagnostic.Edit{e}}})
			if !slices.ContainsFunc(taken, e.Overlap) {
				taken = append(taken, e)
			}
		}
		want, err := diagnostic.Apply(f, taken)
		require.NoError(t, err)
		changed, applied := dsl.ApplyFixes(&sources, list)
		require.Len(t, applied, len(taken))
		if len(taken) > 0 {
			require.Equal(t, []dsl.Text{{Path: "a.sync", Text: want}}, changed)
		}
	})
}

// Whatever the texts are, checking ends with a program, every place that is
// named is in a file, and every fix can be carried out.
func FuzzCheck(f *testing.F) {
	f.Add(app, "concept A [B]\n\npurpose x\n\nprinciple y\n\nactions\n  a (b: B) : (error: String)\n")
	paths, err := filepath.Glob("testdata/findings/*/*.txtar")
	require.NoError(f, err)
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(f, err)
		sync, concept := "", ""
		for _, file := range archive.Files {
			switch filepath.Ext(file.Name) {
			case ".sync":
				sync += string(file.Data)
			case ".concept":
				concept += string(file.Data)
			}
		}
		f.Add(sync, concept)
	}
	profile, err := os.ReadFile("testdata/concepts/profile.concept")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, sync, concept string) {
		p, list := dsl.Check(".", []dsl.Text{{Path: "a.sync", Text: sync}, {Path: "b.concept", Text: concept}, {Path: "profile.concept", Text: string(profile)}})
		require.NotNil(t, p)
		inside := func(s source.Span) {
			file := p.Sources.File(s.File)
			require.NotNil(t, file)
			require.True(t, 0 <= s.Start && s.Start <= s.End && int(s.End) <= len(file.Text), "%v", s)
		}
		for _, d := range list {
			inside(d.Primary.Span)
			require.NotEmpty(t, d.Message)
			for _, l := range d.Secondary {
				inside(l.Span)
			}
			if d.Fix == nil {
				continue
			}
			for _, e := range d.Fix.Edits {
				inside(e.Span)
			}
			for _, file := range p.Sources.Files() {
				_, err := diagnostic.Apply(file, d.Fix.Edits)
				require.NoError(t, err, "%s: %s", d.Code, d.Fix.Title)
			}
		}
		assert.True(t, slices.IsSortedFunc(list, func(a, b diagnostic.Diagnostic) int { return int(a.Primary.Span.File - b.Primary.Span.File) }))
	})
}
