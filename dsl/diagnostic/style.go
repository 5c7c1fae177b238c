package diagnostic

// style is how a stretch of output looks in colour.
type style uint8

const (
	plain style = iota
	bold
	gutter    // line numbers, bars and arrows
	secondary // underlines and labels that give the facts
	primaryError
	primaryWarning
	primaryNote
	added
	removed
	proved
)

var escapes = [...]string{
	bold:           "\x1b[1m",
	gutter:         "\x1b[1;34m",
	secondary:      "\x1b[1;34m",
	primaryError:   "\x1b[1;31m",
	primaryWarning: "\x1b[1;33m",
	primaryNote:    "\x1b[1;36m",
	added:          "\x1b[32m",
	removed:        "\x1b[31m",
	proved:         "\x1b[1;32m",
}

const reset = "\x1b[0m"

func severityStyle(s Severity) style {
	switch s {
	case Warning:
		return primaryWarning
	case Note:
		return primaryNote
	}
	return primaryError
}

// canvas collects output. Colour only adds: without the escapes the text is
// the same byte for byte.
type canvas struct {
	b     []byte
	color bool
}

func (c *canvas) put(s style, text string) {
	if text == "" {
		return
	}
	if s == plain || !c.color {
		c.b = append(c.b, text...)
		return
	}
	c.b = append(c.b, escapes[s]...)
	c.b = append(c.b, text...)
	c.b = append(c.b, reset...)
}

// newline ends a line and leaves no blanks at its end.
func (c *canvas) newline() {
	for len(c.b) > 0 && c.b[len(c.b)-1] == ' ' {
		c.b = c.b[:len(c.b)-1]
	}
	c.b = append(c.b, '\n')
}

// row is a line of underlines and labels, one glyph a cell, except that the
// last label may hold wide characters.
type row []glyph

type glyph struct {
	r     rune
	style style
}

// set writes a text from a column on, over what is there.
func (r *row) set(column int, s style, text string) {
	for _, ch := range text {
		for len(*r) <= column {
			*r = append(*r, glyph{r: ' '})
		}
		(*r)[column] = glyph{ch, s}
		column++
	}
}

// fill writes one character from a column up to another, which is left out.
func (r *row) fill(from, to int, s style, ch rune) {
	for c := from; c < to; c++ {
		r.set(c, s, string(ch))
	}
}

func (c *canvas) row(r row) {
	for start := 0; start < len(r); {
		end := start
		for end < len(r) && r[end].style == r[start].style {
			end++
		}
		text := make([]rune, 0, end-start)
		for _, g := range r[start:end] {
			text = append(text, g.r)
		}
		c.put(r[start].style, string(text))
		start = end
	}
}
