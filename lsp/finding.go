package lsp

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// messageOf is what an editor shows of a finding: what is wrong, what it is of
// the place, and the ways out.
func messageOf(d *diagnostic.Diagnostic) string {
	lines := []string{d.Message}
	if d.Primary.Text != "" {
		lines[0] += ": " + d.Primary.Text
	}
	for _, n := range d.Notes {
		lines = append(lines, "note: "+n)
	}
	for _, h := range d.Help {
		lines = append(lines, "help: "+h)
	}
	return strings.Join(lines, "\n")
}

// related are the other places of a finding: those that explain it, and the way
// of a flow or type to it.
func related(d *diagnostic.Diagnostic) []diagnostic.Label {
	list := append([]diagnostic.Label{}, d.Secondary...)
	for _, step := range d.Trail {
		list = append(list, diagnostic.Label{Span: step.Span, Text: strings.Repeat("  ", step.Depth) + step.Text})
	}
	return list
}

// isUnnecessary reports whether what a finding is about could be left out.
func isUnnecessary(c diagnostic.Code) bool { return strings.HasPrefix(string(c), "unused-") }
