package gen

import "github.com/syncgen/syncgen/dsl/program"

// visitBlock visits the expressions and matches of a block and of the blocks
// inside it.
func visitBlock(b *program.Block, expr func(program.Expr), match func(*program.Match)) {
	for _, step := range b.Steps {
		visitStep(step, expr, match)
	}
	for _, key := range b.OrderBy {
		walk(key.Key, expr)
	}
	walk(b.Limit, expr)
}

// visitStep visits the expressions and matches of a line, but not those of
// the actions after its `else`.
func visitStep(step program.Step, expr func(program.Expr), match func(*program.Match)) {
	switch step := step.(type) {
	case *program.QueryStep:
		visitArgs(step.Args, expr)
		visitMatches(step.Results, expr, match)
	case *program.FilterStep:
		walk(step.Cond, expr)
	case *program.ExistsStep:
		visitBlock(step.Block, expr, match)
	case *program.BindStep:
		walk(step.Value, expr)
	case *program.EachStep:
		walk(step.In, expr)
	case *program.AggregateStep:
		visitBlock(step.Block, expr, match)
		visitArgs(step.Results, expr)
		walk(step.Default, expr)
	}
}

func visitArgs(args []*program.Arg, expr func(program.Expr)) {
	for _, a := range args {
		walk(a.Value, expr)
	}
}

func visitMatches(list []*program.Match, expr func(program.Expr), match func(*program.Match)) {
	for _, m := range list {
		match(m)
		walk(m.Test, expr)
		walk(m.Default, expr)
		visitMatches(m.Record, expr, match)
	}
}
