package program

// Visit visits all expressions of a sync, each one before its parts: the
// literals and defaults of its patterns, its lines with their blocks, and what
// it gives to the actions that it calls.
func Visit(s *Sync, visit func(Expr)) {
	for _, p := range s.When {
		visitMatches(p.Inputs, visit)
		visitMatches(p.Outputs, visit)
	}
	visitSteps(s.Where, visit)
	for _, exit := range s.Exits() {
		for _, call := range exit.Calls {
			visitArgs(call.Args, visit)
		}
	}
}

func visitSteps(steps []Step, visit func(Expr)) {
	for _, s := range steps {
		switch s := s.(type) {
		case *QueryStep:
			visitArgs(s.Args, visit)
			visitMatches(s.Results, visit)
		case *FilterStep:
			VisitExpr(s.Cond, visit)
		case *ExistsStep:
			visitBlock(s.Block, visit)
		case *BindStep:
			VisitExpr(s.Value, visit)
		case *EachStep:
			VisitExpr(s.In, visit)
		case *AggregateStep:
			visitBlock(s.Block, visit)
			visitArgs(s.Results, visit)
			VisitExpr(s.Default, visit)
		}
	}
}

func visitBlock(b *Block, visit func(Expr)) {
	visitSteps(b.Steps, visit)
	for _, k := range b.OrderBy {
		VisitExpr(k.Key, visit)
	}
	VisitExpr(b.Limit, visit)
}

func visitArgs(args []*Arg, visit func(Expr)) {
	for _, a := range args {
		VisitExpr(a.Value, visit)
	}
}

func visitMatches(list []*Match, visit func(Expr)) {
	for _, m := range list {
		VisitExpr(m.Test, visit)
		VisitExpr(m.Default, visit)
		visitMatches(m.Record, visit)
	}
}

// VisitExpr visits an expression and all its parts. A nil expression has none.
func VisitExpr(e Expr, visit func(Expr)) {
	if e == nil {
		return
	}
	visit(e)
	switch e := e.(type) {
	case *Text:
		visitExprs(e.Parts, visit)
	case *Select:
		VisitExpr(e.X, visit)
	case *Unary:
		VisitExpr(e.X, visit)
	case *Binary:
		VisitExpr(e.X, visit)
		VisitExpr(e.Y, visit)
	case *If:
		VisitExpr(e.Cond, visit)
		VisitExpr(e.Then, visit)
		VisitExpr(e.Else, visit)
	case *Record:
		visitArgs(e.Fields, visit)
	case *List:
		visitExprs(e.Items, visit)
	case *Apply:
		visitExprs(e.Args, visit)
	}
}

func visitExprs(list []Expr, visit func(Expr)) {
	for _, e := range list {
		VisitExpr(e, visit)
	}
}
