package program

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/types"
)

// noteUndetermined notes the values of which nothing in the program tells the
// type, so that they become Json: each once, at the first place that binds it.
func (in *inference) noteUndetermined() {
	noted := map[*typeVar]bool{}
	for i := range in.asJSON {
		open(in.asJSON[i].t, "", func(v *typeVar, _ string) { noted[v] = true })
	}
	for _, s := range in.program.Syncs {
		if s.HasErrors {
			continue
		}
		for _, v := range s.Vars {
			if len(v.Uses) == 0 {
				continue // reported as unused
			}
			open(v.Type, "`"+v.Name+"`", func(class *typeVar, what string) {
				if !noted[class] {
					noted[class] = true
					in.undetermined(v, class, what)
				}
			})
		}
	}
}

// open calls found with each class in a type that can still be of all kinds,
// and with what has that type.
func open(t types.Type, what string, found func(v *typeVar, what string)) {
	seen := map[*typeVar]bool{}
	var look func(t types.Type, what string)
	look = func(t types.Type, what string) {
		if v, ok := t.(*typeVar); ok {
			v = v.representative()
			if seen[v] {
				return
			}
			seen[v] = true
			if v.Is == nil && v.row != nil {
				for i := range v.row.fields {
					f := &v.row.fields[i]
					look(f.of, fmt.Sprintf("field `%s` of %s", f.name, what))
				}
				return
			}
		}
		switch t := shape(t).(type) {
		case *typeVar:
			if t.can&presentKind == presentKind {
				found(t, what)
			}
		case *types.Optional:
			look(t.Elem, what)
		case *types.List:
			look(t.Elem, "an element of "+what)
		case *types.Record:
			for _, f := range t.Fields {
				look(f.Type, fmt.Sprintf("field `%s` of %s", f.Name, what))
			}
		}
	}
	look(t, what)
}

// mostShown is how many uses of an undetermined value are shown.
const mostShown = 2

// undetermined notes the type of a variable, or of a part of its value.
func (in *inference) undetermined(v *Var, class *typeVar, what string) {
	d := finding(diagnostic.UndeterminedType, v.Decl, "a part of this may be anything", "nothing tells the type of %s, so it is a `Json`", what)
	d.Severity = diagnostic.Note
	if present(v.Type) == types.Type(class) {
		d.Primary.Text = "this may be anything"
		for _, use := range v.Uses[:min(len(v.Uses), mostShown)] {
			also(&d, use, "here a value of any type will do")
		}
	}
	if class.rest != nil {
		note(&d, "%s", class.rest.describe())
		if !class.rest.action.System {
			help(&d, "declare `%s` in the signature of `%s`, with its type", class.rest.name, class.rest.action.FullName())
		}
	}
	help(&d, "a value gets its type where it is passed to a parameter that has one, or compared with a value that does: `… == \"\"`, `… > 0`")
	help(&d, "if any JSON will do, leave it as it is: a `Json` is passed on unchanged")
	in.found = append(in.found, d)
}
