package picture

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
)

// maxList is how many lines of a box list something.
const maxList = 14

// overview draws a whole program: its routes, in a box for each file, its
// concepts with their actions, and what leads from the ones to the others.
func overview(p *program.Program) *Graph {
	o := &drawing{
		program: p, graph: &Graph{Title: "overview", Across: true},
		areas: map[string]*Node{}, concepts: map[*program.Concept]*Node{}, between: map[pair]*bundle{},
	}
	o.routes()
	for _, c := range p.Concepts {
		o.concept(c)
	}
	for _, s := range p.Syncs {
		o.sync(s)
	}
	o.arrows()
	return o.graph
}

// drawing is an overview as far as it is drawn.
type drawing struct {
	program  *program.Program
	graph    *Graph
	areas    map[string]*Node // by file
	concepts map[*program.Concept]*Node
	between  map[pair]*bundle
	order    []pair
}

// pair is what arrows go between.
type pair struct{ from, to *Node }

// bundle is the arrows of a pair, drawn as one.
type bundle struct{ labels, tips []string }

// routes draws the areas: each route belongs to the file of the first sync that
// waits for it.
func (o *drawing) routes() {
	for _, r := range o.program.Routes() {
		for _, s := range o.program.Syncs {
			if slices.ContainsFunc(s.When, r.Matches) {
				area := o.area(s)
				area.List = append(area.List, flow.RouteName(r))
				break
			}
		}
	}
	for _, area := range o.areas {
		area.Tip.Text = strings.Join(area.List, "\n")
		area.List = atMost(area.List)
	}
}

func (o *drawing) area(s *program.Sync) *Node {
	file := o.program.Sources.File(s.Decl.Span().File).Path
	n := o.areas[file]
	if n == nil {
		name := path.Base(file)
		n = o.graph.add(Area, strings.TrimSuffix(name, path.Ext(name)), name, Tip{})
		o.areas[file] = n
	}
	return n
}

// concept draws a concept, unless it is only there to bring requests in.
func (o *drawing) concept(c *program.Concept) {
	var list []string
	for _, a := range c.Actions {
		if !a.System && a.Answers == nil {
			list = append(list, a.Name)
		}
	}
	if len(list) == 0 && len(c.Queries) == 0 {
		return
	}
	n := o.graph.add(Concept, c.Name, c.Name, Tip{place(o.program.Sources, c.Decl.Span()), purpose(c)})
	n.List = atMost(list)
	o.concepts[c] = n
}

// sync adds what a sync calls to the arrows: from the file of the routes that it
// waits for or, where it waits for none, from the concept of the last action.
func (o *drawing) sync(s *program.Sync) {
	last := s.When[len(s.When)-1].Action.Concept
	from, label := o.concepts[last], s.Name
	if from == nil || slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action.System }) {
		from, label = o.area(s), ""
	}
	for _, exit := range s.Exits() {
		for _, call := range exit.Calls {
			if to := o.concepts[call.Action.Concept]; to != nil {
				o.lead(pair{from, to}, label, place(o.program.Sources, s.Decl.Span())+" "+s.Name+": "+call.Action.FullName())
			}
		}
	}
}

func (o *drawing) lead(at pair, label, tip string) {
	b := o.between[at]
	if b == nil {
		b = &bundle{}
		o.between[at] = b
		o.order = append(o.order, at)
	}
	if label != "" && !slices.Contains(b.labels, label) {
		b.labels = append(b.labels, label)
	}
	if !slices.Contains(b.tips, tip) {
		b.tips = append(b.tips, tip)
	}
}

// arrows draws the bundles.
func (o *drawing) arrows() {
	for _, at := range o.order {
		b := o.between[at]
		if len(b.labels) > 2 {
			b.labels = append(b.labels[:1:1], fmt.Sprintf("and %d more", len(b.labels)-1))
		}
		o.graph.connect(Edge{From: at.from, To: at.to, Kind: Calls, Label: strings.Join(b.labels, "\n"), Tip: Tip{Text: strings.Join(atMost(b.tips), "\n")}})
	}
}

func atMost(list []string) []string {
	if len(list) <= maxList {
		return list
	}
	return append(list[:maxList-1:maxList-1], fmt.Sprintf("… and %d more", len(list)-maxList+1))
}

func purpose(c *program.Concept) string {
	if c.Decl.Purpose == nil {
		return c.Name
	}
	return spaced(c.Decl.Purpose.Text)
}
