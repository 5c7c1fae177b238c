package picture

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/gen/picture/layered"
)

// The parts of an SVG document that pictures are made of.
type (
	svgDocument struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2000/svg svg"`
		Class   string      `xml:"class,attr"`
		Role    string      `xml:"role,attr"`
		Width   int         `xml:"width,attr"`
		Height  int         `xml:"height,attr"`
		ViewBox string      `xml:"viewBox,attr"`
		Title   string      `xml:"title"`
		Desc    string      `xml:"desc"`
		Style   svgStyle    `xml:"style"`
		Markers []svgMarker `xml:"defs>marker"`
		Ground  svgRect     `xml:"rect"`
		Groups  []svgGroup  `xml:"g"`
	}
	svgStyle struct {
		Sheet string `xml:",innerxml"`
	}
	svgGroup struct {
		Class string    `xml:"class,attr"`
		Title string    `xml:"title,omitempty"`
		Rects []svgRect `xml:"rect"`
		Paths []svgPath `xml:"path"`
		Texts []svgText `xml:"text"`
	}
	svgRect struct {
		Class  string `xml:"class,attr,omitempty"`
		X      int    `xml:"x,attr"`
		Y      int    `xml:"y,attr"`
		Width  int    `xml:"width,attr"`
		Height int    `xml:"height,attr"`
		Radius int    `xml:"rx,attr,omitempty"`
	}
	svgPath struct {
		Class string `xml:"class,attr,omitempty"`
		Data  string `xml:"d,attr"`
		Head  string `xml:"marker-end,attr,omitempty"`
	}
	svgText struct {
		Class string `xml:"class,attr,omitempty"`
		X     int    `xml:"x,attr"`
		Y     int    `xml:"y,attr"`
		// Length is how wide the text is to be, whatever font it is shown in.
		Length int    `xml:"textLength,attr"`
		Adjust string `xml:"lengthAdjust,attr"`
		Text   string `xml:",chardata"`
	}
	svgMarker struct {
		ID     string  `xml:"id,attr"`
		Class  string  `xml:"class,attr"`
		Box    string  `xml:"viewBox,attr"`
		X      int     `xml:"refX,attr"`
		Y      int     `xml:"refY,attr"`
		Width  int     `xml:"markerWidth,attr"`
		Height int     `xml:"markerHeight,attr"`
		Units  string  `xml:"markerUnits,attr"`
		Orient string  `xml:"orient,attr"`
		Path   svgPath `xml:"path"`
	}
)

// border is what is free around a picture.
const border = 16

// SVG writes the picture as an SVG document, which needs nothing else to be shown.
func (g *Graph) SVG() (string, error) {
	boxes, labels, placed := g.place(g.Across)
	width, height := placed.Size.W+2*border, placed.Size.H+2*border
	doc := svgDocument{
		Class: "syncgen", Role: "img", Width: width, Height: height, ViewBox: fmt.Sprintf("0 0 %d %d", width, height),
		Title: g.Title, Desc: g.inWords(), Style: svgStyle{g.style()}, Ground: svgRect{Class: "ground", Width: width, Height: height, Radius: 6},
	}
	for _, kind := range g.edgeKinds() {
		doc.Markers = append(doc.Markers, svgMarker{
			ID: "syncgen-" + string(kind), Class: string(kind), Box: "0 0 10 8", X: 9, Y: 4, Width: 10, Height: 8,
			Units: "userSpaceOnUse", Orient: "auto", Path: svgPath{Data: "M0 0L10 4L0 8z"},
		})
	}
	for i, e := range g.Edges {
		doc.Groups = append(doc.Groups, arrow(e, placed.Arrows[i], labels[i]))
	}
	for i, n := range g.Nodes {
		doc.Groups = append(doc.Groups, boxes[i].draw(n, placed.Boxes[i]))
	}
	text, err := xml.MarshalIndent(doc, "", " ")
	return string(text) + "\n", err
}

// place lays out all texts, and places their boxes.
func (g *Graph) place(across bool) (boxes, labels []textBox, placed layered.Picture) {
	plan := layered.Graph{Across: across}
	index := map[*Node]int{}
	for i, n := range g.Nodes {
		index[n] = i
		boxes = append(boxes, nodeBox(n))
		plan.Boxes = append(plan.Boxes, boxes[i].size)
	}
	for i, e := range g.Edges {
		labels = append(labels, labelBox(e.Label))
		plan.Arrows = append(plan.Arrows, layered.Arrow{From: index[e.From], To: index[e.To], Label: labels[i].size, Sort: string(e.Kind)})
	}
	return boxes, labels, layered.Place(plan)
}

// pageWidth is how wide a picture may be that goes down a page.
const pageWidth = 900

// isTooWide reports whether the picture is better drawn across than down.
func (g *Graph) isTooWide() bool {
	_, _, down := g.place(false)
	return down.Size.W > pageWidth
}

// arrow draws an arrow: where it is thin, something wider that nobody sees has its
// tip, too.
func arrow(e *Edge, at layered.Path, label textBox) svgGroup {
	group := svgGroup{Class: "arrow " + string(e.Kind), Title: e.Tip.String(), Texts: label.texts(at.Label)}
	for i, curve := range at.Curves {
		path := svgPath{Data: pathData(curve)}
		group.Paths = append(group.Paths, svgPath{Class: "near", Data: path.Data})
		if i == len(at.Curves)-1 {
			path.Head = fmt.Sprintf("url(#syncgen-%s)", e.Kind)
		}
		group.Paths = append(group.Paths, path)
	}
	return group
}

// pathData writes a curve as the data of a path.
func pathData(c layered.Curve) string {
	var b strings.Builder
	at := func(p layered.Point) string { return fmt.Sprintf("%d %d", p.X+border, p.Y+border) }
	b.WriteString("M" + at(c[0]))
	for i := 3; i < len(c); i += 3 {
		if c[i-2] == c[i-3] && c[i-1] == c[i] {
			b.WriteString("L" + at(c[i]))
		} else {
			b.WriteString("C" + at(c[i-2]) + " " + at(c[i-1]) + " " + at(c[i]))
		}
	}
	return b.String()
}
