// Package layered places the boxes and arrows of a directed graph in layers, so
// that arrows go one way where they can, and cross and bend as little as can be.
//
// It works in the steps of Sugiyama, Tagawa and Toda, "Methods for visual
// understanding of hierarchical system structures" (1981), two of them as
// programs that a network simplex solves, as in Gansner, Koutsofios, North and
// Vo, "A technique for drawing directed graphs" (1993). All of it is computed in
// integers: every machine comes to the same picture.
package layered

// Size is how large something is, in pixels.
type Size struct{ W, H int }

// Point is a place of the picture, in pixels from its upper left corner.
type Point struct{ X, Y int }

// Graph is what is to be placed.
type Graph struct {
	Boxes  []Size
	Arrows []Arrow
	// Across tells that arrows go from left to right, not from top to bottom.
	Across bool
}

// Arrow leads from a box to another one or, one for each box, back to the same.
// Its label has the size zero where it has none. Where a side of a box is crowded,
// arrows of one sort share a place of it.
type Arrow struct {
	From, To int // indexes of Boxes
	Label    Size
	Sort     string
}

// Picture says where everything is.
type Picture struct {
	Size   Size
	Boxes  []Point // upper left corners
	Arrows []Path
}

// Path is how an arrow runs: in one curve, or in two with its label between them.
type Path struct {
	Curves []Curve
	Label  Point // upper left corner
}

// Curve is a line of cubic Béziers: where it starts and, for each of them, two
// control points and its end. The controls of a straight one are its ends.
type Curve []Point

// The distances between things, in pixels.
const (
	betweenBoxes = 22
	betweenParts = 40 // that no arrow connects
	besideBend   = 12 // what an arrow keeps from others that run beside it
	besideLabel  = 14
	leastGap     = 24 // between layers
	mostGap      = 90
	gapSlope     = 4  // of the widest curve in a gap: so much wider than high
	straightEnd  = 12 // of an arrow, where its head is
)

// Place places a graph. Parts that no arrow connects are placed side by side.
func Place(g Graph) Picture {
	at := Picture{Boxes: make([]Point, len(g.Boxes)), Arrows: make([]Path, len(g.Arrows))}
	for _, p := range parts(g) {
		p.setLayers()
		p.makeChains()
		p.setOrder()
		p.setPorts()
		p.setLefts()
		p.nudgePorts()
		p.setTops()
		if at.Size.W > 0 {
			at.Size.W += betweenParts
		}
		p.record(&at, at.Size.W)
	}
	if g.Across {
		at.turn()
	}
	return at
}

// turn makes a picture that goes down one that goes across.
func (at *Picture) turn() {
	at.Size = at.Size.turned()
	for i := range at.Boxes {
		at.Boxes[i] = at.Boxes[i].turned()
	}
	for i := range at.Arrows {
		path := &at.Arrows[i]
		path.Label = path.Label.turned()
		for _, curve := range path.Curves {
			for j := range curve {
				curve[j] = curve[j].turned()
			}
		}
	}
}

func (s Size) turned() Size   { return Size{s.H, s.W} }
func (p Point) turned() Point { return Point{p.Y, p.X} }
