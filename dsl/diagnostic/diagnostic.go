// Package diagnostic holds what the compiler has to say about a program, as
// values: every front end (terminal, JSON, editor) renders the same ones.
package diagnostic

import (
	"cmp"
	"slices"

	"github.com/syncgen/syncgen/dsl/source"
)

// Severity says whether a finding stops a program from being compiled.
type Severity uint8

const (
	// Error: the program is wrong and is not compiled.
	Error Severity = iota
	// Warning: the program may be wrong; `check --strict` takes it as an error.
	Warning
	// Note: the program is right, and there is something to know about it.
	Note
)

func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// Code is the stable name of a kind of finding, such as "unbound-variable".
type Code string

// Label is a place and what it has to do with the finding.
type Label struct {
	Span source.Span
	Text string
}

// Step is a place on the way to what is found. Steps are in preorder: one that
// is deeper than the step above it follows from that.
type Step struct {
	Depth int // from 0
	Label
}

// Edit replaces the text of a span. An empty span inserts.
type Edit struct {
	Span source.Span
	New  string
}

// Fix is a way out that a machine can carry out.
type Fix struct {
	Title string
	Edits []Edit
	// Keeps are places that the edits rely on, such as where a variable is
	// bound: the fix does not go together with one that changes them.
	Keeps []source.Span
	// Safe fixes keep what the author can have meant and are applied by
	// `check --fix`; the others are only offered.
	Safe bool
}

// name tells a fix that is carried out from one that is only offered.
func (f *Fix) name() string {
	if f.Safe {
		return "fix"
	}
	return "possible fix"
}

// Diagnostic is one finding.
type Diagnostic struct {
	Code      Code
	Severity  Severity
	Message   string // lower case, one line, names the thing in backquotes
	Primary   Label
	Secondary []Label
	Trail     []Step   // how a flow, or a type, comes to the place; empty where there is no way to tell of
	Notes     []string // facts that explain; may have several lines
	Help      []string // ways out; may have several lines
	Fix       *Fix     // nil where no edit is known
}

// List is a set of findings. It is an error when it is not empty.
type List []Diagnostic

// Sort orders by file, position and code, so that output is deterministic.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Primary.Span.File, b.Primary.Span.File),
			cmp.Compare(a.Primary.Span.Start, b.Primary.Span.Start),
			cmp.Compare(a.Primary.Span.End, b.Primary.Span.End),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Errors counts the findings of severity Error.
func (l List) Errors() int {
	n := 0
	for i := range l {
		if l[i].Severity == Error {
			n++
		}
	}
	return n
}
