package gen

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// where emits lines of `where` as nested loops. How a frame ends is said by
// whoever asks for them. Outside of a loop each end leaves the function.
type where struct {
	*scope
	flow *flowEmitter
	sync *program.Sync
	// leaf is what a frame does that all lines keep.
	leaf func(loop bool) []jen.Code
	// exit is what a frame does at a line that leaves nothing of it.
	exit func(calls []*program.Invocation, loop bool) []jen.Code
	// miss leaves the function when the last frame is done.
	miss jen.Code
	// fail leaves the function with an error.
	fail func(err jen.Code) jen.Code
	// leave leaves the function, with an error or nil.
	leave func(err jen.Code) jen.Code
	// loop is set where the function says what a loop's next round is.
	loop *trigger
	// fanOut is set where the frames are a loop that calls one action.
	fanOut *fanOut
	// reports tells that the lines are those of the sync itself, and that a
	// trace is told what each of them leaves.
	reports bool
	// method is the block's method that the lines are in; nil where they are
	// those of the sync itself. fixed are the variables that all of it sees.
	method *blockMethod
	fixed  map[*program.Var]bool
	// from are the frames that the method is given, if it is.
	from *frames
	// goesOn tells that the function is not done when the last frame is.
	goesOn bool
}

// left tells the trace that a line has left frames.
func (w *where) left(step program.Step, frames jen.Code) []jen.Code {
	if !w.reports {
		return nil
	}
	return []jen.Code{w.flow.app1("Left", jen.Lit(slices.Index(w.sync.Where, step)), frames)}
}

// lines emits the steps from the first on. In a loop the code falls through to
// the loop's end when the frame is done.
func (w *where) lines(steps []program.Step, loop bool) []jen.Code {
	if len(steps) == 0 {
		return w.leaf(loop)
	}
	// A line that makes several frames and keeps them all reports them at once.
	counted := false
	rest := func(loop bool) []jen.Code {
		if counted {
			return w.lines(steps[1:], loop)
		}
		return append(w.left(steps[0], jen.Lit(1)), w.lines(steps[1:], loop)...)
	}
	switch step := steps[0].(type) {
	case *program.QueryStep:
		counted = step.Query.Cardinality == syntax.Many && !tests(step.Results)
		return w.query(step, loop, rest)
	case *program.FilterStep:
		return append(w.unless(negated(w.scope, step.Cond), step.Else, loop), rest(loop)...)
	case *program.ExistsStep:
		return w.exists(step, loop, rest)
	case *program.BindStep:
		return w.binding(step, loop, rest)
	case *program.EachStep:
		counted = !step.IfThere()
		return w.each(step, loop, rest)
	case *program.AggregateStep:
		return w.aggregate(step, loop, rest)
	}
	panic("unknown line")
}

// unless ends the frame when a condition holds.
func (w *where) unless(cond *jen.Statement, otherwise []*program.Invocation, loop bool) []jen.Code {
	return []jen.Code{jen.If(cond).Block(w.end(otherwise, loop)...)}
}

// end is how a frame ends that a line leaves nothing of.
func (w *where) end(otherwise []*program.Invocation, loop bool) []jen.Code {
	var code []jen.Code
	if otherwise != nil {
		code = w.exit(otherwise, loop)
	}
	if loop {
		return append(code, jen.Continue())
	}
	if otherwise != nil {
		return code
	}
	return []jen.Code{w.miss}
}

// negated is `not e`, written without a `not` where it can be.
func negated(s *scope, e program.Expr) *jen.Statement {
	switch e := e.(type) {
	case *program.Unary:
		if e.Op == syntax.Not {
			return s.operand(e.X)
		}
	case *program.IsNull:
		return notNull(s.operand(e.X), resolved(e.X.Type()).(*types.Optional))
	case *program.Binary:
		switch e.Op {
		case syntax.Equal:
			return s.notEqual(s.sides(e))
		case syntax.NotEqual:
			return s.equal(s.sides(e))
		case syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual:
			// Not so for a Number, which may be NaN.
			if of := wider(e.X.Type(), e.Y.Type()); isNative(of) && of != types.Number {
				opposite := *e
				opposite.Op = opposites[e.Op]
				return s.ordered(&opposite)
			}
		case syntax.Or:
			return s.negatedPart(e.X).Op("&&").Add(s.negatedPart(e.Y))
		case syntax.And:
			return s.negatedPart(e.X).Op("||").Add(s.negatedPart(e.Y))
		}
		return jen.Op("!").Parens(s.expr(e))
	}
	return jen.Op("!").Add(s.operand(e))
}

var opposites = map[syntax.Op]syntax.Op{
	syntax.Less: syntax.GreaterEqual, syntax.GreaterEqual: syntax.Less,
	syntax.Greater: syntax.LessEqual, syntax.LessEqual: syntax.Greater,
}

func (s *scope) negatedPart(e program.Expr) *jen.Statement {
	if b, ok := e.(*program.Binary); ok && (b.Op == syntax.Or || b.Op == syntax.And) {
		return jen.Parens(negated(s, e))
	}
	return negated(s, e)
}

func (w *where) query(step *program.QueryStep, loop bool, rest func(bool) []jen.Code) []jen.Code {
	if step.Query.Batch {
		return w.batchOfOne(step, loop, rest)
	}
	call := w.flow.queryCall(w.scope, step)
	failed := w.fail(w.flow.failed(step.Query.FullName()))
	if step.Query.Cardinality == syntax.Many {
		rows := w.rowsName(step)
		ask := []jen.Code{
			jen.List(jen.Id(rows), jen.Err()).Op(":=").Add(call),
			jen.If(jen.Err().Op("!=").Nil()).Block(failed),
		}
		return append(ask, w.rows(step, jen.Id(rows), loop, rest)...)
	}
	return w.row(step, loop, rest, func(results []jen.Code, used bool) []jen.Code {
		get := jen.List(append(results, jen.Err())...).Op(":=").Add(call)
		if len(results) == 1 && !used {
			return []jen.Code{jen.If(get, jen.Err().Op("!=").Nil()).Block(failed)}
		}
		return []jen.Code{get, jen.If(jen.Err().Op("!=").Nil()).Block(failed)}
	})
}

// rowsName takes the name of a variable for what a query gives.
func (w *where) rowsName(step *program.QueryStep) string {
	return w.names.take("rows", unexported(step.Query.Name)+"Rows")
}

// row is a query with one row at most. get emits how the row is had, and
// whether there is one.
func (w *where) row(step *program.QueryStep, loop bool, rest func(bool) []jen.Code, get func(results []jen.Code, used bool) []jen.Code) []jen.Code {
	row := w.names.take("row", unexported(step.Query.Name)+"Row")
	conditions, bound := w.matchRow(step, row)
	before := w.takeBefore()
	results := []jen.Code{jen.Id(row)}
	missing := conditions
	if step.Query.Cardinality == syntax.Optional {
		found := w.names.take("found", unexported(step.Query.Name)+"Found")
		results = append(results, jen.Id(found))
		missing = append([]condition{{jen.Id(found), jen.Op("!").Id(found)}}, conditions...)
	}
	inner := rest(loop)
	if before != nil && len(missing) > len(conditions) {
		// The row has to be there before its defaults are evaluated.
		before = append(w.unless(failing(missing[:1]), step.Else, loop), before...)
		missing = missing[1:]
	}
	if len(missing) > 0 {
		inner = append(w.unless(failing(missing), step.Else, loop), inner...)
	}
	inner = append(before, inner...)
	used := conditions != nil || anyUsed(bound)
	if !used {
		results[0] = jen.Id("_")
	}
	return append(get(results, used), inner...)
}

// matchRow matches a query's results with a row, and returns what it binds.
func (w *where) matchRow(step *program.QueryStep, row string) ([]condition, []*binding) {
	layout := w.g.queries[step.Query]
	known := w.known()
	conditions := w.match(step.Results, func(m *program.Match) value {
		return value{jen.Id(row).Dot(layout.results[m.Name]), step.Query.Result(m.Name).Type}
	})
	return conditions, w.boundSince(known)
}

func anyUsed(list []*binding) bool {
	for _, b := range list {
		if b.used {
			return true
		}
	}
	return false
}

// rows is a query with any number of rows: a frame of each that matches.
func (w *where) rows(step *program.QueryStep, rows *jen.Statement, loop bool, rest func(bool) []jen.Code) []jen.Code {
	row := w.names.take("row", unexported(step.Query.Name)+"Row")
	conditions, bound := w.matchRow(step, row)
	var matched string
	if step.Else != nil && conditions != nil {
		matched = w.names.take("matched", unexported(step.Query.Name)+"Matched")
	}
	body := w.takeBefore()
	if conditions != nil {
		body = append(body, jen.If(failing(conditions)).Block(jen.Continue()))
	}
	if matched != "" {
		body = append(body, jen.Id(matched).Op("=").True())
	}
	body = append(body, rest(true)...)
	var code []jen.Code
	if matched != "" {
		code = append(code, jen.Id(matched).Op(":=").False())
	}
	if conditions == nil {
		code = append(code, w.left(step, jen.Len(rows.Clone()))...)
	}
	header := jen.For(jen.Range().Add(rows.Clone()))
	if conditions != nil || anyUsed(bound) {
		header = jen.For(jen.List(jen.Id("_"), jen.Id(row)).Op(":=").Range().Add(rows.Clone()))
	}
	if w.fanOut != nil {
		code = append(code, w.fanOut.begin(w.flow, w.sync, rows.Clone())...)
	}
	code = append(code, header.Block(body...))
	switch {
	case step.Else == nil:
	case matched != "":
		code = append(code, w.whenEmpty(jen.Op("!").Id(matched), step.Else, loop))
	default:
		code = append(code, w.whenEmpty(jen.Len(rows.Clone()).Op("==").Lit(0), step.Else, loop))
	}
	if !loop && !w.goesOn {
		code = append(code, w.miss)
	}
	return code
}

// whenEmpty is the `else` of a line that makes several frames, after its loop.
func (w *where) whenEmpty(cond jen.Code, otherwise []*program.Invocation, loop bool) jen.Code {
	return jen.If(cond).Block(w.exit(otherwise, loop)...)
}

func (w *where) each(step *program.EachStep, loop bool, rest func(bool) []jen.Code) []jen.Code {
	if step.IfThere() {
		return w.ifThere(step.Var, step.In, step.Else, loop, rest)
	}
	list := resolved(step.In.Type()).(*types.List)
	name := w.names.local(step.Var.Name)
	bound := w.bind(step.Var, value{jen.Id(name), list.Elem})
	source := w.expr(step.In)
	var code []jen.Code
	if step.Else != nil || w.reports || !isSimple(step.In) {
		all := w.names.take(name+"List", name+"Values")
		code = append(code, jen.Id(all).Op(":=").Add(source))
		source = jen.Id(all)
	}
	code = append(code, w.left(step, jen.Len(source.Clone()))...)
	body := rest(true)
	header := jen.For(jen.Range().Add(source.Clone()))
	if bound.used {
		header = jen.For(jen.List(jen.Id("_"), jen.Id(name)).Op(":=").Range().Add(source.Clone()))
	}
	if w.fanOut != nil {
		code = append(code, w.fanOut.begin(w.flow, w.sync, source.Clone())...)
	}
	code = append(code, header.Block(body...))
	if step.Else != nil {
		code = append(code, w.whenEmpty(jen.Len(source).Op("==").Lit(0), step.Else, loop))
	}
	if !loop && !w.goesOn {
		code = append(code, w.miss)
	}
	return code
}

// isSimple reports whether an expression reads the same wherever it stands.
func isSimple(e program.Expr) bool {
	switch e := e.(type) {
	case *program.Ref:
		return true
	case *program.Select:
		return isSimple(e.X)
	}
	return false
}

// ifThere binds a variable to an optional value where it is there, and ends the
// frame where it is absent.
func (w *where) ifThere(v *program.Var, e program.Expr, otherwise []*program.Invocation, loop bool, rest func(bool) []jen.Code) []jen.Code {
	name := w.names.local(v.Name)
	code := []jen.Code{jen.Id(name).Op(":=").Add(w.expr(e))}
	code = append(code, w.unless(jen.Op("!").Id(name).Dot("Present"), otherwise, loop)...)
	w.bind(v, value{jen.Id(name).Dot("Value"), resolved(e.Type()).(*types.Optional).Elem})
	return append(code, rest(loop)...)
}

func (w *where) binding(step *program.BindStep, loop bool, rest func(bool) []jen.Code) []jen.Code {
	if step.Else != nil {
		return w.ifThere(step.Var, step.Value, step.Else, loop, rest)
	}
	name := w.names.local(step.Var.Name)
	bound := w.bind(step.Var, value{jen.Id(name), step.Var.Type})
	inner := rest(loop)
	// Not earlier: what is left out uses no variable.
	switch {
	case bound.used:
		return append([]jen.Code{jen.Id(name).Op(":=").Add(w.exprAs(step.Value, step.Var.Type))}, inner...)
	case hasEffect(step.Value):
		return append([]jen.Code{jen.Id("_").Op("=").Add(w.exprAs(step.Value, step.Var.Type))}, inner...)
	}
	return inner
}
