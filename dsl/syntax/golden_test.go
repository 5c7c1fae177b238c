package syntax

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

var update = flag.Bool("update", false, "write what the tests find into their golden files")

// golden runs over the inputs of all archives of a folder. In an archive,
// each input is followed by a file of its name and the suffix, which holds
// what made of it has to give.
func golden(t *testing.T, folder, suffix string, run func(t *testing.T, name, input string) string) {
	archives, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		want := map[string]string{}
		for _, f := range archive.Files {
			if name, ok := strings.CutSuffix(f.Name, suffix); ok {
				want[name] = string(f.Data)
			}
		}
		renewed := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, suffix) {
				continue
			}
			var got string
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+f.Name, func(t *testing.T) {
				got = run(t, f.Name, string(f.Data))
				if !*update {
					assert.Equal(t, want[f.Name], got)
				}
			})
			renewed.Files = append(renewed.Files, f, txtar.File{Name: f.Name + suffix, Data: []byte(got)})
		}
		if *update {
			require.NoError(t, os.WriteFile(path, txtar.Format(renewed), 0o644))
		}
	}
}

func parse(name, text string) (*File, diagnostic.List) {
	var m source.Map
	return Parse(m.Add(name, text))
}

// parsed is the tree of a text that has no errors.
func parsed(t require.TestingT, name, text string) *File {
	tree, problems := parse(name, text)
	require.Empty(t, report(tree.Source, problems), "in\n%s", text)
	return tree
}

// report writes diagnostics as the goldens hold them.
func report(f *source.File, problems diagnostic.List) string {
	var b strings.Builder
	for _, d := range problems {
		at := f.Position(d.Primary.Span.Start)
		fmt.Fprintf(&b, "%d:%d: %s: %s\n", at.Line, at.Column, d.Code, d.Message)
		for _, note := range d.Notes {
			fmt.Fprintf(&b, "  note: %s\n", strings.ReplaceAll(note, "\n", "\n    "))
		}
		for _, help := range d.Help {
			fmt.Fprintf(&b, "  help: %s\n", strings.ReplaceAll(help, "\n", "\n    "))
		}
	}
	return b.String()
}

// mended is the text with all fixes applied, and whether there was a safe one
// for each error.
func mended(text string, problems diagnostic.List) (string, bool) {
	var edits []diagnostic.Edit
	for _, d := range problems {
		if d.Fix == nil || !d.Fix.Safe {
			return text, false
		}
		edits = append(edits, d.Fix.Edits...)
	}
	slices.SortStableFunc(edits, func(a, b diagnostic.Edit) int { return int(b.Span.Start - a.Span.Start) })
	for _, e := range edits {
		text = text[:e.Span.Start] + e.New + text[e.Span.End:]
	}
	return text, true
}

func TestSyntaxErrors(t *testing.T) {
	golden(t, "errors", ".errors", func(t *testing.T, name, input string) string {
		tree, problems := parse(name, input)
		if text, ok := mended(input, problems); ok {
			_, left := parse(name, text)
			assert.Empty(t, left, "the fixes leave errors in\n%s", text)
		}
		return report(tree.Source, problems)
	})
}

func TestFormatted(t *testing.T) {
	golden(t, "format", ".formatted", func(t *testing.T, name, input string) string {
		formatted := Format(parsed(t, name, input))
		assert.Equal(t, formatted, Format(parsed(t, name, formatted)), "formatting again changes it")
		return formatted
	})
}
