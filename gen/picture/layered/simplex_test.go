package layered

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestSolve(t *testing.T) {
	tests := []struct {
		name    string
		n       int
		bounds  []bound
		centred bool
		want    []int
	}{
		{"one number", 1, nil, false, []int{0}},
		{"a chain", 3, []bound{{0, 1, 2, 1}, {1, 2, 3, 1}}, false, []int{0, 2, 5}},
		{"a short way beside a long one", 4, []bound{{0, 1, 1, 1}, {1, 2, 1, 1}, {0, 3, 1, 5}, {3, 2, 1, 1}}, false, []int{0, 1, 2, 1}},
		{"the dearer bound is kept", 4, []bound{{0, 1, 1, 1}, {1, 2, 1, 1}, {2, 3, 1, 1}, {0, 3, 1, 1}}, false, []int{0, 1, 2, 3}},
		{"a source is near to what it leads to", 4, []bound{{0, 1, 1, 1}, {1, 2, 1, 1}, {3, 2, 1, 1}}, false, []int{0, 1, 2, 1}},
		{"what may move freely is in the middle", 3, []bound{{0, 2, 9, 4}, {0, 1, 1, 0}, {1, 2, 2, 0}}, true, []int{0, 4, 9}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, solve(test.n, test.bounds, test.centred))
		})
	}
}

// No other numbers are cheaper, and what is centred is no dearer.
func TestSolveIsCheapest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "n")
		var bounds []bound
		draw := func(from, to int) {
			bounds = append(bounds, bound{from, to, rapid.IntRange(0, 2).Draw(t, "least"), rapid.IntRange(0, 3).Draw(t, "weight")})
		}
		for v := 1; v < n; v++ {
			draw(rapid.IntRange(0, v-1).Draw(t, "from"), v)
		}
		for range rapid.IntRange(0, 5).Draw(t, "more") {
			to := rapid.IntRange(1, n-1).Draw(t, "to")
			draw(rapid.IntRange(0, to-1).Draw(t, "from"), to)
		}
		// Where no number is above 2 for each step, none need be above 2n.
		least := -1
		numbers := make([]int, n)
		var try func(v int)
		try = func(v int) {
			if v == n {
				if cost, kept := costOf(bounds, numbers); kept && (least < 0 || cost < least) {
					least = cost
				}
				return
			}
			for numbers[v] = 0; numbers[v] <= 2*n; numbers[v]++ {
				try(v + 1)
			}
		}
		try(0)
		for _, centred := range []bool{false, true} {
			cost, kept := costOf(bounds, solve(n, bounds, centred))
			require.True(t, kept)
			require.Equal(t, least, cost)
		}
	})
}

func costOf(bounds []bound, numbers []int) (cost int, kept bool) {
	for _, b := range bounds {
		by := numbers[b.to] - numbers[b.from]
		if by < b.least {
			return 0, false
		}
		cost += b.weight * by
	}
	return cost, true
}

// The arrows of a tree do not cross.
func TestTreesHaveNoCrossings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "boxes")
		g := Graph{Boxes: make([]Size, n)}
		for i := 1; i < n; i++ {
			g.Arrows = append(g.Arrows, Arrow{From: rapid.IntRange(0, i-1).Draw(t, "above"), To: i, Label: Size{W: i % 2, H: i % 2}})
		}
		p := parts(g)[0]
		p.setLayers()
		p.makeChains()
		p.setOrder()
		require.Zero(t, p.crossings())
	})
}

// An order without crossings is found where one sync calls twice what another one
// calls once, though each has the first of its arrows first.
func TestOrderLeavesThatOfTheArrowsToAvoidCrossings(t *testing.T) {
	g := Graph{
		Boxes:  make([]Size, 6),
		Arrows: []Arrow{{From: 0, To: 1}, {From: 0, To: 2}, {From: 1, To: 3}, {From: 1, To: 4}, {From: 2, To: 3}, {From: 2, To: 5}},
	}
	p := parts(g)[0]
	p.setLayers()
	p.makeChains()
	p.setOrder()
	assert.Zero(t, p.crossings())
}

func TestInversions(t *testing.T) {
	assert.Equal(t, 0, inversions([]int{1, 2, 2, 3}))
	assert.Equal(t, 3, inversions([]int{3, 2, 1}))
	assert.Equal(t, 3, inversions([]int{2, 2, 1, 3, 2}))
}
