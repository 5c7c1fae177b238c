package picture

import (
	"fmt"
	"strings"
)

// The looks in the dark. Those in the light are the looks of DOT.
var darkNodes = map[Kind]look{
	Root:    {"#2a6299", "#5c96cc", "#ffffff"},
	Sync:    {"#372d10", "#b8921f", "#f3e7c3"},
	Action:  {"#172a40", "#4a7fb5", "#d9e8f8"},
	Answer:  {"#14301a", "#3d8b4a", "#d3efd8"},
	Refusal: {"#3b1816", "#c8483b", "#fadcd9"},
	Area:    {"#372d10", "#b8921f", "#f3e7c3"},
	Concept: {"#172a40", "#4a7fb5", "#d9e8f8"},
}

var darkEdges = map[EdgeKind]look{
	Waits:  {line: "#8b949e", text: "#b6bfc9"},
	Refuse: {line: "#dd5d50", text: "#f08d83"},
	Calls:  {line: "#5c96cc", text: "#8fbce6"},
	Else:   {line: "#dd5d50", text: "#f08d83"},
}

// style is the style sheet of a picture, with the kinds that are in it.
func (g *Graph) style() string {
	var b strings.Builder
	b.WriteString(`
.syncgen { font: 13px Arial, Helvetica, "Liberation Sans", sans-serif }
.syncgen .arrow { font-size: 11px }
.syncgen .head { font-weight: bold }
.syncgen text { stroke: none }
.syncgen path { fill: none; stroke-width: 1.5 }
.syncgen .else path { stroke-dasharray: 5 4 }
.syncgen marker path { fill: inherit; stroke: none }
.syncgen .rule { stroke-width: 1 }
.syncgen path.near { stroke-dasharray: none; stroke-opacity: 0; stroke-width: 12 }
`)
	g.looks(&b, "#ffffff", nodeLooks, edgeLooks)
	b.WriteString("@media (prefers-color-scheme: dark) {\n")
	g.looks(&b, "#0d1117", darkNodes, darkEdges)
	b.WriteString("}\n")
	return b.String()
}

func (g *Graph) looks(b *strings.Builder, ground string, nodes map[Kind]look, edges map[EdgeKind]look) {
	fmt.Fprintf(b, ".syncgen .ground { fill: %s }\n", ground)
	for _, kind := range g.nodeKinds() {
		l := nodes[kind]
		fmt.Fprintf(b, ".syncgen .%[1]s { fill: %[2]s; stroke: %[3]s } .syncgen .%[1]s text { fill: %[4]s }\n", kind, l.fill, l.line, l.text)
	}
	for _, kind := range g.edgeKinds() {
		l := edges[kind]
		fmt.Fprintf(b, ".syncgen .%[1]s { fill: %[2]s; stroke: %[2]s } .syncgen .%[1]s text { fill: %[3]s }\n", kind, l.line, l.text)
	}
}
