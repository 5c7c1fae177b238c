package picture

import "strings"

// inWords says what the arrows of a picture say, for those who do not see it.
func (g *Graph) inWords() string {
	var said []string
	for _, e := range g.Edges {
		from, to := spaced(e.From.Label), spaced(e.To.Label)
		words := from + " calls " + to
		switch {
		case e.Kind == Waits || e.Kind == Refuse:
			words = to + " waits for " + from
		case e.To.Kind == Answer || e.To.Kind == Refusal:
			words = from + " answers " + to
		}
		if e.Label != "" {
			words += ", " + spaced(e.Label)
		}
		said = append(said, words+".")
	}
	return strings.Join(said, " ")
}
