package openapi

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// constant is the value of an expression that is written out.
func constant(e program.Expr) (value any, ok bool) {
	switch e := e.(type) {
	case *program.Literal:
		return e.Value, true
	case *program.Unary:
		return negated(e)
	case *program.List:
		list := []any{}
		for _, item := range e.Items {
			v, ok := constant(item)
			if !ok {
				return nil, false
			}
			list = append(list, v)
		}
		return list, true
	case *program.Record:
		record := Members[any]{}
		for _, f := range e.Fields {
			v, ok := constant(f.Value)
			if !ok {
				return nil, false
			}
			record = record.with(f.Name, v)
		}
		return record, true
	}
	return nil, false
}

func negated(e *program.Unary) (value any, ok bool) {
	v, ok := constant(e.X)
	if !ok || e.Op != syntax.Negate {
		return nil, false
	}
	switch v := v.(type) {
	case int64:
		return -v, true
	case float64:
		return -v, true
	}
	return nil, false
}

// outcomes are the constants that an expression in a sync may come to, and
// whether it may come to anything else: a condition decides between two, and a
// name that `where` binds is what it is bound to.
func outcomes(s *program.Sync, e program.Expr) (values []any, others bool) {
	e = bound(s, e)
	if choice, ok := e.(*program.If); ok {
		a, othersA := outcomes(s, choice.Then)
		if choice.Else == nil {
			return a, othersA
		}
		b, othersB := outcomes(s, choice.Else)
		return append(a, b...), othersA || othersB
	}
	if v, ok := constant(e); ok {
		return []any{v}, false
	}
	return nil, true
}

// bound is what a name that `where` binds stands for.
func bound(s *program.Sync, e program.Expr) program.Expr {
	if ref, ok := e.(*program.Ref); ok {
		for _, step := range s.Where {
			if bind, ok := step.(*program.BindStep); ok && bind.Var == ref.Var {
				return bound(s, bind.Value)
			}
		}
	}
	return e
}
