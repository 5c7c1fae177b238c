package layered

// bound asks of two numbers that the second be larger than the first by `least`
// or more. What it is larger costs `weight` for each unit.
type bound struct{ from, to, least, weight int }

// network is a program of bounds that a network simplex solves: numbers that keep
// all bounds, at the least cost. It holds a tree of bounds that are kept exactly;
// the cost of moving what hangs at one of them tells which to let go.
type network struct {
	bounds []bound
	at     []int   // the numbers
	leads  [][]int // the bounds at each number

	above  []int // the bound that leads from a number to the root of the tree; -1 for the root
	pull   []int // what moving all that hangs at a number by one saves
	inTree []bool
	sides  []int // the last side that a number was found to be on, see split
	side   int
	steps  int
}

// maxSteps bounds the search, in numbers that are looked at. What it has come to
// by then keeps all bounds. No picture that can be read takes a hundredth of it.
const maxSteps = 2_000_000

// window is how many bounds that may be let go are compared before the dearest is.
const window = 30

// solve finds n numbers that keep some bounds, which have no cycle and hold all
// numbers together. The least of them is 0. Where numbers may move freely, they
// end up in the middle if `centred` is set.
func solve(n int, bounds []bound, centred bool) []int {
	w := &network{bounds: bounds, at: make([]int, n), leads: make([][]int, n), above: make([]int, n), pull: make([]int, n), inTree: make([]bool, len(bounds)), sides: make([]int, n)}
	for i, b := range bounds {
		w.leads[b.from] = append(w.leads[b.from], i)
		w.leads[b.to] = append(w.leads[b.to], i)
	}
	w.begin()
	w.growTree()
	next := 0
	for v := w.dear(&next); v >= 0 && w.steps < maxSteps; v = w.dear(&next) {
		w.exchange(v)
	}
	if centred {
		w.centre()
	}
	least := w.at[0]
	for _, at := range w.at {
		least = min(least, at)
	}
	for i := range w.at {
		w.at[i] -= least
	}
	return w.at
}

// begin makes all numbers as small as the bounds allow.
func (w *network) begin() {
	waiting := make([]int, len(w.at))
	for _, b := range w.bounds {
		waiting[b.to]++
	}
	var ready []int
	for i, n := range waiting {
		if n == 0 {
			ready = append(ready, i)
		}
	}
	for ; len(ready) > 0; ready = ready[1:] {
		for _, i := range w.leads[ready[0]] {
			if b := w.bounds[i]; b.from == ready[0] {
				w.at[b.to] = max(w.at[b.to], w.at[b.from]+b.least)
				if waiting[b.to]--; waiting[b.to] == 0 {
					ready = append(ready, b.to)
				}
			}
		}
	}
}

func (w *network) slack(i int) int {
	b := w.bounds[i]
	return w.at[b.to] - w.at[b.from] - b.least
}

func (w *network) other(i, v int) int { return w.bounds[i].from + w.bounds[i].to - v }

// saves is what is saved for each unit by which the bound above a number gives.
func (w *network) saves(v int) int {
	if w.bounds[w.above[v]].to == v {
		return w.pull[v]
	}
	return -w.pull[v]
}

// dear finds a number, from `next` on, above which a bound costs more to keep
// exactly than to let go; -1 where there is none.
func (w *network) dear(next *int) int {
	dearest, found := -1, 0
	for range w.at {
		v := *next
		*next = (v + 1) % len(w.at)
		if w.above[v] < 0 || w.saves(v) <= 0 {
			continue
		}
		if dearest < 0 || w.saves(v) > w.saves(dearest) {
			dearest = v
		}
		if found++; found == window {
			break
		}
	}
	return dearest
}

// split finds what the tree falls into without the bound above a number: the
// smaller side of the two, and whether that is the one with the number.
func (w *network) split(v int) (side []int, hanging bool) {
	gone := w.above[v]
	sides := [2][]int{{w.other(gone, v)}, {v}}
	w.side += 2
	w.sides[sides[0][0]], w.sides[v] = w.side, w.side+1
	for k := 0; ; k++ {
		for i := range sides {
			if k == len(sides[i]) {
				w.steps += k
				return sides[i], i == 1
			}
			u := sides[i][k]
			for _, lead := range w.leads[u] {
				if to := w.other(lead, u); w.inTree[lead] && lead != gone && w.sides[to] != w.side+i {
					w.sides[to] = w.side + i
					sides[i] = append(sides[i], to)
				}
			}
		}
	}
}

// side is a side of the tree that may move, as far as a bound stops it first.
type side struct {
	numbers []int
	hanging bool // it is the side of the number that was let go
	forward bool // it is to become larger
	stop    int  // -1 for none
}

// yields finds what moves when the bound above a number gives.
func (w *network) yields(v int) side {
	numbers, hanging := w.split(v)
	isHead := w.bounds[w.above[v]].to == v
	s := side{numbers: numbers, hanging: hanging, forward: isHead == hanging, stop: -1}
	mark := w.sides[numbers[0]]
	for _, u := range numbers {
		for _, i := range w.leads[u] {
			if b := w.bounds[i]; (b.from == u) == s.forward && w.sides[w.other(i, u)] != mark && (s.stop < 0 || w.slack(i) < w.slack(s.stop)) {
				s.stop = i
			}
		}
	}
	return s
}

func (w *network) move(s side, by int) {
	if !s.forward {
		by = -by
	}
	for _, u := range s.numbers {
		w.at[u] += by
	}
}

// exchange lets go the bound above a number, moves one side of the tree until
// another bound stops it, and hangs what has hung at the one at the other.
func (w *network) exchange(v int) {
	s := w.yields(v)
	w.move(s, w.slack(s.stop))
	inside := w.bounds[s.stop].from
	if (w.sides[inside] == w.sides[s.numbers[0]]) != s.hanging {
		inside = w.bounds[s.stop].to
	}
	gone, pull := w.above[v], w.pull[v]
	w.addPull(w.other(gone, v), -pull)
	// The way from the new hook to the old one is hung the other way round.
	hook, u, below := s.stop, inside, 0
	for {
		up, whole := w.above[u], w.pull[u]
		w.above[u], w.pull[u] = hook, pull-below
		if u == v {
			break
		}
		hook, below, u = up, whole, w.other(up, u)
	}
	w.inTree[gone], w.inTree[s.stop] = false, true
	w.addPull(w.other(s.stop, inside), pull)
}

// addPull adds to what hangs at a number and at all above it.
func (w *network) addPull(u, pull int) {
	for ; w.above[u] >= 0; u = w.other(w.above[u], u) {
		w.pull[u] += pull
	}
	w.pull[u] += pull
}

// centre moves what hangs at a bound that may give for nothing to the middle of
// its way.
func (w *network) centre() {
	for v := range w.at {
		if w.above[v] < 0 || w.saves(v) != 0 || w.steps >= maxSteps {
			continue
		}
		if s := w.yields(v); s.stop >= 0 {
			w.move(s, w.slack(s.stop)/2)
		}
	}
}
