package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// unused reports the variables that nothing looks at.
func (b *binder) unused() {
	if b.vague {
		return // a name was used that nothing binds: it may be meant for one of these
	}
	for i, v := range b.vars {
		if as := b.roles[i]; len(v.Uses) <= as.seen && as.kind != fromGuard && v.Name != "_" && !b.reported[v.Name] {
			b.reportUnused(v, as)
		}
	}
}

func (b *binder) reportUnused(v *Var, as role) {
	d := finding(diagnostic.UnusedVariable, v.Decl, "bound and never used", "`%s` is never used", v.Name)
	d.Severity = diagnostic.Warning
	switch as.kind {
	case fromPattern:
		b.unusedField(&d, v, as.field)
	case fromParam:
		d.Primary.Text = "a parameter that no line of the " + b.decl.(*syntax.Guard).Kind() + " looks at"
	case fromLoop:
		help(&d, "the loop makes a frame of each element: write `for _ in` where only their number counts")
		fix(&d, true, "write `_`", replace(v.Decl, "_"))
	case fromLine:
		help(&d, "remove the line")
	}
	b.report(d)
}

// unusedField offers `_`, which keeps what the pattern matches. A field with a
// question mark asks for nothing, and is better left out.
func (b *binder) unusedField(d *diagnostic.Diagnostic, v *Var, f *syntax.Field) {
	if f.Optional {
		help(d, "leave `%s` out", f.Name.Name)
		for _, m := range mentions(b.decl) {
			if m.name.At == v.Decl && m.list != nil {
				fix(d, true, "leave it out", removeField(m.list, m.index))
			}
		}
		return
	}
	switch value := f.Value.(type) {
	case *syntax.Name:
		help(d, "write `%s: _`, or leave `%s` out", f.Name.Name, f.Name.Name)
		fix(d, true, "write `_`", replace(value.At, "_"))
	case nil:
		help(d, "write `%s: _`, or leave it out", f.Name.Name)
		fix(d, true, "write `"+f.Name.Name+": _`", replace(source.Span{File: f.Name.At.File, Start: f.Name.At.End, End: f.Name.At.End}, ": _"))
	}
}

// removeField takes a field out of a list, with the comma that parts it from
// the others.
func removeField(list []*syntax.Field, i int) diagnostic.Edit {
	at := list[i].At
	switch {
	case i > 0:
		at.Start = list[i-1].At.End
	case len(list) > 1:
		at.End = list[1].At.Start
	}
	return replace(at, "")
}
