package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// frames is a list in the code of a block's method: the frames that its lines
// have left so far, each with the values that later lines need.
type frames struct {
	list   string // the variable
	typ    string // the type of one frame
	fields []frameField
	// given tells that the method is given the list: the frames that the block
	// is evaluated for. Each of them has a place in the method's result.
	given bool
	asked []*asked // what has been asked for all of them, in order
}

// frameField is a value that a frame has: of a variable, or one that a variable
// has to equal once it is bound.
type frameField struct {
	v     *program.Var
	waits bool
	name  string
	of    types.Type
}

// outerField is the field that has the place of the frame that a block was
// evaluated for.
const outerField = "outer"

// has reports whether the frames have the value of a variable.
func (fs *frames) has(v *program.Var) bool {
	for _, field := range fs.fields {
		if field.v == v && !field.waits {
			return true
		}
	}
	return false
}

// bind has the variables stand for the fields of one frame.
func (fs *frames) bind(s *scope, frame *jen.Statement) (bound []*binding) {
	s.waiting = nil
	for _, field := range fs.fields {
		is := value{frame.Clone().Dot(field.name), field.of}
		if field.waits {
			s.waiting = append(s.waiting, waitingValue{field.v, is})
			continue
		}
		bound = append(bound, s.bind(field.v, is))
	}
	return bound
}

// gathered is the list that frames with the variables that are needed are put
// into, as the scope has them.
func (w *where) gathered(needed []*program.Var) *frames {
	method := w.method
	fs := &frames{
		list: w.names.take("frames"),
		typ:  w.g.scope.take(w.flow.typ + exported(method.name) + "Frame"),
	}
	names := newNames()
	var members []jen.Code
	if w.place != nil {
		names.reserve(outerField)
		members = append(members, jen.Id(outerField).Int())
	}
	add := func(v *program.Var, of types.Type, waits bool) {
		field := frameField{v: v, waits: waits, name: names.local(v.Name), of: of}
		fs.fields = append(fs.fields, field)
		members = append(members, jen.Id(field.name).Add(w.goType(of)))
	}
	for _, v := range needed {
		if b := w.vars[v]; b != nil && !w.fixed[v] {
			add(v, b.of, false)
		}
	}
	for _, waiting := range w.waiting {
		add(waiting.v, waiting.is.of, true)
	}
	w.flow.addType(jen.Type().Id(fs.typ).Struct(members...))
	return fs
}

// add puts the frame at hand into the list.
func (fs *frames) add(s *scope) jen.Code {
	var values []fieldValue
	if s.place != nil {
		values = append(values, fieldValue{outerField, s.place()})
	}
	waiting := s.waiting
	for _, field := range fs.fields {
		if field.waits {
			values = append(values, fieldValue{field.name, waiting[0].is.use()})
			waiting = waiting[1:]
			continue
		}
		values = append(values, fieldValue{field.name, s.lookup(field.v).use()})
	}
	return jen.Id(fs.list).Op("=").Append(jen.Id(fs.list), composite(jen.Id(fs.typ), values))
}

// each is the loop over the list.
func (fs *frames) each(w *where, body func() []jen.Code) jen.Code {
	n, frame := w.nameLoops()
	bound := fs.bind(w.scope, jen.Id(frame))
	numbered, placed := false, false
	number := func() *jen.Statement {
		numbered = true
		return jen.Id(n)
	}
	switch {
	case w.place == nil:
	case fs.given:
		w.place = number
	default:
		w.place = func() *jen.Statement {
			placed = true
			return jen.Id(frame).Dot(outerField)
		}
	}
	inner := w.results(fs.asked, number, body)
	// What waits is used by the condition that it waits for.
	used := anyUsed(bound) || placed || fs.waits()
	header := jen.For(jen.Range().Id(fs.list))
	switch {
	case numbered && used:
		header = jen.For(jen.List(jen.Id(n), jen.Id(frame)).Op(":=").Range().Id(fs.list))
	case numbered:
		header = jen.For(jen.Id(n).Op(":=").Range().Id(fs.list))
	case used:
		header = jen.For(jen.List(jen.Id("_"), jen.Id(frame)).Op(":=").Range().Id(fs.list))
	}
	return header.Block(inner...)
}

func (fs *frames) waits() bool {
	for _, field := range fs.fields {
		if field.waits {
			return true
		}
	}
	return false
}
