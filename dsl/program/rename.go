package program

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// rename offers the name that is likely meant.
func rename(d *diagnostic.Diagnostic, written syntax.Ident, meant string) {
	d.Primary.Text = fmt.Sprintf("did you mean `%s`?", meant)
	fix(d, spelling.IsSlip(written.Name, meant), fmt.Sprintf("write `%s`", meant), replace(written.At, meant))
}

// renameInput offers another name for a value that a call is given. The
// shorthand `name` is a misspelling of both the parameter and the variable
// where no variable has the name.
func (b *binder) renameInput(d *diagnostic.Diagnostic, f *syntax.Field, meant string) {
	bound := f.Value != nil || b.lookup(f.Name.Name) != nil
	if !bound {
		b.silence(f.Name.Name)
	}
	if meant == "" {
		return
	}
	rename(d, f.Name, meant)
	if f.Value == nil && bound {
		fix(d, d.Fix.Safe, fmt.Sprintf("write `%s: %s`", meant, f.Name.Name), insert(f.Name.At.File, f.Name.At.Start, meant+": "))
	} else if v := b.lookup(meant); v != nil && f.Value == nil {
		v.Uses = append(v.Uses, f.Name.At)
	}
}

// renameResult offers another name for a value that a pattern binds. The
// shorthand `name` keeps its variable where the rest of the sync uses that.
func (b *binder) renameResult(d *diagnostic.Diagnostic, f *syntax.Field, meant string) {
	if meant == "" {
		return
	}
	rename(d, f.Name, meant)
	if f.Value != nil || !b.mentionedElsewhere(f.Name) {
		b.silence(meant) // it is likely used by its right name
		return
	}
	mark := ""
	if f.Optional {
		mark = "?"
	}
	edit := replace(f.Name.At, fmt.Sprintf("%s%s: %s", meant, mark, f.Name.Name))
	edit.Span.End = max(edit.Span.End, markEnd(f))
	fix(d, d.Fix.Safe, fmt.Sprintf("write `%s`", edit.New), edit)
}

// markEnd is the end of a shorthand with its question mark, which stands
// right after the name.
func markEnd(f *syntax.Field) int32 {
	if f.Optional && f.Default == nil {
		return f.At.End
	}
	return f.Name.At.End
}

// silence keeps quiet about a name that another report explains.
func (b *binder) silence(name string) {
	if b.reported == nil {
		b.reported = map[string]bool{}
	}
	b.reported[name] = true
	b.vague = true
}

func (b *binder) mentionedElsewhere(name syntax.Ident) bool {
	for _, m := range mentions(b.decl) {
		if m.name.Name == name.Name && m.name.At != name.At {
			return true
		}
	}
	return false
}
