package layered

import (
	"cmp"
	"slices"
)

// sweep goes over the layers, and puts the vertices of each in the order of the
// medians of what they are linked with in the layer before. A vertex that is
// linked with nothing there stays where it is. With `turned`, those of one median
// change places.
func (p *part) sweep(downward, turned bool) {
	for k := 1; k < len(p.layers); k++ {
		layer := p.layers[k]
		if !downward {
			layer = p.layers[len(p.layers)-1-k]
		}
		var moving []*vertex
		medians := map[*vertex]int{}
		for _, v := range layer {
			if places := placesOf(v, downward); len(places) > 0 {
				moving = append(moving, v)
				medians[v] = median(places)
			}
		}
		if turned {
			slices.Reverse(moving)
		}
		slices.SortStableFunc(moving, func(a, b *vertex) int { return cmp.Compare(medians[a], medians[b]) })
		next := 0
		for i, v := range layer {
			if _, moves := medians[v]; moves {
				layer[i] = moving[next]
				next++
			}
		}
		for i, v := range layer {
			v.place = i
		}
	}
}

// placesOf are the places of what a vertex is linked with above or below, sorted.
func placesOf(v *vertex, above bool) []int {
	var places []int
	for _, l := range ahead(v, above) {
		places = append(places, end(l, above).place)
	}
	slices.Sort(places)
	return places
}

// median is the middle of some places, in sixteenths of a place. Between two
// middle ones it is nearer to the side where the others are closer together.
func median(places []int) int {
	const unit = 16
	last := len(places) - 1
	middle := len(places) / 2
	if len(places)%2 == 1 {
		return unit * places[middle]
	}
	low, high := places[middle-1], places[middle]
	left, right := low-places[0], places[last]-high
	if left+right == 0 {
		return unit * (low + high) / 2
	}
	return unit * (low*right + high*left) / (left + right)
}

// transpose swaps neighbours as long as that saves crossings. With `turned`, it
// first swaps those, too, for which it makes no difference: the next ones may
// have more to gain then.
func (p *part) transpose(turned bool) {
	for improved := true; improved; turned = false {
		improved = false
		for _, layer := range p.layers {
			ends := make([][2][]int, len(layer)) // the places of what each is linked with
			for i, v := range layer {
				ends[i] = [2][]int{placesOf(v, true), placesOf(v, false)}
			}
			for i := 1; i < len(layer); i++ {
				left, right := ends[i-1], ends[i]
				saved := 0
				for side := range left {
					saved += crossingsOf(left[side], right[side]) - crossingsOf(right[side], left[side])
				}
				if saved > 0 || saved == 0 && turned {
					layer[i-1], layer[i] = layer[i], layer[i-1]
					ends[i-1], ends[i] = right, left
					improved = true
				}
			}
			for i, v := range layer {
				v.place = i
			}
		}
	}
}
