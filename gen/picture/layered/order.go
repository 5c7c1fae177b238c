package layered

import (
	"cmp"
	"slices"
)

// The search for an order of few crossings: how many times it goes over the
// layers, how many times in a row in vain, and how many vertices it looks at, if
// that makes fewer times.
const (
	maxSweeps   = 32
	vainSweeps  = 8
	maxVertices = 50_000
)

// setOrder puts the vertices of each layer in an order, so that links cross as
// little as can be: from each of two orders of beginning it goes up and down the
// layers, and puts vertices where the middle of those is that they are linked
// with. Of orders that are equally good, it takes the one in which boxes are most
// as in the graph.
func (p *part) setOrder() {
	best := order{crossings: -1}
	try := func() (better bool) {
		tried := order{p.crossings(), p.disorder(), nil}
		better = best.crossings < 0 || tried.compare(best) < 0
		if better {
			best = tried
			best.layers = p.snapshot()
		}
		return better
	}
	for _, upward := range []bool{false, true} {
		p.walkOrder(upward)
		try()
		sweeps := min(maxSweeps, maxVertices/p.count())
		for sweep, vain := 0, 0; sweep < sweeps && vain < vainSweeps && best.crossings > 0; sweep++ {
			turned := sweep%4 >= 2
			p.sweep(sweep%2 == 0, turned)
			p.transpose(turned)
			vain++
			if try() {
				vain = 0
			}
		}
	}
	p.layers = best.layers
	p.layers = p.snapshot()
	for _, layer := range p.layers {
		slices.Reverse(layer)
	}
	p.number()
	try()
	p.layers = best.layers
	p.number()
}

// order is an order that was tried, with what speaks against it.
type order struct {
	crossings, disorder int
	layers              [][]*vertex
}

func (o order) compare(other order) int {
	return cmp.Or(cmp.Compare(o.crossings, other.crossings), cmp.Compare(o.disorder, other.disorder))
}

func (p *part) count() int {
	n := 0
	for _, layer := range p.layers {
		n += len(layer)
	}
	return n
}

// disorder counts the pairs of boxes of a layer that are the other way round in the
// graph.
func (p *part) disorder() int {
	n := 0
	for _, layer := range p.layers {
		var ids []int
		for _, v := range layer {
			if v.kind == box {
				ids = append(ids, v.id)
			}
		}
		n += inversions(ids)
	}
	return n
}

func (p *part) snapshot() [][]*vertex {
	copied := make([][]*vertex, len(p.layers))
	for i, layer := range p.layers {
		copied[i] = slices.Clone(layer)
	}
	return copied
}

// number tells each vertex its place.
func (p *part) number() {
	for _, layer := range p.layers {
		for i, v := range layer {
			v.place = i
		}
	}
}

// walkOrder puts vertices in the order in which a walk along the links comes to
// them, which makes no crossings in a tree.
func (p *part) walkOrder(upward bool) {
	for i := range p.layers {
		p.layers[i] = nil
	}
	seen := map[*vertex]bool{}
	var walk func(v *vertex)
	walk = func(v *vertex) {
		if seen[v] {
			return
		}
		seen[v] = true
		p.layers[v.layer] = append(p.layers[v.layer], v)
		for _, l := range ahead(v, upward) {
			walk(end(l, upward))
		}
	}
	for _, v := range p.boxes {
		if len(ahead(v, !upward)) == 0 {
			walk(v)
		}
	}
	p.number()
}

// ahead are the links on the one side of a vertex, and end is where such a link
// leads to.
func ahead(v *vertex, upward bool) []*link {
	if upward {
		return v.in
	}
	return v.out
}

func end(l *link, upward bool) *vertex {
	if upward {
		return l.from
	}
	return l.to
}
