package dsl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// allowance is a comment that silences the warnings of one code, in what it is
// about: `// syncgen:allow CODE: reason`.
type allowance struct {
	comment syntax.Comment
	code    diagnostic.Code
	used    bool
}

func (a *allowance) covers(at source.Span) bool {
	about := a.comment.About
	return about.File == at.File && about.Start <= at.Start && at.Start < about.End
}

// silence takes out the findings that comments allow, and reports comments that
// allow nothing. Errors cannot be allowed; while there are any, a later pass may
// not have found all it would, and no comment is called idle.
func silence(files []*syntax.File, sources *source.Map, found diagnostic.List) diagnostic.List {
	type key struct {
		file source.FileID
		code diagnostic.Code
	}
	var all []*allowance
	byKey := map[key][]*allowance{}
	var bad diagnostic.List
	for _, f := range files {
		for _, c := range f.Comments {
			a, wrong := readAllowance(c)
			if wrong != nil {
				bad = append(bad, *wrong)
			}
			if a != nil {
				all = append(all, a)
				k := key{c.At.File, a.code}
				byKey[k] = append(byKey[k], a)
			}
		}
	}
	found = slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool {
		silenced := false
		for _, a := range byKey[key{d.Primary.Span.File, d.Code}] {
			if d.Severity != diagnostic.Error && a.covers(d.Primary.Span) {
				a.used, silenced = true, true
			}
		}
		return silenced
	})
	idle := found.Errors() == 0
	found = append(found, bad...)
	for _, a := range all {
		if idle && !a.used {
			found = append(found, a.unused(sources.File(a.comment.At.File)))
		}
	}
	found.Sort()
	return found
}

const (
	directive = "syncgen:"
	allow     = directive + "allow"
)

// readAllowance reads a comment that speaks to syncgen; of any other it returns
// nothing. What is wrong with it is the second result.
func readAllowance(c syntax.Comment) (*allowance, *diagnostic.Diagnostic) {
	text := strings.TrimSpace(strings.TrimLeft(c.Text, "/"))
	rest, ours := strings.CutPrefix(text, directive)
	if !ours {
		return nil, nil
	}
	word, rest, _ := strings.Cut(rest, " ")
	if word != "allow" {
		if first, _, _ := strings.Cut(rest, " "); word == "" && first != "allow" {
			return nil, nil // prose that begins with the tool's name
		}
		d := badAllowance(c.At, "the one that there is is `"+allow+"`", "there is no comment `%s%s`", directive, word)
		return nil, &d
	}
	before, reason, colon := strings.Cut(rest, ":")
	name, more, _ := strings.Cut(strings.TrimSpace(before), " ")
	name = strings.TrimRight(name, ",")
	if name == "" {
		d := badAllowance(c.At, "the code of a warning follows, then a colon and the reason", "`%s` does not say what it allows", allow)
		return nil, &d
	}
	code, meant := diagnostic.CodeOf(name)
	at := c.At
	at.Start += int32(strings.Index(c.Text, allow) + len(allow))
	at.Start += int32(strings.Index(c.Text[at.Start-c.At.Start:], name))
	at.End = at.Start + int32(len(name))
	switch {
	case code == "":
		d := unknownCode(at, name, meant)
		return nil, &d
	case code == diagnostic.UnusedAllow || code == diagnostic.BadAllow:
		d := badAllowance(at, "remove the comment, or the one that it is about", "`%s` is about these very comments, and is not silenced by one", code)
		return nil, &d
	case code.Severity() == diagnostic.Error:
		d := badAllowance(at, "only warnings and notes can", "`%s` is an error, and errors cannot be silenced", code)
		d.Help = []string{fmt.Sprintf("mend what it is about: `syncgen explain %s` says how", code)}
		return nil, &d
	case !colon || more != "" || strings.TrimSpace(reason) == "":
		d := badAllowance(c.At, "a colon and the reason follow the code", "`%s %s` gives no reason", allow, code)
		d.Help = []string{fmt.Sprintf("say why it is right here: `// %s %s: …`", allow, code)}
		return nil, &d
	}
	return &allowance{comment: c, code: code}, nil
}

func unknownCode(at source.Span, name string, meant diagnostic.Code) diagnostic.Diagnostic {
	d := badAllowance(at, "`syncgen explain` lists all codes", "there is no code `%s`", name)
	if meant != "" {
		d.Primary.Text = fmt.Sprintf("did you mean `%s`?", meant)
		d.Fix = &diagnostic.Fix{
			Title: fmt.Sprintf("write `%s`", meant),
			Edits: []diagnostic.Edit{{Span: at, New: string(meant)}},
			Safe:  spelling.IsSlip(name, string(meant)),
		}
	}
	return d
}

func badAllowance(at source.Span, label, format string, args ...any) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code:     diagnostic.BadAllow,
		Severity: diagnostic.BadAllow.Severity(),
		Message:  fmt.Sprintf(format, args...),
		Primary:  diagnostic.Label{Span: at, Text: label},
	}
}

// unused reports a comment that silences nothing.
func (a *allowance) unused(f *source.File) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code:     diagnostic.UnusedAllow,
		Severity: diagnostic.UnusedAllow.Severity(),
		Message:  fmt.Sprintf("`%s %s` silences nothing", allow, a.code),
		Primary:  diagnostic.Label{Span: a.comment.At, Text: "what it stands at has no such warning"},
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
