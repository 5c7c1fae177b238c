package syntax

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// clip shortens a name for a message.
func clip(name string) string {
	const longest = 60 // characters, of at most four bytes
	if len(name) <= longest {
		return name
	}
	n := 0
	for i := range name {
		if n++; n > longest {
			return name[:i] + "…"
		}
	}
	return name
}

// clipped shortens the names among the arguments of a message.
func clipped(args []any) []any {
	for i, arg := range args {
		if name, ok := arg.(string); ok {
			args[i] = clip(name)
		}
	}
	return args
}

func syntaxError(at source.Span, message string, fix *diagnostic.Fix) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{Code: diagnostic.SyntaxError, Message: message, Primary: diagnostic.Label{Span: at}, Fix: fix}
	if fix != nil {
		d.Help = []string{fix.Title}
	}
	return d
}

// replace is a fix that keeps what the author can only have meant.
func replace(title string, at source.Span, text string) *diagnostic.Fix {
	return &diagnostic.Fix{Title: title, Edits: []diagnostic.Edit{{Span: at, New: text}}, Safe: true}
}

func insert(title string, offset int32, file source.FileID, text string) *diagnostic.Fix {
	return replace(title, source.Span{File: file, Start: offset, End: offset}, text)
}

// since is the span from start to where the scanner is.
func (s *scanner) since(start int) source.Span {
	return source.Span{File: s.file, Start: int32(start), End: int32(s.pos)}
}

// maxProblems is how many errors are reported of one declaration, and ten
// times that of one file: the first ones are all that anybody reads.
const maxProblems = 1000

func (s *scanner) problem(at source.Span, message string, fix *diagnostic.Fix) {
	if len(s.problems) >= maxProblems {
		return
	}
	s.problems = append(s.problems, syntaxError(at, message, fix))
}
