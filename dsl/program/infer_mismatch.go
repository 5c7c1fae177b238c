package program

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// mismatch reports a value of one type in a place of another.
func (in *inference) mismatch(got, want types.Type, why *reason) {
	if present(got) == unsound || present(want) == unsound {
		return
	}
	if limit := limitOf(got, want); limit != nil && limit.kind.isWeak() && limit.at != why.at {
		// What an operator or a text takes is the weaker claim: it is reported.
		d := in.describeUse(want, kindOf(shape(got)), limit)
		also(&d, why.at, "%s", why.wants(want))
		in.report(d, want, want)
		return
	}
	if v, ok := got.(*typeVar); ok && v.representative().row != nil {
		got = v.representative().row.record() // as written, before it was made to fit
	}
	d := in.describe(got, want, why)
	in.report(d, got, want)
}

// limitOf is the place that a type is no longer what another place wants by, if
// it is not known yet.
func limitOf(got, want types.Type) *reason {
	v, ok := shape(got).(*typeVar)
	switch {
	case !ok:
		return nil
	case want == types.Type(types.Secret) && v.plain != nil:
		return v.plain
	}
	return v.limit
}

func (in *inference) report(d diagnostic.Diagnostic, got, want types.Type) {
	if in.because != "" {
		note(&d, "%s", in.because)
		in.because = ""
	}
	if mayBeAbsent(got) && !mayBeAbsent(want) {
		help(&d, "say what stands for an absent value: `x ?? …`, or `name? = …` where the value is bound; to go on only when it is there, bind it without `?`")
	} else {
		in.explain(&d, present(got), present(want))
	}
	d.Secondary = distinct(d.Secondary)
	in.found = append(in.found, d)
}

func mayBeAbsent(t types.Type) bool {
	_, ok := shape(t).(*types.Optional)
	return ok
}

// explain says why two types are kept apart, where people wonder.
func (in *inference) explain(d *diagnostic.Diagnostic, got, want types.Type) {
	x, gotIdentity := got.(*types.Object)
	y, wantIdentity := want.(*types.Object)
	switch {
	case want == types.Type(types.JSON) && hasSecret(got):
		note(d, "a `Secret` shows in no log or trace, and a `Json` does, so the one does not become the other")
	case got == types.Type(types.Secret):
		note(d, "a `Secret` never becomes another type, so that nothing can show it by mistake")
	case got == types.Type(types.Number) && want == types.Type(types.Integer):
		note(d, "a `Number` may have a fraction")
	case gotIdentity && wantIdentity && x.Concept != y.Concept && in.concept(x).Decl == in.concept(y).Decl:
		note(d, "`%s` and `%s` are one concept in two roles, whose identities are kept apart", x.Concept, y.Concept)
	case gotIdentity && wantIdentity:
		note(d, "both are identities, but of different things")
	case got == types.Type(types.String) && wantIdentity:
		note(d, "an identity comes from the concept that made it, or from a request")
	case gotIdentity && want == types.Type(types.String):
		note(d, "an identity is no text; as text it is `\"${…}\"`")
	case got == types.Type(types.JSON):
		note(d, "nothing says what is in a `Json`; declare a type for it where it comes from")
	}
}

// describe makes the finding that two types disagree, with the places that
// they come from.
func (in *inference) describe(got, want types.Type, why *reason) diagnostic.Diagnostic {
	var message, label string
	switch why.kind {
	case asArgument:
		message = fmt.Sprintf("`%s` takes %s as `%s`, not %s", why.of.FullName(), a(want), why.name, a(got))
	case asMatch:
		message = fmt.Sprintf("`%s` of `%s` is %s here and %s elsewhere", why.name, why.of.FullName(), a(got), a(want))
		if why.v != nil {
			message = fmt.Sprintf("`%s` is %s, and never the `%s` that `%s` has as `%s`", why.v.Name, a(want), display(got), why.of.FullName(), why.name)
			label = "this is " + a(got)
		}
	case asOutcome:
		message = fmt.Sprintf("`%s` gives `%s` as %s in one outcome and as %s in another", why.of.FullName(), why.name, a(want), a(got))
		return in.finding(message, "matches both outcomes", why, "name a result as well that only one of them has, or declare it alike in both")
	case asTest:
		message = fmt.Sprintf("`%s` of `%s` is %s, never %s", why.name, why.of.FullName(), a(want), a(got))
	case asDefault:
		message = fmt.Sprintf("the default of `%s` is %s, not %s", why.name, a(got), a(want))
	case asCompared:
		message = fmt.Sprintf("%s is never `%s` %s", a(got), why.name, a(want))
		if why.name != "==" && why.name != "!=" {
			message = fmt.Sprintf("%s and %s have no order", a(got), a(want))
		}
		label = "compares " + a(got) + " with " + a(want)
	case asOperand:
		message = fmt.Sprintf("`%s` does not take %s and %s", why.name, a(got), a(want))
		label = "of " + a(got) + " and " + a(want)
	case asCoalesced:
		message = "the value before `??` is never absent"
		d := in.finding(message, "always there", why, "")
		in.neverAbsent(&d, why, "bind it with `?` if it may be left out, else leave `??` away")
		return d
	case asBound:
		d := finding(diagnostic.MisplacedElse, why.at, "the value is never absent", "`else` cannot stand on this line")
		in.neverAbsent(&d, why, "leave the `else` out, or bind the value with `?` if it may be left out; to leave frames out, add a line with the condition")
		return d
	case asChoice:
		message = fmt.Sprintf("the values that this can have are of two types: %s and %s", a(want), a(got))
	case asElement:
		message = fmt.Sprintf("the list has elements of `%s`, never %s", display(want), a(got))
	case asField:
		message = fmt.Sprintf("field `%s` takes %s, not %s", why.name, a(want), a(got))
	case asLimit:
		message = fmt.Sprintf("`%s` takes %s, not %s", why.name, a(want), a(got))
	case asSelected:
		message = fmt.Sprintf("field `%s` is %s here and %s elsewhere", why.name, a(got), a(want))
	case asSame:
		message = fmt.Sprintf("`%s` of `%s` is %s here and %s elsewhere", why.name, why.of.FullName(), a(got), a(want))
	default:
		message = fmt.Sprintf("expected %s, found %s", a(want), a(got))
	}
	if label == "" {
		label = "this is " + a(got)
	}
	if in.because == infinite {
		message, label = "a type would contain itself", "this would be a part of itself"
		in.because = ""
	}
	d := in.finding(message, label, why, "")
	in.declared(&d, want, why)
	in.origin(&d, got, why)
	return d
}

func (in *inference) finding(message, label string, why *reason, advice string) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{Code: diagnostic.TypeMismatch, Message: message, Primary: diagnostic.Label{Span: why.at, Text: label}}
	if advice != "" {
		help(&d, "%s", advice)
	}
	return d
}

// misused reports a value in a place that takes none of its kind.
func (in *inference) misused(t types.Type, k kinds, why *reason) {
	if shape(t) == unsound {
		return
	}
	d := in.describeUse(t, k, why)
	in.origin(&d, t, why)
	var want types.Type = types.String
	if p, ok := onlyPrimitive(k); ok {
		want = p
	}
	in.report(d, t, want)
	in.spoil(t)
}

// describeUse makes the finding that a place takes no value of a type.
func (in *inference) describeUse(t types.Type, k kinds, why *reason) diagnostic.Diagnostic {
	var message string
	switch why.kind {
	case asCondition:
		message = fmt.Sprintf("a condition is %s, not %s", k, a(t))
	case asPrinted:
		message = fmt.Sprintf("%s does not print as text", a(t))
	case asLoop:
		message = fmt.Sprintf("`for` takes a list, or what may be absent, not %s", a(t))
	case asSelected:
		message = fmt.Sprintf("%s has no field `%s`", a(t), why.name)
	case asRecord:
		message = fmt.Sprintf("`%s` of `%s` is %s, which has no fields", why.name, why.of.FullName(), a(t))
	default:
		message = fmt.Sprintf("`%s` takes %s, not %s", why.name, k, a(t))
	}
	d := in.finding(message, "this is "+a(t), why, "")
	if kindOf(present(t))&objectKind != 0 && (why.kind == asSelected || why.kind == asRecord) {
		help(&d, "an identity has no fields: ask the concept that keeps it, with a query")
	}
	if present(t) == types.Type(types.Secret) && why.kind == asOperand {
		help(&d, "`len` and `after` take a `Secret`, and `==` compares two; what has to know more of it is for the concept that it is passed to")
	}
	return d
}

// noField reports a field that a record does not have.
func (in *inference) noField(rec *types.Record, name string, at source.Span, x Expr) {
	d := in.finding(fmt.Sprintf("there is no field `%s` in %s", name, a(rec)), "no such field", &reason{at: at}, "")
	var names []string
	for _, f := range rec.Fields {
		names = append(names, f.Name)
	}
	if meant := spelling.Closest(name, names); meant != "" {
		d.Primary.Text = fmt.Sprintf("did you mean `%s`?", meant)
	}
	in.source(&d, x, rec, at)
	in.found = append(in.found, d)
}

// mayLackField reports a pattern that takes a record apart, matches also where
// there is none, and then lacks a field that it insists on.
func (in *inference) mayLackField(m, f *Match, of signature) {
	record := m.Field.Value.(*syntax.Record)
	why := reason{at: f.Field.At, kind: asRecord, of: of, name: m.Name}
	d := in.finding(fmt.Sprintf("`%s?` matches also where `%s` is absent, and then `%s` is missing", m.Name, m.Name, f.Name), "no value for this", &why, "")
	if p := why.param(); p != nil && p.Decl != nil {
		also(&d, p.Decl.At, "`%s` is declared as %s", m.Name, a(p.Type))
	}
	help(&d, "to match only where `%s` is there, leave its `?` away; to match in any case, give each field inside one: `%s?`", m.Name, f.Name)
	mark := source.Span{File: record.At.File, Start: m.Field.Name.At.End, End: record.At.Start}
	fix(&d, false, "match only where it is there", replace(mark, ": "))
	in.found = append(in.found, d)
}

// member reports a literal that is none of an enumeration's constants.
func (in *inference) member(l *Literal, e *types.Enum, why *reason) {
	text, ok := l.Value.(string)
	if !ok || slices.Contains(e.Constants, text) {
		return
	}
	at := l.Syntax().Span()
	d := in.finding(fmt.Sprintf("`%s` is none of %s", text, listed(e.Constants)), "no such constant", &reason{at: at}, "")
	if meant := spelling.Closest(text, e.Constants); meant != "" {
		d.Primary.Text = fmt.Sprintf("did you mean `%s`?", meant)
		fix(&d, true, "write `"+meant+"`", replace(at, `"`+meant+`"`))
	}
	if p := why.param(); p != nil && p.Decl != nil {
		also(&d, p.Decl.At, "`%s` is declared here", why.name)
	}
	in.found = append(in.found, d)
}
