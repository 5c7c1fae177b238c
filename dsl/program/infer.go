package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Infer finds the types of all variables, expressions and further values
// (`...`) of a resolved program, and what each type parameter stands for in
// it. It reports every two places that disagree, and notes what no place tells
// the type of. Syncs that have errors are left out.
//
// Types are found by unification across all syncs, so it does not matter in
// which order syncs are written. A value may be passed where a wider type is
// expected: T as optional T, a String as a Secret, an Integer as a Number,
// anything without a Secret in it as Json; also inside of lists and records. A
// record may leave out optional fields. A further value that is passed as a
// Secret is one everywhere.
//
// Afterwards Var.Type, the type of every expression, Match.Type and Arg.Type
// are set and free of type variables. Those of declared parameters and results
// stay as declared; that of a further value is the value's own type, without
// the optional that `name?` adds.
func Infer(p *Program) diagnostic.List {
	in := &inference{
		program: p, rests: map[*Action]*restValues{}, meetings: map[[2]types.Type]*meeting{}, lacks: map[*types.Optional]*lacking{},
	}
	for _, s := range p.Syncs {
		if !s.HasErrors {
			in.when(s)
		}
	}
	for _, s := range p.Syncs {
		if !s.HasErrors {
			in.steps(s.Where)
			in.invocations(s.Then)
		}
	}
	in.joinRests()
	in.solve()
	in.checkTexts()
	in.settleLacks()
	in.instantiate()
	in.noteUndetermined()
	for _, s := range p.Syncs {
		if !s.HasErrors {
			in.finish(s)
		}
	}
	in.checkJSON()
	in.found.Sort()
	return in.found
}

// inference is the state of one run of Infer.
type inference struct {
	program *Program
	found   diagnostic.List
	slab    []typeVar // not used yet

	rests    map[*Action]*restValues
	ordered  []*restValues // of rests, by first mention
	meetings map[[2]types.Type]*meeting
	met      []*meeting // of meetings, by first occurrence
	rows     int        // how many there are
	asJSON   []use
	asSecret []use // of texts

	lacks     map[*types.Optional]*lacking
	made      []*types.Optional // the keys of lacks, in order
	nullTests []nullTest

	uses []Use // that the line at hand was expanded from

	assignedTo *Pattern // the pattern that assigned is of
	assigned   *assignment

	ready  []constraint // of whose types more is known
	awake  int          // how many of ready were looked at
	queues [stages][]constraint
	heads  [stages]int

	final   map[types.Type]types.Type // of composite types
	because string                    // why the last two types do not unify
}

func (in *inference) when(s *Sync) {
	for _, p := range s.When {
		for _, m := range p.Inputs {
			if m.Rest {
				m.Type = in.restInput(p, m)
			}
			in.match(m, m.Type, p.Action)
		}
		for _, m := range p.Outputs {
			if m.Rest {
				m.Type = in.restOutput(p, m)
			}
			in.match(m, m.Type, p.Action)
			in.sameInOutcomes(p, m)
		}
	}
}

// sameInOutcomes holds the types of a result together that several of the
// matched outcomes have, be it among their further values.
func (in *inference) sameInOutcomes(p *Pattern, m *Match) {
	for _, o := range p.Outcomes {
		r := o.Result(m.Name)
		if m.Rest || r != nil && r.Type == m.Type {
			continue
		}
		why := reason{at: m.Field.At, kind: asOutcome, of: p.Action, name: m.Name}
		before := len(in.found)
		if r == nil {
			further := in.restOutput(p, m)
			if in.equate(further, present(m.Type), why); len(in.found) > before {
				also(&in.found[before], further.rest.at, "this is the same `%s`, among the further results", m.Name)
			}
			continue
		}
		if in.equate(r.Type, m.Type, why); len(in.found) > before && r.Decl != nil {
			also(&in.found[before], r.Decl.At, "%s here", a(r.Type))
		}
	}
}

// match binds what a pattern takes of a value of type t.
func (in *inference) match(m *Match, t types.Type, of signature) {
	value := t
	if o, ok := shape(t).(*types.Optional); ok {
		value = o.Elem
	}
	if m.Default != nil {
		in.assign(m.Default, value, reason{at: m.Default.Syntax().Span(), kind: asDefault, of: of, name: m.Name, expr: m.Default})
	}
	switch {
	case m.Var != nil:
		bound := value
		if m.Optional && m.Default == nil {
			bound = in.optionalOf(t, value)
		}
		if !m.Join || m.Var.Type == nil {
			m.Var.Type = bound
			return
		}
		in.require(&equality{x: bound, y: m.Var.Type, why: reason{at: m.Field.At, kind: asMatch, of: of, name: m.Name, v: m.Var}})
	case m.Test != nil:
		why := reason{at: m.Test.Syntax().Span(), kind: asTest, of: of, name: m.Name, expr: m.Test}
		if l, ok := m.Test.(*Literal); ok && in.literalAs(l, value, &why) {
			return
		}
		in.require(&equality{x: in.expr(m.Test), y: value, why: why})
	case m.Record != nil:
		if m.Optional && m.Default == nil && (m.Rest || mayBeAbsent(t)) {
			if i := slices.IndexFunc(m.Record, func(f *Match) bool { return !f.Optional }); i >= 0 {
				in.mayLackField(m, m.Record[i], of)
				value = unsound
			}
		}
		in.takeApart(m, value, of)
	}
}

// optionalOf returns the optional of a type; t, where it is that already.
func (in *inference) optionalOf(t, elem types.Type) types.Type {
	switch t := t.(type) {
	case *types.Optional:
		return t
	case *typeVar:
		if t.slot != nil {
			return t.slot.optional
		}
	}
	return in.optional(elem, types.Absent)
}

func (in *inference) steps(steps []Step) {
	for _, s := range steps {
		in.step(s)
	}
}

func (in *inference) step(s Step) {
	outer := in.uses
	in.uses = s.Uses()
	defer func() { in.uses = outer }()
	switch s := s.(type) {
	case *QueryStep:
		in.args(s.Args, s.Query)
		for _, m := range s.Results {
			in.match(m, m.Type, s.Query)
		}
		in.invocations(s.Else)
	case *FilterStep:
		in.condition(s.Cond)
		in.invocations(s.Else)
	case *ExistsStep:
		in.block(s.Block)
		in.invocations(s.Else)
	case *BindStep:
		s.Var.Type = in.expr(s.Value)
		if s.Else != nil {
			s.Var.Type = in.there(s)
		}
		in.invocations(s.Else)
	case *EachStep:
		s.Var.Type = in.elementOf(s.In)
		in.invocations(s.Else)
	case *AggregateStep:
		in.block(s.Block)
		in.aggregate(s)
		in.invocations(s.Else)
	}
}

func (in *inference) block(b *Block) {
	in.steps(b.Steps)
	for _, k := range b.OrderBy {
		in.sortable(k.Key)
	}
	if b.Limit != nil {
		in.assign(b.Limit, types.Integer, reason{at: b.Limit.Syntax().Span(), kind: asLimit, name: "limit", expr: b.Limit})
	}
}

// sortable takes a key of `order by`, which may be absent.
func (in *inference) sortable(key Expr) {
	t := in.expr(key)
	if o, ok := shape(t).(*types.Optional); ok {
		t = o.Elem
	}
	in.takes(t, sortableKind, reason{at: key.Syntax().Span(), kind: asAggregated, name: "order by", expr: key})
}

func (in *inference) aggregate(s *AggregateStep) {
	row := in.rowOf(s.Results)
	switch s.Kind {
	case syntax.Collect:
		s.Var.Type = &types.List{Elem: row}
		return
	case syntax.Count:
		s.Var.Type = types.Integer
		return
	case syntax.Some, syntax.None:
		s.Var.Type = types.Flag
		return
	}
	s.Var.Type = row
	if len(s.Results) == 0 {
		return
	}
	value := s.Results[0].Value
	why := reason{at: value.Syntax().Span(), kind: asAggregated, name: s.Kind.String(), expr: value}
	switch s.Kind {
	case syntax.Sum:
		s.Var.Type = in.takes(row, numericKind, why)
		return
	case syntax.Min, syntax.Max:
		row = in.takes(row, orderedKind, why)
	}
	switch {
	case s.Default != nil:
		in.assign(s.Default, row, reason{at: s.Default.Syntax().Span(), kind: asDefault, name: s.Var.Name, expr: s.Default})
		s.Var.Type = row
	case s.Else == nil:
		s.Var.Type = &types.Optional{Elem: in.takes(row, presentKind, why)}
	}
}

// rowOf is the type of what each row of an aggregate gives.
func (in *inference) rowOf(results []*Arg) types.Type {
	if len(results) == 1 {
		return in.expr(results[0].Value)
	}
	r := &types.Record{}
	for _, a := range results {
		r.Fields = append(r.Fields, types.Field{Name: a.Name, Type: in.expr(a.Value)})
	}
	return r
}

func (in *inference) invocations(calls []*Invocation) {
	for _, c := range calls {
		in.args(c.Args, c.Action)
		if in.rests[c.Action] != nil {
			in.restCall(c)
		}
	}
}

func (in *inference) args(args []*Arg, of signature) {
	for _, a := range args {
		if a.Rest {
			a.Type = in.expr(a.Value)
			continue
		}
		in.assign(a.Value, a.Type, reason{at: a.Value.Syntax().Span(), kind: asArgument, of: of, name: a.Name, expr: a.Value})
	}
}
