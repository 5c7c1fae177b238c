package syntax

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// edited changes some tokens of a text, as people do who are about to write.
func (g generator) edited(name, text string, most int) string {
	for range 1 + g.n(most-1) {
		tree, _ := parse(name, text)
		s := newScanner(tree.Source)
		var starts []int
		for s.chunk() {
			for _, t := range s.tokens[1 : len(s.tokens)-1] {
				starts = append(starts, t.Pos.Offset)
			}
		}
		if len(starts) == 0 {
			return text
		}
		i := g.n(len(starts) - 1)
		start, end := starts[i], len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		piece := rapid.SampledFrom([]string{
			"", "", "(", ")", "{", "}", "[", ",", ":", "?", "=", "==", "-", ".", "\n", "\n  ", "else ", "x ", "1 ", "\"t\" ", "// c\n",
			"when ", "then ", "not ", "limit ", "order by ", "for ", "in ", "X._q ()", "count ", "'", "\"", "a ", "requires ", "state\n",
		}).Draw(g.t, "piece")
		if g.chance(50) {
			text = text[:start] + piece + text[start:]
		} else {
			text = text[:start] + piece + text[end:]
		}
	}
	return text
}

// Whatever is made of a good text either has an error or formats well.
func TestEditedTexts(t *testing.T) {
	for name, draw := range drawn {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			g := generator{t}
			text := g.edited(name, Format(draw(g)), 3)
			tree, problems := parse(name, text)
			if len(problems) == 0 {
				checkFormat(t, name, text)
				return
			}
			_, left := parse(name, text)
			require.Equal(t, problems, left, "errors differ from run to run")
			require.NotNil(t, tree)
		}))
	}
}

// An error stays in its declaration: those around it are read as if it were
// not there.
func TestErrorsStayInTheirDeclaration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := generator{t}
		one := func(d Decl) string { return Format(&File{Decls: []Decl{d}}) }
		before, middle, after := g.sync(), one(g.sync()), g.sync()
		before.Name.Name, after.Name.Name = "Before", "After"
		middle = g.edited("a.sync", middle, 1)
		tree, problems := parse("a.sync", one(before)+"\n"+middle+"\n"+one(after))
		require.GreaterOrEqual(t, len(tree.Decls), 2)
		require.Equal(t, dump(&File{Decls: []Decl{after}}), dump(&File{Decls: tree.Decls[len(tree.Decls)-1:]}), middle)
		if !strings.HasPrefix(middle, "sync ") {
			return // it may have become a part of the one before
		}
		require.Equal(t, dump(&File{Decls: []Decl{before}}), dump(&File{Decls: tree.Decls[:1]}), middle)
		require.LessOrEqual(t, len(problems), 6, "of one change in\n%s\n%s", middle, report(tree.Source, problems))
	})
}
