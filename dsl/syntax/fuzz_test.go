package syntax

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// seeds adds the inputs of all goldens to a fuzz test's corpus.
func seeds(f *testing.F) {
	archives, err := filepath.Glob(filepath.Join("testdata", "*", "*.txtar"))
	require.NoError(f, err)
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		require.NoError(f, err)
		for _, file := range archive.Files {
			f.Add(filepath.Ext(file.Name), string(file.Data))
		}
	}
	for _, text := range []string{"", "\uFEFFsync A", "\x00", "\xff", "\"${\"${", "'", "/*", "sync A\r\nwhen\r\n\tA.b ()\r\nthen\r\n\tA.b ()\r\n"} {
		for _, ext := range []string{".sync", ".concept", ".scenario"} {
			f.Add(ext, text)
		}
	}
}

// fileName is one of each kind of file.
func fileName(ext string) string {
	switch ext {
	case ".concept", ".scenario":
		return "a" + ext
	}
	return "a.sync"
}

// Tokens and comments come in order, overlap nowhere, and leave out nothing
// but white space and what is reported.
func FuzzLex(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, ext, text string) {
		var m source.Map
		s := newScanner(m.Add(fileName(ext), text))
		end := 0
		for s.chunk() {
			for _, token := range s.tokens[1:] {
				require.GreaterOrEqual(t, token.Pos.Offset, end)
				end = token.Pos.Offset + len(token.Value)
				require.LessOrEqual(t, end, len(text))
				require.Equal(t, text[token.Pos.Offset:end], token.Value)
			}
		}
		covered := make([]bool, len(text))
		s = newScanner(m.Add(fileName(ext), text))
		for s.chunk() {
			for _, token := range s.tokens[1:] {
				mark(covered, token.Pos.Offset, len(token.Value))
			}
		}
		for _, c := range s.comments {
			mark(covered, int(c.At.Start), len(c.Text))
		}
		for _, d := range s.problems {
			mark(covered, int(d.Primary.Span.Start), int(d.Primary.Span.End-d.Primary.Span.Start))
		}
		for i, ok := range covered {
			if !ok && i >= len(byteOrderMark) && !(ext == ".concept" && text[i] == ':') {
				require.Contains(t, " \t\r\n", string(text[i]), "byte %d of %q is lost", i, text)
			}
		}
	})
}

func mark(covered []bool, start, length int) {
	for i := range length {
		covered[start+i] = true
	}
}

// Parse always returns a tree, in time, and places each error in the file.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, ext, text string) {
		tree, problems := parse(fileName(ext), text)
		require.NotNil(t, tree)
		requirePlaced(t, tree, problems)
		broken := 0
		for _, d := range tree.Decls {
			require.NotNil(t, d)
			if d.Broken() {
				broken++
			}
		}
		if len(problems) == 0 {
			require.Zero(t, broken, "a broken declaration without an error")
		}
	})
}

func requirePlaced(t *testing.T, tree *File, problems diagnostic.List) {
	size := int32(len(tree.Source.Text))
	for _, d := range problems {
		require.NotEmpty(t, d.Message)
		spans := []source.Span{d.Primary.Span}
		if d.Fix != nil {
			for _, e := range d.Fix.Edits {
				spans = append(spans, e.Span)
			}
		}
		for _, s := range spans {
			require.True(t, s.Valid(), d.Message)
			require.LessOrEqual(t, int32(0), s.Start)
			require.LessOrEqual(t, s.Start, s.End)
			require.LessOrEqual(t, s.End, size)
		}
	}
}

// Formatting keeps meaning and comments, and what is formatted stays as it is.
func FuzzFormat(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, ext, text string) {
		name := fileName(ext)
		if _, problems := parse(name, text); len(problems) == 0 {
			checkFormat(t, name, text)
		}
	})
}
