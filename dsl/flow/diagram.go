package flow

import "encoding/binary"

// A diagram says for which decisions something happens: a multi-valued decision
// diagram, reduced and shared, so that equal diagrams are the same node (R. E.
// Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986; A.
// Srinivasan et al., Algorithms for Discrete Function Manipulation, 1990).
// Conditions that follow each other, as the guards of a request do, take a node
// each, however many combinations they have.
type diagram int32

const (
	never  diagram = 0
	always diagram = 1
)

// variable is something that is decided outside of the rules: which outcome an
// action has, whether a condition holds. Variables are in the order in which
// flows meet them.
type variable int32

// maxNodes is how many nodes the diagrams of one route may have.
const maxNodes = 1 << 20

// tooLarge is what the analysis of a route panics with when it hits a bound.
type tooLarge struct{ what string }

// forest holds all diagrams of one route.
type forest struct {
	values []int // of each variable, how many it has
	of     []variable
	kids   []diagram // of all nodes, one after the other
	first  []int32   // of each node, its first kid
	known  map[string]diagram
	key    []byte

	ands, ors map[[2]diagram]diagram
	nots      map[diagram]diagram
}

func newForest() *forest {
	f := &forest{known: map[string]diagram{}, ands: map[[2]diagram]diagram{}, ors: map[[2]diagram]diagram{}, nots: map[diagram]diagram{}}
	f.of = append(f.of, -1, -1)
	f.first = append(f.first, 0, 0)
	return f
}

// decide adds a variable with a number of values.
func (f *forest) decide(values int) variable {
	f.values = append(f.values, values)
	return variable(len(f.values) - 1)
}

func (f *forest) kidsOf(d diagram) []diagram {
	first := f.first[d]
	return f.kids[first : int(first)+f.values[f.of[d]]]
}

// node is the diagram that goes on with a kid for each value of a variable.
func (f *forest) node(v variable, kids []diagram) diagram {
	same := true
	for _, k := range kids {
		same = same && k == kids[0]
	}
	if same {
		return kids[0]
	}
	f.key = binary.LittleEndian.AppendUint32(f.key[:0], uint32(v))
	for _, k := range kids {
		f.key = binary.LittleEndian.AppendUint32(f.key, uint32(k))
	}
	if d, ok := f.known[string(f.key)]; ok {
		return d
	}
	if len(f.of) == maxNodes {
		panic(tooLarge{"conditions"})
	}
	d := diagram(len(f.of))
	f.of = append(f.of, v)
	f.first = append(f.first, int32(len(f.kids)))
	f.kids = append(f.kids, kids...)
	f.known[string(f.key)] = d
	return d
}

// is holds where a variable has one of some values.
func (f *forest) is(v variable, holds func(value int) bool) diagram {
	kids := make([]diagram, f.values[v])
	for value := range kids {
		if holds(value) {
			kids[value] = always
		}
	}
	return f.node(v, kids)
}

func (f *forest) and(x, y diagram) diagram {
	switch {
	case x == never || y == never:
		return never
	case x == always || x == y:
		return y
	case y == always:
		return x
	}
	return f.apply(f.ands, x, y, f.and)
}

func (f *forest) or(x, y diagram) diagram {
	switch {
	case x == always || y == always:
		return always
	case x == never || x == y:
		return y
	case y == never:
		return x
	}
	return f.apply(f.ors, x, y, f.or)
}

// apply combines two diagrams value by value.
func (f *forest) apply(memo map[[2]diagram]diagram, x, y diagram, op func(x, y diagram) diagram) diagram {
	if x > y {
		x, y = y, x
	}
	if d, ok := memo[[2]diagram{x, y}]; ok {
		return d
	}
	v := min(f.of[x], f.of[y])
	kids := make([]diagram, f.values[v])
	for i := range kids {
		kids[i] = op(f.under(x, v, i), f.under(y, v, i))
	}
	d := f.node(v, kids)
	memo[[2]diagram{x, y}] = d
	return d
}

// under is what is left of a diagram when a variable that it does not have
// before its first has a value.
func (f *forest) under(d diagram, v variable, value int) diagram {
	if f.of[d] != v {
		return d
	}
	return f.kidsOf(d)[value]
}

func (f *forest) not(x diagram) diagram {
	switch x {
	case never:
		return always
	case always:
		return never
	}
	if d, ok := f.nots[x]; ok {
		return d
	}
	v := f.of[x]
	kids := make([]diagram, f.values[v])
	for i := range kids {
		kids[i] = f.not(f.kidsOf(x)[i])
	}
	d := f.node(v, kids)
	f.nots[x], f.nots[d] = d, x
	return d
}

func (f *forest) without(x, y diagram) diagram { return f.and(x, f.not(y)) }

// world is what has been decided in one flow. A variable that it does not have
// may have any value; it is read as the first.
type world map[variable]int

// example is a world in which a diagram that is not never holds. Of several
// values the first that leads there is taken, and for each variable the first
// one is the ordinary one.
func (f *forest) example(d diagram) world {
	w := world{}
	for d != always {
		for value, kid := range f.kidsOf(d) {
			if kid != never {
				w[f.of[d]] = value
				d = kid
				break
			}
		}
	}
	return w
}

// holds reports whether a diagram does in a world.
func (f *forest) holds(d diagram, w world) bool {
	for d > always {
		d = f.kidsOf(d)[w[f.of[d]]]
	}
	return d == always
}

// mentions reports whether a diagram depends on one of some variables.
func (f *forest) mentions(d diagram, vars func(variable) bool) bool {
	seen := map[diagram]bool{}
	var visit func(diagram) bool
	visit = func(d diagram) bool {
		if d <= always || seen[d] {
			return false
		}
		seen[d] = true
		if vars(f.of[d]) {
			return true
		}
		for _, k := range f.kidsOf(d) {
			if visit(k) {
				return true
			}
		}
		return false
	}
	return visit(d)
}
