// Package graph has what the compiler needs of directed graphs.
package graph

// Components returns the strongly connected components of a graph, each one
// after all those that lead to it (R. Tarjan, Depth-First Search and Linear
// Graph Algorithms, 1972). A node that no cycle goes through is a component of
// its own. The result depends on the order of the nodes and of their
// successors alone.
func Components[N comparable](nodes []N, next func(N) []N) [][]N {
	t := &tarjan[N]{next: next, index: map[N]int{}, low: map[N]int{}, onStack: map[N]bool{}}
	for _, n := range nodes {
		if t.index[n] == 0 {
			t.visit(n)
		}
	}
	for i, j := 0, len(t.found)-1; i < j; i, j = i+1, j-1 {
		t.found[i], t.found[j] = t.found[j], t.found[i]
	}
	return t.found
}

type tarjan[N comparable] struct {
	next       func(N) []N
	index, low map[N]int
	onStack    map[N]bool
	stack      []N
	found      [][]N // those that others lead to first
}

// frame is a node whose successors are being visited. The stack is our own: a
// chain of rules may be as long as a program.
type frame[N comparable] struct {
	node N
	next []N
}

func (t *tarjan[N]) visit(start N) {
	frames := []frame[N]{t.enter(start)}
	for len(frames) > 0 {
		f := &frames[len(frames)-1]
		if len(f.next) > 0 {
			n := f.next[0]
			f.next = f.next[1:]
			if t.index[n] == 0 {
				frames = append(frames, t.enter(n))
			} else if t.onStack[n] {
				t.low[f.node] = min(t.low[f.node], t.index[n])
			}
			continue
		}
		n := f.node
		frames = frames[:len(frames)-1]
		if len(frames) > 0 {
			above := frames[len(frames)-1].node
			t.low[above] = min(t.low[above], t.low[n])
		}
		if t.low[n] == t.index[n] {
			t.leave(n)
		}
	}
}

func (t *tarjan[N]) enter(n N) frame[N] {
	t.index[n] = len(t.index) + 1
	t.low[n] = t.index[n]
	t.stack = append(t.stack, n)
	t.onStack[n] = true
	return frame[N]{n, t.next(n)}
}

// leave takes a component off the stack, whose first node is n.
func (t *tarjan[N]) leave(n N) {
	at := len(t.stack) - 1
	for t.stack[at] != n {
		at--
	}
	component := append([]N(nil), t.stack[at:]...)
	t.stack = t.stack[:at]
	for _, member := range component {
		t.onStack[member] = false
	}
	t.found = append(t.found, component)
}
