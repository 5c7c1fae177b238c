package layered

// part is a connected part of a graph on its way to a picture. Whatever the
// picture's direction is, the layers of a part are rows, one below the other.
type part struct {
	boxes  []*vertex
	chains []*chain
	loops  []*loop
	layers [][]*vertex
	gaps   []gap // after each layer but the last
}

// gap is where arrows curve, between one layer and the next.
type gap struct{ top, bottom int }

// vertex is what has a place of its own in a layer: a box, a label, or a bend of
// an arrow that passes the layer.
type vertex struct {
	kind kind
	id   int // of a box: its index in the graph
	size Size
	room Size // what it takes of its layer: its own size, with its loops

	layer, place int
	left, top    int
	in, out      []*link // to the layers above and below
}

type kind int

const (
	box kind = iota
	label
	bend
)

// link is the stretch of an arrow from one layer to the next one. Its ports are
// where it is fastened, from the left of the vertices.
type link struct {
	chain            *chain
	from, to         *vertex
	fromPort, toPort int
}

// chain is how an arrow runs from layer to layer, from top to bottom; an arrow
// that goes against the others runs through it backwards.
type chain struct {
	arrow    int // its index in the graph
	label    Size
	sort     string
	from, to *vertex
	backward bool
	links    []*link
}

// loop is an arrow from a box to itself.
type loop struct {
	arrow int
	label Size
	box   *vertex
}

// The size of a loop, from the box to its label.
const (
	loopReach = 26
	loopStep  = 6 // from a loop to the label
)

// parts finds the parts of a graph that no arrow connects, in the order of their
// first boxes.
func parts(g Graph) []*part {
	leader := make([]int, len(g.Boxes))
	for i := range leader {
		leader[i] = i
	}
	lead := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	for _, a := range g.Arrows {
		from, to := lead(a.From), lead(a.To)
		leader[max(from, to)] = min(from, to)
	}
	turned := func(s Size) Size {
		if g.Across {
			return s.turned()
		}
		return s
	}

	var list []*part
	led := make([]*part, len(g.Boxes)) // by the leader of the part
	boxes := make([]*vertex, len(g.Boxes))
	for i, size := range g.Boxes {
		p := led[lead(i)]
		if p == nil {
			p = &part{}
			led[lead(i)] = p
			list = append(list, p)
		}
		boxes[i] = &vertex{kind: box, id: i, size: turned(size), room: turned(size)}
		p.boxes = append(p.boxes, boxes[i])
	}
	for i, a := range g.Arrows {
		p, from, to, size := led[lead(a.From)], boxes[a.From], boxes[a.To], turned(a.Label)
		if from == to {
			p.loops = append(p.loops, &loop{arrow: i, label: size, box: from})
			from.room.W += loopReach + loopStep + size.W
			from.room.H = max(from.room.H, size.H)
		} else {
			p.chains = append(p.chains, &chain{arrow: i, label: size, sort: a.Sort, from: from, to: to})
		}
	}
	for _, p := range list {
		p.breakCycles()
	}
	return list
}

// breakCycles turns the arrows round that lead back to where a walk along the
// arrows has come from, beginning with the boxes that nothing leads to.
func (p *part) breakCycles() {
	leaving := map[*vertex][]*chain{}
	reached := map[*vertex]bool{}
	for _, c := range p.chains {
		leaving[c.from] = append(leaving[c.from], c)
		reached[c.to] = true
	}
	const onTheWay, done = 1, 2
	state := map[*vertex]int{}
	var walk func(v *vertex)
	walk = func(v *vertex) {
		state[v] = onTheWay
		for _, c := range leaving[v] {
			switch state[c.to] {
			case onTheWay:
				c.backward = true
			case 0:
				walk(c.to)
			}
		}
		state[v] = done
	}
	for _, first := range []bool{true, false} {
		for _, v := range p.boxes {
			if state[v] == 0 && (!first || !reached[v]) {
				walk(v)
			}
		}
	}
	for _, c := range p.chains {
		if c.backward {
			c.from, c.to = c.to, c.from
		}
	}
}
