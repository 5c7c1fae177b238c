package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// fieldVariable is the variable that a field names as it is, or "".
func fieldVariable(f *syntax.Field) string {
	name, ok := resultName(f)
	if !ok || name.Name == "_" {
		return ""
	}
	return name.Name
}

func isLiteral(f *syntax.Field) bool {
	if f.Value == nil {
		return false
	}
	_, ok := literal(f.Value)
	return ok
}

func hasLiteral(fields *syntax.Fields) bool { return slices.ContainsFunc(fields.List, isLiteral) }

// toldApart reports whether two calls of an action have different literals for
// one input.
func toldApart(a, b *syntax.Fields) bool {
	return slices.ContainsFunc(a.List, func(f *syntax.Field) bool {
		other := named(b.List, f.Name.Name)
		if other == nil || !isLiteral(f) || !isLiteral(other) {
			return false
		}
		x, _ := literal(f.Value)
		y, _ := literal(other.Value)
		return x.Value != y.Value
	})
}

// ignored is a field that asks for a value and does not bind it.
func ignored(f *syntax.Field) *syntax.Field {
	return &syntax.Field{Place: f.Place, Name: f.Name, Value: &syntax.Name{Ident: syntax.Ident{Place: f.Place, Name: "_"}}}
}

// filterFields keeps what keep makes of each field. Of a record those fields
// are kept that keep wants.
func filterFields(fields *syntax.Fields, keep func(*syntax.Field) *syntax.Field) *syntax.Fields {
	return &syntax.Fields{Place: fields.Place, List: filterList(fields.List, keep)}
}

func filterList(list []*syntax.Field, keep func(*syntax.Field) *syntax.Field) []*syntax.Field {
	var out []*syntax.Field
	for _, f := range list {
		if rec, ok := f.Value.(*syntax.Record); ok {
			if inner := filterList(rec.Fields, keep); len(inner) > 0 {
				copied := *f
				copied.Value = &syntax.Record{Place: rec.Place, Fields: inner}
				out = append(out, &copied)
			}
			continue
		}
		if f = keep(f); f != nil {
			out = append(out, f)
		}
	}
	return out
}

// mentionsName reports whether a pattern names a variable.
func mentionsName(call *syntax.Call, name string) bool {
	is := func(id syntax.Ident) bool { return id.Name == name }
	return slices.ContainsFunc(patternNames(call.Inputs), is) || slices.ContainsFunc(patternNames(call.Outputs), is)
}

// bindsName reports whether a line of where binds a variable for the lines
// below it.
func bindsName(l syntax.Line, name string) bool {
	switch l := l.(type) {
	case *syntax.QueryLine:
		return slices.ContainsFunc(patternNames(l.Call.Outputs), func(id syntax.Ident) bool { return id.Name == name })
	case *syntax.BindLine:
		return l.Name.Name == name
	case *syntax.AggregateLine:
		return l.Name.Name == name
	case *syntax.ForLine:
		return l.Name.Name == name
	}
	return false
}

// pure reports whether an expression always gives the same for the same
// variables.
func pure(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Apply:
		return e.Func.Name != "uuid" && e.Func.Name != "now" && !slices.ContainsFunc(e.Args, impure)
	case *syntax.Paren:
		return pure(e.X)
	case *syntax.Select:
		return pure(e.X)
	case *syntax.Unary:
		return pure(e.X)
	case *syntax.Binary:
		return pure(e.X) && pure(e.Y)
	case *syntax.If:
		return pure(e.Cond) && pure(e.Then) && (e.Else == nil || pure(e.Else))
	case *syntax.List:
		return !slices.ContainsFunc(e.Items, impure)
	case *syntax.Text:
		return !slices.ContainsFunc(e.Parts, impure)
	case *syntax.Record:
		return !slices.ContainsFunc(e.Fields, func(f *syntax.Field) bool { return f.Value != nil && impure(f.Value) })
	}
	return true
}

func impure(e syntax.Expr) bool { return !pure(e) }

// countCalls counts how often the program calls each action.
func (r *resolver) countCalls() map[string]int {
	if r.calls != nil {
		return r.calls
	}
	r.calls = map[string]int{}
	count := func(calls []*syntax.Call) {
		for _, c := range calls {
			r.calls[callName(c)]++
		}
	}
	inLines := func(lines []syntax.Line) {
		for _, l := range lines {
			if e := elseOf(l); e != nil {
				count(e.Actions)
			}
		}
	}
	for _, s := range r.program.Syncs {
		if !s.Decl.Broken() {
			count(s.Decl.Then)
			inLines(s.Decl.Where)
		}
	}
	for _, g := range r.guardOrder {
		if !g.Decl.Broken() {
			inLines(g.Decl.Where)
		}
	}
	return r.calls
}

// elseOf is what a frame does that a line leaves nothing of, or nil.
func elseOf(l syntax.Line) *syntax.Else {
	switch l := l.(type) {
	case *syntax.QueryLine:
		return l.Else
	case *syntax.FilterLine:
		return l.Else
	case *syntax.BlockLine:
		return l.Else
	case *syntax.AggregateLine:
		return l.Else
	case *syntax.ForLine:
		return l.Else
	case *syntax.BindLine:
		return l.Else
	}
	return nil
}
