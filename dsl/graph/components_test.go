package graph_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl/graph"
)

// TestComponentsAreMutuallyReachable compares with the definition: two nodes
// are in one component when each can be reached from the other.
func TestComponentsAreMutuallyReachable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "nodes")
		next := make([][]int, n)
		nodes := make([]int, n)
		for i := range n {
			nodes[i] = i
			next[i] = rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 3).Draw(t, "next")
		}
		reach := make([][]bool, n)
		for i := range n {
			reach[i] = make([]bool, n)
			reach[i][i] = true
			for open := []int{i}; len(open) > 0; {
				at := open[0]
				open = open[1:]
				for _, to := range next[at] {
					if !reach[i][to] {
						reach[i][to] = true
						open = append(open, to)
					}
				}
			}
		}
		components := graph.Components(nodes, func(i int) []int { return next[i] })
		place := map[int]int{}
		for at, c := range components {
			require.NotEmpty(t, c)
			for _, i := range c {
				require.NotContains(t, place, i, "a node is in one component")
				place[i] = at
			}
		}
		require.Len(t, place, n)
		for i := range n {
			for j := range n {
				require.Equal(t, reach[i][j] && reach[j][i], place[i] == place[j], "%d and %d", i, j)
				if reach[i][j] {
					require.LessOrEqual(t, place[i], place[j], "a component comes after those that lead to it")
				}
			}
		}
		again := graph.Components(nodes, func(i int) []int { return slices.Clone(next[i]) })
		require.Equal(t, components, again)
	})
}

// TestComponentsOfALongChain would end on a stack that grows with the graph.
func TestComponentsOfALongChain(t *testing.T) {
	const n = 100_000
	components := graph.Components([]int{0}, func(i int) []int { return []int{(i + 1) % n} })
	require.Len(t, components, 1)
	require.Len(t, components[0], n)
}
