package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// callee is what the inputs of a call are checked against.
type callee struct {
	name   string // `Concept.action` in backquotes
	decl   source.Span
	params []*Param
	rest   bool
	// doubtful tells that the declaration has errors, so that a name it
	// seems to lack may be meant by it.
	doubtful bool
	answers  *Action // the action that this one answers, or nil
}

func (b *binder) actionCallee(a *Action) callee {
	return callee{"`" + a.FullName() + "`", a.Decl.Name.At, a.Params, a.Rest, b.r.doubtful[a], a.Answers}
}

func (b *binder) queryCallee(q *Query) callee {
	return callee{"`" + q.FullName() + "`", q.Decl.Name.At, q.Params, false, b.r.doubtful[q], nil}
}

// param finds the parameter that a field names. It reports whether the call
// may name it: a further value of `...` has no parameter. binds tells a
// pattern's field from a value that is passed.
func (b *binder) param(c callee, f *syntax.Field, given []*syntax.Field, binds bool) (*Param, bool) {
	if p := paramNamed(c.params, f.Name.Name); p != nil || c.rest {
		return p, true
	}
	b.failed = true
	if c.doubtful {
		return nil, false
	}
	d := finding(diagnostic.UnknownParameter, f.Name.At, "no such parameter", "%s has no parameter `%s`", c.name, f.Name.Name)
	also(&d, c.decl, "%s", describeParams(c.params))
	meant := c.meant(f, given)
	if !binds {
		b.renameInput(&d, f, meant)
	} else {
		b.renameResult(&d, f, meant)
	}
	b.report(d)
	return nil, false
}

// meant is the parameter that a field with an unknown name likely stands for:
// one with a similar name, or the only one that is left for the only unknown.
func (c callee) meant(f *syntax.Field, given []*syntax.Field) string {
	var free, needed []string
	unknown := 0
	for _, p := range c.params {
		if named(given, p.Name) == nil {
			free = append(free, p.Name)
			if !p.mayLackValue() {
				needed = append(needed, p.Name)
			}
		}
	}
	for _, g := range given {
		if paramNamed(c.params, g.Name.Name) == nil {
			unknown++
		}
	}
	if name := spelling.Closest(f.Name.Name, free); name != "" {
		return name
	}
	if unknown == 1 && len(needed) == 1 {
		return needed[0]
	}
	return ""
}

// mayLackValue reports whether a call may leave the parameter out.
func (p *Param) mayLackValue() bool {
	_, optional := p.Type.(*types.Optional)
	return optional
}

func describeParams(params []*Param) string {
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.Name
	}
	switch len(names) {
	case 0:
		return "it takes nothing"
	case 1:
		return "it takes " + quoted(names)
	}
	return "it takes " + listed(names)
}

// repeated reports a field whose name stands in the list already.
func (b *binder) repeated(f, first *syntax.Field, owner string) {
	d := finding(diagnostic.RepeatedArgument, f.Name.At, "given again", "`%s` is given twice to %s", f.Name.Name, owner)
	also(&d, first.Name.At, "given here first")
	if b.r.text(f.At) == b.r.text(first.At) {
		for _, m := range mentions(b.decl) {
			if m.list != nil && m.list[m.index] == f {
				fix(&d, true, "leave it out", removeField(m.list, m.index))
			}
		}
	}
	b.report(d)
}

// args binds the inputs of a call that the sync makes.
func (b *binder) args(call *syntax.Call, c callee) []*Arg {
	given := call.Inputs.List
	args := make([]*Arg, 0, len(given))
	lost, unknown := map[string]bool{}, 0
	for i, f := range given {
		p, ok := b.param(c, f, given, false)
		if first := named(given[:i], f.Name.Name); first != nil {
			b.repeated(f, first, c.name)
			unknown++
			lost[""] = true // one of the two may be meant for what is left out
		}
		if !ok {
			unknown++
			lost[c.meant(f, given)] = true
		}
		if b.place = c.place(f, p); ok && p == nil {
			if meant := b.misspelt(c, f, given); meant != "" {
				b.place.meant, lost[meant] = meant, true
			}
		}
		a := &Arg{Field: f, Name: f.Name.Name, Rest: p == nil, Value: b.value(f)}
		b.place = argument{}
		if p != nil {
			a.Type = p.Type
		}
		args = append(args, a)
	}
	b.missing(call, c, lost, unknown)
	return args
}

// place is what a variable that is passed is for. What is only a part of a value
// has no place of its own.
func (c callee) place(f *syntax.Field, p *Param) argument {
	if _, name := f.Value.(*syntax.Name); !name && f.Value != nil {
		return argument{}
	}
	return argument{root: c.answers, param: p}
}

// misspelt is the parameter that a shorthand likely stands for which names
// neither a parameter nor a variable, in a call that takes further values: one
// that the call needs, and of which there is a variable.
func (b *binder) misspelt(c callee, f *syntax.Field, given []*syntax.Field) string {
	if f.Value != nil || b.lookup(f.Name.Name) != nil {
		return ""
	}
	var needed []string
	for _, p := range c.params {
		if !p.mayLackValue() && named(given, p.Name) == nil && b.lookup(p.Name) != nil {
			needed = append(needed, p.Name)
		}
	}
	return spelling.Closest(f.Name.Name, needed)
}

// missing reports the parameters that a call leaves out. lost are those that a
// misspelt field stands for: with its report all is said.
func (b *binder) missing(call *syntax.Call, c callee, lost map[string]bool, unknown int) {
	var names []string
	var params []*Param
	for _, p := range c.params {
		if p.mayLackValue() || lost[p.Name] || named(call.Inputs.List, p.Name) != nil {
			continue
		}
		names = append(names, p.Name)
		params = append(params, p)
	}
	if len(names) == 0 || unknown >= len(names) && lost[""] || c.doubtful {
		return
	}
	d := finding(diagnostic.MissingArgument, call.Name.At, "left out: "+quoted(names), "%s needs %s", c.name, quoted(names))
	for _, p := range params[:min(len(params), 2)] {
		if p.Decl != nil {
			also(&d, p.Decl.Name.At, "declared here, and not as optional")
		}
	}
	if slices.ContainsFunc(names, func(n string) bool { return b.lookup(n) == nil }) {
		b.vague = true
		help(&d, "give %s a value: `%s: …`", quoted(names), names[0])
	} else {
		for _, n := range names {
			v := b.lookup(n)
			v.Uses = append(v.Uses, call.Name.At)
		}
		fix(&d, false, "pass "+quoted(names)+", bound here under the same name", b.addFields(call.Inputs, names))
	}
	b.report(d)
}

// addFields writes shorthands at the end of a list.
func (b *binder) addFields(fields *syntax.Fields, names []string) diagnostic.Edit {
	text := ""
	for i, n := range names {
		if i > 0 || len(fields.List) > 0 {
			text += ", "
		}
		text += n
	}
	if n := len(fields.List); n > 0 {
		return diagnostic.Edit{Span: endOf(fields.List[n-1]), New: text}
	}
	return insert(fields.At.File, fields.At.Start+1, text)
}

// invocation binds an action that the sync calls.
func (b *binder) invocation(call *syntax.Call, place string) *Invocation {
	a := b.action(call, place)
	if a == nil {
		b.useAll(call)
		return nil
	}
	if a.System && a.Concept.BuiltIn {
		b.useAll(call)
		b.requestAsAction(a, call)
		return nil
	}
	return &Invocation{Call: call, Action: a, Args: b.args(call, b.actionCallee(a))}
}

// useAll counts the variables in the inputs of a call that names nothing as
// used, since what is wrong with it is said already.
func (b *binder) useAll(call *syntax.Call) {
	for _, f := range call.Inputs.List {
		b.value(f)
	}
}
