package picture

import (
	"strings"

	"github.com/syncgen/syncgen/gen/picture/layered"
)

// The sizes of texts and of what is around them, in pixels.
const (
	nodeFont, nodeLine   = 13, 17
	labelFont, labelLine = 11, 14
	besideText           = 12 // in a box
	aboveText            = 8
	aroundLabel          = 3
	baseline             = 4 // from the middle of a line to where letters stand
)

// textBox is lines of text, one below the other, as they are placed in a box.
type textBox struct {
	size  layered.Size
	lines []textLine
	rule  int // how far down a line is drawn between the head of a list and the rest; 0 for none
}

type textLine struct {
	text    string
	class   string
	x, y    int // in the box
	width   int
	centred bool
}

// nodeBox lays out the texts of a node: the label in the middle, and what is
// listed below it at the left.
func nodeBox(n *Node) textBox {
	b := textBox{size: layered.Size{H: aboveText}}
	for i, line := range strings.Split(n.Label, "\n") {
		class := ""
		if i == 0 && (len(n.List) > 0 || n.Kind == Answer || n.Kind == Refusal) {
			class = "head"
		}
		b.add(line, class, nodeFont, nodeLine, true)
	}
	if len(n.List) > 0 {
		b.size.H += aboveText * 3 / 4
		b.rule = b.size.H
		b.size.H += aboveText * 3 / 4
	}
	for _, line := range n.List {
		b.add(line, "", nodeFont, nodeLine, false)
	}
	b.size.H += aboveText
	b.finish(besideText)
	return b
}

// labelBox lays out the label of an arrow.
func labelBox(label string) textBox {
	var b textBox
	if label == "" {
		return b
	}
	b.size.H = aroundLabel
	for line := range strings.SplitSeq(label, "\n") {
		b.add(line, "", labelFont, labelLine, true)
	}
	b.size.H += aroundLabel
	b.finish(aroundLabel)
	return b
}

func (b *textBox) add(text, class string, size, height int, centred bool) {
	face := regular()
	if class == "head" {
		face = bold()
	}
	b.lines = append(b.lines, textLine{text: text, class: class, y: b.size.H + height/2 + baseline, width: face.width(text, size), centred: centred})
	b.size.H += height
}

// finish makes the box as wide as its widest line needs it, and places the lines.
func (b *textBox) finish(beside int) {
	for _, l := range b.lines {
		b.size.W = max(b.size.W, l.width+2*beside)
	}
	for i := range b.lines {
		l := &b.lines[i]
		l.x = beside
		if l.centred {
			l.x = (b.size.W - l.width) / 2
		}
	}
}

// texts are the lines of the box at a place of the picture.
func (b *textBox) texts(at layered.Point) []svgText {
	var list []svgText
	for _, l := range b.lines {
		list = append(list, svgText{Class: l.class, X: border + at.X + l.x, Y: border + at.Y + l.y, Length: l.width, Adjust: "spacingAndGlyphs", Text: l.text})
	}
	return list
}

// corners are how round the boxes of a kind are.
var corners = map[Kind]int{Root: 14, Sync: 7, Answer: 14, Refusal: 14, Area: 7}

func (b *textBox) draw(n *Node, at layered.Point) svgGroup {
	left, top := border+at.X, border+at.Y
	group := svgGroup{
		Class: string(n.Kind), Title: n.tip(), Texts: b.texts(at),
		Rects: []svgRect{{X: left, Y: top, Width: b.size.W, Height: b.size.H, Radius: corners[n.Kind]}},
	}
	if b.rule > 0 {
		rule := layered.Point{X: at.X, Y: at.Y + b.rule}
		end := layered.Point{X: rule.X + b.size.W, Y: rule.Y}
		group.Paths = []svgPath{{Class: "rule", Data: pathData(layered.Curve{rule, rule, end, end})}}
	}
	return group
}
