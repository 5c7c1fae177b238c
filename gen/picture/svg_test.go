package picture_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/gen/picture"
)

func svg(t *testing.T, g *picture.Graph) string {
	t.Helper()
	text, err := g.SVG()
	require.NoError(t, err)
	return text
}

// shownInSVG lists the lines of text of a picture in SVG, and what it shows where
// the pointer rests. It fails where the picture is not well-formed, or made of
// more than it needs.
func shownInSVG(t *testing.T, text string) (lines, tips []string) {
	t.Helper()
	reader := xml.NewDecoder(strings.NewReader(text))
	var open []string
	for {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			require.Empty(t, open)
			return lines, tips
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			require.Contains(t, []string{"svg", "title", "desc", "style", "defs", "marker", "rect", "path", "g", "text"}, token.Name.Local)
			for _, a := range token.Attr {
				require.NotContains(t, a.Name.Local, "href")
				require.False(t, strings.HasPrefix(a.Name.Local, "on"), "%s", a.Name.Local)
			}
			open = append(open, token.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			switch strings.Join(open, " ") {
			case "svg g text":
				lines = append(lines, string(token))
			case "svg g title":
				tips = append(tips, string(token))
			}
		}
	}
}

func TestSVGShowsAll(t *testing.T) {
	eachPicture(t, func(t *testing.T, draw func() *picture.Graph) {
		g := draw()
		lines, tips := shownInSVG(t, svg(t, g))
		assertShown(t, g, lines, tips)
		for _, e := range g.Edges {
			if tip := e.Tip.String(); tip != "" {
				assert.Contains(t, tips, tip)
			}
		}
	})
}

// What an XML document cannot hold is replaced.
func TestSVGHoldsAnyText(t *testing.T) {
	g := &picture.Graph{Nodes: []*picture.Node{{ID: "a", Kind: picture.Root, Label: "a\x00b\x1b 日本"}}}
	lines, _ := shownInSVG(t, svg(t, g))
	assert.Equal(t, []string{"a�b� 日本"}, lines)
}

// A picture says in words what its arrows say.
func TestSVGSaysWhatItShows(t *testing.T) {
	p := load(t, "../../specs/focusreader")
	g, err := picture.Draw(p, picture.Filter{Route: "/auth/login"})
	require.NoError(t, err)
	text := svg(t, g)
	assert.Contains(t, text, "<title>POST /auth/login</title>")
	for _, words := range []string{
		"LoginRequest waits for POST /auth/login.",
		"LoginRequest calls Profile.authenticate.",
		"LoginFailed waits for Profile.authenticate, (error).",
		"LoginFailed answers 401 error.",
	} {
		assert.Contains(t, text, words)
	}
}

// A route goes down the page, unless it is too wide for that.
func TestWidePicturesGoAcross(t *testing.T) {
	p := load(t, "../../specs/filesharing")
	for route, across := range map[string]bool{"POST /sessions": false, "DELETE /files/{file}": true} {
		g, err := picture.Draw(p, picture.Filter{Route: route})
		require.NoError(t, err)
		assert.Equal(t, across, g.Across, route)
	}
}
