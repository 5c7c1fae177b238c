package layered

// setLayers gives each box its layer, so that the arrows are as short as can be
// all together, and puts layers in between for labels.
func (p *part) setLayers() {
	index := map[*vertex]int{}
	for i, v := range p.boxes {
		index[v] = i
	}
	var bounds []bound
	for _, c := range p.chains {
		bounds = append(bounds, bound{index[c.from], index[c.to], 1, 1})
	}
	layers := solve(len(p.boxes), bounds, false)
	for i, v := range p.boxes {
		v.layer = layers[i]
	}

	// Labels are near the box that their arrow comes from.
	labelled := map[int]bool{} // the layers that one of labels follows
	for _, c := range p.chains {
		if c.label != (Size{}) {
			labelled[c.labelledGap()] = true
		}
	}
	shift := make([]int, 0, len(p.boxes)+1)
	last := -1
	for _, layer := range layers {
		last = max(last, layer)
	}
	for layer, by := 0, 0; layer <= last; layer++ {
		shift = append(shift, by)
		if labelled[layer] {
			by++
		}
	}
	for _, v := range p.boxes {
		v.layer += shift[v.layer]
	}
	p.layers = make([][]*vertex, last+shift[last]+1)
}

// labelledGap is the layer after which the label of an arrow stands, before there
// are layers of labels.
func (c *chain) labelledGap() int {
	if c.backward {
		return c.to.layer - 1
	}
	return c.from.layer
}

// makeChains puts a bend, or its label, wherever an arrow passes a layer.
func (p *part) makeChains() {
	for _, c := range p.chains {
		at := c.from.layer + 1
		if c.backward {
			at = c.to.layer - 1
		}
		from := c.from
		for layer := c.from.layer + 1; layer < c.to.layer; layer++ {
			v := &vertex{kind: bend, layer: layer}
			if layer == at && c.label != (Size{}) {
				v.kind, v.size, v.room = label, c.label, c.label
			}
			c.link(from, v)
			from = v
		}
		c.link(from, c.to)
	}
}

func (c *chain) link(from, to *vertex) {
	l := &link{chain: c, from: from, to: to, fromPort: from.size.W / 2, toPort: to.size.W / 2}
	from.out = append(from.out, l)
	to.in = append(to.in, l)
	c.links = append(c.links, l)
}
