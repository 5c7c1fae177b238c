package gen

import "github.com/syncgen/syncgen/dsl/program"

// visitor is shown the parts of a sync, each before what is inside it. What it
// has no function for it is not shown.
type visitor struct {
	step  func(program.Step)
	match func(*program.Match)
	expr  func(program.Expr)
}

// sync visits all of a sync.
func (v visitor) sync(s *program.Sync) {
	v.patterns(s.When)
	v.steps(s.Where)
	for _, exit := range exits(s) {
		v.calls(exit.calls)
	}
}

func (v visitor) patterns(list []*program.Pattern) {
	for _, p := range list {
		v.matches(p.Inputs)
		v.matches(p.Outputs)
	}
}

func (v visitor) matches(list []*program.Match) {
	for _, m := range list {
		if v.match != nil {
			v.match(m)
		}
		v.exprs(m.Test, m.Default)
		v.matches(m.Record)
	}
}

// steps visits lines and the blocks inside them, but not the actions after an
// `else`: those are calls of the sync.
func (v visitor) steps(list []program.Step) {
	for _, step := range list {
		if v.step != nil {
			v.step(step)
		}
		switch step := step.(type) {
		case *program.QueryStep:
			v.args(step.Args)
			v.matches(step.Results)
		case *program.FilterStep:
			v.exprs(step.Cond)
		case *program.ExistsStep:
			v.block(step.Block)
		case *program.BindStep:
			v.exprs(step.Value)
		case *program.EachStep:
			v.exprs(step.In)
		case *program.AggregateStep:
			v.block(step.Block)
			v.args(step.Results)
			v.exprs(step.Default)
		}
	}
}

func (v visitor) block(b *program.Block) {
	v.steps(b.Steps)
	for _, key := range b.OrderBy {
		v.exprs(key.Key)
	}
	v.exprs(b.Limit)
}

func (v visitor) calls(list []*program.Invocation) {
	for _, call := range list {
		v.args(call.Args)
	}
}

func (v visitor) args(list []*program.Arg) {
	for _, a := range list {
		v.exprs(a.Value)
	}
}

func (v visitor) exprs(list ...program.Expr) {
	if v.expr != nil {
		walkAll(list, v.expr)
	}
}
