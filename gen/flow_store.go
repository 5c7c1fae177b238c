package gen

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// recordList is where a flow keeps the records of an action that may occur
// many times.
type recordList struct {
	field   string
	typ     string
	outcome string // field of the record that says how it completed; empty when it is not needed
	fields  map[recordPart]storedField
	indexes []*indexLayout
}

// storedField is a field of a kept record.
type storedField struct {
	name string
	of   types.Type
}

// indexLayout is a hash index on a list.
type indexLayout struct {
	plan  *indexPlan
	field string
	typ   string
}

// layStorage declares the fields that keep what later syncs read.
func (fe *flowEmitter) layStorage() {
	for _, ap := range fe.plan.actions {
		switch {
		case ap.store == nil:
		case ap.many:
			fe.layList(ap)
		default:
			fe.laySingle(ap)
		}
	}
}

// laySingle keeps a record that occurs once in fields of the flow.
func (fe *flowEmitter) laySingle(ap *actionPlan) {
	name := ap.action.FullName()
	if ap.store.outcome {
		field := fe.members.take(fe.calls[ap].name + "Outcome")
		fe.states[ap] = field
		fe.addField(jen.Id(field).Uint8().Comment(name + ": 0 before it completes, then the outcome's number"))
	}
	for _, p := range ap.store.values {
		of := fe.partType(ap, p)
		field := fe.members.take(fieldName(p.name), fe.calls[ap].name+exported(p.name))
		fe.kept[keptKey{ap, p}] = value{jen.Id(receiver).Dot(field), of}
		comment := fmt.Sprintf("%s (%s)", name, p.name)
		if p.output {
			comment = fmt.Sprintf("%s : (%s)", name, p.name)
		}
		fe.addField(jen.Id(field).Add(fe.goType(of)).Comment(comment))
	}
}

func fieldName(name string) string {
	plain := unexported(name)
	if isReserved(plain) {
		return plain + "Value"
	}
	return plain
}

// layList keeps records that occur many times in a list, with an index for
// each way in which a sync joins them.
func (fe *flowEmitter) layList(ap *actionPlan) {
	method := fe.calls[ap].name
	list := &recordList{
		field:  fe.members.take(method + "Records"),
		typ:    fe.scope.take(fe.typ + exported(method) + "Record"),
		fields: map[recordPart]storedField{},
	}
	fe.lists[ap] = list
	names := newNames()
	var fields []jen.Code
	if ap.store.outcome {
		list.outcome = names.take("outcome")
		fields = append(fields, jen.Id(list.outcome).Uint8())
	}
	for _, p := range ap.store.values {
		of := fe.partType(ap, p)
		field := names.take(fieldName(p.name), fieldName(p.name)+"Result")
		list.fields[p] = storedField{field, of}
		fields = append(fields, jen.Id(field).Add(fe.goType(of)))
	}
	fe.addType(jen.Commentf("%s is what later syncs read of %s.", list.typ, ap.action.FullName()).Line().
		Type().Id(list.typ).Struct(fields...))
	fe.addField(jen.Id(list.field).Qual(runtimePath, "Records").Types(jen.Id(list.typ)).Comment(ap.action.FullName()))
	for i, ix := range ap.store.indexes {
		key := fe.scope.take(fmt.Sprintf("%sKey%d", list.typ, i+1))
		var keyFields []jen.Code
		for n, of := range ix.types {
			keyFields = append(keyFields, jen.Id(keyField(n)).Add(fe.goType(of)))
		}
		fe.addType(jen.Type().Id(key).Struct(keyFields...))
		layout := &indexLayout{plan: ix, field: fe.members.take(fmt.Sprintf("%sIndex%d", list.field, i+1)), typ: key}
		list.indexes = append(list.indexes, layout)
		fe.addField(jen.Id(layout.field).Qual(runtimePath, "Index").Types(jen.Id(key)))
	}
}

// keep is the code that keeps the record of an outcome, before any sync is
// decided. source gives the record's values.
func (fe *flowEmitter) keep(ap *actionPlan, o *program.Outcome, source func(recordPart) value) []jen.Code {
	if ap.store == nil || ap.store.outcomes&outcomeBit(o) == 0 {
		return nil
	}
	if ap.many {
		return fe.keepInList(ap, o, source)
	}
	var code []jen.Code
	if field := fe.states[ap]; field != "" {
		code = append(code, jen.Id(receiver).Dot(field).Op("=").Lit(o.Index+1))
	}
	for _, p := range ap.store.values {
		if !fe.hasPart(ap, o, p) {
			continue
		}
		of := fe.kept[keptKey{ap, p}]
		v := source(p)
		code = append(code, of.use().Op("=").Add(fe.convert(v.use(), v.of, of.of)))
	}
	return code
}

// joinsItself reports whether a record of an outcome completes a sync that has
// several patterns of its action.
func (fe *flowEmitter) joinsItself(ap *actionPlan, o *program.Outcome) bool {
	return slices.ContainsFunc(fe.triggersOf(ap, o), func(t *trigger) bool { return len(t.patterns) > 1 })
}

// hasPart reports whether the records of an outcome have a value, as the
// patterns that look at it take it.
func (fe *flowEmitter) hasPart(ap *actionPlan, o *program.Outcome, p recordPart) bool {
	switch r := o.Result(p.name); {
	case !p.output:
		return true
	case r == nil:
		return o.Rest && p.further
	default:
		return fe.converts(r.Type, fe.resultType(ap, p))
	}
}

func (fe *flowEmitter) keepInList(ap *actionPlan, o *program.Outcome, source func(recordPart) value) []jen.Code {
	list := fe.lists[ap]
	values := jen.Dict{}
	if list.outcome != "" {
		values[jen.Id(list.outcome)] = jen.Lit(o.Index + 1)
	}
	for _, p := range ap.store.values {
		if !fe.hasPart(ap, o, p) {
			continue
		}
		of, v := list.fields[p], source(p)
		values[jen.Id(of.name)] = fe.convert(v.use(), v.of, of.of)
	}
	add := jen.Id(receiver).Dot(list.field).Dot("Add").Call(jen.Id(list.typ).Values(values))
	var index []jen.Code
	for _, ix := range list.indexes {
		if outcomesOf(ix.plan.match)&outcomeBit(o) == 0 {
			continue
		}
		key := jen.Dict{}
		for n, p := range ix.plan.parts {
			v := source(p)
			key[jen.Id(keyField(n))] = fe.convert(v.use(), v.of, ix.plan.types[n])
		}
		index = append(index, jen.Id(receiver).Dot(ix.field).Dot("Add").Call(jen.Id(ix.typ).Values(key), jen.Id("number")))
	}
	if index == nil && !fe.joinsItself(ap, o) {
		return []jen.Code{add}
	}
	return append([]jen.Code{jen.Id("number").Op(":=").Add(add)}, index...)
}
