package layered

import (
	"cmp"
	"container/heap"
)

// growTree holds all numbers by bounds that are kept exactly. Beginning with one
// number, it takes in the number whose bound has the least slack and, where there
// is some, moves all that it has by that. It does not go over them each time: what
// they have moved is `moved`, which is not yet in w.at.
func (w *network) growTree() {
	held := make([]bool, len(w.at))
	order := make([]int, 0, len(w.at))
	var leaving, coming frontier // what leads out of the tree, and into it
	moved := 0
	hold := func(v, by int) {
		held[v], w.above[v] = true, by
		w.at[v] -= moved
		order = append(order, v)
		for _, i := range w.leads[v] {
			switch b := w.bounds[i]; {
			case held[w.other(i, v)]:
			case b.from == v:
				heap.Push(&leaving, reach{w.slack(i), i})
			default:
				heap.Push(&coming, reach{w.slack(i), i})
			}
		}
	}
	hold(0, -1)
	for len(order) < len(w.at) {
		isLeaving := len(coming) == 0 || len(leaving) > 0 && leaving[0].slack-moved <= coming[0].slack+moved
		by, next := -1, &coming
		if isLeaving {
			by, next = 1, &leaving
		}
		nearest := heap.Pop(next).(reach)
		b := w.bounds[nearest.bound]
		to := b.from
		if isLeaving {
			to = b.to
		}
		if held[to] {
			continue
		}
		moved += by * (nearest.slack - by*moved)
		w.inTree[nearest.bound] = true
		hold(to, nearest.bound)
	}
	for _, b := range w.bounds {
		w.pull[b.to] -= b.weight
		w.pull[b.from] += b.weight
	}
	for k := len(order) - 1; k > 0; k-- {
		v := order[k]
		w.pull[w.other(w.above[v], v)] += w.pull[v]
	}
}

// reach is a bound between the tree and a number that is not in it yet, with the
// slack that it would have if the tree had not moved.
type reach struct{ slack, bound int }

// frontier is a heap of such bounds, the nearest first.
type frontier []reach

func (f frontier) Len() int      { return len(f) }
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f frontier) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(f[i].slack, f[j].slack), cmp.Compare(f[i].bound, f[j].bound)) < 0
}
func (f *frontier) Push(r any) { *f = append(*f, r.(reach)) }
func (f *frontier) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}
