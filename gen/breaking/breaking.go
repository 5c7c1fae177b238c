// Package breaking compares two versions of a program, and tells what the change
// breaks: for those who call its server, for implementations of its concepts,
// and for what runs by its rules. It reads what all others read: the checked
// program, what follows its routes, and by what they are answered.
package breaking

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
)

// Version is a checked program, as it was or as it is.
type Version struct {
	Program *program.Program
	Flows   *flow.Analysis
	// Revision is the one of a repository that the texts are of, which their
	// paths begin with; empty for texts of a folder.
	Revision string
}

// Compare tells what is broken by the change from one version to another. The
// sources have the texts of both, those after the change first.
func Compare(before, after Version) (*source.Map, diagnostic.List) {
	c := &comparison{sources: &source.Map{}}
	c.add(after)
	c.shift = source.FileID(len(c.sources.Files()))
	c.add(before)
	c.before, c.after = newSide(before), newSide(after)

	c.routes()
	c.concepts()
	c.rules()
	list := c.once()
	list.Sort()
	return c.sources, list
}

// comparison is one run of Compare.
type comparison struct {
	sources       *source.Map
	shift         source.FileID // what the files before the change are shifted by
	before, after *side
	found         []*found
	route         string // the route that is compared; empty for what is about none
}

func (c *comparison) add(v Version) {
	for _, f := range v.Program.Sources.Files() {
		if f.BuiltIn() {
			c.sources.Add(f.Path, f.Text)
			continue
		}
		c.sources.AddOf(v.Revision, f.Path, f.Text)
	}
}

// was is a place before the change, with what stood there.
func (c *comparison) was(at source.Span, format string, args ...any) diagnostic.Label {
	at.File += c.shift
	return is(at, format, args...)
}

// is is a place after the change, with what stands there.
func is(at source.Span, format string, args ...any) diagnostic.Label {
	return diagnostic.Label{Span: at, Text: fmt.Sprintf(format, args...)}
}

// report takes in a finding; the caller adds where, whom it breaks and the way
// out.
func (c *comparison) report(code diagnostic.Code, at diagnostic.Label, format string, args ...any) *diagnostic.Diagnostic {
	f := &found{route: c.route}
	f.Diagnostic = diagnostic.Diagnostic{
		Code: code, Severity: code.Severity(), Message: fmt.Sprintf(format, args...), Primary: at,
	}
	c.found = append(c.found, f)
	return &f.Diagnostic
}

// breaks says who is broken by a finding.
func breaks(d *diagnostic.Diagnostic, format string, args ...any) {
	d.Notes = append(d.Notes, "this breaks "+fmt.Sprintf(format, args...))
}

// wayOut says how the change is made without breaking anybody.
func wayOut(d *diagnostic.Diagnostic, format string, args ...any) {
	d.Help = append(d.Help, fmt.Sprintf(format, args...))
}
