package diagnostic

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// Report is what one run has to say, about one program or several.
type Report struct {
	// Max is how many findings are shown at most; 0 is all.
	Max int
	// More says how to see those past Max; --max-errors where it is empty.
	More string
	// Codes are those that the findings may have; nil for those of a check.
	Codes    []Code
	programs []programFindings
	proofs   []ProgramProofs
}

type programFindings struct {
	sources *source.Map
	list    List
}

// finding is a diagnostic with the files that it is about.
type finding struct {
	*Diagnostic
	sources *source.Map
}

// remarks are the notes and ways out of a finding, a line each or more.
func (f finding) remarks() []string {
	var lines []string
	for _, note := range f.Notes {
		lines = append(lines, "note: "+note)
	}
	for _, help := range f.Help {
		if f.Fix == nil || help != f.Fix.Title {
			lines = append(lines, "help: "+help)
		}
	}
	if f.Fix != nil {
		lines = append(lines, f.Fix.name()+": "+f.Fix.Title)
	}
	return lines
}

// Add takes in the findings of a program and sorts them.
func (r *Report) Add(sources *source.Map, list List) {
	list.Sort()
	r.programs = append(r.programs, programFindings{sources, list})
}

func (r *Report) codes() []Code {
	if r.Codes == nil {
		return Codes()
	}
	return r.Codes
}

// Empty reports whether there is nothing to say.
func (r *Report) Empty() bool { return r.counts() == counts{} }

// Errors counts the findings of severity Error, those withheld too.
func (r *Report) Errors() int { return r.counts()[Error] }

// Warnings counts the findings of severity Warning, those withheld too.
func (r *Report) Warnings() int { return r.counts()[Warning] }

// counts is how many findings there are of each severity.
type counts [Note + 1]int

func (r *Report) counts() counts {
	var n counts
	for _, p := range r.programs {
		for i := range p.list {
			n[p.list[i].Severity]++
		}
	}
	return n
}

// files counts the files with findings.
func (r *Report) files() int {
	n := 0
	for _, p := range r.programs {
		seen := map[source.FileID]bool{}
		for i := range p.list {
			seen[p.list[i].Primary.Span.File] = true
		}
		n += len(seen)
	}
	return n
}

// shown are the findings up to Max.
func (r *Report) shown() []finding {
	var all []finding
	for _, p := range r.programs {
		for i := range p.list {
			if r.Max > 0 && len(all) == r.Max {
				return all
			}
			all = append(all, finding{&p.list[i], p.sources})
		}
	}
	return all
}

// Withheld counts the findings past Max.
func (r *Report) Withheld() int { return r.withheld().total() }

// withheld counts the findings past Max.
func (r *Report) withheld() counts {
	n := r.counts()
	for _, f := range r.shown() {
		n[f.Severity]--
	}
	return n
}

// Summary is the closing line: how many findings in how many files, and how
// many of them were withheld.
func (r *Report) Summary() string {
	s := r.counts().String() + " in " + plural(r.files(), "file")
	if more := r.withheldLine(); more != "" {
		s += "; " + more
	}
	return s
}

func (r *Report) withheldLine() string {
	withheld := r.withheld()
	if withheld == (counts{}) {
		return ""
	}
	more := r.More
	if more == "" {
		more = fmt.Sprintf("--max-errors=%d", r.Max)
	}
	return fmt.Sprintf("%s not shown (%s)", withheld, more)
}

func (n counts) total() int { return n[Error] + n[Warning] + n[Note] }

// String names the severities that there are findings of: `2 errors and 1
// warning`.
func (n counts) String() string {
	var parts []string
	for s, count := range n {
		if count > 0 {
			parts = append(parts, plural(count, Severity(s).String()))
		}
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Short renders each finding as `path:line:col: error[code]: message`, which
// editors and CI systems know how to read.
func (r *Report) Short(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.shown() {
		if file := f.sources.File(f.Primary.Span.File); file != nil {
			b.WriteString(clean(placeOf(file, f.Primary.Span)) + ": ")
		}
		fmt.Fprintf(&b, "%s[%s]: %s\n", f.Severity, f.Code, strings.ReplaceAll(clean(f.Message), "\n", " "))
	}
	if more := r.withheldLine(); more != "" {
		b.WriteString(more + "\n")
	}
	c := &canvas{b: []byte(b.String())}
	c.proofs(r.proofs)
	_, err := w.Write(c.b)
	return err
}
