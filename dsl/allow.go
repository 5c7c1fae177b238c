package dsl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// allowance is a comment that silences the warnings of one code, in what it is
// about: `// syncgen:allow CODE: reason`.
type allowance struct {
	comment syntax.Comment
	code    diagnostic.Code        // none where it cannot be told
	wrong   *diagnostic.Diagnostic // what is wrong with the comment, if anything
	used    bool
	errors  bool // there are some of the code in what it is about
}

func (a *allowance) covers(at source.Span) bool {
	about := a.comment.About
	return about.File == at.File && about.Start <= at.Start && at.Start < about.End
}

// silence takes out the findings that comments allow, and reports the comments
// that are wrong or allow nothing. One that is wrong in its form still silences
// what it is meant for: one mistake gives one finding. Errors cannot be
// silenced, and a comment that tries is told so; while there are any, a later
// pass may not have found all it would, and no comment is called unused.
func silence(files []*syntax.File, sources *source.Map, found diagnostic.List) diagnostic.List {
	type key struct {
		file source.FileID
		code diagnostic.Code
	}
	var all []*allowance
	byKey := map[key][]*allowance{}
	for _, f := range files {
		for _, c := range f.Comments {
			if a := readAllowance(c); a != nil {
				all = append(all, a)
				k := key{c.At.File, a.code}
				byKey[k] = append(byKey[k], a)
			}
		}
	}
	if len(all) == 0 {
		return found
	}
	found = slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool {
		silenced := false
		for _, a := range byKey[key{d.Primary.Span.File, d.Code}] {
			switch {
			case !a.covers(d.Primary.Span):
			case d.Severity == diagnostic.Error:
				a.errors = true
			default:
				a.used, silenced = true, true
			}
		}
		return silenced
	})
	complete := found.Errors() == 0
	for _, a := range all {
		switch {
		case a.wrong != nil:
			found = append(found, *a.wrong)
		case a.errors:
			found = append(found, *bad(a.place(string(a.code)), "this one is an error, and errors cannot be silenced", "`%s %s` stands over an error", allow, a.code))
		case !a.used && complete:
			found = append(found, a.unused(sources.File(a.comment.At.File)))
		}
	}
	found.Sort()
	return found
}

// unused reports a comment that silences nothing.
func (a *allowance) unused(f *source.File) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code:     diagnostic.UnusedAllow,
		Severity: diagnostic.UnusedAllow.Severity(),
		Message:  fmt.Sprintf("`%s %s` silences nothing", allow, a.code),
		Primary:  diagnostic.Label{Span: a.comment.At, Text: "there is no such warning where it stands"},
		Fix: &diagnostic.Fix{
			Title: "remove the comment",
			Edits: []diagnostic.Edit{{Span: withoutComment(f, a.comment.At)}},
			Safe:  true,
		},
	}
	if !a.comment.About.Valid() {
		d.Primary.Text = "it stands at no line"
		d.Help = []string{"write it above the line of the warning, or behind it; above a declaration it goes for all of it"}
	}
	return d
}

// withoutComment is what to take out for a comment to be gone: its whole line,
// where nothing else is on it, and one of two empty lines that would meet.
func withoutComment(f *source.File, at source.Span) source.Span {
	line := f.Position(at.Start).Line
	before := strings.TrimRight(f.Text[f.Offset(line):at.Start], " \t")
	if before != "" {
		at.Start = f.Offset(line) + int32(len(before))
		return at
	}
	at.Start, at.End = f.Offset(line), f.Offset(line+1)
	if line > 1 && f.Line(line-1) == "" && f.Line(line+1) == "" {
		at.Start = f.Offset(line - 1)
	}
	return at
}
