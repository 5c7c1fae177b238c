package program

// Visitor is shown the parts of a sync, each before what is inside it. What it
// has no function for it is not shown.
type Visitor struct {
	Step  func(Step)
	Match func(*Match)
	Expr  func(Expr)
}

// Sync visits all of a sync.
func (v Visitor) Sync(s *Sync) {
	v.Patterns(s.When)
	v.Steps(s.Where)
	for _, exit := range s.Exits() {
		for _, call := range exit.Calls {
			v.Args(call.Args)
		}
	}
}

// Patterns visits patterns of when.
func (v Visitor) Patterns(list []*Pattern) {
	for _, p := range list {
		v.matches(p.Inputs)
		v.matches(p.Outputs)
	}
}

func (v Visitor) matches(list []*Match) {
	for _, m := range list {
		if v.Match != nil {
			v.Match(m)
		}
		v.Exprs(m.Test, m.Default)
		v.matches(m.Record)
	}
}

// Steps visits lines and the blocks inside them, but not the actions after an
// `else`: those are calls of the sync.
func (v Visitor) Steps(list []Step) {
	for _, step := range list {
		if v.Step != nil {
			v.Step(step)
		}
		switch step := step.(type) {
		case *QueryStep:
			v.Args(step.Args)
			v.matches(step.Results)
		case *FilterStep:
			v.Exprs(step.Cond)
		case *ExistsStep:
			v.Block(step.Block)
		case *BindStep:
			v.Exprs(step.Value)
		case *EachStep:
			v.Exprs(step.In)
		case *AggregateStep:
			v.Block(step.Block)
			v.Args(step.Results)
			v.Exprs(step.Default)
		}
	}
}

// Block visits the rows of an aggregate.
func (v Visitor) Block(b *Block) {
	v.Steps(b.Steps)
	for _, key := range b.OrderBy {
		v.Exprs(key.Key)
	}
	v.Exprs(b.Limit)
}

// Args visits the values that are passed.
func (v Visitor) Args(list []*Arg) {
	for _, a := range list {
		v.Exprs(a.Value)
	}
}

// Exprs visits expressions and all their parts. A nil expression has none.
func (v Visitor) Exprs(list ...Expr) {
	if v.Expr == nil {
		return
	}
	for _, e := range list {
		if e != nil {
			v.Expr(e)
			v.parts(e)
		}
	}
}

func (v Visitor) parts(e Expr) {
	switch e := e.(type) {
	case *Text:
		v.Exprs(e.Parts...)
	case *Select:
		v.Exprs(e.X)
	case *Unary:
		v.Exprs(e.X)
	case *Binary:
		v.Exprs(e.X, e.Y)
	case *IsNull:
		v.Exprs(e.X)
	case *OrNull:
		v.Exprs(e.X)
	case *If:
		v.Exprs(e.Cond, e.Then, e.Else)
	case *Record:
		v.Args(e.Fields)
	case *List:
		v.Exprs(e.Items...)
	case *Apply:
		v.Exprs(e.Args...)
	}
}
