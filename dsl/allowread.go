package dsl

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

const (
	directive = "syncgen:"
	allow     = directive + "allow"
)

// readAllowance reads a comment that speaks to syncgen; of any other it returns
// nil.
func readAllowance(c syntax.Comment) *allowance {
	rest, ours := strings.CutPrefix(strings.TrimLeft(c.Text, "/ \t"), directive)
	if !ours {
		return nil
	}
	words := strings.TrimLeft(rest, " \t")
	apart := len(rest) - len(words)
	word, rest := cutWord(words)
	if word == "allow:" { // the code is left out
		word, rest = "allow", ":"+rest
	}
	if word != "allow" {
		if apart > 0 {
			return nil // prose about syncgen
		}
		return &allowance{comment: c, wrong: bad(c.At, "the only one is `"+allow+"`", "there is no comment `%s%s`", directive, word)}
	}
	a := &allowance{comment: c}
	a.read(rest)
	if apart > 0 && a.code == "" {
		return nil
	}
	if apart > 0 && a.wrong == nil {
		at := c.At
		at.Start += int32(strings.Index(c.Text, directive) + len(directive))
		at.End = at.Start + int32(apart)
		a.wrong = bad(c.At, "no blank follows the colon", "`%s` stands apart from `%s`", directive, word)
		a.wrong.Fix = &diagnostic.Fix{Title: "write `" + allow + "`", Edits: []diagnostic.Edit{{Span: at}}, Safe: true}
	}
	return a
}

// read reads what follows `syncgen:allow`.
func (a *allowance) read(rest string) {
	before, reason, colon := strings.Cut(rest, ":")
	name, more := cutWord(strings.TrimSpace(before))
	name = strings.TrimRight(name, ",")
	if name == "" {
		a.wrong = bad(a.comment.At, "the code of a warning follows, then a colon and the reason", "`%s` does not say what it allows", allow)
		return
	}
	code, meant := diagnostic.CodeOf(name, diagnostic.Codes())
	a.code = code
	switch {
	case code == "":
		a.code, a.wrong = meant, unknownCode(a.place(name), name, meant)
	case code == diagnostic.UnusedAllow || code == diagnostic.BadAllow:
		a.wrong = bad(a.place(name), "remove the comment that it is about", "`%s` is about comments like this, and none of them silences it", code)
	case code.MildestSeverity() == diagnostic.Error:
		a.wrong = bad(a.place(name), "only warnings and notes can", "`%s` is an error, and errors cannot be silenced", code)
		a.wrong.Help = []string{fmt.Sprintf("mend what it is about: `syncgen explain %s` says how", code)}
	case colon && more != "":
		a.wrong = bad(a.comment.At, "the colon follows the code; another code needs another comment", "`%s %s` is followed by more than a reason", allow, code)
	case strings.TrimSpace(reason) == "":
		a.wrong = bad(a.comment.At, "a colon and the reason follow the code", "`%s %s` gives no reason", allow, code)
		a.wrong.Help = []string{fmt.Sprintf("say why it is right here: `// %s %s: …`", allow, code)}
	}
}

// place is where a code stands in the comment.
func (a *allowance) place(name string) source.Span {
	at, text := a.comment.At, a.comment.Text
	after := strings.Index(text, "allow") + len("allow")
	at.Start += int32(after + strings.Index(text[after:], name))
	at.End = at.Start + int32(len(name))
	return at
}

// cutWord takes the first word off.
func cutWord(text string) (word, rest string) {
	if i := strings.IndexAny(text, " \t"); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

func unknownCode(at source.Span, name string, meant diagnostic.Code) *diagnostic.Diagnostic {
	d := bad(at, "`syncgen explain` lists all codes", "there is no code `%s`", name)
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

func bad(at source.Span, label, format string, args ...any) *diagnostic.Diagnostic {
	return &diagnostic.Diagnostic{
		Code:     diagnostic.BadAllow,
		Severity: diagnostic.BadAllow.Severity(),
		Message:  fmt.Sprintf(format, args...),
		Primary:  diagnostic.Label{Span: at, Text: label},
	}
}
