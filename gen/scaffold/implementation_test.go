package scaffold

import (
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen"
)

const face = `concept Parking [Car]

actions
  enter (car: Car) : (place: Integer)
  enter (car: Car) : (error: String)
  leave (car: Car)
  look () : (free: Integer)
  look () : (full: Flag)

queries
  _getPlace (car: Car) : optional (place: Integer)
  batch _getSince (car: Car) : optional (since: DateTime)
`

// parking is the interface of a concept with a method of each kind.
func parking(t *testing.T) *Interface {
	t.Helper()
	program, findings := dsl.Check("specs/town", []dsl.Text{{Path: "specs/town/parking.concept", Text: face}})
	require.Empty(t, findings)
	options := gen.Options{Package: "town", ImportPath: "example.com/town/generated/town", Source: "specs/town"}
	out, err := gen.Generate(program, options)
	require.NoError(t, err)
	i, err := ReadInterface(out, options, program.Concept("Parking"))
	require.NoError(t, err)
	return i
}

// folder makes a folder with the Go of a package.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return dir
}

// Every method fails with its own error, and gives the zero value of what it is
// to give.
func TestImplement(t *testing.T) {
	text, err := parking(t).Implement("lot", "Lot")
	require.NoError(t, err)
	for _, want := range []string{
		"package lot\n", "var _ parking.Concept = (*Lot)(nil)\n",
		"func (l *Lot) Enter(ctx context.Context, in parking.EnterInput) (parking.EnterOutput, error) {\n\treturn parking.EnterOutput{}, errors.New(\"Parking.enter is not written yet\")\n}\n",
		"func (l *Lot) Leave(ctx context.Context, in parking.LeaveInput) error {\n\treturn errors.New(",
		"func (l *Lot) Look(ctx context.Context) (parking.LookOutput, error) {\n\treturn nil, errors.New(",
		"func (l *Lot) GetPlace(ctx context.Context, in parking.GetPlaceInput) (parking.GetPlaceRow, bool, error) {\n\treturn parking.GetPlaceRow{}, false, errors.New(",
		"func (l *Lot) GetSince(ctx context.Context, in []parking.GetSinceInput) ([]runtime.Optional[parking.GetSinceRow], error) {\n\treturn nil, errors.New(\"Parking._getSince is not",
		"// Enter is the action enter.\n//\n//\tenter (car: Car) : (place: Integer)\n//\n//\tenter (car: Car) : (error: String)\nfunc",
	} {
		assert.Contains(t, text, want)
	}
}

// What somebody wrote stays, line by line, whatever their imports look like;
// and what was laid out as gofmt does it is so still.
func TestCompleteKeepsWhatIsThere(t *testing.T) {
	const concept = "\"example.com/town/generated/town/parking\""
	for name, imports := range map[string]string{
		"none":           "",
		"one":            "import \"sync\"\n\n",
		"several lines":  "import \"sync\"\nimport \"time\" // and a comment\n\n",
		"Go's":           "import (\n\t\"context\"\n\t\"sync\"\n)\n\n",
		"Go's, later":    "import (\n\t// locks\n\t\"sync\"\n\t\"time\"\n)\n\n",
		"others":         "import (\n\t\"example.org/a\"\n\tz \"example.org/z\"\n)\n\n",
		"both":           "import (\n\t\"context\"\n\t\"time\"\n\n\t\"example.org/a\"\n\t\"github.com/z/z\" // last\n)\n\n",
		"all":            "import (\n\t\"context\"\n\t\"errors\"\n\n\t\"github.com/syncgen/syncgen/runtime\"\n\n\t" + concept + "\n)\n\n",
		"other names":    "import (\n\tctx \"context\"\n\t\"runtime\"\n\n\tp " + concept + "\n\t\"github.com/pkg/errors\"\n)\n\n",
		"in one line":    "import ( \"sync\"; \"time\" )\n\n",
		"an empty block": "import ()\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			before := "// Package lot is mine.\npackage lot\n\n" + imports + "type Lot map[string]int\n\nfunc (l Lot) other() int { return len(l) }\n"
			dir := folder(t, map[string]string{"lot.go": before})
			done, err := parking(t).Complete(dir, "Lot")
			require.NoError(t, err)
			assert.Equal(t, []string{"Enter", "Leave", "Look", "GetPlace", "GetSince"}, done.Added)
			assert.Empty(t, done.Changed)

			rest := done.Text
			for line := range strings.Lines(before) {
				_, after, found := strings.Cut(rest, line)
				require.True(t, found, "%q in\n%s", line, done.Text)
				rest = after
			}
			f, err := parseFile("lot.go", done.Text)
			require.NoError(t, err, done.Text)
			paths := map[string]int{}
			for _, p := range importsOf(f.tree) {
				paths[p]++
			}
			for _, p := range []string{"context", "errors", "github.com/syncgen/syncgen/runtime", "example.com/town/generated/town/parking"} {
				if p == "errors" && name == "other names" {
					assert.Contains(t, done.Text, "\tstderrors \"errors\"\n")
					assert.Contains(t, done.Text, "stderrors.New(")
					assert.Contains(t, done.Text, "(ctx ctx.Context, in p.EnterInput) (p.EnterOutput, error)")
					assert.Contains(t, done.Text, "[]syncgenruntime.Optional[p.GetSinceRow]")
				}
				assert.Equal(t, 1, paths[p], "%s in\n%s", p, done.Text)
			}
			if formatted, err := format.Source([]byte(before)); err == nil && string(formatted) == before {
				formatted, err := format.Source([]byte(done.Text))
				require.NoError(t, err)
				assert.Equal(t, string(formatted), done.Text)
			}
		})
	}
}

// A method counts wherever in the package it is, and with whatever receiver;
// one in a test does not.
func TestCompleteFindsMethods(t *testing.T) {
	const head = "package lot\n\nimport (\n\t\"context\"\n\n\t\"example.com/town/generated/town/parking\"\n)\n\n"
	dir := folder(t, map[string]string{
		"a.go":       head + "type base[T any] struct{}\n\nfunc (*base[T]) Leave(context.Context, parking.LeaveInput) error { return nil }\n",
		"lot.go":     head + "type Lot[K comparable] struct {\n\tbase[K]\n}\n\nvar _ parking.Concept = (*Lot[string])(nil)\n\nfunc (  _ *Lot[K]) Enter(c context.Context, i parking.EnterInput) (o parking.EnterOutput, err error) { return }\n",
		"plan9.go":   "//go:build plan9\n\n" + head + "func (l Lot[K]) GetPlace(_ context.Context, in parking.GetPlaceInput) (parking.GetPlaceRow, bool, error) {\n\treturn parking.GetPlaceRow{}, false, nil\n}\n",
		"a_test.go":  head + "func (l Lot[K]) Look(context.Context) (parking.LookOutput, error) { return nil, nil }\n",
		"_unread.go": "no Go",
	})
	done, err := parking(t).Complete(dir, "Lot")
	require.NoError(t, err)
	assert.Equal(t, []string{"Look", "GetSince"}, done.Added)
	assert.Empty(t, done.Changed)
	assert.Equal(t, filepath.Join(dir, "lot.go"), done.Path)
	assert.Contains(t, done.Text, "func (  _ *Lot[K]) Look(ctx context.Context) (", "the receiver is written as before")

	places, err := FindImplementations(dir, "example.com/town/generated/town/parking")
	require.NoError(t, err)
	assert.Equal(t, []Place{{filepath.Join(dir, "lot.go"), "Lot"}}, places)
}

// A method that takes or gives something else is reported, with what it should
// be, and left alone.
func TestCompleteReportsChanges(t *testing.T) {
	dir := folder(t, map[string]string{"lot.go": `package lot

import (
	"context"

	p "example.com/town/generated/town/parking"
)

type Lot struct{}

func (l *Lot) Enter(_ context.Context, in p.EnterInput) (p.EnterOutput, error) { panic("") }
func (l *Lot) Leave(context.Context) error                                      { panic("") }
func (l *Lot) Look(context.Context) (p.LookOutput, error)                       { panic("") }
func (l *Lot) GetPlace(_ context.Context, in p.GetPlaceInput) (*Row, error)     { panic("") }
func (l *Lot) GetSince(_ context.Context, in p.GetSinceInput) (map[string]int, error) { panic("") }

type Row struct{}
`})
	done, err := parking(t).Complete(dir, "Lot")
	require.NoError(t, err)
	assert.Empty(t, done.Added)
	var said []string
	for _, c := range done.Changed {
		said = append(said, filepath.Base(c.At.String())+" "+c.Name+c.Have+" → "+c.Want)
	}
	assert.Equal(t, []string{
		"lot.go:12:15 Leave(context.Context) error → (context.Context, parking.LeaveInput) error",
		"lot.go:14:15 GetPlace(context.Context, parking.GetPlaceInput) (*Row, error) → (context.Context, parking.GetPlaceInput) (parking.GetPlaceRow, bool, error)",
		"lot.go:15:15 GetSince(context.Context, parking.GetSinceInput) (map[string]int, error) → (context.Context, []parking.GetSinceInput) ([]runtime.Optional[parking.GetSinceRow], error)",
	}, said)
}

// What a type of another package brings along is not known, so nothing is added
// that could hide it.
func TestCompleteKnowsNoOtherPackages(t *testing.T) {
	dir := folder(t, map[string]string{"lot.go": "package lot\n\nimport \"example.org/store\"\n\ntype Lot struct{ *store.Base }\n"})
	_, err := parking(t).Complete(dir, "Lot")
	require.EqualError(t, err, "`Lot` embeds *store.Base, which may have what it lacks itself, and nothing is added: Enter, Leave, Look, GetPlace, GetSince")
}

func TestCompleteWithoutType(t *testing.T) {
	for _, dir := range []string{folder(t, map[string]string{"lot.go": "package lot\n"}), filepath.Join(t.TempDir(), "missing")} {
		done, err := parking(t).Complete(dir, "Lot")
		require.NoError(t, err)
		assert.Nil(t, done)
	}
}

// Each way in which Go programmers write the line is read.
func TestFindImplementations(t *testing.T) {
	const path = "example.com/town/generated/town/parking"
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a/a.go":          `package a; import "` + path + `"; type A int; var _ parking.Concept = A(0)`,
		"b/b.go":          `package b; import x "` + path + `"; type B int; var ( _ int; _ x.Concept = new(B); _ x.Concept = &B{} )`,
		"c/c.go":          `package c; import "` + path + `"; var other parking.Concept = (*C)(nil)`,
		"d/d.go":          `package d; import "example.com/other/parking"; var _ parking.Concept = (*D)(nil)`,
		"e/e_test.go":     `package e; import "` + path + `"; var _ parking.Concept = (*E)(nil)`,
		"testdata/f/f.go": `package f; import "` + path + `"; var _ parking.Concept = (*F)(nil)`,
		"g/go.mod":        `module g`,
		"g/g.go":          `package g; import "` + path + `"; var _ parking.Concept = (*G)(nil)`,
		"h/h.go":          `no Go`,
	} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	found, err := FindImplementations(dir, path)
	require.NoError(t, err)
	assert.Equal(t, []Place{{filepath.Join(dir, "a", "a.go"), "A"}, {filepath.Join(dir, "b", "b.go"), "B"}}, found)
}
