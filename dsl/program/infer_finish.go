package program

import "github.com/syncgen/syncgen/dsl/types"

// resolve returns a type with no variables and no type parameters that stand
// for something else.
func (in *inference) resolve(t types.Type) types.Type {
	switch t := t.(type) {
	case nil:
		return types.JSON
	case types.Primitive, *types.Enum:
		return t
	case *types.Object:
		if t.Instance == nil {
			return t
		}
		return t.Instance
	case *typeVar:
		return in.resolveVar(t.representative())
	case *types.Variable:
		return types.JSON // unsound
	}
	if in.final == nil {
		in.final = map[types.Type]types.Type{}
	}
	if done, ok := in.final[t]; ok {
		return done
	}
	done := in.resolveComposite(t)
	in.final[t] = done
	return done
}

func (in *inference) resolveVar(v *typeVar) types.Type {
	if v.resolving {
		return types.JSON
	}
	v.resolving = true
	t := v.Is
	if t == nil {
		t = v.likely()
	}
	v.Is = in.resolve(t)
	v.resolving = false
	return v.Is
}

// resolveComposite keeps types that have nothing to resolve as they are.
func (in *inference) resolveComposite(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Optional:
		elem := in.resolve(t.Elem)
		if inner, twice := elem.(*types.Optional); twice {
			if l := t.Lack.Or(inner.Lack); l != inner.Lack {
				return &types.Optional{Elem: inner.Elem, Lack: l}
			}
			return inner
		}
		if elem == t.Elem {
			return t
		}
		return &types.Optional{Elem: elem, Lack: t.Lack}
	case *types.List:
		elem := in.resolve(t.Elem)
		if elem == t.Elem {
			return t
		}
		return &types.List{Elem: elem, Set: t.Set}
	case *types.Record:
		fields := make([]types.Field, len(t.Fields))
		same := true
		for i, f := range t.Fields {
			fields[i] = types.Field{Name: f.Name, Type: in.resolve(f.Type)}
			same = same && fields[i].Type == f.Type
		}
		if same {
			return t
		}
		return &types.Record{Fields: fields}
	}
	return t
}

// finish sets the final types in a sync.
func (in *inference) finish(s *Sync) {
	for _, v := range s.Vars {
		v.Type = in.resolve(v.Type)
	}
	for _, p := range s.When {
		in.finishMatches(p.Inputs)
		in.finishMatches(p.Outputs)
	}
	in.finishSteps(s.Where)
	in.finishCalls(s.Then)
}

func (in *inference) finishMatches(list []*Match) {
	for _, m := range list {
		if m.Rest || m.Type == nil {
			if v, ok := m.Type.(*typeVar); ok && v.slot != nil {
				m.Null = v.slot.optional.Lack.MayBeNull()
			}
			m.Type = in.resolve(m.Type)
		}
		in.finishMatch(m)
	}
}

func (in *inference) finishMatch(m *Match) {
	in.finishExpr(m.Default)
	in.finishExpr(m.Test)
	if m.Record == nil {
		return
	}
	for _, sub := range m.Record {
		if sub.Type == nil {
			sub.Type = fieldType(m.Type, sub.Name)
		}
		if sub.Type == nil {
			sub.Type = types.JSON // reported
		}
		in.finishMatch(sub)
	}
}

func (in *inference) finishArgs(args []*Arg) {
	for _, a := range args {
		in.finishExpr(a.Value)
		if a.Rest {
			a.Type = a.Value.Type()
		}
	}
}

func (in *inference) finishCalls(calls []*Invocation) {
	for _, c := range calls {
		in.finishArgs(c.Args)
	}
}

func (in *inference) finishSteps(steps []Step) {
	for _, s := range steps {
		switch s := s.(type) {
		case *QueryStep:
			in.finishArgs(s.Args)
			in.finishMatches(s.Results)
			in.finishCalls(s.Else)
		case *FilterStep:
			in.finishExpr(s.Cond)
			in.finishCalls(s.Else)
		case *ExistsStep:
			in.finishBlock(s.Block)
			in.finishCalls(s.Else)
		case *BindStep:
			in.finishExpr(s.Value)
			in.finishCalls(s.Else)
		case *EachStep:
			in.finishExpr(s.In)
			in.finishCalls(s.Else)
		case *AggregateStep:
			in.finishBlock(s.Block)
			in.finishArgs(s.Results)
			in.finishExpr(s.Default)
			in.finishCalls(s.Else)
		}
	}
}

func (in *inference) finishBlock(b *Block) {
	in.finishSteps(b.Steps)
	for _, k := range b.OrderBy {
		in.finishExpr(k.Key)
	}
	in.finishExpr(b.Limit)
}

func (in *inference) finishExpr(e Expr) {
	switch e := e.(type) {
	case nil:
	case *Literal:
		in.finishLiteral(e)
	case *Text:
		e.Of = in.resolve(e.Of)
		in.finishExprs(e.Parts)
	case *Ref:
		e.Of = in.resolve(e.Of)
	case *Select:
		e.Of = in.resolve(e.Of)
		in.finishExpr(e.X)
	case *Unary:
		e.Of = in.resolve(e.Of)
		in.finishExpr(e.X)
	case *Binary:
		e.Of = in.resolve(e.Of)
		in.finishExpr(e.X)
		in.finishExpr(e.Y)
	case *IsNull:
		in.finishExpr(e.X)
	case *OrNull:
		e.Of = in.resolve(e.Of)
		in.finishExpr(e.X)
	case *If:
		e.Of = in.resolve(e.Of)
		in.finishExpr(e.Cond)
		in.finishExpr(e.Then)
		in.finishExpr(e.Else)
	case *Record:
		e.Of = in.resolve(e.Of)
		in.finishArgs(e.Fields)
		for _, f := range e.Fields {
			if t := fieldType(e.Of, f.Name); t != nil {
				f.Type = t
			}
		}
	case *List:
		e.Of = in.resolve(e.Of)
		in.finishExprs(e.Items)
	case *Apply:
		e.Of = in.resolve(e.Of)
		in.finishExprs(e.Args)
	}
}

func (in *inference) finishExprs(list []Expr) {
	for _, e := range list {
		in.finishExpr(e)
	}
}

// finishLiteral gives a literal the value that its type asks for.
func (in *inference) finishLiteral(l *Literal) {
	why := reason{at: l.Syntax().Span(), kind: asLiteral, expr: l}
	v, decided := l.Of.(*typeVar)
	if decided {
		v = v.representative()
	}
	l.Of = in.resolve(l.Of)
	switch t := l.Of.(type) {
	case types.Primitive:
		if n, ok := l.Value.(int64); ok && t == types.Number {
			l.Value = float64(n)
		}
	case *types.Enum:
		if decided { // elsewhere the place itself was checked
			if v.why.kind != 0 {
				why.of, why.name = v.why.of, v.why.name
			}
			in.member(l, t, &why)
		}
	}
}
