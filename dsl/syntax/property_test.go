package syntax

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawn are the kinds of file and how their trees are drawn.
var drawn = map[string]func(generator) *File{
	"a.sync":    generator.file,
	"a.concept": func(g generator) *File { return &File{Decls: []Decl{g.concept()}} },
}

// What Format writes of a tree, Parse reads as the same tree, and Format
// writes again.
func TestFormattedTreesReadBack(t *testing.T) {
	for name, draw := range drawn {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			tree := draw(generator{t})
			text := Format(tree)
			read := parsed(t, name, text)
			require.Equal(t, dump(tree), dump(read), "of\n%s", text)
			require.Equal(t, text, Format(read))
		}))
	}
}

// Comments, wherever they stand, are all written once, and change nothing.
func TestCommentsAreKept(t *testing.T) {
	for name, draw := range drawn {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			g := generator{t}
			plain := Format(draw(g))
			text := g.commented(name, plain)
			tree := parsed(t, name, text)
			require.Equal(t, dump(parsed(t, name, plain)), dump(tree), "of\n%s", text)
			checkFormat(t, name, text)
			formatted := Format(tree)
			require.Equal(t, subjects(tree), subjects(parsed(t, name, formatted)), "formatting changed what a comment is about, of\n%s\nto\n%s", text, formatted)
		}))
	}
}

// commented puts comments and empty lines between and, where no prose is,
// behind the lines of a formatted text.
func (g generator) commented(name, text string) string {
	var b strings.Builder
	prose := proseLines(name, text)
	for i, line := range strings.SplitAfter(text, "\n") {
		for range g.n(2) {
			indent := strings.Repeat(" ", g.n(6))
			between := []string{"", fmt.Sprintf("%s// before %d\n", indent, i), indent + "//\n"}
			if !prose[i] || !prose[i+1] { // in prose, empty lines mean something
				between = append(between, "\n", "\n\n", "\t \r\n")
			}
			b.WriteString(rapid.SampledFrom(between).Draw(g.t, "comment"))
		}
		if content, ok := strings.CutSuffix(line, "\n"); ok && !prose[i+1] && content != "" && g.chance(20) {
			line = fmt.Sprintf("%s // behind %d \r\n", content, i)
		}
		b.WriteString(line)
	}
	return b.String()
}

// proseLines are the numbers of the lines on which no comment can stand
// behind the text.
func proseLines(name, text string) map[int]bool {
	tree, _ := parse(name, text)
	s := newScanner(tree.Source)
	lines := map[int]bool{}
	for s.chunk() {
		for _, t := range s.tokens {
			if t.Type == kindProse {
				for i := range strings.Count(t.Value, "\n") + 1 {
					lines[t.Pos.Line+i] = true
				}
			}
		}
	}
	return lines
}

// checkFormat tests what holds of every text without errors.
func checkFormat(t require.TestingT, name, text string) {
	tree := parsed(t, name, text)
	formatted := Format(tree)
	read := parsed(t, name, formatted)
	require.Equal(t, dump(tree), dump(read), "formatting changed the meaning of\n%s\nto\n%s", text, formatted)
	require.Equal(t, comments(name, text), attached(tree), "in the tree of\n%s", text)
	require.Equal(t, comments(name, text), comments(name, formatted), "formatting\n%s\ngives\n%s", text, formatted)
	require.Equal(t, formatted, Format(read), "formatting again\n%s", text)
}

// subjects are the comments of a file, each with what it is about: without
// comments and white space.
func subjects(f *File) []string {
	var list []string
	for _, c := range f.Comments {
		var about strings.Builder
		at := c.About.Start
		for _, inner := range f.Comments {
			if at <= inner.At.Start && inner.At.End <= c.About.End {
				about.WriteString(f.Source.Text[at:inner.At.Start])
				at = inner.At.End
			}
		}
		about.WriteString(f.Source.Text[at:c.About.End])
		list = append(list, c.Text+" "+strings.Join(strings.Fields(about.String()), ""))
	}
	slices.Sort(list)
	return list
}

// A tree that no parser made is written with the brackets that it needs.
func TestBracketsWhereATreeNeedsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := generator{t}
		e := g.bare(4)
		text := FormatExpr(e)
		tree := parsed(t, "a.sync", "sync A\nwhen\n  A.b ()\nwhere\n  x = "+text+"\nthen\n  A.b ()\n")
		read := tree.Decls[0].(*Sync).Where[0].(*BindLine).Value
		again := unbracketed(read)
		assert.Equal(t, dumpExpr(e), dumpExpr(again), text)
	})
}

// bare draws an expression of operators without any brackets in the tree.
func (g generator) bare(depth int) Expr {
	if depth == 0 {
		return g.leaf()
	}
	sub := func() Expr { return g.bare(depth - 1) }
	switch g.n(4) {
	case 0, 1:
		return &Binary{Op: g.operator(), X: sub(), Y: sub()}
	case 2:
		return &Unary{Op: rapid.SampledFrom([]Op{Not, Negate}).Draw(g.t, "unary"), X: sub()}
	case 3:
		return &If{Cond: sub(), Then: sub(), Else: sub()}
	}
	return &Select{X: sub(), Name: g.ident(plain)}
}

func unbracketed(e Expr) Expr {
	switch e := e.(type) {
	case *Paren:
		return unbracketed(e.X)
	case *Binary:
		return &Binary{Op: e.Op, X: unbracketed(e.X), Y: unbracketed(e.Y)}
	case *Unary:
		return &Unary{Op: e.Op, X: unbracketed(e.X)}
	case *If:
		return &If{Cond: unbracketed(e.Cond), Then: unbracketed(e.Then), Else: unbracketed(e.Else)}
	case *Select:
		return &Select{X: unbracketed(e.X), Name: e.Name}
	}
	return e
}

func dumpExpr(e Expr) string {
	return dump(&File{Decls: []Decl{&Sync{Where: []Line{&FilterLine{Cond: e}}}}})
}
