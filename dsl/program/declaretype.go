package program

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// params declares a list of parameters or results, which may be left out.
func (d *declarer) params(list *syntax.Params) (params []*Param, rest bool) {
	if list == nil {
		return nil, false
	}
	for _, p := range list.List {
		if first := paramNamed(params, p.Name.Name); first != nil {
			d.twice("`"+p.Name.Name+"` is declared twice in one list", p.Name, first.Decl.Name)
			continue
		}
		params = append(params, &Param{Name: p.Name.Name, Type: d.paramType(p), Decl: p})
	}
	return params, list.Rest != nil
}

func (d *declarer) paramType(p *syntax.Param) types.Type {
	t := d.typeOf(p.Type, p.Name.Name, false)
	if _, already := t.(*types.Optional); p.Optional && !already {
		return &types.Optional{Elem: t}
	}
	return t
}

func (d *declarer) twice(message string, again, first syntax.Ident) {
	f := finding(diagnostic.DuplicateName, again.At, "declared again", "%s", message)
	also(&f, first.At, "declared here first")
	d.report(f)
}

// typeOf resolves a type. name is that of what has the type: it names an enum.
// plural tells that the plural of an object type may stand for it, as in
// `set of Users`.
func (d *declarer) typeOf(e syntax.TypeExpr, name string, plural bool) types.Type {
	switch e := e.(type) {
	case *syntax.NamedType:
		return d.namedType(e.Ident, plural)
	case *syntax.OptionalType:
		t := d.typeOf(e.Elem, name, plural)
		if _, already := t.(*types.Optional); already {
			return t
		}
		return &types.Optional{Elem: t}
	case *syntax.ListType:
		return &types.List{Elem: d.typeOf(e.Elem, name, true), Set: e.Set}
	case *syntax.RecordType:
		return d.recordType(e)
	case *syntax.EnumType:
		return d.enumType(e, name)
	}
	d.failed, d.lost = true, true // a type that did not parse
	return &types.Variable{}
}

func (d *declarer) recordType(e *syntax.RecordType) types.Type {
	rec := &types.Record{}
	for i, p := range e.Fields {
		if rec.Field(p.Name.Name) != nil {
			for _, first := range e.Fields[:i] {
				if first.Name.Name == p.Name.Name {
					d.twice("the record has two fields `"+p.Name.Name+"`", p.Name, first.Name)
					break
				}
			}
			continue
		}
		rec.Fields = append(rec.Fields, types.Field{Name: p.Name.Name, Type: d.paramType(p)})
	}
	return rec
}

func (d *declarer) enumType(e *syntax.EnumType, name string) types.Type {
	enum := &types.Enum{Concept: d.c.Name, Name: capitalized(name)}
	seen := map[string]syntax.Ident{}
	for _, id := range e.Constants {
		if first, ok := seen[id.Name]; ok {
			d.twice("the type has two constants `"+id.Name+"`", id, first)
			continue
		}
		seen[id.Name] = id
		enum.Constants = append(enum.Constants, id.Name)
	}
	key := enum.String()
	if known := d.enums[key]; known != nil {
		return known
	}
	d.enums[key] = enum
	return enum
}

// namedType resolves a name to a primitive, a type parameter or an object type
// of the concept. A name that is new makes an object type, unless it looks like
// a mistake for a name that is known.
func (d *declarer) namedType(id syntax.Ident, plural bool) types.Type {
	if t := d.known(id.Name); t != nil {
		return t
	}
	if plural {
		for _, one := range spelling.Singulars(id.Name) {
			if t := d.known(one); t != nil {
				return t
			}
			if d.written[one] || d.inState[one] {
				return d.object(one)
			}
		}
	}
	if d.inState[id.Name] || id.Name == d.c.Decl.Name.Name {
		return d.object(id.Name)
	}
	if other := d.r.concepts[id.Name]; other != nil {
		d.foreignConcept(id, other)
		return d.object(id.Name)
	}
	if meant := d.meantType(id.Name); meant != "" {
		d.unknownType(id, meant)
		if t := d.known(meant); t != nil {
			return t
		}
		return d.object(meant)
	}
	if r := []rune(id.Name); len(r) > 0 && !unicode.IsUpper(r[0]) {
		d.unknownType(id, "")
		d.lost = true
	}
	return d.object(id.Name)
}

// known returns the type that a name has already.
func (d *declarer) known(name string) types.Type {
	if o := d.objects[name]; o != nil {
		return o
	}
	if p, ok := types.PrimitiveNamed(name); ok {
		return p
	}
	return nil
}

// object returns the concept's own object type of a name.
func (d *declarer) object(name string) *types.Object {
	if o := d.objects[name]; o != nil {
		return o
	}
	o := &types.Object{Concept: d.c.Name, Name: name}
	d.objects[name] = o
	d.c.Objects = append(d.c.Objects, o)
	return o
}

func (d *declarer) foreignConcept(id syntax.Ident, other *Concept) {
	d.lost = true
	f := finding(diagnostic.ForeignConcept, id.At, "another concept", "concept `%s` names the concept `%s`", d.c.Name, other.Name)
	also(&f, other.named().At, "declared here")
	help(&f, "a concept stands on its own: take what it needs to know of the other as a type parameter, `concept %s [%s]`, and let syncs bring the two together",
		d.c.Name, strings.Join(append(paramNames(d.c.TypeParams), id.Name), ", "))
	if params := d.c.Decl.TypeParams; len(params) > 0 {
		fix(&f, false, "add the type parameter", replace(endOf(params[len(params)-1]), ", "+id.Name))
	} else {
		fix(&f, false, "add the type parameter", replace(endOf(d.c.Decl.Name), " ["+id.Name+"]"))
	}
	d.reportOnce(f, "concept "+id.Name)
}

func (d *declarer) unknownType(id syntax.Ident, meant string) {
	f := finding(diagnostic.UnknownType, id.At, "no such type", "there is no type `%s`", id.Name)
	switch o := d.objects[meant]; {
	case meant == "":
		note(&f, "the primitive types are %s; names of object types begin with a capital letter", quoted(types.PrimitiveNames()))
	case o != nil && o.Param:
		note(&f, "`%s` is a type parameter of `%s`", meant, d.c.Name)
	}
	if meant != "" {
		rename(&f, id, meant)
		f.Fix.Safe = true // only near misses and the names that other languages have come here
	}
	d.reportOnce(f, "type "+id.Name)
}

// reportOnce reports the first of several uses of a name in the concept; the
// fix takes in all of them.
func (d *declarer) reportOnce(f diagnostic.Diagnostic, key string) {
	d.failed = true
	if d.c.Use != nil {
		return
	}
	key = fmt.Sprintf("%s in %s", key, d.c.Name)
	u := d.r.unknown[key]
	if u == nil {
		d.r.unknown[key] = &unknownName{index: len(d.r.diags)}
		d.r.report(f)
		return
	}
	u.more++
	if first := &d.r.diags[u.index]; first.Code == diagnostic.UnknownType && f.Fix != nil {
		first.Fix.Edits = append(first.Fix.Edits, f.Fix.Edits...)
	}
}

// foreignPrimitives are names that other languages have for the primitives.
// Those in lower case would be good names of object types with a capital.
var foreignPrimitives = map[string]string{
	"Str": "String", "str": "String", "text": "String", "Int": "Integer", "int": "Integer", "int64": "Integer", "long": "Integer",
	"Float": "Number", "float": "Number", "float64": "Number", "Double": "Number", "double": "Number", "decimal": "Number",
	"Bool": "Flag", "bool": "Flag", "Boolean": "Flag", "boolean": "Flag", "Timestamp": "DateTime", "timestamp": "DateTime",
	"bytes": "Binary", "blob": "Binary", "object": "Json", "any": "Json", "password": "Secret",
}

// meantType returns the type that a name which is not known likely stands for.
// An object type may have any name, so only near misses count.
func (d *declarer) meantType(name string) string {
	if p, ok := foreignPrimitives[name]; ok {
		return p
	}
	for _, one := range spelling.Singulars(capitalized(name)) {
		if p, ok := types.PrimitiveNamed(one); ok {
			return p.String()
		}
	}
	names := types.PrimitiveNames()
	for _, o := range d.c.TypeParams {
		names = append(names, o.Name)
	}
	names = append(names, d.stateNames...)
	for _, n := range names {
		if len(name) > 3 && spelling.Swapped(n, name) || len(name) > 4 && spelling.NearMiss(n, name) {
			return n
		}
	}
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return n
		}
	}
	return ""
}

func capitalized(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func paramNames(objects []*types.Object) []string {
	names := make([]string, len(objects))
	for i, o := range objects {
		names[i] = o.Name
	}
	return names
}

// typeName writes a type as the concept does, without the concept's name.
func (d *declarer) typeName(t types.Type) string {
	return strings.ReplaceAll(t.String(), d.c.Name+".", "")
}

// text returns what stands at a place.
func (r *resolver) text(at source.Span) string {
	return r.program.Sources.File(at.File).Slice(at)
}
