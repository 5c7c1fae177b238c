package layered_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/gen/picture/layered"
)

func TestPlaceOfNothing(t *testing.T) {
	assert.Equal(t, layered.Size{}, layered.Place(layered.Graph{}).Size)
}

// A box above two others, one of which is further to the right: the arrows leave
// it side by side, and come in straight.
func TestPlaceGoesDown(t *testing.T) {
	at := layered.Place(layered.Graph{
		Boxes:  []layered.Size{{W: 100, H: 30}, {W: 100, H: 30}, {W: 100, H: 50}},
		Arrows: []layered.Arrow{{From: 0, To: 1}, {From: 0, To: 2}},
	})
	assert.Equal(t, []layered.Point{{X: 61, Y: 0}, {X: 0, Y: 66}, {X: 122, Y: 66}}, at.Boxes)
	assert.Equal(t, layered.Size{W: 222, H: 116}, at.Size)
	assert.Equal(t, layered.Curve{{X: 100, Y: 30}, {X: 100, Y: 42}, {X: 50, Y: 42}, {X: 50, Y: 54}, {X: 50, Y: 54}, {X: 50, Y: 66}, {X: 50, Y: 66}}, at.Arrows[0].Curves[0])
}

// The same picture, turned.
func TestPlaceGoesAcross(t *testing.T) {
	at := layered.Place(layered.Graph{
		Boxes:  []layered.Size{{W: 30, H: 100}, {W: 30, H: 100}, {W: 50, H: 100}},
		Arrows: []layered.Arrow{{From: 0, To: 1}, {From: 0, To: 2}},
		Across: true,
	})
	assert.Equal(t, []layered.Point{{X: 0, Y: 61}, {X: 66, Y: 0}, {X: 66, Y: 122}}, at.Boxes)
	assert.Equal(t, layered.Size{W: 116, H: 222}, at.Size)
}

// A label stands in its arrow, which is interrupted for it.
func TestPlaceInterruptsArrowsForLabels(t *testing.T) {
	at := layered.Place(layered.Graph{
		Boxes:  []layered.Size{{W: 100, H: 30}, {W: 100, H: 30}},
		Arrows: []layered.Arrow{{From: 0, To: 1, Label: layered.Size{W: 40, H: 20}}},
	})
	path := at.Arrows[0]
	require.Len(t, path.Curves, 2)
	assert.Equal(t, layered.Point{X: 30, Y: 54}, path.Label)
	assert.Equal(t, layered.Point{X: 50, Y: 54}, last(path.Curves[0]))
	assert.Equal(t, layered.Point{X: 50, Y: 74}, path.Curves[1][0])
}

// graphs are graphs of all sorts: with arrows that go round, several arrows between
// the same boxes, some from a box to itself, and parts that nothing connects.
func graphs() *rapid.Generator[layered.Graph] {
	size := rapid.Custom(func(t *rapid.T) layered.Size {
		return layered.Size{W: rapid.IntRange(20, 200).Draw(t, "width"), H: rapid.IntRange(20, 120).Draw(t, "height")}
	})
	return rapid.Custom(func(t *rapid.T) layered.Graph {
		g := layered.Graph{Across: rapid.Bool().Draw(t, "across"), Boxes: rapid.SliceOfN(size, 1, 24).Draw(t, "boxes")}
		box := rapid.IntRange(0, len(g.Boxes)-1)
		hasLoop := map[int]bool{}
		for range rapid.IntRange(0, 40).Draw(t, "arrows") {
			a := layered.Arrow{From: box.Draw(t, "from"), To: box.Draw(t, "to"), Sort: rapid.SampledFrom([]string{"", "red"}).Draw(t, "sort")}
			if a.From == a.To && hasLoop[a.From] {
				continue
			}
			hasLoop[a.From] = hasLoop[a.From] || a.From == a.To
			if rapid.Bool().Draw(t, "labelled") {
				a.Label = size.Draw(t, "label")
			}
			g.Arrows = append(g.Arrows, a)
		}
		return g
	})
}

func TestPlaceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		at := layered.Place(g)
		checkPicture(t, g, at)
		require.Equal(t, at, layered.Place(g), "the same graph is placed in another way")
	})
}

// A graph that is too large to be read is still placed as it should be.
func TestPlaceOfManyBoxes(t *testing.T) {
	var g layered.Graph
	const boxes = 300
	for i := range boxes {
		g.Boxes = append(g.Boxes, layered.Size{W: 60 + 37*i%150, H: 33})
		g.Arrows = append(g.Arrows, layered.Arrow{From: i, To: (7*i + 1) % boxes}, layered.Arrow{From: i, To: (i + 1 + i%5) % boxes, Label: layered.Size{W: 50, H: 14}})
	}
	checkPicture(t, g, layered.Place(g))
}

// rectangle is a box or a label with its place.
type rectangle struct {
	layered.Point
	layered.Size
}

// holds reports whether a point is on a rectangle, or on its border.
func (r rectangle) holds(p layered.Point) bool {
	return r.X <= p.X && p.X <= r.X+r.W && r.Y <= p.Y && p.Y <= r.Y+r.H
}

func (r rectangle) holdsInside(p layered.Point) bool {
	return r.X < p.X && p.X < r.X+r.W && r.Y < p.Y && p.Y < r.Y+r.H
}

func (r rectangle) overlaps(o rectangle) bool {
	return r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H
}

// checkPicture checks that nothing overlaps, that arrows lead from the border of
// the one box to that of the other, and that they meet nothing on their way.
func checkPicture(t require.TestingT, g layered.Graph, at layered.Picture) {
	whole := rectangle{Size: at.Size}
	var taken []rectangle
	for i, size := range g.Boxes {
		taken = append(taken, rectangle{at.Boxes[i], size})
	}
	for i, a := range g.Arrows {
		if a.Label != (layered.Size{}) {
			taken = append(taken, rectangle{at.Arrows[i].Label, a.Label})
		}
	}
	for i, r := range taken {
		require.True(t, whole.holds(r.Point) && whole.holds(layered.Point{X: r.X + r.W, Y: r.Y + r.H}), "%v is outside of the picture", r)
		for _, other := range taken[:i] {
			if r.overlaps(other) {
				require.Fail(t, "overlap", "%v and %v", r, other)
			}
		}
	}
	for i, a := range g.Arrows {
		curves := at.Arrows[i].Curves
		require.NotEmpty(t, curves, "arrow %d is not drawn", i)
		requireOnBorder(t, taken[a.From], curves[0][0])
		requireOnBorder(t, taken[a.To], last(curves[len(curves)-1]))
		for _, curve := range curves {
			require.Equal(t, 1, len(curve)%3, "arrow %d is no curve", i)
			for _, p := range along(curve) {
				require.True(t, whole.holds(p), "arrow %d leaves the picture", i)
				for _, r := range taken {
					if r.holdsInside(p) {
						require.Fail(t, "in the way", "arrow %d goes through %v", i, r)
					}
				}
			}
		}
	}
}

func requireOnBorder(t require.TestingT, r rectangle, p layered.Point) {
	require.True(t, r.holds(p) && !r.holdsInside(p), "%v is not on the border of %v", p, r)
}

func last(c layered.Curve) layered.Point { return c[len(c)-1] }

// along are points of a curve, close to each other.
func along(c layered.Curve) []layered.Point {
	const steps = 16
	var points []layered.Point
	for i := 3; i < len(c); i += 3 {
		for k := range steps + 1 {
			t := float64(k) / steps
			at := func(a, b, c, d int) int {
				u := 1 - t
				return int(u*u*u*float64(a) + 3*u*u*t*float64(b) + 3*u*t*t*float64(c) + t*t*t*float64(d) + 0.5)
			}
			points = append(points, layered.Point{
				X: at(c[i-3].X, c[i-2].X, c[i-1].X, c[i].X),
				Y: at(c[i-3].Y, c[i-2].Y, c[i-1].Y, c[i].Y),
			})
		}
	}
	return points
}
