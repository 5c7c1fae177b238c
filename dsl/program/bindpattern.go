package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// pattern binds a `when` pattern. It returns nil when its action is not known;
// the names in it are bound all the same.
func (b *binder) pattern(index int, call *syntax.Call) *Pattern {
	a := b.action(call, "when")
	if a == nil {
		b.matchAll(call.Inputs)
		b.matchAll(call.Outputs)
		return nil
	}
	p := &Pattern{Index: index, Call: call, Action: a}
	c := b.actionCallee(a)
	for i, f := range call.Inputs.List {
		declared, _ := b.param(c, f, call.Inputs.List, true)
		b.checkRepeated(call.Inputs.List, i, c.name)
		if a.IsRequest() && f.Name.Name == headersName {
			p.Inputs = append(p.Inputs, b.headers(f)...)
			continue
		}
		p.Inputs = append(p.Inputs, b.match(f, declared))
	}
	p.Outcomes = b.outcomes(a, call)
	if call.Outputs != nil {
		for i, f := range call.Outputs.List {
			b.checkRepeated(call.Outputs.List, i, c.name)
			p.Outputs = append(p.Outputs, b.match(f, resultOf(p.Outcomes, f.Name.Name)))
		}
	}
	return p
}

func (b *binder) checkRepeated(fields []*syntax.Field, i int, owner string) {
	if first := named(fields[:i], fields[i].Name.Name); first != nil {
		b.repeated(fields[i], first, owner)
	}
}

// match binds what one named value must be. declared is nil for a further
// value of `...`.
func (b *binder) match(f *syntax.Field, declared *Param) *Match {
	if declared == nil {
		return b.matchTyped(f, nil, true)
	}
	return b.matchTyped(f, declared.Type, false)
}

func (b *binder) matchTyped(f *syntax.Field, t types.Type, rest bool) *Match {
	m := &Match{Field: f, Name: f.Name.Name, Type: t, Rest: rest, Optional: f.Optional}
	if null, ok := f.Default.(*syntax.Null); ok {
		b.defaultNull(f, null)
	} else if f.Default != nil {
		m.Default = b.expr(f.Default)
	}
	switch v := f.Value.(type) {
	case nil:
		b.matchName(m, f, f.Name)
	case *syntax.Name:
		b.matchName(m, f, v.Ident)
	case *syntax.Record:
		for i, inner := range v.Fields {
			b.checkRepeated(v.Fields, i, "`"+f.Name.Name+"`")
			m.Record = append(m.Record, b.matchTyped(inner, fieldType(t, inner.Name.Name), rest))
		}
	case *syntax.Null:
		b.matchedNull(f, v, t)
		if b.matchName(m, f, f.Name); m.Var != nil {
			m.Var.Uses = append(m.Var.Uses, f.Name.At) // not reported as unused
		}
	default:
		m.Test = b.expr(v)
	}
	return m
}

// matchName binds a name, or joins with the variable that has it.
func (b *binder) matchName(m *Match, f *syntax.Field, name syntax.Ident) {
	if name.Name == "_" {
		m.Ignore = true
		return
	}
	if m.Var = b.lookup(name.Name); m.Var != nil {
		m.Join = true
		m.Var.Uses = append(m.Var.Uses, name.At)
		return
	}
	m.Var = b.bind(name, role{field: f})
}

// matchAll binds the names of a pattern of which nothing else is known.
func (b *binder) matchAll(fields *syntax.Fields) {
	if fields == nil {
		return
	}
	bound := len(b.vars)
	for _, f := range fields.List {
		b.matchTyped(f, nil, true)
	}
	for _, v := range b.vars[bound:] {
		v.Uses = append(v.Uses, v.Decl) // not reported as unused
	}
}

// outcomes finds the outcomes that a pattern on an action matches.
func (b *binder) outcomes(a *Action, call *syntax.Call) []*Outcome {
	var fields []*syntax.Field
	if call.Outputs != nil {
		fields = call.Outputs.List
	}
	if len(fields) == 0 {
		return b.successes(a, call)
	}
	var matched []*Outcome
	for _, o := range a.Outcomes {
		if hasAll(o, fields) {
			matched = append(matched, o)
		}
	}
	if len(matched) == 0 {
		b.failed = true
		if !b.r.doubtful[a] {
			b.noOutcome(a, call, fields)
		}
	}
	return matched
}

// successes are the outcomes that a pattern without results matches.
func (b *binder) successes(a *Action, call *syntax.Call) []*Outcome {
	var matched []*Outcome
	for _, o := range a.Outcomes {
		if !o.Refusal {
			matched = append(matched, o)
		}
	}
	if len(matched) == 0 && !b.r.doubtful[a] {
		d := finding(diagnostic.MixedOutcomes, call.Name.At, "matches every outcome but the refusal",
			"`%s` always refuses, so this pattern never matches", a.FullName())
		also(&d, a.Decl.Name.At, "its only outcome is the refusal")
		help(&d, "to wait for the refusal write `: (error)`; to let it succeed declare an outcome without `error` in `%s`", a.Concept.Name)
		b.report(d)
	}
	return matched
}

func hasAll(o *Outcome, fields []*syntax.Field) bool {
	for _, f := range fields {
		if o.Result(f.Name.Name) == nil && (!o.Rest || f.Name.Name == "error") {
			return false
		}
	}
	return true
}

// noOutcome says why a pattern matches no outcome: a result that none has, or
// results that none has together.
func (b *binder) noOutcome(a *Action, call *syntax.Call, fields []*syntax.Field) {
	unknown := false
	for _, f := range fields {
		name := f.Name.Name
		switch {
		case anyHas(a.Outcomes, name):
		case name == "error":
			b.noRefusal(a, f)
			unknown = true
		default:
			b.unknownResult(a, f, fields)
			unknown = true
		}
	}
	if unknown {
		return
	}
	d := finding(diagnostic.MixedOutcomes, call.Outputs.At, "no outcome has all of these",
		"`%s` has no outcome with %s", a.FullName(), quoted(fieldNames(fields)))
	shown := 0
	for _, o := range a.Outcomes {
		if shown < 2 && o.Decl.Results != nil && overlaps(o, fields) {
			also(&d, o.Decl.Results.At, "one outcome")
			shown++
		}
	}
	help(&d, "an action completes with one of its outcomes: write a sync for each")
	b.report(d)
}

func (b *binder) noRefusal(a *Action, f *syntax.Field) {
	d := finding(diagnostic.NoRefusal, f.Name.At, "waits for a refusal", "`%s` never refuses", a.FullName())
	also(&d, a.Decl.Name.At, "%s", describeOutcomes(a))
	help(&d, "if it can refuse, declare that in `%s`: `%s (…) : (error: String)`; if not, nothing ever matches this pattern", a.Concept.Name, a.Name)
	b.report(d)
}

func (b *binder) unknownResult(a *Action, f *syntax.Field, fields []*syntax.Field) {
	d := finding(diagnostic.UnknownResult, f.Name.At, "no such result", "`%s` has no result `%s`", a.FullName(), f.Name.Name)
	also(&d, a.Decl.Name.At, "%s", describeOutcomes(a))
	var free []string
	for _, o := range a.Outcomes {
		for _, p := range o.Results {
			if named(fields, p.Name) == nil {
				free = append(free, p.Name)
			}
		}
	}
	b.renameResult(&d, f, meantResult(f, free))
	b.report(d)
}

// meantResult is the result that a field with an unknown name likely stands
// for: one with a similar name, or the only one that there is.
func meantResult(f *syntax.Field, free []string) string {
	if name := spelling.Closest(f.Name.Name, free); name != "" || f.Name.Name == "error" {
		return name
	}
	if free = slices.DeleteFunc(free, func(n string) bool { return n == "error" }); len(free) == 1 {
		return free[0]
	}
	return ""
}

func anyHas(outcomes []*Outcome, name string) bool {
	return resultOf(outcomes, name) != nil
}

// resultOf returns the result of a name that the first of the outcomes having
// it declares.
func resultOf(outcomes []*Outcome, name string) *Param {
	for _, o := range outcomes {
		if p := o.Result(name); p != nil {
			return p
		}
	}
	return nil
}

func overlaps(o *Outcome, fields []*syntax.Field) bool {
	for _, f := range fields {
		if o.Result(f.Name.Name) != nil {
			return true
		}
	}
	return false
}

func fieldNames(fields []*syntax.Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name.Name
	}
	return names
}

func describeOutcomes(a *Action) string {
	var parts []string
	for _, o := range a.Outcomes {
		if len(o.Results) == 0 {
			parts = append(parts, "nothing")
			continue
		}
		var names []string
		for _, p := range o.Results {
			names = append(names, p.Name)
		}
		parts = append(parts, quoted(names))
	}
	return "it gives " + join(parts, "or")
}
