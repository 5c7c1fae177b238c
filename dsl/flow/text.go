package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// RouteName is what people call a route: `POST /login` for the built-in
// requests, otherwise the action with its literals.
func RouteName(r *program.Route) string {
	if r.Root.Concept.BuiltIn {
		path, _ := r.Literal("path").(string)
		method, ok := r.Literal("method").(string)
		if !ok {
			method = "POST"
		}
		if path != "" {
			return method + " " + path
		}
	}
	if literals := literalsText(r); literals != "" {
		return r.Root.FullName() + " (" + literals + ")"
	}
	return r.Root.FullName()
}

func literalsText(r *program.Route) string {
	var parts []string
	for _, l := range r.Literals {
		parts = append(parts, fmt.Sprintf("%s: %#v", l.Name, l.Value))
	}
	return strings.Join(parts, ", ")
}

// OutcomeText is an outcome as a pattern picks it.
func OutcomeText(o *program.Outcome) string {
	if o.Refusal {
		return "(error)"
	}
	names := []string{}
	for _, r := range o.Results {
		names = append(names, r.Name)
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// Failure says in words that a line leaves nothing of a frame.
func Failure(sources *source.Map, s program.Step) string {
	switch s := s.(type) {
	case *program.QueryStep:
		if s.Query.Cardinality == syntax.One {
			return "the row of `" + s.Query.FullName() + "` does not match"
		}
		for _, m := range s.Results {
			if m.Join || m.Test != nil {
				return "`" + s.Query.FullName() + "` has no row that matches"
			}
		}
		return "`" + s.Query.FullName() + "` has no row"
	case *program.FilterStep:
		return "`" + snippet(sources, s.Cond.Syntax().Span()) + "` does not hold"
	case *program.BindStep:
		return "`" + snippet(sources, s.Value.Syntax().Span()) + "` is absent"
	case *program.ExistsStep:
		if s.Negated {
			return ofBlock(s.Block, "`none`") + " has a row"
		}
		return ofBlock(s.Block, "`some`") + " has no row"
	case *program.EachStep:
		if s.IfThere() {
			return "`" + snippet(sources, s.In.Syntax().Span()) + "` is absent"
		}
		return "`" + snippet(sources, s.In.Syntax().Span()) + "` is empty"
	case *program.AggregateStep:
		return ofBlock(s.Block, "`"+s.Kind.String()+"`") + " has no row"
	}
	return "the line leaves nothing"
}

// ofBlock names the rows of a block: by their query, where they are its rows as
// they are.
func ofBlock(b *program.Block, kind string) string {
	if len(b.Steps) == 1 {
		if q, ok := b.Steps[0].(*program.QueryStep); ok {
			return "`" + q.Query.FullName() + "`"
		}
	}
	return "the block of " + kind
}

// success says in words that a line leaves something of a frame.
func success(sources *source.Map, s program.Step) string {
	switch s := s.(type) {
	case *program.QueryStep:
		picks := slices.ContainsFunc(s.Results, func(m *program.Match) bool { return m.Join || m.Test != nil })
		switch {
		case s.Query.Cardinality == syntax.One:
			return "the row of `" + s.Query.FullName() + "` matches"
		case picks:
			return "`" + s.Query.FullName() + "` has a row that matches"
		}
		return "`" + s.Query.FullName() + "` has a row"
	case *program.FilterStep:
		return "`" + snippet(sources, s.Cond.Syntax().Span()) + "` holds"
	case *program.BindStep:
		return "`" + snippet(sources, s.Value.Syntax().Span()) + "` is there"
	case *program.ExistsStep:
		if s.Negated {
			return ofBlock(s.Block, "`none`") + " has no row"
		}
		return ofBlock(s.Block, "`some`") + " has a row"
	case *program.EachStep:
		if s.IfThere() {
			return "`" + snippet(sources, s.In.Syntax().Span()) + "` is there"
		}
		return "`" + snippet(sources, s.In.Syntax().Span()) + "` is not empty"
	case *program.AggregateStep:
		return "`" + s.Kind.String() + "` has a row"
	}
	return "the line leaves something"
}

// snippet is a short text on one line.
func snippet(sources *source.Map, at source.Span) string {
	file := sources.File(at.File)
	if file == nil {
		return "…"
	}
	text := strings.Join(strings.Fields(file.Slice(at)), " ")
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return text
}
