package picture_test

import (
	"html"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/picture"
)

// load reads the specs of an example app, which have no errors.
func load(t *testing.T, dir string) *program.Program {
	t.Helper()
	texts, err := dsl.Load(dir)
	require.NoError(t, err)
	p, found := dsl.Check(dir, texts)
	require.Zero(t, found.Errors())
	return p
}

// dotString is a string of DOT between its quotes; dotEscape is what means
// something else than itself in it.
var (
	dotString = regexp.MustCompile(`(label|tooltip)="((?:[^"\\]|\\.)*)"`)
	dotEscape = regexp.MustCompile(`\\.|&#?\w+;|[|<>{}]`)
)

// shownIn lists the lines of text that Graphviz shows of a picture in DOT, and
// what it shows where the pointer rests.
func shownIn(dot string) (lines, tips []string) {
	for line := range strings.Lines(dot) {
		isRecord := strings.Contains(line, "record style=")
		for _, found := range dotString.FindAllStringSubmatch(line, -1) {
			isLabel := found[1] == "label"
			inRecord := isLabel && isRecord
			text := dotEscape.ReplaceAllStringFunc(found[2], func(escape string) string {
				switch {
				case escape[0] == '&':
					return html.UnescapeString(escape)
				case escape == `\n`, escape == `\l`, escape == "|" && inRecord:
					return "\n"
				case len(escape) == 1 && inRecord:
					return ""
				}
				return strings.TrimPrefix(escape, `\`)
			})
			if isLabel {
				lines = append(lines, strings.Split(text, "\n")...)
			} else {
				tips = append(tips, text)
			}
		}
	}
	return lines, tips
}

// eachPicture draws every picture of two example apps.
func eachPicture(t *testing.T, check func(t *testing.T, draw func() *picture.Graph)) {
	for _, app := range []string{"focusreader", "filesharing"} {
		p := load(t, "../../specs/"+app)
		filters := []picture.Filter{{}}
		for _, r := range p.Routes() {
			filters = append(filters, picture.Filter{Route: flow.RouteName(r)})
		}
		for _, c := range p.Concepts {
			filters = append(filters, picture.Filter{Concept: c.Name})
		}
		for _, filter := range filters {
			t.Run(app+" "+filter.String(), func(t *testing.T) {
				check(t, func() *picture.Graph {
					g, err := picture.Draw(p, filter)
					require.NoError(t, err)
					require.NotEmpty(t, g.Nodes)
					return g
				})
			})
		}
	}
}

// assertShown checks that the texts of all nodes and arrows are shown, and the tips
// of the nodes where the pointer rests.
func assertShown(t *testing.T, g *picture.Graph, lines, tips []string) {
	for _, n := range g.Nodes {
		for _, line := range append(strings.Split(n.Label, "\n"), n.List...) {
			assert.Contains(t, lines, line)
		}
		if n.Tip != (picture.Tip{}) {
			assert.Contains(t, tips, n.Tip.String())
		}
	}
	for _, e := range g.Edges {
		if e.Label != "" {
			assert.Subset(t, lines, strings.Split(e.Label, "\n"))
		}
	}
}

func TestDotShowsAll(t *testing.T) {
	eachPicture(t, func(t *testing.T, draw func() *picture.Graph) {
		g := draw()
		lines, tips := shownIn(g.Dot())
		assertShown(t, g, lines, tips)
	})
}

// The same program is drawn the same, however often it is drawn.
func TestPicturesAreTheSame(t *testing.T) {
	eachPicture(t, func(t *testing.T, draw func() *picture.Graph) {
		first, again := draw(), draw()
		assert.Equal(t, first.Dot(), again.Dot())
		assert.Equal(t, first.Mermaid(), again.Mermaid())
		assert.Equal(t, svg(t, first), svg(t, again))
	})
}

// Each route of the example apps is drawn as one piece: from its root there is a
// way to every node.
func TestRoutesAreInOnePiece(t *testing.T) {
	dirs, err := filepath.Glob("../../specs/*/*.sync")
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, file := range dirs {
		dir := filepath.ToSlash(filepath.Dir(file))
		if seen[dir] {
			continue
		}
		seen[dir] = true
		p := load(t, dir)
		for _, r := range p.Routes() {
			name := flow.RouteName(r)
			g, err := picture.Draw(p, picture.Filter{Route: name})
			require.NoError(t, err)
			reached := map[*picture.Node]bool{}
			for _, n := range g.Nodes {
				reached[n] = n.Kind == picture.Root
			}
			for range g.Nodes {
				for _, e := range g.Edges {
					reached[e.To] = reached[e.To] || reached[e.From]
				}
			}
			for _, n := range g.Nodes {
				assert.True(t, reached[n], "%s of %s: nothing leads to %s", name, dir, n.Label)
			}
		}
	}
	assert.Len(t, seen, 7)
}

// Whatever stands in a label is shown as it is: nothing in it is taken for a
// part of the picture's notation.
func TestLabelsAreQuoted(t *testing.T) {
	odd := `a "b" \n <c> &lt; & {d} | e; #f %g` + " `h` *i* \\"
	for _, kind := range []picture.Kind{picture.Sync, picture.Concept} {
		from := &picture.Node{ID: "from", Kind: kind, Label: odd, List: []string{"[" + odd + "]"}, Tip: picture.Tip{Place: odd, Text: odd}}
		if kind == picture.Sync {
			from.List = nil
		}
		to := &picture.Node{ID: "to", Kind: picture.Answer, Label: "200"}
		g := &picture.Graph{Title: odd, Across: true, Nodes: []*picture.Node{from, to}, Edges: []*picture.Edge{{From: from, To: to, Kind: picture.Calls, Label: odd, Tip: picture.Tip{Text: odd}}}}
		lines, tips := shownIn(g.Dot())
		assert.Contains(t, lines, odd)
		assert.Subset(t, lines, from.List)
		assert.Contains(t, tips, odd+"\n"+odd)
		assert.Contains(t, tips, odd)

		quoted := `a #quot;b#quot; \n #lt;c#gt; #amp;lt; #amp; {d} | e; #35;f %g #96;h#96; #42;i#42; \`
		assert.Contains(t, g.Mermaid(), `"|`)
		assert.Contains(t, g.Mermaid(), `|"`+quoted+`"|`)

		lines, tips = shownInSVG(t, svg(t, g))
		assert.Contains(t, lines, odd)
		assert.Subset(t, lines, from.List)
		assert.Contains(t, tips, odd+"\n"+odd)
		assert.Contains(t, tips, odd)
	}
}
