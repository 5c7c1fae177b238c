package diagnostic

import (
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// Proof is what is known of the answers of a route.
type Proof struct {
	Route    string // what people call it
	Root     string // the action that its flows begin with
	Literals map[string]any
	Verdict  Verdict
	Answers  []Answer
	Assumed  []string // what the proof rests on beside the rules
	Against  []Objection
	Why      string // why there is no proof, where there is nothing against it
}

// Verdict says whether a proof was found.
type Verdict string

// The verdicts.
const (
	Proved    Verdict = "proved"
	NotProved Verdict = "not-proved"
	NotOwed   Verdict = "not-owed" // no answer is owed: there is nothing to prove
)

// Answer is a place that answers a route.
type Answer struct {
	Sync string
	On   string // after what, and under which condition
	At   source.Span
}

// Objection is a finding that stands in the way of a proof.
type Objection struct {
	*Diagnostic
	Silenced bool // by a comment: it is not among the findings
}

// ProgramProofs are those of a program, one for each of its routes.
type ProgramProofs struct {
	Program string // its folder
	Sources *source.Map
	// Unread tells that a declaration could not be read: no flow was followed,
	// and there are no proofs.
	Unread bool
	Routes []Proof
	// LeftOut counts the syncs with errors. They may make further routes.
	LeftOut int
}

// AddProofs takes in what was proved of a program. Report.Text, Short and JSON
// show it.
func (r *Report) AddProofs(p ProgramProofs) { r.proofs = append(r.proofs, p) }

// proofs writes down what was proved of programs, below the findings.
func (c *canvas) proofs(list []ProgramProofs) {
	for _, p := range list {
		if len(c.b) > 0 {
			c.newline()
		}
		if len(list) > 1 {
			c.put(bold, oneLine(p.Program)+":")
			c.newline()
			c.newline()
		}
		for _, route := range p.Routes {
			c.proof(p.Sources, route)
			c.newline()
		}
		c.put(plain, p.summary())
		c.newline()
	}
}

// proof writes down a route, with what was found below it.
func (c *canvas) proof(sources *source.Map, p Proof) {
	c.put(bold, oneLine(p.Route)+": ")
	var lines table
	switch p.Verdict {
	case Proved:
		c.put(proved, "answered exactly once")
		for _, a := range p.Answers {
			lines.add(oneLine(a.Sync), oneLine(a.On), placeIn(sources, a.At))
		}
	case NotProved:
		c.put(p.objection(), "not proved")
		for _, o := range p.Against {
			silenced := ""
			if o.Silenced {
				silenced = " (silenced)"
			}
			lines.add(o.Severity.String()+"["+string(o.Code)+"]: "+oneLine(o.Message)+silenced, placeIn(sources, o.Primary.Span))
		}
		if p.Why != "" {
			lines.add(oneLine(p.Why))
		}
	case NotOwed:
		c.put(plain, "no answer is owed")
	}
	c.newline()
	c.table(lines)
	if p.Verdict != Proved {
		return
	}
	for _, text := range p.Assumed {
		c.put(plain, "  assumed: "+oneLine(text))
		c.newline()
	}
}

// objection is how it looks that there is no proof.
func (p *Proof) objection() style {
	if slices.ContainsFunc(p.Against, func(o Objection) bool { return o.Severity == Error }) {
		return primaryError
	}
	return primaryWarning
}

// summary is the closing line: of how many routes there is a proof.
func (p *ProgramProofs) summary() string {
	done, owed := 0, 0
	for _, route := range p.Routes {
		if route.Verdict != NotOwed {
			owed++
		}
		if route.Verdict == Proved {
			done++
		}
	}
	var s string
	switch {
	case p.Unread:
		return "nothing is proved: a declaration could not be read, and what it does is not known"
	case len(p.Routes) == 0:
		s = "there are no routes"
	case owed == 0:
		s = "no route is owed an answer"
	default:
		s = strconv.Itoa(done) + " of " + plural(owed, "route") + " proved"
	}
	if p.LeftOut > 0 {
		s += "; " + plural(p.LeftOut, "sync") + " with errors may add routes"
	}
	return s
}

// table is lines whose parts stand below each other.
type table [][]string

func (t *table) add(cells ...string) { *t = append(*t, cells) }

// table writes lines with their parts in columns, and two blanks before each.
func (c *canvas) table(t table) {
	var widest []int
	for _, cells := range t {
		for i, text := range cells {
			if i == len(widest) {
				widest = append(widest, 0)
			}
			widest[i] = max(widest[i], width(text))
		}
	}
	for _, cells := range t {
		for i, text := range cells {
			c.put(plain, "  "+text+strings.Repeat(" ", widest[i]-width(text)))
		}
		c.newline()
	}
}

func placeIn(sources *source.Map, s source.Span) string {
	file := sources.File(s.File)
	if file == nil {
		return ""
	}
	return oneLine(placeOf(file, s))
}

// oneLine is a text as a terminal may be given it, without ends of lines.
func oneLine(text string) string { return strings.ReplaceAll(clean(text), "\n", " ") }
