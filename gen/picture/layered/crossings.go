package layered

import "slices"

// crossings counts the crossings of all links.
func (p *part) crossings() int {
	n := 0
	for _, layer := range p.layers {
		var ends []int // of the links to the next layer, from left to right
		for _, v := range layer {
			ends = append(ends, placesOf(v, false)...)
		}
		n += inversions(ends)
	}
	return n
}

// inversions counts the pairs of a list that are the wrong way round, by sorting
// it: what is merged from the right passes what is left on the left.
func inversions(list []int) int {
	if len(list) < 2 {
		return 0
	}
	left, right := slices.Clone(list[:len(list)/2]), slices.Clone(list[len(list)/2:])
	n := inversions(left) + inversions(right)
	slices.Sort(left)
	slices.Sort(right)
	return n + crossingsOf(left, right)
}

// crossingsOf counts the crossings of the links of two neighbours to one side,
// which lead to these places from the one on the left and the one on the right.
func crossingsOf(left, right []int) int {
	n, passed := 0, 0
	for _, place := range left {
		for passed < len(right) && right[passed] < place {
			passed++
		}
		n += passed
	}
	return n
}
