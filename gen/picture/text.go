package picture

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
)

// The widths that lines of labels are broken at, in characters.
const (
	nodeWidth = 28
	edgeWidth = 36
	maxLines  = 4 // of a label
)

// wrap breaks a text into lines at its spaces: as few as can be, and all of them
// as short as that allows.
func wrap(text string, width int) string {
	lines := broken(text, width)
	for narrower := width - 1; narrower > 0; narrower-- {
		tried := broken(text, narrower)
		if len(tried) > len(lines) {
			break
		}
		lines = tried
	}
	if len(lines) > maxLines {
		lines = append(lines[:maxLines-1], lines[maxLines-1]+" …")
	}
	for i, l := range lines {
		lines[i] = shorten(l, 2*width)
	}
	return strings.Join(lines, "\n")
}

func broken(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= width {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// shorten cuts a text that is too long for a line.
func shorten(text string, width int) string {
	if runes := []rune(text); len(runes) > width {
		return string(runes[:width-1]) + "…"
	}
	return text
}

// spaced is a text on one line.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// written is what stands at a place of a file.
func written(sources *source.Map, at source.Span) string {
	file := sources.File(at.File)
	if file == nil {
		return ""
	}
	return file.Slice(at)
}

// place is the file, without the folder of the specs, and the line. What comes
// with the compiler has none.
func place(sources *source.Map, at source.Span) string {
	file := sources.File(at.File)
	if file == nil || file.BuiltIn() {
		return ""
	}
	return fmt.Sprintf("%s:%d", path.Base(file.Path), file.Position(at.Start).Line)
}

// quoted is what stands at a place of a file, on one line.
func quoted(sources *source.Map, at source.Span) Tip {
	return Tip{place(sources, at), spaced(written(sources, at))}
}

// signatures are the declarations of an action, one for each outcome.
func signatures(sources *source.Map, a *program.Action) Tip {
	var list []string
	for _, o := range a.Outcomes {
		list = append(list, strings.TrimRight(written(sources, o.Decl.Span()), " \n"))
	}
	return Tip{place(sources, a.Outcomes[0].Decl.Span()), strings.Join(list, "\n")}
}

// outcome says which outcomes of an action a pattern picks, and what values it
// asks for beside those that its route has; "" for a pattern that takes every
// completion.
func outcome(sources *source.Map, p *program.Pattern) string {
	var parts []string
	if len(p.Action.Outcomes) > 1 {
		if len(p.Outcomes) == len(p.Action.Outcomes) {
			parts = append(parts, "any outcome")
		} else {
			var names []string
			for _, o := range p.Outcomes {
				names = append(names, flow.OutcomeText(o))
			}
			parts = append(parts, strings.Join(names, " or "))
		}
	}
	for _, m := range slices.Concat(p.Inputs, p.Outputs) {
		if m.Test != nil && !(p.Action.System && !m.Rest) {
			parts = append(parts, "with "+spaced(written(sources, m.Field.Span())))
		}
	}
	return strings.Join(parts, " ")
}

// refuses reports whether a pattern waits for a refusal.
func refuses(p *program.Pattern) bool {
	return !slices.ContainsFunc(p.Outcomes, func(o *program.Outcome) bool { return !o.Refusal })
}

// answerText says what a call answers: its status, and what is in it.
func answerText(sources *source.Map, call *program.Invocation) (label string, kind Kind) {
	kind = Answer
	label = call.Action.FullName()
	var body []string
	if call.Action.Answers.IsRequest() {
		label = "200"
	}
	for _, a := range call.Args {
		switch {
		case a.Name == "status" && call.Action.Answers.IsRequest():
			codes := statuses(a.Value)
			label = strings.Join(codes, " or ")
			if label == "" {
				label = "status: " + spaced(written(sources, a.Value.Syntax().Span()))
			}
			if len(codes) > 0 && !slices.ContainsFunc(codes, func(c string) bool { return c < "400" }) {
				kind = Refusal
			}
		case a.Name == "error":
			kind = Refusal
			if text, ok := a.Value.(*program.Literal); ok {
				body = append(body, spaced(written(sources, text.Syntax().Span())))
			} else {
				body = append(body, a.Name)
			}
		case a.Rest || !call.Action.Answers.IsRequest():
			body = append(body, a.Name)
		}
	}
	if len(body) > 0 {
		label += "\n" + wrap(strings.Join(body, ", "), nodeWidth)
	}
	return label, kind
}

// statuses lists the statuses that an expression may come to; none where it is
// not made of literals.
func statuses(e program.Expr) []string {
	switch e := e.(type) {
	case *program.Literal:
		if status, ok := e.Value.(int64); ok {
			return []string{strconv.FormatInt(status, 10)}
		}
	case *program.If:
		then, otherwise := statuses(e.Then), []string{"200"} // where it is absent
		if e.Else != nil {
			otherwise = statuses(e.Else)
		}
		if then != nil && otherwise != nil {
			return slices.Compact(append(then, otherwise...))
		}
	}
	return nil
}

// failing says which line leaves nothing, for an arrow to its `else`.
func failing(sources *source.Map, s program.Step) string {
	text := wrap(strings.ReplaceAll(flow.Failure(sources, s), "`", ""), edgeWidth)
	if uses := s.Uses(); len(uses) > 0 {
		text = uses[len(uses)-1].Guard.Name + ":\n" + text
	}
	return text
}
