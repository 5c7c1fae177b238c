// Package picture draws a program: what a request sets off, sync by sync, or an
// overview of a whole app.
package picture

import (
	"slices"
	"strings"
)

// Graph is a picture before it is laid out.
type Graph struct {
	Title string
	// Across tells that the picture goes from left to right, not from top to
	// bottom.
	Across bool
	Nodes  []*Node
	Edges  []*Edge

	ids   map[string]bool
	edges map[Edge]bool
}

// Node is a box of a picture.
type Node struct {
	ID    string // letters, digits and underscores, different from all others
	Kind  Kind
	Label string   // lines
	List  []string // below the label, a line each
	Tip   Tip
}

// Tip is what is shown when the pointer rests on a box or an arrow.
type Tip struct {
	Place string // the file and the line that it is from, if any
	Text  string
}

func (t Tip) String() string {
	if t.Place == "" {
		return t.Text
	}
	return t.Place + "\n" + t.Text
}

// Kind is what a node stands for.
type Kind string

// The kinds of node.
const (
	Root    Kind = "start"   // a request, or another system action: where flows begin
	Sync    Kind = "sync"    // a rule
	Action  Kind = "action"  // an action of a concept
	Answer  Kind = "answer"  // an answer to a root
	Refusal Kind = "refusal" // an answer that says no
	Area    Kind = "area"    // the routes of a file
	Concept Kind = "concept" // a concept with its actions
)

// Edge is an arrow of a picture.
type Edge struct {
	From, To *Node
	Kind     EdgeKind
	Label    string // lines
	Tip      Tip
}

// EdgeKind is what an arrow stands for.
type EdgeKind string

// The kinds of edge.
const (
	Waits  EdgeKind = "waits"  // an action completes, and a sync waits for that
	Refuse EdgeKind = "refuse" // an action refuses, and a sync waits for that
	Calls  EdgeKind = "calls"  // a sync calls an action
	Else   EdgeKind = "else"   // a line of a sync leaves nothing, and its `else` is done
)

// add adds a node whose identity is made of a name.
func (g *Graph) add(kind Kind, name, label string, tip Tip) *Node {
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, string(kind)+"_"+name)
	for g.ids[id] {
		id += "_"
	}
	if g.ids == nil {
		g.ids = map[string]bool{}
	}
	g.ids[id] = true
	n := &Node{ID: id, Kind: kind, Label: label, Tip: tip}
	g.Nodes = append(g.Nodes, n)
	return n
}

// connect adds an edge, unless there is one that says just the same.
func (g *Graph) connect(e Edge) {
	said := e
	said.Tip.Place = ""
	if g.edges[said] {
		return
	}
	if g.edges == nil {
		g.edges = map[Edge]bool{}
	}
	g.edges[said] = true
	g.Edges = append(g.Edges, &e)
}

// nodeKinds are the kinds of the picture's nodes, each once.
func (g *Graph) nodeKinds() []Kind {
	var kinds []Kind
	for _, n := range g.Nodes {
		if !slices.Contains(kinds, n.Kind) {
			kinds = append(kinds, n.Kind)
		}
	}
	return kinds
}

// edgeKinds are the kinds of the picture's edges, each once.
func (g *Graph) edgeKinds() []EdgeKind {
	var kinds []EdgeKind
	for _, e := range g.Edges {
		if !slices.Contains(kinds, e.Kind) {
			kinds = append(kinds, e.Kind)
		}
	}
	return kinds
}

// tip is never empty: Graphviz would show the node's identity.
func (n *Node) tip() string {
	if n.Tip == (Tip{}) {
		return n.Label
	}
	return n.Tip.String()
}
