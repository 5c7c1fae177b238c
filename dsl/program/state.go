package program

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// collectNames finds the object types that the state declares, and the type
// names that actions and queries write: the singular of a state's plural is
// chosen to agree with them.
func (d *declarer) collectNames() {
	d.written, d.inState = map[string]bool{}, map[string]bool{}
	for _, list := range [][]*syntax.Action{d.c.Decl.Actions, d.c.Decl.Queries} {
		for _, a := range list {
			d.writtenIn(a.Params)
			d.writtenIn(a.Results)
		}
	}
	if d.c.Decl.State == nil {
		return
	}
	for _, s := range d.c.Decl.State.Sets {
		if s.Subset == nil {
			d.declareName(d.singular(s.Object.Name, s.Element))
		}
	}
	for _, s := range d.c.Decl.State.Sets {
		if s.Subset != nil {
			d.declareName(d.singular(s.Subset.Name, s.Element))
		}
	}
}

func (d *declarer) declareName(name string) {
	if !d.inState[name] {
		d.inState[name] = true
		d.stateNames = append(d.stateNames, name)
	}
}

func (d *declarer) writtenIn(list *syntax.Params) {
	if list == nil {
		return
	}
	for _, p := range list.List {
		d.writtenType(p.Type)
	}
}

func (d *declarer) writtenType(e syntax.TypeExpr) {
	switch e := e.(type) {
	case *syntax.NamedType:
		d.written[e.Name] = true
	case *syntax.OptionalType:
		d.writtenType(e.Elem)
	case *syntax.ListType:
		d.writtenType(e.Elem)
	case *syntax.RecordType:
		for _, p := range e.Fields {
			d.writtenType(p.Type)
		}
	}
}

// singular is the object type that a set's name stands for: a name that the
// concept writes elsewhere, or else the regular singular. Where it writes both
// the name and a singular of it, the former is a slip for the latter.
func (d *declarer) singular(name string, element bool) string {
	options := spelling.Singulars(name)
	candidates := append(slices.Clone(options), name)
	if element {
		candidates = append([]string{name}, options...)
	}
	for _, one := range candidates {
		if d.objects[one] != nil || d.written[one] {
			return one
		}
	}
	irregular := strings.HasSuffix(name, "ss") || strings.HasSuffix(name, "us") || strings.HasSuffix(name, "is")
	if element || irregular || len(options) == 0 {
		return name
	}
	return options[0]
}

// state checks the state section. Nothing but the names of its object types
// is used further: how a concept keeps its state is its own affair.
func (d *declarer) state() {
	if d.c.Decl.State == nil {
		return
	}
	seen := map[string]syntax.Ident{}
	for _, s := range d.c.Decl.State.Sets {
		d.stateSet(s, seen)
		fields := map[string]syntax.Ident{}
		for _, f := range s.Fields {
			d.stateField(s, f, fields)
		}
	}
}

func (d *declarer) stateSet(s *syntax.StateSet, seen map[string]syntax.Ident) {
	id := s.Object
	if s.Subset != nil {
		id = *s.Subset
	}
	name := d.singular(id.Name, s.Element)
	if first, ok := seen[name]; ok {
		f := finding(diagnostic.BadState, id.At, "declared again", "the state declares `%s` twice", id.Name)
		also(&f, first.At, "declared here first")
		help(&f, "put the fields of both under one declaration")
		d.report(f)
		return
	}
	seen[name] = id
	if _, ok := types.PrimitiveNamed(name); ok {
		f := finding(diagnostic.BadState, id.At, "a primitive type", "`%s` cannot be a set of the state", id.Name)
		help(&f, "name what the values belong to: `a set of Things with` and a field of type `%s`", name)
		d.report(f)
		return
	}
	if s.Subset == nil {
		d.object(name)
		return
	}
	super := d.singular(s.Object.Name, false)
	if d.objects[super] == nil && !d.inState[super] && !d.written[super] {
		f := finding(diagnostic.BadState, s.Object.At, "no set of this name", "`%s` is a subset of `%s`, which the state does not declare", id.Name, s.Object.Name)
		if meant := spelling.Closest(s.Object.Name, d.setNames(s)); meant != "" {
			rename(&f, s.Object, meant)
		} else {
			help(&f, "declare it: `a set of %s`", s.Object.Name)
		}
		d.report(f)
		return
	}
	if d.objects[name] == nil {
		d.objects[name] = d.object(super) // a member of the subset is one of the set
	}
}

func (d *declarer) stateField(s *syntax.StateSet, f *syntax.StateField, seen map[string]syntax.Ident) {
	name, ok := fieldName(f)
	if f.Type == nil {
		return // did not parse
	}
	if !ok {
		at := f.Type.Span()
		d.report(finding(diagnostic.BadState, at, "has a type only", "a field of `%s` has no name", s.Object.Name))
		return
	}
	d.typeOf(f.Type, name.Name, false)
	if first, ok := seen[name.Name]; ok {
		again := finding(diagnostic.BadState, name.At, "declared again", "`%s` has two fields `%s`", s.Object.Name, name.Name)
		also(&again, first.At, "declared here first")
		if f.Name == nil {
			help(&again, "give the field a name of its own before its type")
		}
		d.report(again)
		return
	}
	seen[name.Name] = name
}

// fieldName is a field's name; one that is left out is its type's, in lower
// case.
func fieldName(f *syntax.StateField) (syntax.Ident, bool) {
	if f.Name != nil {
		return *f.Name, true
	}
	t, ok := f.Type.(*syntax.NamedType)
	if !ok {
		return syntax.Ident{}, false
	}
	id := t.Ident
	if id.Name != "" {
		id.Name = strings.ToLower(id.Name[:1]) + id.Name[1:]
	}
	return id, true
}

// setNames lists the other sets of the state as they are written.
func (d *declarer) setNames(except *syntax.StateSet) []string {
	var names []string
	for _, s := range d.c.Decl.State.Sets {
		switch {
		case s == except:
		case s.Subset != nil:
			names = append(names, s.Subset.Name)
		default:
			names = append(names, s.Object.Name)
		}
	}
	return names
}
