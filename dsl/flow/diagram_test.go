package flow

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// formula is a condition as a function of all decisions: whether it holds, by
// the number of the world.
type formula struct {
	d     diagram
	truth []bool
}

// decisions are variables with their numbers of values, and all worlds of them.
type decisions struct {
	f      *forest
	worlds []world
}

func someDecisions(t *rapid.T) *decisions {
	x := &decisions{f: newForest(), worlds: []world{{}}}
	for range rapid.IntRange(1, 5).Draw(t, "variables") {
		values := rapid.IntRange(2, 4).Draw(t, "values")
		v := x.f.decide(values)
		var longer []world
		for _, w := range x.worlds {
			for value := range values {
				extended := world{v: value}
				for other, known := range w {
					extended[other] = known
				}
				longer = append(longer, extended)
			}
		}
		x.worlds = longer
	}
	return x
}

func (x *decisions) formula(d diagram, holds func(i int, w world) bool) *formula {
	f := &formula{d: d}
	for i, w := range x.worlds {
		f.truth = append(f.truth, holds(i, w))
	}
	return f
}

// some makes formulas from simpler ones, each by its truth table as well.
func (x *decisions) some(t *rapid.T) []*formula {
	list := []*formula{
		x.formula(never, func(int, world) bool { return false }),
		x.formula(always, func(int, world) bool { return true }),
	}
	for v := range x.f.values {
		values := rapid.SliceOfN(rapid.Bool(), x.f.values[v], x.f.values[v]).Draw(t, "is")
		list = append(list, x.formula(x.f.is(variable(v), func(n int) bool { return values[n] }), func(_ int, w world) bool { return values[w[variable(v)]] }))
	}
	for range rapid.IntRange(1, 30).Draw(t, "operations") {
		a := rapid.SampledFrom(list).Draw(t, "a")
		b := rapid.SampledFrom(list).Draw(t, "b")
		switch rapid.IntRange(0, 3).Draw(t, "operation") {
		case 0:
			list = append(list, x.formula(x.f.and(a.d, b.d), func(i int, _ world) bool { return a.truth[i] && b.truth[i] }))
		case 1:
			list = append(list, x.formula(x.f.or(a.d, b.d), func(i int, _ world) bool { return a.truth[i] || b.truth[i] }))
		case 2:
			list = append(list, x.formula(x.f.not(a.d), func(i int, _ world) bool { return !a.truth[i] }))
		case 3:
			list = append(list, x.formula(x.f.without(a.d, b.d), func(i int, _ world) bool { return a.truth[i] && !b.truth[i] }))
		}
	}
	return list
}

// TestDiagramsAreTruthTables: a diagram holds where its table says so, and two
// of one table are one node.
func TestDiagramsAreTruthTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := someDecisions(t)
		byTable := map[string]diagram{}
		for _, f := range x.some(t) {
			table := ""
			for i, w := range x.worlds {
				require.Equal(t, f.truth[i], x.f.holds(f.d, w))
				table += map[bool]string{true: "1", false: "0"}[f.truth[i]]
			}
			if other, ok := byTable[table]; ok {
				require.Equal(t, other, f.d, "two diagrams of one table")
			}
			byTable[table] = f.d
		}
	})
}

// TestExampleHolds: a diagram holds in its example, and in each world that
// each lists; these are all.
func TestExampleHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := someDecisions(t)
		for _, f := range x.some(t) {
			if f.d == never {
				continue
			}
			require.True(t, x.f.holds(f.d, x.f.example(f.d)))
			covered := 0
			x.f.each(f.d, world{}, func(w world) bool {
				require.True(t, x.f.holds(f.d, w))
				times := 1
				for v, values := range x.f.values {
					if _, ok := w[variable(v)]; !ok {
						times *= values
					}
				}
				covered += times
				return true
			})
			all := 0
			for _, holds := range f.truth {
				if holds {
					all++
				}
			}
			require.Equal(t, all, covered)
		}
	})
}

func TestMentions(t *testing.T) {
	f := newForest()
	x, y, z := f.decide(2), f.decide(3), f.decide(2)
	first := func(v variable) diagram { return f.is(v, func(value int) bool { return value == 0 }) }
	d := f.and(first(x), f.or(first(z), f.not(first(x))))
	for v, want := range map[variable]bool{x: true, y: false, z: true} {
		require.Equal(t, want, f.mentions(d, func(other variable) bool { return other == v }))
	}
}

// TestGuardsTakeANodeEach: the diagram of many conditions in a row is as long
// as the row. Each longer row is one of its own.
func TestGuardsTakeANodeEach(t *testing.T) {
	const guards = 100
	f := newForest()
	all, some := always, never
	for range guards {
		v := f.decide(2)
		holds := f.is(v, func(value int) bool { return value == 0 })
		some = f.or(some, f.without(all, holds))
		all = f.and(all, holds)
	}
	require.Equal(t, always, f.or(all, some))
	require.Equal(t, never, f.and(all, some))
	require.Less(t, len(f.of), 2*guards*guards)
}

func TestBoundPanics(t *testing.T) {
	f := newForest()
	// x1 y1 or x2 y2 or … with all of the x first has a node for each set of them.
	var xs []diagram
	for range 24 {
		xs = append(xs, f.is(f.decide(2), func(value int) bool { return value == 0 }))
	}
	require.PanicsWithValue(t, tooLarge{"conditions"}, func() {
		d := never
		for _, x := range xs {
			y := f.is(f.decide(2), func(value int) bool { return value == 0 })
			d = f.or(d, f.and(x, y))
		}
	})
}
