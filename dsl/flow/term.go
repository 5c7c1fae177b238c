package flow

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// term is a value in the flows of a route: what an action was given, a column
// of a row, a text made of others. Equal terms have equal values; different
// ones may.
type term int32

// absent is the term of an optional value that is not there.
const absent term = 0

// termKind tells the forms of terms apart.
type termKind uint8

const (
	absentTerm  termKind = iota
	literalTerm          // value
	inputTerm            // of an occurrence, by name
	resultTerm           // of an occurrence, by name
	madeTerm             // by an operator or function, from others
	rowTerm              // a column of a query's first row, by name; the element of a list
	rowsTerm             // how many rows a query or block has
	anyRowTerm           // whether a block has a row
	listTerm             // what `collect` gives
	chosenTerm           // what `first`, `min` and `max` give
	newTerm              // unlike any other: now (), uuid ()
	manyTerm             // what differs from one of many to the next
)

// The names of the terms that have to do with null.
const (
	isNull = "== null"
	orNull = "?? null"
)

type termData struct {
	kind  termKind
	name  string
	value any // of a literal
	args  []term
	many  bool // made of what differs from one of many to the next
}

// terms gives equal terms the same number.
type terms struct {
	data  []termData
	known map[string]term
	key   []byte
}

func newTerms() *terms {
	return &terms{data: []termData{{}}, known: map[string]term{}}
}

func (t *terms) of(kind termKind, name string, args ...term) term {
	return t.intern(termData{kind: kind, name: name, args: args})
}

func (t *terms) literal(value any) term {
	return t.intern(termData{kind: literalTerm, name: fmt.Sprintf("%T %v", value, value), value: value})
}

// fresh is a value that is no other one.
func (t *terms) fresh() term {
	t.data = append(t.data, termData{kind: newTerm})
	return term(len(t.data) - 1)
}

// ofMany stands for a value of each of many.
func (t *terms) ofMany() term {
	t.data = append(t.data, termData{kind: manyTerm, many: true})
	return term(len(t.data) - 1)
}

// varies reports whether a term may stand for another value each time.
func (t *terms) varies(x term) bool {
	d := &t.data[x]
	return d.many || d.kind == newTerm || slices.ContainsFunc(d.args, t.varies)
}

func (t *terms) intern(d termData) term {
	t.key = append(t.key[:0], byte(d.kind))
	for _, a := range d.args {
		t.key = binary.LittleEndian.AppendUint32(t.key, uint32(a))
	}
	t.key = append(t.key, d.name...)
	if known, ok := t.known[string(t.key)]; ok {
		return known
	}
	for _, a := range d.args {
		d.many = d.many || t.data[a].many
	}
	n := term(len(t.data))
	t.known[string(t.key)] = n
	t.data = append(t.data, d)
	return n
}

// numeric returns a literal number.
func (d *termData) numeric() (float64, bool) {
	switch v := d.value.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// frame is where a firing of a sync has come to in its `where`: what its
// variables stand for, and at which moment it looks at the world.
type frame struct {
	u      *unfolding
	sync   *program.Sync
	vars   map[*program.Var]term
	moment string // the records of which the last has just joined the flow
	many   bool   // there are many such moments
}

func (f *frame) clone() *frame {
	vars := make(map[*program.Var]term, len(f.vars))
	for v, t := range f.vars {
		vars[v] = t
	}
	return &frame{f.u, f.sync, vars, f.moment, f.many}
}

// value is the term of an expression.
func (f *frame) value(e program.Expr) term {
	t := f.u.terms
	switch e := e.(type) {
	case *program.Literal:
		return t.literal(e.Value)
	case *program.Ref:
		if v, ok := f.vars[e.Var]; ok {
			return v
		}
		return t.fresh()
	case *program.Text:
		return t.of(madeTerm, "text", f.values(e.Parts)...)
	case *program.Select:
		return f.field(f.value(e.X), e.X, e.Name)
	case *program.Unary:
		return t.of(madeTerm, "unary "+e.Op.String(), f.value(e.X))
	case *program.Binary:
		return f.binary(e)
	case *program.IsNull:
		return t.of(madeTerm, isNull, f.value(e.X))
	case *program.OrNull:
		return t.of(madeTerm, orNull, f.value(e.X))
	case *program.If:
		if e.Else != nil {
			return t.of(madeTerm, "if", f.value(e.Cond), f.value(e.Then), f.value(e.Else))
		}
		if _, optional := e.Then.Type().(*types.Optional); optional {
			return t.of(madeTerm, "when?", f.value(e.Cond), f.value(e.Then))
		}
		return t.of(madeTerm, "when", f.value(e.Cond), f.value(e.Then))
	case *program.Record:
		names, values := "record", []term{}
		for _, field := range e.Fields {
			names += " " + field.Name
			values = append(values, f.value(field.Value))
		}
		return t.of(madeTerm, names, values...)
	case *program.List:
		return t.of(madeTerm, "list", f.values(e.Items)...)
	case *program.Apply:
		return f.apply(e)
	}
	return t.fresh()
}

func (f *frame) values(list []program.Expr) []term {
	values := make([]term, len(list))
	for i, e := range list {
		values[i] = f.value(e)
	}
	return values
}

// field is a field of a record: where the record was just made, what it was
// made of.
func (f *frame) field(record term, e program.Expr, name string) term {
	if r, ok := e.(*program.Record); ok {
		for _, field := range r.Fields {
			if field.Name == name {
				return f.value(field.Value)
			}
		}
	}
	return f.u.terms.of(madeTerm, "field "+name, record)
}

// binary orders the operands of the operators for which order is no matter,
// and turns `>` round, so that what means the same is the same term.
func (f *frame) binary(e *program.Binary) term {
	x, y, op := f.value(e.X), f.value(e.Y), e.Op
	f.u.typed(x, e.X.Type())
	f.u.typed(y, e.Y.Type())
	switch op {
	case syntax.Greater:
		x, y, op = y, x, syntax.Less
	case syntax.GreaterEqual:
		x, y, op = y, x, syntax.LessEqual
	}
	switch op {
	case syntax.Equal, syntax.NotEqual, syntax.Multiply, syntax.And, syntax.Or:
		x, y = min(x, y), max(x, y)
	case syntax.Add:
		if p, ok := e.Type().(types.Primitive); ok && (p == types.Integer || p == types.Number) {
			x, y = min(x, y), max(x, y)
		}
	}
	return f.u.terms.of(madeTerm, op.String(), x, y)
}

func (f *frame) apply(e *program.Apply) term {
	t := f.u.terms
	args := f.values(e.Args)
	switch {
	case e.Func == "now" || e.Func == "uuid":
		return t.fresh()
	case e.Func == "len":
		if _, list := e.Args[0].Type().(*types.List); list {
			return f.u.elements(args[0])
		}
	}
	return t.of(madeTerm, e.Func, args...)
}
