package layered

// record writes a part that has been placed into the picture, so far from its
// left.
func (p *part) record(at *Picture, left int) {
	for _, layer := range p.layers {
		for _, v := range layer {
			v.left += left
			at.Size.W = max(at.Size.W, v.left+v.room.W)
			at.Size.H = max(at.Size.H, v.top+v.room.H)
			if v.kind == box {
				at.Boxes[v.id] = Point{v.left, v.top}
			}
		}
	}
	for _, c := range p.chains {
		at.Arrows[c.arrow] = p.path(c)
	}
	for _, l := range p.loops {
		at.Arrows[l.arrow] = l.path()
	}
}

// path draws an arrow through its chain: straight down through the layers, so
// that it meets no box, and in curves through the gaps between them.
func (p *part) path(c *chain) Path {
	var path Path
	start := Point{c.from.left + c.links[0].fromPort, c.from.top + c.from.size.H}
	curve := Curve{start}
	for _, l := range c.links {
		gap := p.gaps[l.from.layer]
		curve = curve.down(gap.top)
		curve = curve.swing(Point{l.to.left + l.toPort, gap.bottom})
		curve = curve.down(l.to.top)
		if l.to.kind == label {
			path.Curves = append(path.Curves, curve)
			path.Label = Point{l.to.left, l.to.top}
			curve = Curve{{l.to.left + l.toPort, l.to.top + l.to.size.H}}
		}
	}
	path.Curves = append(path.Curves, curve)
	if c.backward {
		for i, j := 0, len(path.Curves)-1; i <= j; i, j = i+1, j-1 {
			path.Curves[i], path.Curves[j] = path.Curves[j].reversed(), path.Curves[i].reversed()
		}
	}
	return path
}

func (c Curve) end() Point { return c[len(c)-1] }

// down leads a curve straight down.
func (c Curve) down(to int) Curve {
	from := c.end()
	if from.Y == to {
		return c
	}
	return c.straight(Point{from.X, to})
}

// straight leads a curve on in a straight line, which is one with a line that goes
// the same way.
func (c Curve) straight(to Point) Curve {
	if n := len(c); n > 3 && c[n-4].X == c[n-1].X && c[n-1].X == to.X {
		c[n-2], c[n-1] = to, to
		return c
	}
	return append(c, c.end(), to, to)
}

// swing leads a curve to a point further below, which it comes to as it left: going
// down.
func (c Curve) swing(to Point) Curve {
	from := c.end()
	if from.X == to.X {
		return c.down(to.Y)
	}
	middle := (from.Y + to.Y) / 2
	return append(c, Point{from.X, middle}, Point{to.X, middle}, to)
}

func (c Curve) reversed() Curve {
	back := make(Curve, len(c))
	for i, p := range c {
		back[len(c)-1-i] = p
	}
	return back
}

// path draws a loop at the right of its box.
func (l *loop) path() Path {
	b := l.box
	side := b.left + b.size.W
	reach := side + loopReach
	from, to := Point{side, b.top + b.size.H/4}, Point{side, b.top + b.size.H*3/4}
	// A curve comes as far as three quarters of the way to its control points.
	turn := side + (reach-side)*4/3
	return Path{
		Curves: []Curve{{from, Point{turn, from.Y}, Point{turn, to.Y}, to}},
		Label:  Point{reach + loopStep, b.top + max(b.size.H-l.label.H, 0)/2},
	}
}
