package diagnostic

import (
	"io"
	"strings"
)

const (
	proseCells = 80 // prose is wrapped at this width
	codeIndent = "    "
)

// Explain prints what the documentation says about a code, for a terminal:
// prose wrapped, examples indented below what they are, links written out.
func Explain(w io.Writer, code Code, color bool) error {
	c := &canvas{color: color}
	c.put(severityStyle(code.Severity()), code.Severity().String()+"["+string(code)+"]")
	c.newline()
	var prose []string
	end := func() {
		if len(prose) > 0 {
			c.newline()
			c.paragraph(code.unlinked(strings.Join(prose, " ")))
			prose = nil
		}
	}
	fenced := false
	for line := range strings.Lines(code.section()) {
		line = strings.TrimSuffix(line, "\n")
		words, edge := strings.CutPrefix(line, fence)
		switch {
		case edge && !fenced:
			end()
			c.newline()
			c.put(bold, code.caption(words))
			c.newline()
			c.newline()
			fenced = true
		case edge:
			fenced = false
		case fenced:
			c.put(plain, codeIndent+line)
			c.newline()
		case line == "":
			end()
		case strings.HasPrefix(line, "- "):
			end()
			prose = []string{line}
		default:
			prose = append(prose, line)
		}
	}
	end()
	_, err := w.Write(c.b)
	return err
}

// caption says what an example is for, after the words behind its fence.
func (c Code) caption(words string) string {
	switch {
	case strings.Contains(words, "before"):
		return "Before:"
	case strings.Contains(words, "after"):
		return "After:"
	case strings.Contains(words, "compatible"):
		return "A compatible way:"
	case c.Breaks() != "" && words == "text":
		return "What `syncgen breaking` says:"
	case c.Breaks() != "":
		return "In both:"
	case strings.Contains(words, "wrong"):
		return "Wrong:"
	case strings.Contains(words, "mended"):
		return "Mended:"
	}
	return "What `syncgen check` says:"
}

// paragraph wraps prose between its words.
func (c *canvas) paragraph(text string) {
	at := 0
	for _, word := range strings.Fields(text) {
		if at > 0 && at+1+width(word) > proseCells {
			c.newline()
			at = 0
		}
		if at > 0 {
			c.put(plain, " ")
			at++
		}
		c.put(plain, word)
		at += width(word)
	}
	c.newline()
}

// Summaries lists every code with what it stands for, a line each.
func Summaries(w io.Writer, color bool) error {
	c := &canvas{color: color}
	widest := 0
	for _, code := range AllCodes() {
		widest = max(widest, len(code))
	}
	for _, code := range AllCodes() {
		c.put(bold, string(code))
		c.put(plain, strings.Repeat(" ", widest-len(code)+2)+code.Summary())
		c.newline()
	}
	_, err := w.Write(c.b)
	return err
}
