package lsp

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/symbol"
)

// Whatever has a name in an example can have another: the program stays right, and
// the new name stands in as many places.
func TestRenamesKeepAProgramRight(t *testing.T) {
	for _, name := range []string{"courses", "conduit"} {
		t.Run(name, func(t *testing.T) { renameAll(t, "../specs/"+name) })
	}
}

func renameAll(t *testing.T, dir string) {
	dir, err := filepath.Abs(dir)
	require.NoError(t, err)
	saved, err := dsl.Load(dir)
	require.NoError(t, err)
	s := newSnapshot(dir, saved, nil, nil)
	require.Empty(t, s.checked().findings)
	tried := map[symbol.Kind]int{}
	for i, x := range s.index().Symbols {
		if !x.Decl.Valid() || i%5 != 0 && tried[x.Kind] > 5 {
			continue
		}
		p := place{s, s.source(x.Decl.File), x.Decl.Start}
		if o, err := p.renamed(); err != nil || o.Symbol != x {
			continue
		}
		tried[x.Kind]++
		name := map[symbol.Kind]string{
			symbol.Query: "_fresh", symbol.Guard: "Fresh", symbol.Sync: "Fresh", symbol.Concept: "Fresh",
		}[x.Kind]
		name += "fresh" + strings.TrimPrefix(x.Name, "_")
		edits, err := p.rename(name)
		if !assert.NoError(t, err, "%s %s", x.Kind, x.Name) {
			continue
		}
		assert.Len(t, edits, len(s.index().Of(x)))
		var texts []dsl.Text
		for _, f := range s.parsed().Sources.Files() {
			text, err := diagnostic.Apply(f, edits)
			require.NoError(t, err)
			texts = append(texts, dsl.Text{Path: f.Path, Text: text})
		}
		memory := s.known.memory.Copy()
		_, found, _ := memory.Analyze(memory.Parse(dir, texts))
		assert.Empty(t, found, "%s %s", x.Kind, x.Name)
	}
	for _, k := range []symbol.Kind{symbol.Concept, symbol.Action, symbol.Query, symbol.Parameter, symbol.Result, symbol.Guard, symbol.Sync, symbol.Variable} {
		assert.GreaterOrEqual(t, tried[k], 5, k)
	}
}
