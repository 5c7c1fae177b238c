package picture

import (
	"fmt"
	"strings"
)

// look is how the nodes or edges of a kind are drawn. The colours go with black
// text, on a light ground and on a dark one.
type look struct{ fill, line, text string }

var nodeLooks = map[Kind]look{
	Root:    {"#1f4e79", "#163a5a", "#ffffff"},
	Sync:    {"#fff4d6", "#c9a227", "#1a1a1a"},
	Action:  {"#dce9f7", "#4a7fb5", "#1a1a1a"},
	Answer:  {"#dff2e1", "#3d8b4a", "#1a1a1a"},
	Refusal: {"#fbe0de", "#c0392b", "#1a1a1a"},
	Area:    {"#fff4d6", "#c9a227", "#1a1a1a"},
	Concept: {"#dce9f7", "#4a7fb5", "#1a1a1a"},
}

var nodeShapes = map[Kind]string{
	Root:    `shape=box style="rounded,filled"`,
	Sync:    `shape=box style="rounded,filled"`,
	Action:  `shape=box style="filled"`,
	Answer:  `shape=box style="rounded,filled"`,
	Refusal: `shape=box style="rounded,filled"`,
	Area:    `shape=Mrecord style="filled"`,
	Concept: `shape=record style="filled"`,
}

var edgeLooks = map[EdgeKind]look{
	Waits:  {line: "#55606b", text: "#3b444d"},
	Refuse: {line: "#c0392b", text: "#a93226"},
	Calls:  {line: "#4a7fb5", text: "#2f5f8f"},
	Else:   {line: "#c0392b", text: "#a93226"},
}

// Dot writes the picture for Graphviz.
func (g *Graph) Dot() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n", quote(g.Title))
	direction, ranksep := "TB", 0.35
	if g.Across {
		direction, ranksep = "LR", 0.5
	}
	fmt.Fprintf(&b, "  graph [rankdir=%s nodesep=0.25 ranksep=%.2f bgcolor=white fontname=\"Helvetica\" tooltip=%s]\n", direction, ranksep, quote(g.Title))
	b.WriteString("  node [fontname=\"Helvetica\" fontsize=12 margin=\"0.12,0.06\" height=0.35]\n")
	b.WriteString("  edge [fontname=\"Helvetica\" fontsize=10 arrowsize=0.7]\n")
	for _, n := range g.Nodes {
		l := nodeLooks[n.Kind]
		fmt.Fprintf(&b, "  %s [label=%s %s fillcolor=%q color=%q fontcolor=%q tooltip=%s]\n",
			n.ID, n.dotLabel(), nodeShapes[n.Kind], l.fill, l.line, l.text, quote(n.tip()))
	}
	for _, e := range g.Edges {
		l := edgeLooks[e.Kind]
		more := ""
		if e.Kind == Else {
			more += " style=dashed"
		}
		if e.Label != "" {
			more += " label=" + quote(e.Label)
		}
		fmt.Fprintf(&b, "  %s -> %s [color=%q fontcolor=%q%s tooltip=%s labeltooltip=%s]\n", e.From.ID, e.To.ID, l.line, l.text, more, quote(e.Tip.String()), quote(e.Tip.String()))
	}
	b.WriteString("}\n")
	return b.String()
}

// dotLabel is the label, as a record where the kind of node lists something. In a
// picture that goes across, the parts of a record are below each other.
func (n *Node) dotLabel() string {
	if n.Kind != Area && n.Kind != Concept {
		return quote(n.Label)
	}
	label := recordText(n.Label)
	if len(n.List) > 0 {
		label += "|"
		for _, item := range n.List {
			label += recordText(item) + `\l`
		}
	}
	return `"` + label + `"`
}

var dotEscapes = strings.NewReplacer(`&`, "&amp;", `\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "", "\t", "  ")

// quote is a text as a string of DOT, in which a backslash is one.
func quote(text string) string { return `"` + dotEscapes.Replace(text) + `"` }

var recordEscapes = strings.NewReplacer(
	`&`, "&amp;", `\`, `\\`, `"`, `\"`, "\n", `\n`, `{`, `\{`, `}`, `\}`, `|`, `\|`, `<`, `\<`, `>`, `\>`, ` `, `\ `,
)

// recordText is a text in a label of a record, where more has a meaning.
func recordText(text string) string { return recordEscapes.Replace(text) }
