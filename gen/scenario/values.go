package scenario

import (
	"encoding/base64"
	"slices"
	"time"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// dateTimeForm is how a DateTime is written.
const dateTimeForm = "2006-01-02T15:04:05.000Z"

// slot is a named value that a list of fields may have. A type that is nil is
// any.
type slot struct {
	name string
	typ  types.Type
}

func params(list []*program.Param) []slot {
	slots := make([]slot, len(list))
	for i, p := range list {
		slots[i] = slot{p.Name, p.Type}
	}
	return slots
}

func find(slots []slot, name string) *slot {
	if i := slices.IndexFunc(slots, func(s slot) bool { return s.name == name }); i >= 0 {
		return &slots[i]
	}
	return nil
}

func names(slots []slot) []string {
	var list []string
	for _, s := range slots {
		list = append(list, s.name)
	}
	return list
}

func field(fields *syntax.Fields, name string) *syntax.Field {
	if i := slices.IndexFunc(fields.List, func(f *syntax.Field) bool { return f.Name.Name == name }); i >= 0 {
		return fields.List[i]
	}
	return nil
}

// valueOf is the value of a field: that of the variable of its name where none
// is written.
func valueOf(f *syntax.Field) syntax.Expr {
	if f.Value == nil {
		return &syntax.Name{Ident: f.Name}
	}
	return f.Value
}

// plainText is the text of a literal, or "".
func plainText(e syntax.Expr) string {
	text, ok := e.(*syntax.Text)
	if !ok || len(text.Parts) != 1 {
		return ""
	}
	part, ok := text.Parts[0].(*syntax.TextPart)
	if !ok {
		return ""
	}
	return part.Value
}

// given checks values that a scenario gives: all that are needed, each of its type.
func (r *resolver) given(fields *syntax.Fields, slots []slot, rest bool, owner string, at source.Span, unknown diagnostic.Code) {
	r.repeated(fields)
	meant := map[string]bool{}
	for _, f := range fields.List {
		switch s := find(slots, f.Name.Name); {
		case s != nil:
			r.value(f, s.typ, true)
		case rest:
			r.value(f, nil, true)
		default:
			meant[r.unknown(unknown, f.Name, "value", owner, names(slots), "%s has no `%s`", owner, f.Name.Name)] = true
		}
	}
	var missing []string
	for _, s := range slots {
		if _, optional := s.typ.(*types.Optional); !optional && field(fields, s.name) == nil && !meant[s.name] {
			missing = append(missing, s.name)
		}
	}
	if missing != nil {
		r.report(diagnostic.MissingArgument, at, "", "%s needs %s", owner, quoted(missing))
	}
}

func (r *resolver) repeated(fields *syntax.Fields) {
	for _, f := range fields.List {
		if first := field(fields, f.Name.Name); first != f {
			r.report(diagnostic.RepeatedArgument, f.At, "again", "`%s` stands twice", f.Name.Name)
		}
	}
}

func (r *resolver) value(f *syntax.Field, t types.Type, giving bool) { r.expr(valueOf(f), t, giving) }

// expr checks a value: one that the scenario gives, or one that it expects.
func (r *resolver) expr(e syntax.Expr, t types.Type, giving bool) {
	optional, isOptional := t.(*types.Optional)
	if isOptional {
		t = optional.Elem
	}
	ok := true
	switch e := e.(type) {
	case *syntax.Name:
		r.variable(e, giving)
	case *syntax.Null:
		ok = isOptional || anything(t)
	case *syntax.Text:
		ok = r.text(e, t)
	case *syntax.Int:
		ok = anything(t) || t == types.Integer || t == types.Number
	case *syntax.Float:
		ok = anything(t) || t == types.Number
	case *syntax.Bool:
		ok = anything(t) || t == types.Flag
	case *syntax.Unary:
		ok = e.Op == syntax.Negate
		if ok {
			r.expr(e.X, t, giving)
		}
	case *syntax.List:
		list, isList := t.(*types.List)
		ok = isList || anything(t)
		var elem types.Type
		if isList {
			elem = list.Elem
		}
		for _, item := range e.Items {
			r.expr(item, elem, giving)
		}
	case *syntax.Record:
		ok = r.record(e, t, giving)
	default:
		r.report(diagnostic.SyntaxError, e.Span(), "a calculation", "a scenario has literals, lists, records and names for values")
		return
	}
	if !ok {
		r.mismatch(e.Span(), t)
	}
}

func anything(t types.Type) bool { return t == nil || t == types.JSON }

func (r *resolver) mismatch(at source.Span, t types.Type) {
	r.report(diagnostic.TypeMismatch, at, "", "expected a value of type `%s`", t)
}

// variable takes a name: where a value is expected it may be a new one.
func (r *resolver) variable(e *syntax.Name, giving bool) {
	switch {
	case giving && !r.known[e.Name]:
		d := r.report(diagnostic.UnboundVariable, e.At, "", "`%s` has no value here", e.Name)
		d.Help = append(d.Help, "write a value, as in `\"some text\"`; a name is that of a value that an action above was called with")
	case e.Name != "_":
		r.known[e.Name] = true
	}
}

func (r *resolver) text(e *syntax.Text, t types.Type) bool {
	for _, part := range e.Parts {
		if _, ok := part.(*syntax.TextPart); !ok {
			r.report(diagnostic.SyntaxError, part.Span(), "a calculation", "a text in a scenario has no `${…}`")
			return true
		}
	}
	text := plainText(e)
	switch t := t.(type) {
	case *types.Enum:
		if !slices.Contains(t.Constants, text) {
			d := r.report(diagnostic.TypeMismatch, e.At, "", "%q is none of the values of `%s`", text, t)
			if meant := spelling.Closest(text, t.Constants); meant != "" {
				d.Help = append(d.Help, "did you mean \""+meant+"\"?")
			}
		}
		return true
	case *types.Object:
		return true
	}
	form := ""
	switch t {
	case types.DateTime:
		form = dateTimeForm
	case types.Date:
		form = time.DateOnly
	case types.Binary:
		_, err := base64.StdEncoding.DecodeString(text)
		return err == nil
	default:
		return anything(t) || t == types.String || t == types.Secret
	}
	if at, err := time.Parse(form, text); err != nil || at.Format(form) != text {
		r.report(diagnostic.TypeMismatch, e.At, "", "a `%s` has the form %q", t, form)
	}
	return true
}

func (r *resolver) record(e *syntax.Record, t types.Type, giving bool) bool {
	fields := &syntax.Fields{Place: e.Place, List: e.Fields}
	record, ok := t.(*types.Record)
	if !ok {
		r.repeated(fields)
		for _, f := range e.Fields {
			r.value(f, nil, giving)
		}
		return anything(t)
	}
	var slots []slot
	for _, f := range record.Fields {
		slots = append(slots, slot{f.Name, f.Type})
	}
	if giving {
		r.given(fields, slots, false, "the record", e.At, diagnostic.UnknownParameter)
		return true
	}
	r.repeated(fields)
	for _, f := range e.Fields {
		if s := find(slots, f.Name.Name); s != nil {
			r.value(f, s.typ, false)
		} else {
			r.unknown(diagnostic.UnknownParameter, f.Name, "field", "the record", names(slots), "the record has no `%s`", f.Name.Name)
		}
	}
	return true
}
