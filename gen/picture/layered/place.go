package layered

// setLefts gives each vertex its place from the left: as near to what it is
// linked with as the distances in the layers allow. A link is as dear as it is
// wide, the more so the longer its arrow is, which is to bend at its ends.
func (p *part) setLefts() {
	index := map[*vertex]int{}
	var all []*vertex
	var bounds []bound
	for _, layer := range p.layers {
		for i, v := range layer {
			index[v] = len(all)
			all = append(all, v)
			if i > 0 {
				bounds = append(bounds, bound{index[layer[i-1]], index[v], layer[i-1].room.W + distance(layer[i-1], v), 0})
			}
		}
	}
	n := len(all)
	for _, v := range all {
		for _, l := range v.out {
			// A number below both of its ends: the sum of what they are above it is
			// least where the link is straight.
			most := max(l.fromPort, l.toPort)
			weight := weightOf(l)
			bounds = append(bounds, bound{n, index[l.from], most - l.fromPort, weight}, bound{n, index[l.to], most - l.toPort, weight})
			n++
		}
	}
	lefts := solve(n, bounds, true)
	least := lefts[0]
	for i := range all {
		least = min(least, lefts[i])
	}
	for i, v := range all {
		v.left = lefts[i] - least
	}
}

// weightOf is how dear a link is. An arrow that passes layers is to bend where it
// begins, and one that is alone on both of its sides not at all.
func weightOf(l *link) int {
	weight := 8
	switch {
	case l.from.kind == box && l.to.kind == box:
		weight = 1
	case l.from.kind == box:
		weight = 2
	case l.to.kind == box:
		weight = 3
	}
	if len(l.from.out) == 1 && len(l.to.in) == 1 {
		weight *= 4
	}
	return weight
}

// distance is what stays free between two neighbours of a layer.
func distance(v, w *vertex) int {
	beside := func(v *vertex) int {
		switch v.kind {
		case box:
			return betweenBoxes
		case label:
			return besideLabel
		}
		return besideBend
	}
	return (beside(v) + beside(w)) / 2
}

// setTops gives each layer its place from the top. Boxes begin where their layer
// begins, and labels are in its middle. The wider the curves of a gap are, the
// higher it is.
func (p *part) setTops() {
	top := 0
	for i, layer := range p.layers {
		height := heightOf(layer)
		for _, v := range layer {
			v.top = top
			if v.kind == label {
				v.top += (height - v.size.H) / 2
			}
		}
		if top += height; i+1 == len(p.layers) {
			break
		}
		widest, above, below := 0, 0, 0
		for _, v := range layer {
			for _, l := range v.out {
				widest = max(widest, l.width(), -l.width())
				switch {
				case l.chain.backward && l.from.kind == box:
					above = straightEnd
				case !l.chain.backward && l.to.kind == box:
					below = straightEnd
				}
			}
		}
		g := gap{top: top + above}
		g.bottom = g.top + min(max(leastGap, widest/gapSlope), mostGap)
		p.gaps = append(p.gaps, g)
		top = g.bottom + below
	}
}

func heightOf(layer []*vertex) int {
	height := 0
	for _, v := range layer {
		height = max(height, v.room.H)
	}
	return height
}

// width is how far to the right a link leads.
func (l *link) width() int { return l.to.left + l.toPort - l.from.left - l.fromPort }
