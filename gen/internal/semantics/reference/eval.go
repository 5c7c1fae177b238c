package reference

import (
	"fmt"
	"math"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// eval computes an expression. The value has the expression's type.
func (d *decision) eval(e program.Expr, bound frame) any {
	return value.Convert(d.evaluate(e, bound), e.Type())
}

func (d *decision) evaluate(e program.Expr, bound frame) any {
	switch e := e.(type) {
	case *program.Literal:
		return e.Value
	case *program.Ref:
		v, ok := bound[e.Var]
		if !ok {
			panic(fmt.Sprintf("reference: `%s` is not bound, which the checker should have found", e.Var.Name))
		}
		return v
	case *program.Text:
		text := ""
		for _, part := range e.Parts {
			text += value.Text(d.eval(part, bound))
		}
		return text
	case *program.Select:
		record, _ := d.eval(e.X, bound).(value.Record)
		return record.Get(e.Name)
	case *program.Unary:
		return unary(e.Op, d.eval(e.X, bound))
	case *program.Binary:
		return d.binary(e, bound)
	case *program.IsNull:
		return d.eval(e.X, bound) == any(value.Null)
	case *program.OrNull:
		return d.eval(e.X, bound)
	case *program.If:
		if d.eval(e.Cond, bound).(bool) {
			return d.eval(e.Then, bound)
		}
		if e.Else == nil {
			return nil
		}
		return d.eval(e.Else, bound)
	case *program.Record:
		return d.inputs(e.Fields, bound)
	case *program.List:
		items := []any{}
		for _, item := range e.Items {
			items = append(items, d.eval(item, bound))
		}
		return items
	case *program.Apply:
		args := make([]any, len(e.Args))
		for i, arg := range e.Args {
			args[i] = d.eval(arg, bound)
		}
		return d.apply(e.Func, args)
	}
	panic(fmt.Sprintf("reference: an expression of a kind that the language does not have: %T", e))
}

func unary(op syntax.Op, x any) any {
	switch x := x.(type) {
	case bool:
		return !x
	case int64:
		return -x
	case float64:
		return -x
	}
	panic(fmt.Sprintf("reference: `%s` of %T", op, x))
}

func (d *decision) binary(e *program.Binary, bound frame) any {
	x := d.eval(e.X, bound)
	switch e.Op {
	case syntax.And:
		return x.(bool) && d.eval(e.Y, bound).(bool)
	case syntax.Or:
		return x.(bool) || d.eval(e.Y, bound).(bool)
	case syntax.Coalesce:
		if !value.IsLacking(x) {
			return x
		}
		return d.eval(e.Y, bound)
	}
	y := d.eval(e.Y, bound)
	switch e.Op {
	case syntax.Equal:
		return value.Equal(x, y)
	case syntax.NotEqual:
		return !value.Equal(x, y)
	case syntax.Less:
		return isOrdered(x, y) && value.Compare(x, y) < 0
	case syntax.LessEqual:
		return isOrdered(x, y) && value.Compare(x, y) <= 0
	case syntax.Greater:
		return isOrdered(x, y) && value.Compare(x, y) > 0
	case syntax.GreaterEqual:
		return isOrdered(x, y) && value.Compare(x, y) >= 0
	case syntax.In:
		return contains(y, x)
	}
	return arithmetic(e, x, y)
}

// isOrdered reports whether one of two values can be less than the other, or
// equal: not where one is a Number that is NaN.
func isOrdered(x, y any) bool { return !isNaN(x) && !isNaN(y) }

func isNaN(v any) bool {
	n, ok := v.(float64)
	return ok && math.IsNaN(n)
}

// contains reports whether a list has an element that equals x.
func contains(list, x any) bool {
	return slices.ContainsFunc(list.([]any), func(item any) bool { return value.Equal(item, x) })
}

func arithmetic(e *program.Binary, x, y any) any {
	if e.Op == syntax.Add {
		switch x := x.(type) {
		case string:
			return x + y.(string)
		case []any:
			return slices.Concat(x, y.([]any))
		}
	}
	if value.Resolve(e.Type()) == types.Type(types.Integer) {
		x, y := x.(int64), y.(int64)
		switch e.Op {
		case syntax.Add:
			return x + y
		case syntax.Subtract:
			return x - y
		case syntax.Multiply:
			return x * y
		}
	}
	a, _ := value.Float(x)
	b, _ := value.Float(y)
	switch e.Op {
	case syntax.Add:
		return a + b
	case syntax.Subtract:
		return a - b
	case syntax.Multiply:
		return a * b
	case syntax.Divide:
		return a / b
	}
	panic(fmt.Sprintf("reference: %T `%s` %T", x, e.Op, y))
}
