package gen

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// comment is a comment of whole lines. Lines that begin with a tab are code.
func comment(text string) jen.Code { return jen.Comment(commentText(text)) }

func commentText(text string) string {
	lines := strings.Split(strings.TrimSpace(printable(text)), "\n")
	for i, line := range lines {
		line = strings.TrimRight(line, " \t")
		switch {
		case line == "":
			lines[i] = "//"
		case strings.HasPrefix(line, "\t"):
			lines[i] = "//" + line
		default:
			lines[i] = "// " + line
		}
	}
	return strings.Join(lines, "\n")
}

// printable leaves out what Go allows in no comment, and what nobody would see.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == '\u007f' || r == '\ufeff' {
			return -1
		}
		return r
	}, text)
}

// commentf is comment with a format.
func commentf(format string, args ...any) jen.Code { return comment(fmt.Sprintf(format, args...)) }

// prose is a section of a spec as a paragraph of a doc comment.
func prose(label string, p *syntax.Prose) string {
	if p == nil || strings.TrimSpace(p.Text) == "" {
		return ""
	}
	return fmt.Sprintf("\n\n%s: %s", label, strings.TrimSpace(p.Text))
}

// place is the file and line of a span, for people and for the engine's trace.
func (l *layout) place(span source.Span) string {
	file := l.program.Sources.File(span.File)
	if file == nil {
		return ""
	}
	return fmt.Sprintf("%s:%d", file.Path, file.Position(span.Start).Line)
}

// specParams is a list of parameters or results as a spec writes it.
func specParams(params []*program.Param, rest bool) string {
	parts := make([]string, 0, len(params)+1)
	for _, p := range params {
		parts = append(parts, p.Name+": "+specType(p.Type))
	}
	if rest {
		parts = append(parts, "...")
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// specOutcome is the declaration of an outcome as a spec writes it.
func specOutcome(o *program.Outcome) string {
	text := o.Action.Name + " " + specParams(o.Action.Params, o.Action.Rest)
	if o.Action.System {
		text = "system " + text
	}
	if len(o.Results) > 0 || o.Rest {
		text += " : " + specParams(o.Results, o.Rest)
	}
	return text
}

// specQuery is the declaration of a query as a spec writes it.
func specQuery(q *program.Query) string {
	batch, narrowed := "", ""
	if q.Batch {
		batch = "batch "
	}
	if q.Cardinality != syntax.Many {
		narrowed = q.Cardinality.String() + " "
	}
	return batch + q.Name + " " + specParams(q.Params, false) + " : " + narrowed + specParams(q.Results, false)
}

// specType is a type as the concept that declares it writes it.
func specType(t types.Type) string {
	switch t := resolved(t).(type) {
	case *types.Object:
		return t.Name
	case *types.Optional:
		return "optional " + specType(t.Elem)
	case *types.List:
		if t.Set {
			return "set of " + specType(t.Elem)
		}
		return "seq of " + specType(t.Elem)
	case *types.Record:
		parts := make([]string, len(t.Fields))
		for i, field := range t.Fields {
			parts[i] = field.Name + ": " + specType(field.Type)
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	default:
		return t.String()
	}
}
