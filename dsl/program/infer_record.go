package program

import "github.com/syncgen/syncgen/dsl/types"

// row is what is known of a record whose type is still to be found.
type row struct {
	fields []rowField
	number int // in order of first mention, which decides the order of fields
	// exact tells that the row comes from a record expression: it has these
	// fields and no others, and may be passed where more optional ones are
	// declared.
	exact bool
}

// rowField is a field of a row.
type rowField struct {
	name string
	// of is the field's type in a record expression; elsewhere what the field
	// is where it is not absent.
	of       types.Type
	optional *types.Optional // the type of the field, where some pattern takes it with `?`
	selected bool            // `x.name` has the very type of
	expr     Expr            // its value in a record expression, or nil
}

func (r *row) field(name string) *rowField {
	for i := range r.fields {
		if r.fields[i].name == name {
			return &r.fields[i]
		}
	}
	return nil
}

// record is the record type of what is known.
func (r *row) record() *types.Record {
	rec := &types.Record{Fields: make([]types.Field, len(r.fields))}
	for i := range r.fields {
		rec.Fields[i] = types.Field{Name: r.fields[i].name, Type: r.fields[i].whole()}
	}
	return rec
}

// whole is the type of the field, with the optional that it may be.
func (f *rowField) whole() types.Type {
	if f.optional != nil {
		return f.optional
	}
	return f.of
}

func (in *inference) newRow(fields int) *row {
	in.rows++
	return &row{fields: make([]rowField, fields), number: in.rows}
}

// record types a record expression.
func (in *inference) record(e *Record) types.Type {
	r := in.newRow(len(e.Fields))
	r.exact = true
	for i, a := range e.Fields {
		r.fields[i] = rowField{name: a.Name, of: in.expr(a.Value), expr: a.Value}
	}
	v := in.newVar(recordKind)
	v.row = r
	v.limit = &reason{at: e.Syntax().Span(), kind: asLiteral, expr: e}
	return v
}

// takeApart binds what a pattern takes of a record.
func (in *inference) takeApart(m *Match, value types.Type, of signature) {
	why := reason{at: m.Field.At, kind: asRecord, of: of, name: m.Name}
	switch t := shape(value).(type) {
	case *types.Record:
		for _, sub := range m.Record {
			f := t.Field(sub.Name)
			if f == nil {
				in.noField(t, sub.Name, sub.Field.Name.At, nil)
				f = unsound
			}
			in.match(sub, f, of)
		}
	case *typeVar:
		r := in.newRow(len(m.Record))
		for i, sub := range m.Record {
			f := rowField{name: sub.Name, of: in.newVar(presentKind)}
			if sub.Optional {
				f.optional = in.requested(f.of, of)
			}
			r.fields[i] = f
			in.match(sub, f.whole(), of)
		}
		v := in.newVar(recordKind)
		v.row, v.limit = r, &why
		in.equate(t, v, why)
	default:
		if t != unsound {
			in.misused(t, recordKind, &why)
		}
		for _, sub := range m.Record {
			in.match(sub, unsound, of)
		}
	}
}

// mergeRows makes the row of a class agree with another, which the class then
// stands for as well.
func (in *inference) mergeRows(v *typeVar, other *row, why *reason) bool {
	r := v.row
	if other.exact && !r.exact || other.exact == r.exact && other.number < r.number {
		r, other = other, r
		v.row = r
	}
	ok := true
	for i := range other.fields {
		o := &other.fields[i]
		f := r.field(o.name)
		switch {
		case f == nil && r.exact:
			in.because = "there is no field `" + o.name + "`"
			ok = false
		case f == nil:
			r.fields = append(r.fields, *o)
		default:
			ok = in.mergeField(r, f, other, o, why) && ok
		}
	}
	if r.exact && other.exact && len(r.fields) > len(other.fields) {
		in.because = "only one of them has a field `" + missingField(r, other) + "`"
		ok = false
	}
	return ok
}

func missingField(r, other *row) string {
	for i := range r.fields {
		if other.field(r.fields[i].name) == nil {
			return r.fields[i].name
		}
	}
	return ""
}

func (in *inference) mergeField(r *row, f *rowField, other *row, o *rowField, why *reason) bool {
	if r.exact && !other.exact && !o.selected {
		// The pattern sees what is there; the record must now stay as it is.
		f.selected = true
		in.require(&unwrapping{x: f.of, elem: in.asVar(o.of), why: *why})
		return true
	}
	if !in.unify(f.of, o.of, why) {
		in.inField(f.name, o.of, f.of)
		return false
	}
	if (f.optional != nil) != (o.optional != nil) && (f.selected || o.selected) {
		in.because = "field `" + f.name + "` may be absent in one of them only"
		return false
	}
	switch {
	case f.optional == nil:
		f.optional = o.optional
	case o.optional != nil:
		in.sameLack(f.optional, o.optional)
	case r.exact && other.exact && mayBeAbsent(f.of) && mayBeAbsent(o.of):
		f.of = in.oneOf(whole(f.of), f.of, o.of)
	}
	f.selected = f.selected || o.selected
	return true
}

// asVar returns a type as a type variable.
func (in *inference) asVar(t types.Type) *typeVar {
	if v, ok := t.(*typeVar); ok {
		return v
	}
	v := in.newVar(anyKind)
	v.Is = t
	return v
}

// fit makes a row agree with the record type that it turned out to be.
func (in *inference) fit(r *row, rec *types.Record, why *reason) bool {
	ok := true
	for i := range r.fields {
		f := &r.fields[i]
		declared := rec.Field(f.name)
		switch {
		case declared == nil:
			in.because = "there is no field `" + f.name + "` in " + a(rec)
			ok = false
		case f.selected:
			if !in.unify(f.whole(), declared, why) {
				in.inField(f.name, f.whole(), declared)
				ok = false
			}
		case r.exact:
			place := *why
			if f.expr != nil {
				place = reason{at: f.expr.Syntax().Span(), kind: asField, of: why.of, name: f.name, expr: f.expr}
			}
			in.coerce(f.of, declared, place)
		default:
			if !in.unify(f.of, present(declared), why) {
				in.inField(f.name, f.of, declared)
				ok = false
			}
			if f.optional != nil {
				in.lacks[f.optional].declared = true
			}
		}
	}
	if !r.exact {
		return ok
	}
	for _, d := range rec.Fields {
		if _, optional := d.Type.(*types.Optional); !optional && r.field(d.Name) == nil {
			in.because = "field `" + d.Name + "` is missing"
			ok = false
		}
	}
	return ok
}

// field types `x.name`.
func (in *inference) field(e *Select) types.Type {
	x := in.expr(e.X)
	if rec, ok := shape(x).(*types.Record); ok {
		if f := rec.Field(e.Name); f != nil {
			return f
		}
	}
	result := in.newVar(anyKind)
	result.derived = 1
	in.require(&selection{x: x, expr: e, result: result})
	return result
}

// selection is `x.name` of a record that is not known yet.
type selection struct {
	progress
	x      types.Type
	expr   *Select
	result *typeVar
}

func (c *selection) awaited() [3]types.Type { return [3]types.Type{c.x} }

func (c *selection) settle(in *inference, at stage) bool {
	why := reason{at: c.expr.Syntax().Span(), kind: asSelected, name: c.expr.Name, expr: c.expr.X}
	switch x := shape(c.x).(type) {
	case *types.Record:
		f := x.Field(c.expr.Name)
		if f == nil {
			in.noField(x, c.expr.Name, why.at, c.expr.X)
			f = unsound
		}
		return c.is(in, f, &why)
	case *typeVar:
		if x.can&recordKind == 0 {
			in.misused(x, recordKind, &why)
			return c.is(in, unsound, &why)
		}
		if at < byField {
			return false
		}
		return c.is(in, c.ofRow(in, x, &why), &why)
	default:
		if x != unsound {
			in.misused(x, recordKind, &why)
		}
		return c.is(in, unsound, &why)
	}
}

// ofRow is the type of the field of a record that only its uses tell of.
func (c *selection) ofRow(in *inference, x *typeVar, why *reason) types.Type {
	in.narrow(x, recordKind, why)
	if x.row == nil {
		x.row = in.newRow(0)
	}
	f := x.row.field(c.expr.Name)
	if f == nil {
		if x.row.exact {
			in.noField(x.row.record(), c.expr.Name, why.at, c.expr.X)
			return unsound
		}
		in.narrow(c.result, presentKind, why)
		x.row.fields = append(x.row.fields, rowField{name: c.expr.Name, of: c.result, selected: true})
		return c.result
	}
	f.selected = true
	return f.whole()
}

func (c *selection) is(in *inference, t types.Type, why *reason) bool {
	c.result.representative().derived--
	in.because = ""
	if !in.unify(c.result, t, why) {
		in.mismatch(t, c.result, why)
		in.spoil(c.result)
	}
	return true
}
