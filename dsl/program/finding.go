package program

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// finding makes an error at a place; label says there what is wrong with it.
func finding(code diagnostic.Code, at source.Span, label, format string, args ...any) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code:    code,
		Message: fmt.Sprintf(format, args...),
		Primary: diagnostic.Label{Span: at, Text: label},
	}
}

// also adds a place that explains the finding.
func also(d *diagnostic.Diagnostic, at source.Span, format string, args ...any) {
	if at.Valid() {
		d.Secondary = append(d.Secondary, diagnostic.Label{Span: at, Text: fmt.Sprintf(format, args...)})
	}
}

func help(d *diagnostic.Diagnostic, format string, args ...any) {
	d.Help = append(d.Help, fmt.Sprintf(format, args...))
}

func note(d *diagnostic.Diagnostic, format string, args ...any) {
	d.Notes = append(d.Notes, fmt.Sprintf(format, args...))
}

// fix gives the finding its way out.
func fix(d *diagnostic.Diagnostic, safe bool, title string, edits ...diagnostic.Edit) {
	d.Fix = &diagnostic.Fix{Title: title, Edits: edits, Safe: safe}
}

func replace(at source.Span, text string) diagnostic.Edit {
	return diagnostic.Edit{Span: at, New: text}
}

func insert(file source.FileID, offset int32, text string) diagnostic.Edit {
	return diagnostic.Edit{Span: source.Span{File: file, Start: offset, End: offset}, New: text}
}

// quoted lists names in backquotes: `a`, `b` and `c`.
func quoted(names []string) string {
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = "`" + n + "`"
	}
	return join(parts, "and")
}

func join(parts []string, last string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	n := len(parts) - 1
	return strings.Join(parts[:n], ", ") + " " + last + " " + parts[n]
}

func countOf(n int, thing string) string {
	switch n {
	case 0:
		return "no " + thing + "s"
	case 1:
		return "one " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// listed names at most eight things, and says how many there are beyond.
func listed(names []string) string {
	const most = 8
	if len(names) <= most {
		return quoted(names)
	}
	return quoted(names[:most]) + fmt.Sprintf(" and %d more", len(names)-most)
}
