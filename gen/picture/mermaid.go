package picture

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// brackets make the shapes of nodes.
var brackets = map[Kind][2]string{
	Root:    {"([", "])"},
	Sync:    {"(", ")"},
	Action:  {"[", "]"},
	Answer:  {"([", "])"},
	Refusal: {"([", "])"},
	Area:    {"(", ")"},
	Concept: {"[", "]"},
}

var mermaidArrows = map[EdgeKind]string{Waits: "-->", Refuse: "-->", Calls: "==>", Else: "-.->"}

// Mermaid writes the picture as a flowchart of Mermaid, which GitHub and others
// show in Markdown.
func (g *Graph) Mermaid() string {
	var b strings.Builder
	if g.hasLongLines() {
		b.WriteString("---\nconfig:\n  flowchart:\n    wrappingWidth: 400\n---\n")
	}
	direction := "TB"
	if g.Across {
		direction = "LR"
	}
	fmt.Fprintf(&b, "flowchart %s\n", direction)
	for _, n := range g.Nodes {
		shape := brackets[n.Kind]
		label := mermaidText(n.Label)
		if len(n.List) > 0 {
			label = "<b>" + label + "</b>"
			for _, item := range n.List {
				label += "<br>" + mermaidText(item)
			}
		}
		fmt.Fprintf(&b, "  %s%s\"%s\"%s:::%s\n", n.ID, shape[0], label, shape[1], n.Kind)
	}
	for _, e := range g.Edges {
		label := ""
		if e.Label != "" {
			label = `|"` + mermaidText(e.Label) + `"|`
		}
		fmt.Fprintf(&b, "  %s %s%s %s\n", e.From.ID, mermaidArrows[e.Kind], label, e.To.ID)
	}
	var red []string
	for i, e := range g.Edges {
		if e.Kind == Refuse || e.Kind == Else {
			red = append(red, strconv.Itoa(i))
		}
	}
	if len(red) > 0 {
		fmt.Fprintf(&b, "  linkStyle %s stroke:%s\n", strings.Join(red, ","), nodeLooks[Refusal].line)
	}
	for _, k := range g.nodeKinds() {
		l := nodeLooks[k]
		fmt.Fprintf(&b, "  classDef %s fill:%s,stroke:%s,color:%s\n", k, l.fill, l.line, l.text)
	}
	return b.String()
}

// hasLongLines reports whether a line of a box is so long that Mermaid would break
// it: what is wider than 200 pixels, unless it is told otherwise.
func (g *Graph) hasLongLines() bool {
	const width = 24 // in characters
	return slices.ContainsFunc(g.Nodes, func(n *Node) bool {
		return slices.ContainsFunc(append(strings.Split(n.Label, "\n"), n.List...), func(line string) bool {
			return utf8.RuneCountInString(line) > width
		})
	})
}

// Mermaid reads labels as HTML, with entities of its own, and as Markdown.
var mermaidEscapes = strings.NewReplacer(
	`&`, "#amp;", `"`, "#quot;", `<`, "#lt;", `>`, "#gt;", `#`, "#35;", "`", "#96;", `*`, "#42;", "\n", "<br>",
)

func mermaidText(text string) string { return mermaidEscapes.Replace(text) }
