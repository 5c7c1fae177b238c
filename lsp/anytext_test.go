package lsp

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/source"
)

// Whatever stands in a file, as on the way to a text while it is typed, there is
// an answer to everything that can be asked of any place in it.
func TestAnyText(t *testing.T) {
	anyText(t, "../specs/courses", "guards.sync", "submissions.sync", "enrolling.concept")
	anyText(t, "../specs/conduit", "articles.sync")
}

func anyText(t *testing.T, dir string, names ...string) {
	dir, err := filepath.Abs(dir)
	require.NoError(t, err)
	saved, err := dsl.Load(dir)
	require.NoError(t, err)
	var before *snapshot
	texts := map[string]string{}
	for _, one := range saved {
		texts[filepath.Base(one.Path)] = one.Text
	}
	check := func(t require.TestingT, name, text string, offset int) {
		file := filepath.ToSlash(filepath.Join(dir, name))
		before = newSnapshot(dir, saved, map[string]*document{file: {path: file, text: text}}, before)
		askAll(t, before, file, int32(offset))
	}
	for _, name := range names {
		text := texts[name]
		require.NotEmpty(t, text)
		t.Run(name, func(t *testing.T) {
			for i := 0; i <= len(text); i += 1 + len(text)/200 {
				check(t, name, text[:i], i)
			}
			if mark := strings.IndexByte(text, '?'); mark >= 0 { // between the two of an operator
				check(t, name, text[:mark]+"?"+text[mark:], mark+1)
			}
			rapid.Check(t, func(t *rapid.T) {
				at := rapid.IntRange(0, len(text)).Draw(t, "at")
				put := rapid.SampledFrom([]string{
					"(", ")", "{", "}", "\"", ":", ".", ",", "?", "é", "𝄞", "\r", "\n", "then", "guard ", "use ", " else ", "//", "${", "\xff",
				}).Draw(t, "put")
				end := min(len(text), at+rapid.IntRange(0, 20).Draw(t, "taken"))
				check(t, name, text[:at]+put+text[end:], at+len(put))
			})
		})
	}
}

// askAll asks for everything at a place.
func askAll(t require.TestingT, s *snapshot, file string, offset int32) {
	f := s.file(file)
	c := s.converter()
	p := place{s, f, offset}
	whole := source.Span{File: f.ID, End: int32(len(f.Text))}
	_, prefix := s.completion(f, offset)
	assert.LessOrEqual(t, prefix.Start, prefix.End)
	if sig := s.signature(f, offset); sig != nil {
		signatureHelp(sig)
		assert.Less(t, sig.active, max(len(sig.params), 1))
	}
	p.hover()
	c.locations(p.definition())
	c.locations(p.references(true))
	p.highlights()
	if o, err := p.renamed(); err == nil {
		assert.Equal(t, o.Symbol.Name, p.text(o.At))
	}
	for _, n := range p.nodes() {
		c.item(n)
		for _, l := range append(s.causes(n.symbol), s.effects(n.symbol)...) {
			c.item(l.node)
			c.ranges(l.at)
		}
	}
	c.symbols(outline(s.tree(f)))
	s.find("a")
	folds(s.tree(f))
	s.hints(whole)
	for _, a := range s.actions(whole) {
		c.codeAction(a)
	}
	end := int32(0)
	for _, piece := range s.colours(f) {
		assert.LessOrEqual(t, end, piece.at.Start, "%q", f.Slice(piece.at))
		assert.Less(t, piece.at.Start, piece.at.End)
		end = piece.at.End
	}
	c.tokens(s.colours(f))
	for _, d := range s.checked().findings {
		if d.Primary.Span.Valid() {
			c.diagnostic(&d)
		}
	}
	c.textEdits(f, format(f))
}
