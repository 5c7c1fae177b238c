package gen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/types"
)

// The packages that emitted code links against.
const (
	runtimePath    = "github.com/syncgen/syncgen/runtime"
	requestingPath = runtimePath + "/requesting"
)

// resolved returns what a type that inference has found stands for.
func resolved(t types.Type) types.Type {
	for {
		v, ok := t.(*types.Variable)
		if !ok || v.Is == nil {
			return t
		}
		t = v.Is
	}
}

// goType is the Go type of a declared or inferred type. A type parameter is
// the identity type of the concept that declares it: what it stands for in
// the program is a matter of conversions.
func (g *emitter) goType(t types.Type) *jen.Statement {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return goPrimitive(t)
	case *types.Object:
		return g.identity(t)
	case *types.Enum:
		if c, name := g.enum(t); c != nil {
			return jen.Qual(c.path, name.typ)
		}
		return jen.String()
	case *types.Optional:
		return jen.Qual(runtimePath, lackWord(t.Lack)).Types(g.goType(t.Elem))
	case *types.List:
		return jen.Index().Add(g.goType(t.Elem))
	case *types.Record:
		return g.recordType(t)
	}
	// What nothing in the program says the type of, nothing reads.
	return jen.Qual(runtimePath, "JSON")
}

// lackWord is what the runtime calls the values that may be lacking.
func lackWord(l types.Lack) string {
	return [...]string{types.Absent: "Optional", types.Null: "Nullable", types.AbsentOrNull: "OptionalNullable"}[l]
}

func goPrimitive(p types.Primitive) *jen.Statement {
	switch p {
	case types.Number:
		return jen.Float64()
	case types.Integer:
		return jen.Int64()
	case types.Flag:
		return jen.Bool()
	case types.Date:
		return jen.Qual(runtimePath, "Date")
	case types.DateTime:
		return jen.Qual("time", "Time")
	case types.Binary:
		return jen.Index().Byte()
	case types.JSON:
		return jen.Qual(runtimePath, "JSON")
	case types.Secret:
		return jen.Qual(runtimePath, "Secret")
	}
	return jen.String()
}

// identity is the Go type of an object type or type parameter.
func (g *emitter) identity(o *types.Object) *jen.Statement {
	c := g.byName[o.Concept]
	if c == nil {
		g.fail("type `%s` belongs to no concept of the program", o)
		return jen.String()
	}
	return jen.Qual(c.path, c.identity(o.Name))
}

// recordType is the Go type of a record: an anonymous struct, by the name of an
// alias of it. Concepts declare those of the records in their signatures.
func (g *emitter) recordType(r *types.Record) *jen.Statement {
	key := g.key(r)
	for _, c := range g.concepts {
		if alias := c.recordOf(key); alias != nil && (c.path == g.path || !g.inConcept) {
			return jen.Qual(c.path, alias.name)
		}
	}
	name := g.helper("record "+key, unexported(g.word(r)), func(name string) jen.Code {
		return jen.Type().Id(name).Op("=").Add(g.goStruct(r))
	})
	return jen.Id(name)
}

func (g *emitter) goStruct(r *types.Record) *jen.Statement {
	fields := recordFields(r)
	return jen.StructFunc(func(group *jen.Group) {
		for i, field := range r.Fields {
			tag := field.Name
			if optional, ok := resolved(field.Type).(*types.Optional); ok && optional.Lack.MayBeAbsent() {
				tag += ",omitzero"
			}
			group.Id(fields[i]).Add(g.goType(field.Type)).Tag(map[string]string{"json": tag})
		}
	})
}

// recordFields are the Go names of a record's fields.
func recordFields(r *types.Record) []string {
	scope := newNames()
	list := make([]string, len(r.Fields))
	for i, field := range r.Fields {
		list[i] = scope.take(exported(field.Name))
	}
	return list
}

// recordField is the Go name of one field of a record.
func recordField(r *types.Record, name string) string {
	i := slices.IndexFunc(r.Fields, func(f types.Field) bool { return f.Name == name })
	return recordFields(r)[i]
}

// zero is the zero value of a type, as one would write it.
func (g *emitter) zero(t types.Type) *jen.Statement {
	switch t := resolved(t).(type) {
	case types.Primitive:
		switch t {
		case types.String:
			return jen.Lit("")
		case types.Number, types.Integer:
			return jen.Lit(0)
		case types.Flag:
			return jen.False()
		case types.Binary, types.JSON:
			return jen.Nil()
		}
	case *types.Object, *types.Enum:
		return jen.Lit("")
	case *types.List, *types.Variable:
		return jen.Nil()
	}
	return g.goType(t).Values()
}

// key identifies the Go type of a type: two types have equal keys exactly when
// goType gives the same Go type for them.
func (l *layout) key(t types.Type) string {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return t.String()
	case *types.Object:
		return l.declaredName(t.Concept) + "." + t.Name
	case *types.Enum:
		if c, name := l.enum(t); c != nil {
			return c.declared + "." + name.typ
		}
		return types.String.String()
	case *types.Optional:
		return t.Lack.String() + " " + l.key(t.Elem)
	case *types.List:
		return "seq of " + l.key(t.Elem)
	case *types.Record:
		parts := make([]string, len(t.Fields))
		for i, field := range t.Fields {
			parts[i] = field.Name + ": " + l.key(field.Type)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return types.JSON.String()
}

// sameGo reports whether two types are one type in Go.
func (l *layout) sameGo(a, b types.Type) bool { return l.key(a) == l.key(b) }

// word is what a type is called inside the name of a function that handles it.
func (g *emitter) word(t types.Type) string {
	switch t := resolved(t).(type) {
	case types.Primitive:
		return exported(t.String())
	case *types.Object:
		return g.ownerWord(g.byName[t.Concept]) + exported(t.Name)
	case *types.Enum:
		if c, name := g.enum(t); c != nil {
			return g.ownerWord(c) + name.typ
		}
		return "String"
	case *types.Optional:
		return lackWord(t.Lack) + g.word(t.Elem)
	case *types.List:
		return g.word(t.Elem) + "List"
	case *types.Record:
		for _, c := range g.concepts {
			if alias := c.recordOf(g.key(t)); alias != nil {
				return g.ownerWord(c) + alias.name
			}
		}
		// More names than these say no more.
		const telling = 3
		var b strings.Builder
		for i, name := range recordFields(t) {
			if i == telling {
				break
			}
			b.WriteString(name)
		}
		return b.String() + "Record"
	}
	return "JSON"
}

// ownerWord tells identities of several concepts apart; within the package of
// a concept its own need no word.
func (g *emitter) ownerWord(c *conceptLayout) string {
	if c == nil || c.path == g.path {
		return ""
	}
	return exported(c.declared)
}

// declaredName is the name that a concept was declared with: instances of one
// concept have their Go types in common.
func (l *layout) declaredName(concept string) string {
	if c := l.byName[concept]; c != nil {
		return c.declared
	}
	return concept
}
